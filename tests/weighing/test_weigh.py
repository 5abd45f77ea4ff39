import time

import msgspec
import pytest
from little_cases import DAY, origin, said

from sayso.errors import UsageError
from sayso.model import Claim, Filed, Place, Published, Question, Record, Report, Span


def filed(retracted=None):
    """One report with one question of its own, on an order that it leaves open."""
    text = "It is not clear whether all were called home."
    span = Span.of(text, 0, len(text))
    place = Place(mention="m1", name="China", country="CN", span=span)
    claim = Claim(id="c0", span=span, source="s0", chain=("s0",), kind="recall-order", places=(place,))
    report = Report(id="r1", published=Published(why="given"), text=text)
    record = Record(report=report, claims=(claim,), questions=(Question(id="q1", span=span, about=("c0",)),))
    return Filed(record=record, known=DAY, added="2026-11-29T00:00:00Z", original="0", reader="r", retracted=retracted)


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


def test_a_report_taken_back_is_named_as_left_out_and_asks_nothing(weighed):
    result = weighed(said(origin("the embassy")), filed=[filed(retracted="2019-12-01")])
    [reason] = [r for r in result.assessments[0].reasons if r.rule == "withdrawn_report_left_out"]
    assert "2019-12-01" in reason.text
    assert all("r1:" not in about for unknown in result.unknowns for about in unknown.about)


def test_a_case_without_matters_has_nothing_to_say(weighed):
    result = weighed()
    assert (result.assessments, result.unknowns, result.matrix.ratings) == ((), (), ())


def test_the_scale_asked_for_is_the_scale_used(weighed):
    assert weighed(said(origin("a")), scale="PHIA").assessments[0].probability.scale == "PHIA"
    with pytest.raises(UsageError, match="ICD 203"):
        weighed(said(origin("a")), scale="Kent")


def test_the_same_case_gives_the_same_bytes(weighed):
    told = [said(origin("a"), origin("b"), id="m1"), said(origin("c"), id="m2", kind="stay-order")]
    assert msgspec.json.encode(weighed(*told)) == msgspec.json.encode(weighed(*told))


def test_ten_thousand_matters_are_weighed_in_seconds(weighed):
    voices = [origin(f"voice {n}") for n in range(200)]
    told = [said(voices[n % 200], voices[(7 * n + 1) % 200], id=f"m{n}") for n in range(10_000)]
    began = time.process_time()
    assert len(weighed(*told).assessments) == 10_000
    assert time.process_time() - began < 15
