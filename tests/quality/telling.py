"""Little cases: reports with the claims that a reader would find in them."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from sayso.linking import link
from sayso.model import (
    Claim,
    Filed,
    Judgement,
    Linked,
    Matter,
    Origin,
    Place,
    Position,
    Published,
    Quantity,
    Record,
    Report,
    Source,
    Span,
    Term,
    Time,
)
from sayso.packs import load

PACK = load()


def named(name: str, description: str | None = None, *, kind: str = "person", proximity: str = "official") -> Source:
    return Source(id="", kind=kind, name=name, description=description, proximity=proximity)


def unnamed(description: str, proximity: str = "unknown") -> Source:
    return Source(id="", kind="person", description=description, anonymous=True, proximity=proximity)


def press(name: str, description: str | None = None) -> Source:
    return Source(id="", kind="organisation", name=name, description=description, proximity="outlet")


def body(name: str) -> Source:
    return Source(id="", kind="organisation", name=name, proximity="official")


def paper(name: str) -> Source:
    return Source(id="", kind="document", name=name, proximity="official")


def number(low: float | None, high: float | None = None, *, unit: str = "person", measure: str = "stock", **more: str):
    """One number; `high` is `low` unless the number is open above (`high=-1`)."""
    top = None if high == -1 else low if high is None else high
    return Quantity(
        mention="", low=low, high=top, unit=unit, measure=measure, span=Span(start=0, end=1, text="1"), **more
    )


def at(name: str, country: str | None) -> Place:
    return Place(mention="", name=name, country=country, span=Span(start=0, end=1, text="x"))


def during(first: str, last: str | None = None, role: str = "event") -> Time:
    return Time(mention="", role=role, earliest=first, latest=last or first, span=Span(start=0, end=1, text="x"))


class Said(msgspec.Struct):
    """One claim before it has a place in a report; `by`: nearest to the event first, without the report's outlet."""

    text: str
    kind: str
    by: tuple[Source, ...] = ()
    where: tuple[Place, ...] = ()
    when: tuple[Time, ...] = ()
    numbers: tuple[Quantity, ...] = ()
    visas: tuple[str, ...] = ()
    more: dict[str, object] = {}


def said(text: str, kind: str, *by: Source, where=(), when=(), numbers=(), visas=(), **more: object) -> Said:
    """A claim; `where`, `when` and `numbers` may be single."""
    several = [one if isinstance(one, tuple) else (one,) for one in (where, when, numbers)]
    return Said(text, kind, by, *several, tuple(visas), more)


def report(outlet: str | None, day: str, *claims: Said, title: str = "", text: str | None = None) -> Filed:
    """A report of that day, with its claims one a sentence."""
    words = text or " ".join(f"{one.text}." for one in claims)
    id = "sha256:" + sha256(f"{outlet}{day}{words}".encode()).hexdigest()
    sources = [Source(id="s0", kind="outlet", name=outlet)]
    found = []
    for n, one in enumerate(claims, 1):
        chain = [_number(sources, source) for source in one.by] + ["s0"]
        start = max(0, words.find(one.text))
        span = Span(start=start, end=start + len(one.text), text=one.text)
        terms = tuple(
            Term(mention="", type="visa", id=v, span=Span(start=k, end=k + 1, text="v"))
            for k, v in enumerate(one.visas)
        )
        found.append(
            Claim(
                id=f"c{n}", attribution="a1" if one.by else None, span=span, source=chain[0], chain=tuple(chain),
                kind=one.kind, times=one.when, places=one.where, quantities=one.numbers, terms=terms, **one.more,
            )
        )  # fmt: skip
    published = Published(earliest=day, latest=day, basis="given", why="The test says so.")
    record = Record(
        report=Report(id=id, title=title or None, outlet=outlet, published=published, text=words),
        sources=tuple(sources), claims=tuple(found),
    )  # fmt: skip
    return Filed(record=record, known=day, added=f"{day}T00:00:00Z", original="0" * 64, reader="test")


def _number(sources: list[Source], source: Source) -> str:
    for known in sources:
        if msgspec.structs.replace(known, id="") == source:
            return known.id
    sources.append(msgspec.structs.replace(source, id=f"s{len(sources)}"))
    return sources[-1].id


def linked(*filed: Filed, judgements: tuple[Judgement, ...] = ()) -> Linked:
    return link(filed, pack=PACK, judgements=judgements)


def matter(found: Linked, filed: Filed, claim: str = "c1") -> Matter:
    """The one matter that a claim belongs to."""
    [one] = [m for m in found.matters if any((p.report, p.claim) == (filed.record.report.id, claim) for p in m.claims)]
    return one


def together(*claims: tuple[Filed, str] | Filed, judgements: tuple[Judgement, ...] = ()) -> bool:
    """Whether these claims (the first of a report where none is named) answer one question."""
    pairs = [one if isinstance(one, tuple) else (one, "c1") for one in claims]
    found = linked(*{id(f): f for f, _ in pairs}.values(), judgements=judgements)
    return len({matter(found, f, c).matter for f, c in pairs}) == 1


def position(found: Linked, filed: Filed, claim: str = "c1") -> Position:
    one = matter(found, filed, claim)
    return next(p for p in one.claims if (p.report, p.claim) == (filed.record.report.id, claim))


def origin(found: Linked, filed: Filed, claim: str = "c1") -> Origin:
    id = position(found, filed, claim).origin
    return next(o for o in matter(found, filed, claim).origins if o.origin == id)


def judged(verb: str, *subject: str, value: str | None = None) -> Judgement:
    return Judgement(
        id=f"j-{verb}", verb=verb, subject=subject, value=value, author="A", made="2026-01-01T00:00:00Z", reason="Seen."
    )


def count_origins(found: Linked, filed: Filed, claim: str = "c1") -> int:
    return len(matter(found, filed, claim).origins)


def count(outlet: str | None, day: str, text: str, where, low: float, high: float | None = None, **more) -> Filed:
    """A report with one number: of people there unless `unit`, `measure` and `kind` say otherwise; `by` says it."""
    of = number(low, high, unit=more.pop("unit", "person"), measure=more.pop("measure", "stock"))
    kind, by = more.pop("kind", "presence"), more.pop("by", ())
    return report(outlet, day, said(text, kind, *by, where=where, numbers=of, **more))
