"""What a case holds on one duty of one State: the State's own word, that of others, and orders with a day.

Whose word it is    an official voice speaks for the State that its origin names; all other voices are others
What bears on it    the pack's kinds; a claim that names another instrument, or another duty's due day, does not
What it makes of it kept, partly or not kept, by the pack's kinds and signs; a plan is an announcement, not a deed
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

import msgspec

from sayso.model import Assessment, Claim, Filed, Linked, Matter, Order, Origin, Position, Said, Weighed
from sayso.model.duty import Holding
from sayso.model.pack import Duty, Instrument, Sign
from sayso.packs import Pack
from sayso.packs.patterns import Passage, Pattern, fold
from sayso.weighing.calendar import days_from, due_day


class Heard(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One claim where it stands: `own` where its State says it, `day` the last it speaks of or else counts from."""

    matter: Matter
    position: Position
    origin: Origin
    claim: Claim
    own: bool
    day: str

    @cached_property
    def worded(self) -> Passage:
        """The words that state it, for patterns."""
        return Passage(fold(self.position.text))

    @cached_property
    def titled(self) -> Passage:
        """Who says it and where, for patterns."""
        return Passage(fold(self.origin.source))

    @cached_property
    def told_day(self) -> str | None:
        """The day that it is about, where that is told to the day."""
        days = [t.latest for t in self.claim.times if t.role == "event" and t.earliest == t.latest == self.day]
        return days[0] if days else None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A claim on a duty and what it makes of it. `weight` is how likely the matter stands as it says, 0 unweighed."""

    said: Said
    heard: Heard
    shows: frozenset[str]
    weight: float
    settled: bool

    @property
    def filed(self) -> str | None:
        """The day of filing, where it is told."""
        return self.heard.told_day if "filed" in self.shows else None


class Ledger(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A case as of a day, ready to be asked about duties."""

    pack: Pack
    as_of: str
    linked: Linked
    filed: Sequence[Filed]
    weighed: Weighed

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Host States that matters are about or whose word they hold, sorted."""
        away = {country.id for country in self.pack.countries if country.role != "host"}
        found = {matter.place for matter in self.linked.matters} | set(chain(*self._speakers.values()))
        return tuple(sorted(s for s in found if s and len(s) == 2 and s.isupper() and s not in away))

    @cached_property
    def _claims(self) -> dict[tuple[str, str], Claim]:
        known = [one.record for one in self.filed if one.known <= self.as_of < (one.retracted or "9")]
        return {(record.report.id, claim.id): claim for record in known for claim in record.claims}

    @cached_property
    def _speakers(self) -> dict[str, frozenset[str]]:
        return {m.matter: frozenset(filter(None, map(self.speaks_for, m.origins))) for m in self.linked.matters}

    @cached_property
    def _assessments(self) -> dict[str, Assessment]:
        return {one.matter: one for one in self.weighed.assessments}

    @cached_property
    def _names(self) -> tuple[re.Pattern[str], dict[str, str]]:
        named = [(c.id, (*c.metonyms, *c.demonyms, *c.names, c.name)) for c in self.pack.countries]
        states = {form.lower(): id for id, forms in named for form in forms}
        forms = "|".join(re.escape(form) for form in sorted(states, key=lambda form: (-len(form), form)))
        return re.compile(rf"(?<!\w)(?:{forms or '(?!)'})(?!\w)", re.IGNORECASE), states

    def speaks_for(self, origin: Origin) -> str | None:
        """The State whose word an origin is: an official voice's country, else the first one its voice names."""
        if origin.proximity != "official" or origin.kind in ("outlet", "unspecified"):
            return None
        pattern, states = self._names
        found = pattern.search(origin.voice or origin.source)
        return origin.country or (states[found[0].lower()] if found else None)

    def heard(self, state: str) -> list[Heard]:
        """What the case holds on a State by the day, earliest first, without what only relays words that are there too.

        In a matter without a place: where the State speaks, and of several that speak only its own word.
        """
        found = []
        for matter in self.linked.matters:
            speak = self._speakers[matter.matter]
            if matter.place != state and (matter.place or state not in speak):
                continue
            origins = {origin.origin: origin for origin in matter.origins}
            for position in matter.claims:
                claim, origin = self._claims.get((position.report, position.claim)), origins.get(position.origin)
                if not claim or not origin or position.relayed or position.known > self.as_of:
                    continue
                own = self.speaks_for(origin) == state
                if own or matter.place or len(speak) == 1:
                    past = [t.latest for t in claim.times if t.role != "deadline" and t.latest]
                    day = min(position.known, max(past, default=position.known))
                    heard = Heard(matter=matter, position=position, origin=origin, claim=claim, own=own, day=day)
                    found.append(heard)
        return sorted(found, key=lambda one: (one.day, one.position.report, one.position.claim))

    def told(self, instrument: Instrument, duty: Duty, heard: Sequence[Heard]) -> Iterator[Told]:
        """What of this is on the duty."""
        reports = [other for other in instrument.duties if other.nature == "report"]
        elsewhere = {day for law in self.pack.instruments for its in law.duties for day in _days(law, its)}
        elsewhere -= _days(instrument, duty)
        for one in heard:
            position, kind = one.position, one.matter.kind
            bears = kind in duty.met_by or kind in duty.broken_by or (one.own and duty.nature == "report")
            day = position.known if duty.nature == "report" else one.day
            if not bears or day < str(instrument.adopted):
                continue
            unsure = one.claim.tense == "future" or (one.own and position.certainty in ("possible", "unknown"))
            deadlines = {time.latest for time in one.claim.times if time.role == "deadline"}
            astray = deadlines & elsewhere or (deadlines and not _days(instrument, duty))
            if unsure or astray or not _names(instrument, duty, one.claim):
                continue
            filed = [other for other in reports if self._filing(other, one)]
            holds: Holding | None
            if duty.nature == "report":
                shows = self._filing(duty, one)
                denied = position.position == "denies" and shows == {"filed"}
                holds = None if _nearest(instrument, filed, one) != duty else "not kept" if denied else "kept"
            else:
                shows = self._shown(duty, one.worded)
                of_a_report = any(self._filing(other, one) - {"named"} for other in filed)
                holds = None if of_a_report else _holding(one, shows, duty, due_day(duty, instrument))
            if holds is not None:
                said = Said(
                    matter=one.matter.matter, report=position.report, claim=position.claim, origin=one.origin.origin,
                    source=one.origin.source, text=position.text, holds=holds, day=one.day, value=position.value,
                )  # fmt: skip
                weight, settled = self._weight(one)
                yield Told(said=said, heard=one, shows=shows, weight=weight, settled=settled)

    @cached_property
    def _patterns(self) -> dict[Sign, Pattern]:
        signs = [sign for law in self.pack.instruments for duty in law.duties for sign in duty.signs]
        return {sign: Pattern(sign, self.pack.lexicon) for sign in signs}

    def _shown(self, duty: Duty, passage: Passage) -> frozenset[str]:
        return frozenset(sign.shows for sign in duty.signs if self._patterns[sign].find(passage))

    def _filing(self, duty: Duty, one: Heard) -> frozenset[str]:
        """Signs that a report was filed: in words on compliance, or in the name of what the State's word is from."""
        worded = self._shown(duty, one.worded) - {"named"} if one.matter.kind in duty.met_by else frozenset()
        return worded | (self._shown(duty, one.titled) & {"named"} if one.own else frozenset())

    def _weight(self, one: Heard) -> tuple[float, bool]:
        assessed = self._assessments.get(one.matter.matter)
        if not assessed or assessed.status == "unverified":
            return 0.0, False
        likely = assessed.probability.value
        weight = 1 - likely if (one.position.position == "denies") != (assessed.answer.lower() == "no") else likely
        return weight, assessed.status == "settled" and weight > 1 / 2


def orders(instrument: Instrument, duty: Duty, heard: Sequence[Heard]) -> tuple[Order, ...]:
    """Orders, and announcements of what the duty asks, that name a day, beside the due day."""
    due = due_day(duty, instrument)
    found = [
        Order(
            matter=one.matter.matter, report=one.position.report, claim=one.position.claim, kind=one.matter.kind,
            text=one.position.text, day=time.latest, days=days_from(due, time.latest),
        )
        for one in heard
        if one.matter.kind in duty.moved_by or (one.matter.kind in duty.met_by and one.claim.tense == "future")
        for time in one.claim.times
        if due and time.latest and time.role == "deadline"
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda order: (order.day, order.report, order.claim)))


def _days(instrument: Instrument, duty: Duty) -> set[str | None]:
    return {str(day) for day in (due_day(duty, instrument), *duty.misdated) if day}


def _names(instrument: Instrument, duty: Duty, claim: Claim) -> bool:
    """Whether a claim names the instrument or none, and of a vocabulary that the duty is narrowed to, what it holds."""
    laws = {law.id for law in claim.instruments}
    named = [{term.id for term in claim.terms if term.type == vocabulary} for vocabulary in duty.narrowed_to]
    held = zip(named, duty.narrowed_to.values(), strict=True)
    return (not laws or instrument.id in laws) and all(not ids or ids & set(entries) for ids, entries in held)


def _nearest(instrument: Instrument, reports: Sequence[Duty], one: Heard) -> Duty | None:
    """Of the report duties that the words fit, the one with the nearest day is meant."""
    day = one.told_day or one.position.known
    return min(reports, key=lambda duty: abs(days_from(due_day(duty, instrument) or day, day)), default=None)


def _holding(one: Heard, shows: frozenset[str], duty: Duty, due: object) -> Holding | None:
    """What a claim makes of a duty to act or to forbear; keeping the whole of it can be told from its day on."""
    met, position = duty.met_by.get(one.matter.kind), one.position
    scope = met or duty.broken_by.get(one.matter.kind)
    if scope is None or position.position == "silent":
        return None
    none = position.position == "denies" or (position.value is not None and position.value.high == 0)
    if none == bool(met):
        return "not kept"
    whole = scope == "whole" and (none or duty.nature == "forbear" or one.day >= str(due or ""))
    return "kept" if "all" in shows or whole else "partly"
