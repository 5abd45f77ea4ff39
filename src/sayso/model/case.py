"""What a case holds and what it finds: reports as filed, judgements, relations, origins, matters.

Days are ISO 8601 calendar days; instants are ISO 8601 in UTC with seconds. A claim is named by report id and claim id.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model.claim import Certainty, Proximity, SourceKind
from sayso.model.record import Record
from sayso.model.value import Measure

Verb = Literal[
    "retract-report", "reject-claim", "correct-claim", "same-source", "other-source", "same-matter", "other-matter",
    "grade-source", "grade-matter", "add-hypothesis", "retire-hypothesis", "rate-evidence",
]  # fmt: skip
Kinship = Literal["copy", "re-report", "same-event", "different"]
Direction = Literal["a→b", "b→a", "unknown"]
Stance = Literal["affirms", "denies", "value", "silent"]
Harm = Literal["number", "unit", "measure", "hedge", "attribution", "tense", "polarity", "place", "date"]


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a report as a case holds it, with what was read in it."""

    record: Record
    known: str
    """The day from which it may bear on an answer: the last day it can have come out, else the day it was added."""
    added: str
    """The instant at which the case received it."""
    original: str
    """SHA-256 of the bytes as they came, hex."""
    reader: str
    """What made the record: version, weights and pack, as digests."""
    supersedes: str | None = None
    """The report id of the version it corrects: same address, changed text."""
    retracted: str | None = None
    """The day from which it no longer counts."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about the case. Never rewritten: undoing is a day in `retired`."""

    id: str
    verb: Verb
    subject: tuple[str, ...]
    """What it is about: report, claim, source or hypothesis ids, in the order the verb reads."""
    value: str | None = None
    """What was decided, where the verb does not say it: a grade, a day, JSON of the fields corrected."""
    author: str
    made: str
    reason: str
    retired: str | None = None
    retired_by: str | None = None


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """How two reports hang together. `shared` is the part of the shorter one's words that stand in both, 0–1."""

    a: str
    b: str
    relation: Kinship
    direction: Direction = "unknown"
    """Which gave to which."""
    shared: float = 0.0
    cites: str | None = None
    """The outlet or agency named as where it comes from."""
    why: str


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """The root of claims: one voice's own say-so on one occasion, after copies and re-reports are traced back."""

    origin: str
    source: str
    """Who, and where and when it was said, for people."""
    first: str
    """The day it first counts in the case."""
    placeholder: bool = False
    """Its own text is not in the case; known only through those who relay it."""
    relayed_by: tuple[str, ...] = ()
    """Ids of the reports that carry it."""
    voice: str = ""
    """The same for one voice over all its occasions: that which a track record is kept of."""
    kind: SourceKind = "unspecified"
    anonymous: bool = False
    proximity: Proximity = "unknown"
    country: str | None = None
    """The State that an official voice speaks for, ISO 3166-1 alpha-2; None where that is open."""
    outlet: str | None = None
    """Who heard it first-hand: the outlet nearest to the source."""
    hops: int = 0
    """Links between the voice and the outlet, on the shortest way: 0 for the outlet's own word."""


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A stated quantity with its day and place: what a claim answers to a numeric question."""

    low: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str = "person"
    measure: Measure = "other"
    earliest: str | None = msgspec.field(name="from", default=None)
    latest: str | None = msgspec.field(name="to", default=None)
    place: str | None = None
    """ISO 3166-1 alpha-2, or the name of a region."""


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """What one claim answers to a matter's question."""

    report: str
    claim: str
    position: Stance
    origin: str
    value: Value | None = None
    text: str = ""
    """The words that state it."""
    certainty: Certainty = "certain"
    hearsay: bool = False
    known: str = ""
    """The day from which it counts."""
    relayed: bool = False
    """Its origin's own words, or a nearer relay of them, are in the case too: this one adds nothing."""


class Damage(msgspec.Struct, frozen=True, kw_only=True):
    """What a copy or re-report made of its origin's words."""

    report: str
    claim: str
    origin: str
    what: Harm
    was: str
    became: str


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """A question that claims answer: yes or no, or a value at a place and time."""

    matter: str
    question: str
    kind: str
    numeric: bool = False
    place: str | None = None
    earliest: str | None = msgspec.field(name="from", default=None)
    latest: str | None = msgspec.field(name="to", default=None)
    claims: tuple[Position, ...]
    origins: tuple[Origin, ...]
    damage: tuple[Damage, ...] = ()


class Linked(msgspec.Struct, frozen=True, kw_only=True):
    """What linking finds in the reports of a case."""

    relations: tuple[Relation, ...] = ()
    matters: tuple[Matter, ...] = ()
