import pytest

from sayso.errors import UsageError
from sayso.weighing.scales import SCALES, probability


@pytest.mark.parametrize(
    ("value", "icd", "phia"),
    [
        (0.03, "almost no chance", "remote chance"),
        (0.15, "very unlikely", "highly unlikely"),
        (0.30, "unlikely", "unlikely"),
        (0.50, "roughly even chance", "realistic possibility"),
        (0.70, "likely", "likely"),
        (0.85, "very likely", "highly likely"),
        (0.97, "almost certain", "almost certain"),
    ],
)
def test_a_number_has_the_word_of_the_scale_that_is_named_with_it(value, icd, phia):
    told = [probability(value, value, value, scale) for scale in ("ICD 203", "PHIA")]
    assert [(one.word, one.scale) for one in told] == [(icd, "ICD 203"), (phia, "PHIA")]


def test_nothing_is_certain_or_impossible():
    assert (probability(1.0, 1.0, 1.0, "ICD 203").value, probability(0.0, 0.0, 0.0, "PHIA").value) == (0.99, 0.01)


def test_a_scale_that_is_not_known_is_refused_with_those_that_are():
    with pytest.raises(UsageError, match=", ".join(SCALES)):
        probability(0.5, 0.4, 0.6, "Kent")
