"""How alike two claims are worded: the cosine of their content words, the rarer a word the more it weighs.

A word is cut to its stem. Its rarity is counted over the pack's own sentences and the claims that were known before, so
that no later report changes how alike two earlier claims are.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

import msgspec

from sayso.packs import Pack

STEM = 5
"""Letters kept of a word; a word of fewer than four is a function word unless it is a number."""
STROKES = str.maketrans("ŁłØøĐđĦħŦŧı", "LlOoDdHhTti")
"""Letters that Unicode does not take apart."""
_WORD = re.compile(r"\d[\d.,]*\d|\d+|\w+")


class Wording(msgspec.Struct, frozen=True):
    """The stems of a claim's words with their weights, scaled to length 1."""

    weights: Mapping[str, float]

    def likeness(self, other: Wording) -> float:
        """0 for nothing in common to 1 for the same words."""
        short, long = sorted((self.weights, other.weights), key=len)
        return sum(weight * long[stem] for stem, weight in short.items() if stem in long)

    def rarest(self, n: int) -> list[str]:
        """The stems that say most."""
        return sorted(self.weights, key=lambda stem: (-self.weights[stem], stem))[:n]


class Rarity:
    """Counts in how many sentences a stem was met so far."""

    def __init__(self, pack: Pack) -> None:
        self.met: Counter[str] = Counter()
        self.sentences = 0
        for kind in pack.kinds:
            for text in (kind.definition, *kind.examples):
                self.wording(text)
        self.met.update({stem: len(pack.kinds) for word in pack.population.words for stem in stems(word)})

    def wording(self, text: str) -> Wording:
        """The words of the next sentence, weighed by what was met before it."""
        found = stems(text)
        weights = {stem: math.log((self.sentences + 2) / (self.met[stem] + 1)) + 0.1 for stem in sorted(found)}
        self.met.update(found)
        self.sentences += 1
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return Wording({stem: weight / length for stem, weight in weights.items()})


def stems(text: str) -> set[str]:
    """The stems of a text's content words and its numbers, accents and case set aside."""
    return {
        word.replace(",", "") if word[0].isdigit() else word[:STEM]
        for word in _WORD.findall(folded(text))
        if len(word) > 3 or word[0].isdigit()
    }


def folded(text: str) -> str:
    """Small letters without accents and strokes."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(STROKES))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
