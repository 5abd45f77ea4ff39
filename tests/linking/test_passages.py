"""Passages that two texts share: where they stand and whose words they are."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.linking.passages import SEED, shared_passages, unquoted
from sayso.linking.words import Words

words = st.lists(st.sampled_from(["visa", "port", "kiln", "Osaka", "mill", "tide", "9", "crew"]), max_size=60)


def told(a, b):
    return [(a[s:e], b[t:f]) for s, e, t, f in shared_passages(a, b)]


def test_a_passage_is_found_whatever_stands_around_it():
    a = "Nobody would say. The mill at the ford closed in spring and all its crew left. Then came rain."
    b = "According to neighbours the mill at the ford closed in spring and all its crew left, as expected."
    passage = "he mill at the ford closed in spring and all its crew left"
    assert told(a, b) == [("T" + passage, "t" + passage)]


def test_quotation_marks_and_case_do_not_part_a_passage():
    a = "“We will not send them,” the envoy told them twice."
    b = '"we will not send them", The Envoy told them twice'
    assert told(a, b) == [(a[1:-1], b[1:])]


def test_four_words_in_a_row_are_no_passage():
    assert told("the mill closed early", "the mill closed early") == []


def test_a_passage_that_stands_twice_in_one_text_is_counted_once():
    line = "the mill at the ford closed in spring"
    assert told(line, f"{line}. Again: {line}.") == [(line, line)]


def test_passages_that_changed_places_are_both_found():
    one, other = "the mill at the ford closed in spring", "all of its crew went home by sea"
    assert told(f"{one}; {other}", f"{other}; {one}") == [(one, one), (other, other)]


def test_a_refrain_does_not_make_the_work_grow_with_its_square():
    assert shared_passages("la " * 50_000, "la " * 50_000) == ()


def test_words_of_a_quotation_that_runs_on_are_not_the_texts_own():
    text = "He said:\n\n“It began in May.\n\n“It ended in June,” and left."
    found = Words.of(text)
    own = [text[s:e] for s, e, u in zip(found.starts, found.ends, unquoted(text, found), strict=True) if u]
    assert own == ["He", "said", "and", "left"]


@given(words, words)
def test_passages_read_the_same_in_both_texts_and_do_not_overlap(one, other):
    a, b = " ".join(one), " ".join(other)
    end, seen = 0, set()
    for s, e, t, f in shared_passages(a, b):
        assert a[s:e].lower() == b[t:f].lower()
        assert len(a[s:e].split()) >= SEED
        assert s >= end
        assert not seen & set(range(t, f))
        end = e
        seen |= set(range(t, f))


@given(words)
def test_a_text_without_refrains_shares_all_of_itself_with_itself(one):
    text = " ".join(dict.fromkeys(one))
    expected = ((0, len(text), 0, len(text)),) if len(set(one)) >= SEED else ()
    assert shared_passages(text, text) == expected


@given(st.lists(st.text(max_size=40), max_size=5))
def test_texts_read_together_have_the_words_they_have_alone(texts):
    for text, together in zip(texts, Words.of_all(texts), strict=True):
        alone = Words.of(text)
        assert together.starts.tolist() == alone.starts.tolist()
        assert together.ends.tolist() == alone.ends.tolist()
        assert together.hashes.tolist() == alone.hashes.tolist()
        assert together.stems.tolist() == alone.stems.tolist()
