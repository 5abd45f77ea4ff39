"""Fit the rules on pieces of words: `python training/words.py [--hold b4,c4,s3]`.

Two logistic regressions on the words of claims (`sayso.reading.grams`): which of the pack's kinds a claim is of,
learned from the claims corpus, from sentences written for the purpose (`kinds/*.tsv`, CC0) and from the pack's own
examples; and whether it is denied, learned from the corpus. Writes words.npz beside the reader's weights, and says how
much of the corpus files held back each gets right alone.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp
import yaml
from sklearn.linear_model import LogisticRegression

from check_corpus import canonical, locate
from examples import ROOT, written_kinds
from sayso.packs import load
from sayso.reading.grams import BUCKETS, Told, phrases, weighed
from sayso.text import sentences

HERE = Path(__file__).resolve().parent
OUT = ROOT / "src/sayso/encoder/weights/words.npz"


DENIALS = {kind.id: kind.denial for kind in load().kinds if kind.denial}
"""Kinds whose denial is another kind: the corpus has it both ways ("no visas were issued")."""


class Marked(NamedTuple):
    """A claim with the words in and around it, its kind (None where the pack has none) and whether it is denied."""

    told: Told
    kind: str | None
    denied: bool


def corpus(stems: set[str], held: bool) -> list[Marked]:
    """The claims of the corpus files held back, or of the others."""
    out = []
    for path in sorted((HERE / "corpus").glob("*.yaml")):
        if (path.stem in stems) == held:
            for report in yaml.load_all(path.read_text("utf-8"), yaml.CSafeLoader):
                out += _claims(report) if report else []
    return out


def _claims(report: dict[str, Any]) -> list[Marked]:
    text, out, cursor = canonical(report["text"]), [], 0
    lines = sentences(text)
    for c in report["claims"]:
        if (at := locate(text, c["q"], cursor)) < 0:
            continue
        cursor = at
        told = Told.of(text, lines, at, at + len(c["q"]))
        kind, denied = c.get("kind"), c["pol"] == "d"
        out.append(Marked(told, DENIALS[kind], False) if denied and kind in DENIALS else Marked(told, kind, denied))
    return out


Parts = Sequence[tuple[float, Counter[int]]]


def matrix(parts: list[Parts], rarity: np.ndarray) -> sp.csr_matrix:
    rows = [weighed(p, rarity) for p in parts]
    lengths = np.cumsum([0, *(len(hit) for hit, _ in rows)])
    columns = np.concatenate([np.array(hit) for hit, _ in rows])
    return sp.csr_matrix((np.concatenate([v for _, v in rows]), columns, lengths), (len(rows), BUCKETS))


def rarity_of(told: list[Told]) -> np.ndarray:
    """How rare each bucket is among the claims; 0 for those that none hits."""
    seen = np.zeros(BUCKETS)
    for one in told:
        for _, counts in one.parts():
            seen[list(counts)] += 1
    return np.where(seen > 0, np.log((1 + len(told)) / (1 + seen)) + 1, 0).astype(np.float32)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--hold", default="b4,c4,s3")
    stems = set(ap.parse_args().hold.split(","))
    train, held = corpus(stems, held=False), corpus(stems, held=True)
    examples = [(c.told, c.kind) for c in train if c.kind] + [(Told(words), kind) for kind, words in written_kinds()]
    rarity = rarity_of([told for told, _ in examples])
    kinds = LogisticRegression(C=4.0, max_iter=500).fit(
        matrix([told.parts() for told, _ in examples], rarity), [kind for _, kind in examples]
    )
    denial = LogisticRegression(C=8.0, max_iter=500).fit(
        matrix([[(1.0, phrases(c.told.words))] for c in train], rarity), [c.denied for c in train]
    )
    told = [c for c in held if c.kind]
    right = kinds.predict(matrix([c.told.parts() for c in told], rarity)) == np.array([c.kind for c in told])
    print(f"{len(examples)} examples; {100 * right.mean():.1f} % of {len(told)} held kinds right")
    said = denial.predict(matrix([[(1.0, phrases(c.told.words))] for c in held], rarity))
    print(f"{100 * (said == np.array([c.denied for c in held])).mean():.1f} % of {len(held)} held polarities right")
    np.savez_compressed(
        OUT,
        kinds=np.array(kinds.classes_, dtype="U"),
        weights=kinds.coef_.astype(np.float16),
        biases=kinds.intercept_.astype(np.float32),
        denial_weights=denial.coef_[0].astype(np.float16),
        denial_bias=denial.intercept_[0],
        rarity=rarity.astype(np.float16),
    )
    print(OUT.name, f"{OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
