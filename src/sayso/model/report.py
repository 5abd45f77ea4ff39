"""A report as received, and the only way to its words: spans."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

Basis = Literal["given", "metadata", "url", "text", "inferred", "unknown"]


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open code points `[start, end)` in one report's canonical text, with the words that stand there."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"expected 0 <= start < end, got start={self.start}, end={self.end}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`; the words are copied, never rephrased."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        return other.start <= self.start and self.end <= other.end


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """The interval of calendar days in which a report came out, inclusive, and why we think so."""

    earliest: str | None = msgspec.field(name="from", default=None)
    """ISO 8601 day."""
    latest: str | None = msgspec.field(name="to", default=None)
    """ISO 8601 day."""
    basis: Basis = "unknown"
    why: str
    """One sentence a person can check."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a text as received. The text never changes; everything else points into it."""

    id: str
    """`sha256:` and the hex digest of the canonical text in UTF-8."""
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    """ISO 639-1."""
    published: Published
    text: str
    """Canonical: see `sayso.text.canonical`."""


def fingerprint(text: str) -> str:
    """The report id of a canonical text."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Silence made visible: something that was to be read and was not."""

    subject: str
    """What was to be read, as the user named it: a path, a URL, `-`."""
    code: str
    """The error's stable name: unreadable, too-large, language, fetch."""
    message: str
