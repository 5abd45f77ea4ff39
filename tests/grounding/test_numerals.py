"""Numbers in words and figures come to what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.numerals import number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twelve", 12),
        ("twenty four", 24),
        ("twenty - four", 24),
        ("two thousand three hundred and six", 2306),
        ("a hundred", 100),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a couple of", 2),
        ("a couple of dozen", 24),
        ("half a million", 500_000),
        ("two and a half million", 2_500_000),
        ("1.5 million", 1_500_000),
        ("10,345", 10_345),
        ("a hundred thirty million", 130_000_000),
        ("an", 1),
        ("half an", 0.5),
        ("one - and - a - half", 1.5),
        ("Three", 3),
        ("1 500 000", 1_500_000),
        ("half", 0.5),
        ("nine thousand million", 9_000_000_000),
    ],
)
def test_words_come_to_a_number(words, value):
    assert number(words.split()) == value


@pytest.mark.parametrize(
    "words", ["several", "a few", "many", "some", "9" * 400, "1 50 000", "12345 678", "9 trillion trillion"]
)
def test_words_that_name_no_number_come_to_none(words):
    assert number(words.split()) is None


@given(st.integers(0, 10**9))
def test_figures_with_separators_come_to_themselves(value):
    assert number([f"{value:,}"]) == value
