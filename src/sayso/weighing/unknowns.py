"""What nobody in the case knows, and which record would settle it, those first that would move the account most.

Seeing a record of power w moves the probability p of an answer by 2·p·(1 − p)·w on average (the expected change of a
belief by a test that is right with chance (1 + w) / 2; Raiffa & Schlaifer 1961, pre-posterior analysis).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.model import Assessment, Filed, Matter, Settler, Unknown
from sayso.packs import Pack

Asked = tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]
"""A report's own question: its words, the claims it leaves open as (report, claim), and their kinds."""
OPEN = ("contested", "single-origin", "unverified")
STEPS = {"CC": 2, "C": 1, "N": 0, "I": -1, "II": -2}
SETTLERS = 4
"""Records listed for one question."""


def unknowns_of(
    matters: Mapping[str, Matter], assessments: Sequence[Assessment], filed: Sequence[Filed], pack: Pack
) -> tuple[Unknown, ...]:
    """Open matters, one entry for those of one kind and place, and the reports' own questions that none covers."""
    groups: dict[tuple[str, str | None], list[Assessment]] = defaultdict(list)
    for one in assessments:
        matter = matters[one.matter]
        if one.status in OPEN and matter.kind != pack.default_kind:
            groups[matter.kind, matter.place].append(one)
    asked = _asked(filed)
    found = [
        _open(matters, group, asked, pack)
        for _, group in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1] or ""))
    ]
    covered = {id for unknown in found for id in unknown.about}
    found += [_own(question, kinds, pack) for question, kinds in sorted(asked.items()) if question not in covered]
    reach = {one.gap: _reach(one, matters, pack) for one in found}
    effect = {one.gap: max((settler.effect for settler in one.settled_by), default=0.0) for one in found}
    return tuple(sorted(found, key=lambda one: (-effect[one.gap] * reach[one.gap], one.gap)))


def _reach(one: Unknown, matters: Mapping[str, Matter], pack: Pack) -> float:
    """How far the hypotheses stand apart on it, in steps of Heuer's marks; least for what tells none apart."""
    kind = matters[one.about[0]].kind if one.about[0] in matters else ""
    marks = [STEPS[bearing.mark] for h in pack.hypotheses for bearing in h.bearings if bearing.kind == kind]
    return 0.5 + max(marks, default=0) - min(marks, default=0)


def _asked(filed: Sequence[Filed]) -> dict[str, Asked]:
    """By `report:question`."""
    asked = {}
    for one in filed:
        if one.retracted:
            continue
        kinds = {claim.id: claim.kind for claim in one.record.claims}
        for question in one.record.questions:
            about = tuple((one.record.report.id, claim) for claim in question.about)
            told = tuple(sorted({kinds[claim] for claim in question.about if claim in kinds}))
            asked[f"{one.record.report.id}:{question.id}"] = (question.span.text, about, told)
    return asked


def _open(
    matters: Mapping[str, Matter],
    group: Sequence[Assessment],
    asked: Mapping[str, Asked],
    pack: Pack,
) -> Unknown:
    """The question of the matter that most claims answer stands for the group; its openness is the widest."""
    ranked = sorted(group, key=lambda one: (-len(matters[one.matter].claims), one.matter))
    first = matters[ranked[0].matter]
    claims = {(p.report, p.claim) for one in ranked for p in matters[one.matter].claims}
    own = [id for id, (_, about, _) in sorted(asked.items()) if claims & set(about)]
    widest = max(one.probability.value * (1 - one.probability.value) for one in ranked)
    states = ", ".join(
        f"{sum(one.status == s for one in ranked)} {s}" for s in OPEN if any(o.status == s for o in ranked)
    )
    return Unknown(
        gap=_id(first.matter), question=first.question, about=(*(one.matter for one in ranked), *own),
        why=f"Of {len(ranked)} question{'' if len(ranked) == 1 else 's'} on this: {states}."
        + (" A report itself leaves it open." if own else ""),
        settled_by=_settlers({first.kind}, widest, pack),
    )  # fmt: skip


def _own(id: str, told: Asked, pack: Pack) -> Unknown:
    words, _, kinds = told
    return Unknown(
        gap=_id(id), question=words, about=(id,), why="A report itself leaves it open.",
        settled_by=_settlers(set(kinds), 0.25, pack),
    )  # fmt: skip


def _settlers(kinds: set[str], openness: float, pack: Pack) -> tuple[Settler, ...]:
    fits = [one for one in pack.evidence if kinds & set(one.settles)]
    ranked = sorted(fits, key=lambda one: (-one.power, one.id))[:SETTLERS]
    return tuple(
        Settler(evidence=one.title, holder=one.holder, effect=round(2 * openness * one.power, 3)) for one in ranked
    )


def _id(key: str) -> str:
    return "g" + hashlib.sha256(key.encode()).hexdigest()[:8]
