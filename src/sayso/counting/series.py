"""One host's figures to its monthly stock: by the model, by one figure carried, by bounds, or not at all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from sayso.counting import months
from sayso.counting.dynamics import DUTY, VOLATILITIES, Prior, prior, ramp
from sayso.counting.inference import Posterior, infer, influences
from sayso.counting.months import Floats
from sayso.counting.reporting import surprise
from sayso.counting.screening import name
from sayso.counting.sightings import Sightings, mark, predict, relation_of, sight, span_of
from sayso.model import WORLD, EstimateKind, Figure

DRAWS = 2000
EARLIER = 60
"""So many months before the count begins may still hold figures that inform it."""
BOUND_MONTHS = 12
"""How long a bound holds where there is nothing but bounds."""
REACH_MONTHS = 84
"""How far from every figure the model may still carry a number."""
WIDEST = 100.0
"""An interval whose ends stand further apart than this, as a ratio, is no number."""
SETTLES = "a stated number of people present on a day, from anyone who counts them, would carry one"


class Bounds(NamedTuple):
    """The strictest limits that hold in a month, each with the figure that sets it."""

    low: Figure | None
    high: Figure | None


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one host: draws of the log of its stock (draws × months from `first`), or why there are none."""

    host: str
    estimate: EstimateKind
    first: int
    figures: tuple[Figure, ...] = ()
    early: tuple[tuple[Figure, str], ...] = ()
    sightings: Sightings | None = None
    posterior: Posterior | None = None
    weights: tuple[float, ...] = ()
    influence: dict[str, Floats] = msgspec.field(default_factory=dict)
    refused: str | None = None

    @property
    def stock(self) -> Floats:
        """Logs of the stock; asked for only where there is a posterior."""
        assert self.posterior is not None and self.sightings is not None
        return self.posterior.draws[:, : self.sightings.level.shape[1]]


def series_of(
    host: str, figures: Sequence[Figure], *, span: range, duties: Sequence[tuple[int, int]], seed: int
) -> Series:
    """The months of `span`, and those before it back to the earliest figure. `duties` are adopted and due months."""
    since = span.start
    begin = since - EARLIER
    early = tuple((f, "about days too long before the count begins") for f in figures if month_of(f) < begin)
    figures = tuple(f for f in figures if month_of(f) >= begin)
    first = max(begin, min([since, *(months.number(span_of(f)[0]) for f in figures)])) - 1
    levels = {f: level for f in figures if (level := level_of(f)) is not None}
    if not levels:
        return _unmodelled(host, figures, early, first)
    size = span.stop - first
    sightings = sight(figures, first, size)
    gone = ramp(duties, first, size)
    centre = float(np.median([level + DUTY * gone[month_of(f) - first] for f, level in levels.items()]))
    laws = [(prior(centre, v, gone, sightings.offsets), math.log(weight)) for v, weight in VOLATILITIES.items()]
    unfitted = Series(
        host=host, estimate="model" if len(figures) > 1 else "carried", first=first, figures=figures, early=early,
        sightings=sightings,
    )  # fmt: skip
    return fit(unfitted, laws, list(levels.values()), np.random.default_rng([seed, *host.encode()]))


def fit(series: Series, laws: Sequence[tuple[Prior, float]], starts: Sequence[float], rng: np.random.Generator) -> Series:
    """A series with its sightings, and what they make of rival priors (each with the log of its weight)."""
    assert series.sightings is not None
    posterior = infer(series.sightings, laws, starts, rng, DRAWS)
    _, right = surprise(series.sightings.marks, predict(series.sightings, posterior.draws))
    return msgspec.structs.replace(
        series, posterior=posterior, weights=tuple(float(v) for v in right.mean(axis=0)),
        influence=influences(series.sightings, posterior.modes[0], [f.origin for f in series.figures]),
    )  # fmt: skip


def level_of(figure: Figure) -> float | None:
    """The log of the people present that a figure states from both sides; None for every other figure."""
    if figure.measure != "stock" or figure.role in ("share", "change") or figure.part:
        return None
    low, high, *_ = mark(figure)
    return (low + high) / 2 if math.isfinite(low) and math.isfinite(high) else None


def bounds_at(figures: Sequence[Figure], month: int) -> Bounds:
    """What stated levels allow in a month, where there is nothing but limits. A part is a lower limit of the whole."""
    near = [
        f for f in figures
        if f.measure == "stock" and f.role == "value" and relation_of(f) is None
        and min(abs(month - months.number(day)) for day in span_of(f)) <= BOUND_MONTHS
    ]  # fmt: skip
    low = max((f for f in near if f.low), key=lambda f: f.low or 0.0, default=None)
    high = min((f for f in near if f.high is not None and not f.part), key=lambda f: f.high or 0.0, default=None)
    return Bounds(low, high)


def _unmodelled(host: str, figures: tuple[Figure, ...], early: tuple[tuple[Figure, str], ...], first: int) -> Series:
    if any(f.measure == "stock" and f.role == "value" and relation_of(f) is None for f in figures):
        return Series(host=host, estimate="bounds", first=first, figures=figures, early=early)
    where = "the world" if host == WORLD else host
    if figures:
        named = ", ".join(name(f) for f in figures[:3]) + (" …" if len(figures) > 3 else "")
        why = f"flows, shares and papers of {where} ({named}) move a stock that nobody states; {SETTLES}"
    else:
        why = f"no usable figure for {where}; {SETTLES}"
    left = (*early, *((f, "moves a stock that nobody states") for f in figures))
    return Series(host=host, estimate="none", first=first, early=left, refused=why)


def month_of(figure: Figure) -> int:
    return months.number(span_of(figure)[1])
