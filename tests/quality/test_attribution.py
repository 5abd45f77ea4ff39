"""Who says what, on 84 US news articles (PolNeAR dev): floors that only rise."""

from scores import SHARED, predicted, score, texts_of

GOLD = SHARED / "data/attribution/dev.jsonl"
FLOORS = {"word source": 84.0, "word cue": 72.0, "word content": 90.5, "attribution": 71.5, "content-only": 78.0}


def test_attributions_are_found_as_well_as_before(tmp_path):
    rows = score("attribution.py", GOLD, predicted(texts_of(GOLD, tmp_path / "texts"), tmp_path / "out.jsonl"))
    assert {k: rows[k] for k, floor in FLOORS.items() if rows[k] < floor} == {}
