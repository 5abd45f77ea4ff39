"""How many there are: the figures that a case's claims state, and what they come to in a month."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model.claim import Certainty, Proximity, SourceKind
from sayso.model.value import Measure, QuantityRole

EstimateKind = Literal["model", "bounds", "carried", "none"]
WORLD = "world"
"""The host that stands for all hosts together."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One quantified claim: how many of what, where, over which days, on whose say-so."""

    id: str
    report: str = ""
    claim: str = ""
    origin: str
    """What is one say-so on one occasion, however often relayed: it counts once."""
    voice: str = ""
    """Who says it, over all occasions: errors of one voice go together."""
    host: str
    """ISO 3166-1 alpha-2, `world`, or the name of a region of several countries."""
    part: str | None = None
    """The part of the host's people it is about, where not all: a province, a trade."""
    measure: Measure = "stock"
    role: QuantityRole = "value"
    low: float | None = None
    """None when open below; a share is 0–1, a fall is negative in the role `change`."""
    high: float | None = None
    approximate: bool = False
    unit: str = "person"
    earliest: str | None = msgspec.field(name="from", default=None)
    """First day it holds for or counts; None when not said."""
    latest: str | None = msgspec.field(name="to", default=None)
    known: str
    """The day from which it may bear on an answer, until `retracted`."""
    retracted: str | None = None
    kind: SourceKind = "unspecified"
    anonymous: bool = False
    proximity: Proximity = "unknown"
    hearsay: bool = False
    certainty: Certainty = "certain"
    denied: bool = False
    relayed: bool = False
    """A nearer relay of the same words is in the case."""
    weight: float | None = None
    """The probability that weighing gives it, 0–1; None where it was not weighed."""
    text: str = ""


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that an estimate leans on, as stated."""

    report: str
    claim: str
    origin: str
    weight: float
    """The posterior probability that it is not simply wrong, 0–1."""
    influence: float
    """How far the month's median moves by its origin: log of the median with it over the median without it."""
    low: float | None = None
    high: float | None = None
    unit: str = "person"
    measure: Measure = "stock"
    earliest: str | None = msgspec.field(name="from", default=None)
    latest: str | None = msgspec.field(name="to", default=None)
    through: str | None = None
    """Why it tells of people only by a loose ratio, where it counts papers, crossings or those who come and go."""


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that no estimate leans on, and why."""

    report: str
    claim: str
    why: str


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """How many people were present in a host at the end of a month, as known on a day. Unknown is None, never zero."""

    host: str
    month: str
    as_of: str
    measure: Measure = "stock"
    estimate: EstimateKind
    """How it came: the model; bounds, where `p05` and `p95` are the stated limits; one figure carried; nothing."""
    p05: float | None = None
    p25: float | None = None
    median: float | None = None
    p75: float | None = None
    p95: float | None = None
    used: tuple[Used, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    refused: str | None = None
    """Why there is no number, and what would carry one."""
