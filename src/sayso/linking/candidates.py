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
    hashes, of, counts = _shared(_once(fingerprints))
    many = counts > MANY
    first = np.repeat(of[np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))], _sizes(hashes))
    beyond = (first << TEXTS | of)[many & (first != of)]
    codes, times = np.unique(np.concatenate([*_pairs(hashes[~many], of[~many]), beyond]), return_counts=True)
    return [_pair(code) for code in codes[times >= RUNS]]


def _sharing_neighbours(fingerprints: Hashes, n: int) -> tuple[dict[tuple[int, int], float], frozenset[int]]:
    """Pairs of texts with their share of neighbouring words, from `NEAR`; and the fingerprints of the subject."""
    ordered = _once(fingerprints)
    hashes, of, counts = _shared(ordered)
    many = counts > MANY
    sizes = np.bincount((ordered & _LAST).astype(np.int64), minlength=n) - np.bincount(
        of[many].astype(np.int64), minlength=n
    )
    codes, times = np.unique(np.concatenate(list(_pairs(hashes[~many], of[~many]))), return_counts=True)
    one, other = (codes >> TEXTS).astype(np.int64), (codes & _LAST).astype(np.int64)
    shares = times / np.maximum(np.minimum(sizes[one], sizes[other]), FEWEST)
    near = shares >= NEAR
    pairs = {_pair(code): float(share) for code, share in zip(codes[near], shares[near], strict=True)}
    return pairs, frozenset(hashes[many & (np.diff(hashes, prepend=~hashes[:1]) != 0)].tolist())


def _once(fingerprints: Hashes) -> Hashes:
    """Fingerprints in order, each once for each text."""
    ordered = np.sort(fingerprints)
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return np.compress(first, ordered)


def _shared(ordered: Hashes) -> tuple[Hashes, Hashes, NDArray[np.int64]]:
    """The fingerprints that stand in more than one text, whose they are, and in how many texts each stands."""
    hashes = ordered >> TEXTS
    same = hashes[1:] == hashes[:-1]
    kept = np.zeros(len(hashes), bool)
    kept[1:] |= same
    kept[:-1] |= same
    hashes, of = hashes[kept] << TEXTS, ordered[kept] & _LAST
    sizes = _sizes(hashes)
    return hashes, of, np.repeat(sizes, sizes)


def _sizes(hashes: Hashes) -> NDArray[np.int64]:
    return np.diff(np.flatnonzero(np.diff(hashes, prepend=~hashes[:1])), append=len(hashes))


def _pairs(hashes: Hashes, of: Hashes) -> Iterator[Hashes]:
    """Every two texts of one fingerprint, the earlier in the first bits."""
    yield _NONE
    for k in range(1, MANY):
        same = hashes[k:] == hashes[:-k]
        yield (of[:-k] << TEXTS | of[k:])[same]


def _pair(code: np.uint64) -> tuple[int, int]:
    return int(code) >> 24, int(code) & 0xFFFFFF


_NONE = np.zeros(0, np.uint64)
_LAST = np.uint64((1 << 24) - 1)
