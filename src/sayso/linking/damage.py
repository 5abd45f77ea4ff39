"""What became of a statement on its way: an origin's words in the report nearest to it, set beside each relay's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sayso.linking.answers import UNSAID, Answer
from sayso.linking.echoes import ONE_COUNT, echoes
from sayso.linking.origins import Root
from sayso.model import Damage
from sayso.model.case import Harm

FIRM = {"unknown": 0, "possible": 1, "probable": 2, "certain": 3}
NEARER = 8
"""Reports nearest to the origin that a relay is set beside: the rest repeat them."""


def number_changed(was: Answer, became: Answer) -> bool:
    """It gives another number, or drops a bound that the number had."""
    if was.value is None or became.value is None or was.value.unit != became.value.unit:
        return False
    return (was.value.low, was.value.high) != (became.value.low, became.value.high)


def unit_changed(was: Answer, became: Answer) -> bool:
    """It counts something else with the number: people instead of papers or crossings."""
    units = {one.value.unit for one in (was, became) if one.value is not None}
    return len(units - {"fraction"}) == 2


def measure_changed(was: Answer, became: Answer) -> bool:
    """It makes another event of the number: crossings or a plan become arrivals, arrivals a stock."""
    known = {one.counted.measure for one in (was, became) if one.counted is not None}
    return len(known - {"other"}) == 2


def hedge_lost(was: Answer, became: Answer) -> bool:
    """It is firmer than what it relays: "may" became "will", or "reportedly" was dropped."""
    firmer = FIRM[became.claim.certainty] > FIRM[was.claim.certainty]
    return firmer or (was.claim.hearsay and not became.claim.hearsay and len(became.claim.chain) == 1)


def attribution_lost(was: Answer, became: Answer) -> bool:
    """It states in its own voice what it has from somebody."""
    return len(became.claim.chain) == 1 and len(was.claim.chain) > 1


def plan_made_fact(was: Answer, became: Answer) -> bool:
    """What was to come has come."""
    return was.plan and not became.plan and was.claim.tense == "future" and became.claim.tense != "future"


def polarity_turned(was: Answer, became: Answer) -> bool:
    """It says the opposite."""
    return was.head == became.head and was.denies != became.denies


def place_changed(was: Answer, became: Answer) -> bool:
    """It names another place, or one country for many."""
    if UNSAID in (was.place, became.place):
        return False
    ours, theirs = ({(p.country, p.name) for p in one.claim.places if p.role == "host"} for one in (was, became))
    countries = [{country for country, _ in places if country} for places in (ours, theirs)]
    apart = bool(ours and theirs) and not ours & theirs and not (countries[0] & countries[1])
    return apart or (was.place is None and bool(theirs))


def date_changed(was: Answer, became: Answer) -> bool:
    """It names another day."""
    for role in ("event", "as-of", "deadline"):
        stated = [
            [
                t
                for t in one.claim.times
                if t.role == role and t.earliest and (role != "deadline" or t.earliest == t.latest)
            ]
            for one in (was, became)
        ]
        if all(stated):
            a, b = ((min(str(t.earliest) for t in times), max(str(t.latest) for t in times)) for times in stated)
            return a[0] > b[1] or b[0] > a[1]
    return False


HARMS: tuple[tuple[Harm, Callable[[Answer, Answer], bool]], ...] = (
    ("unit", unit_changed), ("number", number_changed), ("measure", measure_changed), ("polarity", polarity_turned),
    ("tense", plan_made_fact), ("hedge", hedge_lost), ("attribution", attribution_lost), ("place", place_changed),
    ("date", date_changed),
)  # fmt: skip


def relays(answers: Sequence[Answer], root: Root) -> list[tuple[Answer, Answer]]:
    """Statements of one origin and what relays made of them: each relay's beside that of the report nearest to it."""
    reports: dict[str, list[Answer]] = {}
    for answer in answers:
        reports.setdefault(answer.record.report.id, []).append(answer)
    ordered = sorted(reports.values(), key=lambda told: _distance(told[0], root))
    pairs: dict[int, tuple[Answer, Answer]] = {}
    for k, told in enumerate(ordered):
        for nearer in ordered[: min(k, NEARER)]:
            for was, became in (*echoes(nearer, told), *echoes(_counts(nearer), _counts(told), ONE_COUNT)):
                pairs.setdefault(id(became), (was, became))
    return list(pairs.values())


def harm(was: Answer, became: Answer, root: Root) -> list[Damage]:
    """All that a relay changed, both wordings with it; an outlet that corrects itself is no relay."""
    outlets = [one.record.report.outlet for one in (was, became)]
    if outlets[0] and outlets[0] == outlets[1]:
        return []
    return [
        Damage(
            report=became.name[0], claim=became.name[1], origin=root.id, what=what,
            was=was.claim.span.text, became=became.claim.span.text,
        )
        for what, changed in HARMS
        if changed(was, became)
    ]  # fmt: skip


def _counts(told: Sequence[Answer]) -> list[Answer]:
    return [answer for answer in told if answer.numeric]


def _distance(answer: Answer, root: Root) -> tuple[int, str]:
    """How far a report is from the origin: the report that heard it, then those that came out first."""
    heard = answer.record.report.outlet == root.voice.outlet
    return (0 if heard else max(1, len(answer.claim.chain) - root.voice.hops), answer.key)
