"""A case's folder: `case.toml` says what it is, `originals/` keeps bytes by SHA-256; the owner alone may read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import CaseError

SETTINGS, TABLES, ORIGINALS = "case.toml", "case.sqlite", "originals"


def make(folder: Path, settings: dict[str, str]) -> None:
    """A new folder with its settings. Raises `CaseError` where something is in it already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(f"expected a new or an empty folder for a case, got {str(folder)!r}; name another")
    with guarded(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        (folder / ORIGINALS).mkdir(mode=0o700)
        lines = "".join(f"{name} = {_quoted(value)}\n" for name, value in settings.items())
        write(folder / SETTINGS, lines.encode())


def settings(folder: Path) -> dict[str, str]:
    """What `case.toml` says. Raises `CaseError` where there is none or it cannot be read."""
    try:
        return tomllib.loads((folder / SETTINGS).read_text("utf-8"))
    except FileNotFoundError:
        raise CaseError(f"expected a case at {str(folder)!r}, found none; make one: sayso new {folder}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise CaseError(f"{folder / SETTINGS}: expected the case's settings, got {type(error).__name__}") from None


def keep(folder: Path, original: bytes) -> str:
    """Keep bytes under their digest, on the disk before this returns; the digest."""
    digest = hashlib.sha256(original).hexdigest()
    path = place(folder, digest)
    if not path.exists():
        with guarded(folder):
            path.parent.mkdir(mode=0o700, exist_ok=True)
            write(path, original)
    return digest


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
        raise CaseError(
            f"expected to write in {str(folder)!r}, the system says: {reason}; the case is as before"
        ) from None


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
