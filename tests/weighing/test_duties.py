"""What a State owes by a day: the clock, the statuses, the docket of reports, exceptions and orders."""

import hashlib
import itertools
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from sayso.model import (
    Assessment,
    Claim,
    Filed,
    Instrument,
    Linked,
    Matrix,
    Matter,
    Origin,
    Position,
    Probability,
    Published,
    Record,
    Report,
    Span,
    Term,
    Time,
    Value,
    Weighed,
)  # fmt: skip
from sayso.packs import load
from sayso.weighing.duties import RULES, duties_of

PACK = load()
RUSSIA = {"voice": "Russian foreign ministry", "kind": "organisation", "proximity": "official"}
CHINA = {"voice": "Chinese foreign ministry", "kind": "organisation", "proximity": "official"}
WITNESS = {"voice": "a factory manager", "kind": "person", "proximity": "participant"}
COMMITTEE = {"voice": "the 1718 Committee", "kind": "organisation", "proximity": "official"}


class Line(NamedTuple):
    """One claim as a sentence, alone in its report and its matter."""

    matter: Matter
    filed: Filed
    assessment: Assessment


def span(text):
    return Span(start=0, end=len(text), text=text)


def line(kind, text, who=RUSSIA, *, known="2020-01-23", place="RU", position="affirms", number=None,
         status="single-origin", likely=0.7, event=None, deadline=None, tense="past", law=(), visa=None,
         certainty="certain", relayed=False):  # fmt: skip
    """What somebody says, with the assessment of the matter it stands in."""
    name = "m" + hashlib.sha256(repr((kind, text, who, known)).encode()).hexdigest()[:6]
    days = [(event, "event"), (deadline, "deadline")]
    claim = Claim(
        id="c1", span=span(text), source="s1", chain=("s1",), kind=kind, tense=tense,
        times=tuple(
            Time(mention="t", role=role, earliest=day, latest=day, span=span(text)) for day, role in days if day
        ),
        instruments=tuple(Instrument(mention="i", id=one, span=span(text)) for one in law),
        terms=(Term(mention="v", type="visa", id=visa, span=span(text)),) if visa else (),
    )  # fmt: skip
    published = Published(earliest=known, latest=known, basis="given", why="The user said so.")
    record = Record(report=Report(id=f"sha256:{name}", text=text, published=published), claims=(claim,))
    value = number if isinstance(number, Value) or number is None else Value(low=number, high=number, measure="stock")
    stance = "value" if number is not None else position
    matter = Matter(
        matter=name, question="?", kind=kind, numeric=number is not None, place=place,
        claims=(
            Position(report=record.report.id, claim="c1", position=stance, origin=f"o-{name}", value=value, text=text,
                     certainty=certainty, known=known, relayed=relayed),
        ),
        origins=(Origin(**({"origin": f"o-{name}", "source": who["voice"], "first": known} | who)),),
    )  # fmt: skip
    assessment = Assessment(
        matter=name, as_of=known, status=status, answer="yes", confidence="moderate", admiralty="C3", independent=1,
        probability=Probability(value=likely, low=likely - 0.1, high=likely + 0.1, word="likely"),
    )  # fmt: skip
    filed = Filed(record=record, known=known, added=f"{known}T00:00:00Z", original="", reader="")
    return Line(matter, filed, assessment)


def owed(*lines, as_of="2020-06-01", duty="repatriate", state="RU", instrument="unscr-2397", pack=PACK):
    """The one duty asked for."""
    (one,) = [
        each
        for each in duties(*lines, as_of=as_of, states=[state], pack=pack)
        if (each.duty, each.instrument) == (duty, instrument)
    ]
    return one


def duties(*lines, as_of="2020-06-01", states=None, pack=PACK):
    weighed = Weighed(assessments=tuple(one.assessment for one in lines), matrix=Matrix(as_of=as_of))
    linked = Linked(matters=tuple(one.matter for one in lines))
    return duties_of(weighed, linked, [one.filed for one in lines], pack=pack, as_of=as_of, states=states)


def rules(one):
    return {reason.rule for reason in one.reasons}


ALL_GONE = line("return", "All North Korean workers have gone home.", known="2019-12-25")
SOME_GONE = line("return", "Some of the North Korean workers have gone home.", known="2019-12-25")


@pytest.mark.parametrize(
    ("as_of", "days"), [("2019-12-21", 1), ("2019-12-22", 0), ("2019-12-23", -1), ("2020-01-31", -40)]
)
def test_days_are_left_until_the_due_day_and_overdue_from_the_next(as_of, days):
    one = owed(as_of=as_of)
    assert (one.due, one.days) == ("2019-12-22", days)
    assert "day_and_days" in rules(one)


def test_a_report_is_not_due_on_its_last_day_and_missing_on_the_next():
    assert owed(as_of="2019-03-22", duty="interim-report").status == "not due"
    assert owed(as_of="2019-03-23", duty="interim-report").status == "no report"
    assert owed(as_of="2020-03-22", duty="final-report").status == "not due"
    assert owed(as_of="2020-03-23", duty="final-report").status == "no report"


def test_what_is_owed_at_once_is_owed_before_its_last_day():
    one = owed(as_of="2018-02-01")
    assert one.standing
    assert one.status == "no report"
    assert "owed_at_once" in rules(one)


def test_nothing_is_owed_before_adoption():
    assert {one.instrument for one in duties(as_of="2017-12-21", states=["RU"])} == {"unscr-2371", "unscr-2375"}
    assert {one.instrument for one in duties(as_of="2017-12-22", states=["RU"])} >= {"unscr-2397"}
    assert duties(as_of="2017-08-04", states=["RU"]) == ()


def test_a_state_that_says_that_all_have_gone_has_reported_completely():
    one = owed(ALL_GONE)
    assert one.status == "reported complete"
    assert [said.text for said in one.says] == ["All North Korean workers have gone home."]
    assert one.matters == (ALL_GONE.matter.matter,)


def test_a_state_that_speaks_of_some_has_reported_in_part():
    assert owed(SOME_GONE).status == "reported partial"


def test_nearly_all_is_not_all():
    assert owed(line("return", "Nearly all of the workers have gone home.")).status == "reported partial"


def test_a_state_that_counts_who_remains_has_reported_in_part():
    assert owed(line("presence", "There are 511 workers left.", number=511)).status == "reported partial"
    assert owed(line("presence", "There are no workers left.", number=0)).status == "reported complete"


def test_keeping_to_the_resolution_is_the_whole_only_once_its_day_has_come():
    text = "We carry out the resolution."
    assert owed(line("compliance-report", text, known="2018-08-03")).status == "reported partial"
    assert owed(line("compliance-report", text, known="2020-01-23")).status == "reported complete"


def test_a_promise_is_no_report():
    promise = line("return", "All workers will go home.", tense="future", known="2019-06-01", deadline="2019-12-22")
    one = owed(promise, as_of="2019-07-01")
    assert one.status == "no report"
    assert [(order.day, order.days) for order in one.orders] == [("2019-12-22", 0)]


def test_what_a_state_only_supposes_is_no_report():
    assert owed(line("return", "All may have gone home.", certainty="possible")).status == "no report"


def test_another_mouth_is_not_the_states_own_word():
    told = line("return", "All North Korean workers have gone home.", who=WITNESS)
    one = owed(told)
    assert one.status == "no report"
    assert [said.text for said in one.others] == ["All North Korean workers have gone home."]
    assert "silence" in rules(one)


def test_others_who_see_them_still_there_dispute_that_all_have_gone():
    seen = line(
        "presence", "Some 200 are at the yard.", who=WITNESS, number=200, known="2020-02-10", event="2020-02-09"
    )
    one = owed(ALL_GONE, seen)
    assert one.status == "disputed"
    assert "others_deny" in rules(one)


@pytest.mark.parametrize(("status", "likely"), [("single-origin", 0.2), ("unverified", 0.7), ("refuted", 0.05)])
def test_a_word_too_weak_does_not_dispute(status, likely):
    seen = line("presence", "Some are there.", WITNESS, known="2020-02-10", status=status, likely=likely)
    one = owed(ALL_GONE, seen)
    assert one.status == "reported complete"
    assert "others_too_weak" in rules(one)


def test_what_others_saw_before_all_were_said_to_be_gone_does_not_dispute_it():
    assert (
        owed(ALL_GONE, line("presence", "Some are there.", WITNESS, known="2019-11-01")).status == "reported complete"
    )


def test_others_who_see_nobody_leave_dispute_that_some_left():
    seen = line(
        "return", "Nobody has left.", WITNESS, position="denies", known="2020-01-01", status="refuted", likely=0.1
    )
    assert owed(SOME_GONE, seen).status == "disputed"


def test_its_own_later_count_contradicts_that_all_have_gone():
    count = line("presence", "There are 511 workers left.", number=511, known="2020-04-01")
    one = owed(ALL_GONE, count)
    assert one.status == "contradicted"
    assert "own_word_or_record_against" in rules(one)


def test_a_state_that_says_in_one_breath_that_it_complies_and_missed_the_day_contradicts_itself():
    complies = line("compliance-report", "We keep to the resolution carefully.", place=None)
    missed = line("compliance-report", "To have everyone out could not be done.", place=None, position="denies",
                  deadline="2019-12-22")  # fmt: skip
    assert owed(complies, missed).status == "contradicted"


def test_an_earlier_count_does_not_contradict_what_was_done_later():
    count = line("presence", "There are 1,000 workers left.", number=1000, known="2020-01-23")
    gone = line("return", "All North Korean workers have gone home.", known="2020-05-01")
    assert owed(count, gone).status == "reported complete"


def test_an_official_record_contradicts_a_states_word():
    record = line(
        "presence", "There are 300 workers.", COMMITTEE, number=300, known="2020-05-01", status="settled", likely=0.95
    )
    assert owed(ALL_GONE, record).status == "contradicted"


def test_people_said_to_be_outside_the_duty_do_not_count_against_it():
    rest = line("presence", "The 1,000 who remain are no longer workers.", number=1000, known="2020-02-01")
    one = owed(ALL_GONE, rest)
    assert one.status == "reported complete"
    assert [(each.exemption, [said.text for said in each.said]) for each in one.exceptions] == [
        ("outside", ["The 1,000 who remain are no longer workers."])
    ]
    assert "earning income" in one.exceptions[0].text


@pytest.mark.parametrize(
    ("exemption", "text"),
    [
        ("barred-return", "The four who remain have asked for asylum."),
        ("own-national", "The four who remain are now citizens of the country."),
    ],
)
def test_people_whom_the_law_excepts_do_not_count_against_it(exemption, text):
    one = owed(ALL_GONE, line("presence", text, number=4, known="2020-02-01"))
    assert one.status == "reported complete"
    assert [each.exemption for each in one.exceptions] == [exemption]
    assert one.exceptions[0].text == " ".join(PACK.instrument("unscr-2397").duties[0].exemptions[exemption].split())


def test_the_visa_makes_no_difference():
    students = line(
        "presence", "Some 200 students work there.", WITNESS, number=200, known="2020-02-10", visa="student"
    )
    one = owed(ALL_GONE, students)
    assert one.status == "disputed"
    assert "whatever_the_visa" in rules(one)


def test_more_people_sent_home_after_all_had_left_are_neither_a_contradiction_nor_a_sum():
    angola = {"voice": "Angolan government", "kind": "organisation", "proximity": "official"}
    first = line("return", "All 153 workers have left.", angola, place="AO", known="2018-01-30")
    later = line("return", "296 doctors, other professionals and their families were repatriated.", angola, place="AO",
                 known="2020-03-20")  # fmt: skip
    one = owed(first, later, state="AO")
    assert one.status == "reported complete"
    assert "all_is_of_a_day" in rules(one)


def test_a_recall_a_day_before_the_deadline_is_set_beside_it():
    text = "Pyongyang decided to recall them a day earlier."
    order = line("recall-order", text, WITNESS, place="CN", known="2019-09-25", deadline="2019-12-21")
    one = owed(order, as_of="2019-09-30", state="CN")
    assert [(each.kind, each.day, each.days) for each in one.orders] == [("recall-order", "2019-12-21", -1)]
    assert any("1 day before the due day" in reason.text for reason in one.reasons)
    assert one.status == "no report", "an order of the sending State is not the host's word"


def test_what_was_said_later_or_taken_back_does_not_count():
    assert owed(ALL_GONE, as_of="2019-12-24").status == "no report"
    taken_back = ALL_GONE._replace(filed=replace(ALL_GONE.filed, retracted="2020-02-01"))
    assert owed(taken_back, as_of="2020-01-31").status == "reported complete"
    assert owed(taken_back, as_of="2020-02-01").status == "no report"


def test_a_copy_adds_nothing():
    assert owed(line("return", "All of them have gone home.", relayed=True)).says == ()


def test_a_claim_on_one_instrument_says_nothing_of_another():
    kept = line("compliance-report", "We carry out resolution 2375.", law=["unscr-2375"])
    assert owed(kept).status == "no report"
    assert owed(kept, duty="no-authorisations", instrument="unscr-2375").status == "reported complete"


def test_new_permits_bear_on_the_older_resolution_and_not_on_the_return():
    permits = line(
        "visa-issued", "Six visas were issued.", WITNESS, known="2019-08-01", place="TH", status="settled", likely=0.9
    )
    kept = line("compliance-report", "We issue no visas, in line with the sanctions.",
                {"voice": "Thai government", "kind": "organisation", "proximity": "official"},
                known="2019-09-01", place="TH", law=["unscr-2375"])  # fmt: skip
    one = owed(permits, kept, duty="no-authorisations", instrument="unscr-2375", state="TH")
    assert one.status == "contradicted"
    assert (one.due, one.days, one.standing) == (None, None, True)
    assert owed(permits, kept, state="TH").others == ()


def test_student_visas_are_no_work_authorisations():
    kept = line("compliance-report", "We keep to the resolution.", known="2018-08-01", law=["unscr-2375"])
    visas = line("visa-issued", "10,345 student visas were issued.", known="2020-01-31", visa="student")
    permits = line("visa-issued", "700 permits were issued.", known="2020-01-31", visa="work")
    assert owed(kept, visas, duty="no-authorisations", instrument="unscr-2375").status == "reported complete"
    assert owed(kept, permits, duty="no-authorisations", instrument="unscr-2375").status == "contradicted"


def test_what_was_done_before_adoption_neither_keeps_nor_breaks_it():
    before = line("visa-issued", "Permits were issued.", known="2017-09-01")
    after = line("visa-issued", "Permits were issued.", known="2017-09-11")
    assert owed(before, duty="no-authorisations", instrument="unscr-2375").says == ()
    assert len(owed(after, duty="no-authorisations", instrument="unscr-2375").says) == 1


def test_a_missed_day_says_nothing_of_a_duty_without_one():
    missed = line("compliance-report", "It missed the day.", position="denies", deadline="2019-12-22")
    assert owed(missed, duty="no-authorisations", instrument="unscr-2375").says == ()
    assert owed(missed).status == "reported partial"


def test_permits_under_old_contracts_are_excepted():
    kept = line("compliance-report", "We keep to the resolution.", known="2018-08-01", law=["unscr-2375"])
    permits = line("visa-issued", "Permits were renewed under old contracts.", known="2018-08-03")
    one = owed(kept, permits, duty="no-authorisations", instrument="unscr-2375")
    assert one.status == "reported complete"
    assert [each.exemption for each in one.exceptions] == ["written-contracts"]


# The docket of reports.


def filing(text="Russia has submitted its interim report.", who=COMMITTEE, event=None, **more):
    return line("compliance-report", text, who, event=event, **({"known": "2019-04-10"} | more))


def test_a_report_filed_four_days_late():
    one = owed(filing(event="2019-03-26"), duty="interim-report")
    assert (one.status, one.filed, one.late) == ("reported complete", "2019-03-26", 4)
    assert any("4 days after the due day" in reason.text for reason in one.reasons)


def test_a_report_filed_early():
    assert owed(filing(event="2019-03-20"), duty="interim-report").late == -2


def test_where_no_day_is_told_a_report_was_filed_by_the_day_one_knew_of_it():
    one = owed(filing(), duty="interim-report")
    assert (one.filed, one.late) == ("2019-04-10", None)


def test_a_filing_that_is_promised_is_none():
    promise = filing("Russia will submit its interim report.", RUSSIA, tense="future", known="2019-03-01")
    assert owed(promise, duty="interim-report", as_of="2019-03-10").status == "not due"


def test_a_filing_is_of_the_report_that_its_words_name():
    named = filing("Russia has submitted its final report.", event="2019-03-26")
    assert owed(named, duty="interim-report").status == "no report"
    assert owed(named, duty="final-report").status == "reported complete"


def test_a_filing_that_names_no_report_is_of_the_one_whose_day_is_nearest():
    text = "Russia has submitted its report."
    early = filing(text, event="2019-03-25")
    late = filing(text, event="2020-03-20", known="2020-03-30")
    assert owed(early, duty="interim-report").filed == "2019-03-25"
    assert owed(early, duty="final-report").status == "no report"
    assert owed(late, duty="final-report").filed == "2020-03-20"
    assert owed(late, duty="interim-report").status == "no report"


def test_that_a_report_came_in_says_nothing_of_the_return():
    one = owed(filing(event="2019-03-26"))
    assert (one.status, one.says, one.others) == ("no report", (), ())


def test_a_report_that_a_state_asked_not_to_publish_is_filed_and_confidential():
    asked = filing("China asked that its interim report not be published.", CHINA, place="CN")
    one = owed(asked, duty="interim-report", state="CN")
    assert one.confidential
    assert one.status == "reported complete"
    assert one.filed == "2019-04-10"
    assert "withheld" in rules(one)


def test_a_share_without_a_count_is_a_report_in_part():
    who = {**CHINA, "kind": "document", "source": "China, interim report"}
    half = Value(low=0.5, high=None, unit="fraction", measure="outflow")
    one = owed(line("return", "More than half have gone home.", who, place="CN", known="2019-03-26", number=half),
               duty="interim-report", state="CN")  # fmt: skip
    assert one.status == "reported partial"
    assert "share_without_count" in rules(one)
    assert [said.text for said in one.says] == ["More than half have gone home."]


def test_what_a_report_that_is_not_in_the_case_says_comes_with_it():
    who = {**RUSSIA, "kind": "document", "source": "Russian Federation, interim report"}
    count = line("presence", "11,490 were in the country.", who, number=11490, known="2019-03-26", event="2018-12-31")
    one = owed(count, duty="interim-report")
    assert (one.status, one.filed, one.late) == ("reported complete", "2019-03-26", None)
    assert [said.value.low for said in one.says] == [11490]


def test_what_a_report_says_of_the_time_before_adoption_is_part_of_it():
    who = {**RUSSIA, "kind": "document", "source": "Russian Federation, interim report"}
    count = line("presence", "30,023 were in the country.", who, number=30023, known="2019-03-26", event="2017-12-01")
    assert [said.value.low for said in owed(count, duty="interim-report").says] == [30023]
    assert owed(count).says == ()


def test_a_report_that_others_say_did_not_come_is_disputed_by_those_who_say_that_it_did():
    came = filing("We have submitted our final report.", RUSSIA, known="2020-03-25")
    missing = filing(
        "Russia has not submitted its final report.", COMMITTEE, known="2020-05-01", position="denies", likely=0.2
    )
    assert owed(came, missing, duty="final-report").status == "disputed"
    assert owed(missing, duty="final-report").status == "no report"


# States and order.


def test_the_states_are_the_hosts_that_matters_are_about_or_that_speak():
    lines = [
        ALL_GONE,
        line("presence", "Some are there.", CHINA, place=None),
        line("presence", "…", WITNESS, place="KP"),
    ]
    assert list(dict.fromkeys(one.state for one in duties(*lines))) == ["CN", "RU"]


@pytest.mark.parametrize(
    ("voice", "kind", "proximity", "says"),
    [
        ("Russia's ambassador to North Korea", "person", "official", 1),
        ("the Kremlin", "organisation", "official", 1),
        ("US ambassador to Russia", "person", "official", 0),
        ("Russian analyst", "person", "expert", 0),
        ("Russia Today", "outlet", "outlet", 0),
        ("the UN Panel of Experts", "organisation", "official", 0),
    ],
)
def test_a_states_word_is_that_of_an_official_voice_of_its_own(voice, kind, proximity, says):
    who = {"voice": voice, "kind": kind, "proximity": proximity}
    assert len(owed(line("return", "All of them have gone home.", who)).says) == says


def test_the_state_that_linking_found_for_a_voice_goes_before_its_name():
    who = {"voice": "Foreign Ministry spokesperson", "kind": "person", "proximity": "official", "country": "RU"}
    assert owed(line("return", "All of them have gone home.", who)).status == "reported complete"


def test_the_order_of_matters_and_reports_changes_nothing():
    lines = [ALL_GONE, SOME_GONE, filing(), line("presence", "Some are there.", WITNESS)]
    assert len({duties(*order) for order in itertools.permutations(lines)}) == 1


def test_every_duty_has_its_reasons_and_every_rule_says_what_it_sees():
    assert all(one.reasons for one in duties(ALL_GONE))
    assert all(rule.__doc__ and rule.__doc__.endswith(".") for rule in RULES)


def test_another_pack_has_its_own_duties():
    mines = load("tests/packs/mine-clearance")
    one = owed(as_of="2021-03-05", duty="clear", state="RU", instrument="velden", pack=mines)
    assert (one.due, one.days, one.status) == ("2021-03-01", -4, "no report")
