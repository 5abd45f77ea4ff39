"""Which claims answer one question.

Each claim, in the order in which they were known, joins the first that asks what it answers, or asks its own question:
the same sort, place and time, and where the sort alone says too little, wording that is alike. So no later report moves
an earlier claim, and what does not share a sort and a place is never compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from sayso.linking.answers import Answer, Counted
from sayso.linking.echoes import Tie
from sayso.linking.rulings import Named, Rulings
from sayso.packs import Pack

APART = 183
"""Days between two answers to one question, at most: claims about another half-year are about another state."""
ALIKE = 0.35
"""Likeness of wording from which claims of a loose sort are about one thing."""
KEYS = 6
"""Of its rarest words two alike claims share one."""
FLOWS = frozenset({"inflow", "outflow", "entries", "issued"})
"""Measures of what happens over a period."""


class Group(msgspec.Struct, eq=False):
    """The answers to one question; the first asked it."""

    answers: list[Answer]
    counted: Counted | None = None
    """What its numbers count; None as long as none is given."""

    @property
    def first(self) -> Answer:
        return self.answers[0]

    def add(self, answer: Answer) -> None:
        self.answers.append(answer)
        if answer.numeric and self.counted is None:
            self.counted = answer.counted


class Grouping:
    """Groups in the making, found by sort and place."""

    def __init__(self, pack: Pack, rulings: Rulings) -> None:
        self.loose = frozenset(k.id for k in pack.kinds if k.question is None or "{said}" in k.question)
        """Sorts whose question is the claim itself."""
        self.rulings = rulings
        self.groups: list[Group] = []
        self.by_key: dict[tuple[str, ...], list[Group]] = defaultdict(list)
        self.of_claim: dict[Named, list[Group]] = defaultdict(list)
        self.of_answer: dict[int, Group] = {}

    def place(self, answer: Answer, echoed: Sequence[Answer]) -> None:
        """Put the next answer where it belongs."""
        group = self._ruled(answer) or self._echoed(answer, echoed) or self._fitting(answer)
        if group is None:
            group = Group([])
            self.groups.append(group)
        group.add(answer)
        self.of_claim[answer.name].append(group)
        self.of_answer[id(answer)] = group
        for key in self._keys(answer) if group.first is answer else ():
            self.by_key[key].append(group)

    def _ruled(self, answer: Answer) -> Group | None:
        said = self.rulings.claims.get(answer.name, {})
        return next((self.of_claim[n][0] for n in sorted(said) if said[n] and n in self.of_claim), None)

    def _echoed(self, answer: Answer, echoed: Sequence[Answer]) -> Group | None:
        """The group of the statement it repeats; of another number only where the wording itself is the same."""
        for other in echoed:
            group = self.of_answer.get(id(other))
            counts = answer.value is not None and other.value is not None
            changed = counts and (_stated(answer), answer.head) != (_stated(other), other.head)
            worded = answer.wording.likeness(other.wording) >= ALIKE and apart(answer, other) <= APART
            same = worded if changed else answer.head == other.head
            if group is not None and same and self._allowed(answer, group):
                return group
        return None

    def _fitting(self, answer: Answer) -> Group | None:
        """The nearest group with the same question, of those as near the first."""
        groups = [
            group for key in self._keys(answer) for group in self.by_key.get(key, ()) if self._fits(answer, group)
        ]
        return min(groups, key=lambda group: self._distance(answer, group), default=None)

    def _keys(self, answer: Answer) -> list[tuple[str, ...]]:
        where = answer.place or "the world"
        if answer.head in self.loose and not answer.numeric:
            return [("~", answer.head, stem) for stem in answer.wording.rarest(KEYS)]
        return [(answer.head, where, "plan" if answer.plan else "")]

    def _fits(self, answer: Answer, group: Group) -> bool:
        if apart(answer, group.first) > APART or not self._allowed(answer, group):
            return False
        if answer.numeric and answer.counted and group.counted:
            return answer.counted.fits(group.counted) and not self._other_period(answer, group)
        if answer.head in self.loose and not answer.numeric:
            return answer.wording.likeness(group.first.wording) >= ALIKE
        return not clash(answer, group.first)

    @staticmethod
    def _other_period(answer: Answer, group: Group) -> bool:
        """Whether what came, left or was issued is counted over periods that do not overlap."""
        flow = answer.counted is not None and answer.counted.measure in FLOWS
        return flow and answer.dated and group.first.dated and apart(group.first, answer) > 0

    def _distance(self, answer: Answer, group: Group) -> float:
        if answer.head in self.loose:
            return -answer.wording.likeness(group.first.wording)
        return float(apart(answer, group.first))

    def _allowed(self, answer: Answer, group: Group) -> bool:
        said = self.rulings.claims.get(answer.name, {})
        return all(said.get(other.name, True) for other in group.answers) if said else True


def group(
    answers: Sequence[Answer], echoed: Mapping[int, Sequence[tuple[Answer, Tie]]], *, pack: Pack, rulings: Rulings
) -> list[Group]:
    """The answers by question, in the order in which the questions were first asked."""
    grouping = Grouping(pack, rulings)
    for answer in answers:
        grouping.place(answer, [other for other, _ in echoed.get(id(answer), ())])
    return grouping.groups


def _stated(answer: Answer) -> tuple[object, ...]:
    """The number without its days and place, which a report may leave out."""
    value = answer.value
    return (value.low, value.high, value.unit, value.measure) if value else ()


def apart(a: Answer, b: Answer) -> int:
    """Days between what two claims are about; 0 where they overlap."""
    return max(0, a.days[0] - b.days[1], b.days[0] - a.days[1])


def clash(a: Answer, b: Answer) -> bool:
    """Whether two claims name different papers: work permits stopped say nothing of student visas granted."""
    ours, theirs = ({t.id for t in one.claim.terms} for one in (a, b))
    return bool(ours and theirs and not ours & theirs and "other" not in ours | theirs)
