"""How much two texts have in common, in four measures, and what that makes them to one another."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from sayso.linking.candidates import FEWEST, neighbours
from sayso.linking.passages import INTRODUCED, tiles, unquoted
from sayso.linking.words import Words
from sayso.model.case import Kinship

COPIED = 0.5
"""Share of the shorter text's own words, in passages that stand in both, from which the shorter is a copy."""
IN_ONE_PIECE = 20
"""Own words in a row that a copy shares somewhere: lists and set phrases are shared in small pieces."""
EDITED = 0.6
"""Share of the longer text's own words that stand in the shorter in the same order, from which it is a copy however
small the pieces: an edited version of the same text."""
KIN = 0.1
"""Share of neighbouring content words from which two texts tell of the same event: independent reports on one subject
stay below."""
CREDITED = 0.05
"""The same where one names the other's publication as where it has something from."""
REWORDED = 0.11
"""The same among the own, uncapitalised words alone: names and quotations are anybody's, wording is taken over."""
LIFTED = 30
"""Own words in a row that were not written twice by chance."""


class Told(msgspec.Struct, frozen=True):
    """One text, taken apart to be compared."""

    text: str
    words: Words
    own: NDArray[np.bool_]
    """For each word, whether it stands outside quotation marks."""
    wording: frozenset[int]
    """Own words in lower case, function words left out, as they stand next to one another; hashed."""

    @classmethod
    def of_all(cls, texts: Sequence[str], subject: frozenset[int]) -> list[Told]:
        """Each text taken apart; `subject` as in `Candidates`."""
        return [cls._of(text, words, subject) for text, words in zip(texts, Words.of_all(texts), strict=True)]

    @classmethod
    def _of(cls, text: str, words: Words, subject: frozenset[int]) -> Told:
        own = unquoted(text, words)
        content = words.stems != 0
        plain = (own & words.lower)[content]
        wording = neighbours(words.stems[content])[plain[:-1] & plain[1:]]
        return cls(text, words, own, frozenset(wording.tolist()) - subject)


class Kin(msgspec.Struct, frozen=True):
    """What two texts have in common. Shares are of the shorter text, 0–1."""

    shared: float
    """Of all words, in passages."""
    own: float
    """Of its own words, in passages that neither text gives as somebody else's."""
    longest: int
    """Own words in the longest passage."""
    in_order: float
    """Of the own words of the longer text, those that stand in both in the same order."""
    neighbours: float
    wording: float

    @classmethod
    def of(cls, a: Told, b: Told, neighbours: float) -> Kin:
        a, b = sorted((a, b), key=lambda t: (len(t.own), t.text))
        passages = tiles(a.words.hashes, b.words.hashes)
        own = [_own(a, b, passage) for passage in passages]
        told = [t.words.hashes[t.own].tolist() for t in (a, b)]
        return cls(
            shared=sum(n for _, _, n in passages) / max(1, len(a.own)),
            own=sum(own) / max(1, int(a.own.sum())),
            longest=max(own, default=0),
            in_order=LCSseq.similarity(*told) / max(1, *map(len, told)),
            neighbours=neighbours,
            wording=len(a.wording & b.wording) / max(FEWEST, min(len(a.wording), len(b.wording))),
        )

    @property
    def copied(self) -> bool:
        """Most of the shorter report's own words stand in the other, some in one piece, or nearly all of both agree."""
        return (self.own >= COPIED and self.longest >= IN_ONE_PIECE) or self.in_order >= EDITED

    @property
    def taken_over(self) -> bool:
        """Wording that is nobody's name or quotation stands in both: one report was before the other's writer."""
        return self.wording >= REWORDED or self.longest >= LIFTED


def kinship(kin: Kin, *, credits: bool, credited: bool) -> Kinship:
    """What two reports are to one another.

    `credits`: one, soon after, names the other's publication as where it has something from; `credited`: some
    publication is named that both may have it from.
    """
    if kin.copied:
        return "copy"
    if credits and kin.neighbours >= CREDITED:
        return "re-report"
    if kin.neighbours < KIN:
        return "different"
    return "re-report" if credited or kin.taken_over else "same-event"


def _own(a: Told, b: Told, passage: tuple[int, int, int]) -> int:
    i, j, n = passage
    for text, at in ((a.text, int(a.words.starts[i])), (b.text, int(b.words.starts[j]))):
        if INTRODUCED.search(text[max(0, at - 10) : at]):
            return 0
    return int((a.own[i : i + n] & b.own[j : j + n]).sum())
