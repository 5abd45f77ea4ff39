"""The rooms in order, on real input, with the shipped weights."""

from pathlib import Path

import pytest

from sayso.errors import UnreadableError
from sayso.model import Gap, Record
from sayso.pipeline import read, read_one

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "cannery.txt"


@pytest.fixture(scope="module")
def record() -> Record:
    return read_one(EXAMPLE).record


def claim(record, words):
    [found] = [c for c in record.claims if words in c.span.text]
    return found


def voice(record, words):
    return next(s for s in record.sources if s.id == claim(record, words).source)


def test_every_span_is_the_report_s_own_words(record):
    text = record.report.text
    spans = [s for c in record.claims for s in (c.span, *c.hedges, *(v.span for v in (*c.times, *c.places)))]
    spans += [s for a in record.attributions for s in (*a.source_spans, *a.cue_spans, *a.content_spans)]
    assert spans
    assert all(text[s.start : s.end] == s.text for s in spans)


def test_a_named_spokeswoman_stands_behind_her_words(record):
    assert voice(record, "No such visas have been issued").name == "Vera Vymyslova"


def test_the_broker_is_one_voice_before_and_after_the_pronoun(record):
    assert claim(record, "they will probably go on").source == claim(record, "Most of those who remain").source


def test_what_a_resolution_requires_the_outlet_states(record):
    demand = claim(record, "December 22, 2019")
    assert demand.source == "s0"
    assert [i.id for i in demand.instruments] == ["unscr-2397"]


def test_reportedly_is_hearsay_in_the_outlet_s_own_voice(record):
    order = claim(record, "reportedly ordered")
    assert (order.hearsay, order.source) == (True, "s0")


def test_what_is_not_clear_is_a_question_with_its_claim(record):
    [question] = [q for q in record.questions if "It is not clear" in q.span.text]
    assert claim(record, "the order also covers").id in question.about


def test_a_record_comes_back_from_its_own_json(record):
    assert Record.from_json(record.to_json()) == record


def test_the_same_report_gives_the_same_bytes(record):
    assert read_one(EXAMPLE).to_json() == record.to_json()


def test_a_bad_input_costs_itself_only(tmp_path):
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    first, second = read([bad, EXAMPLE])
    assert isinstance(first, Gap)
    assert first.code == UnreadableError.code
    assert second.record.claims


def test_results_come_in_the_order_of_the_input(tmp_path):
    paths = []
    for n in range(5):
        paths.append(tmp_path / f"{n}.txt")
        paths[-1].write_text(f"Report number {n} says that the ferry has left the harbour of the town.\n" * (5 - n))
    assert [r.subject for r in read(paths, jobs=2)] == [str(p) for p in paths]


def test_what_a_speaker_denies_is_denied(record):
    assert claim(record, "student visas were being misused").polarity == "denied"


def test_a_day_by_which_something_is_ordered_lies_ahead(record):
    [time] = claim(record, "aboard by December 15").times
    assert (time.latest, time.role) == ("2019-12-15", "deadline")
