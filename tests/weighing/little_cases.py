"""Little cases made by hand: who says what, as linking would give it."""

import hashlib

from sayso.model import (
    Claim,
    Filed,
    Judgement,
    Matter,
    Origin,
    Place,
    Position,
    Published,
    Question,
    Record,
    Report,
    Span,
    Value,
)

DAY = "2019-09-25"


def origin(name, **rest):
    told = {
        "origin": "o" + hashlib.sha256(name.encode()).hexdigest()[:8], "source": name, "voice": name.lower(),
        "first": DAY, "kind": "person", "proximity": "expert", "outlet": f"outlet of {name}", "hops": 1,
        "relayed_by": ("r1",),
    }  # fmt: skip
    return Origin(**(told | rest))


def unnamed(name, outlet, **rest):
    return origin(name, anonymous=True, proximity="unknown", outlet=outlet, **rest)


def position(of, stance="affirms", claim="c1", report="r1", **rest):
    return Position(report=report, claim=claim, position=stance, origin=of.origin, known=DAY, text="words", **rest)


def people(low, high=None, **rest):
    return Value(low=low, high=low if high is None else high, unit="person", measure="stock", **rest)


def matter(*positions, origins, id="m1", kind="recall-order", place="CN", **rest):
    days = {"earliest": DAY, "latest": DAY}
    return Matter(
        matter=id, question="Is it so?", kind=kind, place=place, claims=positions, origins=origins, **days, **rest
    )


def said(*origins, stance="affirms", **rest):
    """A matter that these origins affirm, each in one claim."""
    return matter(*(position(one, stance, f"c{n}") for n, one in enumerate(origins)), origins=origins, **rest)


def judgement(verb, *subject, value=None, id="j1"):
    return Judgement(
        id=id, verb=verb, subject=subject, value=value, author="desk", made="2026-11-29T00:00:00Z", reason="so"
    )


def filed(retracted=None):
    """One report with one question of its own, on an order that it leaves open."""
    text = "It is not clear whether all were called home."
    span = Span.of(text, 0, len(text))
    place = Place(mention="m1", name="China", country="CN", span=span)
    claim = Claim(id="c0", span=span, source="s0", chain=("s0",), kind="recall-order", places=(place,))
    report = Report(id="r1", published=Published(why="given"), text=text)
    record = Record(report=report, claims=(claim,), questions=(Question(id="q1", span=span, about=("c0",)),))
    return Filed(record=record, known=DAY, added="2026-11-29T00:00:00Z", original="0", reader="r", retracted=retracted)
