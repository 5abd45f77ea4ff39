import numpy as np
import pytest

from sayso.encoder.network import CLAIM
from sayso.reading.claims import _items, _rest, _trim, pooled


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("that the ferry has left.", "the ferry has left"),
        ("“The ferry has left,”", "The ferry has left"),
        ("“The ferry has left", "The ferry has left"),
        ("the “last” ferry", "the “last” ferry"),
        ('"The ferry has left"', "The ferry has left"),
    ],
)
def test_a_claim_holds_both_quotation_marks_or_neither_and_no_final_stop(text, kept):
    start, end = _trim(text, 0, len(text))
    assert text[start:end] == kept


def test_pooling_takes_the_word_with_all_the_weight():
    rows = np.zeros((3, CLAIM + 6), np.float32)
    rows[1, 0] = 7
    rows[1, CLAIM:] = 50
    assert pooled(rows)[0, 0] == pytest.approx(7, rel=1e-3)


@pytest.mark.parametrize(
    ("claim", "items"),
    [
        ("900 men work in Perm and 40 in Omsk", ["900 men work in Perm", "40 in Omsk"]),
        ("some 300 are left, with about two dozen at Riga", ["some 300 are left", "about two dozen at Riga"]),
        ("900 men work in Perm and in Omsk", ["900 men work in Perm and in Omsk"]),
        ("the ferry has left and 40 men in Omsk wait", ["the ferry has left and 40 men in Omsk wait"]),
    ],
)
def test_items_of_a_list_with_figures_of_their_own_are_a_claim_each(claim, items):
    assert [claim[a:b] for a, b in _items(claim, 0, len(claim))] == items


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The crews are reportedly bewildered. Nobody", "The crews are reportedly bewildered"),
        ("The crews are gone, he said.", "The crews are"),
        ("The crews are still waiting for the last bus.", "The crews are"),
    ],
)
def test_a_claim_takes_in_the_last_words_of_its_sentence_and_no_more(text, kept):
    end = len("The crews are")
    assert text[: end + _rest(text, end)] == kept
