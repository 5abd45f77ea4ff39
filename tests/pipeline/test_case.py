"""A case from the shipped example, with the shipped weights: what the account of it must say, on any day."""

import functools
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import CaseError, UsageError
from sayso.model import Gap, Judgement
from sayso.pipeline import Case, read

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "dprk-workers"
NOW = "2026-11-29T12:00:00Z"
CHINA_2019 = ["27-", "28-", "29-", "32-", "34-", "35-", "43-"]


def reports(*starts):
    return [next(EXAMPLE.glob(f"{start}*.md")) for start in starts]


@functools.cache
def readings():
    return tuple(read(reports(*CHINA_2019)))


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "case", now=NOW) as made:
        yield made


def told(findings):
    """All that a view amounts to, as bytes."""
    return msgspec.json.encode([findings.linked, findings.weighed, findings.owed, findings.figures])


def file(case, some):
    for reading in some:
        case._file(reading, reader="reader", now=NOW)


def test_a_report_added_twice_is_there_once(case):
    first, again = (list(case.add(reports("28-"), now=NOW)) for _ in range(2))
    assert [first[0].what, again[0].what] == ["new", "already there"]
    assert len(case.store.view().filed) == 1


def test_a_report_that_cannot_be_read_costs_itself_and_is_noted(case, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    results = list(case.add([tmp_path / "empty.txt", *reports("28-")], now=NOW))
    assert isinstance(results[0], Gap)
    assert results[1].what == "new"
    assert [gap.code for gap in case.store.view().misses] == ["unreadable"]


def test_a_corrected_article_replaces_the_first_from_its_own_day(case):
    added = list(case.add(reports("03-", "04-"), now=NOW))
    assert added[1].what == "new version"
    assert added[1].supersedes == added[0].report
    assert [one.record.report.id for one in case.store.view(as_of="2017-08-10").filed] == [added[0].report]
    assert [one.record.report.id for one in case.store.view(as_of="2017-08-11").filed] == [added[1].report]
    assert any(line.startswith("+") for line in case.store.difference(added[1].report))


def test_the_order_of_2019_rests_on_one_outlet_and_is_said_to(case):
    file(case, readings())
    findings = case.findings(as_of="2019-12-31")
    questions = {matter.matter: matter for matter in findings.linked.matters}
    orders = [one for one in findings.weighed.assessments if questions[one.matter].kind == "recall-order"]
    assert any("China" in questions[one.matter].question and one.answer == "yes" for one in orders)
    assert all(one.status == "single-origin" for one in orders if one.independent == 1)


def test_what_was_known_before_the_first_report_is_nothing(case):
    file(case, readings())
    findings = case.findings(as_of="2010-01-01")
    assert (findings.filed, findings.linked.matters, findings.weighed.assessments) == ((), (), ())


DAYS = sorted({"2019-09-25", "2019-10-30", "2019-12-01", "2019-12-23", "2020-01-30"})


@given(day=st.sampled_from(DAYS), later=st.sets(st.integers(0, len(CHINA_2019) - 1)))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_published_later_has_a_say(tmp_path_factory, day, later):
    known = [one for one in readings() if one.record.report.published.latest <= day]
    after = [one for n, one in enumerate(readings()) if n in later and one.record.report.published.latest > day]
    results = []
    for some in (known, [*known, *after]):
        with Case.create(tmp_path_factory.mktemp("case") / "c", now=NOW) as case:
            file(case, some)
            results.append(told(case.findings(as_of=day)))
    assert results[0] == results[1]


@given(order=st.permutations(range(len(CHINA_2019))))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_in_which_reports_come_does_not_matter(tmp_path_factory, order):
    results = []
    for some in (readings(), [readings()[n] for n in order]):
        with Case.create(tmp_path_factory.mktemp("case") / "c", now=NOW) as case:
            file(case, some)
            results.append(told(case.findings(as_of="2026-01-01")))
    assert results[0] == results[1]


def test_nothing_added_later_has_a_say(case):
    file(case, readings()[:3])
    before = told(case.findings(as_of="2026-01-01", added_by=NOW))
    for reading in readings()[3:]:
        case._file(reading, reader="reader", now="2026-12-01T00:00:00Z")
    assert told(case.findings(as_of="2026-01-01", added_by=NOW)) == before


def judged(verb, *subject, value=None, id="j1"):
    return Judgement(id=id, verb=verb, subject=subject, value=value, author="desk", made=NOW, reason="because")


def test_a_retraction_reaches_every_matter_that_leaned_on_the_report(case):
    file(case, readings())
    report = next(one.record.report.id for one in readings() if one.record.report.published.latest == "2019-09-25")
    case.store.judge(judged("retract-report", report, value="2019-12-01"))
    before, after = case.findings(as_of="2019-11-30"), case.findings(as_of="2019-12-31")
    leaning = lambda findings: [m for m in findings.linked.matters if any(c.report == report for c in m.claims)]  # noqa: E731
    assert leaning(before)
    assert not leaning(after)


def test_a_judgement_undone_no_longer_counts(case):
    file(case, readings())
    plain = told(case.findings(as_of="2019-12-31"))
    report = readings()[0].record.report.id
    case.store.judge(judged("retract-report", report, value="2019-01-01"))
    assert told(case.findings(as_of="2019-12-31")) != plain
    case.store.retire("j1", author="desk", now="2026-11-29T13:00:00Z", reason="a slip")
    assert told(case.findings(as_of="2019-12-31")) == plain


def test_a_judgement_about_a_report_that_is_not_there_is_refused(case):
    with pytest.raises(UsageError, match="of the case"):
        case.store.judge(judged("retract-report", "sha256:" + "0" * 64, value="2019-01-01"))


def test_eight_digits_are_enough_to_name_a_report(case):
    file(case, readings())
    id = readings()[0].record.report.id
    assert case.report_id(id[7:15]) == id


def test_findings_are_kept_and_read_back_the_same(case):
    file(case, readings())
    assert told(case.findings(as_of="2019-12-31")) == told(case.findings(as_of="2019-12-31"))


def test_a_folder_that_is_no_case_is_refused(tmp_path):
    with pytest.raises(CaseError, match="sayso new"):
        Case.open(tmp_path)
