"""Pieces of words as numbers: what a claim's own letters say of its kind, where the network has seen too few examples.

Runs of three to five letters within a word, whole words and pairs of words, each counted into one of `BUCKETS` by its
CRC-32 (hashing in place of a vocabulary: Weinberger et al. 2009), weighted by how rare a bucket is, to unit length.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from itertools import pairwise

import numpy as np
import numpy.typing as npt

BUCKETS = 1 << 16
_WORD = re.compile(r"\w+")


def buckets(text: str) -> Counter[int]:
    """How often each bucket is hit by a text."""
    words = _WORD.findall(text.lower())
    grams = [f"w{w}" for w in words] + [f"p{a} {b}" for a, b in pairwise(words)]
    for word in words:
        padded = f" {word} "
        grams += [padded[i : i + n] for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
    return Counter(zlib.crc32(g.encode()) % BUCKETS for g in grams)


def weighed(text: str, rarity: npt.NDArray[np.float32]) -> tuple[list[int], npt.NDArray[np.float32]]:
    """Buckets and weights of a text: (1 + log count) times rarity `[BUCKETS]`, to unit length."""
    counts = buckets(text)
    hit = list(counts)
    values = np.array([1 + math.log(n) for n in counts.values()], np.float32) * rarity[hit]
    size = float(np.linalg.norm(values))
    return hit, values / size if size else values
