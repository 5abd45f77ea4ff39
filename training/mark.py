"""Let trained readers mark texts: soft tags and hard links, averaged, for the next reader to learn from.

`python training/mark.py --minilm DIR --out MARKS.npz --teacher RUN/weights.pt [MORE …]`

Marks PolNeAR's training articles (soft tags beside the gold), the claims corpus, and the running news texts of the
gold data for times, places and copies, whose own labels are not read. A teacher's answers over windows cut at
different places are averaged: one view's slip is another's hit (Hinton, Vinyals & Dean 2015).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from evaluate import encoded
from examples import ROOT, SHARED, Marked, attributed, claimed
from network import Network
from sayso.encoder.network import Encoded
from sayso.encoder.windows import load_tokenizer, split
from sayso.reading.attributions import find, log_softmax

UNMARKED = ("places/lgl_dev", "places/geovirus", "times/tbaq_timebank", "times/tbaq_aquaint", "copies/news_copies_dev")


def corpus_files() -> list[Path]:
    return sorted((ROOT / "training/corpus").glob("*.yaml"))


def unmarked_texts() -> list[str]:
    """Running texts of over 60 words, each once."""
    out: dict[str, None] = {}
    for name in UNMARKED:
        for line in (SHARED / f"data/{name}.jsonl").read_text("utf-8").splitlines():
            d = json.loads(line)
            for text in (d[key] for key in ("text", "a_text", "b_text") if key in d):
                if len(text.split()) > 60:
                    out[text] = None
    return list(out)


def load_marks(path: Path) -> dict[str, tuple[np.ndarray, list[dict[str, list[tuple[int, int]]]]]]:
    """Text to soft tags `[N, 7]` and the attributions a teacher found, in word ranges."""
    with np.load(path, allow_pickle=False) as f:
        tags, bounds = f["tags"], f["bounds"]
        texts, links = json.loads(f["texts"].tobytes()), json.loads(f["links"].tobytes())
    return {t: (tags[a:b], found) for t, a, b, found in zip(texts, bounds[:-1], bounds[1:], links, strict=True)}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--minilm", type=Path, required=True)
    ap.add_argument("--teacher", type=Path, nargs="+", required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    torch.set_num_threads(2)
    tokenizer = load_tokenizer(a.minilm / "tokenizer.json")
    texts = attributed("train", tokenizer) + claimed(corpus_files(), tokenizer)
    texts += [Marked(split(t, tokenizer)) for t in unmarked_texts()]
    soft = [np.zeros((len(m.words.starts), 7), np.float32) for m in texts]
    links: list[list[dict[str, object]]] = []
    for path in a.teacher:
        net = Network(**torch.load(path, weights_only=True)["config"])
        net.load_trained(path)
        answers: list[Encoded] = encoded(net, texts)
        for s, e in zip(soft, answers, strict=True):
            s += np.exp(log_softmax(e.tags[:, :7])) / len(a.teacher)
        if not links:
            links = [[{"source": f.source, "cue": f.cue, "content": f.content} for f in find(e)] for e in answers]
        print(path, "marked", len(texts), flush=True)
    bounds = np.cumsum([0, *(len(s) for s in soft)])
    np.savez_compressed(
        a.out, tags=np.concatenate(soft).astype(np.float16), bounds=bounds,
        texts=np.frombuffer(json.dumps([m.words.text for m in texts]).encode(), np.uint8),
        links=np.frombuffer(json.dumps(links).encode(), np.uint8),
    )  # fmt: skip


if __name__ == "__main__":
    main()
