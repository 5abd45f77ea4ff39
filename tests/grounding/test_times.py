"""Times: what is found, its TIMEX3 value, and the days it stands for as seen from the day of publication."""

import ast
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso.grounding
from sayso.grounding.forms import load
from sayso.grounding.times import find, resolve

WEDNESDAY = date(2019, 9, 25)


def moments(text, first=WEDNESDAY, last=None, dues=()):
    tokens, line = load()[0].read(text)
    found, _ = find(tokens, line)
    resolved = resolve(found, tokens, first and (first, last or first), dues)
    return [
        (
            text[slice(*tokens.area(one.first, one.last))],
            moment.timex,
            *(day and day.isoformat() for day in moment[1:3]),
        )
        for one, moment in zip(found, resolved, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It opened on December 22, 2017.", ("December 22, 2017", "2017-12-22", "2017-12-22", "2017-12-22")),
        ("It opened on 22 December 2017.", ("22 December 2017", "2017-12-22", "2017-12-22", "2017-12-22")),
        ("Filed 2018-03-04 in full.", ("2018-03-04", "2018-03-04", "2018-03-04", "2018-03-04")),
        ("It closed last Friday.", ("last Friday", "2019-09-20", "2019-09-20", "2019-09-20")),
        ("It closed on Friday.", ("Friday", "2019-09-20", "2019-09-20", "2019-09-20")),
        ("They will meet on Sunday.", ("Sunday", "2019-09-29", "2019-09-29", "2019-09-29")),
        ("He left yesterday evening.", ("yesterday evening", "2019-09-24TEV", "2019-09-24", "2019-09-24")),
        ("They came earlier this month.", ("earlier this month", "2019-09", "2019-09-01", "2019-09-25")),
        ("They came this year.", ("this year", "2019", "2019-01-01", "2019-09-25")),
        ("They came last week.", ("last week", "2019-W38", "2019-09-16", "2019-09-22")),
        ("They came last month.", ("last month", "2019-08", "2019-08-01", "2019-08-31")),
        ("They came in October.", ("October", "2018-10", "2018-10-01", "2018-10-31")),
        ("They will come in October.", ("October", "2019-10", "2019-10-01", "2019-10-31")),
        ("They came last September.", ("last September", "2018-09", "2018-09-01", "2018-09-30")),
        ("It ran in the first half of 2017.", ("the first half of 2017", "2017-H1", "2017-01-01", "2017-06-30")),
        ("It rose in the third quarter.", ("the third quarter", "2019-Q3", "2019-07-01", "2019-09-30")),
        ("It ran until mid-October 2018.", ("mid-October 2018", "2018-10", "2018-10-11", "2018-10-20")),
        ("It ends by the end of 2019.", ("the end of 2019", "2019", "2019-10-01", "2019-12-31")),
        ("It fell in early 2018.", ("early 2018", "2018", "2018-01-01", "2018-03-31")),
        ("It fell two days ago.", ("two days ago", "2019-09-23", "2019-09-23", "2019-09-23")),
        ("It fell three months ago.", ("three months ago", "2019-06", "2019-06-01", "2019-06-30")),
        ("It fell over the past two weeks.", ("the past two weeks", "P2W", "2019-09-11", "2019-09-25")),
        ("It took within 24 months.", ("24 months", "P24M", None, None)),
        ("It took several years.", ("several years", "PXY", None, None)),
        ("It was built in the 1980s.", ("the 1980s", "198", "1980-01-01", "1989-12-31")),
        ("It is paid twice a month.", ("twice a month", "P1M", None, None)),
        ("They are there now.", ("now", "PRESENT_REF", "2019-09-25", "2019-09-25")),
        ("It comes at year-end.", ("year-end", "2019", "2019-10-01", "2019-12-31")),
        ("It was August 5 of last year.", ("August 5 of last year", "2018-08-05", "2018-08-05", "2018-08-05")),
        ("It fell on 31 June 2018.", ("31 June 2018", None, None, None)),
    ],
)
def test_a_time_is_found_whole_and_resolved(text, found):
    assert moments(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2397 stands.",
        "Some 2000 workers left.",
        "It cost $2019.",
        "He may leave.",
        "They march on.",
        "A 27-year-old left.",
        "Room 1984 is shut.",
        "The second source agreed.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert moments(text) == []


def test_a_time_is_counted_from_the_one_last_spoken_of():
    assert moments("It was due on December 22, 2019, a day earlier, and rose in 2018 and the year before.")[1][1:3] == (
        "2019-12-21",
        "2019-12-21",
    )
    assert moments("Visas rose in 2018, against few the year before.")[-1][1] == "2017"
    assert moments("The ban came last September.\n\nMany have come since then.")[-1][2:] == ("2018-09-01", "2018-09-30")


def test_a_day_without_its_year_is_the_one_the_report_gives_in_full():
    text = "All must go by March 3, 2021. That nobody went by March 3 is plain, he said."
    assert {timex for _, timex, *_ in moments(text, date(2021, 9, 1))} == {"2021-03-03"}


def test_a_day_without_its_year_may_be_a_due_day_of_the_case():
    assert moments("They were told of December 22.", date(2019, 7, 1), dues=[date(2019, 12, 22)])[0][1] == "2019-12-22"
    assert moments("They were told of December 22.", date(2019, 5, 1), dues=[date(2019, 12, 22)])[0][1] == "2018-12-22"


def test_an_interval_of_publication_widens_what_is_counted_from_it():
    assert moments("They came last month.", date(2017, 9, 17), date(2017, 9, 19)) == [
        ("last month", "2017-08", "2017-08-01", "2017-08-31")
    ]
    assert moments("They come now.", date(2017, 9, 17), date(2017, 9, 19))[0][2:] == ("2017-09-17", "2017-09-19")


def test_without_a_day_of_publication_relative_times_keep_a_bare_value_and_no_days():
    text = "On Friday, as last year, on May 5, as in 2016, they left now."
    assert [(timex, first) for _, timex, first, _ in moments(text, None)] == [
        ("XXXX-WXX-5", None),
        ("XXXX", None),
        ("XXXX-05-05", None),
        ("2016", "2016-01-01"),
        ("PRESENT_REF", None),
    ]


WORDS = st.sampled_from(
    [
        "the",
        "a",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "end",
        "of",
        "first",
        "second",
        "two",
        "24",
        "31",
        "2019",
        "1980s",
        "May",
        "December",
        "Friday",
        "week",
        "month",
        "year",
        "years",
        "days",
        "quarter",
        "half",
        "ago",
        "earlier",
        "before",
        "since",
        "by",
        "until",
        "within",
        "now",
        "today",
        "yesterday",
        "and",
        ".",
        ",",
        "-",
        "\n\n",
        "spring",
        "then",
        "same",
        "period",
        "every",
        "fiscal",
        "3",
        "p.m.",
        "few",
    ]
)


@given(st.lists(WORDS, max_size=25), st.dates(date(1800, 1, 1), date(2200, 1, 1)))
def test_any_words_resolve_to_intervals_that_begin_before_they_end(words, day):
    for _, timex, first, last in moments(" ".join(words), day):
        assert (first is None) == (last is None) or timex is None
        assert first is None or first <= last


def test_nothing_in_the_room_asks_for_the_time_of_day_or_the_locale():
    for path in Path(sayso.grounding.__file__).parent.glob("*.py"):
        names = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
        assert not names & {"today", "now", "utcnow", "localtime", "getlocale", "strptime"}, path
