"""Pieces of words as numbers: what a claim's own letters say of its kind, where the network has seen too few examples.

Runs of three to five letters within a word, whole words and pairs of words, each counted into one of `BUCKETS` by its
CRC-32 (hashing in place of a vocabulary: Weinberger et al. 2009), weighted by how rare a bucket is, to unit length.
"""

from __future__ import annotations

import math
import re
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 16
REST, BEFORE = 0.5, 0.4
"""How much the rest of a claim's sentence counts beside its own words, and the sentence before."""
_WORD = re.compile(r"\w+")


def buckets(text: str) -> Counter[int]:
    """How often each bucket is hit by a text's words, pairs of words, and runs of letters within words."""
    grams = []
    for word in _WORD.findall(text.lower()):
        padded = f" {word} "
        grams += [padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
    return phrases(text) + Counter(zlib.crc32(g.encode()) % BUCKETS for g in grams)


def phrases(text: str) -> Counter[int]:
    """The same for whole words and pairs alone: enough to see a denial, and a tenth of the work."""
    words = _WORD.findall(text.lower())
    grams = [f"w{w}" for w in words] + [f"p{a} {b}" for a, b in pairwise(words)]
    return Counter(zlib.crc32(g.encode()) % BUCKETS for g in grams)


def around(text: str, mark: str) -> Counter[int]:
    """How often each bucket is hit by the words of a text that stands beside a claim; `mark` keeps it apart."""
    return Counter(zlib.crc32(f"{mark}:{w}".encode()) % BUCKETS for w in _WORD.findall(text.lower()))


class Told(NamedTuple):
    """A claim's words, the rest of its sentence, and the sentence before."""

    words: str
    rest: str = ""
    before: str = ""

    @classmethod
    def of(cls, text: str, sentences: Sequence[tuple[int, int]], start: int, end: int) -> Told:
        """What stands in and around the claim `[start, end)` of a text with these sentences."""
        n = max(bisect_right(sentences, (start, len(text))) - 1, 0)
        first, last = sentences[n]
        before = text[slice(*sentences[n - 1])] if n else ""
        return cls(text[start:end], f"{text[first:start]} {text[end:last]}", before)

    def parts(self) -> list[tuple[float, Counter[int]]]:
        """The buckets of each part, with how much it counts beside the claim's own words."""
        return [(1.0, buckets(self.words)), (REST, around(self.rest, "s")), (BEFORE, around(self.before, "p"))]


def weighed(
    parts: Sequence[tuple[float, Counter[int]]], rarity: npt.NDArray[np.float32]
) -> tuple[list[int], npt.NDArray[np.float32]]:
    """Buckets and weights: (1 + log count) times rarity `[BUCKETS]`, each part to its own length times its share.

    A bucket that several parts hit is given several times.
    """
    hit: list[int] = []
    weights = []
    for share, counts in parts:
        values = np.array([1 + math.log(n) for n in counts.values()], np.float32) * rarity[list(counts)]
        size = float(np.linalg.norm(values))
        hit += counts
        weights.append(share * values / size if size else values)
    return hit, np.concatenate(weights)
