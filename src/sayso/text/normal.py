"""The canonical text: NFC, paragraphs parted by one blank line, every other run of white space one space.

White space is what Unicode calls so (`str.isspace`): U+00A0, U+2028, tabs, form feeds. Everything else stays as it
came: emoji and their joiners, zero-width characters, bidi controls, an inner byte order mark, other control characters.
They are part of what was received, whoever recomputes the fingerprint from the definition must reach the same text, and
dropping one would change what a joined emoji or a right-to-left name says. Intake warns where they hide something.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

from sayso.text.alignment import Alignment, Blocks

ODD_SPACE = re.compile(r"[^\S ]\s*| \s+")
"""A run of white space that is not one plain space."""
MAY_COMPOSE = re.compile(r"[\0-\u02ff]?[^\0-\u02ff]+")
"""Nothing below U+0300 ever joins the character before it (UAX #15: canonical combining class 0, NFC_Quick_Check=Yes),
so each such stretch can be composed by itself."""


class Canonical(msgspec.Struct, frozen=True):
    """A canonical text and the way back to the raw one."""

    text: str
    alignment: Alignment


def canonical(raw: str) -> Canonical:
    """The normal form of `raw`, aligned with it. A canonical text is a fixed point, character for character."""
    composed = _compose(raw)
    if composed is None:
        return _space(raw)
    spaced = _space(composed.text)
    return Canonical(spaced.text, spaced.alignment.then(composed.alignment))


def _compose(raw: str) -> Canonical | None:
    """`raw` in NFC, or None where it is already."""
    if unicodedata.is_normalized("NFC", raw):
        return None
    return rewritten(raw, 0, len(raw), _compositions(raw))


def _compositions(raw: str) -> Iterator[tuple[int, int, str]]:
    for stretch in MAY_COMPOSE.finditer(raw):
        words = stretch.group()
        if not unicodedata.is_normalized("NFC", words):
            yield stretch.start(), stretch.end(), unicodedata.normalize("NFC", words)


def _space(text: str) -> Canonical:
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    blank_lines = any(_line_ends(run.group()) > 1 for run in ODD_SPACE.finditer(text, start, end))
    return rewritten(text, start, end, _respacings(text, start, end, line_ends_to_part=2 if blank_lines else 1))


def _respacings(text: str, start: int, end: int, line_ends_to_part: int) -> Iterator[tuple[int, int, str]]:
    for run in ODD_SPACE.finditer(text, start, end):
        yield run.start(), run.end(), "\n\n" if _line_ends(run.group()) >= line_ends_to_part else " "


def _line_ends(run: str) -> int:
    return run.count("\n") + run.count("\r") - run.count("\r\n")


def rewritten(text: str, start: int, end: int, edits: Iterable[tuple[int, int, str]]) -> Canonical:
    """`text[start:end]` with stretches replaced, and the way back to `text`.

    Edits are `(start, end, new)` in code points of `text`, ascending, none overlapping another; a replacement as long
    as what it replaces counts as in step with it.
    """
    out, blocks, at = io.StringIO(), Blocks(), start
    written = 0
    for edit_start, edit_end, new in edits:
        old = text[edit_start:edit_end]
        if old == new:
            continue
        kept = edit_start - at
        in_step = kept + len(new) if len(new) == len(old) else kept
        blocks.add(written, at, in_step)
        out.write(text[at:edit_start])
        out.write(new)
        written += kept + len(new)
        at = edit_end
    blocks.add(written, at, end - at)
    if (written, at, end) == (0, 0, len(text)):
        return Canonical(text, Alignment.identity(len(text)))
    out.write(text[at:end])
    return Canonical(out.getvalue(), blocks.close(written + end - at, len(text)))
