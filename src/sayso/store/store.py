"""The store: everything that is done to a case, each in one transaction with its journal entry."""

from __future__ import annotations

import difflib
import hashlib
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from sayso.errors import CaseError, UsageError
from sayso.model import Filed, Gap, Judgement, Record
from sayso.store import check as checking
from sayso.store import folder as folders
from sayso.store import journal as journals
from sayso.store.database import Database
from sayso.store.projection import rows_of
from sayso.store.schema import HEAD, PROJECTED, findings, judgements, misses, originals, records
from sayso.store.view import View, filed, view

What = Literal["new", "already there", "new version", "read again"]
SUBJECTS = {
    "retract-report": 1, "reject-claim": 2, "correct-claim": 2, "same-source": 4, "other-source": 4, "same-matter": 4,
    "other-matter": 4, "grade-source": 1, "grade-matter": 1, "add-hypothesis": 1, "retire-hypothesis": 1,
    "rate-evidence": 2,
}  # fmt: skip
"""How many ids a verb is about."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a report that was to be added."""

    report: str
    what: What
    supersedes: str | None = None


class Store:
    """A case on disk. Several processes may use it at once."""

    def __init__(self, folder: Path, settings: dict[str, str], database: Database) -> None:
        self.folder, self.pack, self._settings, self._database = folder, settings["pack"], settings, database

    @classmethod
    def create(cls, folder: Path, *, pack: str, database: str | None = None, now: str) -> Store:
        """A new case; `database` is a URL, SQLite in the folder if None. Raises `CaseError` where it cannot be made."""
        settings = {"pack": pack, "made": now, "schema": HEAD, **({"database": database} if database else {})}
        folders.make(folder, settings)
        store = cls._opened(folder, settings)
        store._database.make()
        with store._database.writing() as connection:
            content = {name: value for name, value in settings.items() if name != "database"}
            journals.write(connection, at=now, author="sayso", action="case made", subject=pack, content=content)
        if not database:
            os.chmod(folder / folders.TABLES, 0o600)
        return store

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Raises `CaseError` where there is no case, or one that cannot be used."""
        settings = folders.settings(folder)
        if "pack" not in settings:
            raise CaseError(f"{folder / folders.SETTINGS}: expected a pack, got none; the file is damaged")
        if "database" not in settings and not (folder / folders.TABLES).is_file():
            raise CaseError(
                f"{folder}: expected {folders.TABLES}, found none; restore it, the originals are still there"
            )
        store = cls._opened(folder, settings)
        store._database.upgrade()
        return store

    @classmethod
    def _opened(cls, folder: Path, settings: dict[str, str]) -> Store:
        url = settings.get("database") or f"sqlite:///{(folder / folders.TABLES).absolute()}"
        return cls(folder, settings, Database(url, name=str(folder)))

    def holds(self, original: str, reader: str) -> str | None:
        """The id of the report that this reader has read from these bytes (SHA-256, hex), if it has."""
        joined = originals.join(records, originals.c.report == records.c.report)
        wanted = select(originals.c.report).select_from(joined)
        wanted = wanted.where(originals.c.sha256 == original, records.c.reader == reader).limit(1)
        with self._database.reading() as connection:
            return connection.execute(wanted).scalar()

    def add(
        self, record: Record, *, original: bytes, media_type: str, reader: str, known: str, now: str
    ) -> Added:  # fmt: skip
        """File a report: once, whatever happens. Another text at the same address is a new version of it.

        `known`: the last day on which it can have come out, or that of `now`. A new version that claims its
        predecessor's day counts from the day of `now`: nobody knew it before.
        """
        body = record.to_json()
        digest = folders.keep(self.folder, original)
        with self._database.writing() as connection:
            mine = _rows(connection, record.report.id)
            seal = hashlib.sha256(body).hexdigest()
            fresh = originals.c.sha256 == digest
            if not connection.execute(select(originals.c.sha256).where(fresh)).scalar():
                row = {"sha256": digest, "report": record.report.id, "media_type": media_type, "bytes": len(original)}
                connection.execute(insert(originals), row)
            if mine and mine[-1]["digest"] == seal:
                return Added(report=record.report.id, what="already there")
            before = None if mine else _predecessor(connection, record)
            if before and known <= before["known"]:
                known = max(now[:10], before["known"])
            supersedes: str | None = mine[-1]["supersedes"] if mine else before["report"] if before else None
            row = {
                "report": record.report.id, "reader": reader, "added": now, "known": known, "original": digest,
                "url": record.report.url, "supersedes": supersedes, "digest": seal,
            }  # fmt: skip
            what: What = "read again" if mine else "new version" if before else "new"
            entry = journals.write(
                connection, at=now, author="sayso", action=what, subject=record.report.id, content=row
            )  # fmt: skip
            connection.execute(insert(records), {**row, "entry": entry, "body": zlib.compress(body, 6)})
            _project(connection, filed({**row, "body": zlib.compress(body, 1)}))
        return Added(report=record.report.id, what=what, supersedes=supersedes if what == "new version" else None)

    def miss(self, gap: Gap, *, now: str) -> None:
        """Note a report that could not be read; once for each reason."""
        row = {"subject": gap.subject, "code": gap.code, "message": gap.message, "at": now}
        known = select(misses.c.at).where(misses.c.subject == gap.subject, misses.c.code == gap.code)
        with self._database.writing() as connection:
            if connection.execute(known).scalar() is None:
                entry = journals.write(
                    connection, at=now, author="sayso", action="not read", subject=gap.code, content=row
                )
                connection.execute(insert(misses), {**row, "entry": entry})

    def judge(self, judgement: Judgement) -> None:
        """Keep what a person decided. Raises `UsageError` where it is about nothing that is here."""
        wanted = SUBJECTS[judgement.verb]
        if len(judgement.subject) != wanted:
            raise UsageError(f"expected {wanted} ids for {judgement.verb}, got {len(judgement.subject)}")
        row = decided(judgement)
        with self._database.writing() as connection:
            for report in (one for one in judgement.subject if one.startswith("sha256:")):
                if not _rows(connection, report):
                    raise UsageError(
                        f"expected reports of the case, got {report[:19]}…; sayso show CASE reports lists them"
                    )
            if connection.execute(select(judgements.c.id).where(judgements.c.id == judgement.id)).scalar():
                return
            entry = journals.write(
                connection, at=judgement.made, author=judgement.author, action=judgement.verb, subject=judgement.id,
                content=row,
            )  # fmt: skip
            connection.execute(insert(judgements), {**row, "entry": entry})

    def retire(self, id: str, *, author: str, now: str, reason: str) -> None:
        """Let a judgement no longer count; it stays. Raises `UsageError` where none of that id counts."""
        told = {"retired": now, "retired_by": author, "retired_reason": reason}
        counting = (judgements.c.id == id) & judgements.c.retired.is_(None)
        with self._database.writing() as connection:
            if not connection.execute(select(judgements.c.id).where(counting)).scalar():
                raise UsageError(f"expected a judgement that counts, got {id!r}; sayso show CASE journal lists them")
            entry = journals.write(
                connection, at=now, author=author, action="judgement retired", subject=id, content={"id": id, **told}
            )  # fmt: skip
            connection.execute(update(judgements).where(counting).values(**told, retired_entry=entry))

    def view(self, *, as_of: str | None = None, added_by: str | None = None) -> View:
        """The case as of a day, from what it held at an instant; None for no bound."""
        with self._database.reading() as connection:
            return view(connection, as_of=as_of, added_by=added_by)

    def original(self, sha256: str) -> bytes:
        """The bytes as they came. Raises `CaseError` where they are gone or have changed."""
        path = folders.place(self.folder, sha256)
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != sha256:
            raise CaseError(f"{path}: expected the original with that SHA-256, got another; restore it from a copy")
        return data

    def difference(self, report: str) -> list[str]:
        """What a corrected version changed, as a unified diff of paragraphs; empty where it corrects none."""
        with self._database.reading() as connection:
            mine = _rows(connection, report)
            before = _rows(connection, mine[-1]["supersedes"]) if mine and mine[-1]["supersedes"] else []
        if not before:
            return []
        old, new = (filed(rows[-1]).record.report.text.split("\n") for rows in (before, mine))
        return list(difflib.unified_diff(old, new, before[-1]["known"], mine[-1]["known"], lineterm="", n=1))

    def finding(self, key: str) -> bytes | None:
        """What was kept under `key`, if it is unharmed."""
        with self._database.reading() as connection:
            row = connection.execute(select(findings).where(findings.c.key == key)).mappings().one_or_none()
        return row["body"] if row and hashlib.sha256(row["body"]).hexdigest() == row["digest"] else None

    def keep(self, key: str, body: bytes) -> None:
        """Keep what can be made again, so that it need not be."""
        with self._database.writing() as connection:
            connection.execute(delete(findings).where(findings.c.key == key))
            connection.execute(insert(findings), {"key": key, "digest": hashlib.sha256(body).hexdigest(), "body": body})

    def journal(self) -> Iterator[journals.Entry]:
        with self._database.reading() as connection:
            yield from list(journals.read(connection))

    def check(self) -> tuple[checking.Fault, ...]:
        """Everything that is not as it was written; nothing when all is."""
        return tuple(checking.faults(self._database, self.folder, self._settings))

    def close(self) -> None:
        self._database.close()


def decided(judgement: Judgement) -> dict[str, Any]:
    """The part of a judgement that never changes, as a row."""
    names = ("id", "verb", "value", "author", "made", "reason")
    subject = msgspec.json.encode(judgement.subject).decode()
    return {"subject": subject, **{name: getattr(judgement, name) for name in names}}


def _rows(connection: Connection, report: str) -> list[dict[str, Any]]:
    """All readings of a report, the newest last."""
    wanted = select(records).where(records.c.report == report).order_by(records.c.n)
    return [dict(row) for row in connection.execute(wanted).mappings()]


def _predecessor(connection: Connection, record: Record) -> dict[str, Any] | None:
    """The newest other text at the same address."""
    if not record.report.url:
        return None
    wanted = select(records).where(records.c.url == record.report.url).order_by(records.c.n.desc()).limit(1)
    row = connection.execute(wanted).mappings().one_or_none()
    return dict(row) if row else None


def _project(connection: Connection, newest: Filed) -> None:
    rows, report = rows_of(newest), newest.record.report.id
    for table in PROJECTED:
        key = table.c.id if table.name == "reports" else table.c.report
        connection.execute(delete(table).where(key == report))
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])
