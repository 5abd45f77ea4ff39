"""What a claim's words stand for: times, places, quantities, terms of the pack, instruments.

A mention is a value where it stands in the report; a claim repeats the values that bear on it, so that a claim
can stand alone as a row.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model.report import Span

TimeRole = Literal["event", "deadline", "as-of"]
PlaceRole = Literal["host", "origin", "border", "other"]
Measure = Literal["stock", "inflow", "outflow", "entries", "issued", "planned", "money", "other"]
QuantityRole = Literal["value", "from", "to", "change", "rate", "share"]


class Rival(msgspec.Struct, frozen=True, kw_only=True):
    """Another entry the same name could stand for, kept so that the choice can be checked."""

    name: str
    country: str | None
    geonames: int | None = None
    score: float
    """Share of the weight, 0–1."""


class TimeMention(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="time"):
    """A temporal expression with its TIMEX3 value (ISO-TimeML) and the calendar days it stands for."""

    id: str
    span: Span
    timex: str | None = None
    earliest: str | None = msgspec.field(name="from", default=None)
    latest: str | None = msgspec.field(name="to", default=None)
    why: str | None = None
    """The rule and the anchor the value came from."""


class PlaceMention(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="place"):
    """A place name resolved to an entry of GeoNames or of the pack."""

    id: str
    span: Span
    name: str
    country: str | None = None
    """ISO 3166-1 alpha-2; None for a region without one country."""
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    rivals: tuple[Rival, ...] = ()
    why: str | None = None


class QuantityMention(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="quantity"):
    """A number as stated: bounds, what is counted, how sure it claims to be."""

    id: str
    span: Span
    low: float | None = None
    """None when open below ("up to 500")."""
    high: float | None = None
    """None when open above ("at least 2,000")."""
    approximate: bool = False
    unit: str = "person"
    of: str | None = None
    """What is counted, in the report's words."""


class TermMention(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="term"):
    """A word of the pack's vocabulary."""

    id: str
    span: Span
    vocabulary: str
    """The vocabulary's name in the pack: `visa`."""
    entry: str
    """The entry's id in that vocabulary: `river-crossing`."""


class InstrumentMention(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="instrument"):
    """A legal instrument, named or described."""

    id: str
    span: Span
    instrument: str
    provision: str | None = None


Mention = TimeMention | PlaceMention | QuantityMention | TermMention | InstrumentMention


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """When a claim's event was, is due, or as of when it holds."""

    mention: str
    role: TimeRole = "event"
    timex: str | None = None
    earliest: str | None = msgspec.field(name="from", default=None)
    latest: str | None = msgspec.field(name="to", default=None)
    span: Span


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where, and in what part: host of the workers, their origin, a border, other."""

    mention: str
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    role: PlaceRole = "host"
    span: Span


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """How many of what, and what the number does in its claim."""

    mention: str
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    unit: str = "person"
    measure: Measure = "other"
    role: QuantityRole = "value"
    of: str | None = None
    span: Span


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the pack's vocabulary that the claim names."""

    mention: str
    type: str
    id: str
    span: Span


class Instrument(msgspec.Struct, frozen=True, kw_only=True):
    """A legal instrument that the claim leans on."""

    mention: str
    id: str
    provision: str | None = None
    span: Span
