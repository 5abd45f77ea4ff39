"""What a claim is about: the kinds of a pack as directions in the space of claim vectors.

A pack's own examples place its kinds: the mean of their vectors is the kind's centre, and the nearest centre wins,
which is a linear rule (Hastie, Tibshirani & Friedman 2009, section 4.3). A pack for which a rule was fitted when
the reader was trained ships it beside its words and needs no examples at run time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.encoder.network import CLAIM, Encoded, FittedWords
from sayso.packs import Pack
from sayso.reading.attributions import log_softmax
from sayso.reading.claims import ATTRIBUTES, pooled
from sayso.reading.grams import Told, phrases, weighed

Floats = npt.NDArray[np.float32]
VECTOR = 0.7
"""How much the network's own opinion counts beside the words'; best from 0.5 to 1 on reports kept out of training."""
CUE = 4.0
"""What a cue of weight 1 adds to a kind's score: e^4 to one, where the vectors are undecided. Cues are for kinds that
no rule was fitted for: beside a fitted rule they added nothing on reports kept out of training."""


class KindRule(msgspec.Struct, frozen=True):
    """Kinds in order, with weights `[K, 128]` and biases `[K]` on claim vectors, and what was fitted on their words."""

    kinds: tuple[str, ...]
    weights: Floats
    biases: Floats
    fitted: FittedWords | None = None

    def choose(self, vectors: Floats, told: Sequence[Told], cues_in: Callable[[str], Mapping[str, float]]) -> list[str]:
        """The kind of each claim, by its vector `[N, 128]` and the words in and around it.

        `cues_in` gives the kinds whose cues some words hold, 0-1; it is asked only where no rule was fitted.
        """
        if not len(vectors):
            return []
        scores = vectors @ self.weights.T + self.biases
        if self.fitted is not None:
            scores = VECTOR * log_softmax(scores) + log_softmax(np.stack([_by_words(t, self.fitted) for t in told]))
            return [self.kinds[k] for k in scores.argmax(1)]
        for row, claim in zip(scores, told, strict=True):
            for kind, weight in cues_in(claim.words).items():
                row[self.kinds.index(kind)] += CUE * weight
        return [self.kinds[k] for k in scores.argmax(1)]


def subject_of(pack: Pack) -> re.Pattern[str]:
    """What a report must name for its claims to have the pack's kinds: the people concerned, or the sending State.

    A pack that names neither concerns every report.
    """
    sending = [c for c in pack.countries if c.role == "sending"]
    names = [n for c in sending for n in (c.name, *c.names, *c.demonyms, *c.metonyms)]
    names += [word.split("/")[0] for word in pack.population.words]
    return re.compile("|".join(rf"\b{re.escape(n)}" for n in sorted(set(names))), re.IGNORECASE)


def _by_words(told: Told, fitted: FittedWords) -> Floats:
    hit, values = weighed(told.parts(), fitted.rarity)
    return np.asarray(fitted.gram_weights[:, hit] @ values + fitted.gram_biases, np.float32)


def denial(words: str, fitted: FittedWords) -> float:
    """Log-odds of a claim's being denied, by its own words."""
    hit, values = weighed([(1.0, phrases(words))], fitted.rarity)
    return float(fitted.denial_weights[hit].astype(np.float32) @ values) + fitted.denial_bias


def from_training(fitted: FittedWords) -> KindRule:
    """The rule that was fitted when the reader was trained."""
    return KindRule(fitted.kinds, fitted.vector_weights, fitted.vector_biases, fitted)


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
