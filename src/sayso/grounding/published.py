"""When a report came out, as far as its own words tell, for reports that carry no date.

Each cue allows an interval of days and says why. Firm cues come first; one that contradicts firmer ones is dropped.
The upper bounds lean on a habit of news: a day named without its year is weeks old or weeks ahead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sayso.grounding.forms import Tokens, listed
from sayso.grounding.periods import Period, moved, shift
from sayso.grounding.times import Moment, Sighting, anchored
from sayso.model import InstrumentMention, Published
from sayso.packs import Pack

WIDEST = 400
"""Days. A wider interval dates nothing."""
SLACK = {"day": 1, "week": 3, "month": 10, "year": 45}
"""Days by which a rounded countdown may be off."""
LATELY, NEWS_CYCLE, HEAD = 5, 14, 14
"""Nobody says "earlier this month" before the 5th; bare weekdays are used for a fortnight; tokens of a dateline."""


class Window(NamedTuple):
    """The days that a cue allows, and the cue in words; the lower its rank the firmer."""

    rank: int
    first: date
    last: date
    why: str


def infer(
    tokens: Tokens, found: Sequence[Sighting], instruments: Sequence[InstrumentMention], pack: Pack
) -> Published | None:
    """The interval of publication, or None where the words allow none that would date anything."""
    adopted = {mention: pack.instrument(mention.instrument).adopted for mention in instruments}
    past = (one for one in found if one.op == "date" and "y" in one.slots and one.ahead is not True)
    told = [period.first for one in past if (period := _day(one.slots["y"], one))]
    floor = first = max([*told, *adopted.values()], default=date.min)
    last, why = date.max, list[str]()
    for window in sorted([*_years(tokens, found, adopted), *_windows(tokens, found, floor, pack)]):
        if max(first, window.first) <= min(last, window.last):
            first, last = max(first, window.first), min(last, window.last)
            why += [window.why] if window.why not in why else []
    if not why or (last - first).days > WIDEST:
        return None
    earlier = any(one.slots.get("part") == "BEFORE" and one.slots.get("u") == "month" for one in found)
    if earlier and last.day < LATELY < (last - first).days:
        last = last.replace(day=1) - timedelta(days=1)
    return Published(
        earliest=first.isoformat(),
        latest=last.isoformat(),
        basis="text" if first == last else "inferred",
        why="; ".join(why[:3]) + ".",
    )


def _day(year: int, one: Sighting) -> Period | None:
    """The period that an expression would be in that year."""
    return anchored(one._replace(slots={**one.slots, "y": year}), date(year, 12, 31), Moment(None)).period


def _years(tokens: Tokens, found: Sequence[Sighting], adopted: dict[InstrumentMention, date]) -> Iterator[Window]:
    """ "The sanctions imposed last year": the year after that of their adoption."""
    for one in found:
        back = one.slots.get("dir") if one.op == "relative" and one.slots["u"] == "year" else None
        for mention, day in adopted.items():
            if back in {-1, 0} and mention.span.start <= tokens.starts[one.first] <= mention.span.end + 24:
                yield _year(day.year - back, f"the adoption of an instrument in {day.year}", back)


def _year(year: int, what: str, back: int) -> Window:
    return Window(2, date(year, 1, 1), date(year, 12, 31), f"{what} is said to be of {'last' if back else 'this'} year")


def _windows(tokens: Tokens, found: Sequence[Sighting], floor: date, pack: Pack) -> Iterator[Window]:
    dues = [d.due for instrument in pack.instruments for d in instrument.duties if d.due and d.nature == "act"]
    for one in found:
        slots, after = one.slots, tokens.lower[one.last : one.last + 3]
        count, unit, month, day = slots.get("n"), slots.get("u"), slots.get("m"), slots.get("d")
        due = next((due for due in dues if due.month == month and due.day == (day or due.day)), None)
        if one.op == "duration" and count and dues and unit in SLACK and {*after[:2]} & listed("remaining"):
            end, slack = moved(dues[0], unit, -count), timedelta(days=SLACK[unit])
            yield Window(1, end - slack, end + slack, f"{count:g} {unit}s are said to remain until {dues[0]}")
        if one.op != "date" or month is None or "y" in slots:
            continue
        if due and "r" in slots:
            yield _year(due.year - slots["r"], f"the due day {due}", slots["r"])
        elif due and (one.ahead or one.lead in listed("weakly_ahead")):
            end = (due if day else due.replace(day=1)) - timedelta(days=1)
            yield Window(4, moved(due, "year", -1), end, f"the due day {due} lies ahead, less than a year")
        elif day and floor > date.min and not due and one.ahead is not True:
            dateline = bool({*after} & {"-", "–", "—", "("}) and one.last <= HEAD
            then = [period.first for ahead in range(5) if (period := _day(floor.year + ahead, one))]
            named = {other.slots["w"] for other in found if other.op == "weekday" and dateline}
            fitting = [day for day in then if day >= floor and (not named or day.isoweekday() in named)]
            yield from (_lately(day, dateline, found) for day in fitting[:1])


def _lately(day: date, dateline: bool, found: Sequence[Sighting]) -> Window:
    """A day without its year, the first that can be meant: of publication in a dateline, else one just past."""
    if dateline:
        return Window(0, day, day, f"the dateline says {day:%d %B}")
    weekdays = any(other.op == "weekday" for other in found)
    last = day + timedelta(days=NEWS_CYCLE) if weekdays else shift(Period("month", day.replace(day=1)), 1).last
    return Window(3, day, last, f"{day:%d %B} is told of without its year, as a day not long past")
