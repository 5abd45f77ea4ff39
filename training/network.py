"""The network in PyTorch: a BERT encoder (Devlin et al. 2019) in the sizes of MiniLM-L6 (Wang et al. 2020), with a
shape embedding added to the input and three heads.

    tags    7: O and begin/inside of source, cue, content (PolNeAR); 3 more: O, begin, inside of a claim
    links   6 x 96: content -> cue, cue -> source and claim -> who states it, each as query and key of a bilinear score
    claim   128 + 6: a vector per word and six pooling weights, one an attribute
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from sayso.encoder.windows import SHAPES

LINK = 96
CLAIM = 128
LINKS = 6
ATTRIBUTES = {"polarity": 2, "certainty": 4, "hearsay": 2, "tense": 3, "kind": 17, "voice": 2}
"""voice: the outlet's own, or somebody else's."""


class SharedDropout(nn.Module):
    """Dropout with one mask per sequence and feature: on a CPU the random numbers cost more than the layer."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0:
            return x
        return x * ((torch.rand(x.shape[0], 1, x.shape[2]) >= self.p).to(x.dtype) / (1 - self.p))


class Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, inner: int, p: float) -> None:
        super().__init__()
        self.heads, self.width = heads, hidden // heads
        self.q, self.k, self.v, self.o = (nn.Linear(hidden, hidden) for _ in range(4))
        self.f1, self.f2 = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.ln1, self.ln2 = nn.LayerNorm(hidden, 1e-12), nn.LayerNorm(hidden, 1e-12)
        self.drop = SharedDropout(p)
        self.plain = False
        """Attention spelt out for export; the fused kernel trains faster."""

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, s, h = x.shape
        q, k, v = (f(x).view(b, s, self.heads, self.width).transpose(1, 2) for f in (self.q, self.k, self.v))
        if self.plain:
            a = torch.softmax(torch.matmul(q, k.transpose(-1, -2)) / math.sqrt(self.width) + mask, -1)
            a = torch.matmul(a, v)
        else:
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        x = self.ln1(x + self.drop(self.o(a.transpose(1, 2).reshape(b, s, h))))
        return self.ln2(x + self.drop(self.f2(F.gelu(self.f1(x)))))


class Network(nn.Module):
    def __init__(self, layers: int = 6, hidden: int = 384, inner: int = 1536, p: float = 0.1) -> None:
        super().__init__()
        self.config = {"layers": layers, "hidden": hidden, "inner": inner, "p": p}
        self.words = nn.Embedding(30522, hidden, padding_idx=0)
        self.positions = nn.Embedding(512, hidden)
        self.shapes = nn.Embedding(SHAPES, hidden)
        nn.init.zeros_(self.shapes.weight)
        self.segment = nn.Parameter(torch.zeros(hidden))
        self.ln = nn.LayerNorm(hidden, 1e-12)
        self.drop = SharedDropout(p)
        self.layers = nn.ModuleList(Layer(hidden, 12, inner, p) for _ in range(layers))
        self.tags = nn.Linear(hidden, 10)
        self.links = nn.Linear(hidden, LINKS * LINK)
        self.claim_hidden = nn.Linear(hidden, 256)
        self.claim = nn.Linear(256, CLAIM + len(ATTRIBUTES))
        self.factuality = nn.Linear(hidden, 1)
        """Of use in training only: what it asks of the encoder, polarity and certainty need too."""
        self.attributes = nn.ModuleDict({k: nn.Linear(CLAIM, n) for k, n in ATTRIBUTES.items()})

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]].unsqueeze(0) + self.shapes(shapes) + self.segment
        x = self.drop(self.ln(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        x = self.drop(self.encode(ids, shapes, mask))
        return self.tags(x), self.links(x), self.claim(F.gelu(self.claim_hidden(x))), self.factuality(x)

    def load_trained(self, path: Path) -> None:
        """Take a trained reader's weights."""
        self.load_state_dict(torch.load(path, weights_only=True)["weights"])

    def load_minilm(self, path: Path, keep: list[int]) -> None:
        """Take MiniLM's published weights; `keep` names the layers that are used."""
        w = load_file(path)
        own = {
            "words.weight": w["embeddings.word_embeddings.weight"],
            "positions.weight": w["embeddings.position_embeddings.weight"],
            "segment": w["embeddings.token_type_embeddings.weight"][0],
            "ln.weight": w["embeddings.LayerNorm.weight"],
            "ln.bias": w["embeddings.LayerNorm.bias"],
        }
        names = {
            "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
            "o": "attention.output.dense", "ln1": "attention.output.LayerNorm",
            "f1": "intermediate.dense", "f2": "output.dense", "ln2": "output.LayerNorm",
        }  # fmt: skip
        for n, layer in enumerate(keep):
            for mine, theirs in names.items():
                for part in ("weight", "bias"):
                    own[f"layers.{n}.{mine}.{part}"] = w[f"encoder.layer.{layer}.{theirs}.{part}"]
        self.load_state_dict(own, strict=False)


def pooled(claim: Tensor, spans: list[tuple[int, Tensor]]) -> Tensor:
    """Attention-pooled claim vectors: for each (row, positions) a matrix `[attributes, CLAIM]`."""
    out = []
    for row, at in spans:
        c = claim[row, at]
        weights = torch.softmax(c[:, CLAIM:], 0)
        out.append(weights.T @ c[:, :CLAIM])
    return torch.stack(out)
