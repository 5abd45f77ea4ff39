"""The pattern language of packs: words with endings, named lists and fragments, gaps, and the words that are meant.

docs/reference/packs.md describes it for those who write packs. Patterns meet folded text: lower case, straight
quotes and hyphens, of the same length as the text, so that an offset in one is an offset in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import NamedTuple

from sayso.errors import PackError
from sayso.model.pack import Listed, Rule

Area = tuple[int, int]
TOKEN = re.compile(r"\w+|[$€£¥₽₩%]")
SLOT = re.compile(r"\{([a-z][a-z0-9-]*)\}")
PIECE = re.compile(r"\(\?P<\w+>|\(\?<[=!]| ?\\S\+ ?|\\.|\[(?:\\.|[^\]])*\]| \.\.\. |.", re.DOTALL)
MEANING = {" ": "[ -]", " ... ": r"(?: \S+){0,8}? ", "<": "(?P<span>", ">": ")"}
"""Beside any word (`\\S+`) a space stays a space: were it a hyphen too, "a-b-c" could be parted in endless ways."""
STRAIGHT = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " "}
BESIDE = 120
"""Code points before a match in which what must stand right before it is looked for."""


def fold(text: str) -> str:
    """Lower case, straight quotes, plain hyphens and spaces; the same length as `text`."""
    for curly, straight in () if text.isascii() else STRAIGHT.items():
        text = text.replace(curly, straight)
    # "İ" alone would grow when lowered: it stays as it is
    return "İ".join(part.lower() for part in text.split("İ"))


def spell(word: str) -> list[str]:
    """The forms of a listed word, folded: `order/s/ed` stands for order, orders, ordered."""
    parts = [token.split("/") for token in fold(word).split(" ")]
    return [" ".join(form) for form in product(*([stem, *(stem + e for e in ends)] for stem, *ends in parts))]


def any_of(words: Iterable[str]) -> str:
    """A regex for any of the listed words, longest first; a space in them is a space or a hyphen."""
    forms = sorted({form for word in words for form in spell(word)}, key=lambda form: (-len(form), form))
    return "(?:" + ("|".join(re.escape(form).replace(r"\ ", "[ -]") for form in forms) or "(?!)") + ")"


class Found(NamedTuple):
    """Words that a rule means, what its group `by` caught, and the match."""

    start: int
    end: int
    by: str
    match: re.Match[str]


class Passage:
    """A stretch of folded text, or all of it, to try patterns on; several may start from the same words, found once."""

    def __init__(self, folded: str, area: Area | None = None) -> None:
        self.folded, self.area = folded, area or (0, len(folded))
        self.seen: dict[str, list[re.Match[str]]] = {}

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(TOKEN.findall(self.folded, *self.area))

    @cached_property
    def paragraph(self) -> Area:
        stop = self.folded.find("\n\n", self.area[0])
        return max(0, self.folded.rfind("\n\n", 0, self.area[0] + 1)), len(self.folded) if stop < 0 else stop


class Lexicon:
    """The named word lists and fragments of one pack, and the regexes that patterns become with them."""

    def __init__(self, words: Mapping[str, Sequence[str]], fragments: Mapping[str, str]) -> None:
        self.words, self.fragments = words, fragments
        self._compiled: dict[str, re.Pattern[str]] = {}

    def compile(self, match: str, form: str = r"(?<!\w)(?:%s)(?!\w)") -> re.Pattern[str]:
        """The pattern as a regex, between word boundaries unless `form` says otherwise; each is compiled once.

        Raises `PackError` for a name that the pack does not know and for what is no regular expression.
        """
        key = form % match
        if key not in self._compiled:
            source = "".join(MEANING.get(piece, piece) for piece in PIECE.findall(SLOT.sub(self._named, match)))
            try:
                self._compiled[key] = re.compile(form % source)
            except re.error as error:
                raise PackError(f"pattern {match!r}: expected a regular expression, got one with: {error}") from None
        return self._compiled[key]

    def needs(self, match: str) -> list[frozenset[str]]:
        """Sets of first words, of each of which a text must hold one for `match` to have a chance."""
        outer = re.sub(r"\[[^\]]*\]|\\.", "", match)
        while outer != (outer := re.sub(r"\([^()]*\)\??", "", outer)):
            pass
        names = [] if "|" in outer else SLOT.findall(re.sub(r"\{[^}]*\}(?:[?*]|\{0)", "", outer))
        known = [self.words[name] for name in names if name in self.words]
        return [frozenset(TOKEN.findall(form)[0] for word in listed for form in spell(word)) for listed in known]

    def _named(self, slot: re.Match[str]) -> str:
        if slot[1] in self.fragments:
            return "(?:" + SLOT.sub(self._named, self.fragments[slot[1]]) + ")"
        if slot[1] in self.words:
            return any_of(self.words[slot[1]])
        known = ", ".join(sorted({*self.words, *self.fragments}))
        raise PackError(f"pattern names {{{slot[1]}}}: expected one of {known}; add it to `words` or `fragments`")


class Pattern:
    """A rule ready to run: tried only where its listed words stand, compiled when first tried."""

    def __init__(self, rule: Rule, lexicon: Lexicon) -> None:
        self.rule, self._lexicon = rule, lexicon

    def find(self, passage: Passage) -> list[Found]:
        """Where the rule holds in a passage."""
        match = self.rule.match
        if match not in passage.seen:
            possible = not any(need.isdisjoint(passage.words) for need in self._needs)
            bases = self._lexicon.compile(match).finditer(passage.folded, *passage.area)
            passage.seen[match] = list(bases) if possible else []
        found = [one for base in passage.seen[match] if (one := self._beside(base, passage))]
        return found if found and self._allowed(passage) else []

    def _beside(self, match: re.Match[str], passage: Passage) -> Found | None:
        folded, (first, last) = passage.folded, passage.area
        start, end = _span(match, "span", match.span())
        matches = [match]
        if self.rule.before:
            before = self._lexicon.compile(self.rule.before, r"(?<!\w)(?:%s)$")
            if not (found := before.search(folded, max(first, start - BESIDE), start)):
                return None
            start = _span(found, "span", (start, end))[0]
            start, end = _span(found, "alone", (start, end))
            matches.append(found)
        if self.rule.after:
            if not (found := self._lexicon.compile(self.rule.after, r"(?:%s)(?!\w)").match(folded, match.end(), last)):
                return None
            end = _span(found, "span", (start, end))[1]
            matches.append(found)
        by = next((m["by"] for m in matches if "by" in m.re.groupindex), "")
        return Found(start, end, by, match)

    def _allowed(self, passage: Passage) -> bool:
        scope = passage.area if self.rule.scope == "sentence" else passage.paragraph

        def held(match: str) -> bool:
            return bool(self._lexicon.compile(match).search(passage.folded, *scope))

        return all(map(held, self.rule.require)) and not any(map(held, self.rule.forbid))

    @cached_property
    def _needs(self) -> list[frozenset[str]]:
        return self._lexicon.needs(self.rule.match)


def _span(match: re.Match[str], group: str, otherwise: Area) -> Area:
    """Where a named group lies, in patterns that have it."""
    return match.span(group) if group in match.re.groupindex else otherwise


class Phrases:
    """Plain words and phrases, each with the fact it stands for; the longest at a place wins."""

    def __init__(self, listed: Iterable[Listed]) -> None:
        self.meaning = {form: one for one in listed for word in one.words for form in spell(word)}
        self.starting: dict[str, list[str]] = {}
        for form in sorted(self.meaning, key=len, reverse=True):
            self.starting.setdefault(TOKEN.findall(form)[0], []).append(form)

    def find(self, folded: str) -> list[tuple[int, int, Listed]]:
        """Every phrase in a folded text, in order, none overlapping."""
        found, past = [], 0
        for token in TOKEN.finditer(folded):
            at = token.start()
            for form in self.starting.get(token[0], ()) if at >= past else ():
                stop = at + len(form)
                if folded.startswith(form, at) and not (form[-1].isalnum() and folded[stop : stop + 1].isalnum()):
                    found.append((at, past := stop, self.meaning[form]))
                    break
        return found
