"""Which publications a report names as where it has something from.

The reader marks them in a record; texts without a record are searched for the same signs. "Reuters reported", "told
CNN", "according to the Asahi Shimbun", "(AFP)": a publication's name is one that is listed, ends in a word such as
Times or Herald, or is a web address; "a report by", "via", "the blog", "reports" make any name one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from sayso.model import Record, Report
from sayso.model.reasoning import Outlet
from sayso.packs import voices

_ARTICLE = r"(?:[Tt]he\s+|[Bb]roadcaster\s+|[Nn]ewspaper\s+|[Aa]gency\s+|[Bb]log\s+|[Ww]ebsite\s+|[Ss]ite\s+)*"
_WORD = r"[A-Z](?<!\w\w)[\w&’'-]*(?:\.\w+)*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,4}}"
_ADDRESS = r"\w[\w-]*\.(?:com|net|org|info|news|co\.uk)\b"
_GIVES = (
    r"(?:[Aa]ccording\s+to|told|tells|telling|informed|[Cc]iting|cited\s+by|quoted\s+by|quoting|reported\s+(?:by|in)|"
    r"(?:interview|statement|account)s?\s+(?:in|by|from|on|with|to)|sp(?:oke|eaking)\s+(?:to|with)|"
    r"(?:carried|obtained|aired|seen|posted)\s+(?:by|in|on))"
)
"""What stands before a publication that is known for one."""
_SAID = (
    r"(?:’s|'s)?,?\s+(?:(?:newspaper|news\s+agency|agency|website|also|first|later|has|had)\s+){0,2}"
    r"(?:reported|said|says|writes|wrote|claim(?:s|ed)|cit(?:es|ed|ing)|quot(?:es|ed|ing)|learned|reveal(?:s|ed)|noted|"
    r"publish(?:es|ed)|confirmed|could\s+not|was\s+not|is\s+(?:now\s+)?\w+ing|interview|article|account|sources?)\b"
)
"""What stands behind one."""
_MAKES = (
    r"(?:(?:report|article|story)\s+(?:in|by|from|on)|published\s+(?:by|in)|[Vv]ia|h/t|[Ss]ource:|"
    r"(?:blog|(?:news|web)?site|newspaper|magazine|tabloid|broadcaster|news\s+agency)(?:\s+called)?)"
)
"""What makes any name before or behind it a publication's; so does "reports"."""
_LIKE = frozenset(["the", "news", "agency", "newspaper", "daily", "online", "com", "org", "net", "co", "uk"])


def cited(report: Report, record: Record | None = None, outlets: Sequence[Outlet] = ()) -> tuple[str, ...]:
    """The publications that a report names as where it has something from, its own name left out, in order of name."""
    names = dict.fromkeys(name for sign in _signs(tuple(outlets)) for name in sign.findall(report.text))
    for source in record.sources if record else ():
        if source.proximity == "outlet" and source.name:
            names[source.name] = None
    found = {outlet_key(n, outlets): re.sub(r"[’']s$", "", n) for n in sorted(names, key=lambda n: (-len(n), n))}
    own = outlet_key(report.outlet, outlets) if report.outlet else ""
    return tuple(sorted(name for key, name in found.items() if key and not same_outlet(key, own)))


def shared_outlet(a: Iterable[str], b: Iterable[str], outlets: Sequence[Outlet] = ()) -> str | None:
    """The first of the names in `a` that means the same publication as one in `b`."""
    keys = [outlet_key(name, outlets) for name in b]
    return next((name for name in a if any(same_outlet(outlet_key(name, outlets), key) for key in keys)), None)


def outlet_key(name: str, outlets: Sequence[Outlet] = ()) -> str:
    """What two names of one publication have in common: "The Asahi Shimbun newspaper" is "asahi shimbun"."""
    words = re.findall(r"\w+", re.sub(r"[’']s\b", "", name).lower())
    key = " ".join(w for w in words if w not in _LIKE) or " ".join(words)
    for outlet in outlets:
        if any(
            " ".join(re.findall(r"\w+", n.lower())) in {key, " ".join(words)} for n in (outlet.title, *outlet.names)
        ):
            return outlet.title.lower()
    return key


def same_outlet(one: str, other: str) -> bool:
    """Whether two keys mean one publication: they are alike, or one is the initials of the other."""
    long, short = sorted((one, other), key=len, reverse=True)
    initials = "".join(word[0] for word in long.split())
    return bool(short) and (long == short or (len(short) > 1 and initials == short))


@cache
def _signs(outlets: tuple[Outlet, ...]) -> tuple[re.Pattern[str], ...]:
    v = voices()
    listed = v.outlets | v.agencies | {n for o in outlets for n in (o.title, *o.names)}
    known = "|".join(re.escape(n.removeprefix("The ")) for n in sorted(listed, key=lambda n: (-len(n), n)))
    endings = "|".join(sorted(w.title() for w in v.outlet_name_words if len(w) > 2))
    outlet = rf"(?=[A-Z])(?:(?:{known})\b|(?:{_WORD} ){{1,4}}(?:{endings})\b|{_ADDRESS})"
    return tuple(
        re.compile(sign)
        for sign in (
            rf"\b{_MAKES}\s+{_ARTICLE}({_NAME})",
            rf"\b{_GIVES}\s+{_ARTICLE}({outlet}|{_ADDRESS})",
            rf"\A[^\n(]{{0,60}}\(({_NAME})(?:/[\w ]+)?\)\s*[-–—:]",
            rf"[(\[]({known})(?:/[\w ]+)?[)\]]",
            rf"\b({outlet}){_SAID}",
            rf"({_NAME})\s+reports(?:\s+that\b|[:,.])",
            rf"({_NAME}),\s+an?\s(?:\w+\s)?(?:newspaper|broadcaster|news\s+agency)\b",
        )
    )
