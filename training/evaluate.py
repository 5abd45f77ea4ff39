"""Score a network in training with the scorers of the gold data."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
import torch

from examples import SHARED, Marked, rows
from network import ATTRIBUTES, Network, pooled
from sayso.encoder.network import Encoded, encode_with
from sayso.encoder.windows import Window
from sayso.reading.attributions import best_path, find, log_softmax, runs


@cache
def faster_in_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 faster than float32; tried, since no flag says it for all."""
    seconds = []
    for kind in (torch.float32, torch.bfloat16):
        x, w = torch.ones(512, 384, dtype=kind), torch.ones(384, 384, dtype=kind)
        x @ w
        began = time.perf_counter()
        x @ w
        seconds.append(time.perf_counter() - began)
    return seconds[1] < seconds[0]


def precise() -> torch.autocast:
    """The precision to compute in, as a context."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=faster_in_bfloat16())


@torch.no_grad()
def encoded(net: Network, texts: list[Marked]) -> list[Encoded]:
    net.eval()

    def answer(rows: Sequence[Window]) -> Iterator[tuple[np.ndarray, ...]]:
        for at in range(0, len(rows), 16):
            batch = rows[at : at + 16]
            with precise():
                out = net(*(torch.from_numpy(x) for x in padded(batch)))[:3]
            for k, row in enumerate(batch):
                yield tuple(o[k, : len(row.ids)].float().numpy() for o in out)

    return encode_with(answer, [m.words for m in texts])


def padded(rows: Sequence[Window]) -> tuple[np.ndarray, ...]:
    """ids, shapes, mask `[B, S]`, zero where a row is shorter than the longest."""
    longest = max(len(w.ids) for w in rows)
    ids, shapes, mask = (np.zeros((len(rows), longest), np.int64) for _ in range(3))
    for k, w in enumerate(rows):
        size = len(w.ids)
        ids[k, :size], shapes[k, :size], mask[k, :size] = w.ids, w.shapes, 1
    return ids, shapes, mask


def attribution_scores(net: Network, dev: list[Marked]) -> dict[str, float]:
    return score_encoded(encoded(net, dev))


def score_encoded(answers: list[Encoded]) -> dict[str, float]:
    """The scorer's F1 values over PolNeAR dev."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for e in answers:
            found = [
                {f"{role}_spans": [span(e, r) for r in getattr(a, role)] for role in ("source", "cue", "content")}
                for a in find(e)
            ]
            f.write(json.dumps({"text": e.words.text, "attributions": found}) + "\n")
        f.flush()
        script = SHARED / "score/attribution.py"
        done = subprocess.run(
            [sys.executable, str(script), str(SHARED / "data/attribution/dev.jsonl"), f.name],
            capture_output=True, text=True, check=True, cwd=script.parent,
        )  # fmt: skip
    return {line[:34].strip(): float(line.split(" f ")[1]) for line in done.stdout.splitlines() if " f " in line}


def span(e: Encoded, r: tuple[int, int]) -> dict[str, object]:
    start, end = e.words.starts[r[0]], e.words.ends[r[1] - 1]
    return {"start": start, "end": end, "text": e.words.text[start:end]}


@torch.no_grad()
def factuality_scores(net: Network, held: list[Marked]) -> dict[str, float]:
    """Pearson's r and mean absolute error on a scale of -3 to 3, as the field reports them."""
    net.eval()
    mine, theirs = [], []
    for row in (row for m in held for row in rows(m)):
        said = net(*(torch.from_numpy(x) for x in padded([row.window])))[3][0, :, 0].float().numpy()
        mine += [said[at] for at, _ in row.factuality]
        theirs += [value for _, value in row.factuality]
    if not mine:
        return {}
    a, b = np.array(mine), np.array(theirs)
    return {"r": round(float(np.corrcoef(a, b)[0, 1]), 3), "mae": round(float(np.abs(a - b).mean()), 3)}


@torch.no_grad()
def claim_scores(net: Network, held: list[Marked]) -> dict[str, float]:
    """Claims found (word Jaccard >= 0.3, as cases.py), attributes right on gold spans, F1 of rare values."""
    if not held:
        return {}
    found = gold = hit = exact = 0
    right = {k: [0, 0] for k in ATTRIBUTES}
    rare = {"denied": [0, 0, 0], "hedged": [0, 0, 0], "hearsay": [0, 0, 0]}
    for m, e in zip(held, encoded(net, held), strict=True):
        mine = [(a, b) for _, a, b in runs(best_path(log_softmax(e.tags[:, 7:]), 1))]
        theirs = [(a, b) for a, b, _, _ in m.claims]
        found, gold = found + len(mine), gold + len(theirs)
        used: set[int] = set()
        for a, b in mine:
            scored = [
                (min(b, d) - max(a, c), max(b, d) - min(a, c), n) for n, (c, d) in enumerate(theirs) if n not in used
            ]
            best = max((s for s in scored if s[0] > 0), key=lambda s: s[0] / s[1], default=None)
            if best and best[0] / best[1] >= 0.3:
                used.add(best[2])
                exact += best[0] == best[1]
        hit += len(used)
        if not m.claims:
            continue
        spans = [(0, torch.arange(a, b)) for a, b, _, _ in m.claims]
        vectors = pooled(torch.from_numpy(e.claims)[None], spans)
        labels = np.array([lab for _, _, lab, _ in m.claims])
        for n, (name, head) in enumerate(net.attributes.items()):
            guess = head(vectors[:, n]).argmax(-1).numpy()
            asked = labels[:, n] >= 0
            right[name][0] += int((guess == labels[:, n])[asked].sum())
            right[name][1] += int(asked.sum())
            key = {"polarity": "denied", "certainty": "hedged", "hearsay": "hearsay"}.get(name)
            if key:
                both = (guess == labels[:, n]) & (labels[:, n] > 0)
                for k, v in enumerate((both, guess > 0, labels[:, n] > 0)):
                    rare[key][k] += int(v.sum())
    out = {"spotted": 200 * hit / max(1, found + gold), "exact": 200 * exact / max(1, found + gold)}
    out |= {k: 100 * a / max(1, n) for k, (a, n) in right.items()}
    out |= {k: 200 * t / max(1, p + g) for k, (t, p, g) in rare.items()}
    return {k: round(v, 1) for k, v in out.items()}
