"""Each matter's state as of a day: which answer leads, how likely it is, who would have to be wrong, and why.

Reliabilities are inferred from all matters at once (`sayso.weighing.truth`); given them, a matter's probability has a
closed form, by which it is also told what the verdict would be without each origin.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from sayso.model import Assessment, Filed, Flip, Judgement, Linked, Matter
from sayso.model.judgement import Confidence, Status
from sayso.packs import Pack
from sayso.weighing import grades
from sayso.weighing.answers import NO, Answers, answers_of
from sayso.weighing.footing import Footing, footings, independent
from sayso.weighing.reasons import Withdrawn, reasons_for, withdrawals
from sayso.weighing.scales import probability
from sayso.weighing.truth import Beliefs, Model, Statements, infer

WEIGHTY = 0.3
"""The strength from which a word counts as a side of a dispute; weaker words alone leave a matter unverified."""
REFUTED = 0.8
"""The probability of "no" from which a matter that someone affirms is refuted."""
SETTLED = 0.7
"""The probability below which even an official record settles nothing: its word is a bound, or much is against it."""
MOVES = 0.05
"""A flip is told where it moves the probability by so much, or changes the status."""


Ends = tuple[float, float, float]
"""A source's reliability: the lower end of its 90 % interval, the mean, the upper end."""


class Case(msgspec.Struct, frozen=True):
    """One matter laid out for weighing."""

    matter: Matter
    answers: Answers
    found: list[Footing]


class Word(msgspec.Struct, frozen=True):
    """What one origin's word does to its answer: the log of right over wrong, at its reliability and at both ends."""

    answer: int
    log: float
    spread: float


def assess(
    linked: Linked, filed: Sequence[Filed], *, pack: Pack, as_of: str, judgements: Sequence[Judgement], scale: str
) -> tuple[Assessment, ...]:
    """One assessment a matter, in the order of the matters."""
    cases = [_case(matter, pack) for matter in linked.matters]
    voices = _Voices(cases)
    reliabilities = _ends(infer(voices.statements, voices.model))
    records = _records(cases)
    withdrawn = withdrawals(filed)
    grading = grades.given(judgements)
    return tuple(
        _Verdict(case, voices, reliabilities).told(records, withdrawn, grading, as_of, scale) for case in cases
    )


def _case(matter: Matter, pack: Pack) -> Case:
    answers = answers_of(matter)
    return Case(matter, answers, footings(matter, answers, pack))


class _Voices:
    """All words as statements. A voice that speaks in two classes, as of itself and of others, is two."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self.index: dict[tuple[str, str], int] = {}
        rows, right, weight = [], [], []
        first = 0
        for number, case in enumerate(cases):
            for one in case.found:
                key = self.key(one)
                if key not in self.index:
                    self.index[key] = len(self.index)
                    right.append(one.kind.right)
                    weight.append(one.kind.weight)
                rows.append((self.index[key], number, first + one.answer, one.strength))
            first += len(case.answers.names)
        table = np.array(rows, dtype=float).reshape(-1, 4)
        source, item, value = table[:, :3].astype(np.int64).T
        self.statements = Statements(source, item, value, table[:, 3])
        rivals = np.array([case.answers.rivals for case in cases])
        self.model = Model(right=np.array(right), weight=np.array(weight), rivals=rivals, copying=False)

    def key(self, one: Footing) -> tuple[str, str]:
        return one.origin.voice or one.origin.origin, one.kind.id

    def word(self, one: Footing, reliabilities: Sequence[Ends], rivals: float) -> Word:
        low, mean, high = (_log(each, one.strength, rivals) for each in reliabilities[self.index[self.key(one)]])
        return Word(one.answer, mean, (high - low) / 2)


def _ends(beliefs: Beliefs) -> list[Ends]:
    return list(zip(beliefs.low.tolist(), beliefs.reliability.tolist(), beliefs.high.tolist(), strict=True))


def _log(reliability: float, strength: float, rivals: float) -> float:
    blank = (1 - strength) / (rivals + 1)
    right, wrong = strength * reliability + blank, strength * (1 - reliability) / rivals + blank
    return math.log(max(right, 1e-12) / max(wrong, 1e-12))


class _Verdict:
    """One matter's verdict, and what it would be without some of its origins."""

    def __init__(self, case: Case, voices: _Voices, reliabilities: Sequence[Ends]) -> None:
        self.case = case
        self.words = {one.origin.origin: voices.word(one, reliabilities, case.answers.rivals) for one in case.found}
        self.lead, self.chance, self.half = self._leading(case.found)

    def _leading(self, found: Sequence[Footing]) -> tuple[int, float, float]:
        """The likeliest answer that somebody gives, its probability, and half of the 90 % interval in log-odds."""
        logs = self._logs(found)
        lead = max(sorted({one.answer for one in found}) or [0], key=lambda answer: logs[answer])
        spread = math.hypot(*(self.words[one.origin.origin].spread for one in found))
        return lead, self._chance(lead, logs), spread

    def _logs(self, found: Sequence[Footing]) -> list[float]:
        """[answers] the log of right over wrong."""
        logs = [0.0] * len(self.case.answers.names)
        for one in found:
            word = self.words[one.origin.origin]
            logs[word.answer] += word.log
        return logs

    def _chance(self, answer: int, logs: Sequence[float]) -> float:
        """The probability of an answer, among those stated and those that nobody states."""
        unstated = max(self.case.answers.rivals + 1 - len(logs), 0.0)
        top = max(0.0, *logs)
        total = sum(math.exp(log - top) for log in logs) + unstated * math.exp(-top)
        return math.exp(logs[answer] - top) / total

    def told(
        self,
        records: dict[str, tuple[int, float]],
        withdrawn: Withdrawn,
        judgements: Sequence[Judgement],
        as_of: str,
        scale: str,
    ) -> Assessment:
        case, found = self.case, self.case.found
        status = _status(case, found, self.lead, self.chance)
        odds = math.log(self.chance / (1 - self.chance)) if 0 < self.chance < 1 else 0.0
        low, high = (1 / (1 + math.exp(-(odds + sign * self.half))) for sign in (-1, 1))
        best = max((one for one in found if one.answer == self.lead), key=lambda one: one.strength, default=None)
        voices = [best.origin.voice] if best else []
        mark = grades.letter(records.get(voices[0], (0, 0.0)) if voices else (0, 0.0))
        credit = grades.number(found, self.lead, status, self.chance)
        people = grades.overruled(judgements, case.matter.matter, voices)
        mark = people["letter"].value or mark if "letter" in people else mark
        credit = people["number"].value or credit if "number" in people else credit
        effects = {origin: word.log for origin, word in self.words.items()}
        return Assessment(
            matter=case.matter.matter, as_of=as_of, status=status, answer=case.answers.names[self.lead],
            probability=probability(self.chance, low, high, scale), confidence=_confidence(found, self.lead, status),
            admiralty=mark + credit, independent=independent(found, self.lead), flips=tuple(self._flips(status)),
            reasons=reasons_for(case.matter, found, self.lead, effects, withdrawn),
            overruled=next((one.id for one in people.values()), None),
        )  # fmt: skip

    def _flips(self, status: Status) -> Iterator[Flip]:
        for without, name in _leavings(self.case.found):
            rest = [one for one in self.case.found if one.origin.origin not in without]
            lead, chance, _ = self._leading(rest)
            still = chance if lead == self.lead else self._chance(self.lead, self._logs(rest))
            changed = _status(self.case, rest, lead, chance)
            if changed != status or abs(still - self.chance) >= MOVES:
                yield Flip(without=name, status=changed, probability=round(min(max(still, 0.01), 0.99), 3))


def _leavings(found: Sequence[Footing]) -> Iterator[tuple[set[str], str]]:
    """Each origin, and all of an outlet that has more than one."""
    by_outlet: dict[str, set[str]] = defaultdict(set)
    for one in found:
        yield {one.origin.origin}, one.origin.origin
        if one.origin.outlet:
            by_outlet[one.origin.outlet].add(one.origin.origin)
    yield from ((several, outlet) for outlet, several in sorted(by_outlet.items()) if len(several) > 1)


def _status(case: Case, found: Sequence[Footing], lead: int, chance: float) -> Status:
    weighty = [one for one in found if one.strength >= WEIGHTY]
    if not weighty:
        return "unverified"
    if chance >= SETTLED and any(_settles(one) for one in weighty if one.answer == lead):
        return "settled"
    said_no = case.answers.names[lead] == NO
    if said_no and chance >= REFUTED and any(one.answer != lead for one in found):
        return "refuted"
    if any(one.answer != lead for one in weighty):
        return "contested"
    return "corroborated" if independent(weighty, lead) >= 2 else "single-origin"


def _settles(one: Footing) -> bool:
    """A body's own document, flatly, on what it did or counted itself."""
    flat = one.position.certainty == "certain" and not one.position.hearsay
    return one.own and not one.interested and one.origin.kind == "document" and flat


def _confidence(found: Sequence[Footing], lead: int, status: Status) -> Confidence:
    """Evidence by agreement (ICD 203 D.6.e; IPCC AR5): how many origins, how near, and whether they agree."""
    count = independent(found, lead)
    near = any(one.answer == lead and one.origin.proximity in ("participant", "close", "official") for one in found)
    steps = (count >= 2) + (count >= 3 and near) + (status == "settled") - (status in ("contested", "unverified"))
    levels: tuple[Confidence, ...] = ("low", "moderate", "high")
    return levels[min(max(steps, 0), 2)]


def _records(cases: Sequence[Case]) -> dict[str, tuple[int, float]]:
    """By voice: on how many matters two others who owe one another nothing agree, and how often it said the same."""
    checked: dict[str, list[bool]] = defaultdict(list)
    for case in (one for one in cases if len(one.found) >= 3):
        for one in case.found:
            others = [
                other for other in case.found if other.origin.voice != one.origin.voice and other.strength >= WEIGHTY
            ]
            counts = [independent(others, answer) for answer in range(len(case.answers.names))]
            most = max(counts)
            if most >= 2 and counts.count(most) == 1:
                checked[one.origin.voice].append(counts[one.answer] == most)
    return {voice: (len(held), sum(held) / len(held)) for voice, held in checked.items()}
