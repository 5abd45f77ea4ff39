"""The case's numeric claims as figures."""

import pytest

from sayso.counting import figures_of
from sayso.model import (
    Assessment,
    Claim,
    Filed,
    Linked,
    Matrix,
    Matter,
    Origin,
    Place,
    Position,
    Probability,
    Published,
    Quantity,
    Record,
    Report,
    Span,
    Time,
    Value,
    Weighed,
)

SPAN = Span(start=0, end=1, text="x")
CHINA = Place(mention="p1", name="China", country="CN", span=SPAN)
DANDONG = Place(mention="p2", name="Dandong", country="CN", span=SPAN)


def quantity(low, high="same", **more):
    high = low if high == "same" else high
    return Quantity(**{"mention": "q", "low": low, "high": high, "measure": "stock", "span": SPAN, **more})


def claim(*quantities, places=(), times=()):
    return Claim(id="c1", span=SPAN, source="s1", chain=("s1",), places=places, times=times, quantities=quantities)


def filed(one, **more):
    told = Published(earliest="2018-07-01", latest="2018-07-02", basis="given", why="Given.")
    record = Record(report=Report(id="r", published=told, text="x"), claims=(one,))
    return Filed(record=record, known="2018-07-02", added="2018-07-03T00:00:00Z", original="0", reader="0", **more)


def figures(one, value, pack, *, position=None, matter=None, origin=None, weighed=(), **more):
    said = {"report": "r", "claim": "c1", "position": "value", "origin": "o1", "value": value} | (position or {})
    root = {"origin": "o1", "source": "Somebody", "first": "2018-07-02", "voice": "v1"} | (origin or {})
    about = {"matter": "m1", "question": "How many?", "kind": "presence", "numeric": True} | (matter or {})
    linked = Linked(matters=(Matter(claims=(Position(**said),), origins=(Origin(**root),), **about),))
    return figures_of(
        linked, Weighed(assessments=weighed, matrix=Matrix(as_of="2018-08-01")), [filed(one, **more)], pack=pack
    )


def value(low, high="same", **more):
    fields = {"low": low, "high": low if high == "same" else high, "measure": "stock", "place": "CN"}
    return Value(**{**fields, **more})


def test_a_claim_gives_its_number_place_days_and_say_so(pack):
    (found,) = figures(
        claim(quantity(500.0), places=(CHINA,)), value(500.0, earliest="2018-06-01", latest="2018-06-30"), pack,
        origin={"kind": "person", "anonymous": True, "proximity": "close"}, position={"hearsay": True, "relayed": True},
    )  # fmt: skip
    assert (found.low, found.high, found.host, found.part) == (500, 500, "CN", None)
    assert (found.earliest, found.latest, found.known) == ("2018-06-01", "2018-06-30", "2018-07-02")
    assert (found.origin, found.voice, found.kind, found.proximity) == ("o1", "v1", "person", "close")
    assert found.anonymous
    assert found.hearsay
    assert found.relayed


def test_from_and_to_are_two_figures_on_two_days(pack):
    times = (Time(mention="t1", earliest="2017-12-31", latest="2017-12-31", span=SPAN),
             Time(mention="t2", earliest="2018-06-30", latest="2018-06-30", span=SPAN))  # fmt: skip
    fell = claim(quantity(900.0, role="from"), quantity(400.0, role="to"), places=(CHINA,), times=times)
    first, second = figures(fell, value(900.0), pack)
    assert (first.low, first.latest) == (900, "2017-12-31")
    assert (second.low, second.latest, second.host) == (400, "2018-06-30", "CN")


def test_a_town_is_a_part_of_its_country(pack):
    (found,) = figures(claim(quantity(500.0), places=(DANDONG,)), value(500.0), pack)
    assert (found.host, found.part) == ("CN", "Dandong")


def test_a_country_named_beside_its_town_is_meant_whole(pack):
    (found,) = figures(claim(quantity(500.0), places=(CHINA, DANDONG)), value(500.0), pack)
    assert (found.host, found.part) == ("CN", None)


@pytest.mark.parametrize(
    ("place", "host", "part"), [("Jilin", "CN", "Jilin"), ("Gulf", "Gulf", None), (None, "world", None)]
)
def test_a_region_of_one_country_is_a_part_and_of_several_is_no_host(pack, place, host, part):
    (found,) = figures(claim(quantity(500.0)), value(500.0, place=place), pack)
    assert (found.host, found.part) == (host, part)


def test_a_flow_without_a_place_is_only_a_part_of_the_world(pack):
    (found,) = figures(claim(quantity(500.0, measure="outflow")), value(500.0, place=None, measure="outflow"), pack)
    assert found.host == "world"
    assert found.part


def test_what_counts_neither_people_nor_papers_nor_shares_is_no_figure(pack):
    assert figures(claim(quantity(3.0, unit="company")), value(3.0, unit="company"), pack) == ()


def test_a_denied_number_is_marked_as_denied(pack):
    (found,) = figures(claim(quantity(500.0)), value(500.0), pack, position={"position": "denies"})
    assert found.denied


def test_a_report_that_was_retracted_says_so_of_its_figures(pack):
    (found,) = figures(claim(quantity(500.0)), value(500.0), pack, retracted="2018-07-20")
    assert found.retracted == "2018-07-20"


def test_a_matter_without_numbers_gives_no_figures(pack):
    assert figures(claim(quantity(500.0)), value(500.0), pack, matter={"numeric": False}) == ()


def test_the_probability_of_the_only_value_is_its_weight(pack):
    chance = Probability(value=0.7, low=0.5, high=0.8, word="likely")
    weighed = Assessment(matter="m1", as_of="2018-08-01", status="single-origin", answer="500", probability=chance,
                         confidence="low", admiralty="C3", independent=1)  # fmt: skip
    (found,) = figures(claim(quantity(500.0)), value(500.0), pack, weighed=(weighed,))
    assert found.weight == 0.7
