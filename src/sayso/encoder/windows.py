"""Text to what the network takes: words, word pieces, shapes, and windows of whole paragraphs.

A window holds consecutive paragraphs up to `WINDOW` word pieces, `[SEP]` between them, so that a source named in
one paragraph can be linked to words in another. A paragraph that is longer is cut at sentence ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

WINDOW = 256
CLS, SEP = 101, 102
SHAPES = 10
"""Case (none, lower, Title, UPPER, mixed) times outside or inside quotation marks: what an uncased vocabulary drops,
and the state that is hardest to carry over a long quotation."""

_WORD = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[A-Z0-9])")
_OPENING, _CLOSING, _EITHER = "“«„", "”»", '"'

Ints = npt.NDArray[np.int64]


class Words(msgspec.Struct, frozen=True):
    """The words of one text: code-point bounds, paragraph number, shape, and word pieces of each."""

    text: str
    starts: list[int]
    ends: list[int]
    paragraphs: list[tuple[int, int]]
    """Word ranges, half-open."""
    shapes: list[int]
    pieces: list[list[int]]
    sentence_starts: list[int]
    """Word numbers at which a sentence may begin inside a paragraph: only for cutting long paragraphs."""

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """The half-open word range that code points `[start, end)` touch."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


class Window(msgspec.Struct, frozen=True):
    """One row for the network: piece ids, shapes, and for each piece the word it begins (-1: none)."""

    ids: Ints
    shapes: Ints
    words: Ints


def _case(word: str) -> int:
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word.istitle():
        return 2
    return 4 if word.lower() != word else 0


def _shapes(text: str, bounds: Sequence[tuple[int, int]], paragraphs: Sequence[tuple[int, int]]) -> list[int]:
    out = []
    for first, last in paragraphs:
        quoted = False
        for start, end in bounds[first:last]:
            word = text[start:end]
            here = quoted
            if word in _OPENING or (word in _EITHER and not quoted):
                here = quoted = True
            elif word in _CLOSING or word in _EITHER:
                here, quoted = True, False
            out.append(_case(word) + 5 * here)
    return out


def load_tokenizer(path: Path) -> Any:
    """The `tokenizers.Tokenizer` of a tokenizer.json, without its cutting and padding: windows are cut here."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def split(text: str, tokenizer: Any) -> Words:
    """The words of a canonical text and their pieces; `tokenizer` is a `tokenizers.Tokenizer`."""
    bounds = [m.span() for m in _WORD.finditer(text)]
    starts = [s for s, _ in bounds]
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        first, last = bisect_left(starts, at), bisect_left(starts, at + len(line))
        if last > first:
            paragraphs.append((first, last))
        at += len(line) + 1
    pieces: list[list[int]] = [[] for _ in bounds]
    encoded = tokenizer.encode([text[s:e] for s, e in bounds], is_pretokenized=True, add_special_tokens=False)
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        if len(pieces[word]) < 8:
            pieces[word].append(piece)
    for p in pieces:
        if not p:
            p.append(100)  # [UNK]: a character the vocabulary drops must still have a place
    cuts = [bisect_left(starts, m.end()) for m in _SENTENCE_END.finditer(text)]
    return Words(text, starts, [e for _, e in bounds], paragraphs, _shapes(text, bounds, paragraphs), pieces, cuts)


def _units(words: Words, limit: int) -> list[tuple[int, int, bool, int]]:
    """Word ranges that stay whole: (first, last, begins a paragraph, pieces)."""
    sizes = [len(p) for p in words.pieces]
    out = []
    for first, last in words.paragraphs:
        size = sum(sizes[first:last])
        if size + 2 <= limit:
            out.append((first, last, True, size))
            continue
        begin, opening = first, True
        cuts = words.sentence_starts[
            bisect_left(words.sentence_starts, first + 1) : bisect_left(words.sentence_starts, last)
        ]
        for cut in [*cuts, last]:
            while begin < cut:
                stop, size = begin, 0
                while stop < cut and size + sizes[stop] + 2 <= limit:
                    size += sizes[stop]
                    stop += 1
                out.append((begin, stop, opening, size))
                begin, opening = stop, False
    return out


def windows(words: Words, limit: int = WINDOW, shuffle: Random | None = None) -> list[Window]:
    """The windows of one text. With `shuffle` (training) the first is cut short at random, so that bounds move."""
    groups: list[list[tuple[int, int, bool, int]]] = []
    size, bound = 1, limit if shuffle is None else shuffle.randint(limit // 3, limit)
    for unit in _units(words, limit):
        if not groups or (groups[-1] and size + unit[3] + 1 > bound):
            if groups:
                bound = limit
            groups.append([])
            size = 1
        groups[-1].append(unit)
        size += unit[3] + 1
    return [_window(words, group) for group in groups]


def _window(words: Words, group: Sequence[tuple[int, int, bool, int]]) -> Window:
    ids, shapes, at = [CLS], [0], [-1]
    for n, (first, last, opens, _) in enumerate(group):
        if n and opens:
            ids.append(SEP)
            shapes.append(0)
            at.append(-1)
        for word in range(first, last):
            pieces = words.pieces[word]
            ids += pieces
            shapes += [words.shapes[word]] * len(pieces)
            at += [word] + [-1] * (len(pieces) - 1)
    ids.append(SEP)
    shapes.append(0)
    at.append(-1)
    return Window(np.array(ids), np.array(shapes), np.array(at))
