import re

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from little_cases import matter, origin, people, position, said, unnamed

from sayso.model import Damage
from sayso.weighing.scales import SCALES

WORDS = ("confidence", "likely", *(word for scale in SCALES.values() for _, word in scale))


def test_one_origin_in_eight_texts_counts_once(verdict):
    one = origin("the ministry", relayed_by=tuple(f"r{n}" for n in range(8)))
    alone = verdict(said(origin("the ministry")))
    eight = verdict(
        matter(
            position(one),
            *(position(one, claim="c1", report=f"r{n}", relayed=True) for n in range(1, 8)),
            origins=(one,),
        )
    )
    assert (eight.status, eight.independent) == ("single-origin", 1)
    assert eight.probability == alone.probability
    assert "carried by 8 reports" in eight.reasons[0].text


def test_two_independent_origins_corroborate(verdict):
    both = verdict(said(origin("the broker"), origin("the guard")))
    assert (both.status, both.independent, both.answer) == ("corroborated", 2, "yes")
    assert both.probability.value > verdict(said(origin("the broker"))).probability.value


def test_two_unnamed_voices_of_one_outlet_are_weaker_than_those_of_two(verdict):
    one_desk = verdict(said(unnamed("a broker", "Post"), unnamed("a guard", "Post")))
    two_desks = verdict(said(unnamed("a broker", "Post"), unnamed("a guard", "Herald")))
    assert one_desk.probability.value < two_desks.probability.value
    assert (one_desk.status, two_desks.status) == ("single-origin", "corroborated")
    assert any(reason.rule == "same_outlet_voices_share_an_editor" for reason in one_desk.reasons)


def test_two_voices_of_one_outlet_still_say_more_than_one(verdict):
    one = verdict(said(unnamed("a broker", "Post")))
    assert (
        verdict(said(unnamed("a broker", "Post"), unnamed("a guard", "Post"))).probability.value > one.probability.value
    )


def test_origins_of_weight_on_both_sides_are_a_contest(verdict):
    yes, no = origin("the broker"), origin("the guard")
    one = verdict(matter(position(yes), position(no, "denies", "c2"), origins=(yes, no)))
    assert one.status == "contested"
    assert one.probability.value == pytest.approx(0.5, abs=0.01)
    assert one.confidence == "low"


def test_what_two_deny_and_one_affirms_is_refuted(verdict):
    yes = unnamed("a trader", "Post")
    no = [origin(name, proximity="participant") for name in ("the manager", "the guard", "the cook")]
    denials = [position(one, "denies", f"c{n}") for n, one in enumerate(no, 2)]
    one = verdict(matter(position(yes, certainty="possible"), *denials, origins=(yes, *no)))
    assert (one.status, one.answer) == ("refuted", "no")


def test_hearsay_alone_is_unverified_when_it_is_hedged_too(verdict):
    one = origin("someone", kind="unspecified", proximity="unknown", voice="")
    assert verdict(matter(position(one, hearsay=True, certainty="possible"), origins=(one,))).status == "unverified"


def test_a_source_s_likely_weakens_its_word_and_is_never_a_number(verdict):
    one = origin("the analyst")
    flat, hedged = verdict(said(one)), verdict(matter(position(one, certainty="probable"), origins=(one,)))
    assert 0.5 < hedged.probability.value < flat.probability.value
    assert not any(re.search(r"\d", reason.text) for reason in hedged.reasons if reason.rule == "sources_hedge")


def test_a_state_s_denial_about_itself_counts_half(verdict):
    state = origin("Russia", kind="organisation", proximity="official", country="RU")
    other = origin("Norway", kind="organisation", proximity="official", country="NO")
    own, foreign = (verdict(said(one, stance="denies", place="RU", kind="dispatch")) for one in (state, other))
    assert own.probability.value < foreign.probability.value
    assert any(reason.rule == "interested_denial" for reason in own.reasons)


def test_a_body_s_own_document_settles_what_it_counts(verdict):
    record = origin("Russia's report", kind="document", proximity="official", country="RU")
    told = matter(
        position(record, "value", value=people(11490)), origins=(record,), place="RU", kind="presence", numeric=True
    )
    assert verdict(told).status == "settled"


def test_figures_that_close_within_rounding_are_no_contradiction(verdict):
    one, two = origin("47 reports"), origin("42 reports")
    told = matter(
        position(one, "value", value=people(23000)), position(two, "value", "c2", value=people(23200)),
        origins=(one, two), kind="return", numeric=True,
    )  # fmt: skip
    assert verdict(told).status == "corroborated"


def test_figures_that_lie_apart_are_a_contest_and_both_are_told(verdict):
    one, two = origin("the authority"), origin("two officials")
    told = matter(
        position(one, "value", value=people(6064)), position(two, "value", "c2", value=people(2500)),
        origins=(one, two), kind="presence", numeric=True,
    )  # fmt: skip
    assert verdict(told).status == "contested"
    assert "Against it" in " ".join(reason.text for reason in verdict(told).reasons)


def test_without_its_origins_a_verdict_falls_and_says_to_what(verdict):
    one, two = origin("the broker"), origin("the guard")
    flips = {flip.without: flip for flip in verdict(said(one, two)).flips}
    assert flips[one.origin].status == "single-origin"
    assert flips[one.origin].probability < verdict(said(one, two)).probability.value


def test_all_of_an_outlet_s_voices_are_left_out_together_too(verdict):
    flips = {flip.without for flip in verdict(said(unnamed("a broker", "Post"), unnamed("a guard", "Post"))).flips}
    assert "Post" in flips


def test_a_relay_that_changed_the_number_is_named(verdict):
    one = origin("the customs office")
    harm = Damage(
        report="r2", claim="c9", origin=one.origin, what="unit", was="13,221 entries", became="13,000 workers"
    )
    told = matter(position(one), origins=(one,), damage=(harm,))
    assert any(reason.rule == "relay_changed_it" and "unit" in reason.text for reason in verdict(told).reasons)


def test_likelihood_and_confidence_never_stand_in_one_sentence(verdict):
    for told in (said(origin("a"), origin("b")), said(unnamed("a", "Post"))):
        for reason in verdict(told).reasons:
            assert not any(word in reason.text.lower() for word in WORDS)


def test_reasons_that_move_the_probability_come_first_the_strongest_first(verdict):
    yes, no = [origin("a"), origin("b")], origin("c")
    told = matter(*(position(o, claim=o.origin) for o in yes), position(no, "denies", "c9"), origins=(*yes, no))
    effects = [reason.effect for reason in verdict(told).reasons]
    moved = [abs(effect) for effect in effects if effect is not None]
    assert moved == sorted(moved, reverse=True)
    assert effects[len(moved) :] == [None] * (len(effects) - len(moved))


def test_a_matter_on_which_nobody_commits_is_unverified(verdict):
    one = origin("the spokesman")
    assert verdict(matter(position(one, "silent", certainty="unknown"), origins=(one,))).status == "unverified"


@given(order=st.permutations(range(4)))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_claims_does_not_matter(verdict, order):
    origins = [origin("a"), origin("b"), unnamed("c", "Post"), unnamed("d", "Post")]
    claims = [position(o, "denies" if n == 1 else "affirms", f"c{n}") for n, o in enumerate(origins)]
    one, two = (verdict(matter(*some, origins=tuple(origins))) for some in (claims, [claims[n] for n in order]))
    assert msgspec.json.encode(one) == msgspec.json.encode(two)
