import msgspec
import pytest
from little_cases import judgement, origin, said

from sayso.errors import UsageError


def standings(weighed, *matters, **rest):
    return {one.hypothesis: one for one in weighed(*matters, **rest).matrix.standings}


ORDERED = said(origin("the embassy"), id="m1", kind="recall-order")
STAY = said(origin("the manager"), origin("the cook"), id="m2", kind="stay-order")
OTHER_PAPERS = said(origin("the broker"), origin("the guard"), id="m3", kind="visa-workaround")


def test_an_order_to_come_home_speaks_against_no_change(weighed):
    told = standings(weighed, ORDERED)
    assert told["no-change"].inconsistency > 0 == told["genuine"].inconsistency
    assert told["genuine"].probability > told["no-change"].probability


def test_the_least_contradicted_leads(weighed):
    told = standings(weighed, ORDERED, OTHER_PAPERS)
    first = min(told.values(), key=lambda one: one.rank)
    assert first.hypothesis == "show"
    assert first.inconsistency == min(one.inconsistency for one in told.values())


def test_matters_on_one_origin_count_once(weighed):
    one = origin("the embassy")
    many = [said(one, id=f"m{n}", kind="recall-order") for n in range(6)]
    assert (
        standings(weighed, *many)["no-change"].inconsistency == standings(weighed, many[0])["no-change"].inconsistency
    )


def test_each_further_origin_of_one_kind_says_less(weighed):
    orders = [said(origin(f"embassy {n}"), id=f"m{n}", kind="recall-order") for n in range(3)]
    one, two, three = (standings(weighed, *orders[:n])["no-change"].inconsistency for n in (1, 2, 3))
    assert 0 < three - two < two - one < one


def test_what_is_unverified_bears_on_nothing(weighed):
    weak = said(origin("someone", kind="unspecified", proximity="unknown"), kind="recall-order")
    claims = tuple(msgspec.structs.replace(c, hearsay=True, certainty="possible") for c in weak.claims)
    assert not weighed(msgspec.structs.replace(weak, claims=claims)).matrix.ratings


def test_evidence_that_alone_decides_the_order_is_named(weighed):
    matrix = weighed(ORDERED, STAY).matrix
    assert set(matrix.diagnostic) == {"m1", "m2"}
    assert set(matrix.turning) <= set(matrix.diagnostic)
    assert "m2" in matrix.turning


def test_a_person_adds_an_explanation_rates_evidence_on_it_and_retires_it(weighed):
    added = judgement("add-hypothesis", "swap", value='{"title": "Old workers are swapped for new ones"}')
    rated = judgement("rate-evidence", "swap", "m1", value="CC", id="j2")
    told = weighed(ORDERED, judgements=[added, rated]).matrix
    assert [r.by for r in told.ratings if r.hypothesis == "swap"] == ["j2"]
    assert {"swap", "genuine"} <= {one.hypothesis for one in told.standings}
    gone = weighed(ORDERED, judgements=[added, rated, judgement("retire-hypothesis", "swap", id="j3")]).matrix
    assert "swap" not in {one.hypothesis for one in gone.standings}


def test_a_person_s_mark_beats_the_pack_s(weighed):
    rated = judgement("rate-evidence", "no-change", "m1", value="CC")
    assert standings(weighed, ORDERED, judgements=[rated])["no-change"].inconsistency == 0


@pytest.mark.parametrize(
    "wrong",
    [judgement("add-hypothesis", "swap", value="{"), judgement("rate-evidence", "genuine", "m1", value="maybe")],
    ids=["no JSON", "no mark"],
)
def test_a_judgement_that_makes_no_sense_is_named(weighed, wrong):
    with pytest.raises(UsageError, match="j1"):
        weighed(ORDERED, judgements=[wrong])


def test_probabilities_of_all_explanations_are_one_together(weighed):
    assert sum(one.probability for one in weighed(ORDERED, STAY).matrix.standings) == pytest.approx(1, abs=0.01)


def test_without_evidence_all_stand_equal(weighed):
    assert len({one.probability for one in weighed().matrix.standings}) == 1
