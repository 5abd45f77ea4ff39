"""Which of a report's times, places and quantities bear on which claim, and in what part.

GUIDELINES rule 6: the span first, then its sentence. A time governs a claim from outside its span when it opens the
sentence or stands right beside the span; a time beside the attribution ("said on Friday") does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from sayso.grounding.forms import Tokens, listed
from sayso.grounding.periods import moved
from sayso.grounding.places import Site, known
from sayso.grounding.quantities import Count
from sayso.grounding.times import Days, Moment, Sighting
from sayso.model import Claim, Place, Quantity, Span, Time
from sayso.model.value import Measure, QuantityRole, TimeRole
from sayso.packs import Pack

DUE_WITHIN = timedelta(days=12)
"""By so much a reckoned deadline may miss a due day of the pack and still mean it."""
BACK = re.compile(
    r"\b(?:(?:the|that|this) (?:\w+ )?(?P<noun>country|nation|emirate|kingdom|city|town|province|region)|"
    r"our (?:country|territory)|(?P<there>there)(?! (?:is|are|was|were|has|have|had|will|would|may|might|can|could|"
    r"must|should|seem\w*|appear\w*|exist\w*)\b|[’']s))\b",
    re.IGNORECASE,
)
KINDS = {"city": {"city", "capital"}, "town": {"city"}, "province": {"division"}, "region": {"division", "region"}}
MEASURES: Mapping[str, Measure] = {
    "presence": "stock",
    "dispatch": "inflow",
    "return": "outflow",
    "enforcement": "outflow",
    "visa-issued": "issued",
}
HOSTING = frozenset({"visa-issued", "visa-halted", "dispatch", "presence", "verifiability"})
"""Kinds in whose claims a State that acts is also where it happens: "Kuwait issued visas"."""
Area = tuple[int, int]


class Timed(NamedTuple):
    """A time of the report: mention id, code points, where its preposition starts, expression, value."""

    mention: str
    area: Area
    start: int
    one: Sighting
    moment: Moment
    holder: Claim | None
    """The first claim in whose span it stands."""


class Page(NamedTuple):
    """One report, read: what the finders found, each with its mention id and code points."""

    text: str
    tokens: Tokens
    sentences: Sequence[Area]
    published: Days | None
    times: Sequence[Timed]
    sites: Sequence[tuple[str, Area, Site]]
    counts: Sequence[tuple[str, Area, Count]]
    pack: Pack

    def span(self, area: Area) -> Span:
        return Span.of(self.text, *area)

    def sentence(self, at: int) -> Area:
        """The sentence that holds the code point `at`."""
        return self.sentences[max(bisect_right(self.sentences, (at, len(self.text) + 1)) - 1, 0)]


F = TypeVar("F", Timed, tuple[str, Area, Site], tuple[str, Area, Count])


def _inside(found: Sequence[F], span: Span) -> Sequence[F]:
    """Of things in order, none overlapping another, those that share code points with the span."""
    first = bisect_right(found, span.start, key=lambda one: one[1][1])
    return found[first : bisect_left(found, span.end, lo=first, key=lambda one: one[1][0])]


def dues(pack: Pack) -> list[date]:
    """The days by which the pack's instruments demand an act."""
    return [d.due for instrument in pack.instruments for d in instrument.duties if d.due and d.nature == "act"]


def reason(page: Page, time: Timed) -> str:
    """The rule and the anchor a time's value came from, for a reader to check."""
    if "y" in time.one.slots or time.one.op in {"duration", "set"}:
        return f"{time.one.op}, as written"
    days = " to ".join(sorted({day.isoformat() for day in page.published or ()})) or "unknown"
    return f"{time.one.op}, counted from publication ({days}) or from what was spoken of before"


def times(page: Page, claim: Claim) -> tuple[Time, ...]:
    """The times of a claim: those of its span, else those of its sentence that govern it; each interval once."""
    inside = _inside(page.times, claim.span)
    values = [value for i, time in enumerate(inside) if (value := _time(page, claim, time, inside[i + 1 :]))]
    if not any(value.earliest for value in values):
        values += [value for time in _governing(page, claim) if (value := _time(page, claim, time, ()))]
    kept = {(value.earliest, value.latest): value for value in sorted(values, key=lambda value: len(value.timex or ""))}
    return tuple(value for value in values if value in kept.values())


def _governing(page: Page, claim: Claim) -> Iterator[Timed]:
    """Times of the sentence outside the span that say when the claim holds."""
    area, text, span = page.sentence(claim.span.start), page.text, claim.span
    verb = span.text.split(" ", 1)[0].endswith(("ed", "ing"))  # "halted visas last month and stopped flights"
    for time in _inside(page.times, page.span(area)):
        if time.start < area[0] or (time.area[0] < span.end and span.start < time.area[1]):
            continue
        holder = time.holder
        opening = listed("opening").issuperset(text[area[0] : time.start].lower().strip("“\"'‘( ").split())
        opens = opening and time.start < span.start and (holder is None or holder.span.end > span.start)
        beside = span.end <= time.start and not text[span.end : time.start].strip(" ,")
        counting = claim.kind == "obligation" and time.one.op == "duration"
        between = text[holder.span.end : span.start].strip(" ,") if holder and time.area[1] <= span.start else ""
        shared = verb and between in {"and", "or", "but"} and time.one.op != "ref"
        if opens or shared or (holder is None and (beside or counting)):
            yield time


def _time(page: Page, claim: Claim, time: Timed, later: Sequence[Timed]) -> Time | None:
    """A time as it bears on a claim; None where it does not say when: a length, a habit, the age of an instrument."""
    one, (timex, first, last, _), words = time.one, time.moment, page.tokens.lower
    counted = bool(_inside(page.counts, claim.span))
    before, after = words[max(0, one.first - 3) : one.first], words[one.last : one.last + 2]
    today = one.op == "ref" or (claim.tense == "present" and words[one.first : one.last] == ["today"])
    if one.op == "set" or (today and not (first and counted)) or _dates_law(one, before):
        return None
    role: TimeRole = "as-of" if today or one.lead == "as of" or (claim.kind == "presence" and counted) else "event"
    if one.op == "duration":
        if (term := _term(page, claim, one, later)) is None:
            return None
        role, first, last = "deadline", *term
    elif before[-1:] in (["from"], ["between"]) and later and later[0].one.first == one.last + 1 and after[0] != ",":
        until = later[0].moment.last
        last = max(first, until) if first and until else until
    elif one.lead in {"since", "from", "starting", "after"} and first and page.published:
        last = max(first, page.published[1])
    elif one.lead in listed("limits") or after[:1] == ["deadline"]:
        named = [due for due in dues(page.pack) if first and last and "deadline" in after and first <= due <= last]
        day = named[0] if named else last if one.slots.get("part") == "END" else None
        role, first, last = "deadline", day or first, day or last
    if first is None and page.published:
        return None
    return Time(
        mention=time.mention,
        role=role,
        timex=timex,
        span=page.span((time.start, time.area[1])),
        earliest=first.isoformat() if first else None,
        latest=last.isoformat() if last else None,
    )


def _dates_law(one: Sighting, before: Sequence[str]) -> bool:
    """ "A resolution of 2017", "adopted in 2017" says which instrument, not when the claim holds."""
    law = before[-2:-1] in (["resolution"], ["resolutions"], ["sanctions"]) and before[-1:] in (["of"], ["("])
    made = {"adopted", "passed", "approved", "dated"} & {*before[-2:]}
    return one.op == "date" and "d" not in one.slots and (law or bool(made))


def _term(page: Page, claim: Claim, one: Sighting, later: Sequence[Timed]) -> Days | None:
    """The day that "within two years", "a month to leave" or "three months remain" comes to; None for mere lengths."""
    count, unit, after = one.slots.get("n"), one.slots["u"], page.tokens.lower[one.last : one.last + 1]
    counting = claim.kind == "obligation" and {*after} & listed("remaining")
    if not (one.lead == "within" or after == ["to"] or counting) or not count or unit in {"minute", "hour", "second"}:
        return None
    start = later[0].moment.first if later and later[0].one.first <= one.last + 2 and after != ["to"] else None
    if start or page.published is None:
        return (moved(start, unit, count),) * 2 if start else None
    first, last = (moved(day, unit, count) for day in page.published)
    due = [day for day in dues(page.pack) if first - DUE_WITHIN <= day <= last + DUE_WITHIN]
    return (due[0], due[0]) if due and claim.kind == "obligation" else (first, last)


def places(page: Page, claim: Claim) -> tuple[Place, ...]:
    """The places of a claim: named in its span as places, not as actors; then what "there" or "the country" means."""
    found: dict[object, Place] = {}
    for mention, area, site in _inside(page.sites, claim.span):
        if _bears(page, claim, site):
            found.setdefault(site.entry.geonames or site.name, _place(page, claim, mention, area, site))
    sending = known(page.pack).sending
    for match in BACK.finditer(page.text, claim.span.start, claim.span.end):
        kinds = KINDS.get((match["noun"] or "").lower(), {"country"})
        hosts = [site for site in page.sites if site[2].entry.country not in sending]
        fit = [site for site in hosts if match["there"] or site[2].entry.kind in kinds]
        earlier = [s for s in fit if s[1][1] <= match.start()][-1:]
        for mention, area, site in earlier or (fit[:1] if not match["noun"] and not match["there"] else []):
            where = area if match["there"] else match.span()
            found.setdefault(site.entry.geonames or site.name, _place(page, claim, mention, where, site))
    return tuple(found.values()) or tuple(_nearby(page, claim))


def _nearby(page: Page, claim: Claim) -> Iterator[Place]:
    """The place of the sentence nearest to the span, for a claim of how many are or came; else one that opens it."""
    area, words = page.sentence(claim.span.start), {*claim.span.text.lower().split()}
    near = [
        (mention, at, site)
        for mention, at, site in _inside(page.sites, page.span(area))
        if site.preposition and _bears(page, claim, site)
    ]
    needed = claim.kind in {"presence", "dispatch"} and not listed("elsewhere") & words
    for mention, at, site in sorted(near, key=lambda one: abs(one[1][0] - claim.span.start))[:1]:
        if (needed and _inside(page.counts, claim.span)) or page.text[area[0] : at[0]].lower() == "in ":
            yield _place(page, claim, mention, at, site)


def _bears(page: Page, claim: Claim, site: Site) -> bool:
    """Whether a place is where the claim happens. A State that acts is not, unless it is said whom it let in or has."""
    entry, words = site.entry, page.tokens.lower
    before, after = words[max(0, site.first - 2) : site.first], words[site.last : site.last + 3]
    if after[:1] in (["'s"], ["’s"]) and not listed("localities") & {*after[1:]}:
        return False
    if entry.kind not in {"country", "capital"}:
        return True
    if entry.country in known(page.pack).sending or (before[1:] == ["of"] and before[0] in listed("agents")):
        return False
    acting = site.preposition is None and entry.kind == "country" and claim.kind in HOSTING
    return site.preposition not in {None, "", "for"} or acting


def _place(page: Page, claim: Claim, mention: str, area: Area, site: Site) -> Place:
    entry, moving = site.entry, claim.kind in {"return", "dispatch", "stay-order", "enforcement"}
    origin = entry.country in known(page.pack).sending
    return Place(
        mention=mention,
        name=site.name,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        geonames=entry.geonames,
        span=page.span(area),
        role="border" if entry.kind == "border" and moving else "origin" if origin else "host",
    )


def quantities(page: Page, claim: Claim) -> tuple[Quantity, ...]:
    """The quantities of a claim's span, each with what it does there and what it measures."""
    inside, (start, end) = _inside(page.counts, claim.span), (claim.span.start, claim.span.end)
    words = page.tokens.lower[bisect_left(page.tokens.starts, start) : bisect_left(page.tokens.starts, end)]
    changing = not listed("changing").isdisjoint(words)
    said = page.pack.find_listed("measures", page.text, start, end) if inside else []
    values = []
    for mention, area, count in inside:
        near = min(said, key=lambda hit: abs(hit[0] - area[1]))[2].id if said else None
        value = quantity(page, count)
        values.append(
            Quantity(
                mention=mention,
                low=count.low,
                high=count.high,
                approximate=count.approximate,
                unit=value[0],
                of=value[1],
                measure=_measure(claim, count, near),
                role=_role(page, count, changing),
                span=page.span(area),
            )
        )
    return tuple(values)


def quantity(page: Page, count: Count) -> tuple[str, str | None]:
    """The unit, with the period of a rate (`USD/year`), and what is counted, in the report's words."""
    of = page.text[slice(*page.tokens.area(*count.of))] if count.of else None
    return f"{count.unit}/{count.rate}" if count.rate else count.unit, of


def _role(page: Page, count: Count, changing: bool) -> QuantityRole:
    ends: Mapping[str, QuantityRole] = {"from": "from", "to": "to", "by": "change"}
    role: QuantityRole = "share" if count.unit == "fraction" else "rate" if count.rate else "value"
    return ends.get(page.tokens.lower[count.first - 1], role) if changing and role == "value" else role


def _measure(claim: Claim, count: Count, said: Measure | None) -> Measure:
    if count.unit.isupper() or count.unit == "fraction":
        return "money" if count.unit.isupper() else "other"
    issued: Measure = "issued" if count.unit in {"visa", "permit"} else "other"
    if count.rate:
        return issued
    return "planned" if claim.tense == "future" else said or MEASURES.get(claim.kind, issued)
