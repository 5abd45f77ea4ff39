"""Competing explanations against what the case holds: Heuer's count of inconsistencies, and a posterior beside it.

Richards Heuer, Psychology of Intelligence Analysis (1999), chapter 8: evidence is marked for how consistent it is with
each hypothesis, and the one with least against it leads. The pack marks kinds of claims; a person may mark a matter.
Each mark is taken as a likelihood ratio, tempered by how likely the matter is. Matters that rest on one origin count
once, by the strongest; the n-th origin for one bearing counts 1/n: what one event leaves behind comes in many kinds.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from sayso.errors import UsageError
from sayso.model import Assessment, Judgement, Matrix, Matter, Rating, Standing
from sayso.model.judgement import Consistency
from sayso.model.reasoning import Bearing, Hypothesis
from sayso.packs import Pack
from sayso.weighing.answers import NO

RATIOS: dict[Consistency, float] = {"CC": 4.0, "C": 2.0, "N": 1.0, "I": 0.5, "II": 0.25}
"""Likelihood ratios of the marks, a convention: a bel (Good 1950) is ten, a half of it about three."""
AGAINST: dict[Consistency, float] = {"I": 1.0, "II": 2.0}
"""Heuer's weights of inconsistencies."""
DIAGNOSTIC = 10
"""Matters listed as diagnostic, and tried for whether they turn the order."""
FOOTLESS = ("unverified",)


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One rating as it is counted."""

    rating: Rating
    origin: str
    """On whose word the matter rests."""
    chance: float
    log: float
    """The log ratio, tempered by the chance that the matter's answer is right."""


def matrix(
    matters: Mapping[str, Matter],
    assessments: Sequence[Assessment],
    judgements: Sequence[Judgement],
    pack: Pack,
    as_of: str,
) -> Matrix:
    """Every hypothesis against every matter that bears on it. Raises `UsageError` for a hypothesis that is not one."""
    hypotheses = _hypotheses(pack, judgements)
    people = {one.subject: one for one in judgements if one.verb == "rate-evidence"}
    marks = [
        mark
        for assessment in assessments
        if assessment.status not in FOOTLESS
        for hypothesis in hypotheses
        if (mark := _mark(hypothesis, matters[assessment.matter], assessment, people))
    ]
    strongest = sorted(marks, key=lambda mark: (-abs(mark.log), mark.rating.matter))
    standings = _standings(hypotheses, strongest)
    spread = _spread(marks, len(hypotheses))
    diagnostic = sorted(spread, key=lambda matter: (-spread[matter], matter))[:DIAGNOSTIC]
    first = standings[0].hypothesis if standings else None
    turning = [
        matter
        for matter in diagnostic
        if _standings(hypotheses, [m for m in strongest if m.rating.matter != matter])[0].hypothesis != first
    ]
    ratings = tuple(mark.rating for mark in marks)
    return Matrix(
        as_of=as_of, standings=standings, ratings=ratings, diagnostic=tuple(diagnostic), turning=tuple(turning)
    )


def _hypotheses(pack: Pack, judgements: Sequence[Judgement]) -> list[Hypothesis]:
    found = {one.id: one for one in pack.hypotheses}
    for one in judgements:
        if one.verb == "add-hypothesis":
            given = {"source": "judgement", "as_of": one.made[:10], "id": one.subject[0]}
            try:
                added = {**given, **msgspec.json.decode(one.value or "{}")}
                found[one.subject[0]] = msgspec.convert(added, Hypothesis)
            except (msgspec.DecodeError, msgspec.ValidationError) as error:
                raise UsageError(f"judgement {one.id}: expected a hypothesis as JSON, got {error}; undo it") from None
        elif one.verb == "retire-hypothesis":
            found.pop(one.subject[0], None)
    return list(found.values())


def _mark(
    hypothesis: Hypothesis, matter: Matter, assessment: Assessment, people: Mapping[tuple[str, ...], Judgement]
) -> Mark | None:
    polarity = "denied" if assessment.answer == NO else "affirmed"
    judged = people.get((hypothesis.id, matter.matter))
    bearing = next((one for one in hypothesis.bearings if _bears(one, matter, polarity)), None)
    if judged is None and bearing is None:
        return None
    mark, why = (judged.value, judged.reason) if judged else (bearing.mark, bearing.because) if bearing else ("N", "")
    if mark not in RATIOS:
        raise UsageError(f"judgement {judged.id if judged else ''}: expected CC, C, N, I or II, got {mark!r}; undo it")
    rating = Rating(
        hypothesis=hypothesis.id, matter=matter.matter, consistency=mark, ratio=RATIOS[mark], why=why,
        by=judged.id if judged else None,
    )  # fmt: skip
    chance = assessment.probability.value
    return Mark(rating=rating, origin=_origin(matter), chance=chance, log=math.log(chance * rating.ratio + 1 - chance))


def _bears(one: Bearing, matter: Matter, polarity: str) -> bool:
    first, last = matter.earliest, matter.latest
    return (
        one.kind == matter.kind
        and one.polarity == polarity
        and (one.after is None or (last is not None and last >= one.after.isoformat()))
        and (one.before is None or (first is not None and first < one.before.isoformat()))
        and (not one.places or matter.place in one.places)
    )


def _origin(matter: Matter) -> str:
    """The origin with most claims; a matter rests on it before others."""
    counts: dict[str, int] = defaultdict(int)
    for position in matter.claims:
        counts[position.origin] += not position.relayed
    return max(sorted(counts), key=lambda origin: counts[origin], default="")


def _counted(marks: Sequence[Mark]) -> list[tuple[Mark, float]]:
    """Marks, the strongest first, with their weights: one an origin and hypothesis, the n-th of one reason by 1/n."""
    counted: list[tuple[Mark, float]] = []
    heard: set[tuple[str, str]] = set()
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for mark in marks:
        key = (mark.rating.hypothesis, mark.origin)
        if key in heard:
            continue
        heard.add(key)
        reason = (mark.rating.hypothesis, mark.rating.why)
        seen[reason] += 1
        counted.append((mark, 1 / seen[reason]))
    return counted


def _standings(hypotheses: Sequence[Hypothesis], marks: Sequence[Mark]) -> tuple[Standing, ...]:
    against, support = defaultdict[str, float](float), defaultdict[str, float](float)
    for mark, weight in _counted(marks):
        against[mark.rating.hypothesis] += AGAINST.get(mark.rating.consistency, 0.0) * mark.chance * weight
        support[mark.rating.hypothesis] += mark.log * weight
    score = {one.id: math.log(one.prior) + support[one.id] for one in hypotheses}
    top = max(score.values(), default=0.0)
    total = sum(math.exp(each - top) for each in score.values())
    chance = {id: math.exp(each - top) / total for id, each in score.items()}
    ordered = sorted(hypotheses, key=lambda one: (round(against[one.id], 6), -chance[one.id], one.id))
    return tuple(
        Standing(
            hypothesis=one.id, title=one.title, inconsistency=round(against[one.id], 3), rank=rank,
            probability=round(chance[one.id], 3),
        )
        for rank, one in enumerate(ordered, 1)
    )  # fmt: skip


def _spread(marks: Sequence[Mark], count: int) -> dict[str, float]:
    """By matter: how far apart the hypotheses stand on it; what fits all of them tells none from another."""
    logs: dict[str, list[float]] = defaultdict(list)
    for mark in marks:
        logs[mark.rating.matter].append(mark.log)
    whole = {matter: [*found, *[0.0] * (count - len(found))] for matter, found in logs.items()}
    return {matter: max(found) - min(found) for matter, found in whole.items() if max(found) > min(found)}
