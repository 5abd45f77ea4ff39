"""Which claims answer one question, on little cases with hosts and kinds of all sorts."""

import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from telling import (
    PACK,
    at,
    body,
    count,
    during,
    judged,
    linked,
    matter,
    named,
    number,
    paper,
    position,
    press,
    report,
    said,
    together,
    unnamed,
)

from sayso.linking import link
from sayso.model import Span

MALTA, QATAR, DOHA = at("Malta", "MT"), at("Qatar", "QA"), at("Doha", "QA")
MONGOLIA, ANGOLA, OMAN = at("Mongolia", "MN"), at("Angola", "AO"), at("Oman", "OM")


def test_two_counts_of_one_country_answer_one_question():
    a = count("A", "2018-03-01", "Some 1,200 North Koreans sew in Mongolia", MONGOLIA, 1200)
    b = count("B", "2018-05-01", "Mongolia still has 900 of them", MONGOLIA, 900)
    found = linked(a, b)
    assert together(a, b)
    assert matter(found, a).numeric
    assert [p.position for p in matter(found, a).claims] == ["value", "value"]
    assert matter(found, a).question == "How many North Korean workers were in Mongolia on 1 March 2018?"


def test_a_town_is_another_question_than_its_country():
    a = count("A", "2018-03-01", "Some 2,500 North Koreans work in Qatar", QATAR, 2500)
    b = count("B", "2018-03-02", "There are 800 North Koreans in Doha", DOHA, 800)
    assert not together(a, b)


def test_a_count_with_a_narrower_scope_is_no_contradiction():
    provinces = tuple(at(name, "CN") for name in ("Liaoning", "Jilin", "Heilongjiang"))
    a = count("A", "2019-06-01", "China holds 80,000 North Korean workers", at("China", "CN"), 80000)
    b = count("A", "2019-06-03", "The three provinces hold 60,000 North Korean workers", provinces, 60000)
    assert not together(a, b)


def test_the_world_is_another_question_than_a_country():
    a = count("A", "2018-03-01", "100,000 North Koreans work abroad", (), 100000)
    b = count("B", "2018-03-02", "30,000 North Koreans work in Russia", at("Russia", "RU"), 30000)
    assert not together(a, b)
    assert matter(linked(a, b), a).place is None


def test_a_count_that_names_no_place_is_not_given_one_in_a_report_about_several():
    a = report(
        "A", "2018-03-01",
        said("Qatar employs 2,500 North Koreans", "presence", where=QATAR, numbers=number(2500)),
        said("Oman employs North Koreans too", "presence", where=OMAN),
        said("There are 130 now", "presence", numbers=number(130)),
    )  # fmt: skip
    found = linked(a)
    assert matter(found, a, "c3").place == "an unnamed place"
    assert matter(found, a, "c3") != matter(found, a, "c1")


def test_permits_are_not_people():
    a = count(
        "A", "2018-03-01", "Malta granted 93 permits", MALTA, 93, unit="permit", measure="issued", kind="visa-issued"
    )
    b = count("B", "2018-03-02", "Malta took in 93 North Koreans", MALTA, 93, measure="inflow", kind="dispatch")
    assert not together(a, b)


def test_border_entries_are_not_workers():
    a = count(
        "A",
        "2025-01-10",
        "13,221 entries were counted at Russia's border",
        at("Russia", "RU"),
        13221,
        measure="entries",
        kind="other",
    )
    b = count(
        "B", "2025-01-20", "13,000 workers came to Russia", at("Russia", "RU"), 13000, measure="inflow", kind="dispatch"
    )
    assert not together(a, b)


def test_a_plan_is_another_question_than_the_fact():
    a = count(
        "A",
        "2025-06-18",
        "Russia will take 25,000 workers",
        at("Russia", "RU"),
        25000,
        measure="planned",
        kind="dispatch",
        tense="future",
    )
    b = count(
        "B",
        "2025-07-20",
        "15,000 workers have come to Russia",
        at("Russia", "RU"),
        15000,
        measure="inflow",
        kind="dispatch",
    )
    assert not together(a, b)


def test_a_plan_without_a_number_is_another_question_than_the_fact_too():
    a = report("A", "2025-06-18", said("Loggers will be sent to Mongolia", "dispatch", where=MONGOLIA, tense="future"))
    b = report("B", "2025-06-20", said("Loggers have arrived in Mongolia", "dispatch", where=MONGOLIA, tense="past"))
    assert not together(a, b)


def test_student_visas_are_not_tourist_visas_where_they_are_counted():
    both = said(
        "10,345 student and 16,613 tourist visas went to them in Russia", "visa-issued", where=at("Russia", "RU"),
        numbers=(number(10345, unit="visa", measure="issued"), number(16613, unit="visa", measure="issued")),
        visas=("student", "tourist"),
    )  # fmt: skip
    a = report("A", "2020-01-22", both)
    matters = linked(a).matters
    assert len(matters) == 2
    assert sorted(p.value.low for m in matters for p in m.claims) == [10345, 16613]


def test_a_year_s_permits_are_another_question_than_the_next_year_s():
    a = report(
        "A", "2017-12-30",
        said("Warsaw's region granted 124 permits this year and 253 last year", "visa-issued", where=at("Poland", "PL"),
             numbers=(number(124, unit="permit", measure="issued"), number(253, unit="permit", measure="issued")),
             when=(during("2017-01-01", "2017-12-31"), during("2016-01-01", "2016-12-31"))),
    )  # fmt: skip
    assert len(linked(a).matters) == 2


def test_counts_a_year_apart_are_two_questions():
    a = count(
        "A",
        "2019-04-01",
        "30,023 North Koreans worked in Russia at the end of 2017",
        at("Russia", "RU"),
        30023,
        when=during("2017-12-31", role="as-of"),
    )
    b = count(
        "A",
        "2019-04-01",
        "11,490 North Koreans worked in Russia at the end of 2018",
        at("Russia", "RU"),
        11490,
        when=during("2018-12-31", role="as-of"),
    )
    assert not together(a, b)


def test_papers_stopped_deny_that_papers_are_issued():
    a = report("A", "2017-08-10", said("Oman keeps issuing visas to North Koreans", "visa-issued", where=OMAN))
    b = report("B", "2017-08-20", said("Oman has stopped their visas", "visa-halted", where=OMAN))
    found = linked(a, b)
    assert together(a, b)
    assert [p.position for p in matter(found, a).claims] == ["affirms", "denies"]


def test_never_stopped_affirms_that_papers_are_issued():
    a = report(
        "A", "2017-08-10", said("Oman never stopped issuing visas", "visa-halted", where=OMAN, polarity="denied")
    )
    b = report("B", "2017-08-20", said("Oman has stopped their visas", "visa-halted", where=OMAN))
    found = linked(a, b)
    assert [p.position for p in matter(found, a).claims] == ["affirms", "denies"]


def test_work_permits_stopped_say_nothing_of_student_visas():
    a = report(
        "A",
        "2019-08-10",
        said("Russia issues no work permits to them", "visa-halted", where=at("Russia", "RU"), visas=["work"]),
    )
    b = report(
        "B",
        "2019-08-20",
        said("Russia hands out student visas", "visa-issued", where=at("Russia", "RU"), visas=["student"]),
    )
    assert not together(a, b)


def test_a_denial_meets_the_number_it_denies():
    a = count(
        "A",
        "2018-08-02",
        "10,000 new labourers were registered in Russia",
        at("Russia", "RU"),
        10000,
        -1,
        measure="inflow",
        kind="dispatch",
    )
    b = report(
        "B",
        "2018-08-03",
        said("no new workers have come to Russia", "dispatch", where=at("Russia", "RU"), polarity="denied"),
    )
    found = linked(a, b)
    assert together(a, b)
    assert position(found, b).position == "denies"


def test_a_state_named_only_by_its_people_is_where_it_happens():
    a = report("A", "2018-03-01", said("Polish governors revoked their permits", "visa-halted"))
    b = report("B", "2018-03-11", said("Poland gives them no more permits", "visa-halted", where=at("Poland", "PL")))
    assert together(a, b)


def test_an_act_of_a_state_is_placed_where_its_report_plays():
    a = report(
        "A",
        "2018-03-01",
        said("no permit has been given since June", "visa-halted"),
        title="Malta ends permits for North Koreans",
    )
    b = report("B", "2018-03-11", said("Malta gives them no more permits", "visa-halted", where=MALTA))
    assert together(a, b)


def test_orders_in_two_countries_are_two_questions():
    a = report("A", "2019-10-01", said("The embassy ordered everyone home", "recall-order", where=at("Laos", "LA")))
    b = report("B", "2019-10-02", said("The embassy ordered everyone home", "recall-order", where=at("Nepal", "NP")))
    assert not together(a, b)


def test_orders_two_years_apart_are_two_questions():
    a = report("A", "2019-10-01", said("The embassy ordered everyone home", "recall-order", where=at("Laos", "LA")))
    b = report("B", "2021-10-02", said("The embassy ordered all workers home", "recall-order", where=at("Laos", "LA")))
    assert not together(a, b)


def test_motives_join_only_where_they_are_the_same():
    a = report(
        "A",
        "2019-10-01",
        said("the recall is a ploy to please the Security Council", "motive", where=at("China", "CN")),
    )
    b = report(
        "B",
        "2019-10-05",
        said("this recall is only a ploy for the Security Council", "motive", where=at("China", "CN")),
    )
    c = report("C", "2019-10-06", said("the factories could not pay the wages", "motive", where=at("China", "CN")))
    assert together(a, b)
    assert not together(a, c)


def test_what_the_law_requires_is_not_what_it_forbids():
    a = report("A", "2019-10-01", said("the resolution requires every worker to be home by December 22", "obligation"))
    b = report("B", "2019-10-05", said("the resolution forbids new joint ventures", "obligation"))
    assert not together(a, b)


def test_a_claim_of_unknown_truth_is_silent():
    a = report(
        "A", "2019-10-01", said("whether the workers leave Laos", "return", where=at("Laos", "LA"), certainty="unknown")
    )
    assert position(linked(a), a).position == "silent"


def test_other_things_than_people_are_counted_apart():
    a = count(
        "A",
        "2023-09-11",
        "four North Korean restaurants are open in Laos",
        at("Laos", "LA"),
        4,
        unit="restaurant",
        kind="other",
    )
    b = count(
        "B",
        "2023-09-20",
        "ten North Korean restaurants are open in Laos",
        at("Laos", "LA"),
        10,
        unit="restaurant",
        kind="presence",
    )
    c = count("C", "2023-09-21", "ten North Koreans cook in Laos", at("Laos", "LA"), 10)
    assert together(a, b)
    assert not together(b, c)
    assert "restaurants" in matter(linked(a, b), a).question


def test_all_left_and_more_left_later_do_not_meet_years_apart():
    a = report(
        "A",
        "2017-06-01",
        said(
            "all 153 workers have left Angola",
            "return",
            where=ANGOLA,
            numbers=number(153, measure="outflow"),
            when=during("2017-05-01", "2017-05-31"),
        ),
    )
    b = report(
        "B",
        "2020-02-01",
        said(
            "296 doctors and relatives left Angola",
            "return",
            where=ANGOLA,
            numbers=number(296, measure="outflow"),
            when=during("2019-12-01", "2020-01-31"),
        ),
    )
    assert not together(a, b)


def test_a_person_brings_two_claims_together_and_takes_them_apart():
    a = report(
        "A", "2019-10-01", said("the seamstresses of Choibalsan are back", "return", where=at("Choibalsan", "MN"))
    )
    b = report("B", "2019-10-05", said("Mongolia's last North Koreans went home", "return", where=MONGOLIA))
    ids = (a.record.report.id, "c1", b.record.report.id, "c1")
    assert not together(a, b)
    assert together(a, b, judgements=(judged("same-matter", *ids),))
    c = report("C", "2019-10-06", said("Mongolia's North Koreans have all left", "return", where=MONGOLIA))
    assert together(b, c)
    apart = judged("other-matter", b.record.report.id, "c1", c.record.report.id, "c1")
    assert not together(b, c, judgements=(apart,))


def test_a_judgement_taken_back_leaves_no_trace():
    a = report(
        "A", "2019-10-01", said("the seamstresses of Choibalsan are back", "return", where=at("Choibalsan", "MN"))
    )
    b = report("B", "2019-10-05", said("Mongolia's last North Koreans went home", "return", where=MONGOLIA))
    said_so = judged("same-matter", a.record.report.id, "c1", b.record.report.id, "c1")
    back = msgspec.structs.replace(said_so, retired="2026-01-02T00:00:00Z")
    assert linked(a, b, judgements=(back,)) == linked(a, b)


def test_a_rejected_claim_is_gone_and_a_corrected_one_is_as_corrected():
    a = count("A", "2018-03-01", "Some 1,200 North Koreans sew in Mongolia", MONGOLIA, 1200)
    b = count("B", "2018-05-01", "Qatar has 900 of them", QATAR, 900)
    gone = judged("reject-claim", a.record.report.id, "c1")
    assert all(p.report != a.record.report.id for m in linked(a, b, judgements=(gone,)).matters for p in m.claims)
    place = [{"mention": "", "name": "Mongolia", "country": "MN", "span": {"start": 0, "end": 1, "text": "x"}}]
    right = judged("correct-claim", b.record.report.id, "c1", value=json.dumps({"places": place}))
    assert together(a, b, judgements=(right,))


def test_a_retracted_report_does_not_count():
    a = count("A", "2018-03-01", "Some 1,200 North Koreans sew in Mongolia", MONGOLIA, 1200)
    b = count("B", "2018-05-01", "Mongolia still has 900 of them", MONGOLIA, 900)
    assert linked(a, msgspec.structs.replace(b, retracted="2018-06-01")) == linked(a)


BAT = named("Bat", "Mongolian minister")
FOREMAN = unnamed("a foreman", "participant")
RECORDS = paper("Mongolian labour records")
GONE = {"where": MONGOLIA, "polarity": "denied"}
CASE = [
    count("A", "2018-03-01", "Some 1,200 North Koreans sew in Mongolia", MONGOLIA, 1200),
    count("B", "2018-05-01", "Mongolia still has 900 of them", MONGOLIA, 900),
    report("C", "2018-05-02", said("Mongolia has no North Koreans left", "presence", BAT, **GONE)),
    report("D", "2018-05-03", said("Mongolia is free of them", "presence", body("Mongolia"), **GONE)),
    count("E", "2018-05-04", "Mongolia still has 900 of them", MONGOLIA, 900, by=(press("B"),)),
    report("F", "2018-05-04", said("they earn little", "earnings", FOREMAN)),
    count("G", "2018-05-05", "1,190 sew in Mongolia", MONGOLIA, 1190, by=(RECORDS,)),
]


@given(st.permutations(CASE))
def test_the_order_of_reports_does_not_matter(filed):
    assert link(filed, pack=PACK) == link(CASE, pack=PACK)


@given(st.integers(1, len(CASE)))
def test_a_later_report_neither_renames_nor_moves_what_was_known(n):
    before, after = link(CASE[:n], pack=PACK), link(CASE, pack=PACK)
    later = {m.matter: m for m in after.matters}
    for one in before.matters:
        claims = [(p.report, p.claim, p.position) for p in one.claims]
        assert [(p.report, p.claim, p.position) for p in later[one.matter].claims][: len(claims)] == claims


def test_every_claim_answers_something():
    found = linked(*CASE)
    claims = {(p.report, p.claim) for m in found.matters for p in m.claims}
    assert claims == {(f.record.report.id, c.id) for f in CASE for c in f.record.claims}


def test_what_was_done_by_the_last_day_answers_whether_the_duty_was_met():
    due = during("2019-12-22", role="deadline")
    a = report("A", "2020-01-10", said("All left Nepal by the deadline", "return", where=at("Nepal", "NP"), when=due))
    b = report(
        "B",
        "2020-01-12",
        said("Nepal broke the resolution", "compliance-report", where=at("Nepal", "NP"), polarity="denied"),
    )
    assert together(a, b)
    assert position(linked(a, b), b).position == "denies"


def test_numbers_of_several_places_go_to_their_places():
    a = report(
        "A",
        "2018-01-10",
        said(
            "50,000 work in China and 30,000 in Russia",
            "presence",
            where=(at("China", "CN"), at("Russia", "RU")),
            numbers=(number(50000), number(30000)),
        ),
    )
    assert {(m.place, m.claims[0].value.low) for m in linked(a).matters} == {("CN", 50000), ("RU", 30000)}


def test_a_matter_s_kind_is_the_one_that_its_affirmation_is_of():
    a = report("A", "2017-08-20", said("Oman has stopped their visas", "visa-halted", where=OMAN))
    [one] = linked(a).matters
    assert (one.kind, one.claims[0].position) == ("visa-issued", "denies")


def test_a_development_gives_two_levels_of_their_own_days():
    fell = said(
        "The number of them in Russia fell from 30,023 to 11,490",
        "presence",
        where=at("Russia", "RU"),
        numbers=(number(30023, role="from"), number(11490, role="to")),
        when=(during("2017-12-31", role="as-of"), during("2018-12-31", role="as-of")),
    )
    a = report("A", "2019-03-26", fell)
    b = report(
        "B",
        "2019-03-27",
        said("11,490 were left in Russia", "presence", where=at("Russia", "RU"), numbers=number(11490)),
    )
    found = linked(a, b)
    assert sorted(m.claims[0].value.low for m in found.matters) == [11490, 30023]
    assert len(matter(found, b).claims) == 2


def test_of_a_sum_and_its_part_only_the_part_is_in_the_place_named():
    text = "100,000 work abroad, of them 50,000 in China"
    spans = [Span(start=0, end=7, text=text[:7]), Span(start=29, end=35, text=text[29:35])]
    numbers = tuple(msgspec.structs.replace(number(n), span=s) for n, s in zip((100000, 50000), spans, strict=True))
    china = msgspec.structs.replace(at("China", "CN"), span=Span(start=39, end=44, text="China"))
    a = report("A", "2019-12-19", said(text, "presence", where=china, numbers=numbers))
    assert {(m.place, m.claims[0].value.low) for m in linked(a).matters} == {(None, 100000), ("CN", 50000)}
