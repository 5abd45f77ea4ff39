"""What two texts share word for word: passages, where they stand, and whose words they are.

What stands between words, quotation marks included, is not compared. Words that a text itself marks as somebody else's,
by quotation marks or by introducing them with a colon, are not its own: two reporters who quote one statement have not
copied each other.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from sayso.linking.words import Hashes, Words, runs

SEED = 5
"""Words in a row that are hardly ever the same by chance: the least that counts as a shared passage. METER's measure
for the reuse of agency copy by newspapers begins at the same order of length (Clough et al., ACL 2002)."""
REFRAIN = 8
"""Places of one seed in a text; one with more begins no passage, or the work would grow with the text's square."""
INTRODUCED = re.compile(r":[^\S\n]*\n\W*\Z")
"""A colon that ends a paragraph: the passage behind it is given as another's."""

Passage = tuple[int, int, int, int]
"""Code points `[a_start, a_end)` in one text and `[b_start, b_end)` in the other, from first to last word."""

_QUOTED = re.compile(
    r"[“\"‘'](?:(?<=“)[^”\n]*(?:”|$)"  # a quotation that runs on opens every paragraph and closes only in the last
    r"|(?<=\")[^\"\n]+\""
    r"|(?<=‘)(?<!\w‘)[^\n]{20,}?’(?!\w)"
    r"|(?<=')(?<!\w')(?=\w)[^\n]{20,}?(?<=[.,!?])'(?!\w))",
    re.MULTILINE,
)


def shared_passages(a: str, b: str) -> tuple[Passage, ...]:
    """The passages of at least `SEED` words that stand in both texts, in the order of `a`.

    Longest first, none overlapping another in either text: Greedy String Tiling (Wise 1993).
    """
    one, other = Words.of(a), Words.of(b)
    return tuple(
        (int(one.starts[i]), int(one.ends[i + n - 1]), int(other.starts[j]), int(other.ends[j + n - 1]))
        for i, j, n in tiles(one.hashes, other.hashes)
    )


def unquoted(text: str, words: Words) -> NDArray[np.bool_]:
    """For each word, whether it stands outside quotation marks."""
    spans = [m.span() for m in _QUOTED.finditer(text)]
    opened = np.searchsorted(np.array([start for start, _ in spans], np.int64), words.starts, "right")
    closed = np.searchsorted(np.array([end for _, end in spans], np.int64), words.starts, "right")
    return np.asarray(opened == closed)


def tiles(a: Hashes, b: Hashes) -> list[tuple[int, int, int]]:
    """Runs of `n` words that begin at word `i` of `a` and at word `j` of `b`, as `(i, j, n)` in the order of `a`."""
    taken_a, taken_b = bytearray(len(a)), bytearray(len(b))
    out = []
    for n, i, j in sorted(_matches(a, b), key=lambda m: (-m[0], m[1], m[2])):
        for start, length in _free(taken_a[i : i + n], taken_b[j : j + n]):
            out.append((i + start, j + start, length))
            taken_a[i + start : i + start + length] = b"\1" * length
            taken_b[j + start : j + start + length] = b"\1" * length
    return sorted(out)


def _matches(a: Hashes, b: Hashes) -> list[tuple[int, int, int]]:
    """Runs that no word before or after makes longer, `(n, i, j)`."""
    seeds, others = runs(a, SEED), runs(b, SEED)
    by_hash = np.argsort(others, kind="stable")
    first = np.searchsorted(others[by_hash], seeds, "left")
    places = np.searchsorted(others[by_hash], seeds, "right") - first
    places[places > REFRAIN] = 0
    i = np.repeat(np.arange(len(seeds)), places)
    nth = np.arange(len(i)) - np.repeat(np.cumsum(places) - places, places)
    j = by_hash[np.repeat(first, places) + nth]
    in_step = np.lexsort((i, i - j))
    i, j = i[in_step], j[in_step]
    begins = np.flatnonzero((np.diff(i, prepend=-2) != 1) | (np.diff(j, prepend=-2) != 1))
    lengths = np.diff(begins, append=len(i)) + SEED - 1
    return list(zip(lengths.tolist(), i[begins].tolist(), j[begins].tolist(), strict=True))


def _free(taken_a: bytearray, taken_b: bytearray) -> list[tuple[int, int]]:
    """The stretches of a match, at least a seed long, that no longer match has taken: `(start, length)`."""
    if 1 not in taken_a and 1 not in taken_b:
        return [(0, len(taken_a))]
    free = bytes(not (x or y) for x, y in zip(taken_a, taken_b, strict=True))
    return [(m.start(), len(m.group())) for m in re.finditer(rb"\x01{%d,}" % SEED, free)]
