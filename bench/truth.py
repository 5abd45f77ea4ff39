"""A million statements weighed, beside the same method with dictionaries and loops.

    python bench/truth.py [--claims 1000000]

The peer gets one in fifty of the questions with all their statements, and its time is taken times fifty: its cost a
round is linear in statements. Both run the same number of rounds, without a look for copying; then ours with one.
"""

import argparse
import math
import resource
import time
from collections import defaultdict

import numpy as np

from sayso.weighing import truth
from sayso.weighing.truth import Model, Statements, infer

SOURCES, RIVALS, SHARE = 1_000, 10, 50


def world(claims):
    """Statements of 1,000 sources on a tenth as many questions as claims; answer 0 of each is true."""
    rng = np.random.default_rng(7)
    items = claims // 10
    reliability = rng.beta(8, 3, SOURCES)
    pairs = np.unique(np.stack([rng.integers(0, SOURCES, claims), rng.integers(0, items, claims)], 1), axis=0)
    source, item = pairs.T
    right = rng.random(len(source)) < reliability[source]
    answer = np.where(right, 0, rng.integers(1, RIVALS + 1, len(source)))
    return Statements(source, item, item * (RIVALS + 1) + answer, np.ones(len(source))), reliability


def plain(rows, rounds):
    """ACCU with dictionaries: by question, by answer, by source."""
    by_item = defaultdict(lambda: defaultdict(list))
    for source, item, value in rows:
        by_item[item][value].append(source)
    reliability = dict.fromkeys({source for source, _, _ in rows}, 0.7)
    belief = {}
    for _ in range(rounds):
        for item, answers in by_item.items():
            scores = {}
            for value, sources in answers.items():
                scores[value] = sum(math.log(RIVALS * reliability[s] / (1 - reliability[s])) for s in sources)
            top = max(scores.values())
            total = sum(math.exp(score - top) for score in scores.values())
            total += max(RIVALS + 1 - len(scores), 0) * math.exp(-top)
            belief[item] = {value: math.exp(score - top) / total for value, score in scores.items()}
        sums, counts = defaultdict(float), defaultdict(int)
        for source, item, value in rows:
            sums[source] += belief[item][value]
            counts[source] += 1
        reliability = {s: (0.7 * 5 + sums[s]) / (5 + counts[s]) for s in reliability}
    return belief


def timed(work):
    """The shortest of three runs, in seconds, and what came of it."""
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return min(seconds), result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    said, reliability = world(parser.parse_args().claims)
    model = dict(right=np.full(SOURCES, 0.7), weight=np.full(SOURCES, 5.0), rivals=float(RIVALS))
    rounds, truth.ROUNDS, truth.SETTLED = 10, 10, 0.0
    ours, _ = timed(lambda: infer(said, Model(**model, copying=False)))
    full, beliefs = timed(lambda: infer(said, Model(**model)))
    part = said.item % SHARE == 0
    rows = list(zip(*(x[part].tolist() for x in (said.source, said.item, said.value)), strict=True))
    theirs, _ = timed(lambda: plain(rows, rounds))
    peak, whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, theirs * SHARE
    print(f"{len(said.source):,} statements, {said.item.max() + 1:,} questions, {SOURCES:,} sources, {rounds} rounds")
    print(f"sayso {ours:.2f} s, with copying {full:.1f} s, peak {peak:.2f} GB")
    print(f"dictionaries {theirs:.2f} s for one part in {SHARE}: {whole:.0f} s, {whole / ours:.0f} times as long")
    print(f"reliabilities off by {np.abs(beliefs.reliability - reliability).mean():.3f} on average")


if __name__ == "__main__":
    main()
