"""Who says what, on 84 US news articles (PolNeAR dev): floors that only rise.

Two of the articles are not in Unicode's composed form, so that no reader that keeps to the canonical text can be paired
with them: the scorer counts them as missed.
"""

from scores import SHARED, below, predict, score, texts_of

GOLD = SHARED / "data/attribution/dev.jsonl"
FLOORS = {"word source": 83.0, "word cue": 70.8, "word content": 89.8, "attribution": 71.3, "content-only": 76.6}


def test_attributions_are_found_as_well_as_before(tmp_path):
    rows = score("attribution.py", GOLD, predict(tmp_path / "out.jsonl", texts_of(GOLD, tmp_path / "texts")))
    assert below(rows, FLOORS) == {}
