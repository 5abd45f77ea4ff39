import pytest
from little_cases import judgement, matter, origin, position, said, unnamed

from sayso.errors import UsageError
from sayso.weighing.grades import letter, overruled


@pytest.mark.parametrize(
    ("record", "mark"),
    [
        ((0, 0.0), "F"), ((2, 1.0), "F"), ((3, 1.0), "B"), ((9, 1.0), "B"), ((10, 0.95), "A"), ((10, 0.9), "B"),
        ((10, 0.7), "C"), ((10, 0.5), "D"), ((10, 0.4), "E"), ((3, 0.0), "E"),
    ],
)  # fmt: skip
def test_a_letter_is_a_track_record_and_a_only_a_long_one(record, mark):
    assert letter(record) == mark


def test_a_source_without_a_record_is_f_however_well_known(verdict):
    assert verdict(said(origin("the United Nations", kind="organisation", proximity="official"))).admiralty[0] == "F"


def test_being_borne_out_and_being_contradicted_make_letters(weighed):
    right, wrong = origin("the clerk"), origin("the rumour")
    matters = []
    for n in range(4):
        others = [origin(f"w{n}", voice="w"), origin(f"v{n}", voice="v")]
        claims = [position(one, claim=f"c{k}") for k, one in enumerate((right, *others))]
        told = matter(*claims, position(wrong, "denies", "c9"), origins=(right, *others, wrong), id=f"m{n}")
        matters.append(told)
    own = said(wrong, id="m9")
    found = weighed(*matters, own).assessments
    grades = {one.matter: one.admiralty for one in found}
    assert grades["m9"] == "E4"
    assert (found[-1].status, found[-1].answer, found[-1].probability.word) == (
        "single-origin", "yes", "roughly even chance",
    )  # fmt: skip
    assert {grades[f"m{n}"][0] for n in range(4)} == {"B"}


@pytest.mark.parametrize(
    ("told", "credit"),
    [
        (said(origin("a")), "3"),
        (said(origin("a", relayed_by=("r1", "r2"))), "2"),
        (said(origin("a", relayed_by=tuple(f"r{n}" for n in range(40)))), "2"),
        (said(unnamed("a", "Post"), unnamed("b", "Post"), unnamed("c", "Post")), "2"),
        (said(origin("a"), origin("b")), "1"),
    ],
    ids=["one", "a copy", "forty copies", "three voices of one outlet", "two origins"],
)
def test_only_two_independent_origins_make_it_confirmed(verdict, told, credit):
    assert verdict(told).admiralty[1] == credit


def test_a_faint_second_voice_does_not_confirm(verdict):
    one, faint = origin("a"), origin("b")
    told = matter(position(one), position(faint, claim="c2", certainty="possible", hearsay=True), origins=(one, faint))
    assert (verdict(told).status, verdict(told).admiralty[1]) == ("single-origin", "2")


def test_who_commits_to_nothing_adds_nothing_to_the_number(verdict):
    one, mute = origin("a"), origin("b")
    told = matter(position(one), position(mute, claim="c2", certainty="unknown"), origins=(one, mute))
    assert verdict(told).admiralty[1] == verdict(said(one)).admiralty[1] == "3"


def test_what_is_unverified_cannot_be_judged(verdict):
    one = origin("someone", kind="unspecified", proximity="unknown")
    assert verdict(matter(position(one, certainty="possible", hearsay=True), origins=(one,))).admiralty == "F6"


def test_letter_and_number_do_not_follow_from_each_other(verdict):
    assert verdict(said(origin("a"), origin("b"))).admiralty == "F1"


def test_a_person_s_grade_overrules_and_is_named(verdict):
    one = verdict(said(origin("a")), judgements=[judgement("grade-matter", "m1", value="5")])
    assert (one.admiralty, one.overruled) == ("F5", "j1")
    two = verdict(said(origin("a")), judgements=[judgement("grade-source", "a", value="C", id="j2")])
    assert (two.admiralty[0], two.overruled) == ("C", "j2")


@pytest.mark.parametrize(("verb", "value"), [("grade-matter", "9"), ("grade-source", "AB"), ("grade-source", None)])
def test_a_grade_that_is_none_is_named_with_those_there_are(weighed, verb, value):
    with pytest.raises(UsageError, match="j1: expected one of"):
        weighed(said(origin("a")), judgements=[judgement(verb, "elsewhere", value=value)])


def test_of_several_grades_by_people_the_latest_holds():
    first, last = (judgement("grade-matter", "m1", value=v, id=f"j{v}") for v in "54")
    assert overruled([first, last], "m1", [])["number"] is last


def test_a_grade_for_another_matter_or_source_changes_nothing(verdict):
    others = [judgement("grade-matter", "m2", value="5"), judgement("grade-source", "b", value="C")]
    assert verdict(said(origin("a")), judgements=others) == verdict(said(origin("a")))
