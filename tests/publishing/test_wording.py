import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Instrument, Quantity, Source, Span, Time
from sayso.publishing import wording

HERE = Span(0, 1, "x")


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2019-09-25", "2019-09-25", "25 September 2019"),
        ("2019-09-01", "2019-09-25", "1–25 September 2019"),
        ("2019-09-01", "2019-09-30", "September 2019"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2019-02-01", "2019-02-27", "1–27 February 2019"),
        ("2019-10-01", "2019-12-31", "October–December 2019"),
        ("2019-06-01", "2019-11-04", "1 June – 4 November 2019"),
        ("2018-12-22", "2019-01-03", "22 December 2018 – 3 January 2019"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2017-01-01", "2019-12-31", "2017–2019"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        ("2019-09-25", None, "since 25 September 2019"),
        (None, "2019-09-25", "until 25 September 2019"),
        (None, None, None),
        ("soon", "later", "soon – later"),
    ],
)
def test_an_interval_of_days_is_said_as_shortly_as_english_allows(earliest, latest, words):
    assert wording.days(earliest, latest) == words


@given(st.none() | st.dates().map(str) | st.text(max_size=12), st.none() | st.dates().map(str) | st.text(max_size=12))
def test_any_two_bounds_can_be_said(earliest, latest):
    said = wording.days(earliest, latest)
    assert bool(said) == bool(earliest or latest)


def test_a_time_without_days_is_said_by_its_timex_unless_that_says_less_than_its_words():
    def said(timex):
        return wording.when(Time(mention="m1", timex=timex, span=HERE))

    assert said("P3M") == "P3M"
    assert said("PRESENT_REF") is None
    assert said(None) is None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"low": 2000, "high": None, "measure": "stock"}, "at least 2,000 people, there at the time"),
        ({"low": None, "high": 500, "approximate": True}, "at most 500 people"),
        ({"low": 300, "high": 300, "approximate": True, "measure": "planned"}, "about 300 people, planned"),
        ({"low": 24, "high": 99}, "24–99 people"),
        ({"low": 1, "high": 1}, "1 person"),
        ({"low": 1140, "high": 1140, "measure": "entries", "role": "to"}, "to 1,140 crossings, not people"),
        ({"low": 85, "high": 85, "unit": "permit", "measure": "issued"}, "85 permits, issued"),
        ({"low": 0.5, "high": 1, "unit": "fraction"}, "50–100%"),
        ({"low": 1 / 3, "high": 1 / 3, "unit": "fraction"}, "33.3%"),
        ({"low": 700, "high": 700, "unit": "USD/month", "approximate": True}, "about USD 700 a month"),
        ({"low": 1e8, "high": 999_999_999, "unit": "USD"}, "USD 100 million–999,999,999"),
        ({"low": 3, "high": 3, "unit": "country"}, "3 countries"),
        ({"low": 12, "high": 12, "unit": "visa/year"}, "12 visas a year"),
        ({"low": None, "high": None, "unit": "company"}, "an unstated number of companies"),
        ({"low": 0, "high": None}, "at least 0 people"),
    ],
)
def test_a_quantity_is_said_with_its_bounds_its_unit_and_what_keeps_it_apart(fields, words):
    assert wording.how_many(Quantity(mention="m1", span=HERE, **fields)) == words


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_said_is_within_a_hundredth_of_the_number(value):
    figure, _, word = wording.number(value).partition(" ")
    size = {"": 1, "million": 1e6, "billion": 1e9, "trillion": 1e12}[word]
    assert float(figure.replace(",", "")) * size == pytest.approx(value, rel=1e-3, abs=0.005)


def test_a_provision_is_said_only_where_it_is_named():
    assert wording.law(Instrument(mention="m1", id="unscr-2397", provision="8", span=HERE)) == "UNSCR 2397, paragraph 8"
    assert wording.law(Instrument(mention="m1", id="unscr-2397", span=HERE)) == "UNSCR 2397"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"kind": "person", "anonymous": True, "proximity": "close"}, "unnamed person, close to the matter"),
        ({"kind": "person", "proximity": "expert"}, "person, studies the matter"),
        ({"kind": "group", "anonymous": True}, "unnamed group, footing not stated"),
        ({"kind": "document"}, "document"),
        ({"kind": "organisation", "proximity": "outlet"}, "organisation, another publication"),
        ({"kind": "unspecified"}, "no one named: passive voice"),
        ({"kind": "outlet"}, "own voice, no one else named"),
    ],
)
def test_the_footing_of_a_source_says_kind_anonymity_and_nearness(source, words):
    assert wording.footing(Source(id="s1", **source)) == words


@given(st.text(st.characters()))
def test_what_is_printable_keeps_its_length_and_holds_no_control_character_nor_surrogate(text):
    shown = wording.printable(text)
    assert len(shown) == len(text)
    assert not any((ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000 for c in shown)
    shown.encode()


def test_a_subject_with_line_breaks_and_escapes_is_told_on_one_line():
    assert wording.one_line("a\nb\x1b[31m\u202ec") == "a b\ufffd[31m\ufffdc"
