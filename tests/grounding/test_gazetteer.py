"""The gazetteer: the same bytes whatever the order, names found however they are written, foreign files refused."""

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.grounding.gazetteer import FILE, Entry, Gazetteer, fold, gazetteer

spec = importlib.util.spec_from_file_location("gazetteer_build", Path("gazetteer/__main__.py"))
build = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build)

PLACES = [
    build.Named(Entry("Człuchów", "city", "PL", "87", (536700, 173600), 1, 13_000), ("Człuchów",)),
    build.Named(Entry("Police", "city", "PL", "87", (535500, 145700), 2, 34_000), ("Police",), ("Politz",)),
    build.Named(Entry("Georgia", "country", "GE", "", (420000, 435000), 3, 3_700_000), ("Georgia",)),
    build.Named(Entry("Georgia", "division", "US", "GA", (332000, -834000), 4, 10_000_000), ("Georgia",)),
]


def test_the_order_of_what_goes_in_changes_no_byte():
    words = {"Polish": "PL", "Georgian": "GE"}
    assert build.compiled(PLACES, words, ["police"]) == build.compiled(
        PLACES[::-1], dict(reversed(words.items())), ["police"]
    )


def test_a_name_is_found_without_its_accents_and_keeps_its_namesakes():
    made = Gazetteer(build.compiled(PLACES, {"Polish": "PL"}, ["police", "house"]))
    assert [entry.name for entry in made.find(fold("Czluchow")).entries] == ["Człuchów"]
    assert {entry.country for entry in made.find("georgia").entries} == {"GE", "US"}
    assert made.find("police").common
    assert not made.find("politz").entries[0].primary
    assert made.find("nowhere") is None
    assert made.adjectives == {"polish": "PL"}


def test_coordinates_are_degrees():
    made = Gazetteer(build.compiled(PLACES, {}, []))
    entry = made.find("police").entries[0]
    assert (entry.lat, entry.lon) == (53.55, 14.57)


def test_a_file_of_another_kind_is_refused_with_what_to_do():
    with pytest.raises(ValueError, match="python gazetteer build"):
        Gazetteer(b"PK\x03\x04 and more")


def test_the_shipped_file_is_small_and_knows_countries_capitals_and_towns():
    assert FILE.stat().st_size < 14_000_000
    assert [gazetteer().find(name).entries[0].country for name in ("laos", "dprk", "ulan ude")] == ["LA", "KP", "RU"]
    assert gazetteer().find("pyongyang").entries[0].kind == "capital"
    assert gazetteer().adjectives["kuwaiti"] == "KW"


def test_every_division_of_the_atlas_is_found_by_its_name():
    lines = [line.split("\t") for line in Path("gazetteer/atlas.tsv").read_text("utf-8").splitlines()]
    named = [(line[1], line[3].split("|")[0]) for line in lines if line[0] == "D"]
    found = [(country, name, gazetteer().find(fold(name))) for country, name in named]
    assert [
        name
        for country, name, naming in found
        if not naming or ("division", country) not in {(entry.kind, entry.country) for entry in naming.entries}
    ] == []


def test_a_name_that_a_division_shares_with_its_town_is_first_of_all_the_towns():
    assert {entry.kind: entry.primary for entry in gazetteer().find("krasnoyarsk").entries} == {
        "city": True,
        "division": False,
    }


def test_the_words_that_tell_places_from_namesakes_come_with_the_file():
    cues = Gazetteer(build.compiled(PLACES, {}, [], {"given": ["ann", "bob"]})).cues
    assert cues == {"given": {"ann", "bob"}}
    assert gazetteer().cues.keys() == {"bodies", "determiners", "given", "locals", "namesakes", "within"}


@given(st.text(max_size=30))
def test_folding_is_done_once(name):
    assert fold(fold(name)) == fold(name)
