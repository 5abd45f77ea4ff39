"""Lines as a page sets them, made running text: joined, hyphens at line ends closed, running heads left out.

A paragraph ends where the lines part, where a line is indented, where the type changes size, or where a line ends short
of its column on a full stop.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

STOPPED = re.compile(r"[.!?:…][\"'”’)\]]*$")
PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
HEADS = 2
"""Lines at the top and the bottom of each page that may be running heads."""


class Line(NamedTuple):
    """One line: where it stands in the text of all pages, and on its page in points from the lower left corner."""

    start: int
    end: int
    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


def running(text: str, lines: list[Line], hyphen: str) -> Iterator[tuple[int, int, str]]:
    """Edits `(start, end, new)` that make running text; `hyphen` stands in `text` for a hyphen that ends a line.

    All that lies between two lines that are kept goes, running heads too.
    """
    words = Counter(re.findall(r"\w+(?:-\w+)*", text.lower()))
    heads = _running_heads(lines)
    kept = [line for number, line in enumerate(lines) if number not in heads]
    pitch = median([a.bottom - b.bottom for a, b in pairwise(kept) if a.page == b.page and a.bottom > b.bottom] or [12])
    column = 0.0
    yield 0, kept[0].start if kept else len(text), ""
    for above, below in pairwise(kept):
        parted = _parted(above, below, pitch, column := max(column, above.right))
        if hyphen in text[above.end : below.start]:
            yield above.end, below.start, _closed(above.text, below.text, words)
        else:
            yield above.end, below.start, "\n\n" if parted else " "
        column = 0.0 if parted or above.page != below.page else column
    yield kept[-1].end if kept else len(text), len(text), ""


def _closed(above: str, below: str, words: Counter[str]) -> str:
    """A hyphen or nothing, as the document itself writes the word elsewhere; names and numbers keep theirs."""
    head, tail = above.split()[-1].lower(), below.split()[0].lower().rstrip(".,;:!?)”’\"'")
    return "" if below[0].islower() and words[head + tail] >= words[f"{head}-{tail}"] else "-"


def _running_heads(lines: list[Line]) -> set[int]:
    """Lines at the edge of a page that repeat on most pages but for their digits, and bare page numbers."""
    pages: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        pages.setdefault(line.page, []).append(number)
    edges = {number for found in pages.values() for number in (*found[:HEADS], *found[-HEADS:])}
    shapes = {number: re.sub(r"\d+", "#", lines[number].text) for number in edges}
    often = Counter(shape for shape, _ in {(shape, lines[number].page) for number, shape in shapes.items()})
    repeats = max(3, len(pages) / 2)
    numbered = {n for n in edges if len(pages) > 1 and PAGE_NUMBER.fullmatch(lines[n].text)}
    return numbered | {number for number, shape in shapes.items() if often[shape] >= repeats}


def _parted(above: Line, below: Line, pitch: float, column: float) -> bool:
    stopped = STOPPED.search(above.text) is not None
    if above.page != below.page or below.bottom > above.bottom + 1:  # a new page or column
        return stopped
    high, low = above.top - above.bottom, below.top - below.bottom
    if above.bottom - below.bottom > 1.35 * pitch or max(high, low) > 1.25 * min(high, low):
        return True
    indented = 0.6 * pitch < below.left - above.left < 5 * pitch
    return stopped and (indented or column - above.right > 0.15 * (column - above.left))
