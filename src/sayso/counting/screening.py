"""Which figures may inform a count of people in a host, and why the others may not. One rule a reason, in order."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from sayso.counting import months
from sayso.counting.reporting import RELATIONS
from sayso.counting.sightings import span_of, voice_of
from sayso.model import WORLD, Figure

VAGUE_MONTHS = 30
"""A level said to hold some time within more months than this is no level of any month."""
FLOWS = ("inflow", "outflow")


def withdrawn(figure: Figure, as_of: str) -> str | None:
    """What its source took back does not count."""
    return f"taken back on {figure.retracted}" if figure.retracted and figure.retracted <= as_of else None


def denied(figure: Figure, as_of: str) -> str | None:
    """A number that the claim says is not so states no number."""
    return "the claim denies it" if figure.denied else None


def several_hosts(figure: Figure, as_of: str) -> str | None:
    """A number for a region of several countries says nothing of any one of them."""
    one = figure.host == WORLD or (len(figure.host) == 2 and figure.host.isalpha() and figure.host.isupper())
    return None if one else f"{figure.host} is several hosts or none that is known"


def no_number(figure: Figure, as_of: str) -> str | None:
    """Words without a number bound nothing."""
    return "states no number" if figure.low is None and figure.high is None else None


def impossible(figure: Figure, as_of: str) -> str | None:
    """A number that no count can have is an error of the text or of its reading."""
    values = [v for v in (figure.low, figure.high) if v is not None]
    if not all(math.isfinite(v) for v in values):
        return "not a finite number"
    if len(values) == 2 and values[0] > values[1]:
        return "its lower bound is above its upper bound"
    if min(values) < 0 and figure.role != "change":
        return "a count cannot be negative"
    if figure.unit == "fraction" and (max(values) > 1 or min(values) < -1):
        return "a share is between 0 and 1"
    return None


def impossible_days(figure: Figure, as_of: str) -> str | None:
    """Days that are none, or that run backwards, place it nowhere."""
    days = [day for day in (figure.earliest, figure.latest) if day]
    if not all(months.is_day(day) for day in (*days, figure.known)):
        return "its days are not calendar days (expected YYYY-MM-DD)"
    return "it ends before it begins" if days != sorted(days) else None


def future(figure: Figure, as_of: str) -> str | None:
    """What is meant to come has not come: a plan, a quota, a wish is nobody present."""
    if figure.measure == "planned":
        return "a plan, not people present"
    return "about days to come" if max(figure.earliest or "", span_of(figure)[0]) > as_of else None


def rate(figure: Figure, as_of: str) -> str | None:
    """So many a day adds up to nothing while it is not said for how long."""
    return "a rate, without how long it held" if figure.role == "rate" else None


def other_unit(figure: Figure, as_of: str) -> str | None:
    """Only people, and papers or crossings with a stated relation to people, inform a count of people."""
    if figure.unit == "fraction":
        usable = (figure.role == "share" and figure.measure in FLOWS) or figure.role == "change"
        return None if usable and not figure.part else "a share, and it is not said of what"
    if figure.role == "share":
        return "a share in a unit that is none"
    if (figure.measure, figure.unit) in RELATIONS:
        return None
    if figure.unit == "person" and figure.measure in ("stock", *FLOWS):
        return None
    return f"counts {figure.measure} in the unit {figure.unit}, not people"


def no_papers(figure: Figure, as_of: str) -> str | None:
    """No papers of one sort does not mean no people: there are others."""
    none = figure.unit in ("permit", "visa") and figure.high == 0
    return "none of one paper is not nobody: there are other papers" if none else None


def part_from_above(figure: Figure, as_of: str) -> str | None:
    """A limit on a part, or nobody in it, leaves the whole open."""
    if figure.part is None or (figure.measure, figure.unit) in RELATIONS:
        return None
    return None if figure.low else f"about a part ({figure.part}): it sets no limit to the whole"


def aimless_change(figure: Figure, as_of: str) -> str | None:
    """A change bounds the flow only where it is said which way it went."""
    if figure.role != "change" or figure.measure in FLOWS:
        return None
    values = [v for v in (figure.low, figure.high) if v is not None]
    if figure.unit == "fraction":
        return None if any(values) and figure.earliest else "a change, without from when or which way"
    if figure.unit != "person" or max(values) >= 0:
        return "a change, without which way or not of people: the levels themselves are what counts"
    return None


def vague_day(figure: Figure, as_of: str) -> str | None:
    """A level without a day that can be placed tells of no month."""
    if figure.measure != "stock" or figure.role == "change":
        return None
    earliest, latest = (months.number(day) for day in span_of(figure))
    return f"holds some time in {latest - earliest + 1} months" if latest - earliest >= VAGUE_MONTHS else None


RULES: tuple[Callable[[Figure, str], str | None], ...] = (
    withdrawn, denied, several_hosts, no_number, impossible, impossible_days, future, rate, other_unit, no_papers,
    part_from_above, aimless_change, vague_day,
)  # fmt: skip


def screen(figures: Sequence[Figure], as_of: str) -> tuple[list[Figure], list[tuple[Figure, str]]]:
    """The figures known on the day that a count may lean on, and those it may not, with the reason; in a fixed order."""
    kept: dict[tuple[object, ...], Figure] = {}
    out: list[tuple[Figure, str]] = []
    known = (f for f in figures if f.known <= as_of)
    for figure in sorted(known, key=lambda f: (f.relayed, f.known, f.report, f.claim, f.id)):
        why = next((why for rule in RULES if (why := rule(figure, as_of))), None)
        first = kept.get(_question(figure)) if why is None else None
        if first is not None:
            why = f"the same origin already counts by {name(first)}"
        if why is None:
            kept[_question(figure)] = figure
        else:
            out.append((figure, why))
    return sorted(kept.values(), key=_order), sorted(out, key=lambda pair: _order(pair[0]))


def name(figure: Figure) -> str:
    """How a message names a figure: its claim, else its own id."""
    return f"{figure.report} {figure.claim}" if figure.report else figure.id


def _question(figure: Figure) -> tuple[object, ...]:
    """What an origin answers once: two figures of it that agree in this are one."""
    earliest, latest = (months.number(day) for day in span_of(figure))
    return (figure.host, figure.origin, figure.measure, figure.unit, figure.role, figure.part, earliest, latest)


def _order(figure: Figure) -> tuple[str, ...]:
    return (figure.host, figure.known, voice_of(figure), figure.report, figure.claim, figure.id)
