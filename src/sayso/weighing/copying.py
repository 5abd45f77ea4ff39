"""Which sources copy one another: those that agree on answers that few give and that are likely false.

Two independent sources agree on a false answer only by chance, so such agreement speaks for copying, and every
difference speaks against it (Dong, Berti-Équille & Srivastava, VLDB 2009, section 3). A statement of a source that
likely copies one that says the same counts by what it may still add.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

COPIED = 0.8
"""The share of its answers that a copier takes (Dong et al.: c = 0.8)."""
PRIOR = 0.05
"""That two sources depend on one another, before their answers are seen."""
AT_LEAST = 3
"""Items in common before copying is thought of."""
CHUNK = 4_000_000
"""Pairs of statements compared at once: what bounds memory."""


def sums(index: Ints, weights: Floats, size: int) -> Floats:
    """[size] the weights added up by index."""
    return np.bincount(index, weights=weights, minlength=size).astype(np.float64, copy=False)


def independence(source: Ints, answer: Ints, item: Ints, probability: Floats, reliability: Floats) -> Floats:
    """[statements] the share of each that is its source's own, 0–1.

    `answer` are indices into `probability`; `reliability` is by source.
    """
    odds = dependence(source, answer, item, probability, reliability)
    own = np.ones(len(source))
    if not odds.nnz:
        return own
    order = np.lexsort((source, -reliability[source], answer))
    start = np.concatenate(([0], np.cumsum(np.bincount(answer))))[:-1][answer[order]]
    rank = np.arange(len(order)) - start
    log = np.zeros(len(order))
    bounds = np.searchsorted(np.cumsum(rank), np.arange(0, int(rank.sum()) + CHUNK, CHUNK))
    for low, high in zip(bounds, [*bounds[1:], len(order)], strict=True):
        later = np.repeat(np.arange(low, high), rank[low:high])
        turns = rank[low:high]
        earlier = start[later] + np.arange(len(later)) - np.repeat(np.cumsum(turns) - turns, turns)
        chance = np.asarray(odds[source[order[later]], source[order[earlier]]]).ravel()
        log += sums(later, np.log1p(-COPIED * chance), len(order))
    own[order] = np.exp(log)
    return own


def dependence(source: Ints, answer: Ints, item: Ints, probability: Floats, reliability: Floats) -> csr_array:
    """[sources, sources] the probability that two sources depend on one another, where it is over 0.1."""
    count = len(reliability)
    said = _once(source, answer, (count, len(probability)))
    asked = _once(source, item, (count, int(item.max(initial=-1)) + 1))
    together = (asked @ asked.T).toarray()
    np.fill_diagonal(together, 0)
    carriers = np.bincount(answer, minlength=len(probability))
    popular = carriers / np.maximum(np.bincount(item)[_items(answer, item, len(probability))], 1)
    gain_false = np.log((COPIED + (1 - COPIED) * popular) / np.maximum(popular, 1e-9))
    a = np.clip(reliability, 0.05, 0.95)
    shared_false = (said * ((1 - probability) * gain_false)) @ said.T
    shared_true = (said * probability) @ said.T
    shared = said @ said.T
    both = np.sqrt(np.outer(a, a))
    gain_true = np.log((COPIED * both + (1 - COPIED) * both**2) / both**2)
    log = shared_false.toarray() + shared_true.toarray() * gain_true
    log += (together - shared.toarray()) * np.log(1 - COPIED)
    log += np.log(PRIOR / (1 - PRIOR))
    log[together < AT_LEAST] = -np.inf
    chance = 1 / (1 + np.exp(-np.clip(log, -50, 50)))
    chance[chance < 0.1] = 0
    return csr_array(chance)


def _once(rows: Ints, columns: Ints, shape: tuple[int, int]) -> csr_array:
    table = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    table.data[:] = 1.0
    return table


def _items(answer: Ints, item: Ints, count: int) -> Ints:
    of = np.zeros(count, np.int64)
    of[answer] = item
    return of
