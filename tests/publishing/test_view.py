import msgspec
import pytest

from sayso.model import Claim, Source, Span
from sayso.publishing import account


def by_id(shown, id):
    return next(line for line in shown.lines if line.id == id)


def test_other_voices_come_as_they_first_speak_and_the_outlet_in_its_own_voice_comes_last(example):
    names = [voice.name for voice in account(example).voices]
    assert names == [
        "a dormitory manager", "a border officer", "Olga Marenko", "the foreign ministry", "It is believed",
        "railway staff who asked not to be named", "one of them", "Northern Ledger",
    ]  # fmt: skip


def test_every_claim_stands_under_exactly_the_voice_that_states_it(example):
    shown = account(example)
    placed = [line.id for voice in shown.voices for line in voice.lines]
    assert sorted(placed) == sorted(claim.id for claim in example.claims)
    sources = {source.name or source.description for source in example.sources}
    assert {line.who for line in shown.lines} <= sources


def test_a_route_names_those_between_the_source_and_the_outlet(example):
    shown = account(example)
    assert by_id(shown, "c4").through == ("Interlink News",)
    assert by_id(shown, "c1").through == ()
    assert next(voice for voice in shown.voices if voice.name == "a border officer").through == ("Interlink News",)


def test_one_who_only_passes_on_is_named_apart(example):
    assert [voice.name for voice in account(example).others] == ["Interlink News"]


def test_the_summary_counts_what_the_record_holds(example):
    assert [number for number, _ in account(example).figures] == [16, 8, 4, 5, 1, 4, 2]


def test_a_voice_is_counted_by_certainty_firmest_first(example):
    counts = {voice.name: voice.counts for voice in account(example).voices}
    assert counts["a dormitory manager"] == (2, 1, 0, 0)
    assert counts["Northern Ledger"] == (2, 0, 1, 1)


def test_values_are_given_with_what_they_are_of_and_the_words_they_came_from(example):
    facts = [(fact.label, fact.value, fact.words) for fact in by_id(account(example), "c12").facts]
    assert facts == [
        ("due", "22 December 2019", "by 22 December 2019"),
        ("law", "UNSCR 2397, paragraph 8", "Resolution 2397"),
    ]


def test_quotation_marks_are_added_to_quoted_words_that_hold_none(example):
    shown = account(example)
    assert by_id(shown, "c2").said == "“The order came by telephone on 28 October”"
    assert by_id(shown, "c13").said == "the country “keeps to it in full”"
    assert by_id(shown, "c1").said.startswith("North Korean")


def test_a_passive_is_headed_by_its_words_in_quotation_marks_and_a_voice_by_a_capital(example):
    headings = [voice.heading for voice in account(example).voices]
    assert "“It is believed”" in headings
    assert "A dormitory manager" in headings


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", 'https://a.example/"onload="x', "file:///etc"]
)
def test_only_addresses_of_the_web_become_links(example, url):
    report = msgspec.structs.replace(example.report, url=url)
    assert account(msgspec.structs.replace(example, report=report)).url is None


def test_a_claim_whose_source_is_missing_from_the_record_is_shown_all_the_same(example):
    stray = Claim(id="c99", span=Span.of(example.report.text, 0, 7), source="s99", chain=("s99", "s0"))
    shown = account(msgspec.structs.replace(example, claims=(*example.claims, stray)))
    assert by_id(shown, "c99").who == "s99"


def test_an_outlet_without_a_name_is_called_the_outlet(example):
    report = msgspec.structs.replace(example.report, outlet=None, title=None)
    unnamed = (Source(id="s0", kind="outlet"),)
    shown = account(msgspec.structs.replace(example, report=report, sources=unnamed, claims=()))
    assert shown.byline[0] == "the outlet"
    assert shown.title == "Untitled report"


@pytest.mark.parametrize(
    ("name", "description", "about"),
    [
        ("Jon Doe", "Jon Doe, who drives a bus", "who drives a bus"),
        ("Ann Poe", "its spokeswoman, Ann Poe", "its spokeswoman"),
        ("labour office", "The labour office", None),
        ("the labour office", "labour office", None),
        ("Ann", "an analyst in Annaba", "an analyst in Annaba"),
        (None, "a driver", None),
        ("Jon Doe", None, None),
    ],
)
def test_a_description_is_shown_for_what_it_says_besides_the_name(example, name, description, about):
    source = Source(id="s1", kind="person", name=name, description=description)
    claim = Claim(id="c1", span=Span.of(example.report.text, 0, 7), source="s1", chain=("s1",))
    [voice] = account(msgspec.structs.replace(example, sources=(source,), claims=(claim,), questions=())).voices
    assert voice.about == about
