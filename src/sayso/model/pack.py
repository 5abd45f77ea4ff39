"""What a pack can say: its tree of types. Every fact names its source and the day it was looked up."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from sayso.errors import PackError
from sayso.model.facts import Examples, Fact, Named, Shape, Share, Source
from sayso.model.reasoning import Evidence, Hypothesis, Outlet, SourceClass


class Rule(Shape, frozen=True, kw_only=True):
    """A pattern with the lines it must find and those it must not; docs/reference/packs.md gives the language."""

    match: str
    before: str | None = None
    """What must stand right before, `after`: right behind."""
    after: str | None = None
    require: tuple[str, ...] = ()
    """Patterns that must all be found in the same `scope`; `forbid`: none of them."""
    forbid: tuple[str, ...] = ()
    scope: Literal["sentence", "paragraph"] = "sentence"
    example: Examples
    counter: tuple[str, ...] = ()


class Sign(Rule, frozen=True, kw_only=True):
    """Words by which a claim shows of a duty: `all`, `filed`, `withheld`, `named`, `outside`, an exemption."""

    shows: str


Scope = Literal["whole", "part"]
"""What a claim of a kind, affirmed (or, of a kind that breaks the duty, denied), says to be done."""


class Duty(Named, frozen=True, kw_only=True):
    """Who owes what by when. `due` is `months` after adoption; a standing duty holds at any time."""

    provision: str | None = None
    """The paragraph, None where its number was not confirmed."""
    nature: Literal["act", "forbear", "report"]
    bearer: str
    covers: tuple[str, ...] = ()
    due: datetime.date | None = None
    months: int | None = None
    standing: bool = False
    reports_from: datetime.date | None = None
    reports_to: datetime.date | None = None
    """The days, inclusive, that a report duty covers."""
    exemptions: dict[str, str] = msgspec.field(default_factory=dict)
    written: tuple[str, ...] = ()
    """How texts write the due day, the year left out where they leave it out."""
    misdated: tuple[datetime.date, ...] = ()
    """Days that some texts give for the due day, wrongly."""
    met_by: dict[str, Scope] = msgspec.field(default_factory=dict)
    """Kinds that speak for it where they affirm, and against it where they deny; `broken_by`: the other way round."""
    broken_by: dict[str, Scope] = msgspec.field(default_factory=dict)
    moved_by: tuple[str, ...] = ()
    """Kinds of orders whose day is set against the due day."""
    whatever: tuple[str, ...] = ()
    """Vocabularies whose entries make no difference to it."""
    narrowed_to: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """By vocabulary, the entries it is about: a claim that names others only does not bear on it."""
    signs: tuple[Sign, ...] = ()


class Instrument(Named, frozen=True, kw_only=True):
    """A legal instrument: its number in the series that `numbered` names, and how it is told without one."""

    number: str | None = None
    symbol: str | None = None
    adopted: datetime.date
    duties: tuple[Duty, ...]
    descriptions: tuple[Rule, ...] = ()
    """Counted only where they fit one instrument. A wrong number in common use is a description too."""


class Cue(Rule, frozen=True, kw_only=True):
    """Words that speak for a kind, the more the greater `weight`."""

    weight: Share


class Kind(Named, frozen=True, kw_only=True):
    """What a claim can be about."""

    definition: str
    sense: str | None = None
    """What affirmed means, where the kind has two sides."""
    denial: str | None = None
    """The kind whose affirmation a denial of this one is: visas not issued are visas halted."""
    reach: dict[str, Literal["sentence", "paragraph", "report"]] = msgspec.field(default_factory=dict)
    """How far a claim of this kind looks for a value it leaves unsaid: by vocabulary id, or `instruments`."""
    cues: tuple[Cue, ...] = ()
    examples: tuple[str, ...] = ()
    question: str | None = None
    """What claims of the kind answer, `{place}`, `{when}`, `{who}` to be filled in; ends in a question mark.

    With `{said}`, the claim's own words, each claim is its own question, and joins only others that are worded alike.
    """
    how_many: str | None = None
    """The same where they give numbers: "How many … were in {place} {when}?"; `{unit}` is what is counted."""


class Entry(Named, frozen=True, kw_only=True):
    """One word of a vocabulary: `modifiers` stand before a head ("tourist visa"), `rules` find the rest."""

    modifiers: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    example: Examples
    counter: tuple[str, ...] = ()


class Reference(Rule, frozen=True, kw_only=True):
    """Words that point back: to the nearest earlier entry with the same head or with any, else `default`; or in law."""

    to: Literal["entry", "any", "instrument", "provision"] = "entry"
    default: str | None = None


class Vocabulary(Named, frozen=True, kw_only=True):
    """A closed list of things a claim can name, told apart by the words before a head noun."""

    heads: dict[str, tuple[str, ...]]
    entries: tuple[Entry, ...]
    references: tuple[Reference, ...] = ()


class Listed(Named, frozen=True, kw_only=True):
    """Plain words and phrases that stand for `id`, with lines in which they do and in which they must not."""

    words: tuple[str, ...]
    example: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()


class Unit(Listed, frozen=True, kw_only=True):
    """What can be counted, an amount of money, or a period that turns a count into a rate; and its nouns."""

    nature: Literal["thing", "share", "money", "period"] = "thing"


class Mark(Listed, frozen=True, kw_only=True):
    """Words that lower the source's commitment (`level`, FactBank's) or show that something was heard."""

    level: Literal["probable", "possible", "unknown"] | None = None
    hearsay: bool = False
    """The writer marks that it was heard; False for passives of thinking and counting."""
    part: Literal["thinking-verb", "verb", "adverb", "modal", "adjective", "noun", "phrase", "passive"]
    voice: Literal["outlet", "unspecified"] | None = None
    """Who then speaks, where these words name nobody."""


class Place(Fact, frozen=True, kw_only=True):
    """A border, region, province or town with its spellings; WGS 84 degrees of a point that stands for it."""

    name: str
    kind: Literal["border", "region", "province", "town"]
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2; a claim about a border is taken to be about the first."""
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    names: tuple[str, ...] = ()
    weight: Share = 0.0
    """How much it matters to the case, against a namesake."""


class Country(Fact, frozen=True, kw_only=True):
    """A country of the case (ISO 3166-1 alpha-2): its people, and capitals and houses that stand for its State."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    weight: Share = 0.0
    role: Literal["sending", "host", "other"] = "host"


class Knowledge(Shape, frozen=True, kw_only=True):
    """One case's knowledge: the keys of all the YAML files of its folder, merged."""

    id: str
    title: str
    version: str
    about: str
    default_kind: str
    include: tuple[str, ...] = ()
    """Shipped files whose keys are merged in, such as `english/firmness`."""
    sources: dict[str, Source]
    population: Listed
    """Those whom the obligation concerns; `id` is the unit they are counted in."""
    words: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    fragments: dict[str, str] = msgspec.field(default_factory=dict)
    instruments: tuple[Instrument, ...] = ()
    instrument_heads: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Words of which a sentence must hold one; those of the group `""` only signal, the others name a law."""
    instrument_names: tuple[Rule, ...] = ()
    """How texts name an instrument by its `{number}`."""
    provision_names: tuple[Rule, ...] = ()
    references: tuple[Reference, ...] = ()
    """How they point back to an instrument, or to a provision of one."""
    countdowns: dict[Literal["before", "after"], tuple[Rule, ...]] = msgspec.field(default_factory=dict)
    """How they count toward or from a due day: groups `count` and `unit`."""
    kinds: tuple[Kind, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()
    marks: tuple[Mark, ...] = ()
    places: tuple[Place, ...] = ()
    countries: tuple[Country, ...] = ()
    units: tuple[Unit, ...] = ()
    measures: tuple[Listed, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    source_classes: tuple[SourceClass, ...] = ()
    outlets: tuple[Outlet, ...] = ()

    def instrument(self, id: str) -> Instrument:
        """The instrument with this id; raises `PackError` naming those there are."""
        for one in self.instruments:
            if one.id == id:
                return one
        raise PackError(f"instrument {id!r}: expected one of {[one.id for one in self.instruments]} of pack {self.id}")


class Hit(NamedTuple):
    """Words that name an `entry`; without one they point back (`points` says to what, else `default`), or are bare."""

    start: int
    end: int
    vocabulary: str
    entry: str | None
    head: str = ""
    """The group of the head noun: "visa", "permit"."""
    points: str = ""
    default: str | None = None
    provision: str | None = None


class Voices(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language's words for those who speak; lower case except the names of outlets and agencies."""

    source: str
    licence: str
    as_of: datetime.date
    people: dict[str, tuple[str, ...]]
    """By proximity, nouns in the singular."""
    quantities: frozenset[str]
    """Words that stand for people by their number alone: one, another, both."""
    irregular: dict[str, str]
    """Plural to singular."""
    close: tuple[str, ...]
    asks_anonymity: tuple[str, ...]
    documents: frozenset[str]
    organisations: frozenset[str]
    outlet_words: frozenset[str]
    outlet_name_words: frozenset[str]
    agencies: frozenset[str]
    outlets: frozenset[str]
    titles: frozenset[str]
    states: frozenset[str]
    """Names of States, capitals, and what else stands for a government."""
    honorifics: frozenset[str]


def every(value: Any) -> Iterator[Fact]:
    """All facts in a pack or a part of one, those inside facts included."""
    if isinstance(value, Fact):
        yield value
    if isinstance(value, Shape):
        value = tuple(getattr(value, name) for name in value.__struct_fields__)
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
        yield from every(each)
