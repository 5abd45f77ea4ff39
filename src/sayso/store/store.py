"""The store: everything that is done to a case, each in one transaction with its journal entry."""

from __future__ import annotations

import contextlib
import datetime
import difflib
import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from sayso.errors import CaseError, UsageError
from sayso.model import Gap, Judgement, Record
from sayso.store import check as checking
from sayso.store import filing
from sayso.store import folder as folders
from sayso.store import journal as journals
from sayso.store import search as searching
from sayso.store.database import Database
from sayso.store.schema import HEAD, findings, judgements, misses
from sayso.store.view import View, view

SUBJECTS = {
    "retract-report": 1, "reject-claim": 2, "correct-claim": 2, "same-source": 4, "other-source": 4, "same-matter": 4,
    "other-matter": 4, "grade-source": 1, "grade-matter": 1, "add-hypothesis": 1, "retire-hypothesis": 1,
    "rate-evidence": 2,
}  # fmt: skip
"""How many ids a verb is about."""


class Store:
    """A case on disk. Several processes and threads may use it at once."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder, self.pack, self._settings, self._changed = folder, settings["pack"], settings, False
        self._database = Database(settings.get("database") or folder / folders.TABLES, name=str(folder))

    @classmethod
    def create(cls, folder: Path, *, pack: str, database: str | None = None, now: str) -> Store:
        """A new case; `database` is a URL, SQLite in the folder if None. Raises `CaseError` where it cannot be made."""
        settings = {"pack": pack, "made": now, **({"database": database} if database else {})}
        store = cls(folder, settings)
        folders.make(folder)
        if not database:
            folders.write(folder / folders.TABLES, b"")  # SQLite gives its log the same rights
        with store._writing() as connection:
            store._database.make(connection)
            journals.write(connection, at=now, action="case made", subject=pack, content=checking.settled(settings))
            store._note_shape(connection)
        folders.settle(folder, settings)
        return store

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Raises `CaseError` where there is no case, or one that cannot be used. Brings older tables up to date."""
        settings = folders.settings(folder)
        if "database" not in settings and not (folder / folders.TABLES).is_file():
            raise CaseError(f"{folder}: expected {folders.TABLES}, found none; restore it from a copy")
        store = cls(folder, settings)
        with store._database.reading() as connection:
            current = store._database.step(connection) == HEAD
        if not current:
            with store._writing() as connection:
                if store._database.step(connection) != HEAD:
                    store._database.upgrade(connection)
                    store._note_shape(connection)
        return store

    def holds(self, original: str, reader: str) -> str | None:
        """The id of the report that this reader has read from these bytes (SHA-256, hex), if it has."""
        with self._database.reading() as connection:
            return filing.read_from(connection, original, reader)

    def add(
        self, record: Record, *, original: bytes, media_type: str, reader: str, known: str, now: str
    ) -> filing.Added:  # fmt: skip
        """File a report: once, whatever happens. Another text at the same address is a new version of it.

        `known`: the last day on which it can have come out, or that of `now`. A new version that claims its
        predecessor's day counts from the day of `now`: nobody knew it before.
        """
        told = (folders.keep(self.folder, original), record.report.id, media_type, len(original))
        row = dict(zip(filing.KEPT, told, strict=True))
        with self._writing() as connection:
            return filing.file(connection, record, original=row, reader=reader, known=known, now=now)

    def miss(self, gap: Gap, *, now: str) -> None:
        """Note a report that could not be read; once for each reason."""
        row = {"subject": gap.subject, "code": gap.code, "message": gap.message, "at": now}
        known = select(misses.c.at).where(misses.c.subject == gap.subject, misses.c.code == gap.code)
        with self._writing() as connection:
            if connection.execute(known).first() is None:
                entry = journals.write(connection, at=now, action="not read", subject=gap.code, content=row)
                connection.execute(insert(misses), {**row, "entry": entry})

    def judge(self, judgement: Judgement) -> None:
        """Keep what a person decided. Raises `UsageError` where it is about nothing that is here."""
        _sensible(judgement)
        row = {name: getattr(judgement, name) for name in checking.JUDGED}
        row["subject"] = msgspec.json.encode(judgement.subject).decode()
        with self._writing() as connection:
            for report in (one for one in judgement.subject if one.startswith("sha256:")):
                if not filing.readings_of(connection, report):
                    raise UsageError(f"expected a report of the case, got {report[:19]}; see sayso show CASE reports")
            if connection.execute(select(judgements.c.id).where(judgements.c.id == judgement.id)).scalar():
                return
            entry = journals.write(
                connection, at=judgement.made, author=judgement.author, action=f"judgement: {judgement.verb}",
                subject=judgement.id, content=row,
            )  # fmt: skip
            connection.execute(insert(judgements), {**row, "entry": entry})

    def retire(self, id: str, *, author: str, now: str, reason: str) -> None:
        """Let a judgement no longer count; it stays. Raises `UsageError` where none of that id counts."""
        told = {"retired": now, "retired_by": author, "retired_reason": reason}
        counting = (judgements.c.id == id) & judgements.c.retired.is_(None)
        with self._writing() as connection:
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

    def search(self, words: str, *, limit: int = 50) -> tuple[searching.Found, ...]:
        """Claims that hold all of the words, best first; words are words, whatever signs stand in them."""
        with self._database.reading() as connection:
            return searching.search(connection, words, limit)

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
            if not filing.readings_of(connection, report):
                return []
            new = filing.newest(connection, report)
            if new.supersedes is None:
                return []
            old = filing.newest(connection, new.supersedes)
        before, after = (one.record.report.text.split("\n") for one in (old, new))
        return list(difflib.unified_diff(before, after, old.known, new.known, lineterm="", n=1))

    def finding(self, key: str) -> bytes | None:
        """What was kept under `key`, if it is unharmed."""
        with self._database.reading() as connection:
            row = connection.execute(select(findings).where(findings.c.key == key)).mappings().one_or_none()
        return bytes(row["body"]) if row and checking.kept(row["key"], row["body"]) == row["digest"] else None

    def keep(self, key: str, body: bytes) -> None:
        """Keep what can be made again, so that it need not be. It is no part of the case: no journal entry tells it."""
        row = {"key": key, "digest": checking.kept(key, body), "body": body}
        with self._changing() as connection:
            connection.execute(delete(findings).where(findings.c.key == key))
            connection.execute(insert(findings), row)

    def journal(self) -> Iterator[journals.Entry]:
        """All that was done, in order."""
        with self._database.reading() as connection:
            yield from list(journals.read(connection))

    def check(self) -> tuple[checking.Fault, ...]:
        """Everything that is not as it was written; nothing when all is."""
        return tuple(checking.faults(self._database, self.folder, self._settings))

    def close(self) -> None:
        """Let go of the case; the digest of a changed file is noted, unless another process is at work on it."""
        if self._changed and self._database.lite:
            with contextlib.suppress(CaseError, OSError):
                self._database.empty_log()
                with self._database.writing():
                    folders.seal(self.folder)
        self._database.close()

    @contextlib.contextmanager
    def _changing(self) -> Iterator[Connection]:
        with self._database.writing() as connection:
            folders.unseal(self.folder)
            self._changed = True
            yield connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that goes on from where the journal is known to have been, and notes where it then is."""
        with self._changing() as connection:
            head = folders.head(self.folder)
            if head and not journals.holds(connection, *head):
                raise CaseError(
                    f"{self.folder}: expected journal entry {head[0]} to be as {folders.HEAD} says, got another or "
                    "none: the newest entries are lost. Restore the database from a copy; or, to go on without them, "
                    f"delete {folders.HEAD} and add the reports again"
                )
            yield connection
            last = journals.last(connection)
        if last and (head is None or last.n > head[0]):
            folders.note_head(self.folder, last.n, last.hash)

    def _note_shape(self, connection: Connection) -> None:
        last, shape = journals.last(connection), self._database.shape(connection)
        at = last.at if last else self._settings["made"]
        journals.write(connection, at=at, action=checking.SHAPED, subject=HEAD, content=shape)


def _sensible(judgement: Judgement) -> None:
    wanted = SUBJECTS[judgement.verb]
    if len(judgement.subject) != wanted:
        raise UsageError(f"expected {wanted} ids for {judgement.verb}, got {len(judgement.subject)}")
    if judgement.verb == "retract-report":
        try:
            datetime.date.fromisoformat(judgement.value or "")
        except ValueError:
            raise UsageError(f"expected the day of the retraction, 2019-12-22, got {judgement.value!r}") from None
