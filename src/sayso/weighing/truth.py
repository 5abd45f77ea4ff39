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
from sayso.weighing.copying import independence

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
    """Weigh all answers at once. Time and memory grow with the statements times the answers of their item.

    Raises `UsageError` where the arrays do not fit one another, or hold something that is no number.
    """
    _checked(statements, model)
    table = _Table(statements, model)
    reliability, exact = model.right.copy(), np.full(len(model.right), EXACT[0] / sum(EXACT))
    alone = np.ones(len(statements.source))
    probability = table.answers(reliability, exact, alone)
    for turn in range(ROUNDS):
        if model.copying and turn >= AFTER and (turn - AFTER) % EVERY_ROUND == 0:
            alone = independence(table.source, table.answer, table.item, probability, reliability)
        reliability, exact = table.sources(probability, alone)
        before, probability = probability, table.answers(reliability, exact, alone)
        if turn > AFTER and np.max(np.abs(probability - before), initial=0) < SETTLED:
            break
    alpha, beta = table.posterior(probability, alone)
    return Beliefs(
        value=table.values, item=table.item_of, probability=probability, reliability=alpha / (alpha + beta),
        low=betaincinv(alpha, beta, 0.05), high=betaincinv(alpha, beta, 0.95),
    )  # fmt: skip


class _Table:
    """The statements beside every answer that could be their item's truth: one row a pair, grouped by answer."""

    def __init__(self, said: Statements, model: Model) -> None:
        self.model, self.source, self.item, self.strength = model, said.source, said.item, said.strength
        self.values, first, self.answer = np.unique(said.value, return_index=True, return_inverse=True)
        self.item_of = said.item[first]
        """[answers]"""
        items = int(said.item.max(initial=-1)) + 1
        self.rivals = np.broadcast_to(np.asarray(model.rivals, float), items)[: items or None]
        self.stated = np.bincount(self.item_of, minlength=items)
        self.unstated = np.maximum(self.rivals + 1 - self.stated, 0)
        self._pair(items)

    def _pair(self, items: int) -> None:
        order = np.argsort(self.item_of, kind="stable")
        start = np.concatenate(([0], np.cumsum(np.bincount(self.item_of, minlength=items))))[:-1]
        many = self.stated[self.item]
        self.row = np.repeat(np.arange(len(self.item)), many)
        """[pairs] the statement"""
        offset = np.arange(len(self.row)) - np.repeat(np.cumsum(many) - many, many)
        self.truth = order[start[self.item[self.row]] + offset]
        """[pairs] the answer taken for the truth"""
        said = self.answer[self.row]
        self.same = said == self.truth
        self.broader = np.zeros(len(said), bool)
        implied = np.zeros(len(self.values))
        if self.model.implies is not None and len(self.values):
            implies = self.model.implies[self.values][:, self.values].tocsr()
            self.broader = np.asarray(implies[self.truth, said]).ravel().astype(bool) & ~self.same
            implied = np.bincount(self.truth[self.broader], minlength=len(self.values))
        self.narrows = implied > 0
        """[answers] implies another stated one: only there can a source choose how exact to be."""

    def answers(self, reliability: Floats, exact: Floats, alone: Floats) -> Floats:
        """[answers] the probability of each, given how far each source is right and how exact it is."""
        a, rivals = reliability[self.source][self.row], self.rivals[self.item][self.row]
        narrow = self.narrows[self.truth]
        e = np.where(narrow, exact[self.source][self.row], 1.0)
        told = np.where(self.same, a * e, np.where(self.broader, a * (1 - e), (1 - a) / rivals))
        blank = 1 / (rivals + 1)
        strength = self.strength[self.row]
        score = np.log(np.maximum(strength * told + (1 - strength) * blank, 1e-300)) - np.log(blank)
        log = np.bincount(self.truth, weights=score * alone[self.row], minlength=len(self.values))
        rivals, a, strength = self.rivals[self.item], reliability[self.source], self.strength
        wrong = strength * (1 - a) / rivals + (1 - strength) / (rivals + 1)
        none = np.log(np.maximum(wrong, 1e-300) * (rivals + 1)) * alone
        rest = np.bincount(self.item, weights=none, minlength=len(self.stated))
        return self._shared(log, rest + np.log(np.maximum(self.unstated, 1e-12)))

    def _shared(self, log: Floats, rest: Floats) -> Floats:
        top = rest.copy()
        np.maximum.at(top, self.item_of, log)
        share = np.exp(log - top[self.item_of])
        total = np.bincount(self.item_of, weights=share, minlength=len(rest)) + np.exp(rest - top)
        probability = share / total[self.item_of]
        if self.model.known is not None:
            settled = self.model.known[self.item_of]
            probability = np.where(settled < 0, probability, (self.values == settled).astype(float))
        return probability

    def posterior(self, probability: Floats, alone: Floats) -> tuple[Floats, Floats]:
        """[sources] the Beta of each source's being right."""
        true = probability[self.answer] + self._as_broader(probability)
        seen = self.strength * alone
        count = len(self.model.right)
        right = np.bincount(self.source, weights=seen * true, minlength=count)
        total = np.bincount(self.source, weights=seen, minlength=count)
        prior = self.model.right * self.model.weight
        return prior + right, self.model.weight - prior + total - right

    def sources(self, probability: Floats, alone: Floats) -> tuple[Floats, Floats]:
        """[sources] how far each is right, and how often it then names the truth itself."""
        alpha, beta = self.posterior(probability, alone)
        mass = probability[self.truth] * (self.strength * alone)[self.row]
        count = len(self.model.right)
        source, exactly = self.source[self.row], self.same & self.narrows[self.truth]
        named = np.bincount(source, weights=mass * exactly, minlength=count)
        broad = np.bincount(source, weights=mass * self.broader, minlength=count)
        return alpha / (alpha + beta), (EXACT[0] + named) / (sum(EXACT) + named + broad)

    def _as_broader(self, probability: Floats) -> Floats:
        """[statements] the probability that the truth is something narrower that implies what was said."""
        return np.bincount(self.row, weights=probability[self.truth] * self.broader, minlength=len(self.item))


def _checked(said: Statements, model: Model) -> None:
    sizes = {len(said.source), len(said.item), len(said.value), len(said.strength)}
    if len(sizes) > 1:
        raise UsageError(f"expected source, item, value and strength of one length, got {sorted(sizes)}")
    if len(said.source) and int(said.source.max()) >= len(model.right):
        raise UsageError(f"expected a prior for every source, got {len(model.right)} for source {said.source.max()}")
    numbers: tuple[Any, ...] = (said.strength, model.right, model.weight, np.asarray(model.rivals))
    if not all(np.all(np.isfinite(each)) for each in numbers):
        raise UsageError("expected finite strengths, priors and rivals, got some that are no number")
