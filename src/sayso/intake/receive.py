"""One input in, one report out: what it is, which reader takes it, and whose word on its metadata counts.

The user's word comes first, then the front matter's or the page's, then what address and dateline show.
"""

import hashlib
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from sayso.errors import TooLargeError, UnreadableError, UsageError
from sayso.intake.bounded import bounded
from sayso.intake.dating import from_address, from_dateline, given
from sayso.intake.decoding import decoded
from sayso.intake.language import english
from sayso.intake.page import page
from sayso.intake.pdf import Box, pdf
from sayso.intake.plain import plain
from sayso.intake.received import SIGNS, Content, Received, Settings
from sayso.model import Published, Report, Span, Warning, fingerprint

SUFFIXES = SIGNS["suffixes"]
HTML = re.compile(rb"\s*(<\?xml[^<>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body|article)\b", re.I | re.S)
CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
HEAD = 2048  # bytes in which a PDF's mark or a page's charset stands (the HTML standard asks for 1,024)
HIDDEN = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
DEFAULTS = Settings()


def receive(item: str | Path | bytes, *, settings: Settings = DEFAULTS) -> Received:
    """Read one report from a path, an http(s) URL, `-` for standard input, or from bytes.

    Raises an InputError if it cannot be read (UnreadableError, TooLargeError, LanguageError, FetchError) and
    UsageError if `settings.published` is no day, month or year.
    """
    stated = given(settings.published, "given", "The user said published: {}.") if settings.published else None
    if settings.published and not stated:
        raise UsageError(f"expected published as a day, a month (2018-08) or a year, got {settings.published!r}")
    url, charset, encoding = settings.url, None, None
    if isinstance(item, str) and re.match(r"https?://", item, re.IGNORECASE):
        from sayso.intake.fetch import fetch

        data, found, subject, named, charset = fetch(item, settings)
        url = url or found
    else:
        subject = "the bytes given" if isinstance(item, bytes) else "standard input" if item == "-" else str(item)
        data, named = _bytes(item, settings.max_bytes, subject), SUFFIXES.get(Path(subject).suffix.lower())
    media_type, warnings = settings.media_type or _kind(data, named), tuple[Warning, ...]()
    if media_type == "application/pdf":
        content = pdf(data, settings, subject)
    else:
        declared = CHARSET.search(data[:HEAD]) if media_type == "text/html" else None
        text, encoding, warnings = decoded(data, charset or (declared and declared[1].decode()) or None, subject)
        content = page(text, url, settings, subject) if media_type == "text/html" else plain(text)
    report = _report(content, stated, settings, url or content.said.get("url"), subject)
    if many := len(HIDDEN.findall(report.text)):
        message = f"{many} invisible or direction-changing characters; words may not be what they seem"
        warnings = (*warnings, Warning(code="invisible-characters", message=message))
    return Received(
        report=report, alignment=content.canonical.alignment, media_type=media_type, original=data, encoding=encoding,
        original_sha256=hashlib.sha256(data).hexdigest(), pages=content.pages, warnings=(*warnings, *content.warnings),
    )  # fmt: skip


def expand(paths: Iterable[str | Path]) -> list[str | Path]:
    """What to receive: folders opened, their files sorted by path, hidden ones and other kinds left out.

    A file, a URL or `-` stays as it is, whatever it is called. Raises UsageError for a folder with nothing to read.
    """
    found: list[str | Path] = []
    for path in paths:
        folder, seen = Path(path), [path]
        if path != "-" and "://" not in str(path) and folder.is_dir():
            files = (file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
            seen = sorted(file for file in files if not any(part[0] == "." for part in file.relative_to(folder).parts))
        if not seen:
            raise UsageError(f"expected files ending in {', '.join(SUFFIXES)}, found none in the folder {path}")
        found += seen
    return found


def boxes(received: Received, span: Span, *, settings: Settings = DEFAULTS) -> list[Box]:
    """The rectangles on the pages of a PDF in which `span` stands; none for other originals."""
    stretches = [(place.page, place.start, place.end) for place in received.places(span) if place.page]
    arguments = {"stretches": stretches, "subject": received.report.id}
    return bounded("sayso.intake.pdf:boxes", received.original, arguments, list[Box], settings) if stretches else []


def _bytes(item: str | Path | bytes, most: int, subject: str) -> bytes:
    """All bytes of an input that holds no more than `most`, be it a file, a pipe or a device."""
    try:
        if isinstance(item, bytes):
            data = item
        elif item == "-":
            data = sys.stdin.buffer.read(most + 1)
        else:
            with open(item, "rb") as file:
                data = file.read(most + 1)
    except (OSError, ValueError) as error:
        cause = (getattr(error, "strerror", None) or "not a path").lower()
        raise UnreadableError(f"expected a file that can be read, got '{cause}': {subject}; check the path") from None
    if len(data) > most:
        raise TooLargeError(f"expected at most {most:,} bytes, got more: {subject}; split it or raise max_bytes")
    return data


def _kind(data: bytes, named: str | None) -> str:
    """What the bytes are, by their own marks before any name."""
    if b"%PDF-" in data[:HEAD]:
        return "application/pdf"
    html = named in {"text/html", "application/xhtml+xml"} or HTML.match(data[:HEAD])
    return "text/html" if html else "text/markdown" if named == "text/markdown" else "text/plain"


def _report(content: Content, stated: Published | None, settings: Settings, url: str | None, subject: str) -> Report:
    text = content.canonical.text
    if not text:
        raise UnreadableError(f"expected a text, got nothing but white space: {subject}; check that it was saved whole")
    published = stated or content.published or from_address(url) or from_dateline(text)
    title, outlet, author, language = (
        getattr(settings, name) or content.said.get(name) for name in ("title", "outlet", "author", "language")
    )
    return Report(
        id=fingerprint(text), title=title, outlet=outlet, author=author, url=url, text=text,
        language=english(text, language, subject),
        published=published or Published(why="Neither the input nor its address says when it came out."),
    )  # fmt: skip
