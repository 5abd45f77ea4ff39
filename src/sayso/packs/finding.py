"""What of a pack a text names, and where: the longest fit wins, and what fits two entries alike fits none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from sayso.model.pack import Hit, Reference, Rule
from sayso.packs.patterns import Area, Found, Lexicon, Passage, Pattern, any_of, spell

NEAR = 60
"""Code points between a paragraph's number and the instrument it belongs to, at most."""
Entries: TypeAlias = "Mapping[str, str] | str | None"
"""What a pattern stands for: an entry, several told apart by the group `by`, or none where it points back."""
Tiers: TypeAlias = "Sequence[Sequence[tuple[Rule, Entries]]]"
"""Rules, the surest first, each with what it names."""


class Finder:
    """Finds what one closed list names, area by area, in those areas that hold one of its head nouns."""

    def __init__(
        self, name: str, heads: Mapping[str, Sequence[str]], own: Lexicon, tiers: Tiers, provisions: Sequence[Rule] = ()
    ) -> None:
        self.name = name
        self.groups = {form: group for group, words in heads.items() for word in words for form in spell(word)}
        self.head = re.compile(rf"{any_of(self.groups)}(?!\w)")
        self.tiers = [[(Pattern(rule, own), entries) for rule, entries in tier] for tier in tiers]
        self.provisions = [Pattern(rule, own) for rule in provisions]
        """Patterns of the paragraphs that belong to what stands near."""

    def find(self, folded: str, areas: Sequence[Area]) -> list[Hit]:
        """Every head noun of the areas, in order, with what it names; `areas` are sorted and do not overlap."""
        starts = [start for start, _ in areas]
        marked = {bisect_right(starts, head.start()) - 1 for head in self._heads(folded, (0, len(folded)))}
        return [hit for i in sorted(marked) if i >= 0 for hit in self._within(Passage(folded, areas[i]))]

    def _within(self, passage: Passage) -> list[Hit]:
        heads = [self._hit(Found(*m.span(), "", m), None) for m in self._heads(passage.folded, passage.area)]
        found = [[self._hit(one, of, p.rule) for p, of in tier for one in p.find(passage)] for tier in self.tiers]
        taken, offset = bytearray(passage.area[1] - passage.area[0]), passage.area[0]
        hits: dict[Area, Hit] = {}
        for tier in (*found, heads):
            fresh: dict[Area, Hit] = {}
            for hit in sorted(tier, key=lambda hit: (hit.start - hit.end, hit.start)):
                words = slice(max(0, hit.start - offset), hit.end - offset)
                same = fresh.get((hit.start, hit.end))
                if not any(taken[words]):
                    taken[words] = b"\1" * len(taken[words])
                    fresh[hit.start, hit.end] = hit
                elif same and same.entry != hit.entry:
                    fresh[hit.start, hit.end] = same._replace(entry=None)
            hits |= fresh
        kept = sorted(hits.values(), key=lambda hit: hit.start)
        return _with_provisions(kept, [one for p in self.provisions for one in p.find(passage)]) if kept else kept

    def _heads(self, folded: str, area: Area) -> Iterator[re.Match[str]]:
        # the boundary is looked at here, since a regex that opens with one tries every code point
        return (m for m in self.head.finditer(folded, *area) if not folded[m.start() - 1 : m.start()].isalnum())

    def _hit(self, found: Found, entries: Entries, rule: Rule | None = None) -> Hit:
        start, end, by, match = found
        heads = (self.groups[head[0]] for head in self._heads(match.string, (start, match.end())))
        quoted = match.string[start - 1 : start] == '"' and match.string.count('"', start, end) == 1
        points, default = (rule.to, rule.default) if isinstance(rule, Reference) else ("", None)
        entry = entries[by.replace("-", " ")] if isinstance(entries, Mapping) else entries
        return Hit(start - quoted, end, self.name, entry, next(filter(None, heads), ""), points, default)


def _with_provisions(hits: list[Hit], paragraphs: Iterable[Found]) -> list[Hit]:
    """The hits, each with the number of the paragraph that stands nearer to it than to any other instrument."""
    named = [i for i, hit in enumerate(hits) if hit.entry]
    for one in paragraphs:
        at = bisect_right(named, one.start, key=lambda i: hits[i].start)
        gaps = [(max(hits[i].start - one.end, one.start - hits[i].end), i) for i in named[max(0, at - 1) : at + 1]]
        gap, nearest = min(gaps, default=(NEAR + 1, 0))
        if gap <= NEAR:
            hits[nearest] = hits[nearest]._replace(provision=one.match["provision"])
    return hits
