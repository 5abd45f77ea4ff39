"""Train the claim heads on, the encoder frozen: `python training/heads.py RUN/weights.pt --minilm DIR --out FILE`.

Seventeen kinds need more passes over the small claims corpus than the encoder should make. The encoder reads each
report a few times, cut into windows at different places; only the words of claims are kept.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812

from evaluate import claim_scores, padded
from examples import ROOT, Marked, claimed, rows
from network import CLAIM, Network
from sayso.encoder.windows import load_tokenizer

Claim = tuple[torch.Tensor, tuple[int, ...]]
"""Encoder states of a claim's words `[n, hidden]`, and its labels."""


@torch.no_grad()
def states(net: Network, texts: list[Marked], shuffle: random.Random | None) -> list[Claim]:
    out = []
    for m in texts:
        found = rows(m, shuffle)
        for at in range(0, len(found), 8):
            batch = found[at : at + 8]
            hidden = net.encode(*(torch.from_numpy(x) for x in padded([r.window for r in batch])))
            out += [(hidden[k, span].clone(), labels) for k, r in enumerate(batch) for span, labels in r.claims]
    return out


def vectors_of(net: Network, hidden: list[torch.Tensor]) -> torch.Tensor:
    """Pooled vectors `[claims, attributes, CLAIM]` of padded states, with dropout on the way."""
    lengths = torch.tensor([len(h) for h in hidden])
    x = F.dropout(torch.nn.utils.rnn.pad_sequence(hidden, batch_first=True), 0.2)
    claim = net.claim(F.dropout(F.gelu(net.claim_hidden(x)), 0.2))
    outside = torch.arange(x.shape[1])[None] >= lengths[:, None]
    weights = torch.softmax(claim[..., CLAIM:].masked_fill(outside[..., None], -1e4), 1)
    return weights.transpose(1, 2) @ claim[..., :CLAIM]


def fit(net: Network, claims: list[Claim], epochs: int, rate: float) -> None:
    parts = [net.claim_hidden, net.claim, net.attributes]
    optimiser = torch.optim.AdamW([p for part in parts for p in part.parameters()], lr=rate, weight_decay=0.05)
    shuffle = random.Random(3)
    total = epochs * (len(claims) // 64 + 1)
    step = 0
    for _ in range(epochs):
        shuffle.shuffle(claims)
        for at in range(0, len(claims), 64):
            batch = claims[at : at + 64]
            for g in optimiser.param_groups:
                g["lr"] = rate * (1 - step / total)
            step += 1
            vectors = vectors_of(net, [h for h, _ in batch])
            labels = torch.tensor([lab for _, lab in batch])
            loss = torch.zeros(())
            for n, head in enumerate(net.attributes.values()):
                if (labels[:, n] >= 0).any():
                    loss = loss + F.cross_entropy(head(vectors[:, n]), labels[:, n], ignore_index=-100)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--minilm", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--hold", default="b4,c4")
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--rate", type=float, default=1e-3)
    a = ap.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    tokenizer = load_tokenizer(a.minilm / "tokenizer.json")
    saved = torch.load(a.weights, weights_only=True)
    net = Network(**saved["config"])
    net.load_trained(a.weights)
    net.eval()
    files = sorted((ROOT / "training/corpus").glob("*.yaml"))
    hold = set(a.hold.split(","))
    train = claimed([f for f in files if f.stem not in hold], tokenizer)
    held = claimed([f for f in files if f.stem in hold], tokenizer)
    print("before", claim_scores(net, held), flush=True)
    cuts = [None, *(random.Random(n) for n in range(3))]
    fit(net, [c for cut in cuts for c in states(net, train, cut)], a.epochs, a.rate)
    net.eval()
    print("after", claim_scores(net, held), flush=True)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({**saved, "weights": net.state_dict()}, a.out)


if __name__ == "__main__":
    main()
