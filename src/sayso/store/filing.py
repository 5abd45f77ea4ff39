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
from sayso.store.view import CARRIER, as_filed, filed, in_force

What = Literal["new", "already there", "new version", "read again"]
SEALED = ("report", "reader", "added", "known", "original", "url", "outlet", "supersedes", "digest")
"""Columns of a record that its journal entry tells."""
KEPT = ("sha256", "report", "media_type", "bytes")
"""Columns of an original that its journal entry tells."""
LEVEL = 6
"""Of zlib: its own default."""
Row = Mapping[str, Any]


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a report that was to be added."""

    report: str
    what: What
    supersedes: str | None = None


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A record on its way into the case."""

    record: Record
    original: str
    media_type: str
    bytes: int
    reader: str
    known: str
    now: str


def file(connection: Connection, arrival: Arrival) -> Added:
    """File it in the caller's transaction, which must hold the write lock."""
    report, body = arrival.record.report, arrival.record.to_json()
    keep_original(connection, arrival)
    digest = hashlib.sha256(body).hexdigest()
    readings = readings_of(connection, report.id)
    mine = [one for one in readings if carrier(one) == carrier({"url": report.url, "outlet": report.outlet})]
    if mine and mine[-1]["digest"] == digest:
        return Added(report=report.id, what="already there")
    before = _before(connection, arrival, mine)
    row = {
        "report": report.id, "reader": arrival.reader, "added": arrival.now, "original": arrival.original,
        "known": _counts_from(arrival, mine, before), "url": report.url, "outlet": report.outlet,
        "supersedes": before["report"] if before else None, "digest": digest,
    }  # fmt: skip
    what = _what(arrival, readings, mine, before)
    entry = journals.write(
        connection, at=arrival.now, author="sayso", action=f"report: {what}", subject=report.id, content=row
    )
    connection.execute(insert(records), {**row, "entry": entry, "body": zlib.compress(body, LEVEL)})
    if readings:
        forget(connection, report.id)
    repeat(connection, newest(connection, report.id) if readings else as_filed(row, arrival.record))
    return Added(report=report.id, what=what, supersedes=row["supersedes"] if what == "new version" else None)


def keep_original(connection: Connection, arrival: Arrival) -> None:
    """Note that the folder holds these bytes."""
    if connection.execute(select(originals.c.entry).where(originals.c.sha256 == arrival.original)).scalar():
        return
    told = (arrival.original, arrival.record.report.id, arrival.media_type, arrival.bytes)
    row = dict(zip(KEPT, told, strict=True))
    entry = journals.write(
        connection, at=arrival.now, author="sayso", action="original kept", subject=arrival.original, content=row
    )
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
    last = select(func.max(records.c.entry)).where(records.c.report == report).group_by(CARRIER)
    rows = [dict(row) for row in connection.execute(select(records).where(records.c.entry.in_(last))).mappings()]
    return filed(in_force(rows)[0])


def repeat(connection: Connection, counting: Filed) -> None:
    """Write a reading into the tables for people."""
    rows = rows_of(counting)
    for table in REPEATED:
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])


def forget(connection: Connection, report: str) -> None:
    """Clear the tables for people of a report, whose reading that counts may be another now."""
    for table in reversed(REPEATED):
        connection.execute(delete(table).where(table.c[key_of(table.name)] == report))


def key_of(table: str) -> str:
    """The column of a table for people that holds the report's id."""
    return "id" if table == "reports" else "report"


def carrier(row: Row) -> str:
    """As `view.CARRIER`."""
    return str(next((told for told in (row["url"], row["outlet"]) if told is not None), ""))


def _before(connection: Connection, arrival: Arrival, mine: list[Row]) -> Row | None:
    """The newest reading of the report that this one takes the place of: as said before, else by bytes, by address."""
    report = arrival.record.report
    if mine:
        older = readings_of(connection, mine[-1]["supersedes"]) if mine[-1]["supersedes"] else []
        return older[-1] if older else None
    others = select(records).where(records.c.report != report.id).order_by(records.c.entry.desc()).limit(1)
    row = connection.execute(others.where(records.c.original == arrival.original)).mappings().one_or_none()
    if row is None and report.url:
        row = connection.execute(others.where(records.c.url == report.url)).mappings().one_or_none()
    return dict(row) if row else None


def _counts_from(arrival: Arrival, mine: list[Row], before: Row | None) -> str:
    """The day from which it counts.

    Not after the day on which the case first had it. A changed text that claims its predecessor's day counts from the
    day it was fetched: nobody knew it before.
    """
    known = min(arrival.known, mine[0]["added"][:10]) if mine else arrival.known
    if before is None or before["original"] == arrival.original or known > before["known"]:
        return known
    return str(mine[-1]["known"]) if mine else max(arrival.now[:10], before["known"])


def _what(arrival: Arrival, readings: list[Row], mine: list[Row], before: Row | None) -> What:
    if mine or (before and before["original"] == arrival.original):
        return "read again"
    if readings:
        return "already there"
    return "new version" if before else "new"
