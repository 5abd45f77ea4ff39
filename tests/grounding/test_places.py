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
        "They met on Moscow Road.",
        "The Warsaw Observer printed it.",
    ],
)
def test_adjectives_people_papers_and_streets_are_no_places(text):
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
    text = "They live in Vladivostok County."
    tokens, line = load()[0].read(text)
    assert [site.entry.place for site in find(text, tokens, line.codes, PACK)] == [None]


def chosen(text):
    tokens, line = load()[0].read(text)
    return [(s.name, s.entry.kind, s.entry.country, s.entry.code) for s in find(text, tokens, line.codes, PACK)]


def test_the_abbreviation_of_a_state_after_a_comma_decides_between_namesakes():
    assert chosen("A barge sank at Columbia, S.C., and one at Portland, Ore., on Monday.") == [
        ("Columbia", "city", "US", "SC"),
        ("South Carolina", "division", "US", "SC"),
        ("Portland", "city", "US", "OR"),
        ("Oregon", "division", "US", "OR"),
    ]


def test_a_state_named_once_decides_wherever_the_name_comes_again():
    text = "They opened a mill in Athens, Ohio.\n\nAthens had none before."
    assert [one[3] for one in chosen(text) if one[0] == "Athens"] == ["OH", "OH"]


def test_the_division_the_other_places_lie_in_decides_between_namesakes():
    text = "Floods cut off Hazard, Pikeville and Kentucky's Perry County. Power failed in Jackson too."
    assert chosen(text)[-1] == ("Jackson", "city", "US", "KY")


def test_counties_in_a_list_are_counties():
    assert [one[1] for one in chosen("Snow closed schools in Hall, White and Lumpkin counties in Georgia.")] == [
        *["county"] * 3,
        "division",
    ]


def test_a_town_and_its_province_of_one_name_are_told_apart_by_the_type_word():
    assert [one[1] for one in chosen("They moved from Krasnoyarsk to the Tver region.")] == ["city", "division"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They were moved from Tonghua to Linjiang.", [("Tonghua", 41.72, 125.93), ("Linjiang", 41.81, 126.92)]),
        ("They were moved from Dandong to Fengcheng.", [("Dandong", 40.13, 124.4), ("Fengcheng", 40.45, 124.07)]),
        ("They log in Amur Region and on Sakhalin.", [("Amur Oblast", 54.0, 128.0), ("Sakhalin", 50.0, 143.0)]),
        ("They left Hyesan for Nampo.", [("Hyesan", 41.4, 128.18), ("Nampo", 38.74, 125.41)]),
        ("They build in the Khabarovsk Territory.", [("Khabarovsk Krai", 53.0, 136.0)]),
        (
            "They cook in Dandong, Vladivostok and Yanji.",
            [("Dandong", 40.13, 124.4), ("Vladivostok", 43.1, 131.9), ("Yanji", 42.9, 129.5)],
        ),
    ],
)
def test_the_places_of_the_case_come_before_their_namesakes(text, found):
    tokens, line = load()[0].read(text)
    got = [(s.name, s.entry.lat, s.entry.lon) for s in find(text, tokens, line.codes, PACK)]
    assert [one[0] for one in got] == [one[0] for one in found]
    assert all(
        abs(a - b) < 0.3 for one, two in zip(got, found, strict=True) for a, b in zip(one[1:], two[1:], strict=True)
    )


def test_a_short_name_of_a_large_town_is_the_towns_and_the_same_letters_after_a_comma_the_states():
    assert [one[3] for one in chosen("They flew from L.A. to Boston on Monday.")] == ["CA", "MA"]
    assert [one[3] for one in chosen("They flew to Baton Rouge, LA, on Monday.")] == ["LA", "LA"]


def test_a_report_full_of_one_name_with_many_namesakes_costs_little_a_name():
    assert len(chosen("Trains stop in San Jose. " * 300)) == 300


def test_where_somebody_is_from_is_a_place_even_when_it_is_small():
    assert (
        chosen("Ann Lee, 39, of Hazard, said Kentucky was cold; so did Senator Bob Ray, R-Pikeville.")[0][0] == "Hazard"
    )
    assert chosen("Kentucky voted. So did Senator Bob Ray, R-Pikeville.")[-1][0] == "Pikeville"
