"""What a person is shown of a record, in what order: other voices as they first appear, the outlet's own voice last.

A reporter asks who stands behind a statement; what no one but the outlet stands behind therefore closes the account,
under its own heading. Nothing is computed here that the record does not say: this is a view, not a judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from sayso.model import Claim, Question, Record, Source, Span, Warning
from sayso.publishing import wording

WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
"""The only addresses that become links: a report may name any scheme."""
MARKS = re.compile('["“”„‟«»]')
LABELS = {
    "event": "when", "deadline": "due", "as-of": "as of",
    "host": "where", "origin": "from", "border": "border", "other": "place",
}  # fmt: skip
"""What a time or a place is to its claim, by its role."""


class Fact(msgspec.Struct, frozen=True):
    """A resolved value: what it is of, what it stands for, and the report's words for it."""

    label: str
    value: str
    words: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as shown."""

    id: str
    anchor: str
    """Safe in an address: its number in the record, never its id or words."""
    span: Span
    certainty: str
    heard: bool
    denied: bool
    quoted: bool
    kind: str
    tense: str
    cue: str | None
    hedges: tuple[Span, ...]
    through: tuple[str, ...]
    """Names of those it passed between its source and the outlet, nearest to the source first."""
    facts: tuple[Fact, ...]
    voice: str
    """Anchor of the voice that states it."""
    who: str

    @property
    def said(self) -> str:
        """Its words, in quotation marks where they are quoted and hold none of their own."""
        words = self.span.text
        return f"“{words}”" if self.quoted and not MARKS.search(words) else words

    @property
    def marks(self) -> tuple[str, ...]:
        """The words beside its certainty: heard, denied."""
        return ("heard",) * self.heard + ("denied",) * self.denied


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One source as shown, with what it states."""

    anchor: str
    name: str
    footing: str
    about: str | None
    """Its description, where it has a name besides."""
    own: bool
    """The outlet in its own voice."""
    passive: bool
    """No speaker: the name is the words that stand for one."""
    through: tuple[str, ...]
    """The route that all its claims share."""
    lines: tuple[Line, ...]
    mentions: tuple[Span, ...]
    same_because: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The name as a heading: a capital first, the words of a passive in quotation marks."""
        name = self.name[:1].upper() + self.name[1:]
        return f"“{name}”" if self.passive else name

    @property
    def counts(self) -> tuple[int, ...]:
        """Claims at each certainty, firmest first."""
        return tuple(sum(line.certainty == each for line in self.lines) for each in wording.CERTAINTIES)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One open question as shown."""

    id: str
    anchor: str
    span: Span
    about: tuple[Line, ...]


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One report as shown."""

    id: str
    title: str
    byline: tuple[str, ...]
    """Outlet, author."""
    url: str | None
    """None where the record's address is not of the web."""
    language: str
    date: str
    basis: str
    why: str
    text: str
    voices: tuple[Voice, ...]
    """Those with claims."""
    others: tuple[Voice, ...]
    """Those named or passing on, with no claim of their own."""
    lines: tuple[Line, ...]
    """Every claim, in the record's order."""
    questions: tuple[Asked, ...]
    warnings: tuple[Warning, ...]

    @property
    def own(self) -> Voice | None:
        return next((voice for voice in self.voices if voice.own), None)

    @property
    def figures(self) -> tuple[tuple[int, str], ...]:
        """The summary: counts with what they count, in reading order."""
        lines, own = self.lines, self.own
        ours = len(own.lines) if own else 0
        return (
            (len(lines), "claim" if len(lines) == 1 else "claims"),
            (len(self.voices), "voice" if len(self.voices) == 1 else "voices"),
            (ours, "in the outlet’s own voice"),
            (sum(line.certainty != "certain" for line in lines), "hedged"),
            (sum(line.heard for line in lines), "only heard"),
            (sum(line.denied for line in lines), "denied"),
            (len(self.questions), "open question" if len(self.questions) == 1 else "open questions"),
        )


def account(record: Record) -> Account:
    """The record as people are shown it."""
    report = record.report
    known = {source.id: source for source in record.sources}
    strangers = dict.fromkeys(claim.source for claim in record.claims if claim.source not in known)
    sources = (*record.sources, *(Source(id=id, kind="unspecified", description=id) for id in strangers))
    names = {source.id: _name(source, report.outlet) for source in sources}
    anchors = {source.id: f"s{n}" for n, source in enumerate(sources)}
    outlets = {source.id for source in sources if source.kind == "outlet"}

    def line(n: int, claim: Claim) -> Line:
        passed = tuple(names.get(id, id) for id in claim.chain if id != claim.source and id not in outlets)
        return _line(claim, f"c{n}", through=passed, voice=anchors[claim.source], who=names[claim.source])

    lines = tuple(line(n, claim) for n, claim in enumerate(record.claims, 1))
    voices = [_voice(source, anchors[source.id], names[source.id], lines) for source in sources]
    speaking = sorted((v for v in voices if v.lines), key=lambda v: (v.own, min(one.span.start for one in v.lines)))
    byline = (report.outlet or (names[next(iter(outlets))] if outlets else ""), report.author or "")
    return Account(
        id=report.id,
        title=wording.printable(report.title or "Untitled report"),
        byline=tuple(wording.printable(each) for each in byline if each),
        url=report.url if report.url and WEB.fullmatch(report.url) else None,
        language=report.language,
        date=wording.dated(report.published),
        basis=report.published.basis,
        why=wording.printable(report.published.why),
        text=wording.printable(report.text),
        voices=tuple(speaking),
        others=tuple(voice for voice in voices if not voice.lines and not voice.own),
        lines=lines,
        questions=tuple(_asked(question, n, record.claims, lines) for n, question in enumerate(record.questions, 1)),
        warnings=record.warnings,
    )


def _name(source: Source, outlet: str | None) -> str:
    own = source.kind == "outlet"
    words = source.name or source.description or (outlet if own else None)
    if not words:
        words = source.mentions[0].text if source.mentions else "the outlet" if own else f"{source.kind}, not described"
    return wording.printable(words)


def _about(source: Source) -> str | None:
    """What the description says besides the name: "Jon Doe, a driver" of Jon Doe leaves "a driver"."""
    if not source.name or not source.description:
        return None
    bare = re.escape(re.sub("^the ", "", source.name, flags=re.IGNORECASE))
    rest = re.sub(f"^(the )?{bare}\\b[\\s,]*|[\\s,]*\\b(the )?{bare}$", "", source.description, flags=re.IGNORECASE)
    return wording.printable(rest) or None


def _voice(source: Source, anchor: str, name: str, lines: Iterable[Line]) -> Voice:
    its = tuple(line for line in lines if line.voice == anchor)
    routes = {line.through for line in its}
    return Voice(
        anchor=anchor,
        name=name,
        footing=wording.footing(source),
        about=_about(source),
        own=source.kind == "outlet",
        passive=source.kind == "unspecified",
        through=next(iter(routes)) if len(routes) == 1 else (),
        lines=its,
        mentions=source.mentions,
        same_because=tuple(wording.printable(each) for each in source.same_because),
    )


def _asked(question: Question, n: int, claims: Iterable[Claim], lines: Iterable[Line]) -> Asked:
    about = tuple(line for claim, line in zip(claims, lines, strict=True) if claim.id in question.about)
    return Asked(id=question.id, anchor=f"q{n}", span=_shown(question.span), about=about)


def _line(claim: Claim, anchor: str, *, through: tuple[str, ...], voice: str, who: str) -> Line:
    return Line(
        id=claim.id,
        anchor=anchor,
        span=_shown(claim.span),
        certainty=claim.certainty,
        heard=claim.hearsay,
        denied=claim.polarity == "denied",
        quoted=claim.quoted,
        kind=wording.spaced(claim.kind),
        tense=claim.tense,
        cue=wording.printable(claim.cue.text) if claim.cue else None,
        hedges=claim.hedges,
        through=through,
        facts=tuple(dict.fromkeys(_facts(claim))),
        voice=voice,
        who=who,
    )


def _facts(claim: Claim) -> Iterator[Fact]:
    for time in claim.times:
        words = wording.printable(time.span.text)
        yield Fact(LABELS[time.role], wording.when(time) or f"“{words}”", words)
    for place in claim.places:
        where = f"{place.name} ({place.country})" if place.country else place.name
        yield Fact(LABELS[place.role], wording.printable(where), wording.printable(place.span.text))
    for quantity in claim.quantities:
        label = "share" if quantity.role == "share" else "how much" if quantity.measure == "money" else "how many"
        yield Fact(label, wording.printable(wording.how_many(quantity)), wording.printable(quantity.span.text))
    for term in claim.terms:
        yield Fact(wording.spaced(term.type), wording.spaced(term.id), wording.printable(term.span.text))
    for instrument in claim.instruments:
        yield Fact("law", wording.law(instrument), wording.printable(instrument.span.text))


def _shown(span: Span) -> Span:
    return Span(span.start, span.end, wording.printable(span.text))
