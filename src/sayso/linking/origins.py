"""Where claims come from: who said it first, and on which occasion.

What a report takes from another hangs on what it takes it from. Else one voice is one origin for what it says within
days, and for what it says again of the same question. Bodies of one State that give one answer within days are one
origin: a ministry, its spokesperson, its report. Where they differ they are several. What is known only through another
outlet is a placeholder until that outlet's own text is in the case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from hashlib import sha256
from itertools import chain

import msgspec

from sayso.linking.answers import Answer
from sayso.linking.citing import same_outlet
from sayso.linking.echoes import Tie
from sayso.linking.matters import Group
from sayso.linking.rulings import Named, Rulings
from sayso.linking.voices import Voice, Voices
from sayso.model import Origin, Record

OCCASION = 10
"""Days between two reports of what one voice said on one occasion, at most."""
RECENT = 16
"""Origins of one voice that may still be going on."""
OPENING = 3
"""Claims that open a report."""


class Root(msgspec.Struct, eq=False):
    """An origin in the making."""

    voice: Voice
    first: Answer
    sources: set[Named]
    """The sources of reports that speak it."""
    keys: set[object]
    """Under which it is found."""
    relayed: bool
    """The text of the outlet that heard it is not in the case."""

    told: dict[int, dict[str, set[tuple[object, ...]]]] = msgspec.field(default_factory=dict)
    """By question and voice, the answers given."""

    def holds(self, said: tuple[int, bool, object], voice: str) -> bool:
        """Whether a voice can give this answer as part of it: not where only others have answered, and otherwise."""
        told = self.told.get(said[0], {})
        return voice in told or all(said in answers for answers in told.values())

    @property
    def id(self) -> str:
        return stable("o", self.first)


def stable(letter: str, first: Answer) -> str:
    """An id made from the earliest claim, so that later reports do not change it."""
    return letter + sha256(first.key.encode()).hexdigest()[:8]


class Tracing:
    """Origins in the making, found by voice."""

    def __init__(
        self, voices: Voices, rulings: Rulings, leads: Mapping[str, Voice], texts: Mapping[str, Set[str]]
    ) -> None:
        self.voices = voices
        self.rulings = rulings
        self.texts = texts
        """By report, the keys of the outlets of those on which it hangs."""
        self.leads = leads
        """By report that re-reports one outlet throughout, that outlet as a voice."""
        self.by_voice: dict[str, list[Root]] = defaultdict(list)
        self.by_answer: dict[tuple[object, ...], list[Root]] = defaultdict(list)
        """By question, answer, and voice or State."""
        self.of_source: dict[Named, Voice] = {}
        self.of_answer: dict[int, Root] = {}

    def trace(self, answer: Answer, group: Group, parents: Sequence[tuple[Answer, Tie]], voice: Voice) -> Root:
        """The origin of the next answer."""
        voice, source = self._ruled(answer, voice)
        taken = [
            self.of_answer[id(other)]
            for other, tie in parents
            if id(other) in self.of_answer
            and self._takes(voice, other, tie)
            and (voice.own or other.denies == answer.denies)
        ]
        speaker = taken[0].voice if taken and (voice.own or voice.anonymous) else voice
        named = not (speaker.own or speaker.anonymous)
        said = (id(group), answer.denies, _number(answer))
        agreed = [r for r in self.by_answer[*said, speaker.side] if _near(answer, r)] if named and speaker.side else []
        again = self.by_answer[*said, speaker.key]
        recent = (r for r in reversed(self.by_voice[speaker.key]) if _near(answer, r) and r.holds(said, speaker.key))
        root = next(
            (root for root in chain(agreed, taken, again, recent) if not self._barred(source, voice, root)), None
        )
        if root is None:
            root = Root(voice, answer, set(), set(), voice.relayed)
        for key in ((*said, speaker.key), (*said, speaker.side)):
            if (named or root.first is answer) and key[-1] and key not in root.keys:
                root.keys.add(key)
                self.by_answer[key].append(root)
        if (named or root.first is answer) and root not in self.by_voice[speaker.key][-RECENT:]:
            self.by_voice[speaker.key].append(root)
        root.told.setdefault(said[0], {}).setdefault(speaker.key, set()).add(said)
        root.sources.add(source)
        if root.voice.relayed and not voice.relayed:
            root.voice = voice  # now that its own text is here, who said it is known
        text = self.voices.outlet(voice.outlet) in self.texts.get(answer.record.report.id, ())
        root.relayed = root.relayed and voice.relayed and not text
        self.of_answer[id(answer)] = root
        return root

    def _takes(self, voice: Voice, parent: Answer, tie: Tie) -> bool:
        """Whether a claim hangs on the one it echoes: the named stand for their own word, other outlets for theirs."""
        root, here = self.of_answer[id(parent)], self.voices.outlet(voice.outlet)
        if tie == "gives":  # a relay of this report came in before it
            return root.voice.relayed and not voice.relayed and self.voices.outlet(root.voice.outlet) == here
        if tie == "shares":
            return False
        if not (voice.own or voice.anonymous):
            return voice.side is not None and root.voice.side == voice.side
        return not voice.relayed or self.voices.outlet(parent.record.report.outlet) == here

    def _ruled(self, answer: Answer, voice: Voice) -> tuple[Voice, Named]:
        """The voice as people judged it, and its source."""
        report = answer.record.report.id
        source = (report, voice.source)
        if voice.own and not voice.relayed:
            voice = self.leads.get(report, voice)
        said = self.rulings.sources.get(source, {})
        same = next((self.of_source[one] for one in sorted(said) if said[one] and one in self.of_source), None)
        if same is not None:
            voice = msgspec.structs.replace(voice, key=same.key)
        elif any(not said[one] and one in self.of_source and self.of_source[one].key == voice.key for one in said):
            voice = msgspec.structs.replace(voice, key=f"{voice.key} of {report}", side=None)
        self.of_source.setdefault(source, voice)
        return voice, source

    def _barred(self, source: Named, voice: Voice, root: Root) -> bool:
        """Whether a person judged otherwise, or the report itself tells the two apart."""
        said = self.rulings.sources.get(source, {})
        other = voice.anonymous and any(one[0] == source[0] and one != source for one in root.sources)
        return any(not said.get(one, True) for one in root.sources) or (
            other and not any(said.get(one) for one in root.sources)
        )


def _number(answer: Answer) -> tuple[float | None, float | None, str] | None:
    return (answer.value.low, answer.value.high, answer.value.unit) if answer.value else None


def _near(answer: Answer, root: Root) -> bool:
    """Whether the report can have come out within days of the first that carried the origin."""
    ours, theirs = answer.out, root.first.out
    return max(ours[0] - theirs[1], theirs[0] - ours[1]) <= OCCASION


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
    records: Sequence[Record], givers: Mapping[str, Sequence[tuple[str, Tie]]], voices: Voices
) -> dict[str, Voice]:
    """By report that takes its news from one other outlet, that outlet.

    A report that opens on another outlet's word, and names no second one, re-reports it: what it adds in its own voice
    is no further witness. So is one that was found to copy or re-report another.
    """
    by_id = {record.report.id: record for record in records}
    found = {}
    for record in records:
        sources = {source.id: source for source in record.sources}
        own = voices.outlet(record.report.outlet)
        names = {s.name for s in record.sources if s.proximity == "outlet" and s.name}
        others = {name for name in names if not same_outlet(voices.outlet(name), own)}
        opening = [sources[id] for claim in record.claims[:OPENING] for id in claim.chain if id in sources]
        opens = {source.name for source in opening if source.proximity == "outlet"} & others
        took = {by_id[id].report.outlet for id, tie in givers.get(record.report.id, ()) if tie == "takes"} - {None}
        name = next(iter(took or opens)) if len(took or opens) == 1 and (took or len(others) == 1) else None
        if name and not same_outlet(voices.outlet(name), own):
            key = f"outlet:{voices.outlet(name)}"
            voice = Voice(key=key, source="s0", name=name, kind="outlet", outlet=name, relayed=not took)
            found[record.report.id] = voice
    return found
