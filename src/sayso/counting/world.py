"""The world: the sum over hosts and those nobody counts, held against the figures stated for the world."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.counting.dynamics import Prior, law
from sayso.counting.months import Floats
from sayso.counting.series import DRAWS, Series, fit, level_of, month_of
from sayso.counting.sightings import sight
from sayso.model import WORLD, Figure
from sayso.packs import Pack

STEEPNESS = 4
"""Hosts' stocks fall off faster than their weights in a pack: a host of half the weight has a sixteenth of the people."""
UNOBSERVED_SD = 0.7
"""Standard deviation of the log of the people in hosts without figures over those in hosts with figures."""
ENOUGH = 0.5
"""The part of all people that the hosts with figures are taken to hold, below which their sum is not the world."""
ASTRAY, ASTRAY_LENGTH = 0.1, 12.0
"""How hosts without figures move the sum for themselves: standard deviation in logs, and length in months."""


def world_of(
    figures: Sequence[Figure], hosts: Sequence[Series], *, pack: Pack, span: range, seed: int
) -> Series | None:
    """The world from its hosts, where they hold enough of it; None where its own figures must do."""
    since = span.start
    modelled = [s for s in hosts if s.posterior is not None]
    covered = coverage(pack, [s.host for s in modelled])
    if not modelled or (covered < ENOUGH and not any(level_of(f) is not None for f in figures)):
        return None
    rng = np.random.default_rng([seed, *WORLD.encode()])
    total = np.log(sum(np.exp(s.stock[:, since - s.first :]) for s in modelled))
    if covered < 1:
        share = np.log((1 - covered) / covered) + UNOBSERVED_SD * rng.standard_normal(DRAWS)
        total = total + np.log1p(np.exp(share))[:, None]
    early = tuple((f, "about days before the count begins") for f in figures if month_of(f) < since)
    figures = tuple(f for f in figures if month_of(f) >= since)
    sightings = sight(figures, since, len(span))
    series = Series(host=WORLD, estimate="model", first=since, figures=figures, early=early, sightings=sightings)
    levels = [level for f in figures if (level := level_of(f)) is not None]
    return fit(series, [(_law(total, sightings.offsets), 0.0)], levels, rng)


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
