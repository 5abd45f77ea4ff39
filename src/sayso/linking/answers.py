"""What one claim can answer: which sort of question, about which place and days, counted how, yes or no.

sort    claims of a kind and of the kind that its denial affirms answer one question; a number answers by its measure
place   the places that the claim names; else the State that its words name; else, where a State acts, the State that
        the report is about. What a part of a country holds is another question than what the country holds
days    those the claim states, a deadline apart; else the days on which the report can have come out
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

import msgspec

from sayso.linking.likeness import Rarity, Wording
from sayso.linking.rulings import Named
from sayso.model import Claim, Filed, PlaceMention, Quantity, Record, Value
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
    days: Days
    """Ordinals, inclusive."""
    wording: Wording

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

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.rarity = Rarity(pack)
        self.heads = {kind.denial: kind.id for kind in pack.kinds if kind.denial}
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

    def _of(self, filed: Filed, record: Record, claim: Claim, focus: str | None) -> Iterator[Answer]:
        wording = self.rarity.wording(claim.span.text)
        counter = claim.kind in self.heads
        stated = [q for q in claim.quantities if (q.low is not None or q.high is not None) and not counter]
        same = [q for q in stated if (q.unit, q.role) == (stated[0].unit, stated[0].role)]
        for number, quantity in enumerate(same or [None]):
            counted = self._counted(claim, quantity, same) if quantity else None
            head = self._head(claim, counted)
            place = self._place(claim, counted, focus)
            days = self._days(filed, record, claim, number if len(same) > 1 else None)
            yield Answer(
                filed=filed, record=record, claim=claim, number=number, head=head,
                denies=(claim.polarity == "denied") != counter,
                plan=(counted is not None and counted.measure == "planned") or (
                    head in JOURNEYS and claim.tense == "future" and claim.polarity == "affirmed"),
                value=_value(quantity, counted, place, days, claim) if quantity and counted else None,
                counted=counted, place=place, days=days[0], wording=wording,
            )  # fmt: skip

    def _counted(self, claim: Claim, quantity: Quantity, same: Sequence[Quantity]) -> Counted:
        paper = quantity.unit not in (self.pack.population.id, "fraction")
        terms = sorted({(t.span.start, t.id) for t in claim.terms}) if paper else []
        if len(same) > 1 and len(terms) == len(same):  # "16,613 tourist visas and 10,345 student visas"
            terms = [terms[same.index(quantity)]]
        return Counted(quantity.unit, quantity.measure, quantity.role, frozenset(id for _, id in terms))

    def _head(self, claim: Claim, counted: Counted | None) -> str:
        by_kind = self.heads.get(claim.kind, claim.kind)
        if counted is None or counted.role not in LEVELS:
            return by_kind
        if counted.unit not in (self.pack.population.id, *PAPERS):
            return f"{THINGS}{counted.unit}"
        return ACTS.get(counted.measure, by_kind)

    def _place(self, claim: Claim, counted: Counted | None, focus: str | None) -> str | None:
        named = [p for p in claim.places if p.role in ("host", "border")]
        parts = [p for p in named if not self.states.is_state(p.name, p.country)]
        states = [p.country for p in named if p not in parts and p.country]
        if parts and not {p.country for p in parts} >= set(states):
            parts = []
        if parts:
            return ", ".join(sorted({p.name for p in parts}))
        if states:
            return ", ".join(sorted(set(states)))
        if self.abroad.search(fold(claim.span.text)):
            return None
        if hosts := self.states.named(claim.span.text):
            return ", ".join(sorted(hosts))
        people = counted is not None and counted.unit == self.pack.population.id
        return UNSAID if people else focus or UNSAID

    @staticmethod
    def _days(filed: Filed, record: Record, claim: Claim, number: int | None) -> tuple[Days, bool]:
        """The days, and whether the claim states them."""
        times = [t for t in claim.times if t.role != "deadline" and t.earliest and t.latest]
        if number is not None and number < len(times) > 1:
            times = [times[number]]
        if times:
            ends = [date.fromisoformat(day).toordinal() for t in times for day in (t.earliest, t.latest) if day]
            return (min(ends), max(ends)), True
        out = record.report.published
        first, last = (date.fromisoformat(day[:10]).toordinal() for day in (
            (out.earliest, out.latest) if out.earliest and out.latest else (filed.known, filed.known)))  # fmt: skip
        return (first, last), False


class States:
    """Finds the host States that words name, by name, people or capital."""

    def __init__(self, countries: Sequence[Country]) -> None:
        self.countries = countries
        self.hosts = frozenset(c.id for c in countries if c.role == "host")
        self.sending = frozenset(c.id for c in countries if c.role == "sending")

    def is_state(self, name: str, country: str | None) -> bool:
        """Whether a place is a country as a whole."""
        return country is not None and (country not in self._known or fold(name) in self._names.get(country, set()))

    def named(self, words: str, *, hosts: bool = True) -> set[str]:
        """The States, ISO 3166-1 alpha-2, that the words name; only hosts, or all."""
        found = {self._by_form[m.group()] for m in self._forms.finditer(words)}
        return found & self.hosts if hosts else found

    def focus(self, record: Record) -> str | None:
        """The host country that at least half of a report's places lie in, or its title names alone."""
        titled = self.named(record.report.title or "")
        if len(titled) == 1:
            return next(iter(titled))
        mentioned = [m.country for m in record.mentions if isinstance(m, PlaceMention)]
        places = Counter(
            country
            for country in mentioned or [p.country for claim in record.claims for p in claim.places]
            if country and country in self.hosts
        )
        country, count = min(places.items(), key=lambda one: (-one[1], one[0]), default=(None, 0))
        return country if 2 * count >= places.total() else None

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


def _value(quantity: Quantity, counted: Counted, place: str | None, days: tuple[Days, bool], claim: Claim) -> Value:
    dated = days[1] or (counted.measure == "stock" and claim.tense == "present")
    first, last = (date.fromordinal(day).isoformat() if dated else None for day in days[0])
    return Value(
        low=quantity.low, high=quantity.high, approximate=quantity.approximate, unit=quantity.unit,
        measure=quantity.measure, earliest=first, latest=last, place=place,
    )  # fmt: skip
