"""The posterior, against answers that are known."""

import math

import numpy as np
import pytest

from sayso.counting.dynamics import prior, ramp
from sayso.counting.inference import draw, infer
from sayso.counting.months import number
from sayso.counting.sightings import sight
from sayso.model import Figure

FIRST, SIZE = number("2018-01"), 12


def levels(*values):
    return [
        Figure(id=str(n), origin=str(n), host="QA", known="2018-06-30", latest="2018-06-30", low=v, high=v,
               proximity="official", weight=0.98)
        for n, v in enumerate(values)
    ]  # fmt: skip


def posterior(figures, starts, volatility=0.6):
    sightings = sight(figures, FIRST, SIZE)
    law = prior(math.log(1000), volatility, ramp([], FIRST, SIZE), sightings.offsets)
    return infer([(sightings, law, 0.0)], starts), law, sightings


def test_without_figures_the_posterior_is_the_prior():
    modes, law, _ = posterior([], [])
    draws = draw(modes, np.random.default_rng(0), 4000)
    assert draws[:, 5].mean() == pytest.approx(math.log(1000), abs=0.1)
    assert draws[:, 5].std() == pytest.approx(math.hypot(*law.root[5]), rel=0.05)


def test_one_exact_figure_gives_what_the_normal_law_gives():
    (mode, *_), law, sightings = posterior(levels(1234.0), [math.log(1234)])
    error = sightings.marks.spread[0] ** 2 + sightings.offsets[0, 1] ** 2
    before = float(law.root[5] @ law.root[5])
    assert mode.z[5] == pytest.approx(
        (math.log(1000) * error + math.log(1234) * before) / (error + before), abs=0.01
    )  # fmt: skip
    draws = draw([mode], np.random.default_rng(0), 4000)[:, 5]
    assert draws.std() == pytest.approx(math.sqrt(error * before / (error + before)), rel=0.08)


def test_two_heaps_of_figures_leave_more_than_one_mode_and_draws_that_reach_both():
    modes, _, _ = posterior(levels(300.0, 301.0, 4001.0, 4011.0), [math.log(300), math.log(4000)])
    low, high = np.exp(np.percentile(draw(modes, np.random.default_rng(0), 2000)[:, 5], (5, 95)))
    assert len(modes) > 1
    assert low < 310
    assert high > 3900


def test_draws_come_in_no_order_of_modes_and_the_same_seed_gives_the_same():
    modes, _, _ = posterior(levels(300.0, 301.0, 4001.0, 4011.0), [math.log(300), math.log(4000)])
    one, two = (draw(modes, np.random.default_rng(7), 400) for _ in range(2))
    assert (one == two).all()
    halves = one[:200, 5].mean(), one[200:, 5].mean()
    assert abs(halves[0] - halves[1]) < 1
