"""Which reports hang together, and how: one copies another, re-reports it, or tells of the same event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from sayso.linking.candidates import BATCH, candidates
from sayso.linking.citing import cited, shared_outlet
from sayso.linking.kinship import Kin, Told, kinship
from sayso.linking.passages import shared_passages
from sayso.model import Record, Relation, Report
from sayso.model.case import Direction, Kinship
from sayso.model.reasoning import Outlet

RELAYED = 10
"""Days within which publications take up one another's news."""

__all__ = ["relate", "shared_passages"]


def relate(
    reports: Sequence[Report], *, records: Sequence[Record] | None = None, outlets: Sequence[Outlet] = ()
) -> tuple[Relation, ...]:
    """The pairs of reports that are not independent of one another or tell of the same event.

    `records`: the same reports read, in the same order, where they have been. `outlets`: publications that the pack
    knows by several names. In a pair `a` came out before `b`, or has the smaller id; pairs are in that order too.
    """
    read = records if records is not None else [None] * len(reports)
    both = sorted(zip(reports, read, strict=True), key=lambda pair: (_day(pair[0]), pair[0].id))
    ordered = [report for report, _ in both]
    found = candidates([report.text for report in ordered])
    needed = sorted({k for pair in found.pairs for k in pair})
    told: dict[int, Told] = {}
    for part in (needed[k : k + BATCH] for k in range(0, len(needed), BATCH)):
        told.update(zip(part, Told.of_all([ordered[k].text for k in part], found.subject), strict=True))
    credits = {k: _Credits(both[k][0], cited(*both[k], outlets)) for k in needed}
    out = []
    for (i, j), near in found.pairs.items():
        gave, took = credits[i], credits[j]
        kin = Kin.of(told[i], told[j], near)
        name, direction = _citation(gave, took, outlets)
        relation = kinship(
            kin, credits=direction != "unknown" and _close(gave.report, took.report), credited=name is not None
        )
        if relation != "different":
            out.append(_relation(gave.report, took.report, kin, relation, (name, direction)))
    return tuple(out)


class _Credits(msgspec.Struct, frozen=True):
    """A report with the publications that it names as where it has something from."""

    report: Report
    names: tuple[str, ...]

    def credits(self, other: _Credits, outlets: Sequence[Outlet]) -> str | None:
        """The name by which it credits the other's outlet, unless the other came out later."""
        outlet = other.report.outlet
        return (
            shared_outlet(self.names, [outlet], outlets) if outlet and not _before(self.report, other.report) else None
        )


def _citation(a: _Credits, b: _Credits, outlets: Sequence[Outlet]) -> tuple[str | None, Direction]:
    """Which publication's word both reports rest on, as far as they say, and which of them then gave it.

    A report that credits the other's outlet took from it. Both may credit a third. Where one's outlet is not known, it
    may be the one that the other credits.
    """
    to_b, to_a = a.credits(b, outlets), b.credits(a, outlets)
    if to_b or to_a:
        return to_b or to_a, "unknown" if to_a and to_b else "b→a" if to_b else "a→b"
    guesses = (b.names if not a.report.outlet else ()) + (a.names if not b.report.outlet else ())
    return shared_outlet(a.names, b.names, outlets) or next(iter(guesses), None), "unknown"


def _relation(a: Report, b: Report, kin: Kin, relation: Kinship, citation: tuple[str | None, Direction]) -> Relation:
    name, direction = citation
    if direction == "unknown" and relation == "copy" and _before(a, b):
        direction = "a→b"
    return Relation(
        a=a.id,
        b=b.id,
        relation=relation,
        direction=direction if relation != "same-event" else "unknown",
        shared=round(min(1.0, kin.shared), 4),
        cites=name if relation != "same-event" else None,
        why=_why(kin, relation, name),
    )


def _why(kin: Kin, relation: Kinship, name: str | None) -> str:
    credit = f", and {name} is named as where it comes from" if name else ""
    if relation == "copy":
        return f"{kin.shared:.0%} of the shorter report's words stand in both, {kin.longest} in one piece{credit}."
    if relation == "same-event":
        return f"They name the same things side by side ({kin.neighbours:.0%}), each in its own words."
    wording = f"{kin.wording:.0%} of the wording is the same" if kin.taken_over else "One tells what the other tells"
    return f"{wording}{credit}."


def _before(a: Report, b: Report) -> bool:
    return bool(a.published.latest and b.published.earliest and a.published.latest < b.published.earliest)


def _close(a: Report, b: Report) -> bool:
    days = (a.published.earliest, a.published.latest, b.published.earliest, b.published.latest)
    known = [date.fromisoformat(day) for day in days if day]
    return len(known) == len(days) and (max(known) - min(known)).days <= RELAYED


def _day(report: Report) -> str:
    return report.published.latest or report.published.earliest or "9999"
