"""Periods of the civil calendar: where they begin and end, how they follow each other, what TIMEX3 calls them.

Values follow ISO 8601 and, for weekends, seasons, quarters and halves, ISO 24617-1 (ISO-TimeML).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
VALUES = {
    "day": "{y:04d}-{m:02d}-{d:02d}",
    "week": "{iso:04d}-W{w:02d}",
    "weekend": "{iso:04d}-W{w:02d}-WE",
    "fortnight": "{iso:04d}-W{w:02d}",
    "month": "{y:04d}-{m:02d}",
    "quarter": "{y:04d}-Q{q}",
    "half": "{y:04d}-H{h}",
    "season": "{y:04d}-{s}",
    "year": "{y:04d}",
    "decade": "{t:03d}",
    "century": "{c:02d}",
}
SEASONS = ("WI", "SP", "SU", "FA", "WI")
"""Meteorological, northern: spring is March to May. Winter bears the year in which it begins."""


class Period(NamedTuple):
    """A stretch of the calendar: a unit and its first day."""

    unit: str
    first: date

    @property
    def last(self) -> date:
        return shift(self, 1).first - timedelta(days=6 if self.unit == "weekend" else 1)

    @property
    def timex(self) -> str:
        """The TIMEX3 value."""
        y, m, d = self.first.timetuple()[:3]
        iso, w, _ = self.first.isocalendar()
        q, h, s = (m + 2) // 3, (m + 5) // 6, SEASONS[m // 3]
        return VALUES[self.unit].format(y=y, m=m, d=d, iso=iso, w=w, q=q, h=h, s=s, t=y // 10, c=y // 100)


def containing(unit: str, day: date) -> Period:
    """The period of that unit in which `day` lies; for a weekend that of the day's week."""
    if unit in MONTHS:
        lag = 2 if unit == "season" else 0
        return Period(unit, _month((day.year * 12 + day.month - 1 - lag) // MONTHS[unit] * MONTHS[unit] + lag))
    return Period(unit, day - timedelta(days={"day": 0, "weekend": day.weekday() - 5}.get(unit, day.weekday())))


def shift(period: Period, count: int) -> Period:
    """The period `count` later, or earlier when negative; never beyond the years 1 to 9990."""
    unit, first = period
    if unit in DAYS:
        return Period(unit, date.fromordinal(min(max(first.toordinal() + count * DAYS[unit], 1), 3_648_000)))
    return Period(unit, _month(first.year * 12 + first.month - 1 + count * MONTHS[unit]))


def moved(day: date, unit: str, count: float) -> date:
    """The day `count` units after `day`: the same day of the month where there is one, else its last."""
    if unit not in MONTHS:
        return shift(Period("day", day), round(count * DAYS.get(unit, 0))).first
    there = _month(day.year * 12 + day.month - 1 + round(count * MONTHS[unit]))
    return there.replace(day=min(day.day, monthrange(there.year, there.month)[1]))


def part(period: Period, which: str) -> tuple[date, date]:
    """First and last day of the START, MID or END of a period (GUIDELINES rule 32): of a month the days 1 to 10, 11 to
    20 and the rest, of a year January to March, May to August and October to December, of others a third each."""
    first, last = period.first, period.last
    third = timedelta(days=(last - first).days // 3)
    cuts = (first + third, first + third, last - third, last - third)
    if period.unit == "month":
        cuts = (first.replace(day=10), first.replace(day=11), first.replace(day=20), first.replace(day=21))
    if period.unit == "year":
        cuts = (
            first.replace(month=3, day=31),
            first.replace(month=5),
            first.replace(month=8, day=31),
            first.replace(month=10),
        )
    return {"START": (first, cuts[0]), "MID": (cuts[1], cuts[2]), "END": (cuts[3], last)}[which]


def _month(count: int) -> date:
    year, month = divmod(min(max(count, 12), 9990 * 12), 12)
    return date(year, month + 1, 1)
