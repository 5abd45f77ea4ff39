"""The world: the sum over hosts and those nobody counts, held against the figures stated for the world."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.counting.dynamics import law
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
OWN = 0.01
"""How far, in logs, the world may stray in a month from the sum of hosts and the hosts without figures."""


def world_of(figures: Sequence[Figure], hosts: Sequence[Series], pack: Pack, span: range, seed: int) -> Series | None:
    """The world from its hosts, where they hold enough of it; None where its own figures must do."""
    modelled = [s for s in hosts if s.draws is not None]
    covered = coverage(pack, [s.host for s in modelled])
    levels = [level for f in figures if (level := level_of(f)) is not None]
    if not modelled or not covered or (covered < ENOUGH and not levels):
        return None
    total = np.log(sum(np.exp(stock_of(s, span)) for s in modelled))
    if covered < 1:
        rng = np.random.default_rng([seed, *WORLD.encode(), len(modelled)])
        share = np.log((1 - covered) / covered) + UNOBSERVED_SD * rng.standard_normal(DRAWS)
        total = total + np.log1p(np.exp(share))[:, None]
    within = tuple(f for f in figures if month_of(f) >= span.start + (f.measure != "stock"))
    left = tuple((f, "about days before the count begins") for f in figures if f not in within)
    sightings = sight(within, span.start, len(span))
    series = Series(host=WORLD, estimate="model", first=span.start, figures=within, left=left)
    spread = np.cov(total, rowvar=False).reshape(len(span), len(span)) + OWN**2 * np.eye(len(span))
    return fit(series, [(sightings, law(total.mean(axis=0), spread, sightings.offsets), 0.0)], levels, seed)


def coverage(pack: Pack, hosts: Sequence[str]) -> float:
    """The part of all people that these hosts are taken to hold, by the pack's weights; 1 where it has none."""
    weights = {c.id: c.weight**STEEPNESS for c in pack.countries if c.role == "host"}
    everywhere = sum(weights.values())
    return sum(weights.get(host, 0.0) for host in hosts) / everywhere if everywhere else 1.0
