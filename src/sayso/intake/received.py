"""What comes out of intake: a report, and where each of its words stands in the original."""

import tomllib
from itertools import pairwise
from pathlib import Path

import msgspec

from sayso.model import Published, Report, Span, Warning
from sayso.text import Alignment, Canonical

SIGNS: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("signs.toml").read_text("utf-8"))
SLACK = 8  # code points by which a span may grow on its way there and back before it counts as not found


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the user says about the input, which beats everything the input says of itself, and the bounds."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    """A day, a month `2018-08` or a year."""
    language: str | None = None
    """ISO 639-1 or an English name; no detection then."""
    media_type: str | None = None
    """`text/plain`, `text/html` or `application/pdf`, where content and suffix do not tell."""
    max_bytes: int = 20_000_000
    max_pages: int = 500
    max_seconds: float = 20.0
    """For fetching, and again for taking one PDF or large page apart, as is `max_memory` (bytes; POSIX only)."""
    max_memory: int = 1_000_000_000
    allow_loopback: bool = False
    """Fetch from this machine too; for tests, no front door sets it."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader of one format found: the text with its way back, and what the input says of itself."""

    canonical: Canonical
    """Aligned with the decoded text, the decoded HTML source, or the characters of all PDF pages in a row."""
    said: dict[str, str | None] = {}
    """title, outlet, author, url, language; each may be missing."""
    published: Published | None = None
    pages: tuple[int, ...] = ()
    warnings: tuple[Warning, ...] = ()


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the original, half-open, in code points of the decoded text or HTML source, or of one PDF page."""

    start: int
    end: int
    page: int | None = None
    """PDF only, counted from 1; start and end are PDFium's character indices then."""


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """One input, read. `original` is kept byte for byte."""

    report: Report
    alignment: Alignment
    """From `report.text` to the characters of the original."""
    media_type: str
    original: bytes
    original_sha256: str
    encoding: str | None = None
    """What makes characters of the bytes of text and HTML, as Python names it; a byte order mark is not counted."""
    pages: tuple[int, ...] = ()
    """Of a PDF: where each page's characters start in the row of all pages."""
    warnings: tuple[Warning, ...] = ()

    def places(self, span: Span) -> tuple[Place, ...]:
        """Where `span` stands in the original: one place, or one a page; none where its words are not shown."""
        start, end = self.alignment.to_raw(span.start, span.end)
        back = self.alignment.to_canonical(start, end)
        if start == end or back[1] - back[0] > 2 * (span.end - span.start) + SLACK:
            return ()
        bounds = pairwise((*self.pages, self.alignment.raw_length)) if self.pages else [(0, end)]
        return tuple(
            Place(start=max(start, first) - first, end=min(end, last) - first, page=number if self.pages else None)
            for number, (first, last) in enumerate(bounds, 1)
            if max(start, first) < min(end, last)
        )
