"""Where claims come from: who said it first, and on which occasion.

What a report takes from another hangs on what it takes it from. Else one voice is one origin for what it says within
days, and for what it says again of the same question. Voices of which only another outlet's word is known stand in the
case as placeholders until that outlet's own text is added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import date
from hashlib import sha256

import msgspec

from sayso.linking.answers import Answer
from sayso.linking.citing import outlet_key, same_outlet
from sayso.linking.echoes import Tie
from sayso.linking.matters import Group
from sayso.linking.rulings import Rulings
from sayso.linking.voices import Voice, Voices
from sayso.model import Origin, Record
from sayso.model.reasoning import Outlet

OCCASION = 10
"""Days between two reports of what one voice said on one occasion, at most."""


class Root(msgspec.Struct):
    """An origin in the making."""

    voice: Voice
    first: Answer
    last: int
    """The last day, as an ordinal, on which a report of it can have come out."""
    reports: dict[str, Answer]
    """Those that carry it, each with its first claim that does."""
    relayed: bool

    @property
    def id(self) -> str:
        return stable("o", self.first)


def stable(letter: str, first: Answer) -> str:
    """An id made from the earliest claim, so that later reports do not change it."""
    return letter + sha256(first.key.encode()).hexdigest()[:8]


class Tracing:
    """Origins in the making, found by voice."""

    def __init__(self, voices: Voices, rulings: Rulings, leads: Mapping[str, Voice]) -> None:
        self.voices = voices
        self.rulings = rulings
        self.leads = leads
        """By report that re-reports one outlet throughout, that outlet as a voice."""
        self.by_voice: dict[str, list[Root]] = defaultdict(list)
        self.of_answer: dict[int, Root] = {}

    def trace(self, answer: Answer, group: Group, parents: Sequence[tuple[Answer, Tie]], voice: Voice) -> Root:
        """The origin of the next answer."""
        root = None
        if voice.own and not voice.relayed and answer.record.report.id in self.leads:
            voice = self.leads[answer.record.report.id]
        if voice.own or voice.anonymous:
            root = next((r for p, tie in parents if tie != "shares" and (r := self.of_answer.get(id(p)))), None)
        root = root or self._again(answer, group, voice) or self._occasion(answer, voice)
        if root is None:
            root = Root(voice, answer, _out(answer)[1], {}, voice.relayed)
            self.by_voice[voice.key].append(root)
        root.reports.setdefault(answer.record.report.id, answer)
        root.last = max(root.last, _out(answer)[1]) if root.voice.key == voice.key else root.last
        root.relayed = root.relayed and voice.relayed
        self.of_answer[id(answer)] = root
        return root

    def _again(self, answer: Answer, group: Group, voice: Voice) -> Root | None:
        """The origin of the same voice's same answer to the same question, on whatever day it was reported."""
        for other in group.answers:
            root = self.of_answer.get(id(other))
            if root is not None and root.voice.key == voice.key and _same_answer(answer, other):
                return root
        return None

    def _occasion(self, answer: Answer, voice: Voice) -> Root | None:
        first = _out(answer)[0]
        return next((r for r in reversed(self.by_voice[voice.key]) if first - r.last <= OCCASION), None)


def _same_answer(a: Answer, b: Answer) -> bool:
    if a.value is None or b.value is None:
        return a.denies == b.denies and a.value is b.value
    return (a.value.low, a.value.high, a.value.unit) == (b.value.low, b.value.high, b.value.unit)


def _out(answer: Answer) -> tuple[int, int]:
    """First and last day on which the claim's report can have come out."""
    published, known = answer.record.report.published, answer.filed.known
    return (
        date.fromisoformat((published.earliest or known)[:10]).toordinal(),
        date.fromisoformat((published.latest or known)[:10]).toordinal(),
    )


def origin_of(root: Root, carried: Set[str]) -> Origin:
    """The origin as those know it who read about one question; `carried`: reports that carry it there."""
    voice, first = root.voice, root.first
    to = f", to {voice.outlet}" if voice.outlet and voice.kind != "outlet" and voice.anonymous else ""
    day = first.record.report.published.latest or first.filed.known
    return Origin(
        origin=root.id, source=f"{voice.name}{to}, {day}", first=first.filed.known, placeholder=root.relayed,
        relayed_by=tuple(sorted(carried)), voice=voice.key, kind=voice.kind, anonymous=voice.anonymous,
        proximity=voice.proximity, country=voice.country, outlet=voice.outlet, hops=voice.hops,
    )  # fmt: skip


def leads(
    records: Sequence[Record], givers: Mapping[str, Sequence[tuple[str, Tie]]], outlets: Sequence[Outlet]
) -> dict[str, Voice]:
    """By report that takes its news from one other outlet, that outlet.

    A report that opens on another outlet's word, and names no second one, re-reports it: what it adds in its own voice
    is no further witness. So is one that was found to copy or re-report another.
    """
    by_id = {record.report.id: record for record in records}
    found = {}
    for record in records:
        sources = {source.id: source for source in record.sources}
        own = outlet_key(record.report.outlet or "", outlets)
        names = {s.name for s in record.sources if s.proximity == "outlet" and s.name}
        others = {name for name in names if not same_outlet(outlet_key(name, outlets), own)}
        opening = record.claims[0].chain if record.claims else ()
        opens = {sources[id].name for id in opening if id in sources and sources[id].proximity == "outlet"} & others
        took = {by_id[id].report.outlet for id, tie in givers.get(record.report.id, ()) if tie == "takes"} - {None}
        name = next(iter(took or opens)) if len(took or opens) == 1 and (took or len(others) == 1) else None
        if name and not same_outlet(outlet_key(name, outlets), own):
            found[record.report.id] = Voice(
                key=f"outlet:{outlet_key(name, outlets)}", name=name, kind="outlet", outlet=name, relayed=not took
            )
    return found
