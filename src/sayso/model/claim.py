"""Who says what, on whose say-so: sources, attributions, claims, and the report's own questions."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model.report import Span
from sayso.model.value import Instrument, Place, Quantity, Term, Time

SourceKind = Literal["outlet", "person", "group", "organisation", "document", "unspecified"]
Proximity = Literal["participant", "close", "official", "expert", "outlet", "unknown"]
Polarity = Literal["affirmed", "denied"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Tense = Literal["past", "present", "future"]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A voice within one report, as the report describes it."""

    id: str
    kind: SourceKind
    name: str | None = None
    description: str | None = None
    anonymous: bool = False
    """A person or a group that gives no name."""
    proximity: Proximity = "unknown"
    """Nearness to the event; nearest first: participant, close, official, expert, outlet, unknown."""
    mentions: tuple[Span, ...] = ()
    same_because: tuple[str, ...] = ()
    """Why mentions that are worded differently were taken for one voice, a sentence each."""


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A source–cue–content triple in PolNeAR's sense (Newell, Margolin & Ruths, LREC 2018).

    Each part may be discontinuous, any part may be missing.
    """

    id: str
    source: str | None = None
    source_spans: tuple[Span, ...] = ()
    cue_spans: tuple[Span, ...] = ()
    content_spans: tuple[Span, ...] = ()


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The smallest stretch that could be true or false on its own and has one kind."""

    id: str
    attribution: str | None = None
    """None when the outlet states it in its own voice."""
    span: Span
    cue: Span | None = None
    quoted: bool = False
    """At least half of the span's characters are inside quotation marks."""
    source: str
    chain: tuple[str, ...]
    """The way it came: nearest to the event first, the outlet last."""
    kind: str = "other"
    """From the pack; `other` when none fits."""
    polarity: Polarity = "affirmed"
    certainty: Certainty = "certain"
    """The source's commitment, in FactBank's terms (Saurí & Pustejovsky 2009): CT, PR, PS, U."""
    hearsay: bool = False
    """The writer marks that it was heard: reportedly, allegedly, is said to."""
    hedges: tuple[Span, ...] = ()
    tense: Tense = "present"
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    terms: tuple[Term, ...] = ()
    instruments: tuple[Instrument, ...] = ()


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What the report itself says is not known."""

    id: str
    span: Span
    about: tuple[str, ...] = ()
    """Ids of the claims whose truth is left open."""
