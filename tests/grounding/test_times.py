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
        ("They come this weekend.", ("this weekend", "2019-W39-WE", "2019-09-28", "2019-09-29")),
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
        ("It lasted four working days.", ("four working days", "P4D", None, None)),
        ("It lasted two and a half years.", ("two and a half years", "P2.5Y", None, None)),
        ("It lasted half an hour.", ("half an hour", "PT30M", None, None)),
        ("It is open three times a day.", ("three times a day", "P1D", None, None)),
        ("It is open on Mondays.", ("Mondays", "XXXX-WXX-1", None, None)),
        ("It closed on Tuesday of last week.", ("Tuesday of last week", "2019-09-17", "2019-09-17", "2019-09-17")),
        ("They came over the weekend.", ("the weekend", "2019-W38-WE", "2019-09-21", "2019-09-22")),
        ("It fell a year and a half ago.", ("a year and a half ago", "2018-03", "2018-03-01", "2018-03-31")),
        ("It grew over the past decade.", ("the past decade", "P10Y", "2009-09-25", "2019-09-25")),
        ("It grew in the 1980's.", ("the 1980's", "198", "1980-01-01", "1989-12-31")),
        ("It grew in the nineties.", ("the nineties", "199", "1990-01-01", "1999-12-31")),
        ("It closed on the morning of May 3.", ("the morning of May 3", "2019-05-03TMO", "2019-05-03", "2019-05-03")),
        ("It fell in the last week of May.", ("the last week of May", "2019-05", "2019-05-21", "2019-05-31")),
        ("It fell in the latter half of 2017.", ("the latter half of 2017", "2017-H2", "2017-07-01", "2017-12-31")),
        ("It fell in the last two months of 2017.", ("the last two months of 2017", "P2M", "2017-11-01", "2017-12-31")),
        (
            "It fell in the first two months of 2017.",
            ("the first two months of 2017", "P2M", "2017-01-01", "2017-02-28"),
        ),
        ("They came late on Monday.", ("late on Monday", "2019-09-23", "2019-09-23", "2019-09-23")),
        ("It left at 8.30pm on 3 May.", ("8.30pm on 3 May", "2019-05-03T20:30", "2019-05-03", "2019-05-03")),
        ("It closed in nineteen ninety-six.", ("nineteen ninety-six", "1996", "1996-01-01", "1996-12-31")),
        ("They fled in the winter.", ("the winter", "2018-WI", "2018-12-01", "2019-02-28")),
        ("They left on New Year's Eve.", ("New Year's Eve", "2018-12-31", "2018-12-31", "2018-12-31")),
        ("It was founded in 57 BC.", ("57 BC", "BC0057", None, None)),
        ("It left at 1435 GMT.", ("1435 GMT", "2019-09-25T14:35", "2019-09-25", "2019-09-25")),
        ("It ends at 5 p.m. Nov. 9.", ("5 p.m. Nov. 9", "2019-11-09T17:00", "2019-11-09", "2019-11-09")),
        ("The current fiscal year is lean.", ("The current fiscal year", "2019", "2019-01-01", "2019-09-25")),
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
        "It happened in Muharram 1441.",
        "It happened in 1441 AH.",
        "It was the year 0.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text):
    assert moments(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It fell on 30 February.",
        "It fell on February 29, 2018.",
        "It ends on 5 May 9999.",
        "It ends in the 45th century.",
        "It ends in the 400th century.",
        "It fell in the fifth quarter of 2018.",
        "It fell 900,000 years ago.",
        "They met at 9:75 p.m. yesterday.",
    ],
)
def test_a_day_that_never_comes_has_no_value_and_no_days(text):
    [(_, *value)] = moments(text)
    assert value == [None, None, None]


def test_numbers_of_any_length_are_read_without_failing():
    assert moments(f"It fell {'9' * 5000} years ago.")[0][1:] == ("PAST_REF", None, None)
    assert moments("They met in May 99999999999999999999, or so.")[0][1:] == (None, None, None)


@pytest.mark.parametrize(
    "text", ["It pays $300 a month.", "It handles 500 visas a month.", "It cost 20 dollars a month."]
)
def test_the_period_of_a_rate_is_a_set_and_no_length(text):
    tokens, line = load()[0].read(text)
    [one], _ = find(tokens, line)
    assert one.op == "set"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It will close on Friday.", ["2019-09-27"]),
        ("The hall is to be opened on Friday.", ["2019-09-27"]),
        ("They agreed to meet on Friday.", ["2019-09-27"]),
        ("The trial is set to start on Friday.", ["2019-09-27"]),
        ("The law takes effect in November.", ["2019-11"]),
        ("She died in November.", ["2018-11"]),
        ("They met on Friday.", ["2019-09-20"]),
        ("They did not succeed on Friday.", ["2019-09-20"]),
        ("The offer runs to November 20.", ["2019-11-20"]),
        ("They were freed on July 20.", ["2019-07-20"]),
        ("Sales will rise in the second quarter.", ["2019-Q2"]),
        ("Sales will rise in the fourth quarter.", ["2019-Q4"]),
    ],
)
def test_tense_and_nearness_say_which_occurrence_of_a_date_is_meant(text, values):
    assert [timex for _, timex, *_ in moments(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It opened in June and July 2018.", ["2018-06", "2018-07"]),
        ("It was shut from 30 November to 2 January 2018.", ["2017-11-30", "2018-01-02"]),
        ("It was shut on 26-30 June 2017.", ["2017-06-26", "2017-06-30"]),
        ("It was shut on June 26-30, 2017.", ["2017-06-26", "2017-06-30"]),
        ("It was shut on June 26, 2017, and opened on the 28th.", ["2017-06-26", "2017-06-28"]),
        (
            "It was shut on June 26. We know today that they came on the 28th.",
            ["2019-06-26", "2019-09-25", "2019-06-28"],
        ),
        ("It was shut in the spring and summer of 2017.", ["2017-SP", "2017-SU"]),
        ("It opened on the 28th.", [None]),
        ("It opened in 2017. Two days later they left.", ["2017", "XXXX-XX-XX"]),
        (
            "It opened in 2017. The following month, on the following Monday, they left.",
            ["2017", "XXXX-XX", "XXXX-WXX-1"],
        ),
        ("It began on May 3, 2018. The next day it ended.", ["2018-05-03", "2018-05-04"]),
        ("It began on May 3, 2018. Two days later they left.", ["2018-05-03", "2018-05-05"]),
        ("It began in 2016. In May of that year they left.", ["2016", "2016-05"]),
        ("It began in 2016, and they left two months after the vote.", ["2016", "P2M"]),
        ("It made 5 in the second quarter, against 3 a year ago.", ["2019-Q2", "2018-Q2"]),
        ("It made 5 in the second quarter, against 3 in the same period last year.", ["2019-Q2", "2018-Q2"]),
        ("It made 5 in the second quarter.\n\nThe quarter was good.", ["2019-Q2", "2019-Q2"]),
        ("It made 5 in the quarter ended June 30.", ["2019-Q2", "2019-06-30"]),
        ("It opened in May 2017 and had closed by the end of the year.", ["2017-05", "2017"]),
        ("It opened in May 2017 and must close by the end of the year.", ["2017-05", "2019"]),
        ("It made 5 in the year ended June 30.", ["P1Y", "2019-06-30"]),
        (
            "It was shut on May 3. The following Monday they came, and that Friday left.",
            ["2019-05-03", "2019-05-06", "2019-05-10"],
        ),
        ("The war came in March 2003. On 1 May that year it ended.", ["2003-03", "2003-05-01"]),
        ("It met on Monday. At 9 p.m. it rose.", ["2019-09-23", "2019-09-23T21:00"]),
    ],
)
def test_a_time_takes_what_it_lacks_from_its_neighbours(text, values):
    assert [timex for _, timex, *_ in moments(text)] == values


HISTORY = """The port was dug in 1861 and fortified in March 1862. By June the fleet had come.

In October 1862 it burned. Works began anew in January, and ended in the summer. In 1866 a mole rose, in 1868 a quay.

The siege began on 4 May 1871. On 20 June the town fell. Two days later the lord fled.

For the next two weeks the town burned. On 14 July it stopped. The following year he died, and next spring his son."""


def test_in_a_history_each_date_follows_the_one_before():
    assert [timex for _, timex, *_ in moments(HISTORY)] == [
        *("1861", "1862-03", "1862-06"),
        *("1862-10", "1863-01", "1863-SU", "1866", "1868"),
        *("1871-05-04", "1871-06-20", "1871-06-22", "P2W", "1871-07-14", "1872", "1872-SP"),
    ]


def test_a_report_that_counts_from_its_own_days_is_no_history():
    news = "They met on Monday, and will meet next month. Last year nobody came. In June they quarrelled."
    assert moments(f"{HISTORY}\n\n{news}")[-1][1] == "2019-06"


def test_one_old_date_makes_no_history():
    assert moments("The port was dug in March 1862. In June the fleet came.")[1][1] == "2019-06"


def test_in_a_history_before_christ_no_days_are_guessed():
    text = HISTORY + " It was first taken in 146 BC. The following year, in June, it burned."
    assert moments(text)[-2:] == [("The following year", "XXXX", None, None), ("June", "XXXX-06", None, None)]


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
    assert moments("The past three months were bad.", None) == [("The past three months", "P3M", None, None)]
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
        "BC",
        "490",
        "same",
        "later",
        "ended",
        "half",
        "weekend",
        ":",
        "GMT",
    ]
)


@given(st.lists(WORDS, max_size=25), st.dates(date(1800, 1, 1), date(2200, 1, 1)))
def test_any_words_resolve_to_intervals_that_begin_before_they_end(words, day):
    for _, timex, first, last in moments(" ".join(words), day):
        assert (first is None) == (last is None) or timex is None
        assert first is None or first <= last


@given(st.lists(WORDS, max_size=12), st.sampled_from([None, date(1, 1, 3), date(9999, 12, 31)]))
def test_without_a_day_of_publication_or_with_one_out_of_range_nothing_fails(words, day):
    assert all(first is None or first <= last for *_, first, last in moments(" ".join(words), day))


def test_nothing_in_the_room_asks_for_the_time_of_day_or_the_locale():
    for path in Path(sayso.grounding.__file__).parent.glob("*.py"):
        names = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
        assert not names & {"today", "now", "utcnow", "localtime", "getlocale", "strptime"}, path
