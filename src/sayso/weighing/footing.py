"""How much each origin's word weighs in a matter: its class, its firmness, the way it came, and whom it shares.

The factors are conventions of this project, stated here once and explained in docs/explanation/weighing.md. A source's
own "likely" only weakens its word; it is never shown as a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from sayso.model import Matter, Origin, Position
from sayso.model.reasoning import SourceClass
from sayso.packs import Pack
from sayso.weighing.answers import Answers, precedence, vague

FIRMNESS = {"certain": 1.0, "probable": 0.7, "possible": 0.4, "unknown": 0.0}
HEARD = 0.5
"""What the writer marks as hearsay counts half."""
RELAY = 0.85
"""Each link beyond the first between a voice and the outlet keeps this share."""
SAME_OUTLET = 0.5
"""A further unnamed voice of one outlet counts half: one editor believed both, and nobody else can tell them apart."""
UNSEEN = 0.8
"""Each further origin counts so much of the one before: those that look independent may share a root unseen."""
VAGUE = 0.4
"""A bound or an order of magnitude fits many values, so it speaks for one of them only so far."""
INTERESTED = 0.5
"""A State's denial about itself counts half: it has a reason to deny whatever is true."""
FALLBACK = SourceClass(source="", as_of="", id="any", title="a source", right=0.55, weight=6.0)  # type: ignore[arg-type]


class Footing(msgspec.Struct, frozen=True, kw_only=True):
    """One origin's word on a matter, as it is counted."""

    origin: Origin
    position: Position
    answer: int
    kind: SourceClass
    own: bool
    """A body speaking of its own act or count."""
    interested: bool
    shares: bool
    """An unnamed voice after another of the same outlet that says the same."""
    strength: float
    root: str
    """What it is counted by among independent origins: unnamed voices of one outlet are one."""


def footings(matter: Matter, answers: Answers, pack: Pack) -> list[Footing]:
    """One footing an origin: its firmest word that is no relay, the earlier of two. What answers nothing has none."""
    origins = {origin.origin: origin for origin in matter.origins}
    firmest: dict[str, tuple[float, Position, int]] = {}
    told = sorted(zip(matter.claims, answers.of, strict=True), key=lambda pair: precedence(pair[0]))
    for position, answer in told:
        if answer is None or position.relayed:
            continue
        strength = _firmness(position, origins[position.origin])
        if position.origin not in firmest or strength > firmest[position.origin][0]:
            firmest[position.origin] = (strength, position, answer)
    found: list[Footing] = []
    for strength, position, answer in firmest.values():
        found.append(_footing(matter, origins[position.origin], position, answer, strength, pack))
    return _shared(found, 1 / (answers.rivals + 1))


def _footing(matter: Matter, origin: Origin, position: Position, answer: int, strength: float, pack: Pack) -> Footing:
    own = origin.proximity == "official" and origin.country is not None and origin.country == matter.place
    interested = own and position.position == "denies"
    kind = next((one for one in pack.source_classes if _fits(one, origin, own and not interested)), FALLBACK)
    strength *= (INTERESTED if interested else 1.0) * (VAGUE if vague(position, matter) else 1.0)
    return Footing(
        origin=origin, position=position, answer=answer, kind=kind, own=own, interested=interested, shares=False,
        strength=strength, root=_root(origin),
    )  # fmt: skip


def _firmness(position: Position, origin: Origin) -> float:
    heard = HEARD if position.hearsay else 1.0
    return FIRMNESS[position.certainty] * heard * RELAY ** max(origin.hops - 1, 0)


def _fits(one: SourceClass, origin: Origin, own: bool) -> bool:
    return (
        (not one.kinds or origin.kind in one.kinds)
        and (not one.proximities or origin.proximity in one.proximities)
        and (one.anonymous is None or one.anonymous == origin.anonymous)
        and (own or not one.own_record)
    )


def _shared(found: Sequence[Footing], guess: float) -> list[Footing]:
    """Of those who say the same each further one counts less, of one outlet's unnamed voices less again.

    Those whose word says most beyond a `guess` go first: so whoever joins them takes away no more than they bring.
    """
    heard: set[tuple[str | None, int]] = set()
    before: dict[int, int] = defaultdict(int)
    result = []
    for one in sorted(found, key=lambda f: (-f.strength * (f.kind.right - guess), f.origin.first, f.origin.origin)):
        key = (one.origin.outlet, one.answer)
        shares = unnamed(one.origin) and one.origin.outlet is not None and key in heard
        if unnamed(one.origin):
            heard.add(key)
        weight = UNSEEN ** before[one.answer] * (SAME_OUTLET if shares else 1.0)
        before[one.answer] += 1
        result.append(msgspec.structs.replace(one, shares=shares, strength=one.strength * weight))
    return result


def independent(found: Sequence[Footing], answer: int) -> int:
    """Origins that say so and owe it to nobody else: unnamed voices of one outlet are one."""
    return len({one.root for one in found if one.answer == answer and one.strength > 0})


def _root(origin: Origin) -> str:
    return f"outlet {origin.outlet}" if unnamed(origin) and origin.outlet else origin.voice or origin.origin


def unnamed(origin: Origin) -> bool:
    """Nobody but the outlet can tell who it is."""
    return origin.anonymous or origin.kind in ("outlet", "unspecified")
