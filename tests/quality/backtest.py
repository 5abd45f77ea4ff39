"""What a figure would have been expected to say before it came out: the test that a count owes to its readers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.counting import months
from sayso.counting.count import duties_of
from sayso.counting.screening import screen
from sayso.counting.series import Series, month_of, series_of
from sayso.counting.sightings import keys_of, predict, sight, span_of
from sayso.model import Figure
from sayso.packs import Pack


def expected(figures: Sequence[Figure], figure: Figure, *, pack: Pack, as_of: str) -> tuple[float, float] | None:
    """The 90 % interval of what a right figure of this host, measure, days and voice would say, as known on `as_of`.

    Neither its own numbers are looked at, nor other figures of its origin. None where no model carries the host.
    """
    kept, _ = screen([f for f in figures if f.origin != figure.origin], as_of)
    last = max(months.number(as_of), month_of(figure))
    span = range(min(months.number(span_of(figure)[0]), last), last + 1)
    own = [f for f in kept if f.host == figure.host]
    series = series_of(figure.host, own, span=span, duties=duties_of(pack), seed=0)
    if series.draws is None:
        return None
    low, high = np.exp(np.percentile(_stated(series, series.draws, figure), (5, 95)))
    return float(low), float(high)


def _stated(series: Series, draws: np.ndarray, figure: Figure) -> np.ndarray:
    """Draws of what the figure would say, in logs: the truth, its voice's error and its own."""
    size = (draws.shape[1] - len(keys_of(series.figures))) // 2
    alone = sight([figure], series.first, size)
    rng = np.random.default_rng(0)
    known = {key: draws[:, 2 * size + at] for at, key in enumerate(keys_of(series.figures))}
    fresh = rng.normal(alone.offsets[:, 0], alone.offsets[:, 1], (len(draws), len(alone.offsets)))
    offsets = [known.get(key, fresh[:, at]) for at, key in enumerate(keys_of([figure]))]
    g = predict(alone, np.column_stack([draws[:, : 2 * size], *offsets]))[:, 0]
    return g + alone.marks.spread * rng.standard_normal(len(draws))
