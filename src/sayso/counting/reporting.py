"""How figures err: by who says them, how near they stand, what they count; and how likely a true value makes a figure.

A figure is right with an error of its class, or simply wrong. Errors are in natural logs: 0.1 is about 10 %. The values
are judgements from general knowledge of administrative counts and press estimates, not fitted to any case.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from scipy.special import log_ndtr, logsumexp

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


class Relation(NamedTuple):
    """How the log of a count of something else stands to the log of the people it is taken to speak of."""

    mean: float
    sd: float
    """Of the ratio that a host keeps."""
    spread: float
    """How far it strays from that from one count to the next."""
    why: str


RELATIONS = {
    ("stock", "permit"): Relation(-0.1, 0.3, 0.1, "some work without a permit, and some permits outlast the work"),
    ("stock", "visa"): Relation(-0.2, 0.5, 0.2, "some work on other visas, and some visas outlast the stay"),
    ("issued", "permit"): Relation(0.0, 1.0, 0.5, "permits are renewed, and some come without one"),
    ("issued", "visa"): Relation(0.2, 1.2, 0.7, "visas are renewed or never used, and some come on other ones"),
    ("entries", "person"): Relation(0.5, 1.0, 0.5, "one person may cross many times, and not all who cross work"),
}
"""Papers and crossings inform people only through these, each host's own ratio drawn around them."""


def fault(figure: Figure) -> Fault:
    """The error a figure is expected to have, rounding included."""
    spread, bias, wrong = FAULTS[figure.proximity]
    added = [
        extra
        for extra, holds in (
            (ANONYMOUS, figure.anonymous),
            (HEARSAY, figure.hearsay),
            (DOUBTED, figure.certainty != "certain"),
        )
        if holds
    ]
    spread += sum(one.spread for one in added) + APPROXIMATE * figure.approximate
    wrong += sum(one.wrong for one in added)
    if figure.weight is not None:
        wrong = 1 - figure.weight
    return Fault(
        math.hypot(spread, rounding(figure)), bias + sum(one.bias for one in added), min(max(wrong, 0.02), 0.9)
    )


def rounding(figure: Figure) -> float:
    """Standard deviation, in logs, of what rounding to the last digit that is not zero may have lost."""
    values = [v for v in (figure.low, figure.high) if v]
    if not values or figure.unit == "fraction" or not float(values[0]).is_integer():
        return 0.0
    value = int(abs(values[0]))
    digit = 1
    while value % (digit * 10) == 0:
        digit *= 10
    return digit / 2 / value / math.sqrt(3)


class Marks(NamedTuple):
    """What figures say, one an element, all in logs. `low` is -inf when open below, `high` inf when open above."""

    low: Floats
    high: Floats
    reach: Floats
    """How far beyond an open bound the truth lies on average."""
    spread: Floats
    wrong: Floats


def surprise(marks: Marks, g: Floats) -> tuple[Floats, Floats]:
    """Minus log likelihood of figures where the truth is `g` (same length, or with leading axes), and the share right.

    A value is normal around the truth; a range is a uniform, an open bound an exponential, plus a normal error. "More
    than 50,000" is said of a number not far above it. A wrong figure is normal with `WRONG_SPREAD`.
    """
    s = marks.spread
    below, above = np.isneginf(marks.low), np.isposinf(marks.high)
    low, high = np.where(below, marks.high, marks.low), np.where(above, marks.low, marks.high)
    width = high - low
    value = _normal((g - low) / s) - np.log(s)
    sign = np.where(above, 1.0, -1.0)
    beyond = sign * (g - low)
    bound = -np.log(marks.reach) - beyond / marks.reach + 0.5 * (s / marks.reach) ** 2 + log_ndtr(
        beyond / s - s / marks.reach
    )
    inner = np.where(width > 0, width, 1.0)
    top, bottom = (high - g) / s, (low - g) / s
    mirrored = bottom > 0  # the tail on the other side keeps its digits
    top, bottom = np.where(mirrored, -bottom, top), np.where(mirrored, -top, bottom)
    upper = log_ndtr(top)
    within = upper + np.log1p(-np.exp(np.minimum(log_ndtr(bottom) - upper, -1e-12))) - np.log(inner)
    right = np.where(below | above, bound, np.where(width > 0, within, value)) + np.log1p(-marks.wrong)
    scale = np.hypot(WRONG_SPREAD, s)
    astray = _normal((g - (low + high) / 2) / scale) - np.log(scale) + np.log(marks.wrong)
    total = logsumexp(np.stack([right, astray]), axis=0)
    return -total, np.exp(right - total)


def _normal(z: Floats) -> Floats:
    return -0.5 * z * z - 0.5 * math.log(2 * math.pi)
