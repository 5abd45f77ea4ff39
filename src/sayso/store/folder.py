"""A case's folder, which its owner alone may read.

`case.toml` says what it is, `originals/` keeps bytes by SHA-256, `case.sqlite` the tables where no other database does,
and `journal.head` says how far the journal went, so that a database that lost its end is found out. A case that nobody
writes to has `case.sqlite.sha256` too: the rows are held against the journal, this finds changes where no row is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import CaseError

SETTINGS, TABLES, ORIGINALS, HEAD = "case.toml", "case.sqlite", "originals", "journal.head"
SEAL = f"{TABLES}.sha256"
HEAD_BYTES = 20 + 1 + 64 + 1
SEALED_BYTES = 1 << 30
"""A larger file of tables is not sealed as a whole: reading it at every close would take seconds."""


def make(folder: Path) -> None:
    """A new folder, ready for the tables. Raises `CaseError` where something is in it already.

    What a creation that was cut off has left is cleared away: settings are written last, so without them there is
    nothing, unless originals say otherwise.
    """
    with guarded(folder):
        if folder.exists() and (not folder.is_dir() or not _left_over(folder)):
            raise CaseError(f"expected a new or an empty folder for a case, got {str(folder)!r}; name another")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        for path in folder.iterdir():
            path.rmdir() if path.is_dir() else path.unlink()
        (folder / ORIGINALS).mkdir(mode=0o700)


def _left_over(folder: Path) -> bool:
    ours = (ORIGINALS, HEAD, SEAL, TABLES, f"{TABLES}-wal", f"{TABLES}-shm", f"{TABLES}-journal")
    empty = not any((folder / ORIGINALS).glob("*"))
    return empty and all(path.name in ours or path.name.startswith(f".{SETTINGS}.") for path in folder.iterdir())


def settle(folder: Path, settings: dict[str, str]) -> None:
    """Write `case.toml`: from here on the folder is a case."""
    with guarded(folder):
        write(folder / SETTINGS, "".join(f"{name} = {_quoted(told)}\n" for name, told in settings.items()).encode())


def settings(folder: Path) -> dict[str, str]:
    """What `case.toml` says. Raises `CaseError` where there is none or it cannot be read."""
    try:
        told = tomllib.loads((folder / SETTINGS).read_text("utf-8"))
    except FileNotFoundError:
        raise CaseError(f"expected a case at {str(folder)!r}, found none; make one: sayso new {folder}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CaseError(f"{folder / SETTINGS}: expected the case's settings, got {type(error).__name__}") from None
    if not all(isinstance(told.get(name), str) for name in ("pack", "made")):
        raise CaseError(f"{folder / SETTINGS}: expected `pack` and `made`, got {sorted(told)}; restore it from a copy")
    return told


def keep(folder: Path, original: bytes) -> str:
    """Keep bytes under their digest, on the disk before this returns; the digest. A damaged file is replaced."""
    digest = hashlib.sha256(original).hexdigest()
    path = place(folder, digest)
    with guarded(folder):
        if not path.is_file() or path.read_bytes() != original:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            write(path, original)
    return digest


def head(folder: Path) -> tuple[int, str] | None:
    """Number and hash of the newest journal entry that is sure to be there; None without a file. Raises `CaseError`."""
    path = folder / HEAD
    with guarded(folder):
        if not path.is_file():
            return None
        told = path.read_bytes()
        while told != (told := path.read_bytes()):  # another process is writing it
            pass
    number, _, hash = told.decode("ascii", "replace").rstrip("\n").partition(" ")
    if len(told) != HEAD_BYTES or not (number.isascii() and number.isdigit()):
        raise CaseError(f"{path}: expected the number and hash of a journal entry, got something else")
    return int(number), hash


def note_head(folder: Path, number: int, hash: str) -> None:
    """Note the newest entry, after it was committed. One write of one length: a kill leaves the old line or the new."""
    with contextlib.suppress(OSError):  # an older head is as true, it only proves less
        file = os.open(folder / HEAD, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.write(file, f"{number:020} {hash}\n".encode())
        finally:
            os.close(file)


def place(folder: Path, digest: str) -> Path:
    return folder / ORIGINALS / digest[:2] / digest


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def guarded(folder: Path) -> Iterator[None]:
    """The system's refusals as `CaseError`: a full disk, a folder that may not be written."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CaseError(f"{folder}: expected to write, the system says: {reason}; nothing was changed") from None


def seal(folder: Path) -> None:
    """Note the digest of the file of tables, as `sha256sum` does. The caller holds the write lock, the log is empty."""
    log = folder / f"{TABLES}-wal"
    if (folder / TABLES).stat().st_size <= SEALED_BYTES and not (log.exists() and log.stat().st_size):
        write(folder / SEAL, _seal(folder))


def unseal(folder: Path) -> None:
    """Take the digest away, before the first change. The caller holds the write lock."""
    with guarded(folder):
        (folder / SEAL).unlink(missing_ok=True)


def as_sealed(folder: Path) -> bool:
    """Whether the file of tables has the noted digest, or none is noted."""
    return not (folder / SEAL).exists() or (folder / SEAL).read_bytes() == _seal(folder)


def _seal(folder: Path) -> bytes:
    with open(folder / TABLES, "rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {TABLES}\n".encode()


def _quoted(told: str) -> str:
    return json.dumps(told, ensure_ascii=False).replace("\x7f", "\\u007f")  # TOML's basic strings, save for DEL
