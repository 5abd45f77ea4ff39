"""A bar while several reports are read: only for a person who watches, only on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

P = ParamSpec("P")
T = TypeVar("T")


class Progress:
    """Counts reports as they are done; does nothing where no one would see it."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._bar: Bar | None = None
        if total > 1 and not quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
            self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: Any) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self) -> None:
        """One report more is done."""
        if self._bar:
            self._bar.advance(self._task)

    def around(self, printing: Callable[P, T]) -> Callable[P, T]:
        """`printing` with the bar out of the way while it prints."""
        bar = self._bar
        if bar is None:
            return printing

        def printed(*args: P.args, **kwargs: P.kwargs) -> T:
            bar.stop()
            try:
                return printing(*args, **kwargs)
            finally:
                bar.start()

        return printed
