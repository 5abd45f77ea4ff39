"""Quantities, as the room of values finds them in sentences of every trade: F1 floors that only rise.

A quantity is right when its words overlap, its unit is the same, each bound is within 1 % or as open, and it is as
approximate. The rules were made on the odd sentences alone; the even ones show what they are worth elsewhere.
"""

from pathlib import Path

import pytest
import yaml

from sayso.grounding import ground
from sayso.model import Published, QuantityMention, Record, Report, fingerprint
from sayso.packs import load

SENTENCES = yaml.safe_load(Path(__file__).with_name("quantities.yaml").read_text("utf-8"))
UNDATED = Published(earliest="2026-11-23", latest="2026-11-23", basis="given", why="Made up.")


def found(texts):
    """The quantities of each text."""
    reports = [Report(id=fingerprint(text), published=UNDATED, text=text) for text in texts]
    records = ground([Record(report=report) for report in reports], pack=load())
    return [[one for one in record.mentions if isinstance(one, QuantityMention)] for record in records]


def areas(text, quantities):
    """Where the words of each stand, each looked for behind the one before."""
    at, placed = 0, []
    for one in quantities:
        start = text.index(one["words"], at)
        at = start + len(one["words"])
        placed.append((start, at))
    return placed


def near(one, other):
    return one == other or (None not in (one, other) and abs(one - other) <= 0.01 * abs(other))


def same(mention, area, gold):
    return (
        mention.span.start < area[1]
        and area[0] < mention.span.end
        and mention.unit == gold["unit"]
        and near(mention.low, gold["low"])
        and near(mention.high, gold["high"])
        and mention.approximate == gold["approximate"]
    )


def judged(sentence, mentions):
    """What is right, found too much, and missed."""
    missed, spare = list(zip(areas(sentence["text"], sentence["quantities"]), sentence["quantities"], strict=True)), []
    for mention in mentions:
        hit = next((one for one in missed if same(mention, *one)), None)
        if hit is None:
            spare.append(mention)
        else:
            missed.remove(hit)
    return len(mentions) - len(spare), spare, missed


@pytest.mark.parametrize(("half", "floor"), [("odd", 97.0), ("even", 92.0)])
def test_quantities_are_found_as_well_as_before(half, floor):
    sentences = SENTENCES[0 if half == "odd" else 1 :: 2]
    marks = [judged(*pair) for pair in zip(sentences, found(one["text"] for one in sentences), strict=True)]
    right, spare, missed = sum(n for n, *_ in marks), sum(len(s) for _, s, _ in marks), sum(len(m) for *_, m in marks)
    precision, recall = 100 * right / max(right + spare, 1), 100 * right / (right + missed)
    f1 = 200 * right / (2 * right + spare + missed)
    print(f"{half}: {len(sentences)} sentences, p {precision:.1f} r {recall:.1f} f {f1:.1f}")
    assert f1 >= floor
