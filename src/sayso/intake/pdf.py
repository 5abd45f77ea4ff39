"""A PDF's text layer: PDFium's characters in the order of the file, one for each of its indices, and their boxes."""

import re
from typing import Any, NamedTuple

import msgspec

from sayso.errors import TooLargeError, UnreadableError
from sayso.intake.bounded import bounded
from sayso.intake.received import Content, Settings
from sayso.text import Canonical, Line, canonical, rewritten, running

LINE = re.compile(r"[^\r\n\x02]+")
HYPHEN, NO_TEXT = "\x02", 20
"""What PDFium puts for a hyphen at the end of a line, and for the line's end; letters in all pages together below which
a PDF has no text layer worth the name (a scan with a stamp)."""


class Layout(NamedTuple):
    """All pages' characters in a row, where each page starts, and the edits that make running text of them."""

    characters: str
    pages: tuple[int, ...]
    edits: tuple[tuple[int, int, str], ...]


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle on a page counted from 1, in points from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def pdf(data: bytes, settings: Settings, subject: str) -> Content:
    """The running text of a PDF. Raises UnreadableError (locked, damaged, a scan) and TooLargeError."""
    arguments = {"most": settings.max_pages, "subject": subject}
    characters, pages, edits = bounded("sayso.intake.pdf:layout", data, arguments, Layout, settings)
    text = rewritten(characters, 0, len(characters), edits)
    made = canonical(text.text)
    return Content(canonical=Canonical(made.text, made.alignment.then(text.alignment)), pages=pages)


def layout(data: bytes, most: int, subject: str) -> Layout:
    """All that the PDF says, for `pdf`, which calls it in a process of its own."""
    document = _opened(data, subject)
    if len(document) > most:
        raise TooLargeError(f"expected at most {most} pages, got {len(document)}: {subject}; split it")
    rows, pages, lines = [], [0], list[Line]()
    for number in range(len(document)):
        rows.append(_page(document[number], number + 1, pages[-1], lines))
        pages.append(pages[-1] + len(rows[-1]))
    text = "".join(rows)
    if sum(map(str.isalpha, text)) < NO_TEXT:
        raise UnreadableError(f"expected a text layer, got {len(rows)} pages without: {subject}; run OCR on it first")
    return Layout(text, tuple(pages[:-1]), tuple(running(text, lines, HYPHEN)))


def boxes(data: bytes, stretches: list[tuple[int, int, int]], subject: str) -> list[Box]:
    """The rectangles of stretches `(page, start, end)`, at least one a line."""
    document, found = _opened(data, subject), []
    for page, start, end in stretches:
        text = document[page - 1].get_textpage()
        for number in range(text.count_rects(start, end - start)):
            left, bottom, right, top = text.get_rect(number)
            found.append(Box(page=page, left=left, bottom=bottom, right=right, top=top))
    return found


def _opened(data: bytes, subject: str) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        state, advice = ("locked", "unlock") if "password" in str(error).lower() else ("damaged", "save")
        raise UnreadableError(f"expected a PDF that opens, got one {state}: {subject}; {advice} it again") from None


def _page(page: Any, number: int, at: int, lines: list[Line]) -> str:
    """One page's characters; its lines are added to `lines`, with their places in the row of all pages."""
    from pypdfium2.raw import FPDFText_GetUnicode

    text = page.get_textpage()
    codes = (FPDFText_GetUnicode(text, index) for index in range(text.count_chars()))
    characters = "".join("\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code) for code in codes)
    for match in LINE.finditer(characters):
        words = match.group().strip()
        if words:
            start = match.start() + match.group().index(words[0])
            left, bottom, _, top = text.get_charbox(start, loose=True)
            right = text.get_charbox(start + len(words) - 1, loose=True)[2]
            lines.append(Line(at + start, at + start + len(words), words, number, left, bottom, right, top))
    return characters
