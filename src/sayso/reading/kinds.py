"""What a claim is about: the kinds of a pack as directions in the space of claim vectors.

A pack's own examples place its kinds: the mean of their vectors is the kind's centre, and the nearest centre wins,
which is a linear rule (Hastie, Tibshirani & Friedman 2009, section 4.3). A pack for which a rule was fitted when
the reader was trained ships it beside its words and needs no examples at run time.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.encoder.network import CLAIM, Encoded
from sayso.reading.claims import ATTRIBUTES, pooled

Floats = npt.NDArray[np.float32]


class KindRule(msgspec.Struct, frozen=True):
    """Kinds in order, with weights `[K, 128]` and biases `[K]`."""

    kinds: tuple[str, ...]
    weights: Floats
    biases: Floats

    def choose(self, vectors: Floats) -> list[str]:
        """The kind of each of the vectors `[N, 128]`."""
        if not len(vectors):
            return []
        return [self.kinds[k] for k in (vectors @ self.weights.T + self.biases).argmax(1)]


def from_examples(examples: Sequence[tuple[str, str]], encoded: Sequence[Encoded], default: str) -> KindRule:
    """The nearest-centre rule of (kind, sentence) pairs: x·c - |c|²/2 is largest for the nearest centre c.

    A pack without examples has one kind, `default`.
    """
    if not examples:
        return KindRule((default,), np.zeros((1, CLAIM), np.float32), np.zeros(1, np.float32))
    vectors = np.stack([pooled(e.claims)[ATTRIBUTES.index("kind")] for e in encoded])
    kinds = tuple(dict.fromkeys(k for k, _ in examples))
    centres = np.stack([vectors[[n for n, (k, _) in enumerate(examples) if k == kind]].mean(0) for kind in kinds])
    return KindRule(kinds, centres.astype(np.float32), (-0.5 * (centres**2).sum(1)).astype(np.float32))
