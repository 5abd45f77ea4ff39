"""Train the reader: `python training/train.py --out training/runs/NAME [--claims 1]`.

AdamW (Loshchilov & Hutter 2019); linear warm-up, a stretch at the full rate, linear decay (`--down`; Hu et al. 2024),
so that a run can be gone on from; an exponential moving average of the weights as the result. bfloat16 where the
processor multiplies it faster than float32: many only emulate it, a hundred times slower. Batches have one of a few
fixed lengths: other shapes make the CPU kernels plan anew.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer

from evaluate import attribution_scores, claim_scores, factuality_scores, precise
from examples import ROOT, WHOLE, Marked, Row, attributed, claimed, factual, rows, told_kinds
from network import ATTRIBUTES, LINK, LINKS, Network, pooled
from sayso.encoder.windows import load_tokenizer

LENGTHS = (64, 96, 128, 160, 192, 224, 256)
PIECES = 2048
"""Word pieces a batch."""
AVERAGE = 0.998


def length(row: Row) -> int:
    return next(n for n in LENGTHS if n >= len(row.window.ids))


def batches(all_rows: list[Row], shuffle: random.Random) -> list[list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in all_rows:
        groups.setdefault(length(row), []).append(row)
    out = []
    for n, group in sorted(groups.items()):
        shuffle.shuffle(group)
        size = max(1, PIECES // n)
        out += [group[k : k + size] for k in range(0, len(group), size)]
    shuffle.shuffle(out)
    return out


def tensors(batch: list[Row]) -> tuple[torch.Tensor, ...]:
    s = length(batch[0])
    b = max(1, PIECES // s)
    out = [torch.zeros((b, s), dtype=torch.long) for _ in range(3)]
    out[2][:, 0] = 1
    for k, row in enumerate(batch):
        n = len(row.window.ids)
        out[0][k, :n] = torch.from_numpy(row.window.ids)
        out[1][k, :n] = torch.from_numpy(row.window.shapes)
        out[2][k, :n] = 1
    return tuple(out)


def stacked(batch: list[Row], name: str, s: int, b: int) -> torch.Tensor:
    y = torch.full((b, s), -100)
    for k, row in enumerate(batch):
        part = getattr(row, name)
        y[k, : len(part)] = torch.from_numpy(part)
    return y


def losses(net: Network, batch: list[Row], weights: dict[str, float]) -> torch.Tensor:
    ids, shapes, mask = tensors(batch)
    with precise():
        tags, links, claim, factuality = (out.float() for out in net(ids, shapes, mask))
    b, s = ids.shape
    gold = stacked(batch, "tags", s, b)
    loss = torch.zeros(())
    if (gold >= 0).any():
        loss = F.cross_entropy(tags[..., :7].reshape(-1, 7), gold.view(-1), ignore_index=-100)
    loss = loss + weights["links"] * link_loss(links.view(b, s, LINKS, LINK), batch, mask)
    gold = stacked(batch, "claim_tags", s, b)
    if (gold >= 0).any():
        spotted = F.cross_entropy(tags[..., 7:].reshape(-1, 3), gold.view(-1), ignore_index=-100)
        loss = loss + weights["claims"] * spotted
    loss = loss + weights["claims"] * attribute_loss(net, claim, batch)
    return loss + weights["facts"] * fact_loss(factuality[..., 0], batch)


def fact_loss(said: torch.Tensor, batch: list[Row]) -> torch.Tensor:
    asked = [(k, at, value) for k, row in enumerate(batch) for at, value in row.factuality]
    if not asked:
        return torch.zeros(())
    row, at, values = (torch.tensor(column) for column in zip(*asked, strict=True))
    return F.smooth_l1_loss(said[row, at], values)


def link_loss(links: torch.Tensor, batch: list[Row], mask: torch.Tensor) -> torch.Tensor:
    s = links.shape[1]
    loss = torch.zeros(())
    cue_of = stacked(batch, "cue_of", s, links.shape[0])
    at = (cue_of >= 0).nonzero()
    if len(at):
        scores = torch.einsum("nd,nsd->ns", links[at[:, 0], at[:, 1], 0], links[at[:, 0], :, 1]) / LINK**0.5
        scores = scores.masked_fill(mask[at[:, 0]] == 0, -1e4)
        loss = loss + F.cross_entropy(scores, cue_of[at[:, 0], at[:, 1]])
    asked = [(k, c, g) for k, row in enumerate(batch) for c, g in row.source_of]
    if asked:
        queries = torch.stack([links[k, c, 2] for k, c, _ in asked])
        loss = loss + any_of(queries, links[:, :, 3], asked, mask)
    stated = [(k, torch.from_numpy(span), g) for k, row in enumerate(batch) for span, g in row.said_by]
    if stated:
        queries = torch.stack([links[k, span, 4].mean(0) for k, span, _ in stated])
        loss = loss + any_of(queries, links[:, :, 5], stated, mask)
    return loss


def any_of(queries: torch.Tensor, keys: torch.Tensor, asked: list[Any], mask: torch.Tensor) -> torch.Tensor:
    """Minus the log of the share that falls on any of the right positions; position 0 stands for nobody."""
    rows_ = torch.tensor([a[0] for a in asked])
    scores = torch.einsum("nd,nsd->ns", queries, keys[rows_]) / LINK**0.5
    scores = F.log_softmax(scores.masked_fill(mask[rows_] == 0, -1e4), -1)
    right = torch.full(scores.shape, -1e4)
    for n, (_, _, g) in enumerate(asked):
        right[n, g] = 0
    return -torch.logsumexp(scores + right, -1).mean()


def attribute_loss(net: Network, claim: torch.Tensor, batch: list[Row]) -> torch.Tensor:
    spans = [(k, torch.from_numpy(span)) for k, row in enumerate(batch) for span, _ in row.claims]
    if not spans:
        return torch.zeros(())
    labels = torch.tensor([labels for row in batch for _, labels in row.claims])
    vectors = pooled(claim, spans)
    loss = torch.zeros(())
    for n, head in enumerate(net.attributes.values()):
        if (labels[:, n] >= 0).any():
            loss = loss + F.cross_entropy(head(vectors[:, n]), labels[:, n], ignore_index=-100)
    return loss


def optimiser(net: Network, rate: float, head_rate: float) -> torch.optim.AdamW:
    heads, matrices, vectors = [], [], []
    for name, p in net.named_parameters():
        top = name.split(".")[0]
        is_head = top in ("tags", "links", "claim", "claim_hidden", "attributes", "shapes", "factuality")
        (heads if is_head else vectors if p.dim() < 2 else matrices).append(p)
    groups = [
        {"params": matrices, "lr": rate, "weight_decay": 0.01},
        {"params": vectors, "lr": rate, "weight_decay": 0.0},
        {"params": heads, "lr": head_rate, "weight_decay": 0.01},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def epoch_rows(marked: list[Marked], shuffle: random.Random) -> list[Row]:
    return [row for m in marked for row in rows(m, shuffle)]


def arguments() -> argparse.Namespace:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--minilm", type=Path, required=True, help="folder of all-MiniLM-L6-v2 (see training/README.md)")
    ap.add_argument("--layers", default="0,1,2,3,4,5")
    ap.add_argument("--inner", type=int, default=1536)
    ap.add_argument("--start", type=Path, help="weights to go on from")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--down", type=float, default=1.0, help="the share of the run over which the rates fall to nothing")
    ap.add_argument("--claims", type=int, default=0, help="times the claims corpus is read in an epoch")
    ap.add_argument("--claims-weight", type=float, default=0.7)
    ap.add_argument("--mean", action="store_true", help="keep the mean of the last two epochs, not the last")
    ap.add_argument("--kinds", action="store_true", help="read the sentences written for the kinds, once an epoch")
    ap.add_argument("--facts-weight", type=float, default=0.0, help="read the factuality data too, with this weight")
    ap.add_argument("--hold", default="", help="claims files kept for scoring, comma-separated stems")
    ap.add_argument("--threads", type=int, default=2)
    return ap.parse_args()


def texts(a: argparse.Namespace, tokenizer: Tokenizer) -> tuple[list[Marked], list[Marked]]:
    """What is trained on, and the claims held for scoring."""
    train = attributed("train", tokenizer)
    hold = set(a.hold.split(","))
    files = sorted((ROOT / "training/corpus").glob("*.yaml"))
    held = claimed([f for f in files if f.stem in hold], tokenizer) if a.claims else []
    for f in files:
        if f.stem not in hold:
            train += claimed([f], tokenizer) * (a.claims * (3 if f.stem[0] in WHOLE else 1))
    train += told_kinds(tokenizer, random.Random(a.seed)) if a.kinds else []
    train += factual("train", tokenizer) if a.facts_weight else []
    return train, held


class Averaged:
    """An exponential moving average of a network's weights, brought up to date every few steps."""

    def __init__(self, net: Network) -> None:
        self.weights = {k: v.detach().clone() for k, v in net.state_dict().items()}
        self.steps = 0

    def follow(self, net: Network) -> None:
        self.steps += 1
        if self.steps % 5:
            return
        decay = min(AVERAGE**5, (1 + self.steps) / (10 + self.steps))
        for k, v in net.state_dict().items():
            self.weights[k].lerp_(v, 1 - decay)


class Log:
    """Lines to the screen and to the run's log."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("w")
        self.began = time.time()

    def say(self, *words: object) -> None:
        for file in (sys.stdout, self.file):
            print(*words, f"[{time.time() - self.began:.0f} s]", file=file, flush=True)


def one_epoch(net: Network, todo: list[list[Row]], schedule: Schedule, log: Log) -> None:
    net.train()
    seen: list[float] = []
    for batch in todo:
        schedule.set()
        loss = losses(net, batch, schedule.weights)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        schedule.optimiser.step()
        schedule.optimiser.zero_grad(set_to_none=True)
        schedule.average.follow(net)
        seen.append(loss.item())
        if schedule.step % 50 == 0:
            log.say(f"{schedule.step}/{schedule.total} loss {np.mean(seen[-100:]):.3f}")


class Schedule:
    """Learning rates over the whole run: up for 6 % of it, and over its last part down to nothing."""

    def __init__(self, net: Network, total: int, a: argparse.Namespace) -> None:
        self.optimiser = optimiser(net, a.rate, a.head_rate)
        self.base = [g["lr"] for g in self.optimiser.param_groups]
        self.weights = {"links": 0.3, "claims": a.claims_weight, "facts": a.facts_weight}
        self.average = Averaged(net)
        self.total, self.step, self.down = total, 0, a.down * total

    def set(self) -> None:
        left = (self.total - self.step) / self.down if self.down else 1.0
        share = min(1.0, (self.step + 1) / (0.06 * self.total)) * min(1.0, left)
        for g, rate in zip(self.optimiser.param_groups, self.base, strict=True):
            g["lr"] = rate * share
        self.step += 1


def main() -> None:
    a = arguments()
    torch.manual_seed(a.seed)
    shuffle = random.Random(a.seed)
    torch.set_num_threads(a.threads)
    torch.set_flush_denormal(True)
    a.out.mkdir(parents=True, exist_ok=True)
    log = Log(a.out / "log.txt")
    tokenizer = load_tokenizer(a.minilm / "tokenizer.json")
    train, held = texts(a, tokenizer)
    dev, facts = attributed("dev", tokenizer), factual("dev", tokenizer) if a.facts_weight else []
    net = Network(layers=len(a.layers.split(",")), inner=a.inner)
    if a.start:
        net.load_trained(a.start)
    else:
        net.load_minilm(a.minilm / "model.safetensors", [int(x) for x in a.layers.split(",")])
    schedule: Schedule | None = None
    before: dict[str, torch.Tensor] = {}
    for epoch in range(a.epochs):
        todo = batches(epoch_rows(train, shuffle), shuffle)
        schedule = schedule or Schedule(net, len(todo) * a.epochs, a)
        one_epoch(net, todo, schedule, log)
        live = {k: v.clone() for k, v in net.state_dict().items()}
        now = {k: v.clone() for k, v in schedule.average.weights.items()}
        net.load_state_dict(now)
        log.say(
            f"epoch {epoch + 1}", attribution_scores(net, dev), claim_scores(net, held), factuality_scores(net, facts)
        )
        kept = {k: (v + before[k]) / 2 for k, v in now.items()} if a.mean and before else now
        torch.save({"config": net.config, "weights": kept, "attributes": ATTRIBUTES}, a.out / "weights.pt")
        net.load_state_dict(live)
        before = now


if __name__ == "__main__":
    main()
