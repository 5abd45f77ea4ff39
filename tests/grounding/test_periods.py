"""Periods of the calendar: each day lies in its period, periods follow each other, values are those of TIMEX3."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.periods import Period, containing, moved, part, shift

DAYS = st.dates(date(1200, 1, 1), date(2900, 12, 31))
UNITS = st.sampled_from(["day", "week", "month", "quarter", "season", "half", "year", "decade", "century"])


@given(UNITS, DAYS)
def test_a_day_lies_in_the_period_that_contains_it(unit, day):
    period = containing(unit, day)
    assert period.first <= day <= period.last


@given(UNITS, DAYS, st.integers(-8, 50))
def test_periods_follow_each_other_without_gap_or_overlap(unit, day, steps):
    there = shift(containing(unit, day), steps)
    assert shift(there, -steps) == containing(unit, day)
    assert shift(there, 1).first == there.last + timedelta(days=1)


@given(UNITS, DAYS, st.sampled_from(["START", "MID", "END"]))
def test_a_part_lies_in_its_period(unit, day, which):
    period = containing(unit, day)
    first, last = part(period, which)
    assert period.first <= first <= last <= period.last


@given(DAYS, st.integers(-400, 400))
def test_moving_by_months_keeps_the_day_or_takes_the_last(day, months):
    there = moved(day, "month", months)
    assert there.day == day.day or (there + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("unit", "day", "value"),
    [
        ("day", date(2019, 12, 22), "2019-12-22"),
        ("week", date(2019, 9, 25), "2019-W39"),
        ("week", date(2021, 1, 1), "2020-W53"),
        ("weekend", date(2019, 9, 25), "2019-W39-WE"),
        ("month", date(2019, 9, 25), "2019-09"),
        ("quarter", date(2019, 9, 25), "2019-Q3"),
        ("half", date(2019, 9, 25), "2019-H2"),
        ("season", date(2019, 1, 5), "2018-WI"),
        ("season", date(2019, 9, 1), "2019-FA"),
        ("year", date(2019, 9, 25), "2019"),
        ("decade", date(1987, 9, 25), "198"),
        ("century", date(1987, 9, 25), "19"),
    ],
)
def test_a_period_is_written_as_timex3_writes_it(unit, day, value):
    assert containing(unit, day).timex == value


def test_parts_of_months_and_years_follow_the_guidelines():
    assert part(Period("month", date(2019, 2, 1)), "END") == (date(2019, 2, 21), date(2019, 2, 28))
    assert part(Period("year", date(2019, 1, 1)), "MID") == (date(2019, 5, 1), date(2019, 8, 31))


def test_arithmetic_beyond_the_calendar_stops_at_its_ends():
    assert shift(Period("century", date(1000, 1, 1)), -40).first == date(1, 1, 1)
    assert shift(Period("day", date(9000, 1, 1)), 10**6).first.year < 9999
