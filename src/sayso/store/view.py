"""What a case holds as of a day: the one place where later reports are kept from having a say."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from sayso.errors import CaseError
from sayso.model import Filed, Gap, Judgement, Record
from sayso.store.journal import seal
from sayso.store.schema import judgements, misses, records

_record = msgspec.json.Decoder(Record)


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A case, read only. `digest` is of its reports and judgements: two views with one digest answer alike."""

    filed: tuple[Filed, ...]
    """In the order of the days from which they count, then of ids."""
    judgements: tuple[Judgement, ...]
    misses: tuple[Gap, ...]
    digest: str


def view(connection: Connection, *, as_of: str | None, added_by: str | None) -> View:
    """The versions in force on `as_of`, as the case had them at `added_by`; None for no bound.

    A report counts from its `known` day. A version that a later one corrects is left out from that one's day on. What
    is retracted is still there, and says from when.
    """
    newest = select(func.max(records.c.entry)).group_by(records.c.report, records.c.carrier)
    if added_by is not None:
        newest = newest.where(records.c.added <= added_by)
    chosen = select(records).where(records.c.entry.in_(newest))
    if as_of is not None:
        chosen = chosen.where(records.c.known <= as_of)
    rows = [dict(row) for row in connection.execute(chosen).mappings()]
    corrected = {row["supersedes"] for row in rows}
    kept = [row for row in in_force(rows) if row["report"] not in corrected]
    decided = _judgements(connection, added_by)
    withdrawn = _withdrawn(decided, as_of)
    missed = select(misses)
    if added_by is not None:
        missed = missed.where(misses.c.at <= added_by)
    names = ("report", "digest", "known", "added", "original", "reader", "supersedes")
    told = [[*(row[name] for name in names), withdrawn.get(row["report"])] for row in kept]
    return View(
        filed=tuple(filed(row, withdrawn.get(row["report"])) for row in kept),
        judgements=decided,
        misses=tuple(
            Gap(subject=row["subject"], code=row["code"], message=row["message"])
            for row in connection.execute(missed.order_by(misses.c.entry)).mappings()
        ),
        digest=seal([told, [msgspec.to_builtins(one) for one in decided]]),
    )


def in_force(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of the newest reading by each carrier, each report's first known; of those of one day, the newest."""
    ordered = sorted(rows, key=lambda row: (row["known"], row["report"], -row["entry"]))
    first: dict[str, Mapping[str, Any]] = {}
    for row in ordered:
        first.setdefault(row["report"], row)
    return list(first.values())


def filed(row: Mapping[str, Any], retracted: str | None = None) -> Filed:
    """A row of `records` as the noun. Raises `CaseError` where its body is damaged."""
    try:
        record = _record.decode(zlib.decompress(row["body"]))
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CaseError(
            f"record of {row['report']}: expected one as it was written, got {type(error).__name__}; "
            "sayso check names all that is damaged, restore it from a copy"
        ) from None
    return as_filed(row, record, retracted)


def as_filed(row: Mapping[str, Any], record: Record, retracted: str | None = None) -> Filed:
    """A row of `records` and the record in it as the noun."""
    return Filed(
        record=record, known=row["known"], added=row["added"], original=row["original"], reader=row["reader"],
        supersedes=row["supersedes"], retracted=retracted,
    )  # fmt: skip


def _withdrawn(decided: Iterable[Judgement], as_of: str | None) -> dict[str, str]:
    """Report id to the first day from which it is retracted, of those not after `as_of`."""
    days = [(one.value or "", one.subject[0]) for one in decided if one.verb == "retract-report"]
    return {report: day for day, report in sorted(days, reverse=True) if as_of is None or day <= as_of}


def _judgements(connection: Connection, added_by: str | None) -> tuple[Judgement, ...]:
    """Those that counted at that instant, as they were then."""
    rows = [dict(row) for row in connection.execute(select(judgements).order_by(judgements.c.entry)).mappings()]
    counting = (row for row in rows if row["retired"] is None or (added_by is not None and row["retired"] > added_by))
    return tuple(judgement(row) for row in counting if added_by is None or row["made"] <= added_by)


def judgement(row: Mapping[str, Any]) -> Judgement:
    """A row of `judgements` as the noun, as it was made."""
    names = ("id", "verb", "value", "author", "made", "reason")
    return Judgement(subject=tuple(msgspec.json.decode(row["subject"])), **{name: row[name] for name in names})
