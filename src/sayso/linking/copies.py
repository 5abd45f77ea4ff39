"""How reports hang together: copies, re-reports, reports of the same event."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from sayso.linking.passages import shared_passages
from sayso.model import Record, Relation, Report
from sayso.model.reasoning import Outlet

__all__ = ["relate", "shared_passages"]


def relate(
    reports: Sequence[Report], *, records: Sequence[Record] | None = None, outlets: Sequence[Outlet] = ()
) -> tuple[Relation, ...]:
    """The pairs of reports that are not independent of one another or tell of the same event."""
    ordered = sorted(reports, key=lambda r: (r.published.latest or "9999", r.id))
    out = []
    for a, b in combinations(ordered, 2):
        short = min(a.text, b.text, key=len)
        shared = sum(len(a.text[x:y].split()) for x, y, _, _ in shared_passages(a.text, b.text)) / max(
            1, len(short.split())
        )
        if shared >= 0.5:
            out.append(
                Relation(a=a.id, b=b.id, relation="copy", shared=min(1.0, shared), why="Most words stand in both.")
            )
    return tuple(out)
