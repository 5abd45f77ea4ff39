"""Why a matter stands as it does: rules in a list, each named for what it sees, its docstring a sentence to print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from sayso.model import Filed, Matter, Reason
from sayso.weighing.footing import Footing, independent

Withdrawn = Mapping[tuple[str, str | None], str]
"""By kind and country: the last day on which a report that claims something on them was withdrawn."""


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule may look at."""

    matter: Matter
    found: Sequence[Footing]
    lead: int
    effects: dict[str, float]
    """By origin: the log-odds that its word moves."""
    withdrawn: Withdrawn

    def saying(self) -> list[Footing]:
        return [one for one in self.found if one.answer == self.lead]

    def against(self) -> list[Footing]:
        return [one for one in self.found if one.answer != self.lead]

    def effect(self, some: Sequence[Footing]) -> float:
        signs = [(1 if one.answer == self.lead else -1) * self.effects[one.origin.origin] for one in some]
        return round(sum(signs), 3)


Told = tuple[str, float | None] | None
Rule = Callable[[Scene], Told]


def independent_origins(scene: Scene) -> Told:
    """Origins that owe nothing to one another say the same."""
    count = independent(scene.found, scene.lead)
    if count < 2:
        return None
    return f"{count} independent origins say so: {_names(scene.saying())}.", scene.effect(scene.saying())


def one_origin_only(scene: Scene) -> Told:
    """All rests on one say-so, however many texts carry it."""
    saying = scene.saying()
    if not saying or independent(scene.found, scene.lead) != 1:
        return None
    texts = len({report for one in saying for report in one.origin.relayed_by})
    carried = f", carried by {texts} reports" if texts > 1 else ""
    return f"All of it rests on {_names(saying)}{carried}.", scene.effect(saying)


def same_outlet_voices_share_an_editor(scene: Scene) -> Told:
    """Unnamed voices of one outlet are chosen by the same editor, so each further one counts half."""
    some = [one for one in scene.found if one.shares]
    if not some:
        return None
    return f"{len(some)} more unnamed voice{_s(some)} of an outlet already heard: counted half.", None


def origins_disagree(scene: Scene) -> Told:
    """Others say something else."""
    some = [one for one in scene.against() if one.strength > 0]
    return (f"Against it: {_names(some)}.", scene.effect(some)) if some else None


def interested_denial(scene: Scene) -> Told:
    """A State that denies something about itself would do so whether or not it is true."""
    some = [one for one in scene.found if one.interested]
    return (f"{_names(some)} denies it of itself: counted half.", None) if some else None


def own_record(scene: Scene) -> Told:
    """A body speaks of what it did or counted itself."""
    some = [one for one in scene.saying() if one.own and not one.interested]
    return (f"{_names(some)} speaks of its own acts or counts.", None) if some else None


def only_heard(scene: Scene) -> Told:
    """The writer passes it on as hearsay."""
    some = [one for one in scene.saying() if one.position.hearsay]
    return ("It is passed on as hearsay.", None) if some and len(some) == len(scene.saying()) else None


def sources_hedge(scene: Scene) -> Told:
    """Those who say it do not say it flatly."""
    some = [one for one in scene.saying() if one.position.certainty in ("probable", "possible")]
    return ("Those who say it hedge.", None) if some and len(some) == len(scene.saying()) else None


def text_not_at_hand(scene: Scene) -> Told:
    """The first text is not in the case; it is known only from those who relay it."""
    some = [one for one in scene.saying() if one.origin.placeholder]
    return (f"Known only through relays: {_names(some)}.", None) if some else None


def relay_changed_it(scene: Scene) -> Told:
    """A relay says something other than its origin; the origin's words count."""
    what = sorted({damage.what for damage in scene.matter.damage})
    return (f"A relay changed the {', '.join(what)}: the origin's words count.", None) if what else None


def withdrawn_report_left_out(scene: Scene) -> Told:
    """A report on the same thing was withdrawn and no longer counts."""
    day = scene.withdrawn.get((scene.matter.kind, scene.matter.place))
    return (f"A report withdrawn on {day} is left out.", None) if day else None


def nobody_commits(scene: Scene) -> Told:
    """Nobody commits to an answer."""
    return ("Nobody in the case commits to an answer.", None) if not scene.found else None


RULES: tuple[Rule, ...] = (
    independent_origins, one_origin_only, origins_disagree, own_record, interested_denial,
    same_outlet_voices_share_an_editor, only_heard, sources_hedge, text_not_at_hand, relay_changed_it,
    withdrawn_report_left_out, nobody_commits,
)  # fmt: skip


def reasons_for(
    matter: Matter, found: Sequence[Footing], lead: int, effects: dict[str, float], withdrawn: Withdrawn
) -> tuple[Reason, ...]:
    """All that apply, those that move the probability first, the strongest first."""
    scene = Scene(matter=matter, found=found, lead=lead, effects=effects, withdrawn=withdrawn)
    told = [(rule.__name__, result) for rule in RULES if (result := rule(scene)) is not None]
    ordered = sorted(told, key=lambda one: (one[1][1] is None, -abs(one[1][1] or 0)))
    return tuple(Reason(rule=name, text=text, effect=effect) for name, (text, effect) in ordered)


def withdrawals(filed: Sequence[Filed]) -> Withdrawn:
    """What withdrawn reports had claims on."""
    days: dict[tuple[str, str | None], str] = {}
    for one in filed:
        for claim in one.record.claims if one.retracted else ():
            for place in claim.places:
                key = (claim.kind, place.country)
                days[key] = max(days.get(key, ""), one.retracted or "")
    return days


def _names(some: Sequence[Footing]) -> str:
    names = list(dict.fromkeys(one.origin.source for one in some))
    shown = "; ".join(names[:3])
    return f"{shown}; and {len(names) - 3} more" if len(names) > 3 else shown


def _s(some: Sequence[Footing]) -> str:
    return "" if len(some) == 1 else "s"
