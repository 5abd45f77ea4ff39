"""Which pairs of reports are worth comparing, out of all of them, in time and memory that grow with the reports alone.

Two kinds of fingerprints stand for a report. Runs of `SEED` words find copies and lifted passages; a quarter of them is
kept, those whose hash divides by four, so that both texts keep the same ones (Manber 1994, "0 mod p"). Neighbouring
content words, in either order and cut to their stems, find texts that say the same in other words. Such a pair of words
that stands in many reports belongs to their subject and brings none together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.linking.passages import SEED, WORD

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
STEM = 5
"""Letters that make a content word, and that are kept of one: fewer are mostly articles, prepositions, pronouns."""
BATCH = 2_000
"""Reports hashed at once."""

Hashes = NDArray[np.uint64]


class Candidates(msgspec.Struct, frozen=True):
    """What is worth comparing among texts that are named by their index."""

    pairs: dict[tuple[int, int], float]
    """Pairs `(i, j)`, i < j, ascending, each with the share of the neighbouring content words of the one that has fewer
    that stand in both, 0-1, those of the subject left out; 0 where it is below `NEAR`."""
    subject: frozenset[int]
    """Neighbouring content words, hashed, that stand in many texts."""


def candidates(texts: Sequence[str]) -> Candidates:
    """The pairs of texts that share words or wording enough to be compared."""
    runs, neighbours = [], []
    words = _Words()
    for start in range(0, len(texts), BATCH):
        runs_of, neighbours_of = words.fingerprints(texts[start : start + BATCH], start)
        runs.append(runs_of)
        neighbours.append(neighbours_of)
    pairs = {_pair(code, len(texts)): 0.0 for code in _sharing_runs(_joined(runs), len(texts))}
    shares, subject = _sharing_neighbours(_joined(neighbours), len(texts))
    pairs.update(shares)
    return Candidates(dict(sorted(pairs.items())), subject)


def content(word: str) -> str | None:
    """What a content word is compared by: its first letters, or a number whole. None for a function word."""
    return word if word.isdigit() else word[:STEM] if len(word) >= STEM else None


def side_by_side(stems: Sequence[str], plain: Sequence[bool]) -> frozenset[int]:
    """Plain stems next to one another in either order, hashed as in `Candidates.subject`."""
    pairs = _neighbours(np.array([_hash(s) for s in stems], np.uint64))
    mask = np.array(plain, bool)
    return frozenset(pairs[mask[:-1] & mask[1:]].tolist())


class _Words(dict[str, int]):
    """Words numbered as they come; their hashes and their stems' hashes are the same in every process."""

    def __init__(self) -> None:
        self._hashes: list[int] = []
        self._stems: list[int] = []

    def __missing__(self, word: str) -> int:
        stem = content(word)
        self._hashes.append(_hash(word))
        self._stems.append(_hash(stem) if stem else 0)
        self[word] = number = len(self)
        return number

    def fingerprints(self, texts: Sequence[str], first: int) -> tuple[tuple[Hashes, Hashes], tuple[Hashes, Hashes]]:
        """Runs of words and neighbouring stems, each as fingerprints and the indexes of their texts from `first`."""
        numbered = [np.fromiter(map(self.__getitem__, WORD.findall(t.lower())), np.int64) for t in texts]
        numbers = np.concatenate(numbered)
        of = np.repeat(np.arange(first, first + len(texts), dtype=np.uint64), [len(n) for n in numbered])
        hashes, stems = np.array(self._hashes, np.uint64)[numbers], np.array(self._stems, np.uint64)[numbers]
        run = np.zeros(max(0, len(hashes) - SEED + 1), np.uint64)
        for k in range(SEED):
            run = _mixed(run + hashes[k : k + len(run)])
        kept = (of[: len(run)] == of[len(of) - len(run) :]) & (run % np.uint64(KEPT) == 0)
        inner = of[stems != 0]
        inner, stems = inner[:-1][inner[:-1] == inner[1:]], _neighbours(stems[stems != 0], inner)
        return (run[kept], of[: len(run)][kept]), (stems, inner)


def _sharing_runs(fingerprints: tuple[Hashes, Hashes], n: int) -> Hashes:
    """Pairs of texts, as `i * n + j`, that share at least `RUNS` runs of words."""
    hashes, of, counts = _grouped(*fingerprints)
    many = counts > MANY
    first = of[np.searchsorted(hashes, hashes)]
    codes, times = np.unique(
        np.concatenate([*_pairs(hashes[~many], of[~many], n), (first * np.uint64(n) + of)[many & (first != of)]]),
        return_counts=True,
    )
    return codes[times >= RUNS]


def _sharing_neighbours(
    fingerprints: tuple[Hashes, Hashes], n: int
) -> tuple[dict[tuple[int, int], float], frozenset[int]]:
    """Pairs of texts with their share of neighbouring words, from `NEAR`; and the fingerprints of the subject."""
    hashes, of, counts = _grouped(*fingerprints)
    many = counts > MANY
    sizes = np.bincount(of[~many].astype(np.int64), minlength=n)
    codes, times = np.unique(np.concatenate(list(_pairs(hashes[~many], of[~many], n))), return_counts=True)
    fewer = np.minimum(sizes[(codes // np.uint64(max(1, n))).astype(np.int64)],
                       sizes[(codes % np.uint64(max(1, n))).astype(np.int64)])  # fmt: skip
    shares = times / np.maximum(fewer, FEWEST)
    near = shares >= NEAR
    pairs = {_pair(code, n): float(share) for code, share in zip(codes[near], shares[near], strict=True)}
    return pairs, frozenset(np.unique(hashes[many]).tolist())


def _grouped(hashes: Hashes, of: Hashes) -> tuple[Hashes, Hashes, NDArray[np.int64]]:
    """Fingerprints in order, once for each text, with their texts and the number of texts that share them."""
    by_hash = np.argsort(hashes, kind="stable")
    hashes, of = hashes[by_hash], of[by_hash]
    again = np.zeros(len(of), bool)
    again[1:] = (hashes[1:] == hashes[:-1]) & (of[1:] == of[:-1])
    hashes, of = hashes[~again], of[~again]
    starts = np.searchsorted(hashes, hashes, "left")
    return hashes, of, np.searchsorted(hashes, hashes, "right") - starts


def _pairs(hashes: Hashes, of: Hashes, n: int) -> Iterator[Hashes]:
    yield of[:0]
    for k in range(1, MANY):
        same = hashes[k:] == hashes[:-k]
        yield of[:-k][same] * np.uint64(n) + of[k:][same]


def _pair(code: np.uint64, n: int) -> tuple[int, int]:
    return divmod(int(code), n)


def _neighbours(stems: Hashes, of: Hashes | None = None) -> Hashes:
    """One fingerprint for two stems in either order; those of one text where `of` says whose they are."""
    pairs = _mixed(stems[:-1] + stems[1:])
    return pairs if of is None else pairs[of[:-1] == of[1:]]


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
