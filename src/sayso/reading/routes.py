"""The way a statement came: through which publication, when it is not the report's own.

told / in an interview with / quoted by OUTLET      the speaker spoke to another publication
OUTLET reported, citing SOMEBODY                     the publication relays somebody
a Yonhap source                                      the publication's own source
(AFP) in the dateline or at the end                  the whole text came from an agency
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from sayso.packs import voices

_NAME = r"(?:[Tt]he\s+)?(?:[A-Z][\w&.\-]*\s+){0,4}"
_GENERIC = (
    r"[Tt]h(?:e|is|at)\s+(?:news\s?)?"
    r"(?:newspaper|paper|daily|weekly|broadcaster|agency|magazine|outlet|website|tabloid|channel|portal|wire)"
)
_DATELINED = r"[A-Z][\w&.\-]*(?: [A-Z][\w&.\-]*){0,3}(?=[^)]{0,20}\)\s*[-–—:])"
"""A name in brackets between a dateline's town and its dash: an agency, whether or not it is listed."""
_CITING = r"\b(?:citing|quoting|cited|cites|quoted|quotes|attributing\s+\w+\s+to)\s+(?!by\b)"


@cache
def _outlet() -> str:
    v = voices()
    names = sorted(v.outlets | v.agencies, key=lambda n: (-len(n), n))
    known = "|".join(re.escape(n.removeprefix("The ")) for n in names)
    endings = "|".join(sorted(w.title() for w in v.outlet_name_words if len(w) > 2))
    listed = rf"(?:[Tt]he\s+)?(?:{known})(?:\s+(?:news\s+agency|agency|television|TV|radio|newspaper))?\b"
    return rf"(?:{listed}|{_NAME}(?:{endings})\b(?:\s+(?:Agency|Service|Network)\b)?|{_GENERIC}\b)"


@cache
def _told() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:told|tells|telling|informed|interview(?:ed)?\s+(?:with|by|to|given\s+to)|sp(?:oke|eaking)\s+(?:to|with)|"
        r"(?:statement|remarks|comments?|letter|e-?mail)\s+to|quoted\s+by|cited\s+by|said\s+(?:to|in\s+an\s+interview\s+with)|"
        rf"published\s+by|carried\s+by|obtained\s+by|seen\s+by)\s+(?P<outlet>{_outlet()})"
    )


@cache
def _quoted_as() -> re.Pattern[str]:
    return re.compile(rf"(?P<outlet>{_outlet()}),?\s+(?:\w+\s+){{0,2}}?(?:quot|cit)(?:ed|es|ing)\b")


@cache
def _citing() -> re.Pattern[str]:
    return re.compile(
        _CITING + r"(?P<who>[^,.;:“”\"]+?)(?=\s+(?:as\s+saying|that|whom|who|which|has|have|said|says)\b|[,.;:“”\"]|$)"
    )


@cache
def _credit() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted((re.escape(a) for a in voices().agencies), key=lambda n: (-len(n), n)))
    return (
        re.compile(rf"\A[^\n(]{{0,60}}?[(\[](?P<agency>{names}|{_DATELINED})(?:/[\w ]+)?[)\]]"),
        re.compile(rf"[(\[–—-]\s?(?P<agency>{names})(?:/[\w ]+)?\s?[)\]]?\s*\Z"),
    )


class Heard(msgspec.Struct, frozen=True):
    """Code points of another publication or of a cited speaker, within the whole text."""

    start: int
    end: int


def agency_credit(text: str) -> Heard | None:
    """The agency that the dateline or the last line credits."""
    for pattern, part in zip(_credit(), (text[:200], text), strict=True):
        m = pattern.search(part)
        if m:
            return Heard(*m.span("agency"))
    return None


def told_to(text: str, start: int, end: int) -> Heard | None:
    """The publication that somebody spoke to, within one sentence."""
    m = _told().search(text, start, end)
    return Heard(*m.span("outlet")) if m else None


def quoting(text: str, start: int, end: int) -> Heard | None:
    """The publication that quotes or cites somebody, within one sentence."""
    m = _quoted_as().search(text, start, end)
    return Heard(*m.span("outlet")) if m else None


def cited(text: str, start: int, end: int) -> Heard | None:
    """Whom a publication cites, within one sentence."""
    m = _citing().search(text, start, end)
    if not m or not text[m.start("who") : m.end("who")].strip():
        return None
    return Heard(*m.span("who"))


def outlet_in(text: str, start: int, end: int) -> Heard | None:
    """A publication named inside a phrase: "a Yonhap source"."""
    m = _named().search(text, start, end)
    return Heard(*m.span()) if m else None


@cache
def _named() -> re.Pattern[str]:
    v = voices()
    names = sorted(v.outlets | v.agencies, key=lambda n: (-len(n), n))
    return re.compile(r"\b(?:" + "|".join(re.escape(n) for n in names) + r")\b")
