"""Temporal expressions: which words they are, their TIMEX3 value, and the calendar days they stand for.

Two steps, since a report may have to be dated by its own words first: `find` reads the text alone, `resolve` counts
from the days of publication. Where those are an interval, a value is worked out from both ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from sayso.grounding.forms import Line, Match, Tokens, listed, load, value
from sayso.grounding.numerals import number
from sayso.grounding.periods import MONTHS, Period, containing, moved, part, shift

HALF_YEAR, CLOSE = 183, 45
"""Days within which a due day, or a day just spoken of, settles the year of a day without one."""
NEAR_AHEAD, LONG_AGO = 75, 250
"""Days. A day without a year and without a sign of tense is the coming one if that is so near and the last so far."""
FAR_APART = (date(1911, 1, 31), date(2027, 11, 9))
"""Days of publication between which nothing relative agrees."""
CLASSES = {
    "m": "MONTH",
    "w": "WEEKDAY",
    "u": "UNIT SPANUNIT PERIOD PERIODIC",
    "r": "REL",
    "dir": "REL",
    "t": "PARTDAY",
    "k": "EARLIER BACKREF",
    "s": "SEASON",
    "p": "ORD LAST",
    "d": "ORD",
    "part": "EARLY",
}
DURATION = {"second": "T{:g}S", "minute": "T{:g}M", "hour": "T{:g}H", "weekend": "{:g}WE", "season": "{:g}S"}
MANY = {"fortnight": (2, "W"), "decade": (10, "Y"), "century": (100, "Y")}
Days = tuple[date, date]


class Sighting(NamedTuple):
    """A temporal expression as it stands, not yet resolved: tokens `[first, last)`, and what the grammar kept of them;
    `part` is START, MID or END of a period, or BEFORE or AFTER the day of publication within it."""

    first: int
    last: int
    op: str
    slots: Mapping[str, Any]
    lead: str
    """The preposition that says what the time does in its sentence: "since", "no later than"."""
    ahead: bool | None
    """Whether the nearest word that shows tense looks forward; None without such a word."""


class Moment(NamedTuple):
    """What an expression stands for: days inclusive, None where it stands for none."""

    timex: str | None
    first: date | None = None
    last: date | None = None
    period: Period | None = None


def find(tokens: Tokens, line: Line) -> tuple[list[Sighting], Line]:
    """Every temporal expression in order, and the line in which each is one code: DATE, SPAN, SET or `R`."""
    matches = list(load()[1]["time"].scan(line.codes))
    rest = line.collapsed((match.first, match.last, CODES.get(match.rule["op"], "D")) for match in matches)
    return [_sighting(tokens, match) for match in matches if match.rule["op"] != "age"], rest


def _sighting(tokens: Tokens, match: Match) -> Sighting:
    kept = {name: _value(name, tokens.words[a:b]) for name, (a, b) in match.slots.items()}
    slots = {**match.rule.get("with", {}), **kept}
    if "n" in slots:
        slots["n"] = None if slots["n"] in {None, "X"} else slots["n"] * slots.get("sign", 1)
    low = tokens.lower[max(0, match.first - 16) : match.first]
    lead = next((words for n in (3, 2, 1) if (words := " ".join(low[-n:])) in listed("leads")), "")
    limit = lead in listed("weakly_ahead")
    ahead = True if limit and _infinitive(low[::-1]) else _tense(low[::-1])
    if ahead is None:  # nothing to the left: by the preposition, else to the right
        ahead = True if limit else _tense(tokens.lower[match.last : match.last + 8])
    due = tokens.lower[match.last : match.last + 1] == ["deadline"]
    return Sighting(match.first, match.last, match.rule["op"], slots, lead, due or ahead)


def _value(name: str, words: Sequence[str]) -> Any:
    digits = re.sub(r"\D", "", words[0])
    if name == "n":
        return number(words)
    if digits:
        return int(digits) + (0 if name != "y" or len(digits) > 2 else 1900 if int(digits) > 40 else 2000)
    known = value(CLASSES.get(name, "UNIT"), words[0])
    return words[0].lower() if known is None else known


def _infinitive(words: Sequence[str]) -> bool:
    """Whether what has a limit is still to be done: "ordered everyone to leave by …", read from right to left."""
    for after, word in pairwise(words):
        if word == "to":
            return after.isalpha() and after not in listed("openers")
        if word in {".", "?", "!", ";"} or word[0] == "\n" or (word.endswith("ed") and len(word) > 4):
            break
    return False


def _tense(words: Sequence[str]) -> bool | None:
    for word in words:
        if word in listed("future") or word in listed("past") or (word.endswith("ed") and len(word) > 4):
            return word in listed("future")
        if word in {".", "?", "!"} or word[0] == "\n":
            break
    return None


def resolve(found: Sequence[Sighting], tokens: Tokens, published: Days | None, dues: Sequence[date]) -> list[Moment]:
    """The moment of each expression, same length and order; relative ones keep a bare TIMEX3 pattern when undated.

    A day without a year means one that the report gives with its year, or one of `dues` less than half a year off.
    """
    moments: list[Moment] = []
    near = [due for due in dues if published and abs((due - published[0]).days) <= HALF_YEAR]
    years = {(due.month, due.day): due.year for due in near}
    years |= {(o.slots["m"], o.slots["d"]): o.slots["y"] for o in found if {"y", "m", "d"} <= o.slots.keys()}
    for i, one in enumerate(found):
        year = years.get((one.slots.get("m", 0), one.slots.get("d", 0)))
        if year and not {"y", "r", "dir"} & one.slots.keys():
            one = one._replace(slots={**one.slots, "y": year})
        spoken = _spoken(found, moments, i, tokens)
        days = published or FAR_APART
        early = anchored(one, days[0], spoken)
        late = early if days[0] == days[1] else anchored(one, days[1], spoken)
        agreed = "".join(a if a == b else "X" for a, b in zip(early.timex or "", late.timex or "", strict=False))
        if published is None and (early != late or one.op == "ref"):
            bare = agreed if one.op in {"date", "ref"} else re.sub(r"\d", "X", agreed) or None
            moments.append(Moment(f"XXXX-WXX-{one.slots['w']}" if one.op == "weekday" else bare))
        else:
            moments.append(early if early == late else Moment(agreed, early.first, late.last))
    return moments


def _spoken(found: Sequence[Sighting], moments: Sequence[Moment], i: int, tokens: Tokens) -> Moment:
    """The last dated moment spoken of in the same paragraph; "then" and "that period" look further back."""
    far = found[i].slots.get("u") == "period"
    for j in range(i - 1, max(-1, i - (9 if far else 4)), -1):
        if not far and any(word[0] == "\n" for word in tokens.words[found[j].last : found[i].first]):
            break
        if moments[j].first is not None and found[j].op != "ref":
            return moments[j]._replace(last=date.max) if far and found[j].lead == "since" else moments[j]
    return Moment(None)


def anchored(one: Sighting, day: date, spoken: Moment) -> Moment:
    """The moment of an expression as seen from one day, after what was last spoken of."""
    moment, which = OPS[one.op](one, day, spoken), one.slots.get("part")
    if moment.period is None or which is None:
        return moment
    first, last = moment.period.first, moment.period.last
    now = min(max(day, first), last)
    first, last = {"BEFORE": (first, now), "AFTER": (now, last)}.get(which) or part(moment.period, which)
    return moment._replace(first=first, last=last)


def _of(period: Period, suffix: str = "") -> Moment:
    return Moment(period.timex + suffix, period.first, period.last, period)


def _nearest(one: Sighting, day: date, spoken: Moment, candidates: Sequence[Period]) -> Period:
    """Of a date that comes back the occurrence meant: as its words say, else the last at or before publication."""
    past, future = [p for p in candidates if p.first <= day], [p for p in candidates if p.last >= day]
    if (direction := one.slots.get("dir")) is not None:
        same = min(candidates, key=lambda p: (p.first.year != day.year, abs((p.first - day).days)))
        return (same, next(p for p in future if p.first > day), [p for p in past if p.last < day][-1])[direction]
    exact = candidates[0].unit == "day"
    recent = spoken.first if exact and one.op == "date" else None
    close = [p for p in candidates if recent and abs((p.first - recent).days) <= CLOSE]
    near = exact and (future[0].first - day).days <= NEAR_AHEAD and (day - past[-1].first).days >= LONG_AGO
    return close[0] if close else future[0] if (near if one.ahead is None else one.ahead) else past[-1]


def _date(one: Sighting, day: date, spoken: Moment) -> Moment:
    """A day, month, quarter, half, season, year, decade or century, its year given or not."""
    slots = one.slots
    year = slots.get("y", day.year + slots["r"] if "r" in slots else None)
    unit = slots.get("unit") or ("day" if "d" in slots else "month" if "m" in slots else "year")
    month, in_month = slots.get("m", slots.get("s", 0) * 3) or 1, slots.get("d", 1)
    if unit in {"quarter", "half"}:
        if slots["p"] < 0 and year is None:
            return _of(shift(containing(unit, day), -1))
        month = slots["p"] % (12 // MONTHS[unit] + 1) * MONTHS[unit] - MONTHS[unit] + 1
    year = max(slots["p"] - 1, 1) * 100 if unit == "century" else year
    month, in_month = (in_month, month) if month > 12 >= in_month else (month, in_month)
    candidates, around = [], 8 if (month, in_month) == (2, 29) else 2
    for one_year in range(day.year - around, day.year + around + 1) if year is None else (year,):
        try:
            candidates.append(Period(unit, date(one_year, month, in_month)))
        except ValueError:  # the 29th of February, or a day that never comes
            continue
    if not candidates:
        return Moment(None)
    return _of(candidates[0] if year is not None else _nearest(one, day, spoken, candidates))


def _weekday(one: Sighting, day: date, spoken: Moment) -> Moment:
    back = (day.isoweekday() - one.slots["w"]) % 7
    days = [Period("day", day + timedelta(days=n - back)) for n in (-7, 0, 7, 14)]
    return _of(_nearest(one, day, spoken, days), one.slots.get("t", ""))


def _relative(one: Sighting, day: date, _: Moment) -> Moment:
    unit, steps = one.slots["u"], one.slots.get("n", one.slots.get("dir", -1))
    if steps is None:
        return Moment("PAST_REF" if "sign" in one.slots else "FUTURE_REF")
    if unit in {"hour", "minute", "second"}:
        unit, steps = "day", 0
    elif steps != int(steps):
        unit, steps = ("month", steps * 12) if unit == "year" else ("day", steps * 7)
    moment = _of(shift(containing(unit, day), int(steps)), one.slots.get("t", ""))
    if unit == "day" or steps or "part" in one.slots:
        return moment
    return moment._replace(first=day) if one.ahead else moment._replace(last=day)  # GUIDELINES rule 32: this year


def _anaphoric(one: Sighting, day: date, spoken: Moment) -> Moment:
    """Counted from the moment last spoken of, whose unit it keeps where that is finer: "a year earlier"."""
    unit, count, steps = one.slots["u"], one.slots.get("k", 0), one.slots.get("n", 1)
    if unit == "period":
        return spoken._replace(last=max(day, spoken.first)) if spoken.first and spoken.last == date.max else spoken
    if not isinstance(steps, int) or unit in {"minute", "hour"}:
        return Moment("PAST_REF" if count < 0 else "FUTURE_REF")
    base = spoken.period or Period("day", day)
    if unit == "year" and count and base.unit in {"quarter", "month", "half"}:
        return _of(containing(base.unit, moved(base.first, unit, steps * count)))
    return _of(shift(containing(unit, base.first), steps * count))


def _stretch(one: Sighting, day: date, spoken: Moment) -> Moment:
    """ "The past three months", "the first nine months of 2017": a duration that lies somewhere."""
    unit, count, moment = one.slots["u"], one.slots["n"], _duration(one, day, spoken)
    if count is None or unit in {"minute", "hour", "second"}:
        return moment
    first, last = sorted((day, moved(day, unit, count if one.slots.get("dir", 0) > 0 else -count)))
    if "dir" not in one.slots and (whole := _date(one, day, spoken).period):
        first, last = whole.first, moved(whole.first, unit, count) - timedelta(days=1)
    return moment._replace(first=first, last=last)


def _clock(one: Sighting, day: date, spoken: Moment) -> Moment:
    slots = one.slots
    then = day + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(slots.get("day", ""), 0))
    hour = slots["c"] % 12 + 12 * slots["h"].startswith("p") if "h" in slots else {"midnight": 24}.get(slots["c"], 12)
    moment = _weekday(one, day, spoken) if "w" in slots else _of(Period("day", then))
    return moment._replace(timex=f"{moment.timex}T{hour:02d}:{slots.get('e', 0):02d}")


def _duration(one: Sighting, _: date, __: Moment) -> Moment:
    unit, count = one.slots.get("u", ""), one.slots.get("n", 1)
    times, letter = MANY.get(unit, (1, unit[:1].upper()))
    form = DURATION.get(unit, "{:g}" + letter)
    size = form.format(count * times) if count is not None else re.sub(r"\{.*\}", "X", form)
    return Moment(f"XXXX-WXX-{one.slots['w']}" if "w" in one.slots else f"P{size}")


def _ref(one: Sighting, day: date, _: Moment) -> Moment:
    return Moment(one.slots["ref"], *((day, day) if one.slots["ref"] == "PRESENT_REF" else ()))


OPS: Mapping[str, Callable[[Sighting, date, Moment], Moment]] = {
    "date": _date,
    "weekday": _weekday,
    "relative": _relative,
    "anaphoric": _anaphoric,
    "stretch": _stretch,
    "clock": _clock,
    "set": _duration,
    "duration": _duration,
    "ref": _ref,
}
CODES = {"age": "S", "duration": "P", "stretch": "P", "set": "S", "ref": "R"}
