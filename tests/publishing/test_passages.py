from itertools import combinations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Claim, Span
from sayso.publishing import account
from sayso.publishing.passages import lanes, passages


@given(data=st.data())
def test_the_runs_hold_every_word_of_every_paragraph_exactly_once(any_record, data):
    record = data.draw(any_record)
    paragraphs = [part for part in record.report.text.split("\n") if part]
    assert ["".join(run.text for run in passage.runs) for passage in passages(account(record))] == paragraphs


@given(data=st.data())
def test_each_claim_is_drawn_over_its_words_and_no_others(any_record, data):
    record = data.draw(any_record)
    for claim in record.claims:
        drawn = [
            run.text
            for passage in passages(account(record))
            for run in passage.runs
            if claim.id in {line.id for _, line in run.claims}
        ]
        assert "".join(drawn) == claim.span.text.replace("\n", "")


@given(data=st.data())
def test_each_claim_with_words_opens_once_closes_once_and_has_one_note(any_record, data):
    record = data.draw(any_record)
    shown = passages(account(record))
    worded = sorted(claim.id for claim in record.claims if claim.span.text.strip("\n"))
    runs = [run for passage in shown for run in passage.runs]
    assert sorted(line.id for run in runs for line in run.closes) == worded
    assert sorted(anchor for run in runs for anchor in run.opens) == worded
    assert sorted(line.id for passage in shown for note in passage.notes for line in note.lines) == worded


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=12))
def test_spans_that_share_words_never_share_a_lane_and_one_alone_takes_the_first(pairs):
    spans = [Span(start, start + length, "x") for start, length in pairs]
    taken = lanes(spans)
    for (a, lane_a), (b, lane_b) in combinations(zip(spans, taken, strict=True), 2):
        assert lane_a != lane_b or not a.overlaps(b)
    for n, span in enumerate(spans):
        if not any(span.overlaps(other) for m, other in enumerate(spans) if m != n):
            assert taken[n] == 0


def test_hedges_and_mentions_of_voices_are_marked_where_they_stand(example):
    runs = [run for passage in passages(account(example)) for run in passage.runs]
    hedges = [run.text for run in runs if run.hedge]
    assert hedges == ["probably", "reportedly", "may", "might", "It is not clear", "believed"]
    assert [run.text for run in runs if run.voice][:3] == ["a dormitory manager", "the manager", "the Northern Ledger"]


def test_a_margin_note_groups_the_claims_of_one_voice_in_one_paragraph(example):
    fourth = passages(account(example))[6]
    assert [(note.voice.name, [line.id for line in note.lines]) for note in fourth.notes] == [
        ("Northern Ledger", ["c12"]),
        ("the foreign ministry", ["c13"]),
    ]


def test_spans_past_the_end_of_the_text_cut_nothing(example):
    far = Claim(id="c99", span=Span(10_000, 10_010, "nowhere"), source="s0", chain=("s0",))
    shown = passages(account(msgspec.structs.replace(example, claims=(*example.claims, far))))
    assert "\n\n".join("".join(run.text for run in passage.runs) for passage in shown) == example.report.text
