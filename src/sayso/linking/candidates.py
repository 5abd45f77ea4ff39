"""Which pairs of reports are worth comparing, out of all of them, in time and memory that grow with the reports alone.

Two kinds of fingerprints stand for a report. Runs of `SEED` words find copies and lifted passages; a quarter of them is
kept, those whose hash divides by four, so that both texts keep the same ones (Manber 1994, "0 mod p"). Neighbouring
content words, in either order and cut to their stems, find texts that say the same in other words. Such a pair of words
that stands in many reports belongs to their subject and brings none together.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.linking.passages import SEED
from sayso.linking.words import Hashes, Words, mixed, runs

KEPT = 4
"""One run of words in this many is kept."""
MANY = 16
"""Reports that may share a fingerprint and still all be paired by it. Neighbouring words that stand in more belong to
the subject of the reports; a run of words that stands in more pairs each report with the earliest."""
RUNS = 3
"""Runs of words, of those kept, that two reports must share."""
NEAR = 0.05
"""Share of neighbouring content words that two texts must have in common: most independent reports on one subject
stay below."""
FEWEST = 60
"""Neighbouring content words below which a text is too short for shares of them; it counts as having so many."""
BATCH = 200
"""Texts taken apart at once: as many as fit the cache of a processor."""
TEXTS = np.uint64(24)
"""Bits of a fingerprint that say whose it is; the others are enough to tell a trillion apart."""


class Candidates(msgspec.Struct, frozen=True):
    """What is worth comparing among texts that are named by their index."""

    pairs: dict[tuple[int, int], float]
    """Pairs `(i, j)`, i < j, ascending, each with the share of the neighbouring content words of the one that has fewer
    that stand in both, 0-1, those of the subject left out; 0 where it is below `NEAR`."""
    subject: frozenset[int]
    """Neighbouring content words, hashed, that stand in many texts."""


def candidates(texts: Sequence[str]) -> Candidates:
    """The pairs of texts that share words or wording enough to be compared."""
    starts = range(0, len(texts), BATCH)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # arrays are worked on outside the interpreter's lock
        parts = list(pool.map(lambda start: _fingerprints(texts[start : start + BATCH], start), starts))
    pairs = dict.fromkeys(_sharing_runs(np.concatenate([p for p, _ in parts] or [_NONE])), 0.0)
    shares, subject = _sharing_neighbours(np.concatenate([p for _, p in parts] or [_NONE]), len(texts))
    pairs.update(shares)
    return Candidates(dict(sorted(pairs.items())), subject)


def neighbours(stems: Hashes) -> Hashes:
    """One fingerprint, the last bits left free, for each two stems next to one another, in either order."""
    return mixed(stems[:-1] + stems[1:]) >> TEXTS << TEXTS


def _fingerprints(texts: Sequence[str], first: int) -> tuple[Hashes, Hashes]:
    """Runs of words and neighbouring stems, each with the index of its text in the last bits."""
    words = Words.of("\n".join(texts))
    begins = np.cumsum([0, *(len(text) + 1 for text in texts)])
    of = (np.searchsorted(begins, words.starts, "right") - 1 + first).astype(np.uint64)
    run = runs(words.hashes, SEED)
    kept = (of[: len(run)] == of[len(of) - len(run) :]) & (run % np.uint64(KEPT) == 0)
    content = words.stems != 0
    inner = of[content]
    near = neighbours(words.stems[content])[inner[:-1] == inner[1:]] | inner[:-1][inner[:-1] == inner[1:]]
    return run[kept] >> TEXTS << TEXTS | of[: len(run)][kept], near


def _sharing_runs(fingerprints: Hashes) -> list[tuple[int, int]]:
    """Pairs of texts that share at least `RUNS` runs of words."""
    groups = _Groups.of_all(fingerprints)
    many = groups.counts > MANY
    first = np.repeat(groups.of[groups.begins], groups.counts[groups.begins])
    beyond = (first << TEXTS | groups.of)[many & (first != groups.of)]
    codes, times = np.unique(np.concatenate([*groups.pairs(), beyond]), return_counts=True)
    return [_pair(code) for code in codes[times >= RUNS]]


def _sharing_neighbours(fingerprints: Hashes, n: int) -> tuple[dict[tuple[int, int], float], frozenset[int]]:
    """Pairs of texts with their share of neighbouring words, from `NEAR`; and the fingerprints of the subject."""
    groups = _Groups.of_all(fingerprints)
    many = groups.counts > MANY
    sizes = np.bincount(groups.of[~many].astype(np.int64), minlength=n)
    codes, times = np.unique(np.concatenate(list(groups.pairs())), return_counts=True)
    one, other = (codes >> TEXTS).astype(np.int64), (codes & _LAST).astype(np.int64)
    shares = times / np.maximum(np.minimum(sizes[one], sizes[other]), FEWEST)
    near = shares >= NEAR
    pairs = {_pair(code): float(share) for code, share in zip(codes[near], shares[near], strict=True)}
    return pairs, frozenset(np.unique(groups.hashes[many]).tolist())


class _Groups(msgspec.Struct, frozen=True):
    """Fingerprints in order, one for each text that has it."""

    hashes: Hashes
    of: Hashes
    begins: NDArray[np.int64]
    """Where each fingerprint begins."""
    counts: NDArray[np.int64]
    """For each element, in how many texts its fingerprint stands."""

    @classmethod
    def of_all(cls, fingerprints: Hashes) -> _Groups:
        ordered = np.sort(fingerprints)
        ordered = ordered[np.diff(ordered, prepend=ordered[:1] + np.uint64(1)) != 0]
        hashes = ordered >> TEXTS << TEXTS
        begins = np.flatnonzero(np.diff(hashes, prepend=hashes[:1] + np.uint64(1)))
        sizes = np.diff(begins, append=len(hashes))
        return cls(hashes, ordered & _LAST, begins, np.repeat(sizes, sizes))

    def pairs(self) -> Iterator[Hashes]:
        """Every two texts of one fingerprint that few share, the earlier in the first bits."""
        few = (self.counts > 1) & (self.counts <= MANY)
        hashes, of = self.hashes[few], self.of[few]
        yield _NONE
        for k in range(1, MANY):
            same = hashes[k:] == hashes[:-k]
            yield (of[:-k] << TEXTS | of[k:])[same]


_NONE = np.zeros(0, np.uint64)
_LAST = np.uint64((1 << 24) - 1)


def _pair(code: np.uint64) -> tuple[int, int]:
    return int(code) >> 24, int(code) & 0xFFFFFF
