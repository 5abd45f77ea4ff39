import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.attributions import best_path, log_softmax, runs

SCORES = st.lists(st.lists(st.floats(-3, 3, width=32), min_size=5, max_size=5), min_size=1, max_size=4)


def legal(path):
    return all(t % 2 == 1 or t == 0 or before in (t - 1, t) for before, t in zip((0, *path), path, strict=False))


@given(SCORES)
def test_the_best_path_is_the_best_of_all_legal_paths(scores):
    best = max(
        (p for p in itertools.product(range(5), repeat=len(scores)) if legal(p)),
        key=lambda p: sum(row[t] for row, t in zip(scores, p, strict=True)),
    )
    found = best_path(np.array(scores, np.float32), 2)
    assert legal(found)
    total = lambda p: sum(row[t] for row, t in zip(scores, p, strict=True))  # noqa: E731
    assert total(found) == pytest.approx(total(best))


def test_no_words_give_no_path():
    assert best_path(np.zeros((0, 7), np.float32), 3) == []


def test_a_word_that_is_surely_outside_parts_what_is_searched_together():
    scores = np.array([[0, 3, 0], [20, 0, 0], [0, 1, 2], [0, 0, 9]], np.float32)
    assert best_path(scores, 1) == [1, 0, 1, 2]


def test_a_begin_tag_parts_two_spans_that_touch():
    assert runs([1, 2, 1, 0, 5, 6]) == [(0, 0, 2), (0, 2, 3), (2, 4, 6)]


def test_scores_become_probabilities_that_sum_to_one():
    assert np.exp(log_softmax(np.array([[1.0, 2.0, 300.0]], np.float32))).sum() == pytest.approx(1)
