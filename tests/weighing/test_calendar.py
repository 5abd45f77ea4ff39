"""Months as treaties count them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.packs import load
from sayso.weighing.calendar import days_from, due_day, months_after

DAYS = st.dates(datetime.date(1945, 1, 1), datetime.date(2100, 12, 31))
MONTHS = st.integers(0, 240)


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        ("2017-12-22", 24, "2019-12-22"),
        ("2017-12-22", 15, "2019-03-22"),
        ("2017-12-22", 27, "2020-03-22"),
        ("2018-08-31", 6, "2019-02-28"),
        ("2019-08-31", 6, "2020-02-29"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-29"),
        ("2019-12-31", 2, "2020-02-29"),
        ("2019-02-28", 1, "2019-03-28"),
        ("2019-03-31", 1, "2019-04-30"),
        ("2099-12-31", 2, "2100-02-28"),
        ("2019-05-17", 0, "2019-05-17"),
    ],
)
def test_a_limit_in_months_ends_on_the_same_number_or_the_months_last_day(day, months, last):
    assert str(months_after(datetime.date.fromisoformat(day), months)) == last


@given(DAYS, MONTHS)
def test_a_limit_ends_in_the_month_it_names_and_never_on_a_later_number(day, months):
    last = months_after(day, months)
    assert (last.year - day.year) * 12 + last.month - day.month == months
    assert last.day <= day.day
    assert last.day == day.day or (last + datetime.timedelta(days=1)).day == 1


@given(DAYS, MONTHS, MONTHS)
def test_a_longer_limit_ends_later(day, months, more):
    assert months_after(day, months) <= months_after(day, months + more)


def test_the_days_that_the_pack_states_are_those_that_its_months_give():
    for instrument in load().instruments:
        for duty in instrument.duties:
            if duty.due:
                assert months_after(instrument.adopted, duty.months) == duty.due == due_day(duty, instrument)


def test_days_are_counted_over_a_leap_day():
    assert days_from("2020-02-28", "2020-03-01") == 2
    assert days_from("2019-02-28", "2019-03-01") == 1
    assert days_from("2020-01-31", "2019-12-22") == -40
