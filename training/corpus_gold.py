"""The claims corpus as gold records: `python training/corpus_gold.py OUT FILE…`, to OUT/gold/*.json and OUT/texts.

For `cases.py` of the gold data: what the corpus does not mark (times, places, quantities, terms) is left empty.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from check_corpus import canonical, locate

CERTAINTY = {"ct": "certain", "pr": "probable", "ps": "possible", "u": "unknown"}


def span(text: str, words: str, cursor: int) -> dict[str, Any]:
    at = locate(text, words, cursor)
    return {"start": at, "end": at + len(words), "text": words}


def record(report: dict[str, Any]) -> dict[str, Any]:
    text = canonical(report["text"])
    sources = []
    for s in report["sources"]:
        mentions, cursor = [], 0
        for m in s.get("mentions") or []:
            mentions.append(span(text, m, cursor))
            cursor = mentions[-1]["end"]
        sources.append({
            "id": s["id"], "kind": s["kind"], "name": s.get("name"), "description": s.get("description"),
            "anonymous": bool(s.get("anonymous")), "proximity": s.get("proximity", "unknown"), "mentions": mentions,
        })  # fmt: skip
    claims, cursor = [], 0
    for n, c in enumerate(report["claims"], 1):
        place = span(text, c["q"], cursor)
        cursor = place["start"]
        claims.append({
            "id": f"c{n}", "span": place, "source": c["s"], "chain": c["chain"], "kind": c.get("kind", "other"),
            "polarity": "denied" if c["pol"] == "d" else "affirmed", "certainty": CERTAINTY[c["cert"]],
            "hearsay": bool(c.get("hs")), "tense": c["tense"], "times": [], "places": [], "quantities": [], "terms": [],
            "instruments": [],
        })  # fmt: skip
    questions = [
        {"id": f"q{n}", "span": span(text, q["q"], 0), "about": [f"c{a + 1}" for a in q["about"]]}
        for n, q in enumerate(report.get("questions") or [], 1)
    ]
    day = str(report["published"])
    published = {"from": day, "to": day} if len(day) == 10 else {}
    return {
        "sayso": 1, "report": {"text": text, "outlet": report["outlet"], "published": published}, "sources": sources,
        "claims": claims, "questions": questions,
    }  # fmt: skip


def main(out: Path, files: list[str]) -> None:
    for name in ("gold", "texts"):
        (out / name).mkdir(parents=True, exist_ok=True)
    for file in files:
        for report in yaml.safe_load_all(Path(file).read_text("utf-8")):
            if report is None:
                continue
            gold = record(report)
            (out / "gold" / f"{report['id']}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
            head = f"---\noutlet: {json.dumps(report['outlet'])}\npublished: {report['published']}\n---\n"
            (out / "texts" / f"{report['id']}.txt").write_text(head + gold["report"]["text"] + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
