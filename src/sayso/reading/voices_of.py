"""Which mentions are one voice within a report, each time with a reason, in the order of the text.

The rules are those of English reference: a name is the same name; a pronoun or a definite phrase continues the
nearest earlier voice that it can stand for; "a", "another", "some" bring in a new one. What cannot be tied stays
apart: two voices taken for one would count as less evidence, one taken for two as more, and a reader can merge
what stands apart but cannot see what was merged in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from sayso.model import Source, Span
from sayso.packs import voices
from sayso.reading.describe import Description, as_source, describe, is_outlet

_GENERIC = {"source", "insider", "informant", "person", "man", "woman", "individual", "contact"}
_OUTLET_HEADS = {"newspaper", "paper", "daily", "weekly", "broadcaster", "agency", "magazine", "website", "outlet",
                 "tabloid", "channel", "journal", "times", "post", "portal", "report", "article"}  # fmt: skip


class Voice(msgspec.Struct, kw_only=True):
    """A source in the making: it gathers mentions while the text is walked through."""

    source: Source
    descriptions: list[Description]
    mentions: list[Span]
    reasons: list[str]

    def last(self) -> int:
        return self.mentions[-1].start if self.mentions else -1


class Voices:
    """The voices of one report. `outlet` is its own name, if known; voice 0 is the outlet itself."""

    def __init__(self, outlet: str | None) -> None:
        self.outlet = _bare(outlet or "")
        own = Source(id="s0", kind="outlet", name=outlet)
        self.all = [Voice(source=own, descriptions=[], mentions=[], reasons=[])]

    def own(self, words: str) -> bool:
        """Whether these words name the report's own outlet."""
        bare = _bare(words)
        if bare in ("this newspaper", "this paper", "we", "this website", "this outlet", "this reporter"):
            return True
        if not self.outlet or not bare:
            return False
        part = self.outlet.endswith(" " + bare) or self.outlet.startswith(bare + " ")
        initials = "".join(word[0] for word in self.outlet.split())
        publication = part and (is_outlet(words) or bare in voices().outlet_name_words)
        return bare == self.outlet or publication or (len(bare) > 1 and bare == initials)

    def hear(self, span: Span) -> int:
        """The number of the voice that this mention belongs to; a new one where none fits."""
        for n, voice in enumerate(self.all):
            if any(m.overlaps(span) for m in voice.mentions):
                return n
        if self.own(span.text):
            return self._add(0, span, None, None)
        d = describe(span.text)
        if d.kind in ("person", "group") and "," in span.text and d.name is None and self.own(span.text.split(",")[0]):
            return self._add(0, span, None, None)
        match = self._match(d)
        if match is None:
            self.all.append(Voice(source=as_source(len(self.all), d), descriptions=[d], mentions=[span], reasons=[]))
            return len(self.all) - 1
        return self._add(match[0], span, d, match[1])

    def phrase(self, span: Span) -> int:
        """A new voice of kind unspecified for a passive phrase that names nobody."""
        source = Source(id=f"s{len(self.all)}", kind="unspecified", description=span.text)
        self.all.append(Voice(source=source, descriptions=[], mentions=[span], reasons=[]))
        return len(self.all) - 1

    def sources(self) -> tuple[Source, ...]:
        """Every voice with its mentions in the order of the text."""
        return tuple(
            msgspec.structs.replace(
                v.source, mentions=tuple(sorted(set(v.mentions))), same_because=tuple(dict.fromkeys(v.reasons)),
                **_best(v),
            )
            for v in self.all
        )  # fmt: skip

    def _add(self, n: int, span: Span, d: Description | None, reason: str | None) -> int:
        voice = self.all[n]
        voice.mentions.append(span)
        if d is not None:
            voice.descriptions.append(d)
        if reason:
            voice.reasons.append(f"{span.text!r}: {reason}")
        return n

    def _match(self, d: Description) -> tuple[int, str] | None:
        earlier = sorted((n for n, v in enumerate(self.all) if n and v.descriptions), key=lambda n: -self.all[n].last())
        if d.distinct:
            return None
        if d.name is not None:
            return self._by_name(d, earlier)
        if d.reference == "pronoun":
            return self._by_pronoun(d, earlier)
        if d.reference == "definite":
            return self._by_phrase(d, earlier)
        same = [
            n for n in earlier
            if d.head and d.plural and d.kind == "group" and self._heads(n, d)
            and not any(e.distinct for e in self.all[n].descriptions)
        ]  # fmt: skip
        if same and d.reference in ("plain", "new") and _indefinite_group(d):
            return same[0], "the same group in the plural, unnamed both times"
        if d.reference == "plain" and d.head in _OUTLET_HEADS | {"ministry", "government"} and d.kind != "person":
            return self._by_phrase(d, earlier)
        return None

    def _heads(self, n: int, d: Description) -> bool:
        return any((e.head == d.head or d.head in e.roles) and e.plural == d.plural for e in self.all[n].descriptions)

    def _by_name(self, d: Description, earlier: Sequence[int]) -> tuple[int, str] | None:
        assert d.name is not None
        for n in earlier:
            for e in self.all[n].descriptions:
                if (
                    e.name
                    and (e.kind == d.kind or "person" not in (e.kind, d.kind))
                    and _same_name(d.name, e.name, d.kind)
                ):
                    return n, "the same name"
        if d.kind != "person" or d.reference != "definite":
            return None
        for n in earlier:  # "the minister, Elzbieta Rafalska" names a minister met before without a name
            v = self.all[n]
            unnamed = v.source.kind == "person" and not any(e.name for e in v.descriptions)
            if unnamed and any(e.head == d.head for e in v.descriptions):
                return n, "names the one described before"
        return None

    def _by_pronoun(self, d: Description, earlier: Sequence[int]) -> tuple[int, str] | None:
        wanted = {
            "group": ("group", "organisation"),
            "organisation": ("organisation", "document"),
            "person": ("person",),
        }
        for n in earlier:
            if self.all[n].source.kind in wanted[d.kind]:
                return n, "the nearest voice before that the pronoun can stand for"
        return None

    def _by_phrase(self, d: Description, earlier: Sequence[int]) -> tuple[int, str] | None:
        for n in earlier:
            if self._heads(n, d) and not _clash(d, self.all[n].descriptions[0]):
                return n, "the same noun, with the definite article"
        if d.head in _OUTLET_HEADS or d.proximity == "outlet":
            for n in earlier:
                if self.all[n].source.proximity == "outlet":
                    return n, "the publication named before"
        if d.kind == "person":
            return self._person_like(d, earlier)
        if d.kind in ("organisation", "document"):
            for n in earlier:
                if any((e.name or e.words).lower().split()[-1:] == [d.head] for e in self.all[n].descriptions):
                    return n, "the same kind of body or document, with the definite article"
        return None

    def _person_like(self, d: Description, earlier: Sequence[int]) -> tuple[int, str] | None:
        people = [
            n for n in earlier
            if self.all[n].source.kind == "person" and not _clash(d, self.all[n].descriptions[0])
        ]  # fmt: skip
        if "’s" in d.words.split(" ", 1)[0] or "'s" in d.words.split(" ", 1)[0] or re.search(r"[’']s\s", d.words):
            return None
        if d.head in _GENERIC:
            unnamed = [n for n in people if self.all[n].source.anonymous]
            return (unnamed[0], "the nearest unnamed person before") if unnamed else None
        near = [n for n in people if d.proximity != "unknown" and self.all[n].source.proximity == d.proximity]
        if near:
            return near[0], f"the nearest {d.proximity} before, with the definite article"
        return None


def _best(v: Voice) -> dict[str, object]:
    """The fullest name, and the first description that is more than the name."""
    names = [d.name for d in v.descriptions if d.name]
    out: dict[str, object] = {}
    if names:
        out["name"] = max(names, key=len) if v.source.kind == "person" else names[0]
        out["anonymous"] = False
    if v.source.proximity == "unknown":
        out["proximity"] = next((d.proximity for d in v.descriptions if d.proximity != "unknown"), "unknown")
    return out


def _indefinite_group(d: Description) -> bool:
    first = d.words.split(" ", 1)[0].lower()
    return (
        first not in ("two", "three", "four", "five", "six", "several", "both", "at", "more")
        and len(d.words.split()) <= 4
    )


def _bare(words: str) -> str:
    return re.sub(r"^(?:the|The)\s+", "", words.strip().strip("“”\"'.,")).lower()


def _same_name(a: str, b: str, kind: str) -> bool:
    x, y = _bare(a).split(), _bare(b).split()
    if not x or not y:
        return False
    if x == y:
        return True
    if kind == "person":
        short, full = sorted((x, y), key=len)
        return short[-1] == full[-1] or (len(short) == 1 and short[0] == full[0])
    short, full = sorted((x, y), key=len)
    initials = "".join(w[0] for w in full)
    return " ".join(short) in " ".join(full) or (
        len(short) == 1 and len(full) > 1 and short[0].replace(".", "") == initials
    )


def _clash(a: Description, b: Description) -> bool:
    """Whether two phrases say different things by name: "the Chinese official", "a US official".

    Four letters are enough to see that "Chinese" and "in China" are not different.
    """
    mine, theirs = (
        {w[:4] for w in d.words.split() if w[:1].isupper()} - {"The", "A", "An", "One", "Some"} for d in (a, b)
    )
    return bool(mine) and bool(theirs) and not mine & theirs
