"""The world: the sum over hosts and those nobody counts, held against the figures stated for the world."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.counting.dynamics import Prior, law
from sayso.counting.months import Floats
from sayso.counting.series import DRAWS, Series, fit, level_of, month_of, stock_of
from sayso.counting.sightings import sight
from sayso.model import WORLD, Figure
from sayso.packs import Pack

STEEPNESS = 4
"""Stocks fall off faster than the weights of hosts in a pack: half the weight is a sixteenth of the people."""
UNOBSERVED_SD = 0.7
"""Standard deviation of the log of the people in hosts without figures over those in hosts with figures."""
ENOUGH = 0.5
"""The part of all people that hosts with figures must be taken to hold for their sum to speak of the world."""
ASTRAY, ASTRAY_LENGTH = 0.1, 12.0
"""How hosts without figures move the sum for themselves: standard deviation in logs, and length in months."""


def world_of(
    figures: Sequence[Figure], hosts: Sequence[Series], *, pack: Pack, span: range, seed: int
) -> Series | None:
    """The world from its hosts, where they hold enough of it; None where its own figures must do."""
    modelled = [s for s in hosts if s.draws is not None]
    covered = coverage(pack, [s.host for s in modelled])
    levels = [level for f in figures if (level := level_of(f)) is not None]
    if not modelled or (covered < ENOUGH and not levels):
        return None
    total = np.log(sum(np.exp(stock_of(s, span)) for s in modelled))
    if covered < 1:
        rng = np.random.default_rng([seed, *WORLD.encode(), len(modelled)])
        share = np.log((1 - covered) / covered) + UNOBSERVED_SD * rng.standard_normal(DRAWS)
        total = total + np.log1p(np.exp(share))[:, None]
    left = tuple((f, "about days before the count begins") for f in figures if month_of(f) < span.start)
    figures = tuple(f for f in figures if month_of(f) >= span.start)
    sightings = sight(figures, span.start, len(span))
    series = Series(
        host=WORLD, estimate="model", first=span.start, figures=figures, left=left, sightings=sightings
    )  # fmt: skip
    return fit(series, [(_law(total, sightings.offsets), 0.0)], levels, seed)


def coverage(pack: Pack, hosts: Sequence[str]) -> float:
    """The part of all people that these hosts are taken to hold, by the pack's weights; 1 where it has none."""
    weights = {c.id: c.weight**STEEPNESS for c in pack.countries if c.role == "host"}
    everywhere = sum(weights.values())
    return sum(weights.get(host, 0.0) for host in hosts) / everywhere if everywhere else 1.0


def _law(total: Floats, offsets: Floats) -> Prior:
    """The normal law of the log of a sum, from its draws, as a prior of the stock."""
    size = total.shape[1]
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))
    stock = np.cov(total, rowvar=False).reshape(size, size)
    return law(total.mean(axis=0), stock + ASTRAY**2 * np.exp(-apart / ASTRAY_LENGTH) + 1e-8 * np.eye(size), offsets)
