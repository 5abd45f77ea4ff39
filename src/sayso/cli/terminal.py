"""An account in a terminal: voice by voice, and at the left of each claim how firmly it is put and what was only heard.

The eye runs down the left column for firmness and along the headings for who; the words stand between. Where there is
room, what the words stand for moves to a third column. Words of a report are printed with their control characters
made visible, so that a report cannot move the cursor or recolour another's words.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from sayso.publishing import Account, Line, Voice
from sayso.publishing.wording import unspoofed

GLYPHS = {"certain": "●", "probable": "◕", "possible": "◔", "unknown": "○"}
STYLES = {"certain": "bold blue", "probable": "bold green", "possible": "bold yellow", "unknown": "bold magenta"}
MARK_STYLES = {"heard": "bold reverse yellow", "denied": "bold reverse red"}
LEGEND = (
    "certain, probable, possible, unknown: how firmly the voice puts it, not whether it is true. "
    "HEARD: the writer marks it as hearsay. DENIED: the words say that it is not so."
)
PIPED = 80
"""Columns where no one watches: fixed, so that the same record prints the same lines everywhere."""
NARROWEST, WIDEST = 40, 160
GUTTER = 14
THREE_COLUMNS = 120
MEASURE = 70
"""Columns for words where the values stand beside them."""


class Terminal:
    """Prints accounts to standard output."""

    def __init__(self, *, legend: bool) -> None:
        watched = sys.stdout.isatty()
        width = None if watched else int(os.environ.get("COLUMNS") or PIPED)
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="replace")  # a terminal of an old code page shows ? instead of failing
        self._console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
        self._width = max(NARROWEST, min(self._console.width, WIDEST))
        self._legend = legend and watched
        self._shown = 0

    def show(self, account: Account) -> None:
        """Print one account; a ruled line parts it from the one before."""
        if self._shown:
            self._print(Text("\n" + "━" * self._width + "\n", style="dim"))
        self._shown += 1
        for text in self._lines(account):
            self._print(text)
        sys.stdout.flush()

    def close(self) -> None:
        """Print what the words in the left column mean, once, for a person who watches."""
        if self._legend and self._shown:
            for text in self._wrapped(Text("\n" + LEGEND, style="dim")):
                self._print(text)

    def _lines(self, account: Account) -> Iterator[Text]:
        yield from self._head(account)
        for voice in account.voices:
            yield Text()
            yield from self._voice(voice)
            for line in voice.lines:
                yield from self._claim(line, shared=bool(voice.through))
        if account.others:
            names = ", ".join(unspoofed(voice.name) for voice in account.others)
            yield Text()
            yield from self._wrapped(Text(f"Also named, with no claim of their own: {names}", style="dim"))
        if account.questions:
            yield Text("\nLeft open by the report", style="bold")
            for asked in account.questions:
                about = f" (on {', '.join(line.id for line in asked.about)})" if asked.about else ""
                yield from self._item("?", asked.id, Text(unspoofed(asked.span.text)).append(about, style="dim"))
        if account.warnings:
            yield Text("\nRead with care", style="bold")
            for warning in account.warnings:
                yield from self._item("!", "", Text(unspoofed(warning.message)))

    def _head(self, account: Account) -> Iterator[Text]:
        yield from self._wrapped(Text(unspoofed(account.title), style="bold"))
        head = Text(" · ".join(unspoofed(each) for each in (*account.byline, account.date)))
        yield from self._wrapped(head.append(f" ({account.basis}: {unspoofed(account.why)})", style="dim"))
        summary = Text()
        for number, of in account.figures:
            if number or of in ("claims", "voices"):
                summary.append(" · " if summary else "").append(f"{number:,}", style="bold").append(f" {of}")
        yield from self._wrapped(summary)

    def _voice(self, voice: Voice) -> Iterator[Text]:
        heading = Text(unspoofed(voice.heading), style="bold cyan")
        heading.append(f" — {voice.footing}", style="not bold default")
        if voice.about:
            heading.append(f" · {unspoofed(voice.about)}", style="not bold default")
        if voice.through:
            heading.append(f" → through {_route(voice.through)}", style="not bold yellow")
        yield from self._wrapped(heading)

    def _claim(self, line: Line, *, shared: bool) -> Iterator[Text]:
        gutter = [Text(f"  {GLYPHS[line.certainty]} {line.certainty}", style=STYLES[line.certainty])]
        gutter += [Text("    ").append(mark.upper(), style=MARK_STYLES[mark]) for mark in line.marks]
        room = self._width - GUTTER
        words, values = _words(line), _values(line, shared=shared)
        if self._width < THREE_COLUMNS:
            cells = [self._wrapped(words, room) + self._wrapped(values, room)]
        else:
            cells = [self._wrapped(words, MEASURE), self._wrapped(values, room - MEASURE - 3)]
        for left, middle, *right in zip_longest(gutter, *cells):
            row = _padded(left, GUTTER).append_text(middle or Text())
            yield _padded(row, GUTTER + MEASURE + 3).append_text(right[0]) if right and right[0] else row

    def _item(self, glyph: str, id: str, text: Text) -> Iterator[Text]:
        for n, row in enumerate(self._wrapped(text, self._width - GUTTER)):
            yield _padded(Text(f"  {glyph} {id}" if n == 0 else ""), GUTTER).append_text(row)

    def _wrapped(self, text: Text, width: int | None = None) -> list[Text]:
        return list(text.wrap(self._console, width or self._width))

    def _print(self, text: Text) -> None:
        text.rstrip()
        self._console.print(text, no_wrap=True, overflow="ignore", crop=False)


def _words(line: Line) -> Text:
    text = Text(unspoofed(line.said))
    shift = len(line.said.partition(line.span.text)[0]) - line.span.start
    for hedge in line.hedges:
        if hedge.overlaps(line.span):
            text.stylize("italic", max(hedge.start, line.span.start) + shift, min(hedge.end, line.span.end) + shift)
    return text


def _values(line: Line, *, shared: bool) -> Text:
    text = Text().append(f"{line.id} {line.kind}", style="dim")
    if line.through and not shared:
        text.append(f" · → through {_route(line.through)}", style="yellow")
    for fact in line.facts:
        text.append(f" · {fact.label} ", style="dim").append(unspoofed(fact.value))
    outside = [hedge for hedge in line.hedges if not hedge.overlaps(line.span)]
    if outside:
        text.append(" · hedged by " + ", ".join(f"“{unspoofed(hedge.text)}”" for hedge in outside), style="dim")
    if line.cue:
        text.append(f" · cue “{unspoofed(line.cue)}”", style="dim")
    return text


def _route(names: tuple[str, ...]) -> str:
    return " → ".join(unspoofed(name) for name in names)


def _padded(text: Text | None, width: int) -> Text:
    padded = Text().append_text(text) if text else Text()
    return padded.append(" " * max(width - padded.cell_len, 0))
