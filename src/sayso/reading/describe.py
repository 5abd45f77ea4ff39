"""What the words for a speaker say of it: person, group, organisation, document or outlet; named or not; how near.

Only the noun phrase is looked at; who is the same as whom is decided in `voices_of`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from sayso.model import Source
from sayso.model.claim import Proximity, SourceKind
from sayso.packs.voices import Voices, voices

Reference = Literal["pronoun", "definite", "new", "plain"]

_TOKEN = re.compile(r"[\w&]+(?:[.’'\-][\w&]+)*\.?", re.UNICODE)
_TAIL = re.compile(
    r",|;|\(|–|—|:|\s(?:who|whom|which|that|whose|with|in|at|from|of|for|on|to|into|near|close|familiar|based|briefed|"
    r"involved|working|living|under|about|by|inside|across|along|within|against|between|speaking|quoted|cited|told|"
    r"examined|seen|obtained|released|published|knowledgeable|privy|over|as)\s"
)
_PRONOUN = re.compile(r"^(he|she|they|it|who|we|i|you|him|her|them)$", re.IGNORECASE)
_DEFINITE = re.compile(r"^(the|this|that|these|those|his|her|its|their|our)\b|^\S+[’']s?\s|^(both)\b", re.IGNORECASE)
_NEW = re.compile(
    r"^(?:an?|another|one|some|several|two|three|four|five|six|many|most|few|various|separate|other|others|a second|"
    r"a different|at least|more than|dozens|multiple|numerous|certain)\b",
    re.IGNORECASE,
)
_DISTINCT = re.compile(r"\b(?:another|other|others|separate|different|second|third|fourth)\b", re.IGNORECASE)
_PARTICLES = {"de", "da", "van", "von", "der", "den", "bin", "al", "el", "la", "di", "du", "ibn", "abu", "and", "the", "of"}


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """One mention, taken apart."""

    words: str
    kind: SourceKind
    name: str | None
    """The proper name, for people without titles and roles."""
    head: str
    """The noun that says what it is, singular, lower case; empty for a bare name or a pronoun."""
    plural: bool
    anonymous: bool
    proximity: Proximity
    reference: Reference
    distinct: bool
    """Says of itself that it is not the one before: another, other, separate."""


@cache
def _nouns() -> dict[str, Proximity]:
    out: dict[str, Proximity] = {}
    order: tuple[Proximity, ...] = ("participant", "official", "expert", "unknown")
    for proximity in order:
        for noun in voices().people.get(proximity, ()):
            out.setdefault(noun, proximity)
    return out


def singular(word: str) -> tuple[str, bool]:
    """The singular of an English noun for a person, and whether it stood in the plural."""
    low = word.lower()
    known, irregular = _nouns(), voices().irregular
    if low in irregular:
        return irregular[low], True
    if low in known and low not in ("people", "others", "some", "many", "several", "few", "most", "those", "both"):
        return low, False
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if low.endswith(ending) and low[: -len(ending)] + instead in known:
            return low[: -len(ending)] + instead, True
    return low, low in ("people", "others", "some", "many", "several", "few", "most", "those", "both")


def is_outlet(name: str) -> bool:
    """Whether a proper name is that of a publication, broadcaster or agency."""
    v = voices()
    bare = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    names = _outlet_names()
    if bare.lower() in names:
        return True
    tokens = bare.split()
    last = tokens[-1].lower().strip(".") if tokens else ""
    return len(tokens) > 1 and tokens[0][:1].isupper() and last in v.outlet_name_words and tokens[-1][:1].isupper()


@cache
def _outlet_names() -> frozenset[str]:
    v = voices()
    return frozenset(re.sub(r"^the\s+", "", n.lower()) for n in v.outlets | v.agencies)


def describe(words: str, *, states: frozenset[str] = frozenset()) -> Description:
    """Take a mention apart. `states`: lower-case names of States and capitals, which speak as authorities."""
    words = words.strip(" ,“”\"")
    v = voices()
    if _PRONOUN.match(words):
        return _pronoun(words)
    core = _TAIL.split(f"{words} ", maxsplit=1)[0].strip() or words
    tokens = _TOKEN.findall(core)
    lowered = [t.lower().strip(".") for t in tokens]
    name = _person_name(core, tokens, words)
    role = next((t for t in reversed(tokens) if singular(t)[0] in _nouns()), None)
    head, plural = singular(role) if role else (lowered[-1] if lowered else "", False)
    reference: Reference = (
        "new" if _NEW.match(words) else "definite" if _DEFINITE.match(words) else "plain"
    )
    kind, near = _class_of(core, tokens, lowered, bool(name), (head, plural) if role else None, states)
    if kind in ("person", "group"):
        near = _closer(words, head, near, v)
    else:
        head = lowered[-1] if lowered else ""
        name = re.sub(r"^(?:the|The|a|an|its|their)\s+", "", core) if any(t[:1].isupper() for t in tokens) else None
    if kind == "group":
        name = None
    return Description(
        words=words, kind=kind, name=name, head=head, plural=plural or kind == "group",
        anonymous=kind in ("person", "group") and not name, proximity=near, reference=reference,
        distinct=bool(_DISTINCT.search(core)),
    )  # fmt: skip


def _pronoun(words: str) -> Description:
    low = words.lower()
    kind: SourceKind = "group" if low in ("they", "them", "we") else "organisation" if low == "it" else "person"
    return Description(
        words=words, kind=kind, name=None, head="", plural=kind == "group", anonymous=True, proximity="unknown",
        reference="pronoun", distinct=False,
    )  # fmt: skip


def _closer(words: str, head: str, near: Proximity, v: Voices) -> Proximity:
    if near in ("unknown", "participant") and any(p in words.lower() for p in v.close):
        return "close"
    return near


def _person_name(core: str, tokens: list[str], words: str) -> str | None:
    """Capitalised words after the last role, or after a comma ("her deputy, Stanislaw Szwed")."""
    v = voices()
    roles = [i for i, t in enumerate(tokens) if singular(t)[0] in _nouns() or t.lower().strip(".") in v.titles]
    tail = tokens[roles[-1] + 1 :] if roles else tokens
    found = _capitals(tail)
    if not found and "," in words:
        after = _TOKEN.findall(words.split(",", 1)[1].split(",")[0])
        found = _capitals(after) if after and len(after) < 5 and all(t[:1].isupper() for t in after) else None
    if not found:
        return None
    lowered = [t.lower().strip(".") for t in found]
    if any(t in v.organisations or t in v.outlet_name_words or t in v.documents for t in lowered) and not roles:
        return None
    if not roles and (len(found) == 1 and found[0].isupper()):
        return None
    return " ".join(found)


def _capitals(tokens: list[str]) -> list[str] | None:
    if not tokens or not tokens[0][:1].isupper() or tokens[0].lower() in ("the", "a", "an"):
        return None
    if all(t[:1].isupper() or t.lower() in _PARTICLES for t in tokens):
        return tokens
    return None


def _class_of(
    core: str, tokens: list[str], lowered: list[str], named: bool, role: tuple[str, bool] | None, states: frozenset[str]
) -> tuple[SourceKind, Proximity]:
    v = voices()
    bare = re.sub(r"^the\s+", "", core.lower())
    last = lowered[-1] if lowered else ""
    if is_outlet(core) or last in v.outlet_words or bare in v.outlet_words:
        return "organisation", "outlet"
    if role and (named or singular(last)[0] in _nouns()):
        return ("group" if role[1] and not named else "person"), _nouns()[role[0]]
    if last in v.documents:
        return "document", "official"
    if bare in states or last in v.organisations or bare in v.organisations:
        return "organisation", "official"
    if any(t in v.organisations for t in lowered) and any(t[:1].isupper() for t in tokens):
        return "organisation", "unknown"
    if named:
        return "person", "unknown"
    if tokens and tokens[0].isupper() and len(tokens[0]) > 1:
        return "organisation", "unknown"
    if role:
        return ("group" if role[1] else "person"), _nouns()[role[0]]
    plural = last.endswith("s") and not last.endswith("ss")
    return ("group" if plural else "organisation" if any(t[:1].isupper() for t in tokens[1:]) else "person"), "unknown"


def as_source(number: int, d: Description) -> Source:
    """A source seen for the first time in this mention; its mentions are added when all are known."""
    described = d.words if d.name is None or d.words.lower() != d.name.lower() else None
    return Source(
        id=f"s{number}", kind=d.kind, name=d.name, description=described, anonymous=d.anonymous, proximity=d.proximity
    )
