"""Places: names told from other names, adjectives left alone, namesakes kept as rivals."""

import pytest

from sayso.grounding.forms import load
from sayso.grounding.places import find
from sayso.packs import load as load_pack

PACK = load_pack()


def sites(text):
    tokens, line = load()[0].read(text)
    return [
        (text[slice(*tokens.area(s.first, s.last))], s.name, s.entry.country, s.preposition)
        for s in find(text, tokens, line.codes, PACK)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They work in Laos.", [("Laos", "Laos", "LA", "in")]),
        (
            "They work in China, Russia and Laos.",
            [("China", "China", "CN", "in"), ("Russia", "Russia", "RU", "in"), ("Laos", "Laos", "LA", "in")],
        ),
        ("The DPRK sent them.", [("DPRK", "North Korea", "KP", None)]),
        (
            "They crossed near Hunchun in Jilin Province.",
            [("Hunchun", "Hunchun", "CN", "near"), ("Jilin Province", "Jilin", "CN", "in")],
        ),
        ("They sew in the port city of Nampo.", [("Nampo", "Nampo", "KP", "in")]),
        ("They weld at Police, Poland.", [("Police", "Police", "PL", "at"), ("Poland", "Poland", "PL", "at")]),
        (
            "They left for the Sino-North Korean border.",
            [("the Sino-North Korean border", "Sino-North Korean border", "CN", "for")],
        ),
        ("WARSAW (Reuters) - It rained.", [("WARSAW", "Warsaw", "PL", None)]),
        ("In Georgia, Tbilisi fell silent.", [("Georgia", "Georgia", "GE", "in"), ("Tbilisi", "Tbilisi", "GE", "in")]),
    ],
)
def test_a_place_is_found_and_named(text, found):
    got = sites(text)
    assert [one[1:3] for one in got] == [one[1:3] for one in found]
    assert [one[3] for one in got if one[3]] == [one[3] for one in found if one[3]]


@pytest.mark.parametrize(
    "text",
    [
        "Chinese firms hire North Koreans.",
        "The Kuwaiti police came.",
        "Mr. Jordan spoke.",
        "The Moscow Times wrote it.",
        "Police came.",
        "He read The Washington Post.",
        "Most left in May.",
        "Kim said so.",
        "Michael Jordan left.",
    ],
)
def test_adjectives_people_and_papers_are_no_places(text):
    assert sites(text) == []


def test_what_else_a_name_could_stand_for_is_kept_with_its_share():
    text = "They went to Georgia."
    tokens, line = load()[0].read(text)
    georgia = find(text, tokens, line.codes, PACK)[0]
    assert georgia.entry.country == "GE"
    assert [rival.country for rival in georgia.rivals] == ["US"]
    assert 0 < georgia.rivals[0].score < 0.5
    assert georgia.why


def test_the_country_after_a_comma_decides_between_namesakes():
    text = "They met in Warsaw, Indiana, and in Vladivostok."
    tokens, line = load()[0].read(text)
    warsaw = find(text, tokens, line.codes, PACK)[0]
    assert (warsaw.entry.country, warsaw.why) == ("US", "the report names what it lies in")


def test_a_county_that_shares_a_towns_name_is_not_put_on_the_map_as_the_town():
    text = "They live in Anderson County."
    tokens, line = load()[0].read(text)
    assert [site.entry.place for site in find(text, tokens, line.codes, PACK)] == [None]
