"""What each figure looks at: a level, a flow over days, or a share that left, as a function of the latent values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.counting import months
from sayso.counting.dynamics import Flow, flows
from sayso.counting.months import Floats
from sayso.counting.reporting import FEWEST, RELATIONS, Marks, fault
from sayso.model import Figure

OPEN_REACH, PART_REACH = 0.5, 1.5
"""How far, in logs, the truth lies on average beyond an open bound, and the whole beyond a part of it."""
FLOW_MONTHS, UNDATED = 24, 0.4
"""A flow whose beginning is not said is taken over so many months, with this much more error."""


class Sightings(NamedTuple):
    """Figures of one host as arrays, a row each; `level`, `arrivals` and `returns` weigh the months."""

    level: Floats
    arrivals: Floats
    returns: Floats
    offset: Floats
    """Which of the host's offsets (errors of voices, ratios of units) a row shares in."""
    marks: Marks
    offsets: Floats
    """Mean and standard deviation of each offset."""


def sight(figures: Sequence[Figure], first: int, size: int) -> Sightings:
    """The figures as rows over `size` months from the month `first`."""
    keys = keys_of(figures)
    bias: dict[str, float] = {}
    for figure in figures:
        bias[voice_of(figure)] = max(bias.get(voice_of(figure), 0.0), fault(figure).bias)
    offsets = [(0.0, bias[key]) if isinstance(key, str) else RELATIONS[key[:2]][:2] for key in keys]
    level, arrivals, returns = (np.zeros((len(figures), size)) for _ in range(3))
    offset = np.zeros((len(figures), len(keys)))
    for row, figure in enumerate(figures):
        _look(figure, first, level[row], arrivals[row], returns[row])
        offset[row, [keys.index(key) for key in (voice_of(figure), relation_of(figure)) if key in keys]] = 1.0
    marks = Marks(*np.array([mark(f) for f in figures]).reshape(-1, 5).T)
    return Sightings(level, arrivals, returns, offset, marks, np.array(offsets).reshape(-1, 2))


def doubted(sightings: Sightings, factor: float) -> Sightings:
    """The same figures, all errors so many times as large."""
    marks = sightings.marks
    marks = marks._replace(spread=marks.spread * factor, wrong=np.minimum(marks.wrong * factor, 0.9))
    return sightings._replace(marks=marks, offsets=sightings.offsets * [1.0, factor])


def keys_of(figures: Sequence[Figure]) -> list[str | tuple[str, str, str]]:
    """What figures share an offset by: first the voices, then the relations of other counts to people."""
    relations = {key for f in figures if (key := relation_of(f)) is not None}
    return [*sorted({voice_of(f) for f in figures}), *sorted(relations)]


def voice_of(figure: Figure) -> str:
    return figure.voice or figure.origin


def part_of(figure: Figure) -> str | None:
    """The part of a host's people that it counts; of papers and crossings another sort is another ratio, not a part."""
    return figure.part if figure.unit == "person" and figure.measure != "entries" else None


def relation_of(figure: Figure) -> tuple[str, str, str] | None:
    key = (figure.measure, figure.unit)
    if key not in RELATIONS or figure.role == "share":
        return None
    return (*key, "" if part_of(figure) else figure.part or "")


def span_of(figure: Figure) -> tuple[str, str]:
    """First and last day it looks at: a level without a day holds when it comes out, a flow ends there."""
    latest = figure.latest or figure.earliest or figure.known
    if figure.earliest:
        return figure.earliest, latest
    if figure.measure == "stock":
        return latest, latest
    return f"{months.label(months.number(latest) - FLOW_MONTHS + 1)}-01", latest


def mark(figure: Figure) -> tuple[float, float, float, float, float]:
    """Low, high, reach, spread and wrong of a figure, as `Marks` has them."""
    error = fault(figure)
    spread, reach = error.spread, OPEN_REACH
    low, high = figure.low, figure.high
    if figure.role == "change":  # of a fall by half, half is left
        low, high = (None if value is None else 1 + value for value in (low, high))
    if figure.measure != "stock" and figure.earliest is None:
        spread = math.hypot(spread, UNDATED)
    if related := relation_of(figure):
        spread = math.hypot(spread, RELATIONS[related[:2]].spread)
    if part_of(figure):
        high, reach = None, PART_REACH
    if high == 0:  # none at all is fewer than one
        high, reach = 1.0, PART_REACH
    return (
        math.log(low) if low else -math.inf, math.inf if high is None else math.log(high), reach, spread, error.wrong,
    )  # fmt: skip


def predict(sightings: Sightings, z: Floats) -> Floats:
    """What each figure would be if it were right, in logs, for one or many latent vectors."""
    return _looked(sightings, z)[0]


def slopes(sightings: Sightings, z: Floats) -> tuple[Floats, Floats]:
    """`predict` at one latent vector, and its derivatives: a row a figure, a column a latent value."""
    size = sightings.level.shape[1]
    g, parts = _looked(sightings, z)
    out = np.hstack([sightings.level, np.zeros_like(sightings.level), sightings.offset])
    for rows, people, flow in parts:
        part = people / (people.sum(axis=1, keepdims=True) + FEWEST)
        out[rows, 1:size] += part * flow.after
        out[rows, : size - 1] += part * flow.before
        out[rows, size + 1 : 2 * size] += part * flow.turnover
    return g, out


def _looked(sightings: Sightings, z: Floats) -> tuple[Floats, list[tuple[NDArray[np.intp], Floats, Flow]]]:
    """The prediction, and for each sort of flow the rows that see it, the people of each month, and the flow."""
    size = sightings.level.shape[1]
    x, w, rest = z[..., :size], z[..., size : 2 * size], z[..., 2 * size :]
    g = np.asarray(x @ sightings.level.T + rest @ sightings.offset.T)
    parts = []
    for weights, flow in zip((sightings.arrivals, sightings.returns), flows(x, w), strict=True):
        rows = np.flatnonzero(weights.any(axis=1))
        seen, people = weights[rows, 1:], np.exp(flow.log)
        g[..., rows] += np.log(people @ seen.T + FEWEST)
        parts.append((rows, seen * people if z.ndim == 1 else people, flow))
    return g, parts


def _look(figure: Figure, first: int, level: Floats, arrivals: Floats, returns: Floats) -> None:
    days = span_of(figure)
    start, end = (min(max(months.number(day) - first, 0), len(level) - 1) for day in days)
    taken = months.shares(*days, first, len(level))
    if figure.role == "change":
        level[end], level[start] = 1.0, -1.0
    elif figure.measure == "stock":
        level[:] = taken / taken.sum()
    else:
        (returns if figure.measure == "outflow" else arrivals)[:] = taken
        level[start] = -1.0 if figure.role == "share" else 0.0
