"""Which of the answers that sources give is right, and how far each source can be believed, from who says what.

A statement is right with its source's reliability, else it is one of the item's `rivals`, the false answers it could
have (ACCU: Dong, Berti-Équille & Srivastava, VLDB 2009). Reliabilities have Beta priors, by class of source, and are
fitted to the answers by expectation maximisation. A right statement may also name something broader that the truth
implies, as a province is implied by its town, by each source's own habit (TDH: Jung, Kim & Shim, EDBT 2019). Sources
that share answers few others give are taken to copy, and count less (`sayso.weighing.copying`).
"""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.special import betaincinv

from sayso.errors import UsageError
from sayso.weighing.copying import independence, sums

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDS = 60
SETTLED = 1e-4
"""Rounds end when no probability moves by more."""
EXACT = (4.0, 2.0)
"""Beta prior of naming the truth itself, among right statements, where broader answers exist."""
EVERY_ROUND, AFTER = 5, 2
"""Copying is looked for again every so many rounds, once answers have taken shape."""


class Statements(msgspec.Struct, frozen=True, eq=False):
    """Who answers what: arrays of one length n."""

    source: Ints
    item: Ints
    value: Ints
    """Codes that no two items share."""
    strength: Floats
    """0–1: how far the statement commits its source; less than 1 for what is hedged, heard or passed on."""


class Model(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What is held before the statements are seen."""

    right: Floats
    """[sources] prior mean of being right."""
    weight: Floats
    """[sources] how many observations that prior is worth."""
    rivals: Floats | float = 10.0
    """[items] how many false answers each could have; 1 for yes or no."""
    known: Ints | None = None
    """[items] the answer that is settled, -1 where none is."""
    implies: csr_array | None = None
    """[values, values] 1 where the row's answer, if true, makes the column's true as well."""
    copying: bool = True


class Beliefs(msgspec.Struct, frozen=True, eq=False):
    """What follows. The probabilities of an item's stated answers leave the rest for one that nobody states."""

    value: Ints
    item: Ints
    probability: Floats
    reliability: Floats
    """[sources] posterior mean of being right; `low` and `high` are its 90 % interval."""
    low: Floats
    high: Floats


def infer(statements: Statements, model: Model) -> Beliefs:
    """Weigh all answers at once. Time and memory grow with the number of statements.

    Raises `UsageError` where the arrays do not fit one another, or hold something that is no number.
    """
    _checked(statements, model)
    table = _Table(statements, model)
    reliability, exact = model.right.copy(), np.full(len(model.right), EXACT[0] / sum(EXACT))
    probability = table.answers(reliability, exact)
    for turn in range(ROUNDS):
        if model.copying and turn >= AFTER and (turn - AFTER) % EVERY_ROUND == 0:
            table.counted(independence(table.source, table.answer, table.item, probability, reliability))
        reliability, exact = table.sources(probability)
        before, probability = probability, table.answers(reliability, exact)
        if turn > AFTER and np.max(np.abs(probability - before), initial=0) < SETTLED:
            break
    alpha, beta = table.posterior(probability)
    return Beliefs(
        value=table.values, item=table.item_of, probability=probability, reliability=alpha / (alpha + beta),
        low=betaincinv(alpha, beta, 0.05), high=betaincinv(alpha, beta, 0.95),
    )  # fmt: skip


class _Table:
    """The statements in the order of what they answer, so that an answer's are one run of them.

    All likelihoods are taken over that of a wrong statement: then only those who give an answer bear on it, and the
    answer that nobody gives has likelihood one.
    """

    def __init__(self, said: Statements, model: Model) -> None:
        self.model = model
        order = np.argsort(said.value, kind="stable")
        value = said.value[order]
        fresh = np.concatenate(([True], value[1:] != value[:-1]))[: len(value)]
        self.start = np.flatnonzero(fresh)
        """[answers] the first statement of each"""
        self.values, self.answer = value[self.start], np.cumsum(fresh) - 1
        self.source, self.item, self.strength = said.source[order], said.item[order], said.strength[order]
        self.item_of = self.item[self.start]
        """[answers]"""
        self.items = int(said.item.max(initial=-1)) + 1
        rivals = np.full(self.items, model.rivals) if np.ndim(model.rivals) == 0 else np.asarray(model.rivals, float)
        stated = np.bincount(self.item_of, minlength=self.items)
        self.unstated = np.log(np.maximum(rivals[: self.items] + 1 - stated, 1e-12))
        self.implies = None if model.implies is None else model.implies[self.values][:, self.values].tocsr()
        self.narrow = np.zeros(len(self.values), bool) if self.implies is None else self.implies.sum(axis=1) > 0
        """[answers] implies another stated one: only there can a source choose how exact to be."""
        self._group(rivals)
        self.counted(None)

    def _group(self, rivals: Floats) -> None:
        """Statements alike in source, strength and rivals have one likelihood: it is worked out once for all."""
        strengths, by_strength = np.unique(self.strength, return_inverse=True)
        numbers, by_number = np.unique(rivals, return_inverse=True)
        code = (self.source * len(strengths) + by_strength) * len(numbers) + by_number[self.item]
        kinds, self.kind = np.unique(code, return_inverse=True)
        rest, number = np.divmod(kinds, max(len(numbers), 1))
        self.of_source, strength = np.divmod(rest, max(len(strengths), 1))
        self.committed, self.false = strengths[strength], numbers[number]

    def answers(self, reliability: Floats, exact: Floats) -> Floats:
        """[answers] the probability of each, given how far each source is right and how exact it is."""
        a, e = reliability[self.of_source], exact[self.of_source]
        blank = (1 - self.committed) / (self.false + 1)
        wrong = np.log(np.maximum(self.committed * (1 - a) / self.false + blank, 1e-300))

        def over_wrong(right: Floats) -> Floats:
            likelihood = (np.log(np.maximum(self.committed * right + blank, 1e-300)) - wrong)[self.kind]
            return self._by_answer(likelihood if self.alone is None else likelihood * self.alone)

        log = over_wrong(a)
        if self.implies is not None:
            log = np.where(self.narrow, over_wrong(a * e), log) + self.implies @ over_wrong(a * (1 - e))
        return self._shared(log)

    def _shared(self, log: Floats) -> Floats:
        top = self.unstated.copy()
        np.maximum.at(top, self.item_of, log)
        share = np.exp(log - top[self.item_of])
        total = sums(self.item_of, share, self.items) + np.exp(self.unstated - top)
        probability: Floats = share / total[self.item_of]
        if self.model.known is not None:
            settled = self.model.known[self.item_of]
            probability = np.where(settled < 0, probability, (self.values == settled).astype(float))
        return probability

    def counted(self, alone: Floats | None) -> None:
        """Count each statement by how far it commits its source, and by its share that is the source's own."""
        self.alone = alone
        self.seen = self.strength if alone is None else self.strength * alone
        self.total = sums(self.source, self.seen, len(self.model.right))

    def posterior(self, probability: Floats) -> tuple[Floats, Floats]:
        """[sources] the Beta of each source's being right."""
        prior = self.model.right * self.model.weight
        right = self._by_source(probability + self._as_broader(probability))
        return prior + right, self.model.weight - prior + self.total - right

    def sources(self, probability: Floats) -> tuple[Floats, Floats]:
        """[sources] how far each is right, and how often it then names the truth itself."""
        alpha, beta = self.posterior(probability)
        if self.implies is None:
            return alpha / (alpha + beta), np.ones(len(alpha))
        named = self._by_source(probability * self.narrow)
        broad = self._by_source(self._as_broader(probability))
        return alpha / (alpha + beta), (EXACT[0] + named) / (sum(EXACT) + named + broad)

    def _as_broader(self, probability: Floats) -> Floats:
        """[answers] the probability that the truth is something narrower that implies the answer."""
        return np.zeros(len(probability)) if self.implies is None else self.implies.T @ probability

    def _by_source(self, of_answer: Floats) -> Floats:
        """[sources] what their answers hold, as they are counted."""
        return sums(self.source, self.seen * of_answer[self.answer], len(self.model.right))

    def _by_answer(self, of_statement: Floats) -> Floats:
        return np.add.reduceat(of_statement, self.start) if len(self.start) else of_statement


def _checked(said: Statements, model: Model) -> None:
    sizes = {len(said.source), len(said.item), len(said.value), len(said.strength)}
    if len(sizes) > 1:
        raise UsageError(f"expected source, item, value and strength of one length, got {sorted(sizes)}")
    if len(said.source) and int(said.source.max()) >= len(model.right):
        raise UsageError(f"expected a prior for every source, got {len(model.right)} for source {said.source.max()}")
    numbers: tuple[Any, ...] = (said.strength, model.right, model.weight, np.asarray(model.rivals))
    if not all(np.all(np.isfinite(each)) for each in numbers):
        raise UsageError("expected finite strengths, priors and rivals, got some that are no number")
