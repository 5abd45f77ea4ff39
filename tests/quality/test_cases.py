"""Claims, voices and values, on sixteen reports with gold records: floors that only rise."""

from scores import SHARED, predicted, score, texts_of

GOLD = SHARED / "data/cases/gold"
FLOORS = {
    "spotted": 82.0, "kinded": 50.0, "source": 88.0, "voices": 88.0, "chain": 88.0, "polarity": 91.0, "certainty": 83.0,
    "published": 100.0,
}  # fmt: skip


def test_claims_are_read_as_well_as_before(tmp_path):
    rows = score("cases.py", GOLD, predicted(texts_of(GOLD, tmp_path / "texts"), tmp_path / "out.jsonl"))
    assert rows["invented"] == 0
    assert {k: rows[k] for k, floor in FLOORS.items() if rows[k] < floor} == {}
