"""What States owe as of a day, and where each stands with it: a status, and the rules that led to it.

contradicted      it says it is done; its own later word or an official record says it is not
disputed          it says so; others, at even odds or better, say it is not
reported complete it says that all is done, or of a report: it was filed
reported partial  it says that some is done or left, or of a report: it gives a share and no count
not due, no report nothing said: before the last day, and after it or where the duty stands at once
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import msgspec

from sayso.model import Exempted, Filed, Linked, Order, Owed, Reason, Weighed
from sayso.model.duty import DutyStatus
from sayso.model.pack import Duty, Instrument
from sayso.packs import Pack
from sayso.weighing.calendar import days_from, due_day
from sayso.weighing.testimony import Ledger, Told, orders

EVEN = 0.45
"""Where ICD 203's "roughly even chance" begins: below it, what others say does not dispute a State's word."""


class Standing(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One duty of one State with all that bears on it."""

    duty: Duty
    due: str | None
    as_of: str
    told: tuple[Told, ...]
    orders: tuple[Order, ...]

    @cached_property
    def own(self) -> list[Told]:
        """The State's word; of a filing, everybody's: that a report came in is for those who received it to say."""
        return [
            one for one in self.told if one.heard.own or (self.duty.nature == "report" and one.said.holds == "kept")
        ]

    @cached_property
    def kept(self) -> Told | None:
        """The last word that all is done."""
        return next((one for one in reversed(self.own) if one.said.holds == "kept"), None)

    @cached_property
    def against(self) -> list[Told]:
        """What says, of days from that word on, that it is not done, or of partial deeds that there were none."""
        return [
            one for one in self.told
            if one.said.holds == "not kept" and not one.shows & {*self.duty.exemptions, "outside"}
            and (self.duty.nature == "forbear" or self.kept is None or one.said.day >= self.kept.said.day)
            and (self.kept or one.heard.matter.kind in self.duty.met_by)
        ]  # fmt: skip

    @cached_property
    def contradicting(self) -> list[Told]:
        """The State's own word, or an official record, against its word that all is done."""
        return [one for one in self.against if self.kept and (one.heard.own or one.settled)]

    @cached_property
    def disputing(self) -> list[Told]:
        """Others' word against the State's, at even odds or better."""
        return [one for one in self.against if self.own and not one.heard.own and one.weight >= EVEN]

    @cached_property
    def filing(self) -> Told | None:
        """The earliest word of a filing, one with the day of filing before all others."""
        kept = [one for one in self.told if self.duty.nature == "report" and one.said.holds == "kept"]
        return min(kept, key=lambda one: (one.filed is None, one.filed or one.heard.position.known), default=None)

    @cached_property
    def shares(self) -> list[Told]:
        """Shares that a report gives where it gives no count."""
        stated = [one for one in self.own if self.duty.nature == "report" and one.heard.own and one.said.value]
        shares = [one for one in stated if one.said.value and one.said.value.unit == "fraction"]
        return shares if len(shares) == len(stated) else []

    @cached_property
    def excepted(self) -> list[tuple[str, str, list[Told]]]:
        """Exceptions, and persons outside the duty, that claims speak of: id, the law's words, the claims."""
        law = {**self.duty.exemptions, "outside": "It covers " + "; ".join(self.duty.covers) + "."}
        brought = [(id, text, [one for one in self.told if id in one.shows]) for id, text in law.items()]
        return [(id, text, claims) for id, text, claims in brought if claims]

    @property
    def status(self) -> DutyStatus:
        """The first that fits."""
        if self.contradicting:
            return "contradicted"
        if self.disputing:
            return "disputed"
        if self.kept and not self.shares:
            return "reported complete"
        if self.own:
            return "reported partial"
        return "not due" if self.due and self.as_of <= self.due and not self.duty.standing else "no report"


def day_and_days(one: Standing) -> str | None:
    """The last day, and how far off it is."""
    if not one.due:
        return None
    left = days_from(one.as_of, one.due)
    return f"Due on {one.due}: " + (f"{_days(left)} left." if left >= 0 else f"{_days(-left)} past.")


def owed_at_once(one: Standing) -> str | None:
    """A standing duty is owed from adoption and does not lapse when its last day has passed."""
    return "It is owed from adoption on, and stands after its last day." if one.duty.standing else None


def own_word_complete(one: Standing) -> str | None:
    """A State's own word that all is done is a report, not a proof."""
    return f"{_who(one.kept)} has it done ({_matters([one.kept])})." if one.kept else None


def own_word_partial(one: Standing) -> str | None:
    """A State that speaks of some, or of those who remain, has reported a part."""
    some = [told for told in one.own if told.said.holds != "kept" and told not in one.contradicting]
    return f"The State speaks of a part, or of a remainder ({_matters(some)})." if some else None


def own_word_or_record_against(one: Standing) -> str | None:
    """A State's own word, or an official record, of the same or a later day outweighs its word that all is done."""
    against = one.contradicting
    return f"Its own word or an official record is against it ({_matters(against)})." if against else None


def others_deny(one: Standing) -> str | None:
    """Others dispute a State's word where what they say is at least as likely as not."""
    if not one.disputing:
        return None
    return f"Others say that it is not so, at {max(t.weight for t in one.disputing):.0%} ({_matters(one.disputing)})."


def others_too_weak(one: Standing) -> str | None:
    """What others say, but not at even odds, is shown and does not dispute."""
    weak = [told for told in one.against if not told.heard.own and told not in one.disputing]
    return f"Others say otherwise, too weakly to dispute it ({_matters(weak)})." if weak and one.own else None


def all_is_of_a_day(one: Standing) -> str | None:
    """People sent home after all were said to be gone are others than those meant: neither contradiction nor a sum."""
    later = [t for t in one.own if one.kept and t.said.holds == "partly" and t.said.day > one.kept.said.day]
    return f"More is told of later days ({_matters(later)}): of others, and not to be added." if later else None


def exception_claimed(one: Standing) -> str | None:
    """People under an exception, or outside the duty, do not count against it; that they are is only what is said."""
    return " ".join(f"Said to be {id}: {text} ({_matters(told)})" for id, text, told in one.excepted) or None


def whatever_the_visa(one: Standing) -> str | None:
    """The duty turns on what people do, not on the papers they hold."""
    terms = [term for told in one.told for term in told.heard.claim.terms if term.type in one.duty.whatever]
    named = sorted({term.id for term in terms})
    return f"The duty holds whatever papers people have; named are: {', '.join(named)}." if named else None


def order_beside_the_day(one: Standing) -> str | None:
    """An order or announcement with a day is set against the due day."""
    return "; ".join(f"{o.kind} for {o.day}, {_beside(o.days)}" for o in one.orders) or None


def filed_late_or_in_time(one: Standing) -> str | None:
    """A report's day of filing against its due day; where no day is told, it was filed by the day one knew of it."""
    if not one.filing:
        return None
    day, known = one.filing.filed, one.filing.heard.position.known
    return (
        f"Filed on {day}, {_beside(days_from(one.due or day, day))}."
        if day
        else f"Filed by {known}; the day is not told."
    )


def withheld(one: Standing) -> str | None:
    """A State may ask that its report not be published: it is filed, and nobody else can check it."""
    secret = [told for told in one.told if "withheld" in told.shows]
    return f"It is kept from the public ({_matters(secret)})." if secret else None


def share_without_count(one: Standing) -> str | None:
    """A report that gives a share and no count leaves open how many."""
    return f"It gives a share and no count ({_matters(one.shares)})." if one.shares else None


def silence(one: Standing) -> str | None:
    """Nothing that the State says is in the case; that it said nothing at all is not known."""
    return None if one.own else "The case holds no word of the State on it."


RULES: tuple[Callable[[Standing], str | None], ...] = (
    day_and_days, owed_at_once, own_word_complete, own_word_partial, own_word_or_record_against, others_deny,
    others_too_weak, all_is_of_a_day, exception_claimed, whatever_the_visa, order_beside_the_day,
    filed_late_or_in_time, withheld, share_without_count, silence,
)  # fmt: skip


def duties_of(
    weighed: Weighed,
    linked: Linked,
    filed: Sequence[Filed],
    *,
    pack: Pack,
    as_of: str,
    states: Sequence[str] | None = None,
) -> tuple[Owed, ...]:
    """Every duty that the pack's instruments lay on each State by a day, by State and then as the pack has them.

    `states` are ISO 3166-1 alpha-2; without them, the host States that the matters are about. A duty is owed from its
    instrument's adoption. Days are ISO 8601.
    """
    ledger = Ledger(pack=pack, as_of=as_of, linked=linked, filed=filed, weighed=weighed)
    found = []
    for state in ledger.states if states is None else states:
        heard = ledger.heard(state)
        for instrument in pack.instruments:
            for duty in instrument.duties if str(instrument.adopted) <= as_of else ():
                told, due = tuple(ledger.told(instrument, duty, heard)), due_day(duty, instrument)
                beside = orders(instrument, duty, heard)
                one = Standing(duty=duty, due=str(due) if due else None, as_of=as_of, told=told, orders=beside)
                found.append(_owed(instrument, state, one))
    return tuple(found)


def _owed(instrument: Instrument, state: str, one: Standing) -> Owed:
    day = one.filing and one.filing.filed
    matters = {told.said.matter for told in one.told} | {order.matter for order in one.orders}
    said = [(rule, text) for rule in RULES if (text := rule(one))]
    return Owed(
        instrument=instrument.id, provision=one.duty.provision, state=state, duty=one.duty.id, due=one.due,
        as_of=one.as_of, days=days_from(one.as_of, one.due) if one.due else None, standing=one.duty.standing,
        status=one.status, filed=day or (one.filing.heard.position.known if one.filing else None),
        late=days_from(one.due, day) if one.due and day else None,
        confidential=any("withheld" in told.shows for told in one.told),
        says=tuple(told.said for told in one.told if told.heard.own),
        others=tuple(told.said for told in one.told if not told.heard.own), orders=one.orders,
        exceptions=tuple(
            Exempted(exemption=id, text=text, said=tuple(t.said for t in claims)) for id, text, claims in one.excepted
        ),
        reasons=tuple(Reason(rule=rule.__name__, text=text) for rule, text in said), matters=tuple(sorted(matters)),
    )  # fmt: skip


def _who(told: Told | None) -> str:
    return told.said.source if told else ""


def _matters(told: Sequence[Told]) -> str:
    return ", ".join(dict.fromkeys(one.said.matter for one in told))


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _beside(days: int) -> str:
    return f"{_days(abs(days))} {'before' if days < 0 else 'after'} the due day" if days else "on the due day"
