"""What a figure would have been expected to say before it came out: the test that the count owes to its readers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.counting import months
from sayso.counting.count import QUANTILES, duties_of, rounded
from sayso.counting.months import Floats
from sayso.counting.screening import name, screen
from sayso.counting.series import Series, month_of, series_of
from sayso.counting.sightings import keys_of, predict, sight, span_of
from sayso.errors import UsageError
from sayso.model import Estimate, Figure
from sayso.packs import Pack


def foretell(figures: Sequence[Figure], figure: Figure, *, pack: Pack, as_of: str, seed: int = 0) -> Estimate:
    """The interval in which a right figure of this host, measure, unit, days and voice would lie, as known on `as_of`.

    The figure's own numbers are not looked at, nor other figures of its origin. Raises `UsageError` where no count
    could use such a figure.
    """
    usable, why = screen([figure], "9999-12-31")
    if not usable:
        raise UsageError(f"{name(figure)} is no figure that a count could meet: {why[0][1]}")
    kept, _ = screen([f for f in figures if f.origin != figure.origin], as_of)
    last = max(months.number(as_of), month_of(figure))
    span = range(min(months.number(span_of(figure)[0]), last), last + 1)
    own = [f for f in kept if f.host == figure.host]
    series = series_of(figure.host, own, span=span, duties=duties_of(pack), seed=seed)
    about = {"host": figure.host, "month": months.label(month_of(figure)), "as_of": as_of, "measure": figure.measure}
    if series.posterior is None:
        return Estimate(**about, estimate="none", refused=series.refused or "nothing but bounds")
    values = np.percentile(np.exp(_stated(series, figure, seed)), QUANTILES)
    numbers = dict(zip(("p05", "p25", "median", "p75", "p95"), map(rounded, values), strict=True))
    return Estimate(**about, estimate=series.estimate, **numbers)


def _stated(series: Series, figure: Figure, seed: int) -> Floats:
    """Draws of what the figure would say, in logs: the truth, its voice's error and its own."""
    assert series.posterior is not None and series.sightings is not None
    size = series.sightings.level.shape[1]
    alone = sight([figure], series.first, size)
    rng = np.random.default_rng([seed, *figure.host.encode()])
    draws = series.posterior.draws
    known = {key: draws[:, 2 * size + at] for at, key in enumerate(keys_of(series.figures))}
    fresh = rng.normal(alone.offsets[:, 0], alone.offsets[:, 1], (len(draws), len(alone.offsets)))
    offsets = [known.get(key, fresh[:, at]) for at, key in enumerate(keys_of([figure]))]
    g = predict(alone, np.column_stack([draws[:, : 2 * size], *offsets]))[:, 0]
    return np.asarray(g + alone.marks.spread * rng.standard_normal(len(draws)))
