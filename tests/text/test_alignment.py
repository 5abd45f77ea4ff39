"""Offsets there and back again."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import Alignment, canonical
from sayso.text.alignment import Blocks

PIECES = st.sampled_from(
    [
        "a",
        "Kim",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "\u00a0",
        "e\u0301",
        "é",
        "\u0301",
        "\u200b",
        "👩\u200d🔬",
        "\u2000",
        ".",
    ]
)
RAW = st.lists(PIECES, min_size=1, max_size=40).map("".join)


@st.composite
def alignments(draw: st.DrawFn, canonical_length: int | None = None) -> Alignment:
    """Any alignment at all: stretches in step, and rewritten ones of any two lengths."""
    stretches = draw(st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=12))
    blocks, here, there = Blocks(), 0, 0
    for in_step, wide, other in stretches:
        if canonical_length is not None:
            wide = min(wide, canonical_length - here)
        if in_step:
            blocks.add(here, there, wide)
        here, there = here + wide, there + (wide if in_step else other)
    if canonical_length is not None:
        here = canonical_length
    return blocks.close(here, there)


def stretches(length: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda pair: (min(pair), max(pair)))


@given(RAW, st.data())
def test_a_stretch_of_the_canonical_text_stands_where_it_came_from(raw: str, data: st.DataObject) -> None:
    made = canonical(raw)
    start, end = data.draw(stretches(len(made.text)))
    raw_start, raw_end = made.alignment.to_raw(start, end)
    words = "".join(made.text[start:end].split())
    assert words in "".join(unicodedata.normalize("NFC", raw[raw_start:raw_end]).split())
    back_start, back_end = made.alignment.to_canonical(raw_start, raw_end)
    assert start == end or (back_start <= start and end <= back_end)


@given(RAW)
def test_each_character_that_was_not_rewritten_maps_to_itself(raw: str) -> None:
    made = canonical(raw)
    for at, character in enumerate(made.text):
        start, end = made.alignment.to_raw(at, at + 1)
        if not character.isspace() and end - start == 1:
            assert unicodedata.normalize("NFC", raw[start]) == character


def test_a_rewritten_stretch_answers_as_a_whole() -> None:
    made = canonical("The  cafe\u0301\r\n\r\n\r\nclosed")
    assert made.text == "The café\n\nclosed"
    assert made.alignment.to_raw(4, 8) == (5, 10)
    assert made.alignment.to_raw(7, 8) == (8, 10), "e and its accent"
    assert made.alignment.to_raw(3, 4) == (3, 5), "two spaces for one"
    assert made.alignment.to_raw(9, 12) == (10, 18), "half of the blank line takes all of it"
    assert made.alignment.to_canonical(9, 10) == (7, 8), "the accent alone is the whole letter"


def test_what_was_dropped_has_an_empty_place() -> None:
    made = canonical("  ab ")
    assert made.alignment.to_canonical(0, 2) == (0, 0)
    assert made.alignment.to_canonical(4, 5) == (2, 2)
    assert made.alignment.to_raw(0, 2) == (2, 4)


@given(st.data())
def test_two_alignments_in_a_row_are_one(data: st.DataObject) -> None:
    inner = data.draw(alignments())
    outer = data.draw(alignments(inner.raw_length))
    both = inner.then(outer)
    assert (both.canonical_length, both.raw_length) == (inner.canonical_length, outer.raw_length)
    start, end = data.draw(stretches(inner.canonical_length))
    step_start, step_end = outer.to_raw(*inner.to_raw(start, end))
    one_start, one_end = both.to_raw(start, end)
    if step_start < step_end:
        assert one_start <= step_start
        assert step_end <= one_end
    for canonical_at, raw_at, length in zip(both.canonical, both.raw, both.length, strict=True):
        for offset in range(length):
            at = (canonical_at + offset, canonical_at + offset + 1)
            assert outer.to_raw(*inner.to_raw(*at)) == (raw_at + offset, raw_at + offset + 1)


@given(alignments())
def test_composing_with_the_identity_changes_nothing(alignment: Alignment) -> None:
    for same in (
        alignment.then(Alignment.identity(alignment.raw_length)),
        Alignment.identity(alignment.canonical_length).then(alignment),
    ):
        for start in range(alignment.canonical_length):
            assert same.to_raw(start, start + 1) == alignment.to_raw(start, start + 1)


@given(alignments(), st.data())
def test_order_is_kept(alignment: Alignment, data: st.DataObject) -> None:
    start, end = data.draw(stretches(alignment.canonical_length))
    middle = data.draw(st.integers(start, end))
    assert alignment.to_raw(start, middle)[0] <= alignment.to_raw(middle, end)[0]
    raw_start, raw_end = alignment.to_raw(start, end)
    assert 0 <= raw_start <= raw_end <= alignment.raw_length


def test_offsets_outside_the_text_are_refused_with_the_bounds() -> None:
    with pytest.raises(ValueError, match="expected 0 <= start <= end <= 3, got start=2, end=4"):
        Alignment.identity(3).to_raw(2, 4)
    with pytest.raises(ValueError, match="expected an alignment of 3 code points, got 4"):
        Alignment.identity(3).then(Alignment.identity(4))


def test_a_megabyte_of_ordinary_prose_needs_few_blocks() -> None:
    words = random.Random(7).choices(["workers", "said", "the", "order", "café", "Kim’s"], k=150_000)
    lines = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    alignment = canonical("\n".join(lines) + "\n\n").alignment
    assert alignment.raw_length > 700_000
    assert len(alignment.length) < len(lines) + 2
