"""The words of a text as arrays of numbers, so that many texts are taken apart at once.

A word is a run of letters and digits, case set aside. Its hash is a polynomial of its code points modulo 2**64, mixed
(Karp & Rabin 1987); it is the same in every process.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

STEM = 5
"""Letters that make a content word, and that are kept of one: fewer are mostly articles, prepositions, pronouns."""
_LETTER, _DIGIT, _SMALL = np.uint8(1), np.uint8(2), np.uint8(4)
_BASE = 0x9E3779B97F4A7C15

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int64]


class Words(msgspec.Struct, frozen=True):
    """Words in the order of the text, one element each."""

    starts: Offsets
    ends: Offsets
    """Code points, half-open."""
    hashes: Hashes
    stems: Hashes
    """The hash of the first letters of a content word, of a number whole; 0 for a function word."""
    lower: NDArray[np.bool_]
    """Whether the word begins with a small letter."""

    @classmethod
    def of(cls, text: str) -> Words:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        small, nature = (table[points] for table in _alphabet(points))
        edges = np.flatnonzero(np.diff(nature & _LETTER, prepend=0, append=0))
        starts, ends = edges[::2], edges[1::2]
        powers = np.cumprod(np.full(len(points), _BASE, np.uint64))
        inverse = np.cumprod(np.full(len(points), pow(_BASE, -1, 1 << 64), np.uint64))[starts]
        sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(small * powers)])
        digits = np.concatenate([np.zeros(1, np.int64), np.cumsum(nature & _DIGIT != 0)])
        number = digits[ends] - digits[starts] == ends - starts
        content = number | (ends - starts >= STEM)
        kept = np.where(number, ends, np.minimum(ends, starts + STEM))
        return cls(
            starts,
            ends,
            hashes=mixed((sums[ends] - sums[starts]) * inverse),
            stems=np.where(content, mixed((sums[kept] - sums[starts]) * inverse), np.uint64(0)),
            lower=nature[starts] & _SMALL != 0,
        )

    @classmethod
    def of_all(cls, texts: Sequence[str]) -> list[Words]:
        """The words of each text; faster than one after another."""
        words = cls.of("\n".join(texts))
        begins = np.cumsum([0, *(len(text) + 1 for text in texts)])
        cuts = np.searchsorted(words.starts, begins).tolist()
        return [
            cls(words.starts[i:j] - at, words.ends[i:j] - at, words.hashes[i:j], words.stems[i:j], words.lower[i:j])
            for at, i, j in zip(begins.tolist(), cuts, cuts[1:], strict=False)
        ]


def runs(hashes: Hashes, n: int) -> Hashes:
    """One hash for each `n` words in a row."""
    run = np.zeros(max(0, len(hashes) - n + 1), np.uint64)
    for k in range(n):
        run += hashes[k : k + len(run)] * np.uint64(pow(_BASE, k, 1 << 64))
    return mixed(run)


def mixed(x: Hashes) -> Hashes:
    """The finaliser of SplitMix64 (Steele, Lea & Flood 2014): every bit of `x` bears on every bit of the answer."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def _alphabet(points: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """By code point: the small letter; and whether it belongs to a word, is a digit, is a small letter."""
    used = np.flatnonzero(np.bincount(points))
    letters = [chr(c) for c in used]
    small = np.zeros(len(points) and int(used[-1]) + 1, np.uint32)
    small[used] = [ord(c.lower()) if len(c.lower()) == 1 else ord(c) for c in letters]
    nature = np.zeros(len(small), np.uint8)
    nature[used] = [c.isalnum() * _LETTER | c.isdigit() * _DIGIT | c.islower() * _SMALL for c in letters]
    return small, nature
