"""The answers that a matter's positions give: yes and no, or values that agree within their own rounding.

Bounds and orders of magnitude ("at least 2,000", "tens of thousands") agree with every value they allow; "about" allows
a tenth either way. A figure is taken to be rounded to its last digit that is not zero.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from sayso.model import Matter, Position, Value

ABOUT = 0.10
YES, NO = "yes", "no"
FALSE_VALUES = 4.0
"""How many wrong values a numeric question could have: figures that go round are round and few."""
WIDE = 3.0
UNSAID = "other"
"""The measure of a figure that does not say what it measures."""


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What each position of a matter answers; None for one that leaves it open."""

    names: tuple[str, ...]
    of: tuple[int | None, ...]
    """[positions] index into `names`."""
    rivals: float


def answers_of(matter: Matter) -> Answers:
    """Group a matter's positions by what they answer. A count of none is a no: who denies and who counts 0 agree."""
    if not any(position.position == "value" for position in matter.claims):
        of = tuple({"affirms": 0, "denies": 1}.get(position.position) for position in matter.claims)
        return Answers(names=(YES, NO), of=of, rivals=1.0)
    stated = [position for position in matter.claims if position.position == "value" and position.value]
    groups = sorted(_groups(_comparable(stated)), key=_of_none)
    if not groups or not _of_none(groups[-1]):
        groups.append([])
    names = [told([p.value for p in group if p.value]) for group in groups[:-1]] + [NO]
    place = {id(position): n for n, group in enumerate(groups) for position in group}
    other = {"denies": len(names) - 1}  # who affirms without a number says nothing on how many
    of = tuple(place.get(id(position), other.get(position.position)) for position in matter.claims)
    return Answers(names=tuple(names), of=of, rivals=FALSE_VALUES)


def precedence(position: Position) -> tuple[str, str, str]:
    """Where a claim comes among others, whatever order they are given in."""
    return position.known, position.report, position.claim


def vague(position: Position, matter: Matter) -> bool:
    """It rules out little: a bound, a range that spans three times its lower end, a denial of what others count."""
    value = position.value
    if value is None or position.position == "denies":
        return position.position == "denies" and any(other.position == "value" for other in matter.claims)
    return value.low is None or value.high is None or value.high > WIDE * max(value.low, 0)


def _comparable(positions: Sequence[Position]) -> list[Position]:
    """Those of the unit and measure that most origins give: entries, papers and people are not compared."""
    origins: dict[tuple[str, str], set[str]] = defaultdict(set)
    for position in positions:
        if position.value:
            origins[position.value.unit, position.value.measure].add(position.origin)
    unit, measure = max(sorted(origins), key=lambda key: (len(origins[key]), key[1] != UNSAID), default=("", ""))
    return [p for p in positions if p.value and p.value.unit == unit and p.value.measure in (measure, UNSAID)]


def _of_none(group: Sequence[Position]) -> bool:
    """What a group agrees on is zero."""
    return span(group[0].value) == (0, 0)


def _groups(positions: Sequence[Position]) -> list[list[Position]]:
    """Positions whose values agree with one another: the narrow first, the open ones to the group with most origins."""
    groups: list[tuple[float, float, list[Position]]] = []
    for position in sorted(positions, key=lambda p: (_width(p.value), precedence(p))):
        low, high = span(position.value)
        fits = [n for n, (a, b, _) in enumerate(groups) if low <= b and a <= high]
        if fits:
            best = max(fits, key=lambda n: (len({p.origin for p in groups[n][2]}), -n))
            a, b, members = groups[best]
            groups[best] = (max(a, low), min(b, high), [*members, position])
        else:
            groups.append((low, high, [position]))
    return [members for _, _, members in groups]


def _width(value: Value | None) -> float:
    low, high = span(value)
    return high - low


def span(value: Value | None) -> tuple[float, float]:
    """The numbers that a stated value allows."""
    if value is None or (value.low is None and value.high is None):
        return -math.inf, math.inf
    low, high = value.low, value.high
    slack = ABOUT if value.approximate else 0.0
    first = -math.inf if low is None else low - max(abs(low) * slack, _rounding(low))
    last = math.inf if high is None else high + max(abs(high) * slack, _rounding(high))
    return first, last


def _rounding(number: float) -> float:
    """Half of the last digit that is not zero: 23,000 may stand for 22,500 to 23,500."""
    whole = round(abs(number))
    if whole < 10 or whole != abs(number):
        return 0.0
    zeros = len(str(whole)) - len(str(whole).rstrip("0"))
    return 0.0 if zeros == 0 else 0.5 * 10.0**zeros


def told(values: Sequence[Value]) -> str:
    """A group of values in words: the narrowest stands for all."""
    value = min(values, key=_width)
    about = "about " if value.approximate else ""
    unit = f" {value.unit}" if value.unit not in ("person", "fraction") else ""
    if value.low is not None and value.high is not None:
        number = _number(value.low) if value.low == value.high else f"{_number(value.low)} to {_number(value.high)}"
        return f"{about}{number}{unit}"
    bound, limit = ("at least", value.low) if value.low is not None else ("at most", value.high)
    return f"{bound} {_number(limit or 0)}{unit}"


def _number(number: float) -> str:
    return f"{number:,.0f}" if number == round(number) else f"{number:.0%}" if abs(number) < 1 else f"{number:,.1f}"
