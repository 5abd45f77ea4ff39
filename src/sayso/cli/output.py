"""Where accounts go: lines of JSON, pages, or the terminal; a file is whole or it is not there.

Pages in a folder are named by number and fingerprint, never by title: a title may name a source, and names of files
end up in logs and addresses.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from sayso.cli.request import Request
from sayso.errors import UsageError
from sayso.model import Record
from sayso.publishing import account, contents, page

Show = Callable[[Record], object]


@contextmanager
def output_for(request: Request, items: Sequence[str | Path]) -> Iterator[tuple[Show, bool]]:
    """What to do with each record, and whether that prints where a progress bar may stand.

    On leaving, pages that need all records are written. Raises UsageError for outputs that make no sense.
    """
    if list(items).count("-") > 1:
        raise UsageError("expected - once, got it twice: standard input can be read only once")
    watched = sys.stdout.isatty()
    if request.html is not None:
        pages = _Pages(request.html, request, items)
        shows: list[Show] = [pages.add, _lines()] if request.as_json else [pages.add]
        yield lambda record: [show(record) for show in shows], request.as_json and watched
        pages.close()
    elif request.as_json:
        yield _lines(), watched
    else:
        from sayso.cli.terminal import Terminal

        terminal = Terminal(legend=not request.quiet)
        yield lambda record: terminal.show(account(record)), watched
        terminal.close()


def _lines() -> Show:
    stream = sys.stdout.buffer

    def show(record: Record) -> None:
        stream.write(record.to_json() + b"\n")
        stream.flush()

    return show


class _Pages:
    """One page of all records, or a folder with a page each and one that lists them."""

    def __init__(self, target: str, request: Request, items: Sequence[str | Path]) -> None:
        self._path = Path(target)
        self._stdout = target == "-"
        self._folder = not self._stdout and (target.endswith(("/", os.sep)) or self._path.is_dir())
        self._quiet = request.quiet
        self._width = len(str(len(items)))
        self._records: list[Record] = []
        self._names: list[str] = []
        if self._stdout and request.as_json:
            raise UsageError("expected --json or --html - on standard output, got both: name a file for the page")
        if not self._stdout:
            self._check(items)

    def _check(self, items: Sequence[str | Path]) -> None:
        parent = self._path.parent
        if not parent.is_dir():
            raise UsageError(f"expected --html in a folder that exists, got {str(parent)!r}: make it first")
        inputs = {Path(item).resolve() for item in items if item != "-" and "://" not in str(item)}
        if self._path.resolve() in inputs:
            raise UsageError(f"expected --html to name a new file, got one of the reports: {str(self._path)!r}")

    def add(self, record: Record) -> None:
        self._records.append(record)
        if self._folder:
            self._path.mkdir(exist_ok=True)
            fingerprint = record.report.id.rpartition(":")[2][:12]
            self._names.append(f"{len(self._records):0{self._width}}-{fingerprint}.html")
            _write(self._path / self._names[-1], page([record]))

    def close(self) -> None:
        if not self._records:
            return
        if self._stdout:
            sys.stdout.buffer.write(page(self._records).encode())
            return
        target = self._path / "index.html" if self._folder else self._path
        _write(target, contents(self._records, self._names) if self._folder else page(self._records))
        if not self._quiet:
            click.echo(f"sayso: wrote {target}", err=True)


def _write(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        partial.write_bytes(text.encode())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UsageError(f"expected to write {str(path)!r}, the system says: {error.strerror}") from None
