"""Times and places on the gold data's own texts, by the room of grounding alone: F1 floors that only rise."""

import json
import re

import pytest
from scores import SHARED, below, score

from sayso.grounding import ground
from sayso.model import Published, Record, Report, fingerprint
from sayso.packs import load

FLOORS = {
    ("times/tbaq_timebank", "timex.py"): {"relaxed": 93.5, "value": 80.6},
    ("times/tbaq_aquaint", "timex.py"): {"relaxed": 93.3, "value": 73.7},
    ("times/wikiwars_train", "timex.py"): {"relaxed": 93.0, "value": 82.8},
    ("places/lgl_dev", "toponyms.py"): {"found": 84.3, "end-to-end": 73.8},
    ("places/geovirus", "toponyms.py"): {"found": 92.2, "end-to-end": 86.8},
}


def grounded(line):
    """What the room finds in one gold text, whose day of publication is given where the gold has it."""
    gold = json.loads(line)
    day = re.match(r"\d{4}-\d{2}-\d{2}", gold.get("dct") or gold.get("date") or "")
    told = Published(
        earliest=day and day[0], latest=day and day[0], basis="given" if day else "unknown", why="The gold says so."
    )
    report = Report(id=fingerprint(gold["text"]), published=told, text=gold["text"])
    return ground([Record(report=report)], pack=load())[0].to_json()


@pytest.mark.parametrize(("name", "script"), FLOORS)
def test_values_are_found_and_resolved_as_well_as_before(tmp_path, name, script):
    gold, out = SHARED / f"data/{name}.jsonl", tmp_path / "out.jsonl"
    out.write_bytes(b"\n".join(grounded(line) for line in gold.read_text("utf-8").splitlines()))
    assert below(score(script, gold, out), FLOORS[name, script]) == {}
