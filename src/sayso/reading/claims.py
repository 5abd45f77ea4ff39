"""Where a claim begins and ends, and how firmly it is said.

The spans come from the network's claim tags; polarity, certainty, hearsay and tense from vectors pooled over a span
with one learned weighting an attribute. What a claim is about (`kind`) is decided against the pack, in `kinds`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.encoder.network import CLAIM, Encoded
from sayso.model.claim import Certainty, Tense
from sayso.reading.attributions import Range, best_path, log_softmax, runs

Floats = npt.NDArray[np.float32]
Heads = dict[str, tuple[Floats, Floats]]
"""Attribute to weights `[labels, 128]` and biases `[labels]`."""

ATTRIBUTES = ("polarity", "certainty", "hearsay", "tense", "kind", "voice")
_CERTAINTY: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")
_TENSE: tuple[Tense, ...] = ("past", "present", "future")
_LEADING = re.compile(r"^(?:[\s,;:–—-]|(?:that|but|and|however|meanwhile)\b,?)+", re.IGNORECASE)
_TRAILING = re.compile(r"[\s,;:.–—-]+$")
_LAST_WORDS = re.compile(r"(?: [\w’'-]+){1,3}(?=[.!?](?:\s|$))")
_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|dozens|hundreds|thousands|half)(?: (?:hundred|thousand|million|dozen))?"
)
_FIGURE = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:[,;]? (?:and|with|besides|plus)|[,;]) (?=(?:(?:some|about|around|nearly|almost|roughly|perhaps|another|over|"
    rf"only|just|at least|more than) )?{_NUMBER}(?: (?!and\b)[a-z]+){{0,2}} (?:in|at|from|near|around) (?:the )?[A-Z])"
)
"""Where an item of a list begins that has its own figure and place."""
_QUOTES = {"“": "”", '"': '"', "«": "»"}


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as the network sees it, before anybody is known to have said it."""

    words: Range
    start: int
    end: int
    denied: float
    """Log-odds of its being denied, as the network sees it."""
    certainty: Certainty
    hearsay: bool
    tense: Tense
    voiced: float
    """The probability, 0–1, that somebody other than the outlet says it."""
    kind: Floats
    """[128], for `kinds`."""


SURE = 0.6
"""The mean probability, over its words, of being part of a claim that a span must reach."""
FRAGMENT = 5
"""A span of fewer words that touches another in its sentence is a piece of that one."""
SHORTEST = 3
"""Claims of fewer words are names and asides."""


def spot(encoded: Encoded, heads: Heads) -> list[Stated]:
    """The claims of one text in order, none across a paragraph end."""
    scores = log_softmax(encoded.tags[:, 7:])
    words = encoded.words
    spans = [r for _, a, b in runs(best_path(scores, 1)) for r in _within_paragraphs(a, b, words.paragraphs)]
    out = []
    for first, last in _joined(spans, encoded):
        if float((1 - np.exp(scores[first:last, 0])).mean()) < SURE:
            continue
        start, end = _trim(words.text, words.starts[first], words.ends[last - 1])
        for a, b in _items(words.text, start, end + _rest(words.text, end)):
            if len(words.text[a:b].split()) >= SHORTEST:
                first, last = words.range_of(a, b)
                out.append(_judge((first, last), a, b, pooled(encoded.claims[first:last]), heads))
    return out


def _items(text: str, start: int, end: int) -> list[Range]:
    """The items of a list of which each has its own figure and place, a claim each ("900 in Perm and 40 in Omsk")."""
    at, out = start, []
    for item in _ITEM.finditer(text, start, end):
        if _FIGURE.search(text, at, item.start()):
            out.append((at, item.start()))
            at = item.end()
    return [*out, (at, end)]


def _rest(text: str, end: int) -> int:
    """How far a claim goes on: the last words of its sentence, where nothing parts them from it."""
    m = _LAST_WORDS.match(text, end)
    return len(m.group()) if m else 0


def _joined(spans: Sequence[Range], encoded: Encoded) -> list[Range]:
    """Fragments joined to the span they touch, unless a sentence ends between them."""
    words = encoded.words
    out: list[Range] = []
    for first, last in spans:
        if out and out[-1][1] == first and min(last - first, out[-1][1] - out[-1][0]) < FRAGMENT:
            between = words.text[words.starts[first - 1] : words.starts[first]]
            if not any(stop in between for stop in ".!?"):
                out[-1] = (out[-1][0], last)
                continue
        out.append((first, last))
    return out


def pooled(rows: Floats) -> Floats:
    """Claim rows `[n, 134]` to one vector an attribute `[6, 128]`."""
    weights = rows[:, CLAIM:] - rows[:, CLAIM:].max(0)
    weights = np.exp(weights)
    weights /= weights.sum(0)
    return np.asarray(weights.T @ rows[:, :CLAIM], np.float32)


def _judge(words: Range, start: int, end: int, vectors: Floats, heads: Heads) -> Stated:
    label = {
        a: int((heads[a][0] @ v + heads[a][1]).argmax())
        for a, v in zip(ATTRIBUTES, vectors, strict=True)
        if a not in ("kind", "polarity")
    }
    scores = log_softmax(heads["voice"][0] @ vectors[5] + heads["voice"][1])
    polarity = heads["polarity"][0] @ vectors[0] + heads["polarity"][1]
    return Stated(
        words=words, start=start, end=end, denied=float(polarity[1] - polarity[0]),
        certainty=_CERTAINTY[label["certainty"]], hearsay=bool(label["hearsay"]), tense=_TENSE[label["tense"]],
        voiced=float(np.exp(scores[1])), kind=vectors[4],
    )  # fmt: skip


def _within_paragraphs(first: int, last: int, paragraphs: Sequence[Range]) -> list[Range]:
    cut = [(max(first, a), min(last, b)) for a, b in paragraphs if a < last and b > first]
    return [(a, b) for a, b in cut if a < b]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the final stop, a leading conjunction, or a quotation mark whose partner is not inside."""
    while True:
        before = (start, end)
        if m := _LEADING.match(text[start:end]):
            start += m.end()
        if m := _TRAILING.search(text[start:end]):
            end = start + m.start()
        if end - start < 2:
            return start, end
        inner = text[start:end]
        for opening, closing in _QUOTES.items():
            if opening == closing:
                odd = inner.count(opening) % 2 == 1
                wrapped = inner[0] == opening == inner[-1] and inner.count(opening) == 2
                start += inner[0] == opening and (odd or wrapped)
                end -= inner[-1] == opening and (odd or wrapped)
                continue
            wrapped = inner[0] == opening and inner.find(closing) == len(inner) - 1
            start += inner[0] == opening and (closing not in inner or wrapped)
            end -= inner[-1] == closing and (opening not in inner or wrapped)
        if (start, end) == before:
            return start, end


def quoted_share(shapes: Sequence[int], words: Range) -> float:
    """The share of a range's words that stand inside quotation marks, 0–1."""
    inside = [s >= 5 for s in shapes[words[0] : words[1]]]
    return sum(inside) / len(inside) if inside else 0.0
