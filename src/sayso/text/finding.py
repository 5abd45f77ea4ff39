"""Where the paragraphs of an extracted text stand in the text they were extracted from.

White space and invisible marks are left out of the comparison, nothing else. The longest paragraph is looked for
first, since it is the least likely to stand twice; the others are looked for onwards and backwards from it, so that a
teaser that repeats a sentence elsewhere on the page does not capture it.
"""

from __future__ import annotations

import re

from sayso.text.alignment import Alignment, Blocks
from sayso.text.normal import Canonical, rewritten
from sayso.text.sentence import paragraphs, sentences

UNSEEN = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]+")

SHORT, NEAR = 24, 600
"""A part shorter than SHORT ("No.") is only believed within NEAR of its neighbour; both in characters that are seen."""


def found_in(text: str, source: Canonical) -> Alignment:
    """`text`, canonical, aligned with what `source` is aligned with; `source` is to hold no UNSEEN characters.

    Paragraphs and sentences that do not stand in it are in no block.
    """
    seen = rewritten(text, 0, len(text), ((run.start(), run.end(), "") for run in UNSEEN.finditer(text)))
    blocks = Blocks()
    for start, there, length in _places(_cuts(text, seen), seen.text, source.text):
        blocks.add(start, there, length)
    between = blocks.close(len(seen.text), len(source.text))
    return seen.alignment.inverse().then(between).then(source.alignment)


def _cuts(text: str, seen: Canonical) -> list[list[tuple[int, int]]]:
    """Per paragraph its sentences, as stretches of the seen text."""
    cuts: list[list[tuple[int, int]]] = [[] for _ in paragraphs(text)]
    ends = [end for _, end in paragraphs(text)]
    at = 0
    for start, end in sentences(text):
        while ends[at] < end:
            at += 1
        cuts[at].append(seen.alignment.to_canonical(start, end))
    return [[(start, end) for start, end in cut if start < end] for cut in cuts if cut]


def _places(cuts: list[list[tuple[int, int]]], text: str, source: str) -> list[tuple[int, int, int]]:
    """`(start in text, start in source, length)` of what was found, ascending in both."""
    cuts = [cut for cut in cuts if cut]
    order = sorted(range(len(cuts)), key=lambda number: cuts[number][0][0] - cuts[number][-1][1])
    for anchor in order:
        start, end = cuts[anchor][0][0], cuts[anchor][-1][1]
        at = source.find(text[start:end])
        if at >= 0:
            break
    else:
        return _onwards([part for cut in cuts for part in cut], text, source, 0)
    above = [part for cut in cuts[:anchor] for part in _whole(cut, text, source)]
    below = [part for cut in cuts[anchor + 1 :] for part in _whole(cut, text, source)]
    before = _backwards(above, text, source, at)
    after = _onwards(below, text, source, at + end - start)
    return [*before, (start, at, end - start), *after]


def _whole(cut: list[tuple[int, int]], text: str, source: str) -> list[tuple[int, int]]:
    """The paragraph where it stands as it is, else its sentences."""
    start, end = cut[0][0], cut[-1][1]
    return [(start, end)] if text[start:end] in source else cut


def _onwards(parts: list[tuple[int, int]], text: str, source: str, since: int) -> list[tuple[int, int, int]]:
    places = []
    for start, end in parts:
        at = source.find(text[start:end], since, since + NEAR if end - start < SHORT else len(source))
        if at >= 0:
            places.append((start, at, end - start))
            since = at + end - start
    return places


def _backwards(parts: list[tuple[int, int]], text: str, source: str, until: int) -> list[tuple[int, int, int]]:
    places = []
    for start, end in reversed(parts):
        at = source.rfind(text[start:end], max(0, until - NEAR) if end - start < SHORT else 0, until)
        if at >= 0:
            places.append((start, at, end - start))
            until = at
    return places[::-1]
