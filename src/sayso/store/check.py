"""Is a case as it was written? Every fact in it is held against the journal, every copy of a fact against the fact."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from sayso.errors import CaseError
from sayso.model import Record, Span
from sayso.store import folder as folders
from sayso.store import journal as journals
from sayso.store.database import Database
from sayso.store.projection import rows_of
from sayso.store.schema import PROJECTED, findings, judgements, misses, originals, records
from sayso.store.view import filed

SEALED = ("report", "reader", "added", "known", "original", "url", "supersedes", "digest")
JUDGED = ("id", "verb", "subject", "value", "author", "made", "reason")
RETIRED = ("retired", "retired_by", "retired_reason")


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it was written."""

    where: str
    expected: str
    got: str


def faults(database: Database, folder: Path, settings: dict[str, str]) -> Iterator[Fault]:
    """All faults, in the order of the journal, the originals, the records, and what repeats them."""
    try:
        with database.reading() as connection:
            if connection.dialect.name == "sqlite":
                told = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")]
                yield from (Fault(where="database", expected="ok", got=one) for one in told if one != "ok")
            sealed = {entry.n: entry for entry in journals.read(connection)}
            for entry, fitting in journals.broken(sealed.values()):
                yield Fault(where=f"journal, entry {entry.n}", expected=fitting, got="another")
            yield from _settings(sealed, settings)
            yield from _originals(connection, folder)
            yield from _records(connection, sealed)
            yield from _decisions(connection, sealed)
            yield from _findings(connection)
    except (CaseError, UnicodeDecodeError, TypeError, ValueError) as error:
        yield Fault(where="database", expected="tables that can be read", got=type(error).__name__)


def _settings(sealed: dict[int, journals.Entry], settings: dict[str, str]) -> Iterator[Fault]:
    content = {name: value for name, value in settings.items() if name != "database"}
    if not sealed or sealed[min(sealed)].content != journals.seal(content):
        yield Fault(where=folders.SETTINGS, expected="what the journal's first entry says", got="something else")


def _originals(connection: Connection, folder: Path) -> Iterator[Fault]:
    rows = connection.execute(select(originals).order_by(originals.c.sha256)).mappings()
    known = {row["sha256"]: row["bytes"] for row in rows}
    for digest, size in known.items():
        path = folders.place(folder, digest)
        data = path.read_bytes() if path.is_file() else None
        if data is None:
            yield Fault(where=f"original {digest[:12]}", expected=f"{size} bytes", got="no file")
        elif hashlib.sha256(data).hexdigest() != digest or len(data) != size:
            yield Fault(where=f"original {digest[:12]}", expected=f"{size} bytes of that SHA-256", got="other bytes")
    used = {row[0] for row in connection.execute(select(records.c.original))}
    yield from (
        Fault(where=f"original {one[:12]}", expected="a row", got="none") for one in sorted(used - known.keys())
    )


def _records(connection: Connection, sealed: dict[int, journals.Entry]) -> Iterator[Fault]:
    newest: dict[str, Any] = {}
    noted = {n for n, entry in sealed.items() if entry.action in ("new", "new version", "read again")}
    for row in connection.execute(select(records).order_by(records.c.n)).mappings():
        where = f"record of {str(row['report'])[:19]}"
        noted.discard(row["entry"])
        if not _told(sealed, row["entry"], {name: row[name] for name in SEALED}):
            yield Fault(where=where, expected=f"what journal entry {row['entry']} says", got="something else")
        try:
            body = zlib.decompress(row["body"])
            one = filed(dict(row))
        except (zlib.error, msgspec.DecodeError) as error:
            yield Fault(where=where, expected="a record", got=type(error).__name__)
            continue
        if hashlib.sha256(body).hexdigest() != row["digest"]:
            yield Fault(where=where, expected="its digest", got="another")
        yield from (Fault(where=where, expected="the report's own words", got=got) for got in strays(one.record))
        newest[row["report"]] = one
    yield from (Fault(where="records", expected=f"that of journal entry {n}", got="none") for n in sorted(noted))
    for report, one in newest.items():
        yield from _repeated(connection, report, rows_of(one))
    for table in PROJECTED:
        key = table.c.id if table.name == "reports" else table.c.report
        for (report,) in connection.execute(select(key).distinct()):
            if report not in newest:
                yield Fault(where=f"table {table.name}", expected="rows of known reports", got="others")


def _repeated(connection: Connection, report: str, expected: dict[str, list[dict[str, Any]]]) -> Iterator[Fault]:
    for table in PROJECTED:
        key = table.c.id if table.name == "reports" else table.c.report
        got = [dict(row) for row in connection.execute(select(table).where(key == report)).mappings()]
        if _ordered(got) != _ordered(expected[table.name]):
            yield Fault(
                where=f"table {table.name}", expected=f"what the record of {report[:19]} says", got="something else"
            )


def _ordered(rows: list[dict[str, Any]]) -> list[Any]:
    return sorted((sorted(row.items()) for row in rows), key=repr)


def _decisions(connection: Connection, sealed: dict[int, journals.Entry]) -> Iterator[Fault]:
    for row in connection.execute(select(judgements).order_by(judgements.c.id)).mappings():
        where = f"judgement {row['id']}"
        if not _told(sealed, row["entry"], {name: row[name] for name in JUDGED}):
            yield Fault(where=where, expected=f"what journal entry {row['entry']} says", got="something else")
        retired = {"id": row["id"], **{name: row[name] for name in RETIRED}}
        if any(row[name] is not None for name in (*RETIRED, "retired_entry")) and not _told(
            sealed, row["retired_entry"], retired
        ):
            yield Fault(where=where, expected="an end that the journal tells", got="another")
    for action, table, column in (
        ("judgement retired", judgements, judgements.c.retired_entry),
        ("not read", misses, misses.c.entry),
    ):
        told = {n for n, entry in sealed.items() if entry.action == action}
        there = {row[0] for row in connection.execute(select(column).where(column.is_not(None)))}
        if told != there:
            yield Fault(where=f"table {table.name}", expected=f"{len(told)} times {action!r}", got=str(len(there)))
    for row in connection.execute(select(misses)).mappings():
        if not _told(sealed, row["entry"], {name: row[name] for name in ("subject", "code", "message", "at")}):
            yield Fault(where="table misses", expected=f"what journal entry {row['entry']} says", got="something else")
    verbs = {
        entry.subject for entry in sealed.values() if entry.author != "sayso" and entry.action != "judgement retired"
    }
    held = connection.execute(select(func.count()).select_from(judgements)).scalar()
    if len(verbs) != held:
        yield Fault(where="table judgements", expected=str(len(verbs)), got=str(held))


def _findings(connection: Connection) -> Iterator[Fault]:
    for row in connection.execute(select(findings)).mappings():
        if hashlib.sha256(row["body"]).hexdigest() != row["digest"]:
            yield Fault(where=f"finding {str(row['key'])[:12]}", expected="its digest", got="another; it is made anew")


def _told(sealed: dict[int, journals.Entry], entry: int | None, content: dict[str, Any]) -> bool:
    return entry in sealed and sealed[entry].content == journals.seal(content)


def strays(record: Record) -> Iterator[str]:
    """Spans whose words are not the report's."""
    text = record.report.text
    for span in _spans(record):
        if text[span.start : span.end] != span.text:
            yield f"other words at {span.start}"


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _spans(each)
