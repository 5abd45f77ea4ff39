"""Which pairs of reports are worth comparing, out of all of them, in time and memory that grow with the reports alone.

Two kinds of fingerprints stand for a report. Runs of `SEED` words find copies and lifted passages; of these a quarter is
kept, those whose hash divides by four, so that both texts keep the same ones (Manber 1994, "0 mod p"). Neighbouring
content words, in either order and cut to their stems, find texts that say the same in other words. A fingerprint that
stands in many reports belongs to their subject and brings no pair together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from sayso.linking.passages import SEED, WORD

KEPT = 4
"""One run of words in this many is kept."""
MANY = 16
"""Reports that share one fingerprint and are still all paired; beyond, a run of words pairs each with the earliest."""
AT_LEAST = 3
"""Fingerprints of one kind that two reports must share."""
STEM = 5
"""Letters that make a content word, and that are kept of one: fewer are mostly articles, prepositions, pronouns."""
BATCH = 2_000
"""Reports hashed at once."""

Hashes = NDArray[np.uint64]


def stem(word: str) -> str | None:
    """What a content word is compared by: its first letters, or a number whole. None for a function word."""
    return word if word.isdigit() else word[:STEM] if len(word) >= STEM else None


def candidates(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indexes `(i, j)`, i < j, ascending, of texts that share enough fingerprints to be compared."""
    runs, neighbours = [], []
    words = _Words()
    for start in range(0, len(texts), BATCH):
        runs_of, neighbours_of = words.fingerprints(texts[start : start + BATCH], start)
        runs.append(runs_of)
        neighbours.append(neighbours_of)
    codes = [_sharing(_joined(runs), len(texts), beyond=True), _sharing(_joined(neighbours), len(texts), beyond=False)]
    found = np.unique(np.concatenate(codes))
    return [(int(code) // len(texts), int(code) % len(texts)) for code in found]


class _Words(dict[str, int]):
    """Words numbered as they come; their hashes and their stems' hashes are the same in every process."""

    def __init__(self) -> None:
        self._hashes: list[int] = []
        self._stems: list[int] = []

    def __missing__(self, word: str) -> int:
        content = stem(word)
        self._hashes.append(_hash(word))
        self._stems.append(_hash(content) if content else 0)
        self[word] = number = len(self)
        return number

    def fingerprints(self, texts: Sequence[str], first: int) -> tuple[tuple[Hashes, Hashes], tuple[Hashes, Hashes]]:
        """Runs of words and neighbouring stems, each as fingerprints and the indexes of their texts from `first`."""
        numbered = [np.fromiter(map(self.__getitem__, WORD.findall(t.lower())), np.int64) for t in texts]
        numbers = np.concatenate(numbered) - 1
        of = np.repeat(np.arange(first, first + len(texts), dtype=np.uint64), [len(n) for n in numbered])
        return self._runs(numbers, of), self._neighbours(numbers, of)

    def _runs(self, numbers: NDArray[np.int64], of: Hashes) -> tuple[Hashes, Hashes]:
        if len(numbers) < SEED:
            return of[:0], of[:0]
        hashes = np.array(self._hashes, np.uint64)[numbers]
        n = len(hashes) - SEED + 1
        run = np.zeros(n, np.uint64)
        for k in range(SEED):
            run = _mixed(run + hashes[k : k + n])
        kept = (of[:n] == of[SEED - 1 :]) & (run % np.uint64(KEPT) == 0)
        return run[kept], of[:n][kept]

    def _neighbours(self, numbers: NDArray[np.int64], of: Hashes) -> tuple[Hashes, Hashes]:
        stems = np.array(self._stems, np.uint64)[numbers]
        of, stems = of[stems != 0], stems[stems != 0]
        kept = (of[:-1] == of[1:]) & (stems[:-1] != stems[1:])
        return _mixed(stems[:-1] + stems[1:])[kept], of[:-1][kept]


def _sharing(fingerprints: tuple[Hashes, Hashes], n: int, *, beyond: bool) -> Hashes:
    """Pairs of texts as `i * n + j` that share at least `AT_LEAST` fingerprints."""
    by_hash = np.argsort(fingerprints[0], kind="stable")
    hashes, of = fingerprints[0][by_hash], fingerprints[1][by_hash]
    again = (hashes[1:] == hashes[:-1]) & (of[1:] == of[:-1])
    once = np.concatenate([np.ones(min(1, len(of)), bool), ~again])
    hashes, of = hashes[once], of[once]
    _, begins, inverse, counts = np.unique(hashes, return_index=True, return_inverse=True, return_counts=True)
    counts = counts[inverse]
    shared = counts > 1
    few = shared & (counts <= MANY)
    codes = list(_pairs(hashes[few], of[few], n))
    if beyond:
        many = shared & (counts > MANY)
        first = of[begins[inverse]]
        codes.append((first * np.uint64(n) + of)[many & (first != of)])
    pairs, times = np.unique(np.concatenate(codes), return_counts=True)
    return pairs[times >= AT_LEAST]


def _pairs(hashes: Hashes, of: Hashes, n: int) -> Iterator[Hashes]:
    yield of[:0]
    for k in range(1, MANY):
        same = hashes[k:] == hashes[:-k]
        yield of[:-k][same] * np.uint64(n) + of[k:][same]


def _joined(parts: Sequence[tuple[Hashes, Hashes]]) -> tuple[Hashes, Hashes]:
    empty = np.zeros(0, np.uint64)
    return np.concatenate([empty, *(h for h, _ in parts)]), np.concatenate([empty, *(of for _, of in parts)])


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1


def _mixed(x: Hashes) -> Hashes:
    """The finaliser of SplitMix64 (Steele, Lea & Flood 2014): every bit of `x` bears on every bit of the answer."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
