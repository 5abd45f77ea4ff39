"""From figures to estimates, and what happens to figures that cannot be."""

import datetime
import math

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.counting import count
from sayso.errors import UsageError
from sayso.model import Figure

NUMBERS = ("p05", "p25", "median", "p75", "p95")


def level(low, day, /, **more):
    """So many present on a day, said by an authority and out at once."""
    id = more.get("id", f"{low} {day} {sorted(more.items())}")
    fields = {"host": "QA", "proximity": "official", "latest": day, "known": day, "low": low, "high": low}
    return Figure(**{"id": id, "origin": id, "claim": id, **fields, **more})


def flow(low, measure, earliest, latest, **more):
    return level(low, latest, measure=measure, earliest=earliest, **more)


def counted(pack, *figures, as_of="2019-06-30", hosts=("QA",), **more):
    return {(e.host, e.month): e for e in count(figures, pack=pack, as_of=as_of, hosts=hosts, since="2017-01", **more)}


def encoded(pack, figures, **more):
    return msgspec.json.encode(count(figures, pack=pack, as_of="2019-06-30", since="2017-01", **more))


def width(estimate):
    return math.log(estimate.p95 / estimate.p05)


TWO = (level(2000, "2017-06-30"), level(1800, "2018-06-30"))


def test_a_month_is_estimated_between_the_figures_around_it(pack):
    found = counted(pack, *TWO)["QA", "2017-12"]
    assert found.estimate == "model"
    assert 1000 < found.p05 <= found.p25 <= found.median <= found.p75 <= found.p95 < 3600


def test_a_host_without_figures_is_unknown_and_never_zero(pack):
    found = counted(pack, hosts=("KW",))["KW", "2019-01"]
    assert found.estimate == "none"
    assert [getattr(found, name) for name in NUMBERS] == [None] * 5
    assert "on one day" in found.refused


def test_one_figure_is_carried_and_grows_less_certain_with_time(pack):
    found = counted(pack, level(2000, "2017-06-30"))
    assert {e.estimate for e in found.values()} == {"carried"}
    assert width(found["QA", "2017-06"]) < width(found["QA", "2018-06"]) < width(found["QA", "2019-06"])


def test_bounds_alone_give_their_limits_and_no_median(pack):
    figures = level(500, "2018-01-31", high=None), level(None, "2018-03-31", high=900)
    found = counted(pack, *figures)["QA", "2018-02"]
    assert (found.estimate, found.p05, found.median, found.p95) == ("bounds", 500, None, 900)


def test_bounds_that_cannot_both_be_are_refused_by_name(pack):
    figures = level(900, "2018-01-31", high=None, id="low"), level(None, "2018-03-31", high=500, id="high")
    found = counted(pack, *figures)["QA", "2018-02"]
    assert (found.estimate, found.p05) == ("none", None)
    assert "(low)" in found.refused
    assert "(high)" in found.refused


def test_flows_and_papers_alone_carry_no_number(pack):
    found = counted(pack, flow(300, "outflow", "2018-01-01", "2018-06-30", id="gone"))["QA", "2018-06"]
    assert found.estimate == "none"
    assert "gone" in found.refused
    assert [out.why for out in found.left_out] == ["moves a stock that nobody states"]


@pytest.mark.parametrize(("low", "high"), [(-5, -5), (math.nan, math.nan), (math.inf, None), (900, 500)])
def test_an_impossible_number_is_left_out_by_name_and_changes_nothing(pack, low, high):
    found = counted(pack, *TWO, level(low, "2018-01-31", high=high, id="odd"))
    for key, estimate in counted(pack, *TWO).items():
        assert [getattr(found[key], n) for n in NUMBERS] == [getattr(estimate, n) for n in NUMBERS]
        assert [out.claim for out in found[key].left_out] == ["odd"]


def test_returns_beyond_any_stock_are_taken_for_wrong(pack):
    found = counted(pack, *TWO, flow(90000, "outflow", "2018-01-01", "2018-06-30", id="odd"))["QA", "2018-06"]
    assert next(u.weight for u in found.used if u.claim == "odd") < 0.2
    assert 1000 < found.median < 4000


def test_copies_of_one_origin_add_nothing(pack):
    copies = [
        level(1800, "2018-06-30", id=f"copy {n}", origin=TWO[1].origin, known=f"2018-08-{n + 1:02d}") for n in range(20)
    ]
    found, alone = counted(pack, *TWO, *copies), counted(pack, *TWO)
    assert all(found[key].p05 == alone[key].p05 and found[key].used == alone[key].used for key in alone)
    assert all("same origin" in out.why for out in found["QA", "2018-06"].left_out)


def test_a_second_origin_narrows_the_interval(pack):
    more = counted(pack, *TWO, level(1850, "2018-06-30", proximity="expert"))["QA", "2018-06"]
    assert width(more) < width(counted(pack, *TWO)["QA", "2018-06"])


def test_one_voice_that_repeats_itself_narrows_less_than_several(pack):
    def said(voices):
        return [level(2000 + n, f"2018-06-{n + 1:02d}", proximity="unknown", voice=voices[n]) for n in range(5)]

    one, five = (counted(pack, *said(voices))["QA", "2018-06"] for voices in ("aaaaa", "abcde"))
    assert width(one) > 1.2 * width(five)


def test_a_figure_far_from_all_others_weighs_little_and_is_still_shown(pack):
    others = [level(n, "2018-06-30", proximity="expert") for n in (1700, 1900, 2100)]
    found = counted(pack, *TWO, *others, level(40000, "2018-06-30", proximity="unknown", id="far"))["QA", "2018-06"]
    far = next(u for u in found.used if u.claim == "far")
    assert far.weight < 0.05
    assert far.low == 40000
    assert found.p95 < 3000


def test_contested_figures_widen_the_interval_to_hold_both(pack):
    found = counted(pack, *(level(n, "2018-06-30", proximity="expert") for n in (1000, 6000)))["QA", "2018-06"]
    assert found.p05 < 1000 < 6000 < found.p95


def test_permits_inform_people_only_through_a_relation_of_their_own_uncertainty(pack):
    people = counted(pack, level(2000, "2018-06-30"), level(2000, "2018-07-31"))["QA", "2018-06"]
    permits = counted(
        pack, level(2000, "2018-06-30", unit="permit"), level(2000, "2018-07-31", unit="permit")
    )["QA", "2018-06"]  # fmt: skip
    assert width(permits) > 1.3 * width(people)
    assert [u.through for u in people.used] == [None, None]
    assert all("permit" in u.through for u in permits.used)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"measure": "planned"}, "a plan"),
        ({"unit": "company"}, "counts company"),
        ({"measure": "money"}, "counts person"),
        ({"denied": True}, "denies"),
        ({"retracted": "2019-01-01"}, "taken back"),
        ({"role": "rate"}, "a rate"),
        ({"host": "Gulf"}, "several hosts"),
        ({"earliest": "2014-01-01"}, "some time in"),
        ({"latest": "2020-01-31"}, "to come"),
        ({"latest": "2018-02-30"}, "not calendar days"),
        ({"low": None, "high": None}, "no number"),
        ({"unit": "permit", "measure": "issued", "low": 0, "high": 0}, "other papers"),
        ({"part": "a town", "low": None}, "sets no limit"),
    ],
)
def test_what_is_no_count_of_people_is_left_out_with_the_reason(pack, more, why):
    odd = level(700, "2018-06-30", **{"id": "odd", **more})
    hosts = (odd.host, "world")
    left = {out.claim: out.why for e in counted(pack, *TWO, odd, hosts=(*hosts, "QA")).values() for out in e.left_out}
    assert why in left["odd"]


def test_a_part_is_a_lower_limit_of_the_whole(pack):
    found = counted(pack, *TWO, level(1500, "2018-06-30", part="Doha"))["QA", "2018-06"]
    assert found.median > 1500
    assert counted(pack, level(500, "2018-06-30", part="Doha"))["QA", "2018-06"].p05 == 500


def test_half_of_them_gone_lowers_what_is_left(pack):
    share = flow(0.5, "outflow", "2018-01-01", "2018-12-31", high=0.9, role="share", unit="fraction")
    before = level(2000, "2017-12-31"), level(2050, "2017-11-30", proximity="expert")
    assert counted(pack, *before, share)["QA", "2018-12"].median < counted(pack, *before)["QA", "2018-12"].median


def test_a_fall_by_half_since_a_day_halves_the_level(pack):
    fall = level(-0.5, "2018-07-31", role="change", unit="fraction", earliest="2018-01-31")
    found = counted(pack, level(2000, "2018-01-31"), fall)
    assert found["QA", "2018-07"].median == pytest.approx(found["QA", "2018-01"].median / 2, rel=0.2)


def test_nobody_left_means_hardly_anybody_and_may_be_wrong(pack):
    found = counted(pack, level(300, "2017-12-31"), level(0, "2019-03-31"))["QA", "2019-03"]
    assert found.p05 < 5
    assert found.median < 30


def test_those_who_returned_lower_the_stock_where_nobody_says_that_others_came(pack):
    gone = flow(700, "outflow", "2018-01-01", "2018-12-31"), flow(20, "inflow", "2018-01-01", "2018-12-31")
    assert counted(pack, level(1000, "2017-12-31"), *gone)["QA", "2018-12"].median < 500


def test_an_interval_that_says_nothing_is_refused_with_its_ends(pack):
    figures = [level(n, "2017-06-30", proximity="unknown", anonymous=True) for n in (20, 200000)]
    found = counted(pack, *figures, as_of="2025-06-30")["QA", "2025-06"]
    assert (found.estimate, found.median) == ("none", None)
    assert "open" in found.refused


def test_the_world_is_at_least_the_sum_of_its_hosts(pack):
    figures = [level(50000, "2018-06-30", host="CN"), level(20000, "2018-06-30", host="RU"), *TWO]
    found = counted(pack, *figures, hosts=("CN", "RU", "QA", "world"))
    parts = sum(found[host, "2018-06"].median for host in ("CN", "RU", "QA"))
    assert found["world", "2018-06"].median > parts


def test_a_figure_for_the_world_moves_the_world_and_no_host(pack):
    hosts = [level(50000, "2018-06-30", host="CN"), level(20000, "2018-06-30", host="RU")]
    world = level(150000, "2018-06-30", host="world")
    with_it, without = (counted(pack, *figures, hosts=("CN", "world")) for figures in ((*hosts, world), hosts))
    assert with_it["world", "2018-06"].median > without["world", "2018-06"].median
    assert with_it["CN", "2018-06"] == without["CN", "2018-06"]


def test_a_minor_host_says_nothing_of_the_world(pack):
    found = counted(pack, *TWO, hosts=("world",))["world", "2018-06"]
    assert (found.estimate, found.median) == ("none", None)


def test_a_host_that_the_pack_does_not_know_says_nothing_of_the_world(pack):
    figures = [level(700, "2018-06-30", host="FJ"), level(90000, "2018-06-30", host="world")]
    found = counted(pack, *figures, hosts=("FJ", "world"))
    assert found["FJ", "2018-06"].median == pytest.approx(700, rel=0.05)
    assert found["world", "2018-06"].median == pytest.approx(90000, rel=0.05)


def test_influence_is_about_what_leaving_the_origin_out_does(pack):
    figures = [*TWO, level(1000, "2018-12-31", proximity="expert", id="low"), level(1900, "2019-03-31")]
    found, without = counted(pack, *figures), counted(pack, *(f for f in figures if f.id != "low"))
    moved = math.log(found["QA", "2018-12"].median / without["QA", "2018-12"].median)
    told = next(u.influence for u in found["QA", "2018-12"].used if u.claim == "low")
    assert told < 0
    assert told == pytest.approx(moved, abs=0.12)


FIGURES = st.lists(
    st.builds(
        level,
        st.sampled_from([0, 1, 40, 900, 3000, 25000, -3, math.nan, math.inf, None]),
        st.dates(datetime.date(2016, 1, 1), datetime.date(2020, 1, 1)).map(str),
        high=st.sampled_from([None, 0, 900, 4000, 60000, 0.4]),
        measure=st.sampled_from(["stock", "stock", "inflow", "outflow", "entries", "issued"]),
        unit=st.sampled_from(["person", "person", "permit", "visa", "fraction"]),
        role=st.sampled_from(["value", "value", "share", "change"]),
        earliest=st.sampled_from([None, None, "2017-03-01", "2019-01-01", "no day"]),
        host=st.sampled_from(["QA", "CN", "world"]),
        part=st.sampled_from([None, None, "a town"]),
        proximity=st.sampled_from(["official", "unknown"]),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=25)
@given(FIGURES)
def test_whatever_is_said_there_is_a_number_or_a_refusal(pack, figures):
    for estimate in counted(pack, *figures, hosts=None).values():
        numbers = [value for name in NUMBERS if (value := getattr(estimate, name)) is not None]
        assert bool(numbers) != bool(estimate.refused)
        assert all(math.isfinite(value) and value >= 0 for value in numbers)
        assert numbers == sorted(numbers)
        assert len({(u.claim, "used") for u in estimate.used} | {(o.claim, "out") for o in estimate.left_out}) <= len(
            figures
        )


@settings(max_examples=10)
@given(FIGURES, st.randoms(use_true_random=False))
def test_the_same_figures_and_seed_give_the_same_bytes_in_any_order(pack, figures, random):
    unique = list({f.id: f for f in figures}.values())
    again = sorted(unique, key=lambda f: random.random())
    assert encoded(pack, unique, seed=3) == encoded(pack, again, seed=3)


@settings(max_examples=10)
@given(FIGURES, FIGURES)
def test_figures_that_came_out_later_have_no_influence(pack, known, later):
    known = [f for f in known if f.known <= "2019-06-30"]
    later = [msgspec.structs.replace(f, id=f"later {f.id}", known="2019-07-01") for f in later]
    hosts = ["CN", "QA", "world"]
    assert encoded(pack, known, hosts=hosts) == encoded(pack, [*later, *known], hosts=hosts)
    assert encoded(pack, known) == encoded(pack, [*later, *known])


@pytest.mark.parametrize(
    ("as_of", "since"), [("2019-02-30", "2015-01"), ("2019-01-01", "2015"), ("2014-12-31", "2015-01")]
)
def test_a_day_that_is_none_is_an_error_that_says_what_was_expected(pack, as_of, since):
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        count((), pack=pack, as_of=as_of, since=since)
