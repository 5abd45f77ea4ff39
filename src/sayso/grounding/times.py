"""Temporal expressions: which words they are, their TIMEX3 value, and the calendar days they stand for.

Two steps, since a report may have to be dated by its own words first: `find` reads the text alone, `resolve` counts
from the days of publication. Where those are an interval, a value is worked out from both ends.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sayso.grounding.forms import Line, Match, Tokens, listed, load, value
from sayso.grounding.numerals import number
from sayso.grounding.periods import DAYS, MONTHS, Period, containing, moved, part, shift

HALF_YEAR, CLOSE = 183, 45
"""Days within which a due day, or a day just spoken of, settles the year of a day without one."""
NEAR_AHEAD, LONG_AGO = 75, 250
"""A day without a year, or a month without a sign of tense, is the next if so many days off and the last so many."""
TOLD, LAST_YEAR = 90, 2199
"""Days after the date before it near which a date of a history without a year lies; the last year that is one."""
FAR_APART = (date(1911, 1, 31), date(2027, 11, 9))
"""Days of publication between which nothing relative agrees."""
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
    slots = match.rule.get("with", {}) | {name: _value(name, tokens.words[a:b]) for name, (a, b) in match.slots.items()}
    if slots.get("n") is not None:
        slots["n"] = None if slots["n"] == "X" else (slots["n"] + slots.get("half", 0)) * slots.get("sign", 1)
    low = tokens.lower[max(0, match.first - 16) : match.first]
    lead = next((words for n in (3, 2, 1) if (words := " ".join(low[-n:])) in listed("leads")), "")
    limit, after = lead in listed("weakly_ahead"), tokens.lower[match.last : match.last + 8]
    ahead = True if after[:1] == ["deadline"] else _tense(low[::-1], limit)
    ahead = limit or _tense(after) if ahead is None else ahead  # nothing to the left: by the preposition, or the right
    return Sighting(match.first, match.last, match.rule["op"], slots, lead, ahead)


def _value(name: str, words: Sequence[str]) -> Any:
    digits = re.sub(r"\D", "", words[0])
    if name == "n" or "thousand" in words:
        return number(words)
    if name == "y" and not digits and len(words) > 1:  # "nineteen ninety-six"
        return value("CARD", words[0]) * 100 + (number(words[1:]) or 0)
    if digits:
        return int(digits[:9]) + (0 if name != "y" or len(digits) > 2 else 1900 if int(digits) > 40 else 2000)
    known = value(" ".join(load()[2].get(f"slot_{name}", ["UNIT"])), words[0])
    return words[0].lower() if known is None else known


def _tense(words: Sequence[str], limit: bool = False) -> bool | None:
    """Whether the nearest word that tells looks ahead; what has a limit is to be done: "ordered them to leave by …"."""
    future, past, intending, openers, others = map(listed, ("future", "past", "intending", "openers", "not_past"))
    for after, word, before in zip(("", *words), words, (*words[1:], ""), strict=False):
        ahead = word in future or (after in {"to", "for"} and word in intending) or (after == "be" and word == "to")
        ahead = ahead or (limit and word == "to" and after.isalpha() and after not in openers)
        verb = word in past or (word[-2:] == "ed" and len(word) > 4 and word not in others)
        if ahead or (verb and before != "be"):
            return ahead
        if word in {".", "?", "!"} or word[0] == "\n":
            break
    return None


def resolve(found: Sequence[Sighting], tokens: Tokens, published: Days | None, dues: Sequence[date]) -> list[Moment]:
    """The moment of each expression, same length and order; relative ones keep a bare TIMEX3 pattern when undated. A
    day without a year is one that the report gives with its year, or one of `dues` less than half a year off."""
    moments: list[Moment] = []
    published = published if published and 1000 < published[0].year <= published[1].year < LAST_YEAR else None
    years = {(d.month, d.day): d.year for d in dues if published and abs((d - published[0]).days) <= HALF_YEAR}
    tale = _is_history(found, published)
    dated = [one.slots for one in found if not tale and {"y", "m", "d"} <= one.slots.keys()]
    years |= {(slots["m"], slots["d"]): slots["y"] for slots in dated}
    for i, one in enumerate(found):
        year = years.get((one.slots.get("m", 0), one.slots.get("d", 0))) or _shared_year(found[i : i + 2], tokens)
        if year and not {"y", "r", "dir", "b"} & one.slots.keys():
            one = one._replace(slots={**one.slots, "y": year})
        spoken = _spoken(found, moments, i, tokens, tale) if one.op in OPS else Moment(None)
        days = published or FAR_APART
        told = tale and one.op in {"anaphoric", "date", "stretch", "weekday"} and "y" not in one.slots
        if told or (one.op == "anaphoric" and "era" in found[i - 1].slots):
            days = (spoken.first, spoken.first) if spoken.first else FAR_APART
            one = one if one.op == "weekday" else one._replace(slots={**one.slots, "near": TOLD})
        early = anchored(one, days[0], spoken)
        late = early if days[0] == days[1] else anchored(one, days[1], spoken)
        pairs = zip(early.timex or "", late.timex or "", strict=False)
        agreed = early.timex or "" if early is late else "".join(a if a == b else "X" for a, b in pairs)
        if days == FAR_APART and (early != late or one.op == "ref"):
            known = agreed if one.op not in {"relative", "anaphoric", "clock"} else re.sub(r"\d", "X", agreed)
            early = late = Moment(f"XXXX-WXX-{one.slots['w']}" if one.op == "weekday" else known or None)
        moments.append(early if early == late else Moment(agreed, early.first, late.last))
    return moments


def _is_history(found: Sequence[Sighting], published: Days | None) -> bool:
    """Whether a report tells of years long gone rather than of its own days: each date then follows the one before."""
    told = [one.slots.get("y", 0) for one in found if one.op == "date" and {"y", "bc"} & one.slots.keys()]
    old = sum(year < published[0].year - 1 for year in told) if published else 0
    return old > max(5, len(told) / 2, 5 * sum(one.op in {"relative", "weekday"} for one in found))


def _shared_year(pair: Sequence[Sighting], tokens: Tokens) -> int | None:
    """The year of the first of "June and July 2018", of "30 November to 2 January 2018"."""
    one, after, unit = pair[0].slots, pair[-1].slots, "s" if "s" in pair[0].slots else "m"
    between = tokens.lower[pair[0].last : pair[-1].first]
    joined = {"y", unit} <= after.keys() and unit in one and len(between) == 1 and between[0] in listed("joining")
    return int(after["y"] - (one[unit] > after[unit])) if joined else None


def _spoken(found: Sequence[Sighting], moments: Sequence[Moment], i: int, tokens: Tokens, tale: bool) -> Moment:
    """The last dated moment spoken of in the paragraph, in a history anywhere; of "a year ago" the last quarter."""
    slots, before = found[i].slots, range(i - 1, -1, -1)
    if "look" in slots:
        quarters = [j for j in before[:8] if (period := moments[j].period) and period.unit == "quarter"]
        own = [moments[j] for j in quarters if found[j].op != "same" and not found[j].slots.get("k")]
        if own or "dir" in slots or "ago" in slots:
            return own[0] if own else Moment(None)
    then, lacking = slots.get("u") == "period", "lacking" in slots
    for j in before[: 400 if tale else 8 if then or lacking else 3]:
        words = tokens.words[found[j].last : found[i].first]
        if "era" in found[j].slots or (not (then or lacking or tale) and any(word[0] == "\n" for word in words)):
            break  # no days are counted before Christ
        if moments[j].first is not None and found[j].op not in {"ref", "ended", "relative" if tale or lacking else ""}:
            return moments[j]._replace(last=date.max) if then and found[j].lead == "since" else moments[j]
    return Moment(None)


def anchored(one: Sighting, day: date, spoken: Moment) -> Moment:
    """The moment of an expression as seen from one day, after what was last spoken of."""
    moment, which = OPS.get(one.op, _duration)(one, day, spoken), one.slots.get("part")
    if moment.period is None or which is None:
        return moment
    first, last = moment.period.first, moment.period.last
    now = min(max(day, first), last)
    first, last = {"BEFORE": (first, now), "AFTER": (now, last)}.get(which) or part(moment.period, which)
    return moment._replace(first=first, last=last)


def _of(period: Period, suffix: str = "") -> Moment:
    known = 1 < period.first.year <= LAST_YEAR
    return Moment(period.timex + suffix, period.first, period.last, period) if known else Moment(None)


def _nearest(one: Sighting, day: date, spoken: Moment, candidates: Sequence[Period]) -> Period:
    """Of a date that comes back the occurrence meant: as its words say, else the last at or before publication."""
    past, future = [p for p in candidates if p.first <= day], [p for p in candidates if p.last >= day]
    if (direction := one.slots.get("dir")) is not None:
        same = min(candidates, key=lambda p: (p.first.year != day.year, abs((p.first - day).days)))
        return (same, next(p for p in future if p.first > day), [p for p in past if p.last < day][-1])[direction]
    unit, base = candidates[0].unit, spoken.period
    if "near" in one.slots:
        return min(candidates, key=lambda p: abs((p.first - day).days - one.slots["near"]))
    wait, since = (future[0].first - day).days, (day - past[-1].first).days
    close = [p for p in candidates if abs((p.first - (spoken.first or day)).days) <= CLOSE]
    if close and unit == "day" and one.op == "date" and base and base.unit in {"day", "month"}:
        return close[0]
    calm = unit == "month" and one.ahead is None and one.lead != "from"  # what goes on from a month has begun
    near = wait <= NEAR_AHEAD and since >= LONG_AGO and (unit == "day" or calm)
    return future[0] if near or (one.ahead and (unit != "quarter" or wait <= HALF_YEAR)) else past[-1]


def _date(one: Sighting, day: date, spoken: Moment) -> Moment:
    """A day, month, quarter, half, season, year, decade or century, its year given or not."""
    slots, then = one.slots, spoken.first
    if "lacking" in slots:  # the month of "June 26-30, 2017", of "on the 26th"
        slots = {"m": then.month, "y": then.year, **slots} if then else {"era": ""}
    year = slots.get("y", day.year + slots["r"] if "r" in slots else None)
    year = (then or day).year + slots["b"] if "b" in slots else year
    if "era" in slots or (year is not None and not 1000 <= year <= LAST_YEAR):
        return Moment(f"BC{slots['bc']:04d}" if 0 < slots.get("bc", 0) < 10000 else None)
    unit = slots.get("unit") or ("day" if "d" in slots else "month" if "m" in slots else "year")
    month, in_month = slots.get("m", slots.get("s", 0) * 3) or 1, slots.get("d", 1)
    if unit in {"quarter", "half"}:
        if slots["p"] < 0 and year is None:
            return _of(shift(containing(unit, day), -1))
        month = 13 - MONTHS[unit] if slots["p"] < 0 else (slots["p"] - 1) * MONTHS[unit] + 1
    year = min(max(slots["p"] * 100 - 100, 1), 9000) if unit == "century" else year
    month, in_month = (in_month, month) if month > 12 >= in_month and "d" in slots else (month, in_month)
    around = 8 if (month, in_month) == (2, 29) else 2  # and there are days that never come
    years = range(max(day.year - around, 1), day.year + around + 1) if year is None else range(year, year + 1)
    real = [of for of in years if 0 < month < 13 and 0 < in_month <= monthrange(of, month)[1]]
    candidates = [Period(unit, date(of, month, in_month)) for of in real]
    best = _nearest(one, day, spoken, candidates) if year is None and candidates else next(iter(candidates), None)
    return _of(best, slots.get("t", "")) if best else Moment(None)


def _weekday(one: Sighting, day: date, spoken: Moment) -> Moment:
    if "k" in one.slots and spoken.period and spoken.period.unit in MONTHS:  # "the following Monday" after a year
        return Moment(f"XXXX-WXX-{one.slots['w']}")
    day = shift(containing("week", day), one.slots["r"]).last if "r" in one.slots else day
    day = (spoken.first or day) + timedelta(days=6 + int(one.slots["k"] > 0)) if "k" in one.slots else day
    latest = day - timedelta(days=(day.isoweekday() - one.slots["w"]) % 7)
    days = [Period(one.slots.get("u", "day"), latest + timedelta(days=n)) for n in (-7, 0, 7, 14)]
    return _of(days[1] if {"r", "k"} & one.slots.keys() else _nearest(one, day, spoken, days), one.slots.get("t", ""))


def _relative(one: Sighting, day: date, _: Moment) -> Moment:
    unit, steps = one.slots["u"], one.slots.get("n", one.slots.get("dir", -1))
    if steps is None:
        return Moment("PAST_REF" if "sign" in one.slots else "FUTURE_REF")
    if unit in {"hour", "minute", "second"}:
        unit, steps = "day", 0
    elif steps != int(steps):
        unit, steps = ("month", steps * MONTHS[unit]) if unit in MONTHS else ("day", steps * DAYS.get(unit, 7))
    moment = _of(shift(containing(unit, day), int(steps)), one.slots.get("t", ""))
    whole = unit in {"day", "weekend"} or steps or "part" in one.slots  # else GUIDELINES rule 32: this year
    return moment if whole else moment._replace(first=day) if one.ahead else moment._replace(last=day)


def _anaphoric(one: Sighting, day: date, spoken: Moment) -> Moment:
    """Counted from the moment last spoken of; "by the end of the year", if that is still to come, from publication."""
    unit, count, steps = one.slots["u"], one.slots.get("k", 0), one.slots.get("n", 1)
    if unit == "period":
        return spoken._replace(last=max(day, spoken.first)) if spoken.first and spoken.last == date.max else spoken
    base = spoken.period or Period("day", day)
    finer = MONTHS.get(unit, 0) < MONTHS.get(base.unit, 0)
    own = {"near", "look", "t", "k"} & one.slots.keys()
    if not count and (not spoken.period or (not own and (finer or one.ahead))):
        return _relative(one, day, spoken)
    if not isinstance(steps, int) or unit in {"minute", "hour"}:
        return Moment("PAST_REF" if count < 0 else "FUTURE_REF")
    if finer:  # "two days later" than a year: nobody can say when
        return Moment("XXXX-XX" if unit in MONTHS else "XXXX-XX-XX")
    if unit == "year" and count and base.unit in {"quarter", "month", "half"}:
        return _of(containing(base.unit, moved(base.first, unit, steps * count)))
    return _of(shift(containing(unit, base.first), steps * count), one.slots.get("t", ""))


def _same(one: Sighting, day: date, spoken: Moment) -> Moment:
    """ "The same period last year": what was last spoken of, in another year."""
    year = one.slots.get("y", day.year + one.slots.get("r", -1))
    if not spoken.first or not spoken.last or (spoken.period and spoken.period.unit == "year"):
        return _of(Period("year", date(year, 1, 1)))
    first, last = (moved(end, "year", year - spoken.first.year) for end in (spoken.first, spoken.last))
    return _of(Period(spoken.period.unit, first)) if spoken.period else Moment(spoken.timex, first, last)


def _stretch(one: Sighting, day: date, spoken: Moment) -> Moment:
    """ "The past three months", "the first nine months of 2017": a duration that lies somewhere."""
    unit, count, moment = one.slots["u"], one.slots["n"], _duration(one, day, spoken)
    if count is None or unit in {"minute", "hour", "second"}:
        return moment
    whole = None if "dir" in one.slots else _date(one, day, spoken).period
    base = shift(whole, int("closing" in one.slots)).first if whole else day
    ahead = "closing" not in one.slots if whole else one.slots.get("dir", 0) > 0
    first, last = sorted((base, moved(base, unit, count if ahead else -count)))
    return moment._replace(first=first, last=last - timedelta(days=int(whole is not None)))


def _ended(one: Sighting, day: date, spoken: Moment) -> Moment:
    """ "The quarter ended September 30" is that of the calendar, "the year ended March 31" just twelve months."""
    end = _date(one, day, spoken).last
    year = Moment("P1Y", moved(end, "year", -1) + timedelta(days=1), end) if end else Moment(None)
    return _of(containing("quarter", end)) if end and one.slots["u"] == "quarter" else year


def _clock(one: Sighting, day: date, spoken: Moment) -> Moment:
    slots, hour, minute = one.slots, one.slots["c"], one.slots.get("e", 0)
    hour, minute = divmod(hour, 100) if hour > 99 else (hour, minute)
    hour = hour % 12 + 12 * slots["h"].startswith("p") if "h" in slots else hour
    moment = _of(Period("day", day + timedelta(days=slots.get("day", 0))))
    if "m" in slots or "w" in slots:
        moment = (_date if "m" in slots else _weekday)(one, day, spoken)
    elif "day" not in slots and spoken.period and spoken.period.unit == "day":
        moment = _of(spoken.period)
    known = moment.first and hour < 25 and minute < 60
    return moment._replace(timex=f"{moment.timex}T{hour:02d}:{minute:02d}") if known else Moment(None)


def _duration(one: Sighting, day: date, _: Moment) -> Moment:
    """A length, a set, or PAST_REF, PRESENT_REF or FUTURE_REF."""
    if (ref := one.slots.get("ref")) is not None:
        return Moment(ref, *((day, day) if ref == "PRESENT_REF" else ()))
    unit, count = one.slots.get("u", ""), one.slots.get("n", 1)
    unit, count = ("minute", count * 60) if unit == "hour" and count and count < 1 else (unit, count)
    times, letter = MANY.get(unit, (1, unit[:1].upper()))
    form = DURATION.get(unit, "{:g}" + letter)
    size = form.format(count * times) if count is not None else re.sub(r"\{.*\}", "X", form)
    return Moment(f"XXXX-WXX-{one.slots['w']}" if "w" in one.slots else f"P{size}")


_ALL = (_date, _weekday, _relative, _anaphoric, _stretch, _ended, _same, _clock)
OPS: Mapping[str, Callable[[Sighting, date, Moment], Moment]] = {one.__name__[1:]: one for one in _ALL}
CODES = {"age": "S", "duration": "P", "stretch": "P", "set": "S", "ref": "R"}
