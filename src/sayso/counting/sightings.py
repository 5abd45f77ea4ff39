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
from sayso.counting.reporting import RELATIONS, Marks, fault
from sayso.model import Figure

OPEN_REACH, PART_REACH = 0.5, 1.5
"""How far, in logs, the truth lies on average beyond an open bound, and the whole beyond a part of it."""
ZERO = 1.0
"""None at all is fewer than one."""
FLOW_MONTHS, UNDATED = 24, 0.4
"""A flow whose beginning is not said is taken over so many months, with this much more error."""
NOTHING = 1e-300


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
    columns = {key: at for at, key in enumerate(keys_of(figures))}
    bias = {voice: max(fault(f).bias for f in group) for voice, group in _by_voice(figures).items()}
    offsets = [(0.0, bias[key]) if isinstance(key, str) else RELATIONS[key[:2]][:2] for key in columns]
    level, arrivals, returns = (np.zeros((len(figures), size)) for _ in range(3))
    offset = np.zeros((len(figures), len(columns)))
    for row, figure in enumerate(figures):
        _look(figure, first, level[row], arrivals[row], returns[row])
        for key in (voice_of(figure), relation_of(figure)):
            if key is not None:
                offset[row, columns[key]] = 1.0
    marks = Marks(*np.array([mark(f) for f in figures]).reshape(-1, 5).T)
    return Sightings(level, arrivals, returns, offset, marks, np.array(offsets).reshape(-1, 2))


def keys_of(figures: Sequence[Figure]) -> list[str | tuple[str, str, str]]:
    """What figures share an offset by: first the voices, then the relations of other units to people."""
    relations = {key for f in figures if (key := relation_of(f)) is not None}
    return [*sorted(_by_voice(figures)), *sorted(relations)]


def _by_voice(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    voices: dict[str, list[Figure]] = {}
    for figure in figures:
        voices.setdefault(voice_of(figure), []).append(figure)
    return voices


def voice_of(figure: Figure) -> str:
    return figure.voice or figure.origin


def relation_of(figure: Figure) -> tuple[str, str, str] | None:
    key = (figure.measure, figure.unit)
    return (*key, figure.part or "") if key in RELATIONS else None


def span_of(figure: Figure) -> tuple[str, str]:
    """First and last day it looks at: a level without a day holds when it comes out, a flow ends there."""
    latest = figure.latest or figure.earliest or figure.known
    if figure.earliest:
        return min(figure.earliest, latest), latest
    if figure.measure == "stock" and figure.role != "share":
        return latest, latest
    begin = months.label(months.number(latest) - FLOW_MONTHS + 1)
    return f"{begin}-01", latest


def _look(figure: Figure, first: int, level: Floats, arrivals: Floats, returns: Floats) -> None:
    earliest, latest = span_of(figure)
    size = len(level)
    start, end = (min(max(months.number(day) - first, 0), size - 1) for day in (earliest, latest))
    if figure.role == "change" and figure.unit == "fraction":
        level[end], level[start] = 1.0, -1.0
    elif figure.measure == "stock" and figure.role != "change":
        taken = months.shares(earliest, latest, first, size)
        level[:] = taken / taken.sum()
    else:
        flow = returns if figure.measure == "outflow" or (figure.low or 0.0) < 0 else arrivals
        flow[:] = months.shares(earliest, latest, first, size)
        if figure.role == "share":
            level[start] = -1.0


def mark(figure: Figure) -> tuple[float, float, float, float, float]:
    """Low, high, reach, spread and wrong of a figure, as `Marks` has them."""
    low, high = figure.low, figure.high
    error = fault(figure)
    spread = error.spread
    if figure.role == "change" and figure.unit == "fraction":
        low, high = (None if value is None else 1 + value for value in (low, high))
        low = low or None
    elif figure.role == "change" and (low or 0.0) < 0:
        low, high = (None if value is None else -value for value in (high, low))
    if figure.measure != "stock" and figure.earliest is None:
        spread = math.hypot(spread, UNDATED)
    related = relation_of(figure)
    if related:
        spread = math.hypot(spread, RELATIONS[related[:2]].spread)
    reach = OPEN_REACH
    if (figure.part and related is None) or (figure.role == "change" and figure.unit != "fraction"):
        high, reach = None, PART_REACH
    if not high and high is not None:
        low, high, reach = None, ZERO, PART_REACH
    low = low or None
    return (
        -math.inf if low is None else math.log(low), math.inf if high is None else math.log(high),
        reach, spread, error.wrong,
    )  # fmt: skip


def predict(sightings: Sightings, z: Floats) -> Floats:
    """What each figure would be if it were right, in logs, for one or many latent vectors."""
    return _looked(sightings, z)[0]


def slopes(sightings: Sightings, z: Floats) -> tuple[Floats, Floats]:
    """`predict` at one latent vector, and its derivatives: a row a figure, a column a latent value."""
    size = sightings.level.shape[1]
    g, parts = _looked(sightings, z)
    out = np.hstack([sightings.level, np.zeros_like(sightings.level), sightings.offset])
    for rows, part, flow in parts:
        part /= part.sum(axis=1, keepdims=True) + NOTHING
        out[rows, 1:size] += part * flow.after
        out[rows, : size - 1] += part * flow.before
        out[rows, size + 1 : 2 * size] += part * flow.turnover
    return g, out


def _looked(sightings: Sightings, z: Floats) -> tuple[Floats, list[tuple[NDArray[np.intp], Floats, Flow]]]:
    """The prediction, and for each sort of flow the rows that see it, what each month adds to them, and the flow."""
    size = sightings.level.shape[1]
    x, w, rest = z[..., :size], z[..., size : 2 * size], z[..., 2 * size :]
    g = x @ sightings.level.T + rest @ sightings.offset.T
    parts = []
    for weights, flow in zip((sightings.arrivals, sightings.returns), flows(x, w), strict=True):
        rows = np.flatnonzero(weights.any(axis=1))
        if len(rows):
            seen = weights[rows, 1:]
            people = np.exp(flow.log)
            g[..., rows] += np.log(people @ seen.T + NOTHING)
            if z.ndim == 1:
                parts.append((rows, seen * people, flow))
    return np.asarray(g), parts
