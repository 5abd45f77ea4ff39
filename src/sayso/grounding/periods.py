"""Periods of the civil calendar: where they begin and end, how they follow each other, what TIMEX3 calls them.

Values follow ISO 8601 and, for weekends, seasons, quarters and halves, ISO 24617-1 (ISO-TimeML).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
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
        year, month, day = self.first.timetuple()[:3]
        if self.unit in DAYS:
            iso, week, _ = self.first.isocalendar()
            whole = f"{iso:04d}-W{week:02d}" + "-WE" * (self.unit == "weekend")
            return f"{year:04d}-{month:02d}-{day:02d}" if self.unit == "day" else whole
        marks = {"month": f"{month:02d}", "quarter": f"Q{(month + 2) // 3}", "half": f"H{(month + 5) // 6}"}
        mark = SEASONS[month // 3] if self.unit == "season" else marks.get(self.unit)
        return f"{year:04d}-{mark}" if mark else f"{year:04d}"[: {"decade": 3, "century": 2}.get(self.unit)]


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
    """START, MID or END, rule 32: days 1-10, 11-20, the rest; January-March, May-August, October-December; thirds."""
    first, last = period.first, period.last
    if period.unit == "year":
        begin, end = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}[which]
        return first.replace(month=begin), Period("month", first.replace(month=end)).last
    whole = (last - first).days
    cuts = (9, 10, 19, 20) if period.unit == "month" else (whole // 3, whole // 3, *[whole - whole // 3] * 2)
    a, b, c, d = (first + timedelta(days=days) for days in cuts)
    return {"START": (first, a), "MID": (b, c), "END": (d, last)}[which]


def _month(count: int) -> date:
    year, month = divmod(min(max(count, 12), 9990 * 12), 12)
    return date(year, month + 1, 1)
