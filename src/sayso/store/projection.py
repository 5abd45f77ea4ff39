"""A record as rows of the tables that people read and search: one place, so that writing and checking cannot differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.model import Claim, Filed
from sayso.model.value import Instrument, Place, Quantity, Term, Time

Value = Time | Place | Quantity | Term | Instrument
COLUMNS = (
    "role", "stands_for", "low", "high", "unit", "measure", "day_from", "day_to", "country", "latitude", "longitude",
)  # fmt: skip


def rows_of(filed: Filed) -> dict[str, list[dict[str, Any]]]:
    """Rows by table name."""
    record, report = filed.record, filed.record.report
    names = {source.id: source.name or source.description or source.kind for source in record.sources}
    head = {
        "id": report.id, "outlet": report.outlet, "title": report.title, "author": report.author, "url": report.url,
        "language": report.language, "published_from": report.published.earliest, "text": report.text,
        "published_to": report.published.latest, "published_basis": report.published.basis,
        "counts_from": filed.known, "added": filed.added, "supersedes": filed.supersedes,
    }  # fmt: skip
    sources = [
        {
            "report": report.id, "id": one.id, "kind": one.kind, "name": one.name, "description": one.description,
            "anonymous": one.anonymous, "proximity": one.proximity,
        }
        for one in record.sources
    ]  # fmt: skip
    claims = [_claim(report.id, claim, names) for claim in record.claims]
    values = [value for claim in record.claims for value in _values(report.id, claim)]
    tables: dict[str, list[dict[str, Any]]] = {
        "reports": [head],
        "sources": sources,
        "claims": claims,
        "claim_values": values,
    }
    return {name: [_storable(row) for row in rows] for name, rows in tables.items()}


def _storable(row: dict[str, Any]) -> dict[str, Any]:
    # PostgreSQL's text cannot hold U+0000, which a report may; its record, which is bytes, keeps it.
    return {name: told.replace("\0", "\ufffd") if isinstance(told, str) else told for name, told in row.items()}


def _claim(report: str, claim: Claim, names: dict[str, str]) -> dict[str, Any]:
    return {
        "report": report, "id": claim.id, "kind": claim.kind, "polarity": claim.polarity, "tense": claim.tense,
        "certainty": claim.certainty, "hearsay": claim.hearsay, "quoted": claim.quoted, "source": claim.source,
        "through": " → ".join(names.get(id, id) for id in claim.chain), "starts": claim.span.start,
        "ends": claim.span.end, "words": claim.span.text,
    }  # fmt: skip


def _values(report: str, claim: Claim) -> Iterator[dict[str, Any]]:
    values: tuple[Value, ...] = (*claim.times, *claim.places, *claim.quantities, *claim.terms, *claim.instruments)
    for n, value in enumerate(values):
        told = {**dict.fromkeys(COLUMNS), **_told(value)}
        yield {"report": report, "claim": claim.id, "n": n, "words": value.span.text, **told}


def _told(value: Value) -> dict[str, Any]:
    if isinstance(value, Time):
        days = {"day_from": value.earliest, "day_to": value.latest}
        return {"type": "time", "role": value.role, "stands_for": value.timex, **days}
    if isinstance(value, Place):
        where = {"country": value.country, "latitude": value.lat, "longitude": value.lon}
        return {"type": "place", "role": value.role, "stands_for": value.name, **where}
    if isinstance(value, Quantity):
        bounds = {"low": value.low, "high": value.high, "unit": value.unit, "measure": value.measure}
        return {"type": "quantity", "role": value.role, "stands_for": value.of, **bounds}
    if isinstance(value, Term):
        return {"type": "term", "role": value.type, "stands_for": value.id}
    return {"type": "instrument", "role": value.provision, "stands_for": value.id}
