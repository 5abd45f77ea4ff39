"""One host's figures to its monthly stock: by the model, by one figure carried, by bounds, or not at all."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np

from sayso.counting import months
from sayso.counting.dynamics import DUTY, HABITS, prior, ramp
from sayso.counting.inference import Rival, draw, infer, influences
from sayso.counting.months import Floats
from sayso.counting.reporting import surprise
from sayso.counting.screening import name
from sayso.counting.sightings import doubted, mark, predict, relation_of, sight, span_of
from sayso.model import WORLD, EstimateKind, Figure

DRAWS = 2000
EARLIER = 72
"""So many months before the count begins may still hold figures that inform it."""
SETTLES = "the number of people present on one day, from anyone who counts them, would carry one"

Reasons = tuple[tuple[Figure, str], ...]


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one host: draws of its latent values over the months from `first`, or why there are none."""

    host: str
    estimate: EstimateKind
    first: int
    figures: tuple[Figure, ...] = ()
    left: Reasons = ()
    draws: Floats | None = None
    weights: tuple[float, ...] = ()
    """For each figure the probability that it is not simply wrong."""
    influence: Floats | tuple[()] = ()
    """How far the origin of each figure moves the log of the stock: a row a month from `first`, a column a figure."""
    refused: str | None = None


def series_of(
    host: str, figures: Sequence[Figure], *, span: range, duties: Sequence[tuple[int, int]], seed: int
) -> Series:
    """The months of `span`, and those before it back to the earliest figure. `duties` are adopted and due months."""
    begin = span.start - EARLIER
    left = tuple((f, "about days too long before the count begins") for f in figures if month_of(f) < begin)
    figures = tuple(f for f in figures if month_of(f) >= begin)
    levels = {f: level for f in figures if (level := level_of(f)) is not None}
    if not levels:
        return _unmodelled(host, figures, left, span.start)
    first = max(begin, min([span.start, *(months.number(span_of(f)[0]) for f in figures)])) - 1
    gone = ramp(duties, first, span.stop - first)
    sightings = sight(figures, first, span.stop - first)
    centre = float(np.median([level + DUTY * gone[month_of(f) - first] for f, level in levels.items()]))
    rivals: list[Rival] = []
    for (volatility, factor), weight in HABITS.items():
        seen = doubted(sightings, factor)
        rivals.append((seen, prior(centre, volatility, gone, seen.offsets), math.log(weight)))
    series = Series(host=host, estimate="model", first=first, figures=figures, left=left)
    return fit(series, rivals, list(levels.values()), seed)


def fit(series: Series, rivals: Sequence[Rival], levels: Sequence[float], seed: int) -> Series:
    """A series, and what its figures make of rival errors and priors."""
    modes = infer(rivals, levels)
    draws = draw(modes, np.random.default_rng([seed, *series.host.encode()]), DRAWS)
    _, right = surprise(modes[0].sightings.marks, predict(modes[0].sightings, draws))
    influence = influences(modes[0], [f.origin for f in series.figures])
    weights = tuple(round(float(v), 3) for v in right.mean(axis=0))
    kind = "carried" if len(series.figures) == 1 and series.host != WORLD else "model"
    return msgspec.structs.replace(series, estimate=kind, draws=draws, weights=weights, influence=influence)


def stock_of(series: Series, span: range) -> Floats:
    """Draws of the log of the stock, a column a month; of a series that has draws."""
    assert series.draws is not None
    return series.draws[:, span.start - series.first : span.stop - series.first]


def month_of(figure: Figure) -> int:
    """The last month a figure looks at."""
    return months.number(span_of(figure)[1])


def level_of(figure: Figure) -> float | None:
    """The log of the stock that a figure states from both sides; None for every other figure."""
    if figure.measure != "stock" or figure.role in ("share", "change") or figure.part:
        return None
    low, high, *_ = mark(figure)
    return (low + high) / 2 if math.isfinite(low) and math.isfinite(high) else None


def _unmodelled(host: str, figures: Sequence[Figure], left: Reasons, first: int) -> Series:
    limits = tuple(f for f in figures if f.measure == "stock" and f.role == "value" and relation_of(f) is None)
    moving = tuple((f, "moves a stock that nobody states") for f in figures if f not in limits)
    where = "the world" if host == WORLD else host
    named = ", ".join(name(f) for f, _ in moving[:3]) + (" and others" if len(moving) > 3 else "")
    why = f"{named} move a stock of {where} that nobody states" if moving else f"no usable figure for {where}"
    return Series(
        host=host, estimate="bounds" if limits else "none", first=first, figures=limits, left=(*left, *moving),
        weights=(1.0,) * len(limits), refused=None if limits else f"{why}; {SETTLES}",
    )  # fmt: skip
