"""How figures err: by who says them, how near they stand, what they count; and how likely a truth makes a figure.

A figure is right with an error of its class, or simply wrong. Errors are in natural logs: 0.1 is about 10 %. The values
are judgements from general knowledge of administrative counts and press estimates, not fitted to any case.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from scipy.special import log_ndtr, ndtr

from sayso.counting.months import Floats
from sayso.model import Figure


class Fault(NamedTuple):
    """`spread`: error of one figure; `bias`: error common to all figures of one voice in a host; `wrong`: chance."""

    spread: float
    bias: float
    wrong: float


FAULTS = {
    "official": Fault(0.10, 0.15, 0.07),
    "expert": Fault(0.25, 0.25, 0.12),
    "participant": Fault(0.25, 0.25, 0.15),
    "close": Fault(0.30, 0.30, 0.18),
    "outlet": Fault(0.25, 0.30, 0.15),
    "unknown": Fault(0.30, 0.30, 0.18),
}
"""By proximity. An authority counts what it registers; an expert estimates; a participant sees a part."""
ANONYMOUS, HEARSAY, DOUBTED = Fault(0.10, 0.05, 0.08), Fault(0.05, 0.0, 0.07), Fault(0.10, 0.0, 0.05)
"""Added where nobody stands behind it by name, where it was only heard, where the voice itself is not certain."""
APPROXIMATE = 0.08
WRONG_SPREAD = 1.3
"""Standard deviation of a wrong figure around the truth: a factor of four either way is nothing unusual."""
FEWEST = 1e-300


class Relation(NamedTuple):
    """How the log of a count stands to the log of people: on average, how hosts differ, how counts of one host do."""

    mean: float
    sd: float
    spread: float
    why: str


RELATIONS = {
    ("stock", "permit"): Relation(-0.1, 0.3, 0.1, "some work without a permit, and some permits outlast the work"),
    ("stock", "visa"): Relation(-0.2, 0.5, 0.2, "some work on other visas, and some visas outlast the stay"),
    ("issued", "permit"): Relation(0.0, 1.0, 0.5, "permits are renewed, and some people come without one"),
    ("issued", "visa"): Relation(0.2, 1.2, 0.7, "visas are renewed or never used, and some people come on other ones"),
    ("inflow", "person"): Relation(-0.2, 0.4, 0.15, "who comes unregistered is not counted"),
    ("outflow", "person"): Relation(-0.2, 0.4, 0.15, "who leaves unregistered is not counted"),
    ("entries", "person"): Relation(0.5, 1.0, 0.5, "one person may cross many times, and not all who cross work"),
}
"""By measure and unit. Papers and crossings inform people only through these."""


class Marks(NamedTuple):
    """What figures say, one an element, all in logs. `low` is -inf when open below, `high` inf when open above."""

    low: Floats
    high: Floats
    reach: Floats
    """How far beyond an open bound the truth lies on average."""
    spread: Floats
    wrong: Floats


def fault(figure: Figure) -> Fault:
    """The error a figure is expected to have, rounding included."""
    spread, bias, wrong = FAULTS[figure.proximity]
    marked = {ANONYMOUS: figure.anonymous, HEARSAY: figure.hearsay, DOUBTED: figure.certainty != "certain"}
    for extra in (extra for extra, holds in marked.items() if holds):
        spread, bias, wrong = spread + extra.spread, bias + extra.bias, wrong + extra.wrong
    if figure.weight is not None:
        wrong = 1 - figure.weight
    spread = math.hypot(spread + APPROXIMATE * figure.approximate, rounding(figure))
    return Fault(spread, bias, min(max(wrong, 0.02), 0.9))


def rounding(figure: Figure) -> float:
    """Standard deviation, in logs, of what rounding to the last digit that is not zero may have lost."""
    value = next((abs(v) for v in (figure.low, figure.high) if v), 0.5)
    if not float(value).is_integer():
        return 0.0
    digits = str(int(value))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))) / 2 / value / math.sqrt(3))


def surprise(marks: Marks, g: Floats) -> tuple[Floats, Floats]:
    """Minus log likelihood of figures where the truths are `g`, and the probability that each is right.

    A value is normal around the truth; a range is a uniform, an open bound an exponential, plus a normal error: "more
    than 50,000" is said of a number not far above it. A wrong figure is normal with `WRONG_SPREAD`.
    """
    s, reach = marks.spread, marks.reach
    no_low, no_high = np.isneginf(marks.low), np.isposinf(marks.high)
    low, high = np.where(no_low, marks.high, marks.low), np.where(no_high, marks.low, marks.high)
    value = _normal(g - low, s)
    beyond = np.where(no_high, g - low, low - g)
    bound = 0.5 * (s / reach) ** 2 - beyond / reach - np.log(reach) + log_ndtr(beyond / s - s / reach)
    width = np.where(high > low, high - low, 1.0)
    within = np.log(np.maximum(ndtr((high - g) / s) - ndtr((low - g) / s), FEWEST) / width)
    right = np.where(no_low | no_high, bound, np.where(high > low, within, value)) + np.log1p(-marks.wrong)
    astray = _normal(g - (low + high) / 2, np.hypot(WRONG_SPREAD, s)) + np.log(marks.wrong)
    total = np.logaddexp(right, astray)
    return -total, np.exp(right - total)


def _normal(error: Floats, sd: Floats) -> Floats:
    return np.asarray(-0.5 * (error / sd) ** 2 - np.log(sd) - 0.5 * math.log(2 * math.pi))
