"""Which figures a count may lean on."""

import pytest

from sayso.counting.screening import RULES, screen
from sayso.model import Figure


def figure(id="f", **more):
    fields = {"origin": id, "host": "QA", "known": "2018-06-30", "latest": "2018-06-30", "low": 700.0, "high": 700.0}
    return Figure(id=id, claim=id, **{**fields, **more})


def kept(*figures, as_of="2019-01-01"):
    return [f.id for f in screen(figures, as_of)[0]]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_in_one_sentence_what_it_sees(rule):
    assert rule.__doc__.endswith(".")
    assert "\n" not in rule.__doc__


def test_a_figure_that_came_out_later_is_not_even_left_out():
    assert screen([figure(known="2019-01-02")], "2019-01-01") == ([], [])


def test_what_was_taken_back_later_still_counts_before():
    withdrawn = figure(retracted="2018-12-01")
    assert kept(withdrawn, as_of="2018-11-30") == ["f"]
    assert kept(withdrawn, as_of="2018-12-01") == []


def test_an_origin_counts_once_a_question_and_by_its_nearest_relay():
    near, copy = figure("near", origin="o"), figure("copy", origin="o", known="2018-06-30", relayed=True, low=70.0)
    assert kept(copy, near) == ["near"]


def test_an_origin_that_gives_two_days_is_used_for_both():
    assert kept(figure("a", origin="o"), figure("b", origin="o", latest="2017-12-31")) == ["a", "b"]


@pytest.mark.parametrize(
    ("more", "usable"),
    [
        ({"role": "share", "measure": "outflow", "low": 0.5, "high": 1.0}, True),
        ({"role": "share", "measure": "stock", "low": 0.5, "high": 1.0}, False),
        ({"role": "change", "low": -0.5, "high": -0.5, "earliest": "2018-01-01"}, True),
        ({"role": "change", "low": -0.5, "high": -0.5}, False),
        ({"role": "change", "low": 0.5, "high": 0.5, "earliest": "2018-01-01"}, False),
        ({"role": "share", "measure": "outflow", "low": 5.0, "high": 5.0}, False),
    ],
)
def test_a_share_counts_where_it_is_said_of_what(more, usable):
    assert bool(kept(figure(unit="fraction", **more))) == usable


def test_another_sort_of_papers_is_no_part_of_the_people():
    assert kept(figure(unit="visa", measure="issued", part="student")) == ["f"]
