"""Fit the rule for the kinds of the pack: `python training/kinds.py [--hold b4,c4,s3]`.

Learns from the claims corpus, from sentences written for the purpose (`kinds/*.tsv`, CC0) and from the pack's own
examples, on pieces of words (`sayso.reading.grams`): a multinomial logistic regression. Writes kinds.npz beside the
reader's weights. Scores on the corpus files held back.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import scipy.sparse as sp
import yaml
from sklearn.linear_model import LogisticRegression

from examples import ROOT, written_kinds
from sayso.reading.grams import BUCKETS, buckets, weighed

HERE = Path(__file__).resolve().parent
OUT = ROOT / "src/sayso/encoder/weights/kinds.npz"


def corpus(stems: set[str], held: bool) -> list[tuple[str, str]]:
    """(kind, words) of the corpus's claims in the held files, or in the others."""
    out = []
    for path in sorted((HERE / "corpus").glob("*.yaml")):
        if (path.stem in stems) == held:
            for report in yaml.safe_load_all(path.read_text("utf-8")):
                out += [(c["kind"], c["q"]) for c in (report or {"claims": []})["claims"] if c.get("kind")]
    return out


def matrix(texts: list[str], rarity: np.ndarray) -> sp.csr_matrix:
    rows = [weighed(t, rarity) for t in texts]
    lengths = np.cumsum([0, *(len(hit) for hit, _ in rows)])
    columns = np.concatenate([np.array(hit) for hit, _ in rows])
    return sp.csr_matrix((np.concatenate([v for _, v in rows]), columns, lengths), (len(rows), BUCKETS))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--hold", default="b4,c4,s3")
    a = ap.parse_args()
    stems = set(a.hold.split(","))
    train = corpus(stems, held=False) + written_kinds()
    texts = [t for _, t in train]
    seen = np.zeros(BUCKETS)
    for t in texts:
        seen[list(buckets(t))] += 1
    rarity = (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)
    model = LogisticRegression(C=8.0, max_iter=500).fit(matrix(texts, rarity), [k for k, _ in train])
    if held := corpus(stems, held=True):
        right = model.predict(matrix([t for _, t in held], rarity)) == np.array([k for k, _ in held])
        print(f"{len(train)} examples; {100 * right.mean():.1f} % of {len(held)} held claims right")
    used = seen > 0
    np.savez_compressed(
        OUT,
        kinds=np.array(model.classes_, dtype="U"),
        weights=(model.coef_ * used).astype(np.float16),
        biases=model.intercept_.astype(np.float32),
        rarity=rarity.astype(np.float16),
    )
    print(OUT.name, f"{OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
