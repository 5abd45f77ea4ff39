"""Which claims of two reports are one statement: each is the other's nearest, and near enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from sayso.linking.answers import Answer
from sayso.model import Record, Relation

ECHO = 0.35
"""How near two claims must be to be one statement."""
ONE_COUNT = 0.15
"""The same where one voice gives both as counts of one thing."""
SAME_SORT, SAME_NUMBER = 0.1, 0.25
VIEW, USUAL = 0.5, 0.4
"""What the network's view weighs, and how alike it finds any two claims."""
NEAREST, NAMED = 8, 32
"""Reports that a report is set beside: the first of its copies and kin, the last of an outlet it names."""
Tie = Literal["takes", "names", "shares", "gives"]
"""How a report hangs on another: copies or re-reports it, names its outlet, tells of the same event, or gave to it."""
RELAYED = 30
"""Days after which a report that names another outlet means something newer."""


def echoes(one: Sequence[Answer], other: Sequence[Answer], floor: float = ECHO) -> list[tuple[Answer, Answer]]:
    """Pairs of answers that say the same, one of each report, in the order of the first."""
    scores = [[nearness(a, b) for b in other] for a in one]
    best = [max(range(len(one)), key=lambda i: (scores[i][j], -i)) for j in range(len(other))] if one else []
    pairs = []
    for i, row in enumerate(scores):
        j = max(range(len(row)), key=lambda j: (row[j], -j), default=0)
        if row and row[j] >= floor and best[j] == i:
            pairs.append((one[i], other[j]))
    return pairs


def nearness(a: Answer, b: Answer) -> float:
    """How likely two claims are one statement, by wording, sort, number, and the network's view where it is given."""
    number = a.value is not None and b.value is not None and _number(a) == _number(b)
    view = VIEW * (float(a.vector @ b.vector) - USUAL) if a.vector is not None and b.vector is not None else 0.0
    return a.wording.likeness(b.wording) + SAME_SORT * (a.head == b.head) + SAME_NUMBER * number + view


def _number(a: Answer) -> tuple[float | None, float | None, str] | None:
    return (a.value.low, a.value.high, a.value.unit) if a.value else None


def upstream(
    records: Sequence[Record], relations: Iterable[Relation], outlet: Callable[[str | None], str]
) -> dict[str, list[tuple[str, Tie]]]:
    """By report, those before it on which it hangs, and how; `records` in the order in which they were known.

    The report of an outlet that it names counts where that came out within a month before it; `outlet` gives the key of
    an outlet's name.
    """
    order = {record.report.id: k for k, record in enumerate(records)}
    found: dict[str, dict[str, Tie]] = defaultdict(dict)
    for one in relations:
        giver, taker = (one.b, one.a) if one.direction == "b→a" else (one.a, one.b)
        if giver not in order or taker not in order:
            continue
        if one.direction == "unknown" and order[giver] > order[taker]:
            giver, taker = taker, giver
        found[taker][giver] = "shares" if one.relation == "same-event" else "takes"
    by_outlet: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.report.outlet:
            by_outlet[outlet(record.report.outlet)].append(record)
    for record in records:
        for key in sorted({outlet(s.name) for s in record.sources if s.proximity == "outlet" and s.name}):
            for other in by_outlet.get(key, ()):
                if other is not record and _follows(record, other):
                    ties = found[record.report.id]
                    ties[other.report.id] = "takes" if ties.get(other.report.id) == "takes" else "names"
    return {taker: sorted(givers.items(), key=lambda one: order[one[0]]) for taker, givers in found.items()}


def _follows(record: Record, other: Record) -> bool:
    """Whether the record can have come out after the other, and not long after."""
    ours, theirs = record.report.published, other.report.published
    if not (ours.earliest and ours.latest and theirs.earliest and theirs.latest):
        return False
    first, last = date.fromisoformat(theirs.earliest), date.fromisoformat(ours.latest)
    return first <= last and (date.fromisoformat(ours.earliest) - date.fromisoformat(theirs.latest)).days <= RELAYED


def parents(
    answers: Sequence[Answer], givers: Mapping[str, Sequence[tuple[str, Tie]]]
) -> dict[int, list[tuple[Answer, Tie]]]:
    """By `id()` of an answer, the statements of other reports that it echoes, and how the reports are tied."""
    by_report: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_report[answer.record.report.id].append(answer)
    found: dict[int, list[tuple[Answer, Tie]]] = defaultdict(list)
    for taker, sources in givers.items():
        related, named = ([one for one in sources if (one[1] == "names") == by_name] for by_name in (False, True))
        for giver, tie in (*related[:NEAREST], *named[-NAMED:]):
            for there, here in echoes(by_report[giver], by_report[taker]):
                found[id(here)].append((there, tie))
                found[id(there)].append((here, "shares" if tie == "shares" else "gives"))
    return found
