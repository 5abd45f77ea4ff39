"""Matters and origins on the gold cases: claims as the gold has them, then as sayso reads them; floors only rise."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import msgspec
import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from scores import SHARED

from sayso.linking import link
from sayso.model import Filed, Linked, Record
from sayso.packs import load
from sayso.pipeline import read

CASES = SHARED / "data" / "cases"
FLOORS = {
    "gold": {"F1": 79.0, "precision": 91.0, "origins": 97.0},
    "read": {"F1": 74.0, "precision": 95.0, "origins": 84.0},
}
"""Percent: pairs of gold claims in one matter, and gold claims whose origin maps one to one onto the gold's."""
MEASURES = {"presence": "stock", "dispatch": "inflow", "return": "outflow", "visa-issued": "issued"}
"""What a number of people or papers counts in a claim of a kind, where the gold leaves it out."""
SAME = 0.6
"""Share of the shorter of two spans that must be common for a claim read to be a gold claim."""


@cache
def gold() -> dict[str, dict[str, object]]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((CASES / "gold").glob("*.json"))}


def matters() -> list[dict[str, object]]:
    return json.loads((CASES / "matters_dev.json").read_text("utf-8"))["matters"]


def completed(record: dict[str, object]) -> Record:
    """A gold record with the fields that it leaves out."""
    told = json.loads(json.dumps(record)) | {"mentions": [], "attributions": [], "warnings": [], "questions": []}
    for claim in told["claims"]:
        for value in (v for key in ("times", "places", "quantities", "terms", "instruments") for v in claim[key]):
            value.setdefault("mention", "")
        for term in claim["terms"]:
            term.setdefault("type", "visa")
        for quantity in claim["quantities"]:
            counted = quantity["unit"] in ("person", "visa", "permit")
            measure = "planned" if claim["tense"] == "future" else MEASURES.get(claim["kind"], "other")
            quantity["measure"] = quantity.get("measure") or (measure if counted else "other")
            quantity["role"] = quantity.get("role") or "value"
    for source in told["sources"]:
        source.setdefault("mentions", [])
    told["report"]["published"].setdefault("why", "")
    return msgspec.convert(told, Record)


def filed(slug: str, record: Record) -> Filed:
    day = gold()[slug]["report"]["published"]["to"]
    return Filed(record=record, known=day, added=f"{day}T00:00:00Z", original="0" * 64, reader="test")


def perfect() -> tuple[Linked, dict[tuple[str, str], set[tuple[str, str]]]]:
    """What linking makes of the gold's own claims, and which those are."""
    records = {slug: completed(record) for slug, record in gold().items()}
    named = {(slug, c.id): {(r.report.id, c.id)} for slug, r in records.items() for c in r.claims}
    return link([filed(slug, record) for slug, record in records.items()], pack=load()), named


def as_read() -> tuple[Linked, dict[tuple[str, str], set[tuple[str, str]]]]:
    """The same of what sayso reads in the texts, each gold claim with the claims read from its words."""
    slugs = [slug for slug in gold() if (CASES / f"{slug}.md").exists()]
    records = {s: r.record for s, r in zip(slugs, read([CASES / f"{s}.md" for s in slugs]), strict=True)}
    named = {
        (slug, claim["id"]): {
            (record.report.id, one.id) for one in record.claims if overlap(claim["span"], one.span) >= SAME
        }
        for slug, record in records.items()
        for claim in gold()[slug]["claims"]
    }
    return link([filed(slug, record) for slug, record in records.items()], pack=load()), named


def overlap(a: dict[str, int], b: object) -> float:
    shared = min(a["end"], b.end) - max(a["start"], b.start)
    return shared / min(a["end"] - a["start"], b.end - b.start)


def score(linked: Linked, named: dict[tuple[str, str], set[tuple[str, str]]]) -> dict[str, float]:
    asked, origins = defaultdict(set), defaultdict(set)
    for matter in linked.matters:
        for p in matter.claims:
            asked[p.report, p.claim].add(matter.matter)
            origins[p.report, p.claim].add(p.origin)
    wanted = defaultdict(set)
    for matter in matters():
        for claim in matter["claims"]:
            wanted[claim["report"], claim["claim"]].add(matter["id"])
    found = {c: set().union(*(asked[n] for n in named.get(c, ()))) for c in wanted}
    pairs = [(bool(wanted[a] & wanted[b]), bool(found[a] & found[b])) for a, b in combinations(sorted(wanted), 2)]
    both, said, true = (sum(map(test, pairs)) for test in (all, lambda p: p[1], lambda p: p[0]))
    right = [share for matter in matters() for share in assigned(matter, named, origins)]
    return {"F1": 200 * both / (said + true), "precision": 100 * both / said, "origins": 100 * sum(right) / len(right)}


def assigned(matter, named, origins) -> Iterator[bool]:
    """For each claim of a gold matter whether its origin is the one that maps onto the gold's, one to one."""
    rows = [
        (c["origin"], {o for n in named.get((c["report"], c["claim"]), ()) for o in origins[n]})
        for c in matter["claims"]
    ]
    ours = sorted({o for _, found in rows for o in found})
    theirs = sorted({o for o, _ in rows})
    counts = np.array([[sum(g == o and f in found for o, found in rows) for f in ours] for g in theirs])
    mapped = {theirs[i]: ours[j] for i, j in zip(*linear_sum_assignment(-counts), strict=True)} if ours else {}
    return (mapped.get(origin) in found for origin, found in rows)


@pytest.mark.parametrize("claims", FLOORS)
def test_claims_are_brought_together_and_traced_back_as_well_as_before(claims):
    rows = score(*(perfect() if claims == "gold" else as_read()))
    print(claims, rows)
    assert {name: rows[name] for name, floor in FLOORS[claims].items() if rows[name] < floor} == {}
