"""A pack ready to use: the tree of facts, and lookups of what a text names. Nothing here judges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Literal

import msgspec

from sayso.errors import PackError
from sayso.model import pack as facts
from sayso.packs.finding import Entries, Finder, Hit
from sayso.packs.patterns import Area, Lexicon, Passage, Pattern, Phrases, fold, spell

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


class Pack(facts.Shape, frozen=True, kw_only=True, dict=True, eq=False):
    """One case's knowledge: the keys of all the YAML files of its folder, merged."""

    id: str
    title: str
    version: str
    about: str
    default_kind: str
    include: tuple[str, ...] = ()
    """Shipped files whose keys are merged in, such as `english/firmness`."""
    sources: dict[str, facts.Source]
    population: facts.Listed
    """Those whom the obligation concerns; `id` is the unit they are counted in."""
    words: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    fragments: dict[str, str] = msgspec.field(default_factory=dict)
    instruments: tuple[facts.Instrument, ...] = ()
    instrument_heads: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Words of which a sentence must hold one; those of the group `""` only signal, the others name a law."""
    instrument_names: tuple[facts.Rule, ...] = ()
    """How texts name an instrument by its `{number}`."""
    provision_names: tuple[facts.Rule, ...] = ()
    references: tuple[facts.Reference, ...] = ()
    """How they point back to an instrument, or to a provision of one."""
    countdowns: dict[Literal["before", "after"], tuple[facts.Rule, ...]] = msgspec.field(default_factory=dict)
    """How they count toward or from a due day: groups `count` and `unit`."""
    kinds: tuple[facts.Kind, ...] = ()
    vocabularies: tuple[facts.Vocabulary, ...] = ()
    marks: tuple[facts.Mark, ...] = ()
    places: tuple[facts.Place, ...] = ()
    countries: tuple[facts.Country, ...] = ()
    units: tuple[facts.Unit, ...] = ()
    measures: tuple[facts.Listed, ...] = ()

    def instrument(self, id: str) -> facts.Instrument:
        """The instrument with this id; raises `PackError` naming those there are."""
        for one in self.instruments:
            if one.id == id:
                return one
        raise PackError(f"instrument {id!r}: expected one of {[one.id for one in self.instruments]} of pack {self.id}")

    def find_terms(self, text: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """Every head noun of the vocabularies in `text[start:end]`, in order, with the entry its words name, if any."""
        folded = fold(text[:end])
        areas = [match.span() for match in PARAGRAPH.finditer(folded, start)]
        return sorted((hit for finder in self._terms for hit in finder.find(folded, areas)), key=lambda hit: hit.start)

    def find_instruments(self, text: str, sentences: Sequence[Area]) -> list[Hit]:
        """Every instrument, pointer to one and bare noun for one in the sentences of `text`, with paragraph numbers."""
        return [hit for hit in self._law.find(fold(text), sentences) if hit.entry or hit.points or hit.head]

    def find_cues(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, str, float]]:
        """The cues in one sentence, `text[start:end]`: start, end, kind, weight; several may share words."""
        folded = fold(text[start:end])
        passage = Passage(folded, (0, len(folded)))
        found = [(start + one.start, start + one.end, kind, w) for p, kind, w in self._cues for one in p.find(passage)]
        return sorted(found)

    def find_listed(
        self, what: Literal["marks", "measures", "units"], text: str, start: int = 0, end: int | None = None
    ) -> list[tuple[int, int, Any]]:
        """The listed words in `text[start:end]`, in order, the longest at a place: start, end, the fact of each."""
        return [(start + a, start + b, fact) for a, b, fact in self._listed[what].find(fold(text[start:end]))]

    def patterns(self) -> Iterator[Pattern]:
        """Every pattern of the pack, with the lexicon it is read by."""
        for finder in (*self._terms, self._law):
            yield from (*(pattern for tier in finder.tiers for pattern, _ in tier), *finder.provisions)
        yield from (pattern for pattern, _, _ in self._cues)
        yield from (Pattern(rule, self.lexicon) for rules in self.countdowns.values() for rule in rules)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words and fragments that all patterns share."""
        return Lexicon(self.words, self.fragments)

    @cached_property
    def _terms(self) -> list[Finder]:
        return [self._finder(vocabulary) for vocabulary in self.vocabularies]

    def _finder(self, vocabulary: facts.Vocabulary) -> Finder:
        forms = [(form, e.id) for e in vocabulary.entries for modifier in e.modifiers for form in spell(modifier)]
        by = {form.replace("-", " "): id for form, id in forms}
        heads = tuple(word for words in vocabulary.heads.values() for word in words)
        own = Lexicon({**self.words, "heads": heads, "modifiers": tuple(by)}, self.fragments)
        led: list[tuple[Pattern, Entries]] = [
            (Pattern(facts.Rule(match="{heads}", before=before, example=("",)), own), by) for before in LED if by
        ]
        led += [(Pattern(rule, own), entry.id) for entry in vocabulary.entries for rule in entry.rules]
        bare = [(Pattern(rule, own), None) for rule in vocabulary.references]
        return Finder(vocabulary.id, vocabulary.heads, [led, bare])

    @cached_property
    def _law(self) -> Finder:
        by = {one.number: one.id for one in self.instruments if one.number}
        number = {"number": f"(?P<by>{'|'.join(by) or '(?!)'})"}
        own = Lexicon({**self.words, "number": tuple(by)}, {**self.fragments, **number})
        named = [(Pattern(rule, own), by) for rule in self.instrument_names]
        told = [(Pattern(rule, own), one.id) for one in self.instruments for rule in one.descriptions]
        bare = [(Pattern(rule, own), None) for rule in self.references]
        names = [Pattern(rule, own) for rule in self.provision_names]
        return Finder("instruments", self.instrument_heads, [named, told, bare], names)

    @cached_property
    def _cues(self) -> list[tuple[Pattern, str, float]]:
        return [(Pattern(cue, self.lexicon), kind.id, cue.weight) for kind in self.kinds for cue in kind.cues]

    @cached_property
    def _listed(self) -> dict[str, Phrases[facts.Listed]]:
        groups = {"marks": self.marks, "measures": self.measures, "units": self.units}
        return {name: Phrases((word, one) for one in group for word in one.words) for name, group in groups.items()}
