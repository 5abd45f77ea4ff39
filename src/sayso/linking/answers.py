"""What one claim can answer: which sort of question, about which place and days, counted how, yes or no.

sort    claims of a kind and of the kind that its denial affirms answer one question; a number answers by its measure;
        what is said to be done by a duty's last day answers whether the duty was met
place   the places that the claim names; else the State that its words name; else the host State whose official speaks;
        else the country that the report is about, for a count of people only where the report speaks of no other place.
        A part of a country is another place
days    those the claim states, a deadline apart; else the days on which the report can have come out
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from sayso.linking.likeness import Rarity, Wording
from sayso.linking.rulings import Named
from sayso.model import Claim, Filed, Place, PlaceMention, Quantity, Record, Term, Value
from sayso.model.pack import Country
from sayso.packs import Pack
from sayso.packs.patterns import any_of, fold

ACTS = {"stock": "presence", "inflow": "dispatch", "outflow": "return", "issued": "visa-issued"}
"""The kind of event that a measure counts."""
JOURNEYS = frozenset({"dispatch", "return"})
"""Kinds of which a plan is another question than the fact: who is to come has not come."""
PAPERS = ("visa", "permit")
THINGS = "#"
"""Before a unit: the sort of question how many there are of other things than people and papers."""
LEVELS = frozenset({"value", "from", "to", "rate"})
"""Roles in which a number answers "how many"; a share or a change does not."""
UNSAID = "an unnamed place"
"""Where a count of people does not say of which place."""
Days = tuple[int, int]
Nth = tuple[int, int]
"""Which of a claim's numbers, from 0, and how many it has."""
V = TypeVar("V")


class Counted(msgspec.Struct, frozen=True):
    """What a number counts. Numbers that differ in one of these answer different questions."""

    unit: str
    measure: str
    role: str
    terms: frozenset[str]

    def fits(self, other: Counted) -> bool:
        """Whether both count the same; a measure that was not made out fits any but a plan."""
        measures = {self.measure, other.measure}
        same = len(measures) == 1 or ("other" in measures and "planned" not in measures)
        return same and (self.unit, self.role, self.terms) == (other.unit, other.role, other.terms)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, or one of the numbers of a claim that gives several, ready to be set beside others."""

    filed: Filed
    record: Record
    claim: Claim
    number: int
    """Which of the claim's numbers, in the order of the text; 0 for a claim with one or none."""
    head: str
    """The sort of question, by the kind that affirms it."""
    denies: bool
    plan: bool
    value: Value | None
    counted: Counted | None
    place: str | None
    """ISO 3166-1 alpha-2, the names of parts, `UNSAID`, or None for the world."""
    about: str | None
    """The country that the report is about, ISO 3166-1 alpha-2."""
    days: Days
    """Ordinals, inclusive."""
    dated: bool
    """Whether the claim states them."""
    out: Days
    """When its report can have come out."""
    wording: Wording
    vector: NDArray[np.float32] | None
    """The network's view of the claim, of length 1."""

    @property
    def name(self) -> Named:
        return self.record.report.id, self.claim.id

    @property
    def key(self) -> str:
        """The same whatever else the case holds."""
        return "\0".join((self.filed.known, *self.name, str(self.number) if self.number else ""))

    @property
    def numeric(self) -> bool:
        return self.counted is not None and self.counted.role in LEVELS


class Questioner:
    """Reads answers off claims with a pack's kinds and countries."""

    def __init__(self, pack: Pack, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        self.pack = pack
        self.vectors = vectors
        self.rarity = Rarity(pack)
        self.heads = {kind.denial: kind.id for kind in pack.kinds if kind.denial}
        self.counting = frozenset(kind.id for kind in pack.kinds if kind.how_many)
        """Kinds that can be counted."""
        self.duties = [
            (duty.met_by, duty.due.isoformat(), next(kind for kind, scope in duty.met_by.items() if scope == "whole"))
            for instrument in pack.instruments
            for duty in instrument.duties
            if duty.due and duty.nature == "act" and "whole" in duty.met_by.values()
        ]
        """Of a duty the kinds that meet it, its last day, and the kind of claims that say it is met."""
        self.abroad = re.compile(rf"\b{any_of(pack.words.get('abroad', ()))}\b")
        self.states = States(pack.countries)

    def answers(self, counted: Iterable[tuple[Filed, Record]]) -> list[Answer]:
        """All that the claims answer, in the order in which they were known."""
        return [
            answer
            for filed, record in counted
            for focus in [self.states.focus(record)]
            for claim in record.claims
            for answer in self._of(filed, record, claim, focus)
        ]

    def _of(self, filed: Filed, record: Record, claim: Claim, focus: Focus | None) -> Iterator[Answer]:
        wording, out = self.rarity.wording(claim.span.text), _out(filed, record)
        counter = claim.kind in self.heads
        stated = [q for q in claim.quantities if (q.low is not None or q.high is not None) and not counter]
        same = [q for q in stated if q.unit == stated[0].unit and _sort(q) == _sort(stated[0])]
        for number, quantity in enumerate(same or [None]):
            nth = (number, len(same))
            days = _stated(claim, nth)
            counted = self._counted(claim, quantity, nth, dated=days is not None) if quantity else None
            head = self._head(claim, counted)
            place = self._place(record, claim, counted, focus, _beside(claim, same, number))
            to_come = head in JOURNEYS and claim.tense == "future" and claim.polarity == "affirmed"
            now = out if counted and counted.measure == "stock" and claim.tense == "present" else None
            yield Answer(
                filed=filed, record=record, claim=claim, number=number, head=head, place=place, counted=counted,
                denies=(claim.polarity == "denied") != counter, days=days or out, dated=days is not None, out=out,
                plan=to_come or (counted is not None and counted.measure == "planned"),
                value=_value(quantity, place, days or now) if quantity else None, wording=wording,
                about=focus.country if focus else None, vector=self._vector(filed, claim),
            )  # fmt: skip

    def _vector(self, filed: Filed, claim: Claim) -> NDArray[np.float32] | None:
        rows = self.vectors.get(filed.record.report.id)
        return None if rows is None else rows[[one.id for one in filed.record.claims].index(claim.id)]

    def _counted(self, claim: Claim, quantity: Quantity, nth: Nth, *, dated: bool) -> Counted:
        people = quantity.unit in (self.pack.population.id, "fraction")
        terms = [] if people else _respective([t.id for t in sorted(claim.terms, key=_start)], nth)
        measure = "issued" if quantity.unit in PAPERS and quantity.measure != "planned" else quantity.measure
        once = quantity.role == "from" and not dated  # an earlier level, of no day that is known
        role = "from" if once else "value" if quantity.role in LEVELS - {"rate"} else quantity.role
        return Counted(quantity.unit, measure, role, frozenset(terms))

    def _head(self, claim: Claim, counted: Counted | None) -> str:
        by_kind = self.heads.get(claim.kind, claim.kind)
        if counted is None or counted.role not in LEVELS:
            return next((head for kinds, due, head in self.duties if by_kind in kinds and _by(claim, due)), by_kind)
        if counted.unit not in (self.pack.population.id, *PAPERS):
            return f"{THINGS}{counted.unit}"
        if counted.measure == "planned":
            return by_kind if by_kind in JOURNEYS else "dispatch"
        return ACTS.get(counted.measure, by_kind if by_kind in self.counting else ACTS["stock"])

    def _speaking(self, record: Record, claim: Claim) -> str | None:
        """The host State whose official speaks: without another place named, it speaks of itself."""
        source = next((s for s in record.sources if s.id == claim.source and s.proximity == "official"), None)
        state = self.states.first(f"{source.name or ''} {source.description or ''}") if source else None
        return state if state in self.states.hosts else None

    def _place(
        self, record: Record, claim: Claim, counted: Counted | None, focus: Focus | None, named: Sequence[Place]
    ) -> str | None:
        parts = [p for p in named if not self.states.is_state(p.name, p.country)]
        whole = {p.country for p in named if p not in parts and p.country} - {p.country for p in parts}
        if named:
            return ", ".join(sorted({p.name for p in parts} | whole))
        if self.abroad.search(fold(claim.span.text)):
            return None
        if states := self.states.named(claim.span.text):
            return ", ".join(sorted(states))
        if host := self._speaking(record, claim):
            return host
        people = counted is not None and counted.unit == self.pack.population.id
        return UNSAID if focus is None or (people and not focus.alone) else focus.country


def _respective(values: list[V], nth: Nth) -> list[V]:
    """Of as many values as a claim has numbers, the one that goes with its number; else all."""
    number, numbers = nth
    return values[number : number + 1] if 1 < numbers == len(values) else values


def _sort(quantity: Quantity) -> str:
    return "level" if quantity.role in LEVELS - {"rate"} else quantity.role


def _beside(claim: Claim, numbers: Sequence[Quantity], number: int) -> list[Place]:
    """The places that go with one of a claim's numbers: those named before all of them, and those right after it."""
    hosts = sorted((p for p in claim.places if p.role in ("host", "border")), key=_start)
    starts = sorted(q.span.start for q in numbers)
    if len(starts) < 2 or all(_start(p) <= starts[0] for p in hosts):
        return _respective(hosts, (number, len(starts)))
    first, last = starts[number], starts[number + 1] if number + 1 < len(starts) else claim.span.end
    return [p for p in hosts if _start(p) < starts[0] or first < _start(p) < last]


def _start(value: Term | Place) -> int:
    return value.span.start


def _by(claim: Claim, due: str) -> bool:
    """Whether a claim is about what is done by a day."""
    return any(t.role == "deadline" and (t.earliest or "9") <= due <= (t.latest or "") for t in claim.times)


def _stated(claim: Claim, nth: Nth) -> Days | None:
    """The days that a claim states, its deadlines apart."""
    times = _respective([t for t in claim.times if t.role != "deadline" and t.earliest and t.latest], nth)
    ends = [_ordinal(day) for t in times for day in (t.earliest, t.latest) if day]
    return (min(ends), max(ends)) if ends else None


def _out(filed: Filed, record: Record) -> Days:
    """The days on which a report can have come out."""
    published = record.report.published
    return _ordinal(published.earliest or filed.known), _ordinal(published.latest or filed.known)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


class Focus(NamedTuple):
    """The country that a report is about, and whether it speaks of no other place and no part of it."""

    country: str
    alone: bool


class States:
    """Finds the host States that words name, by name, people or capital."""

    def __init__(self, countries: Sequence[Country]) -> None:
        self.countries = countries
        self.hosts = frozenset(c.id for c in countries if c.role == "host")

    def is_state(self, name: str, country: str | None) -> bool:
        """Whether a place is a country as a whole."""
        return bool(country) and (country not in self._known or fold(name) in self._names.get(country, set()))

    def named(self, words: str, *, hosts: bool = True) -> set[str]:
        """The States, ISO 3166-1 alpha-2, that the words name; only hosts, or all."""
        found = {self._by_form[m.group()] for m in self._forms.finditer(words)}
        return found & self.hosts if hosts else found

    def first(self, words: str) -> str | None:
        """The State that the words name first, host or not."""
        found = self._forms.search(words)
        return self._by_form[found.group()] if found else None

    def without(self, words: str) -> str:
        """The words without the names of States."""
        return self._forms.sub("", words)

    def focus(self, record: Record) -> Focus | None:
        """The host country that a report's title names alone, or at least half of its places lie in."""
        mentioned = [(m.country, m.name) for m in record.mentions if isinstance(m, PlaceMention)]
        places = [
            (country, name)
            for country, name in mentioned or [(p.country, p.name) for claim in record.claims for p in claim.places]
            if country in self.hosts
        ]
        counts = Counter(country for country, _ in places if country)
        titled = self.named(record.report.title or "")
        country, count = min(counts.items(), key=lambda one: (-one[1], one[0]), default=(None, 0))
        if len(titled) == 1:
            country = next(iter(titled))
        elif 2 * count < counts.total() or country is None:
            return None
        whole = (place == country and (self.is_state(name, place) or name in self._by_form) for place, name in places)
        return Focus(country, all(whole))

    @cached_property
    def _known(self) -> set[str]:
        return {c.id for c in self.countries}

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        return {c.id: {fold(n) for n in (c.name, *c.names)} for c in self.countries}

    @cached_property
    def _by_form(self) -> dict[str, str]:
        return {form: c.id for c in self.countries for form in (*c.metonyms, *c.demonyms, *c.names, c.name)}

    @cached_property
    def _forms(self) -> re.Pattern[str]:
        forms = sorted(self._by_form, key=lambda form: (-len(form), form))
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)")


def _value(quantity: Quantity, place: str | None, days: Days | None) -> Value:
    first, last = (date.fromordinal(day).isoformat() for day in days) if days else (None, None)
    return Value(
        low=quantity.low, high=quantity.high, approximate=quantity.approximate, unit=quantity.unit,
        measure=quantity.measure, earliest=first, latest=last, place=place,
    )  # fmt: skip
