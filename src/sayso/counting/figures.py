"""The case's numeric claims as figures: every count of people, papers or shares, with its place, days and say-so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from sayso.model import WORLD, Claim, Figure, Filed, Linked, Matter, Origin, Position, Value, Weighed
from sayso.model.value import Measure
from sayso.packs import Pack


def figures_of(linked: Linked, weighed: Weighed, filed: Sequence[Filed], *, pack: Pack) -> tuple[Figure, ...]:
    """What the claims of numeric matters state, in the order of their ids.

    A claim may state several numbers ("fell from … to …"): each is a figure. `weight` is the probability of the
    matter's answer where all positions give one value, else None: which of several holds is for the count to say.
    """
    claims = {(f.record.report.id, c.id): (f, c) for f in filed for c in f.record.claims}
    chances = {a.matter: a.probability.value for a in weighed.assessments}
    figures: dict[str, Figure] = {}
    for matter in (m for m in linked.matters if m.numeric):
        values = {(p.value.low, p.value.high, p.value.unit) for p in matter.claims if p.value is not None}
        weight = chances.get(matter.matter) if len(values) == 1 else None
        origins = {origin.origin: origin for origin in matter.origins}
        for position in matter.claims:
            if found := claims.get((position.report, position.claim)):
                origin = origins.get(position.origin) or Origin(origin=position.origin, source="", first="")
                said = _said(position, origin, found[0], weight)
                for at, stated in enumerate(_stated(position, matter, found[1], pack)):
                    figure = Figure(id=f"{position.report}:{position.claim}:{at}", **said, **stated)
                    figures.setdefault(figure.id, figure)
    return tuple(figures[id] for id in sorted(figures))


def _said(position: Position, origin: Origin, filed: Filed, weight: float | None) -> dict[str, Any]:
    """On whose say-so all figures of a claim stand."""
    return {
        "report": position.report, "claim": position.claim, "origin": position.origin, "text": position.text,
        "known": position.known or filed.known, "retracted": filed.retracted, "weight": weight,
        "hearsay": position.hearsay, "certainty": position.certainty, "relayed": position.relayed,
        "denied": position.position == "denies", "voice": origin.voice, "kind": origin.kind,
        "anonymous": origin.anonymous, "proximity": origin.proximity,
    }  # fmt: skip


def _stated(position: Position, matter: Matter, claim: Claim, pack: Pack) -> Iterator[dict[str, Any]]:
    """The numbers of a claim: the position's own value with the role it was read in, then what else it counts."""
    own = position.value or Value()
    values = {(own.low, own.high, own.unit): (own, "value")} if position.value else {}
    for q in claim.quantities:
        value, _ = values.get((q.low, q.high, q.unit), (msgspec.structs.replace(
            own, low=q.low, high=q.high, approximate=q.approximate, unit=q.unit, measure=q.measure), ""))  # fmt: skip
        values[q.low, q.high, q.unit] = (value, q.role)
    for value, role in values.values():
        if value.unit in (pack.population.id, "permit", "visa", "fraction"):
            host, part = _where(value.place or matter.place, claim, value.measure, pack)
            earliest, latest = _when(role, value, claim)
            yield {
                "host": host, "part": part, "measure": value.measure, "role": role, "low": value.low,
                "high": value.high, "approximate": value.approximate, "earliest": earliest, "latest": latest,
                "unit": "person" if value.unit == pack.population.id else value.unit,
            }  # fmt: skip


def _where(place: str | None, claim: Claim, measure: Measure, pack: Pack) -> tuple[str, str | None]:
    """The host, and the part of it that the claim names, if any."""
    if place is None:
        return WORLD, None if measure == "stock" and not claim.places else "place not said"
    region = next((p for p in pack.places if place in (p.name, *p.names)), None)
    if region is not None:
        return (region.countries[0], region.name) if len(region.countries) == 1 else (region.name, None)
    names = {name for c in pack.countries if c.id == place for name in (c.name, *c.names)}
    inside = [p for p in claim.places if p.role == "host" and place in (p.country, p.name)]
    parts = [p for p in inside if p.country and (p.country != place or (names and p.name not in names))]
    if parts and len(parts) == len(inside):
        return parts[0].country or place, parts[0].name
    return place, None


def _when(role: str, value: Value, claim: Claim) -> tuple[str | None, str | None]:
    """Of "from … to …" the first number holds on the first day said, the second on the last; others as the value."""
    days = sorted(day for t in claim.times if t.role != "deadline" for day in (t.earliest, t.latest) if day)
    if role in ("from", "to") and days:
        day = days[0] if role == "from" else days[-1]
        return day, day
    return value.earliest, value.latest
