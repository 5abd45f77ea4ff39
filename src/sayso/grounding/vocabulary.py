"""Which terms and instruments of the pack bear on a claim: where it looks for them, and what "the resolution" is.

A claim bears what stands in its own words. What it leaves unsaid it takes from its sentence, then its paragraph, then
the nearest earlier mention, but only where its kind is about such a thing (`reach` in the pack's kinds): "they order
that everyone be sent back" is about the sanctions of the sentence before, "visas have run out" about no kind of visa.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from sayso.model import Instrument, InstrumentMention, Span, Term, TermMention
from sayso.packs import Hit, Pack

Area = tuple[int, int]
M = TypeVar("M", TermMention, InstrumentMention)


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What a report names of the pack, in the order of the text."""

    terms: tuple[TermMention, ...] = ()
    instruments: tuple[InstrumentMention, ...] = ()
    bare: tuple[tuple[str, Span], ...] = ()
    """Head nouns that name no entry ("visas"), each with its vocabulary."""


def find_mentions(text: str, sentences: Sequence[Area], pack: Pack, first: int = 1) -> Findings:
    """Every term and instrument in a canonical text, words that point back resolved; ids run from `m{first}`.

    "The permits" are those of the nearest earlier mention with that noun, "the resolution" the nearest earlier
    instrument, or the only one in the report; what resolves to nothing is left out.
    """
    law = _resolved_law(pack.find_instruments(text, sentences))
    terms = _resolved_terms(pack.find_terms(text))
    hits = sorted(terms + law, key=lambda hit: hit.start)
    ids = {hit: f"m{first + i}" for i, hit in enumerate(hit for hit in hits if hit.entry)}
    return Findings(
        terms=tuple(
            TermMention(id=ids[h], span=Span.of(text, h.start, h.end), vocabulary=h.vocabulary, entry=h.entry)
            for h in terms
            if h.entry
        ),
        instruments=tuple(
            InstrumentMention(
                id=ids[h], span=Span.of(text, h.start, h.end), instrument=h.entry, provision=h.provision
            )
            for h in law
            if h.entry
        ),
        bare=tuple((h.vocabulary, Span.of(text, h.start, h.end)) for h in hits if not h.entry),
    )


def terms_of(claim: Area, kind: str, sentence: Area, paragraph: Area, found: Findings, pack: Pack) -> tuple[Term, ...]:
    """The terms that bear on a claim of this kind: those in its span; else, where it names no head noun either, those
    of its sentence, or the nearest in its paragraph or earlier, as far as the kind reaches."""
    bearing: list[TermMention] = []
    for vocabulary in pack.vocabularies:
        mentions = [m for m in found.terms if m.vocabulary == vocabulary.id]
        own = [m for m in mentions if _starts_in(m.span, claim)]
        reach = None if _bare(found, vocabulary.id, claim) else _reach(pack, kind, vocabulary.id)
        bearing += own or _reached(claim, (sentence, paragraph), reach, mentions)
    return tuple(Term(mention=m.id, type=m.vocabulary, id=m.entry, span=m.span) for m in bearing)


def instruments_of(
    claim: Area, kind: str, sentence: Area, paragraph: Area, found: Findings, pack: Pack
) -> tuple[Instrument, ...]:
    """The instruments that bear on a claim of this kind, each once: those in its span, else the nearest as far as the
    kind reaches."""
    own = [m for m in found.instruments if _starts_in(m.span, claim)]
    reach = None if _bare(found, "instruments", claim) else _reach(pack, kind, "instruments")
    bearing = own or _reached(claim, (sentence, paragraph), reach, found.instruments)[-1:]
    once = {m.instrument: m for m in sorted(bearing, key=lambda m: m.provision is not None)}
    return tuple(
        Instrument(mention=m.id, id=m.instrument, provision=m.provision, span=m.span) for m in once.values()
    )


def _reach(pack: Pack, kind: str, what: str) -> str | None:
    return next((one.reach.get(what) for one in pack.kinds if one.id == kind), None)


def _bare(found: Findings, vocabulary: str, claim: Area) -> bool:
    """Whether the claim names the thing itself, without saying which: then it takes none from elsewhere."""
    return any(v == vocabulary and _starts_in(span, claim) for v, span in found.bare)


def _reached(claim: Area, around: tuple[Area, Area], reach: str | None, mentions: Iterable[M]) -> list[M]:
    """The mentions of the claim's sentence, else the nearest one before it in its paragraph, else in the report."""
    earlier = [m for m in mentions if m.span.start < claim[1]]
    for area, enough in ((around[0], ("sentence", "paragraph", "report")), (around[1], ("paragraph", "report"))):
        if reach in enough and (near := [m for m in mentions if _starts_in(m.span, area)]):
            before = [m for m in near if m.span.start < claim[1]]
            return near if area == around[0] else (before or near)[-1:]
    return earlier[-1:] if reach == "report" else []


def _starts_in(span: Span, area: Area) -> bool:
    return area[0] <= span.start < area[1]


def _resolved_terms(hits: Iterable[Hit]) -> list[Hit]:
    last: dict[tuple[str, str], str] = {}
    resolved = []
    for hit in hits:
        key = (hit.vocabulary, "" if hit.points == "any" else hit.head)
        entry = hit.entry or ((last.get(key) or hit.default) if hit.points else None)
        if entry:
            last[hit.vocabulary, hit.head] = last[hit.vocabulary, ""] = entry
        resolved.append(hit._replace(entry=entry))
    return resolved


def _resolved_law(hits: Sequence[Hit]) -> list[Hit]:
    ids = {hit.entry for hit in hits if hit.entry}
    latest = Hit(0, 0, "", ids.pop() if len(ids) == 1 else None)
    provided = latest
    resolved = []
    for hit in hits:
        if hit.entry:
            latest = hit
            provided = hit if hit.provision else provided
        source = provided if hit.points == "provision" and provided.provision else latest
        entry = hit.entry or (source.entry if hit.points else None)
        provision = source.provision if hit.points == "provision" else hit.provision
        resolved.append(hit._replace(entry=entry, provision=provision))
    return resolved
