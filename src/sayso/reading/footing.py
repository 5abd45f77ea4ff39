"""Attributions, claims and voices put together: who states a claim, and along which chain it came.

A claim belongs to the attribution whose content covers most of it; inside a quotation that runs on, to the one that
opened it; else the outlet states it. The chain runs from the speaker through the publication that relayed the words,
if there was one, and the agency that a dateline credits, to the outlet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np

from sayso.encoder.network import Encoded, FittedWords
from sayso.model import Attribution, Claim, Record, Report, Span
from sayso.model.pack import Mark
from sayso.packs import Pack
from sayso.reading import routes
from sayso.reading.attributions import Found, Range, find
from sayso.reading.claims import Heads, Stated, quoted_share, spot
from sayso.reading.describe import can_speak
from sayso.reading.grams import Told
from sayso.reading.kinds import KindRule, denial
from sayso.reading.questions import ask
from sayso.reading.vocabulary import name
from sayso.reading.voices_of import Voices
from sayso.text import sentences

_TRAILING = re.compile(r"(?:[\s,;:–—-]+|\s(?:who|whom|which|that|whose))+$")
"""What a source span may hold after the words for the speaker."""
_WHETHER = re.compile(r"\b(?:whether|if|how|when|why|what|who|where|which)\b", re.IGNORECASE)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|refut(?:es?|ed|ing)|disput(?:es?|ed|ing)|rebut(?:s|ted|ting)?|"
    r"dismiss(?:es|ed|ing)?|contradict(?:s|ed|ing)?|disavow(?:s|ed|ing)?)\b(?!\s+(?:to|saying)\b)",
    re.IGNORECASE,
)
"""Verbs of saying that something is not so."""
LEAD = 3
"""Words that may stand between a phrase of hearsay and its claim: "it is thought that some …"."""
_PASSIVE = re.compile(
    r"^(?:an?\s+)?estimated$|\b(?:am|is|are|was|were|be|been|being|'s|’s)\s+(?:\w+ly\s+|also\s+|now\s+|still\s+|not\s+)*"
    r"(?:said|thought|believed|estimated|reported|rumou?red|understood|known|considered|feared|alleged|suspected|"
    r"assumed|presumed|claimed|reckoned|deemed)\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:resolutions?|law|laws|treaty|convention|act|sanctions|provisions?|paragraph|clause|article|item)\b[\s\d()/]*$",
    re.IGNORECASE,
)
"""What a law demands the outlet states, with the law as its instrument: the law is not made a voice."""
_NOBODY = re.compile(r"^(?:no|neither|none|nobody|not)\b|^(?:which|that|who|whose|the|an?)$", re.IGNORECASE)
"""Words that stand in a source's place and name no one."""
_FIRST = re.compile(r"^(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")
"""The writer, or inside a quotation its speaker, who is found by the quotation."""
COVERS = 0.5
"""The share of a claim's words that a content must cover to own it."""
WORDS = 2.0
"""How much a claim's own words count beside the network's view of its polarity; best on reports kept out."""
VOICED = 0.85
"""From this probability on, a claim that no content covers is given to the voice it points at."""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution with the voice it was traced to (0: the outlet) and the publication that relayed it."""

    found: Found
    voice: int
    relay: int | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What reading takes from outside one report."""

    heads: Heads
    kinds: KindRule
    words: FittedWords
    subject: re.Pattern[str]
    """What a report must name to be on the pack's subject."""
    pack: Pack


def read(reports: Sequence[Report], encoded: Sequence[Encoded], settings: Settings) -> list[Record]:
    """Sources, attributions, claims and questions of each report, with the pack's terms and laws that they name.

    Times, places and quantities are left to grounding.
    """
    return [name(_Reading(r, e, settings).record(), settings.pack) for r, e in zip(reports, encoded, strict=True)]


class _Reading:
    def __init__(self, report: Report, encoded: Encoded, settings: Settings) -> None:
        self.report, self.encoded, self.settings = report, encoded, settings
        self.text, self.words = report.text, encoded.words
        self.sentences = sentences(report.text)
        self._sentence_starts = [s for s, _ in self.sentences]
        self.voices = Voices(report.outlet)
        self.marks: list[tuple[int, int, Mark]] = settings.pack.find_listed("marks", report.text)
        self.denials = {k.id: k.denial for k in settings.pack.kinds if k.denial}
        self.introduced: dict[int, int] = {}
        """Voice to the publication it came in by."""
        self.credit = self._credit()
        self.heard = [self._trace(f) for f in sorted(find(encoded), key=self._place)]
        self._content_of = [-1] * len(encoded.words.starts)
        for n, h in enumerate(self.heard):
            for a, b in h.found.content:
                self._content_of[a:b] = [n] * (b - a)
        self.stated = spot(encoded, settings.heads)
        self._phrases: dict[int, int] = {}
        self.owners = [self._owner(s) for s in self.stated]

    def _marks_of(self, s: Stated) -> list[tuple[int, int, Mark]]:
        """The marks of firmness and hearsay in a claim or, before it, in its sentence."""
        first, _ = self._sentence(s.start)
        return [m for m in self.marks if first <= m[0] < s.end]

    def _phrase(self, s: Stated) -> Heard | None:
        """A phrase that names nobody ("are said to", "it is thought that") in or right before an unquoted claim:
        a voice of its own."""
        if self.words.shapes[s.words[0]] >= 5:
            return None
        for start, end, mark in self._marks_of(s):
            if mark.voice == "unspecified" and self._leads(start, end, s) and not self._said_by_cue(start, end):
                if start not in self._phrases:
                    self._phrases[start] = self.voices.phrase(Span.of(self.text, start, end))
                return Heard(found=Found(), voice=self._phrases[start])
        return None

    def _leads(self, start: int, end: int, s: Stated) -> bool:
        """Whether words stand in a claim or right before it."""
        return start >= s.start or len(self.text[end : s.start].split()) <= LEAD

    def _leaves_open(self, mark: tuple[int, int, Mark], s: Stated) -> bool:
        """Whether words such as "it is not clear whether" bring the claim in."""
        between = self.text[mark[1] : s.start + 8]
        return mark[2].level == "unknown" and mark[1] <= s.start and bool(_WHETHER.search(between))

    def _said_by_cue(self, start: int, end: int) -> bool:
        """Whether an attribution's cue already stands there and was given its own voice."""
        return any(
            h.voice and h.found.cue and self.words.starts[h.found.cue[0][0]] < end
            and self.words.ends[h.found.cue[0][1] - 1] > start
            for h in self.heard
        )  # fmt: skip

    def record(self) -> Record:
        kinds = self._kinds()
        claims = tuple(
            self._claim(n, s, k, o) for n, (s, k, o) in enumerate(zip(self.stated, kinds, self.owners, strict=True), 1)
        )
        attributions = tuple(self._attribution(n, h) for n, h in enumerate(self.heard, 1))
        contents = [s for a in attributions for s in a.content_spans]
        questions = tuple(ask(self.text, self.sentences, claims, contents))
        return Record(
            report=self.report, sources=self.voices.sources(), attributions=attributions, claims=claims,
            questions=questions,
        )  # fmt: skip

    def _kinds(self) -> list[str]:
        """The kind of each claim; the default for all where the report is not on the pack's subject."""
        if not self.stated or not self.settings.subject.search(self.text):
            return [self.settings.pack.default_kind] * len(self.stated)
        vectors = np.stack([s.kind for s in self.stated])
        told = [Told.of(self.text, self.sentences, s.start, s.end) for s in self.stated]
        return self.settings.kinds.choose(vectors, told, self._cues)

    def _is_denied(self, s: Stated) -> bool:
        """By the network's view and the claim's own words together."""
        return s.denied + WORDS * denial(self.text[s.start : s.end], self.settings.words) > 0

    def _cues(self, words: str) -> dict[str, float]:
        """The kinds whose cues some words hold, with the weight of the strongest."""
        found: dict[str, float] = {}
        for _, _, kind, weight in self.settings.pack.find_cues(words):
            found[kind] = max(weight, found.get(kind, 0.0))
        return found

    def _span(self, r: Range) -> Span:
        return Span.of(self.text, self.words.starts[r[0]], self.words.ends[r[1] - 1])

    def _mention(self, r: Range) -> Span:
        """The words for a speaker, without the punctuation that a source span may hold."""
        span = self._span(r)
        words = _TRAILING.sub("", span.text)
        return Span.of(self.text, span.start, span.start + len(words)) if words else span

    def _place(self, f: Found) -> int:
        return min(r[0] for part in (f.cue, f.source, f.content) for r in part)

    def _sentence(self, at: int) -> tuple[int, int]:
        n = bisect_right(self._sentence_starts, at) - 1
        return self.sentences[max(n, 0)]

    def _credit(self) -> int | None:
        heard = routes.agency_credit(self.text)
        if heard is None:
            return None
        voice = self.voices.hear(Span.of(self.text, heard.start, heard.end))
        return voice or None

    def _trace(self, f: Found) -> Heard:
        if not f.source:
            cue = self._span(f.cue[0]) if f.cue else None
            if cue is not None and _PASSIVE.search(cue.text):
                return Heard(found=f, voice=self.voices.phrase(cue))
            return Heard(found=f, voice=0)
        source = self._mention(f.source[0])
        if _FIRST.match(source.text) or _NOBODY.match(source.text) or _LAW.search(source.text):
            return Heard(found=f, voice=0)
        sentence = self._sentence(self.words.starts[f.cue[0][0]] if f.cue else source.start)
        voice, relay = self._cited(source, f, sentence)
        fresh = len(self.voices.all[voice].mentions) == 1
        if relay is None and voice:
            relay = self._relay(source, sentence, voice)
        if relay is not None and fresh:
            self.introduced[voice] = relay
        return Heard(found=f, voice=voice, relay=relay if relay is not None else self.introduced.get(voice))

    def _cited(self, source: Span, f: Found, sentence: tuple[int, int]) -> tuple[int, int | None]:
        """The voice of a source span; where it cites somebody, that somebody, relayed by it.

        A publication cites nothing but sources; others also cite reasons ("citing the weather").
        """
        voice = self.voices.hear(source)
        who = routes.cited(self.text, source.start, sentence[1]) if voice else None
        if who is None or (f.content and who.start >= self.words.starts[f.content[0][0]] > source.end):
            return voice, None
        words = Span.of(self.text, who.start, who.end)
        if self.voices.all[voice].source.proximity != "outlet" and not can_speak(words.text):
            return voice, None
        return self.voices.hear(words), voice

    def _relay(self, source: Span, sentence: tuple[int, int], voice: int) -> int | None:
        if self.voices.all[voice].source.proximity == "outlet":
            return None
        inside = routes.outlet_in(self.text, source.start, source.end)
        told = inside or routes.told_to(self.text, *sentence) or routes.quoting(self.text, sentence[0], sentence[1])
        if told is None or (told is not inside and told.start < source.end and told.end > source.start):
            return None
        words = Span.of(self.text, told.start, told.end)
        if self.voices.own(words.text):
            return None
        relay = self.voices.hear(words)
        return relay if relay and relay != voice else None

    def _owner(self, s: Stated) -> int | None:
        """The number of the attribution a claim belongs to, None for the outlet's own voice."""
        size = s.words[1] - s.words[0]
        for n, shared in Counter(self._content_of[slice(*s.words)]).most_common():
            if (
                n >= 0
                and shared / size >= COVERS
                and self._stands(n)
                and not self._is_about(s.words, self.heard[n].found)
            ):
                return n
        if quoted_share(self.words.shapes, s.words) >= 0.5:
            return self._running_quotation(s)
        return self._pointed_at(s) if s.voiced >= VOICED else None

    def _stands(self, n: int) -> bool:
        """Not a first person inside a quotation: whoever is quoted says it."""
        f = self.heard[n].found
        return not (f.source and self.words.shapes[f.source[0][0]] >= 5 and _FIRST.match(self._span(f.source[0]).text))

    def _is_about(self, claim: Range, f: Found) -> bool:
        """Whether a claim holds the saying itself ("the authorities decided to …"), so that somebody else states it.

        Words of the content on both sides of the cue mean that the saying only interrupts them.
        """
        inside = [r for part in (f.source, f.cue) for r in part if claim[0] <= r[0] and r[1] <= claim[1]]
        if not inside:
            return False
        first, last = min(a for a, _ in inside), max(b for _, b in inside)
        before = any(a < first and b > claim[0] for a, b in f.content)
        after = any(b > last and a < claim[1] for a, b in f.content)
        return not (before and after)

    def _running_quotation(self, s: Stated) -> int | None:
        """The attribution that opened the quotation: in the paragraph, else at the end of the one before."""
        paragraph = next(p for p in self.words.paragraphs if p[0] <= s.words[0] < p[1])
        before = [
            n for n, h in enumerate(self.heard) if h.voice and paragraph[0] <= self._place(h.found) < paragraph[1]
        ]
        if before:
            return min(before, key=lambda n: abs(self._place(self.heard[n].found) - s.words[0]))
        earlier = [n for n, h in enumerate(self.heard) if h.voice and self._place(h.found) < paragraph[0]]
        return earlier[-1] if earlier and self.words.shapes[paragraph[0]] >= 5 else None

    def _pointed_at(self, s: Stated) -> int | None:
        window = self.encoded.window[s.words[0]]
        near = [
            n for n, h in enumerate(self.heard)
            if h.voice and h.found.source and self.encoded.window[h.found.source[0][0]] == window
        ]  # fmt: skip
        if not near:
            return None
        keys = [
            self.encoded.nobody[s.words[0], 1],
            *(self.encoded.links[self.heard[n].found.source[0][0], 5] for n in near),
        ]
        best = int((np.stack(keys) @ self.encoded.links[s.words[0] : s.words[1], 4].mean(0)).argmax())
        return near[best - 1] if best else None

    def _chain(self, h: Heard | None) -> tuple[str, ...]:
        voice = h.voice if h else 0
        steps = [voice] if voice else []
        if h is not None and h.relay and h.relay not in steps:
            steps.append(h.relay)
        if self.credit is not None and self.credit not in steps:
            steps.append(self.credit)
        return (*(self.voices.all[n].source.id for n in steps), "s0")

    def _claim(self, number: int, s: Stated, kind: str, owner: int | None) -> Claim:
        heard = self._phrase(s) or (self.heard[owner] if owner is not None else None)
        chain = self._chain(heard)
        cue = self._span(heard.found.cue[0]) if heard and heard.found.cue and heard.voice else None
        unquoted = quoted_share(self.words.shapes, s.words) < 0.5
        disputed = bool(cue and unquoted and _DENIAL.search(cue.text))
        denied = disputed or self._is_denied(s)
        if denied and not disputed and (other := self.denials.get(kind)):
            kind, denied = other, False
        marks = self._marks_of(s)
        heard_of = any(m.hearsay and m.part != "adjective" and (s.hearsay or self._leads(a, b, s)) for a, b, m in marks)
        certainty = "unknown" if any(self._leaves_open(m, s) for m in marks) else s.certainty
        hedges = [(a, b) for a, b, m in marks if (m.hearsay and heard_of) or (m.level and certainty != "certain")]
        return Claim(
            id=f"c{number}", attribution=f"a{owner + 1}" if owner is not None else None,
            span=Span.of(self.text, s.start, s.end),
            cue=cue,
            quoted=not unquoted, source=chain[0], chain=chain, kind=kind,
            polarity="denied" if denied else "affirmed", certainty=certainty, hearsay=heard_of,
            hedges=tuple(Span.of(self.text, a, b) for a, b in hedges), tense=s.tense,
        )  # fmt: skip

    def _attribution(self, number: int, h: Heard) -> Attribution:
        parts = {
            f"{role}_spans": tuple(self._span(r) for r in getattr(h.found, role))
            for role in ("source", "cue", "content")
        }
        return Attribution(id=f"a{number}", source=self.voices.all[h.voice].source.id, **parts)
