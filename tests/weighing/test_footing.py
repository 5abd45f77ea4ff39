import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from little_cases import matter, origin, people, position, said, unnamed

from sayso.model import Value
from sayso.weighing.answers import answers_of
from sayso.weighing.footing import footings, independent


@pytest.fixture
def words(pack):
    """What each origin's word on a matter counts, the weightiest first."""
    return lambda one: footings(one, answers_of(one), pack)


def strength(found):
    return [round(one.strength, 4) for one in found]


@pytest.mark.parametrize(
    ("rest", "counts"),
    [
        ({}, 1.0),
        ({"certainty": "probable"}, 0.7),
        ({"certainty": "possible"}, 0.4),
        ({"certainty": "unknown"}, 0.0),
        ({"hearsay": True}, 0.5),
        ({"hearsay": True, "certainty": "possible"}, 0.2),
    ],
)
def test_a_word_counts_by_how_firmly_it_is_said(words, rest, counts):
    one = origin("the broker")
    assert strength(words(matter(position(one, **rest), origins=(one,)))) == [counts]


def test_each_link_after_the_first_takes_something_away(words):
    told = [strength(words(said(origin("the broker", hops=hops))))[0] for hops in (0, 1, 2, 3)]
    assert told[0] == told[1] == 1 > told[2] > told[3]


def test_a_relay_adds_nothing(words):
    one, other = origin("the ministry"), origin("the agency")
    told = matter(position(one), position(other, claim="c2", relayed=True), origins=(one, other))
    assert [found.origin for found in words(told)] == [one]


def test_of_what_one_origin_says_its_firmest_word_counts(words):
    one = origin("the broker")
    weak = position(one, claim="c1", certainty="possible")
    told = words(matter(weak, position(one, claim="c2"), origins=(one,)))
    assert [(found.position.claim, found.strength) for found in told] == [("c2", 1.0)]


def test_where_one_origin_says_both_the_earlier_word_counts_whatever_the_order(words):
    one = origin("the broker")
    yes, no = position(one, claim="c1"), position(one, "denies", claim="c2")
    for claims in ((yes, no), (no, yes)):
        assert [found.position.claim for found in words(matter(*claims, origins=(one,)))] == ["c1"]


def test_a_second_unnamed_voice_of_one_outlet_counts_half_of_what_another_outlet_s_would(words):
    one_desk = strength(words(said(unnamed("a", "Post"), unnamed("b", "Post"))))
    two_desks = strength(words(said(unnamed("a", "Post"), unnamed("b", "Herald"))))
    assert (one_desk, two_desks) == ([1.0, 0.4], [1.0, 0.8])


def test_unnamed_voices_of_one_outlet_that_disagree_do_not_share(words):
    yes, no = unnamed("a", "Post"), unnamed("b", "Post")
    told = words(matter(position(yes), position(no, "denies", "c2"), origins=(yes, no)))
    assert strength(told) == [1.0, 1.0]


def test_unnamed_voices_of_one_outlet_are_one_origin_and_named_ones_are_two(words):
    assert independent(words(said(unnamed("a", "Post"), unnamed("b", "Post"))), 0) == 1
    assert independent(words(said(origin("a", outlet="Post"), origin("b", outlet="Post"))), 0) == 2


def test_one_voice_on_two_occasions_is_one_origin(words):
    assert independent(words(said(origin("in May", voice="the envoy"), origin("in June", voice="the envoy"))), 0) == 1


def test_a_state_s_denial_of_itself_counts_half_and_is_not_heard_as_its_own_record(words):
    state = origin("Russia", kind="organisation", proximity="official", country="RU")
    [denies] = words(said(state, stance="denies", place="RU"))
    [affirms] = words(said(state, place="RU"))
    assert (denies.strength, denies.kind.id) == (0.5, "official")
    assert (affirms.strength, affirms.kind.id) == (1.0, "own-word")


def test_a_bound_speaks_for_one_number_only_so_far(words):
    one = origin("the envoy")
    bound = position(one, "value", value=Value(low=2000, measure="stock"))
    exact = position(one, "value", value=people(2000))
    told = [strength(words(matter(p, origins=(one,), kind="presence", numeric=True))) for p in (bound, exact)]
    assert told == [[0.4], [1.0]]


def test_the_first_class_that_fits_holds_and_who_fits_none_is_a_source_like_any(words, pack):
    assert words(said(origin("a", kind="document", proximity="expert")))[0].kind.id == "official-document"
    assert words(said(origin("a", proximity="unknown")))[0].kind.id == pack.source_classes[-1].id


VOICE = st.tuples(
    st.sampled_from([
        ("person", "participant", False), ("person", "expert", False), ("organisation", "official", False),
        ("person", "unknown", True), ("group", "close", True), ("unspecified", "unknown", False),
        ("document", "official", False), ("outlet", "outlet", False),
    ]),
    st.sampled_from(["certain", "probable", "possible"]),
    st.booleans(),
    st.integers(0, 3),
    st.sampled_from(["Post", "Herald"]),
)  # fmt: skip


@given(voices=st.lists(VOICE, min_size=2, max_size=7))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_joins_those_who_say_so_never_makes_it_less_likely(verdict, voices):
    claims, origins = [], []
    for n, ((kind, proximity, anonymous), certainty, hearsay, hops, outlet) in enumerate(voices):
        one = origin(f"o{n}", kind=kind, proximity=proximity, anonymous=anonymous, hops=hops, outlet=outlet)
        origins.append(one)
        claims.append(position(one, claim=f"c{n}", certainty=certainty, hearsay=hearsay))
    fewer, more = (
        verdict(matter(*claims[:n], origins=tuple(origins[:n]))).probability for n in (len(voices) - 1, len(voices))
    )
    assert more.value >= fewer.value
    assert 0.01 <= more.low <= more.value <= more.high <= 0.99
