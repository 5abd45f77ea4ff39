"""Check the claims corpus: every quoted word is in its text, every label is known."""

import sys
from pathlib import Path
from typing import Any

import yaml

KINDS = {
    "recall-order",
    "stay-order",
    "return",
    "dispatch",
    "presence",
    "visa-issued",
    "visa-halted",
    "visa-workaround",
    "concealment",
    "prolonged-stay",
    "enforcement",
    "compliance-report",
    "motive",
    "obligation",
    "verifiability",
    "earnings",
    "other",
}
SOURCE_KINDS = {"outlet", "person", "group", "organisation", "document", "unspecified"}
PROXIMITIES = {"participant", "close", "official", "expert", "outlet", "unknown"}


def canonical(text: str) -> str:
    paragraphs = [" ".join(p.split()) for p in text.replace("\r", "").split("\n\n")]
    return "\n\n".join(p for p in paragraphs if p)


def locate(text: str, words: str, start: int) -> int:
    """Where the words stand, at or after `start`; failing that the first time; -1 if nowhere."""
    at = text.find(words, start)
    return at if at >= 0 else text.find(words)


def problems(report: dict[str, Any]) -> list[str]:
    text = canonical(report["text"])
    ids = {s["id"] for s in report["sources"]}
    wrong = [p for s in report["sources"] for p in source_problems(text, s)]
    cursor = previous_end = 0
    for i, c in enumerate(report["claims"]):
        at = locate(text, c["q"], cursor)
        if at < 0:
            wrong.append(f"claim {i}: words not in text: {c['q']!r}")
            continue
        if at < previous_end and at + len(c["q"]) > cursor:
            wrong.append(f"claim {i}: out of order or overlaps the claim before: {c['q']!r}")
        cursor, previous_end = at, at + len(c["q"])
        if "\n" in text[at:previous_end]:
            wrong.append(f"claim {i}: runs over a paragraph break")
        wrong += [f"claim {i}: {p}" for p in claim_problems(text, c, ids, report["pack"])]
    for q in report.get("questions") or []:
        if q["q"] not in text or any(not 0 <= a < len(report["claims"]) for a in q["about"]):
            wrong.append(f"question: {q}")
    return wrong


def source_problems(text: str, s: dict[str, Any]) -> list[str]:
    wrong = [f"source {s['id']}: mention not in text: {m!r}" for m in s.get("mentions") or [] if m not in text]
    if s["kind"] not in SOURCE_KINDS or s.get("proximity", "unknown") not in PROXIMITIES:
        wrong.append(f"source {s['id']}: kind {s['kind']} / proximity {s.get('proximity')}")
    return wrong


def claim_problems(text: str, c: dict[str, Any], ids: set[str], pack: str) -> list[str]:
    chain, kind = c.get("chain") or [None], c.get("kind")
    labels = {"pol": ("a", "d"), "cert": ("ct", "pr", "ps", "u"), "tense": ("past", "present", "future")}
    wrong = [f"{key} {c[key]}" for key, known in labels.items() if c[key] not in known]
    if c["s"] not in ids or chain[0] != c["s"] or chain[-1] != "s0" or not set(chain) <= ids:
        wrong.append(f"source {c['s']} / chain {chain}")
    if kind not in KINDS if pack == "dprk-workers" else kind is not None:
        wrong.append(f"kind {kind}")
    wrong += [f"hedge not in text: {h!r}" for h in c.get("hedges") or [] if h not in text]
    if bool(c.get("hedges")) != (c["cert"] != "ct" or bool(c.get("hs"))):
        wrong.append("hedges are given exactly where cert is not ct or hs is true")
    if c.get("cue") and c["cue"] not in text:
        wrong.append(f"cue not in text: {c['cue']!r}")
    return wrong


def main(paths: list[str]) -> int:
    bad = n = 0
    for path in paths:
        for report in yaml.safe_load_all(Path(path).read_text("utf-8")):
            if report is None:
                continue
            n += 1
            for p in problems(report):
                bad += 1
                print(f"{path} {report.get('id')}: {p}")
    print(f"{n} reports, {bad} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
