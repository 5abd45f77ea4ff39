"""Near-copies found among many reports: sayso beside datasketch, in one run.

    python bench/copies.py [--peer PYTHON] [--reports 100000]

`--peer` is the interpreter of an environment with bench/requirements.txt. The reports are made up, the same in every
run: words drawn by Zipf's law from a made-up vocabulary, 150 to 450 each. One in twenty is a near-copy of another, a
third each with up to a fifth of its words replaced one by one, cut out and others added at the end, or its first part
put last. sayso does all of `relate`: candidates, exact passages, credits, relations; datasketch does MinHash of runs of
three words and LSH, one query a report (128 permutations, threshold 0.3). One process each; sayso cuts texts into
words on all cores. Time of the processor is given too, for machines that do other things. A false pair is one that was
not planted, a copy of the same original included.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

COPIES = 0.05
VOCABULARY = 50_000
CHANGED = 0.2

COMMON = """
import json, sys, time
texts = json.load(open(sys.argv[1], encoding="utf-8"))
def run(find):
    find(texts[:100])
    began, before = time.perf_counter(), time.process_time()
    pairs = find(texts)
    took, work = time.perf_counter() - began, time.process_time() - before
    json.dump({"seconds": took, "cpu": work, "pairs": sorted(pairs)}, open(sys.argv[2], "w"))
"""

SAYSO = """
from sayso.linking.copies import relate
from sayso.model import Published, Report
def find(texts):
    day = Published(why="Made up.")
    reports = [Report(id=f"{n:09}", published=day, text=text) for n, text in enumerate(texts)]
    return {(int(r.a), int(r.b)) for r in relate(reports)}
run(find)
"""

DATASKETCH = """
from datasketch import MinHash, MinHashLSH
def find(texts):
    lsh, pairs = MinHashLSH(threshold=0.3, num_perm=128), set()
    for n, text in enumerate(texts):
        words = text.split()
        runs = {" ".join(words[k : k + 3]).encode() for k in range(len(words) - 2)}
        sketch = MinHash(num_perm=128)
        sketch.update_batch(list(runs))
        pairs.update((other, n) for other in lsh.query(sketch))
        lsh.insert(n, sketch)
    return pairs
run(find)
"""


def reports(n: int) -> tuple[list[str], set[tuple[int, int]]]:
    """`n` texts and the pairs (original, copy) among them; same `n`, same texts."""
    rng = np.random.default_rng(20191222)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    vocabulary = np.array(["".join(rng.choice(letters, rng.integers(2, 11))) for _ in range(VOCABULARY)])
    chances = np.cumsum(1 / np.arange(1, VOCABULARY + 1))

    def draw(k: int) -> np.ndarray:
        return np.searchsorted(chances, rng.random(k) * chances[-1])

    originals = n - int(n * COPIES)
    texts = [draw(int(rng.integers(150, 451))) for _ in range(originals)]
    planted = set()
    for copy in range(originals, n):
        original = int(rng.integers(originals))
        words = texts[original].copy()
        k = int(len(words) * rng.uniform(0, CHANGED))
        if copy % 3 == 0:
            words[rng.choice(len(words), k, replace=False)] = draw(k)
        elif copy % 3 == 1:
            cut = int(rng.integers(len(words) - k + 1))
            words = np.concatenate([words[:cut], words[cut + k :], draw(k)])
        else:
            words = np.concatenate([words[k:], words[:k]])
        planted.add((original, copy))
        texts.append(words)
    return [" ".join(vocabulary[words]) for words in texts], planted


def measured(python: str, code: str, texts: Path) -> tuple[float, float, set[tuple[int, int]]]:
    out = texts.with_name("out.json")
    done = subprocess.run([python, "-c", COMMON + code, str(texts), str(out)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    told = json.loads(out.read_text())
    return told["seconds"], told["cpu"], {(a, b) for a, b in told["pairs"]}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--peer", default=sys.executable)
    ap.add_argument("--reports", type=int, default=100_000)
    a = ap.parse_args()
    texts, planted = reports(a.reports)
    taken = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(texts))
        for name, python, code in (("sayso", sys.executable, SAYSO), ("datasketch", a.peer, DATASKETCH)):
            *taken[name], found = measured(python, code, path)
            right = f"recall {len(found & planted) / len(planted):.4f} of {len(planted)}   false {len(found - planted)}"
            print(f"{name:10} {taken[name][0]:7.1f} s, of processor {taken[name][1]:7.1f} s   {right}", flush=True)
    elapsed, work = (peer / own for peer, own in zip(taken["datasketch"], taken["sayso"], strict=True))
    print(f"datasketch / sayso: {elapsed:.1f}, of processor {work:.1f}")


if __name__ == "__main__":
    main()
