"""What every fact of a pack has: a source, the day it was looked up, and no key that is not known."""

from __future__ import annotations

import datetime
from typing import Annotated

import msgspec

Examples = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The base of all: frozen, and a misspelt key is an error."""


class Source(Shape, frozen=True, kw_only=True):
    """Where facts come from, on what terms, and when it was looked at."""

    title: str
    licence: str
    as_of: datetime.date
    url: str | None = None


class Fact(Shape, frozen=True, kw_only=True):
    """Something the pack asserts. `source` is a key of the pack's `sources`."""

    source: str
    as_of: datetime.date
    note: str | None = None


class Named(Fact, frozen=True, kw_only=True):
    """A fact that others refer to by `id`."""

    id: str
    title: str
