"""Narrow a network's inner layers: `python training/narrow.py RUN/weights.pt --minilm DIR --inner 1024 --out FILE`.

Keeps the inner units that matter most, by their mean activation on PolNeAR articles times the length of their output
weights (Michel, Levy & Neubig 2019 score heads alike; Molchanov et al. 2017 for units). Training goes on afterwards.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812

from evaluate import padded
from examples import attributed, rows
from network import Network
from sayso.encoder.windows import load_tokenizer


@torch.no_grad()
def importance(net: Network, batches: list[tuple[torch.Tensor, ...]]) -> list[torch.Tensor]:
    """Per layer, a score for each inner unit."""
    sums = [torch.zeros(layer.f1.out_features) for layer in net.layers]
    hooks = [
        layer.f1.register_forward_hook(lambda _m, _i, out, n=n: sums[n].add_(F.gelu(out).abs().mean((0, 1))))
        for n, layer in enumerate(net.layers)
    ]
    net.eval()
    for batch in batches:
        net(*batch)
    for hook in hooks:
        hook.remove()
    return [s * layer.f2.weight.norm(dim=0) for s, layer in zip(sums, net.layers, strict=True)]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--minilm", type=Path, required=True)
    ap.add_argument("--inner", type=int, required=True)
    ap.add_argument("--articles", type=int, default=60)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    tokenizer = load_tokenizer(a.minilm / "tokenizer.json")
    saved = torch.load(a.weights, weights_only=True)
    net = Network(**saved["config"])
    net.load_trained(a.weights)
    found = [row.window for m in attributed("train", tokenizer)[: a.articles] for row in rows(m)]
    scores = importance(
        net, [tuple(torch.from_numpy(x) for x in padded(found[k : k + 8])) for k in range(0, len(found), 8)]
    )
    weights = net.state_dict()
    for n, score in enumerate(scores):
        keep = score.topk(a.inner).indices.sort().values
        print(f"layer {n}: kept {float(score[keep].sum() / score.sum()):.3f} of the importance")
        for name, axis in (("f1.weight", 0), ("f1.bias", 0), ("f2.weight", 1)):
            weights[f"layers.{n}.{name}"] = weights[f"layers.{n}.{name}"].index_select(axis, keep)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    config = {**saved["config"], "inner": a.inner}
    torch.save({"config": config, "weights": weights, "attributes": saved["attributes"]}, a.out)


if __name__ == "__main__":
    main()
