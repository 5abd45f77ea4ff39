"""What a case holds as of a day: the one place where later reports are kept from having a say."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from sayso.model import Filed, Gap, Judgement, Record
from sayso.store.journal import seal
from sayso.store.schema import judgements, misses, records

_record = msgspec.json.Decoder(Record)


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A case, read only. `digest` is of all that it holds: two views with one digest are the same."""

    filed: tuple[Filed, ...]
    """In the order of the days from which they count, then of ids."""
    judgements: tuple[Judgement, ...]
    misses: tuple[Gap, ...]
    digest: str


def view(connection: Connection, *, as_of: str | None, added_by: str | None) -> View:
    """The versions in force on `as_of`, as the case had them at `added_by`; None for no bound.

    A report counts from its `known` day. A version that a later one corrects is left out from that one's day on.
    """
    newest = select(func.max(records.c.n)).group_by(records.c.report)
    if added_by is not None:
        newest = newest.where(records.c.added <= added_by)
    chosen = select(records).where(records.c.n.in_(newest))
    if as_of is not None:
        chosen = chosen.where(records.c.known <= as_of)
    rows = [dict(row) for row in connection.execute(chosen.order_by(records.c.known, records.c.report)).mappings()]
    corrected = {row["supersedes"] for row in rows}
    decided = _judgements(connection, added_by)
    withdrawn = {
        one.subject[0]: one.value
        for one in decided
        if one.verb == "retract-report" and (as_of is None or (one.value or "") <= as_of)
    }
    kept = [row for row in rows if row["report"] not in corrected]
    missed = connection.execute(select(misses).order_by(misses.c.subject, misses.c.code)).mappings()
    told = [
        [row["report"], row["digest"], row["known"], row["supersedes"], withdrawn.get(row["report"])] for row in kept
    ]
    return View(
        filed=tuple(filed(row, withdrawn.get(row["report"])) for row in kept),
        judgements=decided,
        misses=tuple(Gap(subject=row["subject"], code=row["code"], message=row["message"]) for row in missed),
        digest=seal([told, [msgspec.to_builtins(one) for one in decided]]),
    )


def filed(row: Mapping[str, Any], retracted: str | None = None) -> Filed:
    """A row of `records` as the noun. Raises `msgspec.DecodeError` or `zlib.error` where its body is damaged."""
    return Filed(
        record=_record.decode(zlib.decompress(row["body"])), known=row["known"], added=row["added"],
        original=row["original"], reader=row["reader"], supersedes=row["supersedes"], retracted=retracted,
    )  # fmt: skip


def _judgements(connection: Connection, added_by: str | None) -> tuple[Judgement, ...]:
    rows = connection.execute(select(judgements).order_by(judgements.c.made, judgements.c.id)).mappings()
    return tuple(
        judgement(dict(row))
        for row in rows
        if (added_by is None or row["made"] <= added_by)
        and (row["retired"] is None or (added_by is not None and row["retired"] > added_by))
    )


def judgement(row: Mapping[str, Any]) -> Judgement:
    """A row of `judgements` as the noun."""
    names = ("id", "verb", "value", "author", "made", "reason", "retired", "retired_by")
    return Judgement(subject=tuple(msgspec.json.decode(row["subject"])), **{name: row[name] for name in names})
