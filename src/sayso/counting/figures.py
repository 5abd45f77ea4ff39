"""The case's numeric claims as figures: every count of people, papers or shares, with its place, days and say-so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.model import WORLD, Claim, Figure, Filed, Linked, Matter, Origin, Position, Quantity, Value, Weighed
from sayso.packs import Pack

UNPLACED = "place not said"


def figures_of(linked: Linked, weighed: Weighed, filed: Sequence[Filed], *, pack: Pack) -> tuple[Figure, ...]:
    """What the claims of numeric matters state, in the order of their ids.

    A claim may state several numbers ("fell from … to …"): each is a figure. `weight` is the probability of the matter's
    answer where all its positions give one value, else None: which of several values holds is for the count to say.
    """
    claims = {(f.record.report.id, c.id): (f, c) for f in filed for c in f.record.claims}
    chances = {a.matter: a.probability.value for a in weighed.assessments}
    figures: dict[str, Figure] = {}
    for matter in linked.matters:
        values = {(p.value.low, p.value.high, p.value.unit) for p in matter.claims if p.value is not None}
        weight = chances.get(matter.matter) if len(values) == 1 else None
        origins = {origin.origin: origin for origin in matter.origins}
        for position in matter.claims:
            if matter.numeric and (position.report, position.claim) in claims:
                where, claim = claims[position.report, position.claim]
                for figure in _stated(position, origins.get(position.origin), claim, where, (matter, weight), pack):
                    figures.setdefault(figure.id, figure)
    return tuple(figures[id] for id in sorted(figures))


def _stated(
    position: Position,
    origin: Origin | None,
    claim: Claim,
    filed: Filed,
    about: tuple[Matter, float | None],
    pack: Pack,
) -> Iterator[Figure]:
    matter, weight = about
    counted = {pack.population.id, "permit", "visa", "fraction"}
    for at, (quantity, value) in enumerate(_numbers(position, claim)):
        if value.unit not in counted:
            continue
        host, part = _where(value.place or matter.place, claim, value, pack)
        earliest, latest = _when(quantity, value, claim)
        yield Figure(
            id=f"{position.report}:{position.claim}:{at}", report=position.report, claim=position.claim,
            origin=position.origin, voice=origin.voice if origin else "", host=host, part=part, measure=value.measure,
            role=quantity.role if quantity else "value", low=value.low, high=value.high,
            approximate=value.approximate, unit="person" if value.unit == pack.population.id else value.unit,
            earliest=earliest, latest=latest, known=position.known or filed.known, retracted=filed.retracted,
            kind=origin.kind if origin else "unspecified", anonymous=bool(origin and origin.anonymous),
            proximity=origin.proximity if origin else "unknown", hearsay=position.hearsay,
            certainty=position.certainty, denied=position.position == "denies", relayed=position.relayed,
            weight=weight, text=position.text,
        )  # fmt: skip


def _numbers(position: Position, claim: Claim) -> list[tuple[Quantity | None, Value]]:
    """The position's own value, with the quantity it was read from, then what else the claim counts."""
    own, rest = position.value, list(claim.quantities)
    out: list[tuple[Quantity | None, Value]] = []
    if own is not None:
        same = next((q for q in rest if (q.low, q.high, q.unit) == (own.low, own.high, own.unit)), None)
        rest = [q for q in rest if q is not same]
        out.append((same, own))
    for q in rest:
        out.append((q, Value(
            low=q.low, high=q.high, approximate=q.approximate, unit=q.unit, measure=q.measure,
            earliest=own.earliest if own else None, latest=own.latest if own else None, place=own.place if own else None,
        )))  # fmt: skip
    return out


def _where(place: str | None, claim: Claim, value: Value, pack: Pack) -> tuple[str, str | None]:
    """The host, and the part of it that the claim names, if any."""
    if place is None:
        return WORLD, None if value.measure == "stock" and not claim.places else UNPLACED
    region = next((p for p in pack.places if place in (p.name, *p.names)), None)
    if region is not None:
        return (region.countries[0], region.name) if len(region.countries) == 1 else (region.name, None)
    country = next((c for c in pack.countries if c.id == place), None)
    whole = (country.name, *country.names) if country else ()
    inside = [p for p in claim.places if p.role == "host" and (p.country == place or p.name == place)]
    named = [p for p in inside if country and p.name not in whole and p.country == place]
    if named and len(named) == len(inside):
        return place, named[0].name
    towns = [p for p in inside if p.name == place and p.country and p.country != place]
    return (towns[0].country or place, place) if towns else (place, None)


def _when(quantity: Quantity | None, value: Value, claim: Claim) -> tuple[str | None, str | None]:
    """The days of a figure: of "from … to …", the first number holds at the first day said, the second at the last."""
    days = sorted(day for t in claim.times if t.role != "deadline" for day in (t.earliest, t.latest) if day)
    if quantity is not None and quantity.role in ("from", "to") and days:
        day = days[0] if quantity.role == "from" else days[-1]
        return day, day
    return value.earliest, value.latest
