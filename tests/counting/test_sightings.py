"""What figures look at."""

import math

import numpy as np
import pytest

from sayso.counting.months import label, number, shares
from sayso.counting.sightings import mark, predict, sight, slopes, span_of
from sayso.model import Figure

FIRST, SIZE = number("2018-01"), 24


def figure(id="f", **more):
    fields = {"origin": id, "host": "QA", "known": "2018-12-31", "latest": "2018-12-31", "low": 700.0, "high": 700.0}
    return Figure(id=id, **{**fields, **more})


def seen(*figures, stock=1000.0, turnover=0.05):
    sightings = sight(figures, FIRST, SIZE)
    rest = np.zeros(len(sightings.offsets))
    z = np.concatenate([np.full(SIZE, math.log(stock)), np.full(SIZE, math.log(turnover)), rest])
    return np.exp(predict(sightings, z)), sightings, z


def test_a_level_sees_the_stock_and_a_flow_the_sum_of_its_months():
    flow = {"measure": "outflow", "earliest": "2018-07-01"}
    told, _, _ = seen(
        figure(), figure("g", **flow), figure("h", role="share", unit="fraction", low=0.1, high=0.2, **flow)
    )
    assert told == pytest.approx([1000, 300, 0.3], rel=1e-6)


def test_part_of_a_month_sees_part_of_its_flow():
    told, _, _ = seen(figure(measure="inflow", earliest="2018-04-01", latest="2018-04-15"))
    assert told == pytest.approx([25], rel=1e-6)


def test_a_flow_without_a_beginning_is_taken_over_two_years_and_errs_more():
    open_start, dated = figure(measure="outflow"), figure(measure="outflow", earliest="2017-01-01")
    assert span_of(open_start) == ("2017-01-01", "2018-12-31")
    assert mark(open_start)[3] > mark(dated)[3]


def test_derivatives_are_those_of_the_prediction():
    flow = {"measure": "outflow", "earliest": "2018-03-10"}
    _, sightings, z = seen(
        figure(), figure("g", **flow), figure("h", measure="entries", earliest="2018-01-01"),
        figure("i", role="change", unit="fraction", low=-0.5, high=-0.5, earliest="2018-02-01"),
    )  # fmt: skip
    z = z + np.random.default_rng(0).normal(0, 0.2, len(z))
    g, lean = slopes(sightings, z)
    assert g == pytest.approx(predict(sightings, z))
    for at in range(len(z)):
        step = 1e-6 * np.eye(len(z))[at]
        told = (predict(sightings, z + step) - predict(sightings, z - step)) / 2e-6
        assert lean[:, at] == pytest.approx(told, abs=1e-5)


@pytest.mark.parametrize(
    ("more", "low", "high"),
    [
        ({}, 700, 700),
        ({"high": None}, 700, math.inf),
        ({"low": None}, 0, 700),
        ({"part": "Doha"}, 700, math.inf),
        ({"low": 0.0, "high": 0.0}, 0, 1),
        ({"role": "change", "unit": "fraction", "low": -0.5, "high": -0.25}, 0.5, 0.75),
    ],
)
def test_words_become_limits(more, low, high):
    found = mark(figure(**more))
    assert [math.exp(found[0]), math.exp(found[1])] == pytest.approx([low, high])


def test_figures_of_one_voice_share_its_error_and_counts_of_one_paper_its_ratio():
    _, sightings, _ = seen(
        figure("a", voice="x"), figure("b", voice="x", unit="permit"), figure("c", voice="y", unit="permit")
    )  # fmt: skip
    assert sightings.offset.tolist() == [[1, 0, 0], [1, 0, 1], [0, 1, 1]]


def test_months_are_numbered_and_named_both_ways():
    assert label(number("2018-12-31")) == "2018-12"
    assert shares("2018-01-16", "2018-02-28", FIRST, 3) == pytest.approx([16 / 31, 1, 0])
