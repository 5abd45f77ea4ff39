"""Invented reports for the store, the same in every run; run as a script, it adds them to a case, to be killed at it.

python tests/store/invented.py CASE FIRST LAST
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from sayso.model import (
    Attribution,
    Claim,
    Instrument,
    Place,
    Published,
    Quantity,
    Record,
    Report,
    Source,
    Span,
    Term,
    Time,
    fingerprint,
)
from sayso.store import Added, Store

NOW = "2026-01-02T03:04:05Z"
READER = "invented reader 1"
TOWNS = {"Vladivostok": ("RU", 43.1, 131.9), "Dandong": ("CN", 40.1, 124.4), "Doha": ("QA", 25.3, 51.5)}
WORDS = ("harbour", "ferry", "winter", "bridge", "captain", "sawmill", "foreman", "wages", "permit", "shift", "ledger")


def text_of(n: int, claims: int = 3) -> str:
    """The canonical text of the n-th report: one paragraph a claim, words by chance between."""
    draw = random.Random(n)
    lines = []
    for k in range(claims):
        town = draw.choice(sorted(TOWNS))
        filling = " ".join(draw.choice(WORDS) for _ in range(40))
        lines.append(
            f"About {100 + n} workers on visitor’s permits stayed in {town} in March 2019, broker {n}.{k} said, "
            f"though UN resolution 2397 forbids it. {filling.capitalize()}."
        )
    return "\n\n".join(lines)


def record_of(n: int, *, text: str | None = None, url: str | None = None, day: str = "2019-04-01") -> Record:
    """What a reader would make of it: one claim a paragraph, with a value of every type."""
    text = text if text is not None else text_of(n)
    sources = [Source(id="s0", kind="outlet", name=f"Courier {n % 7}")]
    claims, attributions, at = [], [], 0
    for k, line in enumerate(text.split("\n\n")):
        sources.append(Source(id=f"s{k + 1}", kind="person", description="a broker", anonymous=True))
        attributions.append(
            Attribution(id=f"a{k}", source=f"s{k + 1}", content_spans=(Span.of(text, at, at + len(line)),))
        )
        claims.append(_claim(text, k, at, line))
        at += len(line) + 2
    report = Report(
        id=fingerprint(text),
        title=f"Those who stay, {n}",
        outlet=f"Courier {n % 7}",
        url=url or f"https://courier.example/{n}",
        published=Published(earliest=day, latest=day, basis="given", why="The user said so."),
        text=text,
    )
    return Record(report=report, sources=tuple(sources), attributions=tuple(attributions), claims=tuple(claims))


def _claim(text: str, k: int, at: int, line: str) -> Claim:
    def span(words: str) -> Span:
        start = at + line.index(words)
        return Span.of(text, start, start + len(words))

    told = {}
    if town := next((town for town in sorted(TOWNS) if town in line), None):
        country, lat, lon = TOWNS[town]
        told["places"] = (Place(mention="m1", name=town, country=country, lat=lat, lon=lon, span=span(town)),)
    if "March 2019" in line:
        days = {"timex": "2019-03", "earliest": "2019-03-01", "latest": "2019-03-31"}
        told["times"] = (Time(mention="m2", role="as-of", span=span("March 2019"), **days),)
        number = float(line.split()[1])
        told["quantities"] = (
            Quantity(mention="m3", low=number, high=number, approximate=True, of="workers", span=span("About")),
        )
        told["terms"] = (Term(mention="m4", type="visa", id="river-crossing", span=span("permits")),)
        told["instruments"] = (Instrument(mention="m5", id="unscr-2397", span=span("UN resolution 2397")),)
    return Claim(
        id=f"c{k}",
        attribution=f"a{k}",
        span=Span.of(text, at, at + len(line)),
        source=f"s{k + 1}",
        chain=(f"s{k + 1}", "s0"),
        kind="presence",
        **told,
    )


def add(store: Store, record: Record, *, now: str = NOW, known: str = "2019-04-01", reader: str = READER) -> Added:
    """Add it with its own text as the original."""
    report = record.report
    return store.add(
        record, original=report.text.encode(), media_type="text/plain", reader=reader, known=known, now=now
    )


def main() -> None:
    folder, first, last = sys.argv[1:]
    store = Store.open(Path(folder))
    sys.stdout.write("open\n")
    sys.stdout.flush()
    for n in range(int(first), int(last)):
        add(store, record_of(n))
    store.close()


if __name__ == "__main__":
    main()
