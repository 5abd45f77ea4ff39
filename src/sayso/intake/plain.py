"""Plain text and Markdown: front matter off, the rest as it stands.

Front matter is what stands between a first line `---` and a next line `---` and reads as YAML keys. Where it is not
YAML, which a title with a colon is enough for, its lines `key: value` are taken as they are written, with a warning: a
slip in a title must not cost the report, nor its date pass unread. A `---` that opens no keys is part of the text.
"""

import re
from typing import Any

import msgspec

from sayso.intake.dating import given
from sayso.intake.received import Content
from sayso.model import Warning
from sayso.text import Canonical, canonical, rewritten

FENCED = re.compile(r"\s*---[ \t]*\r?\n(?P<keys>(?:[^\r\n]*\r?\n){0,100}?)---[ \t]*(?:[\r\n]|\Z)")
KEY = re.compile(r"^[ \t]*(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*)$", re.MULTILINE)
KNOWN = frozenset({"title", "outlet", "author", "url", "published", "language"})
MOST = 8_000  # code points of front matter: YAML can be made to nest and repeat without end


def plain(text: str) -> Content:
    """A text without the front matter it may open with, and what that says. Keys we do not know are passed over."""
    fenced = FENCED.match(text[:MOST])
    keys, warnings = _keys(fenced["keys"]) if fenced else (None, [])
    body = rewritten(text, fenced.end() if fenced and keys is not None else 0, len(text), ())
    made = canonical(body.text)
    said = {name: _words((keys or {}).get(name)) for name in KNOWN}
    stated = said.pop("published")
    published = given(stated, "metadata", "The front matter says published: {}.") if stated else None
    if stated and not published:
        message = "the front matter's published is not a day, a month (2018-08) or a year; it was passed over"
        warnings.append(Warning(code="published-unreadable", message=message))
    aligned = Canonical(made.text, made.alignment.then(body.alignment))
    return Content(canonical=aligned, said=said, published=published, warnings=tuple(warnings))


def _keys(block: str) -> tuple[dict[str, Any] | None, list[Warning]]:
    """The keys of a front matter, or None where the block is none."""
    try:
        return msgspec.yaml.decode(block, type=dict[str, Any] | None) or {}, []
    except (msgspec.MsgspecError, RecursionError, ValueError):
        found = {match["key"].lower(): match["value"].strip(" \t\"'") for match in KEY.finditer(block)}
    if not KNOWN & found.keys():
        return None, []
    message = "the front matter is not YAML; read as it stands: " + ", ".join(sorted(KNOWN & found.keys()))
    return dict(found), [Warning(code="front-matter", message=message)]


def _words(value: Any) -> str | None:
    """Text of a YAML scalar: dates come typed, some titles are numbers, and `no` is no word but false."""
    return None if isinstance(value, dict | list | bool | None) else " ".join(str(value).split()) or None
