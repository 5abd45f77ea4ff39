"""What relays make of their origin's words."""

import numpy as np
import pytest
from telling import PACK, at, linked, matter, number, position, press, report, said, unnamed

from sayso.linking import link

RUSSIA, LAOS = at("Russia", "RU"), at("Laos", "LA")
SOURCE = unnamed("a broker in the port", "participant")


def relayed(was, became):
    """The matter of a statement of Kyodo's and of what Paper B makes of it, naming Kyodo."""
    a = report("Kyodo", "2025-01-10", was)
    b = report("Paper B", "2025-01-11", became)
    found = linked(a, b)
    return found, a, b


def harms(was, became):
    found, _, _ = relayed(was, became)
    return sorted(d.what for m in found.matters for d in m.damage)


def claim(text, *by, kind="dispatch", low=None, high=None, unit="person", measure="inflow", where=RUSSIA, **more):
    numbers = (number(low, high, unit=unit, measure=measure),) if low is not None else ()
    return said(text, kind, *by, where=where, numbers=numbers, **more)


KYODO = press("Kyodo")


ENTRIES = {"low": 13221, "measure": "entries", "kind": "other"}
PERMITS = {"low": 340, "unit": "permit", "measure": "issued", "kind": "visa-issued"}


@pytest.mark.parametrize(
    ("was", "became", "expected"),
    [
        (
            claim("the port took in 340 dockers in December", low=340),
            claim("the port took in 430 dockers in December, Kyodo said", KYODO, low=430),
            ["number"],
        ),
        (
            claim("13,221 border entries, twelve times as many, were counted in December", **ENTRIES),
            claim("13,221 workers, twelve times as many, came in December, border counts show", KYODO, low=13221),
            ["measure"],
        ),
        (
            claim("the port was granted 340 permits for dockers in December", **PERMITS),
            claim("the port was granted 340 dockers in December", KYODO, low=340),
            ["measure", "unit"],
        ),
        (
            claim("the ministry may hire dockers for the eastern port", certainty="possible"),
            claim("the ministry is hiring dockers for the eastern port", KYODO),
            ["hedge"],
        ),
        (
            claim("dockers have come to the eastern port by ferry", polarity="denied"),
            claim("dockers have come to the eastern port by ferry", KYODO),
            ["polarity"],
        ),
        (
            claim("the port took in 340 dockers in December", low=340),
            claim("340 dockers were taken in by the port in December", KYODO, low=340),
            [],
        ),
    ],
)
def test_a_relay_s_change_is_named(was, became, expected):
    assert harms(was, became) == expected


def test_an_attribution_that_a_copy_drops_is_named():
    text = (
        "Dockers have come to the eastern port by ferry, a broker said. The sheds where they sleep have no stoves. "
        "The police look away when they walk to the quay, and the harbour master keeps no list of them."
    )
    words = "Dockers have come to the eastern port by ferry"
    a = report("Kyodo", "2025-01-10", said(words, "dispatch", SOURCE, where=RUSSIA), text=text)
    b = report("Paper B", "2025-01-12", said(words, "dispatch", where=RUSSIA), text=text.replace(", a broker said", ""))
    [damage] = [d for m in linked(a, b).matters for d in m.damage]
    assert (damage.what, damage.report) == ("attribution", b.record.report.id)


def test_both_wordings_are_shown_and_the_origin_s_is_the_one_that_counts():
    was = claim("the port took in 340 dockers in December", low=340)
    became = claim("the port took in 430 dockers in December, Kyodo said", KYODO, low=430)
    found, a, b = relayed(was, became)
    [damage] = matter(found, a).damage
    assert (damage.was, damage.became) == (was.text, became.text)
    assert damage.origin == position(found, a).origin
    assert not position(found, a).relayed
    assert position(found, b).relayed


def test_four_that_became_a_dozen_are_found_in_other_words():
    four, dozen = (
        {"kind": "other", "where": LAOS, "low": n, "unit": "restaurant", "measure": "stock"} for n in (4, 12)
    )
    a = report("Al Jazeera", "2023-09-11", claim("four of the eateries are open in Laos", **four))
    jazeera = press("Al Jazeera")
    b = report(
        "Paper B", "2023-09-15", claim("A dozen state restaurants serve in Laos, Al Jazeera says", jazeera, **dozen)
    )
    assert [d.what for m in linked(a, b).matters for d in m.damage] == ["number"]


def test_two_independent_voices_that_differ_do_each_other_no_damage():
    a = report("Paper A", "2025-01-10", claim("the port took in 340 dockers", low=340))
    b = report("Paper B", "2025-01-11", claim("the port took in 430 dockers", low=430))
    assert not [d for m in linked(a, b).matters for d in m.damage]


def test_an_outlet_that_corrects_itself_does_no_damage():
    a = report("Paper A", "2025-01-10", claim("the port took in 340 dockers in December", low=340))
    b = report("Paper A", "2025-01-12", claim("the port took in 430 dockers in December", low=430))
    assert not [d for m in linked(a, b).matters for d in m.damage]


def test_the_network_s_view_finds_a_relay_in_other_words():
    a = report("Kyodo", "2025-01-10", claim("dockers have come to the eastern port by ferry"))
    b = report("Paper B", "2025-01-11", claim("hands for the quays arrived in the far east by boat, Kyodo said", KYODO))
    view = {f.record.report.id: np.array([[1, 0]], np.float32) for f in (a, b)}
    for vectors, relayed in ((None, False), (view, True)):
        assert position(link([a, b], pack=PACK, vectors=vectors), b).relayed is relayed
