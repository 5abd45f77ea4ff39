"""Quantities: bounds, units and rates of what counts something, and nothing for what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding import quantities, times
from sayso.grounding.forms import load


def counts(text, packed=()):
    tokens, line = load()[0].read(text)
    nouns = {tokens.words.index(word): unit for word, unit in packed}
    _, rest = times.find(tokens, line.collapsed((token, token + 1, "U") for token in sorted(nouns)))
    return [
        (
            text[slice(*tokens.area(c.first, c.last))],
            c.low,
            c.high,
            c.approximate,
            f"{c.unit}/{c.rate}" if c.rate else c.unit,
        )
        for c in quantities.find(tokens, rest, nouns)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They sent 2,000 workers home.", ("2,000", 2000, 2000, False, "person")),
        ("They sent about 2,000 workers home.", ("about 2,000", 2000, 2000, True, "person")),
        ("They sent at least 2,000 workers home.", ("at least 2,000", 2000, None, True, "person")),
        ("More than 10,000 additional labourers came.", ("More than 10,000", 10000, None, True, "person")),
        ("Up to 500 companies hire.", ("Up to 500", None, 500, True, "company")),
        ("There were no more than 462 Kuwaitis.", ("no more than 462", None, 462, True, "person")),
        ("No more than 462 Kuwaitis stayed.", ("No more than 462", None, 462, True, "person")),
        ("No fewer than 700 permits were given.", ("No fewer than 700", 700, None, True, "permit")),
        ("Between 2,000 and 2,500 Poles work there.", ("Between 2,000 and 2,500", 2000, 2500, False, "person")),
        ("Roughly 5,000 to 7,000 women work there.", ("Roughly 5,000 to 7,000", 5000, 7000, True, "person")),
        ("Tens of thousands of North Koreans left.", ("Tens of thousands", 10000, 99999, True, "person")),
        ("Dozens of restaurants shut.", ("Dozens", 24, 99, True, "restaurant")),
        ("A few thousand people left.", ("A few thousand", 2000, 9999, True, "person")),
        ("A couple of dozen women left.", ("A couple of dozen", 24, 24, False, "person")),
        ("About a dozen of the men left.", ("About a dozen", 12, 12, True, "person")),
        ("Hundreds of millions of dollars went.", ("Hundreds of millions of dollars", 1e8, 999999999, True, "USD")),
        ("It earns up to $500 million a year.", ("up to $500 million a year", None, 5e8, True, "USD/year")),
        ("It cost €1 to €2 million.", ("€1 to €2 million", 1e6, 2e6, False, "EUR")),
        ("He got 500 million won.", ("500 million won", 5e8, 5e8, False, "KRW")),
        ("A monthly wage of 300 dollars is paid.", ("300 dollars", 300, 300, False, "USD/month")),
        ("There are two flights a week.", ("two flights a week", 2, 2, False, "flight/week")),
        ("They keep 85 percent of the pay.", ("85 percent", 0.85, 0.85, False, "fraction")),
        ("More than half of them left.", ("More than half", 0.5, None, True, "fraction")),
        ("They hand over most of it.", ("most", 0.5, 1, True, "fraction")),
        ("One in three workers left.", ("One in three", 0.3333, 0.3333, False, "fraction")),
        ("It names 19 employers at the least.", ("19 employers at the least", 19, None, True, "company")),
        ("It has 12 factories.", ("12", 12, 12, False, "factory")),
        ("An estimated 300 left.", ("An estimated 300", 300, 300, True, "person")),
        ("Some 300 North Koreans held valid permits.", ("Some 300", 300, 300, True, "person")),
        ("They get between 100 and 150 dollars.", ("between 100 and 150 dollars", 100, 150, False, "USD")),
        ("It lost between $2 and $3 million.", ("between $2 and $3 million", 2e6, 3e6, False, "USD")),
        ("They keep between 70 and 90 percent.", ("between 70 and 90 percent", 0.7, 0.9, False, "fraction")),
        ("It fell by half a percentage point.", ("half a percentage point", 0.005, 0.005, False, "fraction")),
        ("Two thirds went home.", ("Two thirds", 0.6667, 0.6667, False, "fraction")),
        ("Prices rose by a fifth.", ("a fifth", 0.2, 0.2, False, "fraction")),
        ("At least nine in ten are men.", ("At least nine in ten", 0.9, None, True, "fraction")),
        ("The fee goes up to 40 euros.", ("40 euros", 40, 40, False, "EUR")),
        ("Thirty-one workers left.", ("Thirty-one", 31, 31, False, "person")),
        ("Thirty-odd workers left.", ("Thirty-odd", 30, 30, True, "person")),
        ("A couple of trucks a day cross.", ("A couple of trucks a day", 2, 2, False, "truck/day")),
        (
            "It bought 12 million barrels of crude a day.",
            ("12 million barrels of crude a day", 12e6, 12e6, False, "barrel/day"),
        ),
        ("It lies 5 km off.", ("5", 5, 5, False, "kilometre")),
        ("It covers 20 square metres.", ("20", 20, 20, False, "square metre")),
        ("They make 40 tractors.", ("40", 40, 40, False, "tractor")),
        ("Permits fell to 300.", ("300", 300, 300, False, "permit")),
        ("They shipped 61m tonnes.", ("61m", 61e6, 61e6, False, "tonne")),
        ("They made 900 Namibian dollars.", ("900", 900, 900, False, "dollar")),
        ("One prisoner died.", ("One", 1, 1, False, "person")),
    ],
)
def test_a_quantity_has_the_bounds_and_the_unit_its_words_give(text, found):
    assert counts(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2397 bars it.",
        "Resolutions 2375 and 2397 bar it.",
        "It fell on December 22, 2019.",
        "It took 24 months.",
        "One of the men left.",
        "Not one worker left.",
        "He was 27 years old.",
        "See paragraph 8 and No. 5.",
        "They won 3-2.",
        "The two sides met.",
        "It met at 10:30.",
        "It is 12 times more.",
        "The most recent one left.",
        "Room 39 pays.",
        "Resolution 2397 was adopted.",
        "Terminal 2 shut.",
        "The Group of 20 will meet.",
        "In the village of Three Oaks nobody voted.",
        "The chairman, 58, left.",
        "It was sold by a third party.",
        "It is for children under five.",
        "The youngest is aged nine.",
        "The quake had magnitude 6.1.",
        "Their term grew from three years to five.",
    ],
)
def test_numbers_that_count_nothing_are_left_out(text):
    assert counts(text) == []


def test_a_bare_number_counts_what_was_counted_before():
    found = counts("Russia issued 16,613 visas in 2019, against 2,035 the year before. In all 300 are left.")
    assert [unit for *_, unit in found] == ["visa", "visa", "visa"]


def test_of_them_are_people_where_the_sentence_names_any():
    assert counts("It gave no permits to North Koreans, though around 400 of them work there.")[0][4] == "person"
    assert counts("It issued 124 permits, 20 of them in May.")[1][4] == "permit"


def test_a_share_of_a_number_and_the_number_are_two_quantities():
    assert [count[1:] for count in counts("They closed two of the 26 mills.")] == [
        (2, 2, False, "mill"),
        (26, 26, False, "mill"),
    ]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The number of workers fell from 30,023 to 11,490.", [(30_023, 30_023), (11_490, 11_490)]),
        ("The number of workers rose from 130 to 300.", [(130, 130), (300, 300)]),
        ("Pay rose from 12 to 19 euros.", [(12, 12), (19, 19)]),
        ("Estimates range from 130 to 300 workers.", [(130, 300)]),
    ],
)
def test_a_development_is_two_quantities_and_a_range_one(text, bounds):
    assert [count[1:3] for count in counts(text)] == bounds


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("A ticket costs 45 euros, up from 39.", "EUR"),
        ("The number of permits held by North Koreans fell to 300.", "permit"),
        ("Applications fell to 7,230.", "application"),
        ("It shut three mills in May. Later 40 were sent home.", "person"),
    ],
)
def test_a_bare_number_takes_the_unit_its_sentence_suggests(text, unit):
    assert counts(text)[-1][4] == unit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They hired 10000000000000000000000 workers.", []),
        (f"They hired {'9' * 500} workers.", []),
        ("They hired 9 trillion trillion workers.", []),
        ("They hired 0 workers.", [0]),
        ("They hired -5 workers.", []),
        ("They hired 1,2,3,4 workers.", []),
        ("They hired 1.500.000 workers.", []),
        ("They hired 1 500 000 workers.", [1_500_000]),
        ("They hired 12 34 567 workers.", []),
        ("They hired 1,50,000 workers.", []),
        ("They hired 1/0 workers and a zero-th.", []),
    ],
)
def test_odd_figures_give_their_value_or_none_and_never_fail(text, found):
    assert [count[1] for count in counts(text)] == found


def test_a_noun_of_the_pack_gives_its_own_unit():
    assert counts("They cleared 40 fields.", [("fields", "hectare")]) == [("40", 40, 40, False, "hectare")]


@given(st.integers(11, 10**7))
def test_any_number_before_a_noun_is_counted_exactly(value):
    assert counts(f"They counted {value:,} workers there.") == [(f"{value:,}", value, value, False, "person")]


WORDS = st.sampled_from(
    [
        "a",
        "an",
        "the",
        "some",
        "about",
        "over",
        "up",
        "to",
        "at",
        "least",
        "most",
        "half",
        "of",
        "third",
        "one",
        "two",
        "dozen",
        "hundreds",
        "thousands",
        "million",
        "5",
        "2,000",
        "40%",
        "$",
        "300",
        "won",
        "euros",
        "workers",
        "visas",
        "week",
        "per",
        "year",
        "and",
        "or",
        "between",
        "from",
        "2019",
        ",",
        ".",
        "North",
        "Koreans",
        "them",
        "fell",
        "-",
        "1 500",
        "square",
        "metres",
        "Terminal",
        "odd",
        "under",
        "percentage",
        "fifths",
    ]
)


@given(st.lists(WORDS, max_size=25))
def test_any_words_give_bounds_in_order_and_spans_in_the_text(words):
    text = " ".join(words)
    for span, low, high, _, unit in counts(text):
        assert span
        assert span in text
        assert unit
        assert low is not None or high is not None
        assert low is None or high is None or low <= high
