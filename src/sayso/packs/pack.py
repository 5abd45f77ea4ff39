"""A pack ready to use: the tree of facts, and lookups of what a text names. Nothing here judges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal

from sayso.model import pack as facts
from sayso.packs.finding import Finder
from sayso.packs.patterns import Area, Lexicon, Passage, Pattern, Phrases, fold, spell

Lists = Literal["marks", "measures", "units"]
PARAGRAPH = re.compile(r"[^\n]+")
BETWEEN = "[\"')]? [\"'(]?"
JOIN = "[\"')]?(?:,? (?:and/or|and|or) |, ?|/)(?:even |other |so called )?[\"'(]?"
JOINED = f"(?P<alone>(?P<by>{{modifiers}})){JOIN}"
LED = (
    f"<(?P<by>{{modifiers}})>{BETWEEN}",
    f"{JOINED}{{modifiers}}{BETWEEN}",
    f"{JOINED}[\\w'-]+{JOIN}[\\w'-]+{BETWEEN}",
)
"""A modifier before a head: right before it, or joined to one or two that are ("tourist and student visas")."""


class Pack(facts.Knowledge, frozen=True, kw_only=True, dict=True, eq=False):
    """One case's knowledge, and what of it a text names."""

    def find_terms(self, text: str, start: int = 0, end: int | None = None) -> list[facts.Hit]:
        """Every head noun of the vocabularies in `text[start:end]`, in order, with the entry its words name, if any."""
        folded = fold(text[:end])
        areas = [match.span() for match in PARAGRAPH.finditer(folded, start)]
        return sorted((hit for finder in self.terms for hit in finder.find(folded, areas)), key=lambda hit: hit.start)

    def find_instruments(self, text: str, sentences: Sequence[Area]) -> list[facts.Hit]:
        """Every instrument, pointer to one and bare noun for one in the sentences of `text`, with paragraph numbers."""
        return [hit for hit in self.law.find(fold(text), sentences) if hit.entry or hit.points or hit.head]

    def find_cues(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str, float]]:
        """The cues in one sentence, `text[start:end]`: start, end, kind, weight; several may share words."""
        passage = Passage(fold(text[start:end]))
        return sorted((start + m.start, start + m.end, kind, w) for p, kind, w in self.cues for m in p.find(passage))

    def find_listed(self, what: Lists, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, Any]]:
        """The listed words in `text[start:end]`, in order, the longest at a place: start, end, the fact of each."""
        return [(start + a, start + b, fact) for a, b, fact in self._listed[what].find(fold(text[start:end]))]

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words and fragments that all patterns share."""
        return Lexicon(self.words, self.fragments)

    @cached_property
    def terms(self) -> list[Finder]:
        """What finds the entries of each vocabulary."""
        return [self._finder(vocabulary) for vocabulary in self.vocabularies]

    def _finder(self, vocabulary: facts.Vocabulary) -> Finder:
        by = {form.replace("-", " "): e.id for e in vocabulary.entries for m in e.modifiers for form in spell(m)}
        heads = tuple(word for words in vocabulary.heads.values() for word in words)
        own = Lexicon({**self.words, "heads": heads, "modifiers": tuple(by)}, self.fragments)
        led = [(facts.Rule(match="{heads}", before=before, example=("",)), by) for before in LED if by]
        told = [(rule, entry.id) for entry in vocabulary.entries for rule in entry.rules]
        bare = [(rule, None) for rule in vocabulary.references]
        return Finder(vocabulary.id, vocabulary.heads, own, [[*led, *told], bare])

    @cached_property
    def law(self) -> Finder:
        """What finds the instruments."""
        by = {one.number: one.id for one in self.instruments if one.number}
        number = {"number": f"(?P<by>{'|'.join(by) or '(?!)'})"}
        own = Lexicon({**self.words, "number": tuple(by)}, {**self.fragments, **number})
        named = [(rule, by) for rule in self.instrument_names]
        told = [(rule, one.id) for one in self.instruments for rule in one.descriptions]
        bare = [(rule, None) for rule in self.references]
        return Finder("instruments", self.instrument_heads, own, [named, told, bare], self.provision_names)

    @cached_property
    def cues(self) -> list[tuple[Pattern, str, float]]:
        """The patterns that speak for a kind, with its id and their weight."""
        return [(Pattern(cue, self.lexicon), kind.id, cue.weight) for kind in self.kinds for cue in kind.cues]

    @cached_property
    def _listed(self) -> dict[str, Phrases]:
        return {"marks": Phrases(self.marks), "measures": Phrases(self.measures), "units": Phrases(self.units)}
