"""Stock and flow: how many are present, arrive and return, month by month, and what is held likely before any figure.

Two series carry a host. x is the log of the stock at the end of each month; w is the log of the turnover, the geometric
mean of the monthly rates of arrival and return. Within a month rates are constant, so the stock grows exponentially:

    d = x[t] - x[t-1] = arrival rate - return rate,    arrival rate * return rate = turnover ** 2
    m = (S[t] - S[t-1]) / d,    arrivals = arrival rate * m,    returns = return rate * m

so that arrivals - returns = S[t] - S[t-1] holds exactly and none of the three can be negative. x is a level, plus a
Matérn process of order 3/2 (a state of level and slope: Hartikainen & Särkkä 2010), plus an Ornstein-Uhlenbeck process
for breaks, less what duties to end the stay bring about; w is an Ornstein-Uhlenbeck process. Time is in months.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.linalg import block_diag, cholesky, toeplitz

from sayso.counting.months import Floats

LEVEL_SD = 1.2
"""Of the level, around the middle of a host's own figures."""
SLOPE_LENGTH, BREAK_LENGTH, BREAK_SHARE = 36.0, 48.0, 0.6
HABITS = {(0.2, 0.9): 0.25, (0.6, 1.0): 0.3, (1.6, 1.0): 0.2, (0.6, 1.8): 0.25}
"""Of the Matérn process the standard deviation, and a factor on the errors of figures, with the weight of the two."""
TURNOVER, TURNOVER_SD, TURNOVER_LENGTH = float(np.log(1 / 36)), 1.6, 24.0
"""Contracts run for about three years."""
DUTY, DUTY_SD = 1.5, 1.5
"""How far, in logs, a duty to end the stay has lowered the stock when it is due: to a fifth, to almost none, or not."""


class Prior(NamedTuple):
    """A normal law of the latent values: mean, and a Cholesky factor of the covariance."""

    mean: Floats
    root: Floats


class Flow(NamedTuple):
    """Logs of the arrivals or returns of months 1 … T-1 and their derivatives by x[t-1], x[t] and w[t]."""

    log: Floats
    before: Floats
    after: Floats
    turnover: Floats


def ramp(duties: Sequence[tuple[int, int]], first: int, size: int) -> Floats:
    """For each of `size` months, the part of the time from each duty's adoption to its due month gone by, summed."""
    at = np.arange(first, first + size)
    gone = [np.clip((at - begin) / max(due - begin, 1), 0.0, 1.0) for begin, due in duties]
    return np.asarray(np.sum([np.zeros(size), *gone], axis=0))


def prior(centre: float, volatility: float, ramp: Floats, offsets: Floats) -> Prior:
    """The law of x and w over the months of `ramp`, then of offsets (rows of mean and standard deviation)."""
    apart = toeplitz(np.arange(float(len(ramp))))
    slow = np.sqrt(3) * apart / SLOPE_LENGTH
    moving = (1 + slow) * np.exp(-slow) + BREAK_SHARE**2 * np.exp(-apart / BREAK_LENGTH) + 1e-6 * np.eye(len(ramp))
    return law(centre - DUTY * ramp, LEVEL_SD**2 + DUTY_SD**2 * np.outer(ramp, ramp) + volatility**2 * moving, offsets)


def law(mean: Floats, stock: Floats, offsets: Floats) -> Prior:
    """The law of x with this mean and covariance, then of w and offsets."""
    turnover = TURNOVER_SD**2 * np.exp(-toeplitz(np.arange(float(len(mean)))) / TURNOVER_LENGTH)
    root = block_diag(cholesky(stock, lower=True), cholesky(turnover, lower=True), np.diag(offsets[:, 1]))
    return Prior(np.concatenate([mean, np.full(len(mean), TURNOVER), offsets[:, 0]]), root)


def flows(x: Floats, w: Floats) -> tuple[Flow, Flow]:
    """Arrivals and returns of every month but the first; `x` and `w` may have leading axes, as draws have."""
    d = np.diff(x, axis=-1)
    squared = np.exp(2 * w[..., 1:])
    spread = np.sqrt(d * d + 4 * squared)
    larger = (spread + np.abs(d)) / 2
    smaller = squared / larger  # not as a difference, which would cancel
    arrival, back = np.where(d > 0, larger, smaller), np.where(d > 0, smaller, larger)
    small = np.abs(d) < 1e-4
    safe = np.where(small, 1.0, d)
    months = x[..., :-1] + np.log(np.where(small, 1 + d / 2, np.expm1(safe) / safe))
    lean = np.where(small, 0.5 + d / 12, 1 / -np.expm1(-safe) - 1 / safe)
    inward, outward = lean + 1 / spread, lean - 1 / spread
    return (
        Flow(np.log(arrival) + months, 1 - inward, inward, 2 * back / spread),
        Flow(np.log(back) + months, 1 - outward, outward, 2 * arrival / spread),
    )
