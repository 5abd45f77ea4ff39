"""Gold to targets: PolNeAR's attributions and the claims corpus, as what the network is asked for."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import yaml

from check_corpus import KINDS, canonical, locate
from sayso.encoder.windows import Window, Words, split, windows
from sayso.packs import load

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
KIND_LIST = sorted(KINDS)
CERTAINTY = ("ct", "pr", "ps", "u")
TENSES = ("past", "present", "future")
BEGIN = {"content": 5, "source": 1, "cue": 3}
WHOLE = "mnopqrs"
"""Corpus files whose claims keep their adjuncts, as GUIDELINES has it; the older ones cut finer and are read a third
as often."""


@dataclass
class Marked:
    """One text with word-level targets; what is not annotated in it is None."""

    words: Words
    tags: np.ndarray | None = None
    attributions: list[dict[str, list[tuple[int, int]]]] = field(default_factory=list)
    claim_tags: np.ndarray | None = None
    claims: list[tuple[int, int, tuple[int, ...], list[int]]] = field(default_factory=list)
    """(first word, after last, (polarity, certainty, hearsay, tense, kind, voice), first words of the mentions of
    whoever states it); a label is -100 where it is not known, or where the pack has none."""
    factuality: list[tuple[int, float]] = field(default_factory=list)
    """(word, whether what it tells of is a fact: -3 surely not … 3 surely)."""


@dataclass
class Row:
    """One window with its targets laid on word pieces; -100 where nothing is asked."""

    window: Window
    tags: np.ndarray
    cue_of: np.ndarray
    source_of: list[tuple[int, list[int]]]
    claim_tags: np.ndarray
    claims: list[tuple[np.ndarray, tuple[int, ...]]]
    factuality: list[tuple[int, float]]
    """(position, -3 to 3)"""
    said_by: list[tuple[np.ndarray, list[int]]]
    """A claim's or a content's positions, and where whoever states it stands: 0 for nobody or the outlet."""


def need_shared() -> None:
    if not SHARED.exists():
        sys.exit(f"expected the gold data at {SHARED}; training reads it from there and ships none of it")


def attributed(split_name: str, tokenizer: object) -> list[Marked]:
    """PolNeAR's articles with BIO tags; where spans of two roles meet, the cue wins over source over content."""
    need_shared()
    out = []
    for line in (SHARED / f"data/attribution/{split_name}.jsonl").read_text("utf-8").splitlines():
        d = json.loads(line)
        words = split(d["text"], tokenizer)
        tags = np.zeros(len(words.starts), np.int64)
        gold = []
        for a in d["attributions"]:
            gold.append(
                {
                    role: sorted(
                        {r for s in a[f"{role}_spans"] if (r := words.range_of(s["start"], s["end"]))[0] < r[1]}
                    )
                    for role in BEGIN
                }
            )
        for role in ("content", "source", "cue"):
            for i, j in sorted({r for g in gold for r in g[role]}, key=lambda r: r[0] - r[1]):
                tags[i] = BEGIN[role]
                tags[i + 1 : j] = BEGIN[role] + 1
        out.append(Marked(words, tags, gold))
    return out


def claimed(paths: list[Path], tokenizer: object) -> list[Marked]:
    """The claims corpus with claim tags and attributes."""
    out = []
    for path in paths:
        for report in yaml.load_all(path.read_text("utf-8"), yaml.CSafeLoader):
            if report is None:
                continue
            text = canonical(report["text"])
            words = split(text, tokenizer)
            tags = np.zeros(len(words.starts), np.int64)
            claims, cursor = [], 0
            speakers = {s["id"]: mentions(text, words, s) for s in report["sources"]}
            for c in report["claims"]:
                at = locate(text, c["q"], cursor)
                if at < 0:
                    continue
                cursor = at
                i, j = words.range_of(at, at + len(c["q"]))
                tags[i], tags[i + 1 : j] = 1, 2
                labels = (
                    int(c["pol"] == "d"), CERTAINTY.index(c["cert"]), int(bool(c.get("hs"))), TENSES.index(c["tense"]),
                    KIND_LIST.index(c["kind"]) if c.get("kind") else -100, int(c["s"] != "s0"),
                )  # fmt: skip
                claims.append((i, j, labels, [] if c["s"] == "s0" else speakers[c["s"]]))
            out.append(Marked(words, claim_tags=tags, claims=claims))
    return out


def told_kinds(tokenizer: object, shuffle: Random, together: int = 10) -> list[Marked]:
    """The sentences written for the kinds, `together` of them to a text, each one claim of which the kind is known."""
    pairs = written_kinds()
    shuffle.shuffle(pairs)
    out = []
    for at in range(0, len(pairs), together):
        group = pairs[at : at + together]
        words = split("\n\n".join(words for _, words in group), tokenizer)
        unknown = (-100,) * 4
        claims = [
            (a, b, (*unknown, KIND_LIST.index(kind), -100), [])
            for (kind, _), (a, b) in zip(group, words.paragraphs, strict=True)
        ]
        out.append(Marked(words, claims=claims))
    return out


def written_kinds() -> list[tuple[str, str]]:
    """(kind, sentence) of the sentences written for the kinds, and of the pack's examples."""
    paths = sorted((ROOT / "training/kinds").glob("*.tsv"))
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    pairs = [(kind, words) for kind, _, words in (line.partition("\t") for line in lines) if words]
    return pairs + [(kind.id, e) for kind in load().kinds for e in kind.examples]


def factual(split_name: str, tokenizer: object, together: int = 8) -> list[Marked]:
    """Sentences of the UW factuality data (Lee et al. 2015), `together` of them to a text."""
    need_shared()
    lines = (SHARED / f"data/factuality/uw.{split_name}.jsonl").read_text("utf-8").splitlines()
    out = []
    for at in range(0, len(lines), together):
        text, places = "", []
        for line in lines[at : at + together]:
            told = json.loads(line)
            text += "\n\n" * bool(text)
            starts = []
            for n, token in enumerate(told["tokens"]):
                token = {"``": "“", "''": "”"}.get(token, token)
                close = n == 0 or text.endswith(("“", "(", "$")) or re.match(r"n't$|['’”.,;:?!%)]", token)
                text += ("" if close else " ") + token
                starts.append(len(text) - len(token))
            places += [(starts[e["token_start"]], float(e["gold"])) for e in told["events"]]
        words = split(text, tokenizer)
        out.append(Marked(words, factuality=[(words.range_of(p, p + 1)[0], value) for p, value in places]))
    return out


def mentions(text: str, words: Words, source: dict[str, Any]) -> list[int]:
    """The first words of a source's mentions, looked for in the order of the text."""
    out, cursor = [], 0
    for quote in source.get("mentions") or []:
        found = re.compile(rf"(?<!\w){re.escape(quote)}(?!\w)")
        m = found.search(text, cursor) or found.search(text)
        if m:
            cursor = m.end()
            out.append(words.range_of(*m.span())[0])
    return out


def rows(marked: Marked, shuffle: Random | None = None) -> list[Row]:
    return [_row(marked, w) for w in windows(marked.words, shuffle=shuffle)]


def _row(m: Marked, window: Window) -> Row:
    size = len(window.ids)
    first = window.words >= 0
    at = window.words[first]
    place = {int(w): p for p, w in enumerate(window.words) if w >= 0}
    tags, cue_of, claim_tags = (np.full(size, -100, np.int64) for _ in range(3))
    source_of: list[tuple[int, list[int]]] = []
    claims, said_by = [], []
    if m.tags is not None:
        tags[first] = m.tags[at]
        for g in m.attributions:
            cues = [place[i] for i, _ in g["cue"] if i in place]
            if not cues:
                continue
            for i, j in g["content"]:
                for k in range(i, j):
                    if k in place and m.tags[k] in (5, 6):
                        cue_of[place[k]] = cues[0]
            sources = [place[i] for i, _ in g["source"] if i in place] or [0]
            source_of.append((cues[0], sources))
            said_by += [
                (np.array(at), sources)
                for i, j in g["content"]
                if (at := [place[k] for k in range(i, j) if k in place])
            ]
    if m.claim_tags is not None:
        claim_tags[first] = m.claim_tags[at]
    for i, j, labels, speaker in m.claims:
        span = np.array([place[k] for k in range(i, j) if k in place])
        if len(span):
            near = [0] if labels[-1] == 0 else [place[k] for k in speaker if k in place]
            claims.append((span, labels))
            said_by += [(span, near)] if near else []
    factuality = [(place[word], value) for word, value in m.factuality if word in place]
    return Row(window, tags, cue_of, source_of, claim_tags, claims, factuality, said_by)
