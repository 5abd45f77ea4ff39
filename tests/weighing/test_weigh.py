import time

import msgspec
import pytest
from little_cases import filed, judgement, origin, said

from sayso.errors import UsageError


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


def test_the_order_of_matters_moves_no_number(weighed):
    told = [said(origin("a"), origin("b"), id="m1"), said(origin("c"), origin("a"), id="m2", kind="stay-order")]
    one, two = weighed(*told), weighed(*reversed(told))
    assert one.assessments == two.assessments[::-1]
    assert (one.matrix.standings, one.unknowns) == (two.matrix.standings, two.unknowns)


def test_a_retired_judgement_does_not_count(weighed):
    grade = msgspec.structs.replace(judgement("grade-matter", "m1", value="5"), retired="2026-11-29T00:00:01Z")
    assert weighed(said(origin("a")), judgements=[grade]) == weighed(said(origin("a")))


def test_twenty_thousand_matters_are_weighed_in_seconds(weighed):
    voices = [origin(f"voice {n}") for n in range(200)]
    told = [said(voices[n % 200], voices[(7 * n + 1) % 200], id=f"m{n}") for n in range(20_000)]
    began = time.process_time()
    assert len(weighed(*told).assessments) == 20_000
    assert time.process_time() - began < 10
