"""The pack that sayso ships with: its law, its words, and that nothing in it stands without a source."""

import datetime
from typing import get_args

import pytest

from sayso.cli.proof import problems, sentences
from sayso.model.pack import Fact, every
from sayso.model.value import Measure
from sayso.packs import load

PACK = load()
ALL = list(every(PACK))


def instruments(line):
    return sorted(
        {hit.entry.removeprefix("unscr-") for hit in PACK.find_instruments(line, sentences(line)) if hit.entry}
    )


def test_every_fact_has_a_source_with_terms_and_a_day():
    assert len(ALL) > 250
    for fact in ALL:
        assert isinstance(fact, Fact)
        source = PACK.sources[fact.source]
        assert source.title
        assert source.licence
        assert fact.as_of <= datetime.date(2026, 11, 29)
        assert source.as_of <= datetime.date(2026, 11, 29)


def test_every_pattern_finds_its_examples_leaves_its_counters_and_every_due_day_computes():
    assert list(problems(PACK)) == []


def test_the_due_days_are_those_that_the_resolution_sets():
    duties = {duty.id: duty for duty in PACK.instrument("unscr-2397").duties}
    assert str(PACK.instrument("unscr-2397").adopted) == "2017-12-22"
    assert {id: str(duty.due) for id, duty in duties.items()} == {
        "repatriate": "2019-12-22",
        "interim-report": "2019-03-22",
        "final-report": "2020-03-22",
    }
    assert str(duties["interim-report"].reports_to) == "2018-12-22"
    assert set(duties["repatriate"].exemptions) == {"own-national", "barred-return"}
    assert duties["repatriate"].standing, "“immediately” is owed at once and after the day"


def test_the_older_resolutions_hold_standing_duties_without_a_day():
    for id, day in (("unscr-2371", "2017-08-05"), ("unscr-2375", "2017-09-11")):
        instrument = PACK.instrument(id)
        assert str(instrument.adopted) == day
        assert all(duty.standing and duty.due is None and duty.nature == "forbear" for duty in instrument.duties)


def test_a_paragraph_that_could_not_be_confirmed_is_left_out():
    assert PACK.instrument("unscr-2371").duties[0].provision is None
    assert PACK.instrument("unscr-2375").duties[0].provision == "17"


def test_there_are_seventeen_kinds_and_five_have_two_sides():
    assert len(PACK.kinds) == 17
    assert PACK.default_kind in {kind.id for kind in PACK.kinds}
    assert {kind.id for kind in PACK.kinds if kind.sense} == {
        "compliance-report",
        "verifiability",
        "enforcement",
        "presence",
        "earnings",
    }
    for kind in PACK.kinds:
        assert len(set(kind.examples)) == len(kind.examples) >= 8, kind.id
        assert kind.cues or kind.id == "other"


def test_examples_of_kinds_are_told_once():
    told = [example for kind in PACK.kinds for example in kind.examples]
    assert len(set(told)) == len(told)


def test_visas_are_the_eight_kinds_of_the_record():
    assert {entry.id for entry in PACK.vocabularies[0].entries} == {
        "work",
        "short-term",
        "student",
        "trainee",
        "river-crossing",
        "tourist",
        "official",
        "other",
    }


def test_measures_are_those_of_the_record():
    assert {measure.id for measure in PACK.measures} == set(get_args(Measure)) - {"other"}


def test_kinds_reach_only_for_what_the_pack_has():
    known = {"instruments", *(vocabulary.id for vocabulary in PACK.vocabularies)}
    assert all(set(kind.reach) <= known for kind in PACK.kinds)


def test_places_lie_on_the_globe_and_in_countries_by_their_two_letters():
    ids = [place.geonames for place in PACK.places if place.geonames]
    assert len(set(ids)) == len(ids)
    for place in PACK.places:
        assert place.lat is not None
        assert -90 <= place.lat <= 90
        assert place.lon is not None
        assert -180 <= place.lon <= 180
        assert all(len(code) == 2 and code.isupper() for code in place.countries)


def test_one_state_sends():
    assert [country.id for country in PACK.countries if country.role == "sending"] == ["KP"]
    assert len({country.id for country in PACK.countries}) == len(PACK.countries)


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (["2397"], "A UN resolution adopted in December 2017 obliges States to send all North Korean workers home."),
        (["2397"], "UN sanctions require that all North Korean labourers leave by Sunday."),
        (["2397"], "The Security Council demanded that all North Korean workers be sent home within 24 months."),
        (["2397"], "Member states were told by the Security Council to repatriate all workers by the end of 2019."),
        (["2397"], "UN member states have until December 22 to send them home under a Security Council resolution."),
        (["2397"], "Two years after the Security Council ordered all North Korean workers home, hundreds remain."),
        (["2397"], "The sanctions adopted by the UN in 2017 require the repatriation of all workers by late 2019."),
        (["2397"], "In 2017, the United Nations Security Council decided that workers go home within two years."),
        (["2397"], "According to U.N. sanctions, all North Korean workers should have returned home by Dec. 22, 2019."),
        (["2375"], "UN sanctions prohibit countries from granting new work permits to North Koreans."),
        (["2375"], "The ban on new work permits imposed by the Security Council last September leaves a loophole."),
        (["2375"], "Joint ventures with North Korean firms are banned under UN sanctions."),
        (["2375"], "A resolution adopted by the Security Council on September 11, 2017 says so."),
        (["2371"], "The Security Council adopted on August 5 a text that freezes the number of workers abroad."),
        (["2375", "2397"], "UNSC resolutions 2375 and 2397 forbid it."),
        ([], "UN sanctions prohibit member states from hosting North Korean workers."),
        ([], "The company violated UN sanctions on North Korea."),
        ([], "The Security Council imposed new sanctions after the missile launch."),
        ([], "A UN deadline for countries to send home North Korean workers expires on Sunday."),
        ([], "The UN Panel of Experts said that workers returned home by December."),
        ([], "In 2016 the plants employed 2,371 men and 2397 women."),
    ],
)
def test_an_instrument_is_known_by_what_only_it_says(told, line):
    assert instruments(line) == told


@pytest.mark.parametrize(
    ("level", "line"),
    [
        ("probable", "The rest will most likely leave."),
        ("probable", "He believes that they have left."),
        ("probable", "There is no sign of a return."),
        ("possible", "The regime might have wanted it."),
        ("possible", "Experts suspect fraud."),
        ("unknown", "It remains to be seen whether they leave."),
        ("unknown", "How many stayed is anyone's guess."),
        (None, "They have left."),
    ],
)
def test_words_of_doubt_have_their_level(level, line):
    assert [mark.level for _, _, mark in PACK.find_listed("marks", line)] == [level] * (level is not None)


def test_adverbs_and_passives_of_hearsay_say_who_then_speaks():
    marks = {
        line: PACK.find_listed("marks", line)[0][2]
        for line in ("They have reportedly left.", "They are said to have left.", "They are believed to have left.")
    }
    assert [(mark.hearsay, mark.voice) for mark in marks.values()] == [
        (True, "outlet"),
        (True, "unspecified"),
        (False, "unspecified"),
    ]


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("recall-order", "The embassy instructed every crew to be back home before spring."),
        ("stay-order", "Pyongyang told the loggers to remain until further notice."),
        ("visa-issued", "The county granted 80 fresh permits to the canneries."),
        ("visa-halted", "Their visas ran out in June."),
        ("visa-workaround", "Crews work in the plants on tourist visas."),
        ("enforcement", "Inspectors turned a blind eye to the workers."),
        ("compliance-report", "Forty governments have filed an interim report."),
        ("obligation", "The resolution requires every State to send them home."),
        ("verifiability", "A full withdrawal is impossible to verify."),
        ("earnings", "The crews hand over their wages to the party."),
    ],
)
def test_cues_speak_for_their_kind(kind, line):
    weights = {}
    for _, _, found, weight in PACK.find_cues(line):
        weights[found] = max(weight, weights.get(found, 0))
    assert kind in weights
    assert weights[kind] >= 0.5
