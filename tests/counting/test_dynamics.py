"""Stock and flow: the books balance, and nothing is negative."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.counting.dynamics import flows, prior, ramp

SERIES = st.lists(st.tuples(st.floats(-2, 12), st.floats(-8, 0)), min_size=2, max_size=12).map(
    lambda rows: np.array(rows).T
)


@given(SERIES)
def test_arrivals_less_returns_is_the_change_of_the_stock(series):
    x, w = series
    arrivals, returns = flows(x, w)
    assert np.exp(arrivals.log) - np.exp(returns.log) == pytest.approx(np.diff(np.exp(x)), rel=1e-6, abs=1e-6)


@given(SERIES)
def test_no_more_return_than_were_there_or_came(series):
    x, w = series
    arrivals, returns = flows(x, w)
    assert (np.exp(returns.log) <= np.exp(x[:-1]) + np.exp(arrivals.log) + 1e-6).all()


def test_derivatives_of_flows_are_those_of_their_values():
    rng = np.random.default_rng(1)
    x, w, h = rng.normal(5, 1, 6), rng.normal(-3, 1, 6), 1e-6
    for which in (0, 1):
        flow, other = flows(x, w)[which], lambda x, w, which=which: flows(x, w)[which].log
        for month in range(5):
            step = np.eye(6)[month], np.eye(6)[month + 1]
            for slope, dx, dw in ((flow.before, step[0], 0), (flow.after, step[1], 0), (flow.turnover, 0, step[1])):
                told = (other(x + h * dx, w + h * dw) - other(x - h * dx, w - h * dw))[month] / (2 * h)
                assert slope[month] == pytest.approx(told, rel=1e-4, abs=1e-6)


def test_a_steady_stock_turns_over_at_the_monthly_rate():
    arrivals, returns = flows(np.full(3, np.log(3600)), np.full(3, np.log(1 / 36)))
    assert np.exp(arrivals.log) == pytest.approx([100, 100])
    assert np.exp(returns.log) == pytest.approx([100, 100])


def test_a_duty_lowers_what_is_expected_from_its_adoption_to_its_due_month():
    gone = ramp([(10, 20)], 8, 20)
    law = prior(8.0, 0.6, gone, np.zeros((0, 2)))
    assert gone[:3] == pytest.approx([0, 0, 0])
    assert gone[7] == pytest.approx(0.5)
    assert gone[12:] == pytest.approx(np.ones(8))
    assert law.mean[0] > law.mean[7] > law.mean[19]


def test_a_host_without_duties_is_expected_to_stay_as_it_is():
    assert ramp([], 0, 5).tolist() == [0.0] * 5
