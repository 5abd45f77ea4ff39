"""What a pack knows for weighing: hypotheses, how claims bear on them, evidence that settles, classes of source."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec

from sayso.model.claim import Polarity, Proximity, SourceKind
from sayso.model.facts import Named, Shape, Share

Mark = Literal["CC", "C", "N", "I", "II"]


class Bearing(Shape, frozen=True, kw_only=True):
    """How a claim of a kind, taken as true, bears on a hypothesis. What is not listed is neutral."""

    kind: str
    polarity: Polarity = "affirmed"
    mark: Mark
    after: datetime.date | None = None
    """Only claims about days from this one on; `before`: only about earlier days."""
    before: datetime.date | None = None
    places: tuple[str, ...] = ()
    """Only claims about these places (names or ISO 3166-1 alpha-2); empty for all."""
    because: str
    """One sentence for people."""


class Hypothesis(Named, frozen=True, kw_only=True):
    """One of the explanations that compete. `prior` are relative weights before any evidence."""

    prior: Annotated[float, msgspec.Meta(gt=0)] = 1.0
    bearings: tuple[Bearing, ...] = ()


class Evidence(Named, frozen=True, kw_only=True):
    """Something observable that would settle claims of some kinds, and who holds it."""

    holder: str
    settles: tuple[str, ...]
    """Kinds."""
    power: Share
    """How far it would decide: the chance that the record, once seen, tells a true answer from a false one."""
    official: bool = False
    """An official record that settles a matter in the sense of the status `settled`."""


class SourceClass(Named, frozen=True, kw_only=True):
    """A class of sources and its prior of being right: a Beta of mean `right`, worth `weight` observations."""

    kinds: tuple[SourceKind, ...] = ()
    proximities: tuple[Proximity, ...] = ()
    anonymous: bool | None = None
    """None for both."""
    own_record: bool = False
    """A body speaking of what it counts or does itself."""
    right: Share
    weight: Annotated[float, msgspec.Meta(gt=0)]


class Outlet(Named, frozen=True, kw_only=True):
    """A publication or agency: other names it goes by, its home, and for whom it speaks."""

    names: tuple[str, ...] = ()
    country: str | None = None
    domains: tuple[str, ...] = ()
    agency: bool = False
    state: bool = False
    """State media: speaks for an authority."""
