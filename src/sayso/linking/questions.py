"""The question that a matter asks, in words: the pack's, with place, time and claim filled in."""

from __future__ import annotations

import re
from datetime import date

from sayso.linking.answers import THINGS, UNSAID, Answer
from sayso.linking.matters import Group
from sayso.packs import Pack

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def question(one: Group, *, numeric: bool, pack: Pack) -> str:
    """What the first claim of a matter asks."""
    first = one.first
    kinds = {kind.id: kind for kind in pack.kinds}
    kind = kinds[kind_of(first, pack)]
    template = (kind.how_many if numeric else kind.question) or kind.question or "Is it so: “{said}”?"
    place, said = _place(first.place, pack), first.claim.span.text.strip(" .")
    thing, _, period = first.head.removeprefix(THINGS).partition("/")
    unit = f"{thing}s a {period}" if period else f"{thing}s"
    when = f"(planned, {_when(first)})" if first.plan else _when(first)
    values = {"place": place, "when": when, "unit": unit, "who": place, "said": said}
    return re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], m[0]), template)


def kind_of(first: Answer, pack: Pack) -> str:
    """The kind that an affirmed answer is of."""
    if not first.head.startswith(THINGS):
        return first.head
    money = first.value is not None and first.value.measure == "money"
    return first.claim.kind if money else pack.default_kind


def _place(place: str | None, pack: Pack) -> str:
    if place is None:
        return "all countries together"
    names = {country.id: country.name for country in pack.countries}
    named = [names.get(part, part) for part in place.split(", ")]
    return UNSAID if place == UNSAID else " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _when(first: Answer) -> str:
    """The day, the month or the year, as narrow as the claim allows."""
    start, end = map(date.fromordinal, first.days)
    if start == end:
        return f"on {start.day} {_month(start)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"in {_month(start)}"
    return f"in {start.year}" if start.year == end.year else f"between {_month(start)} and {_month(end)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
