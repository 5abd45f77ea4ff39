"""What bears on a claim: times and places of its span, then of its sentence, and nothing of the attribution."""

import pytest

from sayso.grounding import ground
from sayso.model import Claim, Published, Record, Report, Span, fingerprint
from sayso.packs import load

PACK = load()


def grounded(text, *claims, published="2019-09-25"):
    """The claims made of the given words, each a pair of words and kind or a dict of more."""
    made = []
    for i, (words, kind, *more) in enumerate(claims, 1):
        start = text.index(words)
        span = Span.of(text, start, start + len(words))
        made.append(Claim(id=f"c{i}", span=span, source="s0", chain=("s0",), kind=kind, **(more[0] if more else {})))
    day = Published(earliest=published, latest=published, basis="given" if published else "unknown", why="Made up.")
    record = Record(report=Report(id=fingerprint(text), published=day, text=text), claims=tuple(made))
    return ground([record], pack=PACK)[0].claims


def days(claim):
    return [(time.role, time.earliest, time.latest) for time in claim.times]


def test_a_time_in_the_span_bears_on_the_claim_and_keeps_its_preposition():
    (claim,) = grounded("They have come since March 2018.", ("They have come since March 2018", "dispatch"))
    assert days(claim) == [("event", "2018-03-01", "2019-09-25")]
    assert claim.times[0].span.text == "since March 2018"


def test_a_time_beside_the_attribution_does_not_bear_on_the_claim():
    (claim,) = grounded("Visas were refused, he said on Sunday.", ("Visas were refused", "visa-halted"))
    assert claim.times == ()


def test_a_time_that_opens_the_sentence_bears_on_what_follows():
    text = "On September 12 the bureau was told to stop, and guards were posted."
    first, second = grounded(
        text, ("the bureau was told to stop", "enforcement"), ("guards were posted", "enforcement")
    )
    assert days(first) == days(second) == [("event", "2019-09-12", "2019-09-12")]


def test_a_second_verb_without_a_subject_shares_the_time_of_the_first():
    text = "The emirate halted visas last month, and stopped flights to the south."
    _, second = grounded(
        text, ("The emirate halted visas last month", "visa-halted"), ("stopped flights to the south", "other")
    )
    assert days(second) == [("event", "2019-08-01", "2019-08-31")]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("All must be home by the end of 2019.", "2019-12-31"),
        ("All must be home by December 22.", "2019-12-22"),
        ("All must be home before the December deadline.", "2019-12-22"),
        ("All must be home within 24 months of 22 December 2017.", "2019-12-22"),
        ("Every State has two years to send them home.", "2019-12-22"),
        ("Three months remain until all must be home.", "2019-12-22"),
    ],
)
def test_a_deadline_is_one_day(text, due):
    published = {"Every": "2017-12-28"}.get(text.split()[0], "2019-09-25")
    (claim,) = grounded(text, (text[:-1], "obligation"), published=published)
    assert ("deadline", due, due) in days(claim)


def test_a_count_as_of_now_is_as_of_publication_and_a_mere_now_is_no_time():
    first, second = grounded(
        "There are 130 workers now. They are tired now.",
        ("There are 130 workers now", "presence"),
        ("They are tired now", "other"),
    )
    assert days(first) == [("as-of", "2019-09-25", "2019-09-25")]
    assert second.times == ()


def test_from_one_time_to_another_is_one_interval():
    (claim,) = grounded("They came from May 2018 to July 2018.", ("They came from May 2018 to July 2018", "dispatch"))
    assert days(claim)[0] == ("event", "2018-05-01", "2018-07-31")


def test_the_year_of_a_resolution_is_not_when_the_claim_holds():
    (claim,) = grounded(
        "They keep to a resolution of 2017.", ("They keep to a resolution of 2017", "compliance-report")
    )
    assert claim.times == ()


def test_a_place_named_as_a_place_bears_on_the_claim_and_an_acting_state_does_not():
    first, second = grounded(
        "They work in China. Moscow keeps its word.",
        ("They work in China", "presence"),
        ("Moscow keeps its word", "compliance-report"),
    )
    assert [(place.name, place.country, place.role) for place in first.places] == [("China", "CN", "host")]
    assert second.places == ()


def test_a_state_that_lets_people_in_is_where_it_happens():
    (claim,) = grounded(
        "Kuwait never stopped issuing work visas.", ("Kuwait never stopped issuing work visas", "visa-halted")
    )
    assert [place.country for place in claim.places] == ["KW"]


def test_the_country_and_there_stand_for_the_nearest_host_named_before():
    text = "Poland gave no permits. Some 450 were left in the country, though few work there. There are reasons."
    first, second = grounded(text, ("Some 450 were left in the country", "presence"), ("few work there", "presence"))
    assert [(place.name, place.span.text) for place in first.places] == [("Poland", "the country")]
    assert [(place.name, place.span.text) for place in second.places] == [("Poland", "Poland")]


def test_the_sending_state_is_no_place_of_a_claim():
    (claim,) = grounded(
        "They went back to North Korea from Laos.", ("They went back to North Korea from Laos", "return")
    )
    assert [place.country for place in claim.places] == ["LA"]


def test_a_count_without_a_place_takes_the_nearest_of_its_sentence():
    text = '"We had 300 North Koreans," said the manager of a plant in Dandong.'
    (claim,) = grounded(text, ("We had 300 North Koreans", "presence"))
    assert [place.name for place in claim.places] == ["Dandong"]


@pytest.mark.parametrize(
    ("text", "kind", "roles", "measures"),
    [
        ("The number fell from 30,023 workers to 11,490.", "presence", ["from", "to"], ["stock", "stock"]),
        ("It rose by 1,500 workers.", "presence", ["change"], ["stock"]),
        ("There are two flights a week.", "other", ["rate"], ["other"]),
        ("Most have gone.", "return", ["share"], ["other"]),
        ("They issued 300 visas.", "visa-issued", ["value"], ["issued"]),
        ("Some 300 workers came.", "dispatch", ["value"], ["inflow"]),
        ("They earn $300.", "earnings", ["value"], ["money"]),
    ],
)
def test_a_quantity_says_what_it_does_and_what_it_measures(text, kind, roles, measures):
    (claim,) = grounded(text, (text[:-1], kind))
    assert [quantity.role for quantity in claim.quantities] == roles
    assert [quantity.measure for quantity in claim.quantities] == measures


def test_what_is_meant_to_come_is_planned():
    (claim,) = grounded("Some 300 workers will come.", ("Some 300 workers will come", "dispatch", {"tense": "future"}))
    assert [quantity.measure for quantity in claim.quantities] == ["planned"]


def test_a_quantity_outside_the_span_is_not_the_claims():
    first, second = grounded(
        "He hired 20 workers and 30 guards left.", ("He hired 20 workers", "dispatch"), ("30 guards left", "return")
    )
    assert [quantity.low for quantity in first.quantities] == [20]
    assert [quantity.low for quantity in second.quantities] == [30]
