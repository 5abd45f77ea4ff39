"""The pattern language: what a word list, a fragment, a gap and the pointed brackets stand for."""

import datetime
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import PackError
from sayso.model.pack import Listed, Rule
from sayso.packs.patterns import Lexicon, Passage, Pattern, Phrases, any_of, fold, spell

WORDS = {"order": ["order/s/ed", "tell", "told"], "home": ["go/es home", "back home"], "visa": ["visa/s"]}
LEXICON = Lexicon(WORDS, {"who": "the (?:{home}|{order})", "late": "very late"})


def found(match, line, **more):
    pattern = Pattern(Rule(match=match, example=("x",), **more), LEXICON)
    folded = fold(line)
    return [folded[one.start : one.end] for one in pattern.find(Passage(folded, (0, len(folded))))]


def listed(id, *words):
    return Listed(id=id, title=id, words=words, source="own", as_of=datetime.date(2026, 11, 23))


@given(st.text())
def test_folding_keeps_every_offset(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"), [("“River–Crossing”\u00a0İ’s", '"river-crossing" İ\'s'), ("Größe", "größe")]
)
def test_folding_straightens_quotes_and_dashes_and_lowers_what_keeps_its_length(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("order/s/ed", ["order", "orders", "ordered"]),
        ("Send", ["send"]),
        ("hand/s out", ["hand out", "hands out"]),
        ("give/s order/s", ["give order", "give orders", "gives order", "gives orders"]),
    ],
)
def test_a_listed_word_is_written_once_with_its_endings(word, forms):
    assert spell(word) == forms


def test_a_space_in_a_list_or_pattern_is_a_space_or_a_hyphen():
    assert found("river crossing {visa}", "Their river-crossing visas and river crossing visa.") == [
        "river-crossing visas",
        "river crossing visa",
    ]
    assert re.fullmatch(any_of(["short term"]), "short-term")


def test_names_in_braces_stand_for_lists_and_fragments_which_may_hold_lists():
    assert found("{who}", "the goes home, the told, the untold") == ["the goes home", "the told"]


def test_matches_begin_and_end_at_word_boundaries():
    assert found("{visa}", "Visas, advisable, visa-free, visable") == ["visas", "visa"]


def test_three_dots_stand_for_up_to_eight_words():
    near, far = "ordered " + "all of " * 4 + "them back home", "ordered " + "all of " * 5 + "them back home"
    assert found("{order} ... {home}", near) == []
    assert found("{order} ... {home}", "ordered " + "all " * 8 + "back home")
    assert found("{order} ... {home}", far) == []


def test_pointed_brackets_mark_the_words_that_are_meant():
    assert found("new <{visa}> of theirs", "New visas of theirs") == ["visas"]


def test_what_stands_beside_is_tried_only_there_and_may_widen_what_is_meant():
    assert found("{visa}", "the old visas to work", before="<old> ", after=" <to work>") == ["old visas to work"]
    assert found("{visa}", "the old and new visas", before="old ") == []
    assert found("{visa}", "visas that work", after=" to work") == []


def test_what_is_required_or_forbidden_is_looked_for_in_the_scope():
    line = "They were told. They go home."
    folded = fold(line)
    sentence = Passage(folded, (0, 15))
    paragraph = Rule(match="told", require=("{home}",), scope="paragraph", example=("x",))
    assert Pattern(paragraph, LEXICON).find(sentence)
    assert not Pattern(Rule(match="told", require=("{home}",), example=("x",)), LEXICON).find(sentence)
    assert not Pattern(Rule(match="told", forbid=("they",), example=("x",)), LEXICON).find(sentence)


@pytest.mark.parametrize(
    ("match", "needs"),
    [
        ("{order} ... {home}", 2),
        ("{order}(?: {home})?", 1),
        ("{order}|{home}", 0),
        ("{order}? {home}", 1),
        ("{order}{0,2} x", 0),
        ("(?:{order} )?{visa}", 1),
        ("{who}", 0),
    ],
)
def test_a_pattern_needs_only_the_lists_without_which_it_cannot_match(match, needs):
    assert len(LEXICON.needs(match)) == needs


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(PackError, match=r"\{visum\}: expected one of home, late, order, visa, who"):
        LEXICON.compile("{visum}")


def test_what_is_no_regular_expression_is_refused():
    with pytest.raises(PackError, match="expected a regular expression"):
        LEXICON.compile("(visa")


def test_hyphens_without_end_cost_no_more_than_other_words():
    line = "ordered " + "a-" * 20_000 + " back homes"
    start = time.process_time()
    assert found(r"{order} ... {home}", line) == []
    assert found(r"{order} (?:\S+ ){0,8}?{home}", line) == []
    assert time.process_time() - start < 2


def test_the_longest_phrase_at_a_place_wins():
    phrases = Phrases(listed(word, word) for word in ("not", "not clear", "clear", "$", "us$"))
    found = phrases.find("it is not clear, not cleared, us$5 or $6")
    assert [(start, end, one.id) for start, end, one in found] == [
        (6, 15, "not clear"),
        (17, 20, "not"),
        (30, 33, "us$"),
        (38, 39, "$"),
    ]


@given(st.lists(st.sampled_from(["told", "orders", "go", "home", "back", "visas", "-", "x", "."]), max_size=30))
def test_phrases_are_found_in_order_without_overlap(tokens):
    text = " ".join(tokens)
    hits = Phrases(listed(name, *words) for name, words in WORDS.items()).find(text)
    assert all(a[1] <= b[0] for a, b in pairwise(hits))
    assert all(text[start:end] in {form for w in WORDS[one.id] for form in spell(w)} for start, end, one in hits)
