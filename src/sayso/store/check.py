"""Is a case as it was written? Every fact in it is held against the journal, every copy of a fact against the fact."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from sayso.errors import CaseError
from sayso.model import Filed, Record, Span
from sayso.store import folder as folders
from sayso.store import journal as journals
from sayso.store.database import Database
from sayso.store.filing import KEPT, SEALED, key_of
from sayso.store.projection import rows_of
from sayso.store.schema import REPEATED, claims, findings, judgements, misses, originals, records
from sayso.store.view import filed, in_force

JUDGED = ("id", "verb", "subject", "value", "author", "made", "reason")
RETIRED = ("retired", "retired_by", "retired_reason")
MISSED = ("subject", "code", "message", "at")
SHAPED = "tables made"
BATCH = 200
"""Records held in memory at once."""
DAMAGE = (SQLAlchemyError, CaseError, msgspec.MsgspecError, zlib.error, ValueError, TypeError, KeyError, OverflowError)
"""What reading a damaged table can end in."""
Sealed = Mapping[int, journals.Entry]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it was written."""

    where: str
    expected: str
    got: str


def faults(database: Database, folder: Path, settings: dict[str, str]) -> Iterator[Fault]:
    """All faults: in the database's pages, the journal, the originals, the records, and in what repeats them."""
    yield from _named("database", _of_tables(database, folder, settings))
    if database.lite:
        yield from _named(folders.TABLES, _file(database, folder))


def _of_tables(database: Database, folder: Path, settings: dict[str, str]) -> Iterator[Fault]:
    sealed: dict[int, journals.Entry] = {}
    with database.reading() as connection:
        yield from _named("database", _pages(connection))
        yield from _named("table journal", _journal(connection, folder, sealed))
        yield from _named(folders.SETTINGS, _settings(sealed, settings))
        yield from _named("tables", _shape(database, connection, sealed))
        yield from _named("table originals", _originals(connection, folder, sealed))
        yield from _named("table records", _records(connection, sealed))
        yield from _named("table judgements", _judgements(connection, sealed))
        yield from _named("table misses", _misses(connection, sealed))
        yield from _named("table findings", _findings(connection))


def settled(settings: Mapping[str, str]) -> dict[str, str]:
    """What the journal's first entry tells of a case; its database may move, and have a new password."""
    return {name: told for name, told in settings.items() if name != "database"}


def kept(key: str, body: bytes) -> str:
    """The digest of a finding."""
    return hashlib.sha256(key.encode() + b"\0" + body).hexdigest()


def strays(record: Record) -> Iterator[int]:
    """Where spans hold other words than the report does at their place."""
    text = record.report.text
    return (span.start for span in _spans(record) if text[span.start : span.end] != span.text)


def _named(where: str, found: Iterator[Fault]) -> Iterator[Fault]:
    try:
        yield from found
    except DAMAGE as error:
        cause = error.__cause__ or error
        yield Fault(where=where, expected="rows that can be read", got=type(cause).__name__)


def _pages(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name == "sqlite":
        told = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
        yield from (Fault(where="database", expected="sound pages", got=one) for one in told if one != "ok")


def _journal(connection: Connection, folder: Path, sealed: dict[int, journals.Entry]) -> Iterator[Fault]:
    sealed.update((entry.n, entry) for entry in journals.read(connection))
    for entry, fitting in journals.broken(sealed.values()):
        yield Fault(where=f"journal, entry {entry.n}", expected=fitting, got="another")
    head = folders.head(folder)
    if head is None:
        yield Fault(where=folders.HEAD, expected="the number and hash of the newest entry", got="no file")
    elif head[0] not in sealed or sealed[head[0]].hash != head[1]:
        yield Fault(where=f"journal, entry {head[0]}", expected=f"the hash {head[1][:12]}", got="another or none")


def _settings(sealed: Sealed, settings: Mapping[str, str]) -> Iterator[Fault]:
    if 1 not in sealed or sealed[1].content != journals.seal(settled(settings)):
        yield Fault(where=folders.SETTINGS, expected="what the journal's first entry says", got="something else")


def _shape(database: Database, connection: Connection, sealed: Sealed) -> Iterator[Fault]:
    noted = [entry for entry in sealed.values() if entry.action == SHAPED]
    if not noted or noted[-1].content != journals.seal(database.shape(connection)):
        yield Fault(where="tables", expected="the definitions that sayso made", got="others")
    elif noted[-1].subject != database.step(connection):
        yield Fault(where="table alembic_version", expected=noted[-1].subject, got="another step")


def _originals(connection: Connection, folder: Path, sealed: Sealed) -> Iterator[Fault]:
    rows = [dict(row) for row in connection.execute(select(originals).order_by(originals.c.entry)).mappings()]
    yield from _told(rows, KEPT, sealed, "original kept", "table originals")
    for row in rows:
        path = folders.place(folder, row["sha256"])
        got = path.read_bytes() if path.is_file() else None
        if got is None:
            yield Fault(where=str(path), expected=f"{row['bytes']} bytes", got="no file")
        elif hashlib.sha256(got).hexdigest() != row["sha256"]:
            yield Fault(where=str(path), expected=f"{row['bytes']} bytes of that SHA-256", got=f"{len(got)} others")
    there = {row["sha256"] for row in rows}
    for original in sorted({row[0] for row in connection.execute(select(records.c.original))} - there):
        yield Fault(where="table originals", expected=f"a row for {original[:12]}", got="none")


def _records(connection: Connection, sealed: Sealed) -> Iterator[Fault]:
    light = select(records.c.entry, *(records.c[name] for name in SEALED)).order_by(records.c.entry)
    rows = [dict(row) for row in connection.execute(light).mappings()]
    yield from _told(rows, SEALED, sealed, "report: ", "table records")
    newest = {(row["report"], row["carrier"]): row for row in rows}
    counting = {row["entry"] for row in in_force(newest.values())}
    entries = [row["entry"] for row in rows]
    for at in range(0, len(entries), BATCH):
        batch = select(records).where(records.c.entry.in_(entries[at : at + BATCH])).order_by(records.c.entry)
        read: list[Filed] = []
        for row in map(dict, connection.execute(batch).mappings()):
            yield from _named(f"record of {row['report']}", _record(row, read if row["entry"] in counting else []))
        yield from _repeated(connection, read)
    known = {row["report"] for row in rows}
    for table in REPEATED:
        for (report,) in connection.execute(select(table.c[key_of(table.name)]).distinct()):
            if report not in known:
                yield Fault(where=f"table {table.name}", expected="rows of filed reports", got=f"rows of {report[:19]}")


def _record(row: Mapping[str, Any], read: list[Filed]) -> Iterator[Fault]:
    where = f"record of {row['report']}"
    one = filed(row)
    if hashlib.sha256(zlib.decompress(row["body"])).hexdigest() != row["digest"]:
        yield Fault(where=where, expected=f"the SHA-256 {row['digest'][:12]}", got="another")
    yield from (Fault(where=where, expected="the report's own words", got=f"others at {n}") for n in strays(one.record))
    read.append(one)


def _repeated(connection: Connection, read: list[Filed]) -> Iterator[Fault]:
    expected = {one.record.report.id: rows_of(one) for one in read}
    for table in REPEATED:
        key = key_of(table.name)
        columns = [column for column in table.c if column is not claims.c.n]
        got: dict[str, list[dict[str, Any]]] = {report: [] for report in expected}
        for row in connection.execute(select(*columns).where(table.c[key].in_(got))).mappings():
            got[row[key]].append(dict(row))
        for report, rows in expected.items():
            if _ordered(rows[table.name]) != _ordered(got[report]):
                yield Fault(where=f"table {table.name}", expected=f"what the record of {report} says", got="another")


def _ordered(rows: list[dict[str, Any]]) -> list[Any]:
    return sorted((sorted(row.items()) for row in rows), key=repr)


def _judgements(connection: Connection, sealed: Sealed) -> Iterator[Fault]:
    rows = [dict(row) for row in connection.execute(select(judgements).order_by(judgements.c.entry)).mappings()]
    yield from _told(rows, JUDGED, sealed, "judgement: ", "table judgements")
    retired = [
        {**row, "entry": row["retired_entry"]}
        for row in rows
        if any(row[name] is not None for name in (*RETIRED, "retired_entry"))
    ]
    yield from _told(retired, ("id", *RETIRED), sealed, "judgement retired", "table judgements")


def _misses(connection: Connection, sealed: Sealed) -> Iterator[Fault]:
    rows = [dict(row) for row in connection.execute(select(misses).order_by(misses.c.entry)).mappings()]
    yield from _told(rows, MISSED, sealed, "not read", "table misses")


def _told(
    rows: list[dict[str, Any]], names: tuple[str, ...], sealed: Sealed, action: str, where: str
) -> Iterator[Fault]:
    """Rows that differ from what their journal entry tells, and entries of the action whose row is gone."""
    untold = {n for n, entry in sealed.items() if entry.action.startswith(action)}
    for row in rows:
        n = row["entry"]
        untold.discard(n)
        if n not in sealed or sealed[n].content != journals.seal({name: row[name] for name in names}):
            yield Fault(where=where, expected=f"a row as journal entry {n} tells", got="another")
    yield from (Fault(where=where, expected=f"a row as journal entry {n} tells", got="none") for n in sorted(untold))


def _findings(connection: Connection) -> Iterator[Fault]:
    for row in connection.execute(select(findings)).mappings():
        if kept(row["key"], row["body"]) != row["digest"]:
            yield Fault(where="table findings", expected="a finding as it was kept", got="another; it is made anew")


def _file(database: Database, folder: Path) -> Iterator[Fault]:
    with database.writing() as connection:  # nobody changes the file meanwhile
        if not folders.as_sealed(folder):
            yield Fault(where=folders.TABLES, expected=f"the bytes that {folders.SEAL} tells", got="others")
        yield from _named("claims_search", _search(connection))


def _search(connection: Connection) -> Iterator[Fault]:
    connection.exec_driver_sql("INSERT INTO claims_search (claims_search, rank) VALUES ('integrity-check', 1)")
    yield from ()


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _spans(each)
