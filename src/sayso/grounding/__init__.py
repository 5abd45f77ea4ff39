"""Claims and their report to resolved values: times, places, quantities, each with its reason."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from sayso import model
from sayso.grounding import attach, places, published, quantities, times
from sayso.grounding.forms import Tokens, load
from sayso.model import Record
from sayso.packs import Pack
from sayso.text import sentences

__all__ = ["ground"]

V = TypeVar("V", model.Time, model.Place, model.Quantity, model.Term, model.Instrument)
UNKNOWN = "Nothing in the text dates it, so times that are relative to publication have no days. Say when it came out."


def ground(records: Sequence[Record], *, pack: Pack) -> list[Record]:
    """The records with `mentions` and with the values of every claim; same length, same order.

    A report without a day of publication gets an interval where its words allow one (warning `published-inferred`);
    where they do not, relative times keep a TIMEX3 value but no days (warning `published-unknown`).
    """
    return [_grounded(record, pack) for record in records]


def _grounded(record: Record, pack: Pack) -> Record:
    text, areas = record.report.text, sentences(record.report.text)
    tokens, line = load()[0].read(text)
    units = [(end, unit.id) for _, end, unit in pack.find_listed("units", text) if unit.nature == "thing"]
    nouns = {bisect_left(tokens.starts, end) - 1: unit for end, unit in units}
    found, rest = times.find(tokens, line.collapsed((token, token + 1, "U") for token in sorted(nouns)))
    law = [mention for mention in record.mentions if isinstance(mention, model.InstrumentMention)]
    dated, warnings = _dated(record.report.published, tokens, found, law, pack)
    ends = [date.fromisoformat(day) for day in (dated.earliest, dated.latest) if day]
    days = (ends[0], ends[1]) if len(ends) == 2 else None
    moments = times.resolve(found, tokens, days, attach.dues(pack))
    timed = []
    for i, (one, moment) in enumerate(zip(found, moments, strict=True)):
        start, end = tokens.area(one.first, one.last)
        lead = tokens.starts[one.first - len(one.lead.split())]
        holder = next((claim for claim in record.claims if start < claim.span.end and claim.span.start < end), None)
        timed.append(attach.Timed(f"t{i}", (start, end), lead, one, moment, holder))
    sites, counts = places.find(text, tokens, line.codes, pack), quantities.find(tokens, rest, nouns)
    page = attach.Page(
        text,
        tokens,
        areas,
        days,
        timed,
        [(f"p{i}", tokens.area(*one[:2]), one) for i, one in enumerate(sites)],
        [(f"q{i}", tokens.area(*one[:2]), one) for i, one in enumerate(counts)],
        pack,
    )
    claims = [
        replace(
            claim,
            times=attach.times(page, claim),
            places=attach.places(page, claim),
            quantities=attach.quantities(page, claim),
        )
        for claim in record.claims
    ]
    return _numbered(
        replace(
            record,
            report=replace(record.report, published=dated),
            claims=tuple(claims),
            warnings=(*record.warnings, *warnings),
            mentions=(*record.mentions, *_mentions(page)),
        )
    )


def _dated(
    given: model.Published,
    tokens: Tokens,
    found: Sequence[times.Sighting],
    law: Sequence[model.InstrumentMention],
    pack: Pack,
) -> tuple[model.Published, list[model.Warning]]:
    if given.earliest and given.latest:
        return given, []
    inferred = published.infer(tokens, found, law, pack)
    if inferred is None:
        return given, [model.Warning(code="published-unknown", message=UNKNOWN)]
    told = f"Published between {inferred.earliest} and {inferred.latest}: {inferred.why}"
    return inferred, [model.Warning(code="published-inferred", message=told)]


def _mentions(page: attach.Page) -> Iterator[model.Mention]:
    for time in page.times:
        first, last = (day.isoformat() if day else None for day in time.moment[1:3])
        yield model.TimeMention(
            id=time.mention,
            span=page.span(time.area),
            timex=time.moment.timex,
            earliest=first,
            latest=last,
            why=attach.reason(page, time),
        )
    for id, area, site in page.sites:
        yield model.PlaceMention(
            id=id,
            span=page.span(area),
            name=site.name,
            country=site.entry.country,
            lat=site.entry.lat,
            lon=site.entry.lon,
            geonames=site.entry.geonames,
            rivals=site.rivals,
            why=site.why,
        )
    for id, area, count in page.counts:
        unit, of = attach.quantity(page, count)
        yield model.QuantityMention(
            id=id, span=page.span(area), low=count.low, high=count.high, approximate=count.approximate, unit=unit, of=of
        )


def _numbered(record: Record) -> Record:
    """The record with its mentions in order of position and numbered so, in the claims too."""
    ordered = sorted(record.mentions, key=lambda mention: (mention.span, type(mention).__name__))
    ids = {mention.id: f"m{i}" for i, mention in enumerate(ordered, 1)}

    def renamed(values: tuple[V, ...]) -> tuple[V, ...]:
        return tuple(replace(value, mention=ids[value.mention]) for value in values)

    claims = tuple(
        replace(
            c,
            times=renamed(c.times),
            places=renamed(c.places),
            quantities=renamed(c.quantities),
            terms=renamed(c.terms),
            instruments=renamed(c.instruments),
        )
        for c in record.claims
    )
    return replace(record, claims=claims, mentions=tuple(replace(m, id=ids[m.id]) for m in ordered))
