"""How likely a truth makes a figure."""

import math

import numpy as np
import pytest

from sayso.counting.reporting import RELATIONS, Marks, fault, rounding, surprise
from sayso.model import Figure


def figure(**more):
    return Figure(**{"id": "f", "origin": "o", "host": "QA", "known": "2018-01-01", **more})


def marks(low, high, spread=0.2, wrong=0.1, reach=0.5):
    return Marks(*(np.array([v]) for v in (low, high, reach, spread, wrong)))


@pytest.mark.parametrize(
    ("low", "high", "likely", "unlikely"),
    [(7, 7, 7, 8), (6, 8, 7, 9), (7, math.inf, 7.3, 6), (-math.inf, 7, 6.7, 8), (7, math.inf, 7.3, 11)],
)
def test_a_truth_that_fits_the_words_is_less_of_a_surprise(low, high, likely, unlikely):
    surprised, right = surprise(marks(low, high), np.array([[likely], [unlikely]]))
    assert surprised[0] < surprised[1]
    assert right[0] > 0.85 > right[1]


@pytest.mark.parametrize(("low", "high"), [(7, 7), (6, 8), (7, math.inf), (-math.inf, 7)])
def test_the_surprise_is_finite_however_far_the_truth(low, high):
    surprised, right = surprise(marks(low, high), np.array([[-700.0], [0.0], [700.0]]))
    assert np.isfinite(surprised).all()
    assert (right >= 0).all()


def test_a_value_and_a_wrong_value_are_densities_that_add_up_to_one():
    truth = np.linspace(-20, 34, 20001)[:, None]
    density = np.exp(-surprise(marks(7, 7), truth)[0][:, 0])
    assert np.trapezoid(density, truth[:, 0]) == pytest.approx(1, abs=1e-3)


def test_round_numbers_have_lost_more_than_exact_ones():
    rough, exact = (rounding(figure(low=v, high=v)) for v in (30000, 30023))
    assert exact < 1e-4 < 0.05 < rough


def test_hearsay_without_a_name_errs_more_and_is_more_often_wrong():
    named, heard = (
        fault(figure(proximity="official")),
        fault(figure(anonymous=True, hearsay=True, certainty="possible")),
    )
    assert all(less < more for less, more in zip(named, heard, strict=True))


def test_what_weighing_found_replaces_the_chance_of_the_class():
    assert fault(figure(weight=0.4)).wrong == pytest.approx(0.6)
    assert fault(figure(weight=1.0)).wrong > 0


def test_every_relation_of_papers_to_people_says_why_it_is_loose():
    assert all(one.why and one.sd > 0 and one.spread > 0 for one in RELATIONS.values())
