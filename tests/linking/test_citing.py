"""Publications that a report names as where it has something from."""

import pytest

from sayso.linking.citing import cited, outlet_key, same_outlet, shared_outlet
from sayso.model import Published, Record, Report, Source
from sayso.model.reasoning import Outlet


def report(text, outlet=None):
    return Report(id="r", outlet=outlet, published=Published(why=""), text=text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LIMA (Reuters) - The port has closed.", ("Reuters",)),
        ("ASUNCION, Paraguay (ZWQ) — The port has closed.", ("ZWQ",)),
        ("The port has closed, the Asahi Shimbun reported on Friday.", ("Asahi Shimbun",)),
        ("The port has closed, according to the Lakeside Herald.", ("Lakeside Herald",)),
        ("“It is shut,” the harbour master told CNN.", ("CNN",)),
        ("A report in the Ferry Bell says the port has closed.", ("Ferry Bell",)),
        ("The port has closed, according to ferrybell.com.", ("ferrybell.com",)),
        ("Dockwatch reports that the port has closed.", ("Dockwatch",)),
        ("Ferry Bell, a local newspaper, has seen the order.", ("Ferry Bell",)),
        ("Police reported two arrests. The mayor told the council.", ()),
        ("The port has closed.", ()),
    ],
)
def test_a_publication_is_named_by_what_stands_around_it(text, names):
    assert cited(report(text)) == names


def test_a_report_does_not_cite_itself():
    assert cited(report("LIMA (Reuters) - “Shut,” he told Reuters and the BBC.", outlet="Reuters")) == ()
    assert cited(report("He told Reuters. He told the BBC.", outlet="Reuters")) == ("BBC",)


def test_what_the_reader_found_counts_too():
    read = report("The port has closed, it said.")
    sources = (Source(id="s1", kind="organisation", name="Ferry Bell", proximity="outlet"),)
    assert cited(read, Record(report=read, sources=sources)) == ("Ferry Bell",)


def test_an_outlet_is_one_under_all_the_names_that_the_pack_gives_it():
    bell = Outlet(id="bell", title="Ferry Bell", names=("The Bell", "FB"), source="s", as_of="2020-01-01")
    assert outlet_key("the Bell", (bell,)) == outlet_key("FB", (bell,)) == outlet_key("Ferry Bell", (bell,))
    assert shared_outlet(["Reuters", "The Bell"], ["Ferry Bell"], (bell,)) == "The Bell"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Asahi Shimbun newspaper", "Asahi Shimbun", True),
        ("Agence France Presse", "AFP", True),
        ("Reuters", "Reuters news agency", True),
        ("Korea Times", "Korea Herald", False),
        ("", "", False),
    ],
)
def test_two_names_mean_one_publication(one, other, same):
    assert same_outlet(outlet_key(one), outlet_key(other)) is same
