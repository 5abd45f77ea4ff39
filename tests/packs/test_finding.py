"""What of a pack a text names: the longest fit wins, a tie is none, and what stands alone points back or is bare."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.packs import load

MINES = load(Path(__file__).parent / "mine-clearance")
WORKERS = load()
PIECES = st.sampled_from(
    [
        "work",
        "tourist",
        "“apprentice”",
        "and",
        "or",
        ",",
        "visas",
        "permits",
        "the",
        "their",
        "new",
        "UN",
        "Security Council",
        "resolution",
        "Resolution 2397",
        "2375",
        "paragraph 8",
        "of",
        "requires",
        "all workers",
        "to return home",
        "by December",
        "river-crossing",
        "\n\n",
        ".",
        "ſ",
        "İ",
    ]
)


def terms(line, pack=WORKERS):
    return [(line[hit.start : hit.end], hit.entry) for hit in pack.find_terms(line)]


def law(line, pack=WORKERS):
    return [
        (line[hit.start : hit.end], hit.entry, hit.provision) for hit in pack.find_instruments(line, [(0, len(line))])
    ]


def test_another_pack_finds_its_own_terms():
    line = "Anti-personnel, anti-tank and cluster mines lie there; these mines are old."
    assert terms(line, MINES) == [
        ("Anti-personnel", "personnel"),
        ("anti-tank", "vehicle"),
        ("cluster mines", "cluster"),
        ("these mines", None),
    ]
    assert MINES.find_terms(line)[-1].default == "personnel"


def test_another_pack_finds_its_own_instrument_and_article():
    assert law("Article 5 of the Velden Protocol binds them.", MINES) == [("Velden Protocol", "velden", "5")]


def test_modifiers_joined_before_one_noun_are_each_a_term():
    assert terms("They hold tourist, “apprentice” or student visas.") == [
        ("tourist", "tourist"),
        ("apprentice", "trainee"),
        ("student visas", "student"),
    ]


def test_the_modifier_next_to_the_noun_decides():
    assert terms("short-term work visas") == [("work visas", "work")]


def test_a_quoted_term_takes_its_opening_quote_with_it():
    assert terms("so-called “apprentice” visas") == [("“apprentice” visas", "trainee")]


def test_a_listed_modifier_is_found_with_a_hyphen_for_its_space():
    assert terms("exchange-student visas") == [("exchange-student visas", "student")]


def test_a_noun_that_says_nothing_is_bare_and_one_with_an_article_points_back():
    bare, points = WORKERS.find_terms("Without visas nobody comes; the visas are gone.")
    assert (bare.entry, bare.points, points.entry, points.points, points.head) == (None, "", None, "entry", "visa")


@pytest.mark.parametrize("line", ["The law permits it.", "Building permits were refused.", "That permits no doubt."])
def test_a_permit_that_is_a_verb_or_another_paper_does_not_point(line):
    assert not any(hit.points for hit in WORKERS.find_terms(line))


def test_terms_are_looked_for_only_between_start_and_end():
    text = "Work visas.\n\nStudent visas."
    assert [hit.entry for hit in WORKERS.find_terms(text, start=13)] == ["student"]
    assert [hit.entry for hit in WORKERS.find_terms(text, end=11)] == ["work"]


def test_each_number_of_a_list_is_its_own_instrument():
    assert [entry for _, entry, _ in law("Resolutions 2371, 2375 and 2397 bear on them.")] == [
        "unscr-2371",
        "unscr-2375",
        "unscr-2397",
    ]


def test_a_paragraph_belongs_to_the_instrument_next_to_it():
    assert law("paragraph 17 of resolution 2375 and paragraph 8 of resolution 2397") == [
        ("resolution 2375", "unscr-2375", "17"),
        ("resolution 2397", "unscr-2397", "8"),
    ]
    assert law("Resolution 2375, paragraph 17, and Resolution 2397, OP8.") == [
        ("Resolution 2375", "unscr-2375", "17"),
        ("Resolution 2397", "unscr-2397", "8"),
    ]


def test_a_number_far_from_any_paragraph_has_none():
    line = "Resolution 2397 " + "says so and " * 8 + "on page two, paragraph 8."
    assert law(line)[0][2] is None


def test_a_description_that_fits_two_instruments_is_none():
    line = "The county has issued no permits since August 5, in line with a UN resolution."
    assert law(line) == [("UN resolution", None, None)]


def test_a_name_beats_a_description_of_another_instrument():
    line = "UN Security Council Resolution 2397, adopted in 2017, bars States from giving new work visas."
    assert law(line) == [("UN Security Council Resolution 2397", "unscr-2397", None)]


def test_a_ruler_whose_name_ends_like_the_body_is_not_the_body():
    assert law("Kim Jong Un ordered all workers to return home by December 22.") == []


@given(st.lists(PIECES, max_size=40))
def test_hits_are_in_order_do_not_overlap_and_lie_in_the_text(pieces):
    text = " ".join(pieces)
    areas = [(0, text.find("\n\n")), (text.find("\n\n"), len(text))] if "\n\n" in text else [(0, len(text))]
    for hits in (WORKERS.find_terms(text), WORKERS.find_instruments(text, areas)):
        assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
        assert all(a.end <= b.start for a, b in pairwise(hits))


@pytest.mark.parametrize(
    "text",
    [
        "work visas " * 6_000,
        "paragraph 8 of resolution 2397 " * 3_000,
        "UN sanctions require " * 3_000,
        "tourist and " * 8_000 + "visas",
        "no new " * 9_000 + "permits",
    ],
)
def test_a_hostile_text_costs_no_more_than_its_length(text):
    start = time.process_time()
    WORKERS.find_terms(text)
    WORKERS.find_instruments(text, [(0, len(text))])
    assert time.process_time() - start < 5
