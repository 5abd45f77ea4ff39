"""How a report is filed: once, whatever happens; a changed text at the same address is a new version of the old one.

the same bytes, or another carrier's same text     already there; a record that says more is kept beside the others
the same report in another reading                 read again: the newest reading counts, the older ones stay
another text from the same bytes                   read again by a reader that sees the page differently
another text at the same address                   new version: the older one counts until this one's day
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, delete, func, insert, or_, select

from sayso.model import Filed, Record
from sayso.store import journal as journals
from sayso.store.projection import rows_of
from sayso.store.schema import REPEATED, originals, records
from sayso.store.view import as_filed, filed, in_force

What = Literal["new", "already there", "new version", "read again"]
SEALED = ("report", "reader", "added", "known", "original", "carrier", "supersedes", "digest")
"""Columns of a record that its journal entry tells."""
KEPT = ("sha256", "report", "media_type", "bytes")
"""Columns of an original that its journal entry tells."""
Row = Mapping[str, Any]


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a report that was to be added."""

    report: str
    what: What
    supersedes: str | None = None


def file(connection: Connection, record: Record, *, original: Row, reader: str, known: str, now: str) -> Added:
    """File it in the caller's transaction, which must hold the write lock. `original`: the columns `KEPT`."""
    report, body = record.report, record.to_json()
    _keep_original(connection, original, now)
    digest = hashlib.sha256(body).hexdigest()
    readings = readings_of(connection, report.id)
    carrier = report.url or report.outlet or ""
    mine = [one for one in readings if one["carrier"] == carrier]
    if mine and mine[-1]["digest"] == digest:
        return Added(report=report.id, what="already there")
    before = _before(connection, record, original["sha256"], mine)
    same_bytes = before is not None and before["original"] == original["sha256"]
    if mine:
        known = min(known, mine[0]["added"][:10])  # it cannot have come out after the case had it
    if before and not same_bytes and known <= before["known"]:
        known = mine[-1]["known"] if mine else max(now[:10], before["known"])
    row = {
        "report": report.id, "reader": reader, "added": now, "original": original["sha256"], "known": known,
        "carrier": carrier, "supersedes": before["report"] if before else None, "digest": digest,
    }  # fmt: skip
    what: What = "already there" if readings else "new version" if before else "new"
    what = "read again" if mine or same_bytes else what
    entry = journals.write(connection, at=now, action=f"report: {what}", subject=report.id, content=row)
    connection.execute(insert(records), {**row, "entry": entry, "body": zlib.compress(body)})
    if readings:
        _forget(connection, report.id)
    _repeat(connection, newest(connection, report.id) if readings else as_filed(row, record))
    return Added(report=report.id, what=what, supersedes=row["supersedes"] if what == "new version" else None)


def _keep_original(connection: Connection, row: Row, now: str) -> None:
    if not connection.execute(select(originals.c.entry).where(originals.c.sha256 == row["sha256"])).scalar():
        entry = journals.write(connection, at=now, action="original kept", subject=row["sha256"], content=row)
        connection.execute(insert(originals), {**row, "entry": entry})


def read_from(connection: Connection, original: str, reader: str) -> str | None:
    """The report that this reader has read from these bytes, or from others with the same text."""
    first = select(originals.c.report).where(originals.c.sha256 == original).scalar_subquery()
    wanted = select(records.c.report).where(records.c.reader == reader)
    wanted = wanted.where(or_(records.c.original == original, records.c.report == first))
    found: str | None = connection.execute(wanted.order_by(records.c.entry.desc()).limit(1)).scalar()
    return found


def readings_of(connection: Connection, report: str) -> list[Row]:
    """All readings of a report without their bodies, the newest last."""
    columns = [column for column in records.c if column is not records.c.body]
    wanted = select(*columns).where(records.c.report == report).order_by(records.c.entry)
    return [dict(row) for row in connection.execute(wanted).mappings()]


def newest(connection: Connection, report: str) -> Filed:
    """The reading of a report that counts, of all there are."""
    last = select(func.max(records.c.entry)).where(records.c.report == report).group_by(records.c.carrier)
    rows = [dict(row) for row in connection.execute(select(records).where(records.c.entry.in_(last))).mappings()]
    return filed(in_force(rows)[0])


def _repeat(connection: Connection, counting: Filed) -> None:
    """Write a reading into the tables for people."""
    rows = rows_of(counting)
    for table in REPEATED:
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])


def _forget(connection: Connection, report: str) -> None:
    """Clear the tables for people of a report, whose reading that counts may be another now."""
    for table in reversed(REPEATED):
        connection.execute(delete(table).where(table.c[key_of(table.name)] == report))


def key_of(table: str) -> str:
    """The column of a table for people that holds the report's id."""
    return "id" if table == "reports" else "report"


def _before(connection: Connection, record: Record, original: str, mine: list[Row]) -> Row | None:
    """The newest reading of the report that this one takes the place of: as said before, else by bytes, by address."""
    if mine:
        older = readings_of(connection, mine[-1]["supersedes"]) if mine[-1]["supersedes"] else []
        return older[-1] if older else None
    others = select(records).where(records.c.report != record.report.id).order_by(records.c.entry.desc()).limit(1)
    row = connection.execute(others.where(records.c.original == original)).mappings().one_or_none()
    if row is None and record.report.url:
        row = connection.execute(others.where(records.c.carrier == record.report.url)).mappings().one_or_none()
    return dict(row) if row else None
