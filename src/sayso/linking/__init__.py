"""Claims and reports that hang together: copies, re-reports, origins, matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.linking.answers import Answer, Questioner
from sayso.linking.copies import relate, shared_passages
from sayso.linking.damage import harm, relays
from sayso.linking.echoes import parents, upstream
from sayso.linking.matters import Group, group
from sayso.linking.origins import Root, Tracing, leads, origin_of, stable
from sayso.linking.questions import kind_of, question
from sayso.linking.rulings import Rulings
from sayso.linking.voices import Voices
from sayso.model import Filed, Judgement, Linked, Matter, Position
from sayso.model.case import Stance
from sayso.packs import Pack

__all__ = ["link", "relate", "shared_passages"]


def link(
    filed: Sequence[Filed],
    *,
    pack: Pack,
    judgements: Sequence[Judgement] = (),
    vectors: Mapping[str, NDArray[np.float32]] | None = None,
) -> Linked:
    """Relations between the reports, and the matters that their claims answer, each with its origins and damage.

    `filed`: the reports of a case as of a day, in any order; of retracted ones nothing counts. `judgements`: what
    people decided, those taken back left out. Matters come in the order in which they were first asked, their claims in
    the order in which they were known. Raises `CaseError` for a judgement that is not about what its verb needs.
    """
    rulings = Rulings.of(judgements)
    counted = rulings.counted(filed)
    records = [record for _, record in counted]
    relations = relate([record.report for record in records], records=records, outlets=pack.outlets)
    answers = Questioner(pack, vectors or {}).answers(counted)
    voices = Voices(pack)
    givers = upstream(records, relations, voices.outlet)
    echoed = parents(answers, givers)
    groups = group(answers, echoed, pack=pack, rulings=rulings)
    of = {id(answer): one for one in groups for answer in one.answers}
    outlets = {record.report.id: voices.outlet(record.report.outlet) for record in records}
    texts = {taker: {outlets[giver] for giver, _ in ties} for taker, ties in givers.items()}
    tracing = Tracing(voices, rulings, leads(records, givers, voices), texts)
    for answer in answers:
        tracing.trace(answer, of[id(answer)], echoed.get(id(answer), ()), voices.of(answer))
    return Linked(relations=relations, matters=tuple(_matter(one, tracing, pack) for one in groups))


def _matter(one: Group, tracing: Tracing, pack: Pack) -> Matter:
    by_root: dict[str, tuple[Root, list[Answer]]] = {}
    for answer in one.answers:
        root = tracing.of_answer[id(answer)]
        by_root.setdefault(root.id, (root, []))[1].append(answer)
    paired = [(was, became, root) for root, told in by_root.values() for was, became in relays(told, root)]
    relayed = {id(became) for _, became, _ in paired}
    numeric = any(answer.numeric for answer in one.answers)
    first, dated = one.first, [a.value for a in one.answers if a.value and a.value.earliest]
    return Matter(
        matter=stable("m", first),
        question=question(one, numeric=numeric, pack=pack),
        kind=kind_of(first, pack),
        numeric=numeric,
        place=first.place,
        earliest=min((v.earliest for v in dated if v.earliest), default=None),
        latest=max((v.latest for v in dated if v.latest), default=None),
        claims=tuple(_position(a, tracing.of_answer[id(a)], id(a) in relayed) for a in one.answers),
        origins=tuple(origin_of(root, {a.record.report.id for a in told}) for root, told in by_root.values()),
        damage=tuple(damage for was, became, root in paired for damage in harm(was, became, root)),
    )


def _position(answer: Answer, root: Root, relayed: bool) -> Position:
    claim = answer.claim
    stance: Stance
    if claim.certainty == "unknown":
        stance = "silent"
    elif answer.denies:
        stance = "denies"
    else:
        stance = "value" if answer.numeric else "affirms"
    return Position(
        report=answer.name[0], claim=answer.name[1], position=stance, origin=root.id, value=answer.value,
        text=claim.span.text, certainty=claim.certainty, hearsay=claim.hearsay, known=answer.filed.known,
        relayed=relayed,
    )  # fmt: skip
