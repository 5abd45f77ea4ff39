"""How a record's values are put into words: one wording for the terminal and the page, so that both can be quoted."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.model import Instrument, Published, Quantity, Source, Time

CERTAINTIES = ("certain", "probable", "possible", "unknown")
"""Firmest first."""

CERTAINTY_MEANS = {
    "certain": "stated flatly",
    "probable": "likely, expected, it seems",
    "possible": "may, might, could",
    "unknown": "said to be unclear",
}
HEARD_MEANS = "the writer marks it as hearsay: reportedly, allegedly, is said to"
DENIED_MEANS = "the words say that it is not so"

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NEARNESS = {
    "participant": "took part or saw it",
    "close": "close to the matter",
    "official": "speaks for an authority",
    "expert": "studies the matter",
    "outlet": "another publication",
}
MEASURES = {
    "stock": "there at the time",
    "inflow": "arriving",
    "outflow": "leaving",
    "entries": "not people",
    "issued": "issued",
    "planned": "planned",
}
"""What keeps numbers of unlike things apart; money and other say it by their unit."""
ROLES = {"from": "from ", "to": "to ", "change": "by "}

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` with every control character and lone surrogate replaced by U+FFFD; the length stays, so offsets hold."""
    return UNPRINTABLE.sub("\ufffd", text)


def unspoofed(text: str) -> str:
    """`printable`, and without the marks that reorder a line: for a terminal, which isolates no text."""
    return REORDERING.sub("\ufffd", printable(text)).replace("\u2028", " ").replace("\u2029", " ")


def one_line(text: str) -> str:
    """`unspoofed`, on one line: for errors, whose subject is whatever a file is called."""
    return " ".join(unspoofed(text).split())


def spaced(identifier: str) -> str:
    """An identifier of a record or pack as words: `recall-order` → `recall order`."""
    return identifier.replace("-", " ").replace("_", " ")


def counted(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`, `2,000 claims`."""
    return f"{number:,} {noun if number == 1 else plural(noun)}"


def plural(noun: str) -> str:
    if noun == "person":
        return "people"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")


def days(earliest: str | None, latest: str | None) -> str | None:
    """The inclusive interval of ISO days, as short as English allows: `September 2019`, `1–25 September 2019`.

    None for no interval; a bound that is no ISO day is given as it stands.
    """
    first, last = _day(earliest), _day(latest)
    if isinstance(first, date) and isinstance(last, date):
        return _interval(first, last)
    if first and last:
        return f"{first} – {last}"
    if first or last:
        return f"since {_long(first)}" if first else f"until {_long(last)}"
    return None


def _day(text: str | None) -> date | str | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text


def _long(day: date | str | None) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if isinstance(day, date) else str(day)


def _interval(first: date, last: date) -> str:
    whole = first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1)
    if whole and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{_long(first)} – {_long(last)}"
    if whole:
        months = MONTHS[first.month - 1 : last.month]
        return f"{months[0]} {first.year}" if len(months) == 1 else f"{months[0]}–{months[-1]} {first.year}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {_long(last)}"
    return _long(first) if first == last else f"{first.day}–{_long(last)}"


def when(time: Time) -> str | None:
    """The calendar days of a time, else its TIMEX3 value where that says more than its words."""
    interval = days(time.earliest, time.latest)
    if interval or not time.timex or time.timex.endswith("_REF"):
        return interval
    return time.timex


def number(value: float) -> str:
    """`2,000`, `1.5`, `100 million`."""
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size and value % (size / 100) == 0:
            return f"{value / size:,.2f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{int(value):,}" if value == int(value) else f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.2f}"


def how_many(quantity: Quantity) -> str:
    """Bounds, unit and what keeps the number apart from others: `at least 2,000 people, there at the time`."""
    thing, _, per = quantity.unit.partition("/")
    if quantity.measure == "entries" and thing == "person":
        thing = "crossing"  # one person can cross many times
    amount = ROLES.get(quantity.role, "") + _bounds(quantity, thing)
    amount += f" a {per}" if per else ""
    measure = MEASURES.get(quantity.measure)
    return f"{amount}, {measure}" if measure else amount


def _bounds(quantity: Quantity, thing: str) -> str:
    low, high = quantity.low, quantity.high
    about = "about " if quantity.approximate else ""
    if low is None and high is None:
        return f"an unstated number of {plural(thing)}"
    if low is None or high is None:  # an open bound is no exact number: "about at least" would say it twice
        bound = high if low is None else low
        return f"{'at most' if low is None else 'at least'} {_with_unit([bound or 0.0], thing)}"
    return about + _with_unit([low] if low == high else [low, high], thing)


def _with_unit(values: list[float], thing: str) -> str:
    if thing == "fraction":
        return "–".join(number(round(100 * value, 1)) for value in values) + "%"
    figures = "–".join(number(value) for value in values)
    if re.fullmatch("[A-Z]{3}", thing):
        return f"{thing} {figures}"
    return f"{figures} {thing if values == [1] else plural(spaced(thing))}"


def law(instrument: Instrument) -> str:
    """`UNSCR 2397, paragraph 8`."""
    name = spaced(instrument.id).upper()
    return f"{name}, paragraph {instrument.provision}" if instrument.provision else name


def footing(source: Source) -> str:
    """What is said of who speaks: `unnamed person, close to the matter`."""
    if source.kind == "outlet":
        return "own voice, no one else named"
    if source.kind == "unspecified":
        return "no one named: passive voice"
    near = NEARNESS.get(source.proximity)
    if near is None:
        near = "footing not stated" if source.kind in ("person", "group") else ""
    kind = f"unnamed {source.kind}" if source.anonymous else source.kind
    return f"{kind}, {near}" if near else kind


def dated(published: Published) -> str:
    """`25 September 2019`, or `undated`."""
    return days(published.earliest, published.latest) or "undated"
