"""Claims, voices and values, on sixteen reports with gold records, read as a user has them: floors that only rise."""

import json

from scores import SHARED, below, predict, score

CASES = SHARED / "data/cases"
FLOORS = {
    "spotted": 84.8, "kinded": 55.0, "source": 93.0, "voices": 91.4, "chain": 92.0, "polarity": 94.0, "denied": 64.0,
    "certainty": 92.0, "hedged": 77.0, "hearsay": 99.0, "hearsay-true": 90.0, "terms": 93.5, "instruments": 93.5,
    "places": 82.5, "quantities": 92.5, "times": 79.0, "questions": 90.0, "published": 93.0,
}  # fmt: skip


def test_claims_are_read_as_well_as_before(tmp_path):
    out = predict(tmp_path / "out.jsonl", sorted(CASES.glob("*.md")))
    seed = SHARED / "seed/recall-order.txt"
    predict(out, [seed], published="2019-09-25", outlet="Daily NK")
    rows = score("cases.py", CASES / "gold", out)
    assert rows["invented"] == 0
    assert below(rows, FLOORS) == {}


def test_without_a_date_the_inferred_interval_contains_it(tmp_path):
    [line] = predict(tmp_path / "seed.jsonl", [SHARED / "seed/recall-order.txt"]).read_text().splitlines()
    published = json.loads(line)["report"]["published"]
    assert published["from"] <= "2019-09-25" <= published["to"]
