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
from sayso.model.pack import Voices
from sayso.packs import voices

Reference = Literal["pronoun", "definite", "new", "plain"]

_TOKEN = re.compile(r"[\w&]+(?:[.’'\-][\w&]+)*\.?", re.UNICODE)
_TAIL = re.compile(
    r",|;|\(|–|—|:|\s(?:who|whom|which|that|whose|with|in|at|from|of|for|on|to|into|near|close|familiar|based|briefed|"
    r"involved|working|living|under|about|by|inside|across|along|within|against|between|speaking|quoted|cited|told|"
    r"examined|seen|obtained|released|published|knowledgeable|privy|over|as)\s|"
    r"\s(?:[a-z]{3,}ed|sent|shown|given|drawn|written|made|kept|held)\s(?=(?:to|by|in|from|on|at|with|for|after)\s)"
)
"""Where what describes a noun begins: a clause, a preposition, a participle ("a summary handed to parliament")."""
_CLAUSE = re.compile(r"\s(?:who|whom|which|that|whose)\s")
_NAMED = re.compile(r"\b(?:named|called|identified\s+as)\s+")
_PRONOUN = re.compile(r"^(he|she|they|it|we|i|you|him|her|them)$", re.IGNORECASE)
_DEFINITE = re.compile(r"^(the|this|that|these|those|his|her|its|their|our)\b|^\S+[’']s?\s|^(both)\b", re.IGNORECASE)
_NEW = re.compile(
    r"^(?:an?|another|one|some|several|two|three|four|five|six|many|most|few|various|separate|other|others|a second|"
    r"a different|at least|more than|dozens|multiple|numerous|certain)\b",
    re.IGNORECASE,
)
_DISTINCT = re.compile(r"\b(?:another|other|others|separate|different|second|third|fourth)\b", re.IGNORECASE)
_PARTICLES = {
    "de",
    "da",
    "van",
    "von",
    "der",
    "den",
    "bin",
    "al",
    "el",
    "la",
    "di",
    "du",
    "ibn",
    "abu",
    "and",
    "the",
    "of",
}


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """One mention, taken apart."""

    words: str
    kind: SourceKind
    name: str | None
    """The proper name, for people without titles and roles."""
    head: str
    """The noun that says what it is, singular, lower case; empty for a bare name or a pronoun."""
    roles: frozenset[str] = frozenset()
    """Every noun for people in the phrase, singular: "Ana Ruiz, a lawyer" is a lawyer."""
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
    if low in known and low != "people":
        return low, False
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if low.endswith(ending) and low[: -len(ending)] + instead in known:
            return low[: -len(ending)] + instead, True
    return low, low == "people"


def is_person_noun(word: str) -> bool:
    """Whether an English noun is for people: listed, or made by an ending that makes such nouns."""
    one, _ = singular(word)
    if one in _nouns():
        return True
    v, low = voices(), one.removesuffix("s")
    if not word.islower() or {one, low, word} & (v.documents | v.organisations | v.outlet_words):
        return False
    return len(low) > 4 and low.endswith(("er", "or", "ist", "man", "woman", "men", "women", "ian", "eer", "ress"))


def can_speak(words: str) -> bool:
    """Whether a phrase surely means somebody or a document ("citing a clerk"), not a reason ("citing the weather")."""
    d = describe(words)
    return d.kind == "document" or d.proximity != "unknown" or singular(d.head)[0] in _nouns()


def is_outlet(name: str) -> bool:
    """Whether a phrase names a publication, broadcaster or agency: "the state news agency KUNA", "The Border Times"."""
    v = voices()
    bare = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    tokens = [t.strip(".,") for t in bare.split()]
    low = [t.lower() for t in tokens]
    names = _outlet_names()
    if any(" ".join(low[i:]) in names and tokens[i][:1].isupper() for i in range(len(low))):
        return True
    if "news agency" in bare.lower() or (low[-1:] == ["agency"] and " ".join(low[:-1]) in names):
        return True
    return len(low) > 1 and tokens[0][:1].isupper() and low[-1] in v.outlet_name_words and tokens[-1][:1].isupper()


@cache
def _outlet_names() -> frozenset[str]:
    v = voices()
    return frozenset(re.sub(r"^the\s+", "", n.lower()) for n in v.outlets | v.agencies)


def describe(words: str) -> Description:
    """Take a mention apart."""
    words = words.strip(' ,“”"')
    v = voices()
    if _PRONOUN.match(words):
        return _pronoun(words)
    if all(w in v.quantities for w in words.lower().split()):
        return _number(words)
    core = _TAIL.split(f"{words} ", maxsplit=1)[0].strip() or words
    core = re.sub(r"^(?:An?|Another|One|Some|Several|Many|Two|Three|Both)\b", lambda m: m.group().lower(), core)
    tokens = _TOKEN.findall(core)
    lowered = [t.lower().strip(".") for t in tokens]
    name = _person_name(core, tokens, words)
    role = next((t for t in reversed(tokens) if is_person_noun(t)), None)
    head, plural = singular(role) if role else (lowered[-1] if lowered else "", False)
    reference: Reference = "new" if _NEW.match(words) else "definite" if _DEFINITE.match(words) else "plain"
    kind, near = _class_of(core, tokens, lowered, bool(name), (head, plural) if role else None)
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
        roles=frozenset(singular(t)[0] for t in _TOKEN.findall(_CLAUSE.split(words)[0]) if is_person_noun(t)),
    )  # fmt: skip


def _number(words: str) -> Description:
    """People who are only counted: one, another, two of them."""
    low = words.lower().split()
    plural = not {"one", "another", "second", "first", "third", "someone", "somebody", "latter", "former"} & set(low)
    plural = plural and low != ["the", "other"]
    return Description(
        words=words, kind="group" if plural else "person", name=None, head="", plural=plural, anonymous=True,
        proximity="unknown", reference="new", distinct=True,
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
    roles = [i for i, t in enumerate(tokens) if is_person_noun(t) or t.lower().strip(".") in v.titles]
    tail = tokens[roles[-1] + 1 :] if roles else tokens
    found = _capitals(tail)
    if not found and (called := _NAMED.split(words, maxsplit=1)[1:]):
        found = _capitals(_TOKEN.findall(_TAIL.split(f"{called[0]} ", maxsplit=1)[0]))
    if not found and "," in words:
        after = _TOKEN.findall(_TAIL.split(words.split(",", 1)[1] + " ", maxsplit=1)[0])
        found = _capitals(after) if len(after) < 5 else None
    if not found:
        return None
    lowered = [t.lower().strip(".") for t in found]
    if any(t in v.organisations or t in v.outlet_name_words or t in v.documents for t in lowered) and not roles:
        return None
    if not roles and (len(found) == 1 and found[0].isupper()):
        return None
    if roles and "," in words and any(t in v.organisations for t in lowered):
        return None
    return " ".join(found)


def _capitals(tokens: list[str]) -> list[str] | None:
    if (
        not tokens
        or not tokens[0][:1].isupper()
        or tokens[0].lower() in voices().quantities | {"my", "our", "not", "no"}
    ):
        return None
    if all(t[:1].isupper() or t.lower() in _PARTICLES for t in tokens):
        return tokens
    return None


def _class_of(
    core: str, tokens: list[str], lowered: list[str], named: bool, role: tuple[str, bool] | None
) -> tuple[SourceKind, Proximity]:
    v = voices()
    bare = re.sub(r"^the\s+", "", core.lower())
    last = lowered[-1] if lowered else ""
    person: SourceKind = "group" if role and role[1] and not named else "person"
    near = _nouns().get(role[0], "unknown") if role else "unknown"
    capital = any(t[:1].isupper() for t in tokens)
    body = {" ".join(lowered[-2:]), bare}
    # The first that holds decides: what a phrase ends in says more than what else is in it.
    rules: tuple[tuple[object, SourceKind, Proximity], ...] = (
        (is_outlet(core) or {last, bare} & v.outlet_words, "organisation", "outlet"),
        (body & v.organisations and not named, "organisation", "official"),
        (role and (named or is_person_noun(tokens[-1])), person, near),
        (_listed(last, v.documents), "document", "official"),
        (bare in v.states or _listed(last, v.organisations), "organisation", "official"),
        (capital and v.organisations.intersection(lowered), "organisation", "unknown"),
        (named, "person", "unknown"),
        (tokens and tokens[0].isupper() and len(tokens[0]) > 1, "organisation", "unknown"),
        (role, person, near),
    )
    found = next(((kind, proximity) for holds, kind, proximity in rules if holds), None)
    return found or (_unlisted(tokens, lowered), "unknown")


def _listed(noun: str, nouns: frozenset[str]) -> bool:
    """Whether a noun or its singular is one of `nouns`."""
    return noun in nouns or noun.removesuffix("s") in nouns or (noun.endswith("ies") and f"{noun[:-3]}y" in nouns)


def _unlisted(tokens: list[str], lowered: list[str]) -> SourceKind:
    """A noun that no list knows: by its number and article."""
    first = lowered[0] if lowered else ""
    if first in voices().quantities - {"the", "this", "that", "a", "an"}:
        return "person" if first in ("one", "another") else "group"
    if lowered and lowered[-1].endswith("s") and not lowered[-1].endswith("ss"):
        return "group"
    return "person" if first in ("a", "an") and not any(t[:1].isupper() for t in tokens[1:]) else "organisation"


def as_source(number: int, d: Description) -> Source:
    """A source seen for the first time in this mention; its mentions are added when all are known."""
    described = d.words if d.name is None or d.words.lower() != d.name.lower() else None
    return Source(
        id=f"s{number}", kind=d.kind, name=d.name, description=described, anonymous=d.anonymous, proximity=d.proximity
    )
