"""Which terms and instruments of the pack bear on a claim: where it looks for them, and what "the resolution" is.

A claim bears what stands in its own words. What it leaves unsaid it takes from its sentence, then its paragraph, then
the nearest earlier mention, but only where its kind is about such a thing (`reach` in the pack's kinds): "they order
that everyone be sent back" is about the sanctions of the sentence before, "visas have run out" about no kind of visa.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from sayso.model import Instrument, InstrumentMention, Record, Span, Term, TermMention
from sayso.packs import Hit, Pack
from sayso.text import paragraphs, sentences

Area = tuple[int, int]
M = TypeVar("M", TermMention, InstrumentMention)


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What a report names of the pack, in the order of the text."""

    terms: tuple[TermMention, ...] = ()
    instruments: tuple[InstrumentMention, ...] = ()
    bare: tuple[tuple[str, Span], ...] = ()
    """Head nouns that name no entry ("visas"), each with its vocabulary."""


def name(record: Record, pack: Pack) -> Record:
    """The record with the terms and instruments that it names, and in each claim those that bear on it."""
    text = record.report.text
    lines, blocks = sentences(text), paragraphs(text)
    found = find_mentions(text, lines, pack)

    def around(at: int, areas: Sequence[Area]) -> Area:
        return areas[max(bisect_right(areas, (at, len(text))) - 1, 0)]

    claims = []
    for claim in record.claims:
        start, end = claim.span.start, claim.span.end
        where = (start, end), claim.kind, around(start, lines), around(start, blocks), found, pack
        claims.append(replace(claim, terms=terms_of(*where), instruments=instruments_of(*where)))
    return replace(record, claims=tuple(claims), mentions=(*found.terms, *found.instruments))


def find_mentions(text: str, lines: Sequence[Area], pack: Pack, first: int = 1) -> Findings:
    """Every term and instrument in a canonical text, words that point back resolved; ids run from `m{first}`.

    "The permits" are those of the nearest earlier mention with that noun, "the resolution" the nearest earlier
    instrument, or the only one in the report; what resolves to nothing is left out.
    """
    law = _resolved_law(pack.find_instruments(text, lines))
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
            InstrumentMention(id=ids[h], span=Span.of(text, h.start, h.end), instrument=h.entry, provision=h.provision)
            for h in law
            if h.entry
        ),
        bare=tuple((h.vocabulary, Span.of(text, h.start, h.end)) for h in hits if not h.entry),
    )


def terms_of(claim: Area, kind: str, sentence: Area, paragraph: Area, found: Findings, pack: Pack) -> tuple[Term, ...]:
    """The terms that bear on a claim of this kind, given its span, sentence and paragraph (GUIDELINES rule 6).

    Those in the span; where it has not even a bare head noun, those of the sentence, else the nearest mention in the
    paragraph or earlier, as far as the kind reaches.
    """
    bearing: list[TermMention] = []
    for vocabulary in pack.vocabularies:
        mentions = [m for m in found.terms if m.vocabulary == vocabulary.id]
        own = [m for m in mentions if _shared(m.span, claim)]
        reach = _reach(kind, vocabulary.id, claim, found, pack)
        bearing += own or _reached(claim, (sentence, paragraph), reach, mentions)
    return tuple(Term(mention=m.id, type=m.vocabulary, id=m.entry, span=m.span) for m in bearing)


def instruments_of(
    claim: Area, kind: str, sentence: Area, paragraph: Area, found: Findings, pack: Pack
) -> tuple[Instrument, ...]:
    """The instruments that bear on a claim of this kind, each once: those in its span, else the nearest it reaches."""
    own = [m for m in found.instruments if _shared(m.span, claim)]
    reach = _reach(kind, "instruments", claim, found, pack)
    bearing = own or _reached(claim, (sentence, paragraph), reach, found.instruments)[-1:]
    once = {m.instrument: m for m in sorted(bearing, key=lambda m: m.provision is not None)}
    return tuple(Instrument(mention=m.id, id=m.instrument, provision=m.provision, span=m.span) for m in once.values())


def _reach(kind: str, what: str, claim: Area, found: Findings, pack: Pack) -> str | None:
    """How far the kind looks; not at all where the claim names the thing itself, without saying which."""
    if any(vocabulary == what and _shared(span, claim) for vocabulary, span in found.bare):
        return None
    return next((one.reach.get(what) for one in pack.kinds if one.id == kind), None)


def _reached(claim: Area, around: tuple[Area, Area], reach: str | None, mentions: Sequence[M]) -> list[M]:
    """The mentions of the claim's sentence, else the nearest one of its paragraph, else the nearest earlier one."""
    sentence, paragraph = ([m for m in mentions if _shared(m.span, area)] for area in around)
    earlier = [m for m in mentions if m.span.start < claim[0]]
    if reach and sentence:
        return sentence
    if reach in ("paragraph", "report") and paragraph:
        return [m for m in paragraph if m in earlier][-1:] or paragraph[:1]
    return earlier[-1:] if reach == "report" else []


def _shared(span: Span, area: Area) -> bool:
    return span.start < area[1] and area[0] < span.end


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
