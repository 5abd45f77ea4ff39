import numpy as np
import pytest

from sayso.encoder.network import CLAIM
from sayso.reading.claims import _trim, pooled


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
