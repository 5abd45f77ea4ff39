"""Which figures may inform a count of people in a host, and why the others may not. One rule a reason, in order."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from sayso.counting import months
from sayso.counting.reporting import RELATIONS
from sayso.counting.sightings import part_of, span_of
from sayso.model import WORLD, Figure

VAGUE_MONTHS = 30
"""A level said to hold some time within so many months is no level of any month."""


def taken_back(figure: Figure, as_of: str) -> str | None:
    """What its source took back, or the claim itself says is not so, does not count."""
    if figure.retracted and figure.retracted <= as_of:
        return f"taken back on {figure.retracted}"
    return "the claim denies it" if figure.denied else None


def several_hosts(figure: Figure, as_of: str) -> str | None:
    """A number for a region of several countries says nothing of any one of them."""
    one = figure.host == WORLD or (len(figure.host) == 2 and figure.host.isalpha() and figure.host.isupper())
    return None if one else f"{figure.host} is several hosts or none that is known"


def no_number(figure: Figure, as_of: str) -> str | None:
    """Words without a number bound nothing, and neither does "at least none"."""
    return "states no number" if not figure.low and figure.high is None else None


def impossible(figure: Figure, as_of: str) -> str | None:
    """A number that no count can be, or days that are none, are an error of the text or of its reading."""
    values = [v for v in (figure.low, figure.high) if v is not None]
    if not all(math.isfinite(v) for v in values) or (min(values) < 0 and figure.role != "change"):
        return "a count is a finite number and never negative"
    if values[0] > values[-1]:
        return "its lower bound is above its upper bound"
    if figure.unit == "fraction" and (max(values) > 1 or min(values) < -1):
        return "a share is between 0 and 1"
    if not all(months.is_day(day) for day in (figure.earliest or "2000-01-01", figure.latest or "2000-01-01")):
        return "its days are not calendar days (expected YYYY-MM-DD)"
    return "it ends before it begins" if figure.earliest and figure.earliest > span_of(figure)[1] else None


def future(figure: Figure, as_of: str) -> str | None:
    """What is meant to come has not come: a plan, a quota, a wish is nobody present."""
    if figure.measure == "planned":
        return "a plan, not people present"
    return "about days to come" if span_of(figure)[0] > as_of else None


def other_unit(figure: Figure, as_of: str) -> str | None:
    """Only people, and papers or crossings with a stated relation to people, inform a count of people."""
    if figure.role == "rate":
        return "a rate, without how long it held"
    if figure.unit == "fraction":
        left = figure.role == "share" and figure.measure in ("inflow", "outflow") and figure.high != 0
        fell = figure.role == "change" and figure.measure == "stock" and figure.earliest is not None
        usable = left or (fell and -1 < (figure.low or -1) <= (figure.high or 0) < 0)
        return None if usable and not figure.part else "a share, and it is not said of what or when"
    if figure.role in ("change", "share"):
        return "a change of a level: the levels themselves are what counts"
    known = (figure.measure, figure.unit) in RELATIONS or (figure.measure, figure.unit) == ("stock", "person")
    return None if known else f"counts {figure.unit} ({figure.measure}), not people present, coming or going"


def leaves_whole_open(figure: Figure, as_of: str) -> str | None:
    """A limit on a part, or none of one sort of papers, sets no limit to all the people."""
    if part_of(figure) and not figure.low:
        return f"about a part ({figure.part}): it sets no limit to the whole"
    none = figure.unit in ("permit", "visa") and figure.high == 0
    return "none of one paper is not nobody: there are other papers" if none else None


def vague_days(figure: Figure, as_of: str) -> str | None:
    """A level without a day that can be placed tells of no month."""
    earliest, latest = (months.number(day) for day in span_of(figure))
    vague = figure.measure == "stock" and figure.role != "change" and latest - earliest >= VAGUE_MONTHS
    return f"holds some time in {latest - earliest + 1} months" if vague else None


RULES: tuple[Callable[[Figure, str], str | None], ...] = (
    taken_back, several_hosts, no_number, impossible, future, other_unit, leaves_whole_open, vague_days,
)  # fmt: skip


def screen(figures: Sequence[Figure], as_of: str) -> tuple[list[Figure], list[tuple[Figure, str]]]:
    """The figures known on the day that a count may lean on, and those it may not with the reason, in a fixed order."""
    kept: dict[tuple[object, ...], Figure] = {}
    out: list[tuple[Figure, str]] = []
    for figure in sorted(figures, key=lambda f: (f.host, f.relayed, f.known, f.report, f.claim, f.id)):
        if figure.known > as_of:
            continue
        why = next((why for rule in RULES if (why := rule(figure, as_of))), None)
        if why is None and (first := kept.setdefault(_question(figure), figure)) is not figure:
            why = f"the same origin already counts by {name(first)}"
        if why is not None:
            out.append((figure, why))
    return list(kept.values()), out


def name(figure: Figure) -> str:
    """How a message names a figure: by its claim, else by its own id."""
    return f"{figure.report} {figure.claim}" if figure.report else figure.id


def _question(figure: Figure) -> tuple[object, ...]:
    """What an origin answers once: two figures of it that agree in this are one."""
    days = (months.number(day) for day in span_of(figure))
    return (figure.host, figure.origin, figure.measure, figure.unit, figure.role, figure.part, *days)
