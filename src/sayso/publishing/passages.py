"""A report's text cut into runs over which nothing changes, so that claims may share words and still be drawn right.

Each claim keeps one lane from its first word to its last; claims that share words are in different lanes, so their
underlines run beside each other and neither breaks where the other starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from sayso.model import Span
from sayso.publishing.view import Account, Asked, Line, Voice

PARAGRAPH = re.compile(r"[^\n]+")


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Words over which nothing changes."""

    text: str
    claims: tuple[tuple[int, Line], ...] = ()
    """Lane and claim, outermost lane first."""
    opens: tuple[str, ...] = ()
    """Anchors of the claims whose first words these are."""
    closes: tuple[Line, ...] = ()
    """Claims whose last words these are."""
    asks: tuple[Asked, ...] = ()
    """Questions whose last words these are."""
    voice: str | None = None
    """Anchor of the voice whose mention this is."""
    hedge: bool = False


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the margin: a voice with its claims that begin in one paragraph."""

    voice: Voice
    lines: tuple[Line, ...]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph with its margin."""

    runs: tuple[Run, ...]
    notes: tuple[Note, ...]


def passages(account: Account) -> tuple[Passage, ...]:
    """The account's text, paragraph by paragraph; the runs of all passages hold every word of it exactly once."""
    return tuple(_passage(account, *match.span()) for match in PARAGRAPH.finditer(account.text))


def lanes(spans: Sequence[Span]) -> tuple[int, ...]:
    """The lowest lane free for each span, so that no two spans that share words share a lane."""
    ends: list[int] = []
    taken = [0] * len(spans)
    for n in sorted(range(len(spans)), key=lambda n: (spans[n].start, -spans[n].end, n)):
        lane = next((lane for lane, end in enumerate(ends) if end <= spans[n].start), len(ends))
        ends[lane : lane + 1] = [spans[n].end]
        taken[n] = lane
    return tuple(taken)


def _passage(account: Account, start: int, end: int) -> Passage:
    inside = [line for line in account.lines if _meet(line.span, start, end)]
    asked = [question for question in account.questions if _meet(question.span, start, end)]
    voices = [(m, v.anchor) for v in (*account.voices, *account.others) for m in v.mentions if _meet(m, start, end)]
    hedges = [hedge for line in account.lines for hedge in line.hedges if _meet(hedge, start, end)]
    spans = [line.span for line in inside] + [question.span for question in asked] + hedges + [m for m, _ in voices]
    cuts = sorted({start, end, *(min(max(at, start), end) for span in spans for at in (span.start, span.end))})
    laned = list(zip(lanes([line.span for line in inside]), inside, strict=True))
    runs = tuple(
        Run(
            text=account.text[a:b],
            claims=tuple(sorted((pair for pair in laned if _meet(pair[1].span, a, b)), key=lambda pair: pair[0])),
            opens=tuple(line.anchor for line in inside if _words(line.span, account.text)[0] == a),
            closes=tuple(line for line in inside if _words(line.span, account.text)[1] == b),
            asks=tuple(question for question in asked if _words(question.span, account.text)[1] == b),
            voice=next((anchor for mention, anchor in voices if _meet(mention, a, b)), None),
            hedge=any(_meet(hedge, a, b) for hedge in hedges),
        )
        for a, b in pairwise(cuts)
    )
    begun = [line for line in inside if _words(line.span, account.text)[0] >= start]
    return Passage(runs=runs, notes=_notes(account, begun))


def _meet(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def _words(span: Span, text: str) -> tuple[int, int]:
    """Where a span's words begin and end: within the text, and not in the gap between two paragraphs."""
    start, end = span.start, min(span.end, len(text))
    while start < end and text[start] == "\n":
        start += 1
    while end > start and text[end - 1] == "\n":
        end -= 1
    return start, end


def _notes(account: Account, lines: Iterable[Line]) -> tuple[Note, ...]:
    voices = {voice.anchor: voice for voice in account.voices}
    grouped: dict[str, list[Line]] = {}
    for line in sorted(lines, key=lambda line: (line.span, line.anchor)):
        grouped.setdefault(line.voice, []).append(line)
    return tuple(Note(voice=voices[anchor], lines=tuple(its)) for anchor, its in grouped.items())
