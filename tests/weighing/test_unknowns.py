from little_cases import filed, matter, origin, position, said

from sayso.weighing.unknowns import SETTLERS


def test_what_is_open_names_the_records_that_would_settle_it(weighed):
    [unknown] = weighed(said(origin("the embassy"))).unknowns
    assert unknown.about == ("m1",)
    assert "written order" in unknown.settled_by[0].evidence
    assert [s.effect for s in unknown.settled_by] == sorted((s.effect for s in unknown.settled_by), reverse=True)


def test_what_is_corroborated_is_no_gap(weighed):
    assert weighed(said(origin("a"), origin("b"))).unknowns == ()


def test_what_would_tell_the_explanations_apart_is_asked_first(weighed):
    order = said(origin("the embassy"), id="m1", kind="recall-order")
    pay = said(origin("the guard"), id="m2", kind="earnings")
    assert [one.about for one in weighed(pay, order).unknowns] == [("m1",), ("m2",)]


def test_a_report_s_own_question_is_kept_in_its_words(weighed):
    [unknown] = weighed(filed=[filed()]).unknowns
    assert unknown.question == "It is not clear whether all were called home."
    assert unknown.about == ("r1:q1",)


def test_a_report_s_own_question_joins_the_matter_that_it_leaves_open(weighed):
    [unknown] = weighed(said(origin("the embassy")), filed=[filed()]).unknowns
    assert unknown.about == ("m1", "r1:q1")


def test_a_gap_keeps_its_id(weighed):
    one, two = (weighed(said(origin("the embassy"))).unknowns[0].gap for _ in range(2))
    assert one == two


def test_those_of_one_kind_and_place_are_one_question(weighed):
    here = [said(origin(f"embassy {n}"), id=f"m{n}") for n in range(3)]
    there = said(origin("the consul"), id="m9", place="RU")
    assert sorted(one.about for one in weighed(*here, there).unknowns) == [("m0", "m1", "m2"), ("m9",)]


def test_what_is_disputed_is_open_and_says_so(weighed):
    yes, no = origin("a"), origin("b")
    [unknown] = weighed(matter(position(yes), position(no, "denies", "c2"), origins=(yes, no))).unknowns
    assert unknown.why == "Of 1 question on this: 1 contested."


def test_only_records_that_bear_on_the_kind_are_named_with_who_holds_them(weighed, pack):
    titles = {one.title: one for one in pack.evidence}
    settlers = weighed(said(origin("the embassy"))).unknowns[0].settled_by
    assert 0 < len(settlers) <= SETTLERS
    for one in settlers:
        assert "recall-order" in titles[one.evidence].settles
        assert one.holder == titles[one.evidence].holder
        assert 0 < one.effect <= 0.5


def test_a_claim_that_fits_no_kind_is_no_question(weighed, pack):
    assert weighed(said(origin("a"), kind=pack.default_kind)).unknowns == ()
