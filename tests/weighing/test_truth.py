import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from sayso.errors import UsageError
from sayso.weighing.truth import Model, Statements, infer


def said(*rows, strength=None):
    """Statements from (source, item, value) rows."""
    table = np.array(rows, np.int64).reshape(-1, 3)
    return Statements(
        table[:, 0], table[:, 1], table[:, 2], np.ones(len(table)) if strength is None else np.array(strength)
    )


def model(sources, right=0.7, **rest):
    return Model(right=np.full(sources, right), weight=np.full(sources, 10.0), **rest)


def chance(beliefs, value):
    return float(beliefs.probability[list(beliefs.value).index(value)])


def test_one_source_s_word_is_worth_its_reliability():
    assert chance(infer(said((0, 0, 0)), model(1, rivals=1.0)), 0) == pytest.approx(0.7, abs=0.02)


def test_a_second_source_says_more_than_one():
    one, two = infer(said((0, 0, 0)), model(2)), infer(said((0, 0, 0), (1, 0, 0)), model(2))
    assert chance(two, 0) > chance(one, 0)


def test_two_equal_sources_that_disagree_leave_it_open():
    beliefs = infer(said((0, 0, 0), (1, 0, 1)), model(2, rivals=1.0))
    assert chance(beliefs, 0) == pytest.approx(0.5)


def test_a_hedged_word_moves_less_than_a_flat_one():
    flat, hedged = said((0, 0, 0)), said((0, 0, 0), strength=[0.4])
    assert 0.5 < chance(infer(hedged, model(1, rivals=1.0)), 0) < chance(infer(flat, model(1, rivals=1.0)), 0)


def test_a_word_of_no_strength_says_nothing():
    assert chance(infer(said((0, 0, 0), strength=[0.0]), model(1, rivals=1.0)), 0) == pytest.approx(0.5)


def test_settled_answers_teach_who_can_be_believed():
    rows = [(0, item, 2 * item) for item in range(20)] + [(1, item, 2 * item + 1) for item in range(20)]
    beliefs = infer(said(*rows), model(2, rivals=1.0, known=np.array([2 * item for item in range(19)] + [-1])))
    assert beliefs.reliability[0] > 0.85 > 0.4 > beliefs.reliability[1]
    assert chance(beliefs, 38) > 0.9


def test_a_source_without_a_statement_keeps_its_prior():
    beliefs = infer(said((0, 0, 0)), model(2, right=0.6))
    assert beliefs.reliability[1] == pytest.approx(0.6)
    assert beliefs.low[1] < 0.6 < beliefs.high[1]


def test_a_source_that_contradicts_itself_stands_on_both_sides():
    beliefs = infer(said((0, 0, 0), (0, 0, 1)), model(1, rivals=1.0))
    assert chance(beliefs, 0) == pytest.approx(chance(beliefs, 1))


def test_a_province_is_no_contradiction_of_its_town():
    rows, town, province = [(0, 0, 0), (1, 0, 1)], 0, 1
    implies = csr_array(([1.0], ([town], [province])), shape=(2, 2))
    assert chance(infer(said(*rows), model(2, implies=implies)), town) > chance(infer(said(*rows), model(2)), town)


def world_with_copiers():
    """Six sources that err apart, and three that repeat the sixth's answers, mistakes and all."""
    rng = np.random.default_rng(3)
    own = np.where(rng.random((6, 120)) < 0.6, 0, rng.integers(1, 8, (6, 120)))
    answers = np.vstack([own, np.repeat(own[5:], 3, axis=0)])
    return [(s, i, 8 * i + int(a)) for s, row in enumerate(answers) for i, a in enumerate(row)]


def test_copies_of_a_mistake_do_not_outvote_the_rest():
    rows = world_with_copiers()

    def right(copying):
        beliefs = infer(said(*rows), model(9, rivals=7.0, copying=copying))
        stated = list(zip(beliefs.probability, beliefs.value, beliefs.item, strict=True))
        best = {i: max((p, v) for p, v, j in stated if j == i) for i in range(120)}
        return sum(v % 8 == 0 for _, v in best.values())

    assert right(True) > right(False)


def test_nothing_said_gives_nothing():
    beliefs = infer(said(), model(1))
    assert len(beliefs.probability) == 0
    assert beliefs.reliability[0] == pytest.approx(0.7)


def test_a_strength_that_is_no_number_is_refused():
    with pytest.raises(UsageError, match="no number"):
        infer(said((0, 0, 0), strength=[float("nan")]), model(1))


def test_a_source_without_a_prior_is_refused():
    with pytest.raises(UsageError, match="prior for every source"):
        infer(said((3, 0, 0)), model(2))


ROWS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.integers(0, 3)), max_size=40)


@given(ROWS)
def test_probabilities_of_an_item_never_exceed_one(rows):
    beliefs = infer(said(*[(s, i, 4 * i + v) for s, i, v in rows]), model(5))
    totals = np.bincount(beliefs.item, beliefs.probability)
    assert np.all(np.isfinite(beliefs.probability))
    assert np.all(totals <= 1 + 1e-9)


@given(ROWS)
def test_the_order_of_statements_does_not_matter(rows):
    rows = [(s, i, 4 * i + v) for s, i, v in dict.fromkeys(rows)]
    one, two = infer(said(*rows), model(5)), infer(said(*rows[::-1]), model(5))
    assert np.allclose(one.probability, two.probability, atol=1e-6)
