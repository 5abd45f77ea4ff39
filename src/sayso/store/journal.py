"""The journal: what was done to a case, in order, each entry sealed with the one before.

An entry's hash is SHA-256 over the previous hash and the canonical JSON of the entry, so that no entry can be changed,
removed or put between others without every later hash being wrong. That the newest are still there, the file
`journal.head` beside the database tells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from sayso.store.schema import journal

FIRST = "0" * 64
_newest = select(journal).order_by(journal.c.n.desc()).limit(1)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing done. `content` is the SHA-256 of all that it put into the case."""

    n: int
    at: str
    author: str
    action: str
    subject: str
    content: str
    previous: str
    hash: str

    def sealed(self) -> str:
        """The hash that the entry must have."""
        told = [self.n, self.at, self.author, self.action, self.subject, self.content, self.previous]
        return seal(told)


def seal(content: Any) -> str:
    """SHA-256, hex, of the canonical JSON: keys in order, no white space."""
    return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()


def write(
    connection: Connection, *, at: str, author: str = "sayso", action: str, subject: str, content: Any
) -> int:  # fmt: skip
    """Append an entry in the caller's transaction, which must hold the write lock; its number."""
    before = last(connection)
    open_ = Entry(
        n=before.n + 1 if before else 1, at=at, author=author, action=action, subject=subject, content=seal(content),
        previous=before.hash if before else FIRST, hash="",
    )  # fmt: skip
    entry = msgspec.structs.replace(open_, hash=open_.sealed())
    connection.execute(insert(journal), msgspec.structs.asdict(entry))
    return entry.n


def last(connection: Connection) -> Entry | None:
    """The newest entry."""
    row = connection.execute(_newest).mappings().one_or_none()
    return Entry(**row) if row else None


def holds(connection: Connection, n: int, hash: str) -> bool:
    """Whether the entry of that number has that hash."""
    return connection.execute(select(journal.c.hash).where(journal.c.n == n)).scalar() == hash


def read(connection: Connection) -> Iterator[Entry]:
    """All entries in order."""
    for row in connection.execute(select(journal).order_by(journal.c.n)).mappings():
        yield Entry(**row)


def broken(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Entries that do not fit, and what would: a wrong number, a wrong link, a wrong seal."""
    previous, number = FIRST, 1
    for entry in entries:
        if entry.n != number:
            yield entry, f"entry {number}"
        if entry.previous != previous:
            yield entry, f"a link to {previous[:12]}"
        if entry.hash != entry.sealed():
            yield entry, f"the hash {entry.sealed()[:12]}"
        previous, number = entry.hash, entry.n + 1
