from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from sayso.encoder.windows import CLS, SEP, split, windows

VOCABULARY = {"[UNK]": 100, "word": 5, "“": 6, "”": 7, ".": 8}


def tokenizer():
    t = Tokenizer(WordLevel(VOCABULARY, unk_token="[UNK]"))
    t.pre_tokenizer = Whitespace()
    return t


TEXTS = st.lists(
    st.lists(st.sampled_from(["word", "Word", ".", "“", "”", "日本"]), min_size=1, max_size=40), max_size=8
).map(lambda paragraphs: "\n\n".join(" ".join(p) for p in paragraphs))


@given(TEXTS, st.integers(8, 64), st.one_of(st.none(), st.integers(0, 9)))
def test_every_word_is_in_exactly_one_window_and_none_is_too_long(text, limit, seed):
    words = split(text, tokenizer())
    rows = windows(words, limit, None if seed is None else Random(seed))
    assert sorted(int(w) for r in rows for w in r.words if w >= 0) == list(range(len(words.starts)))
    assert all(len(r.ids) <= limit + 1 for r in rows)
    assert all(r.ids[0] == CLS and r.ids[-1] == SEP for r in rows)


def test_words_inside_quotation_marks_have_another_shape():
    words = split("Word “word word” word", tokenizer())
    assert [s >= 5 for s in words.shapes] == [False, True, True, True, True, False]


def test_code_points_are_found_again_as_words():
    words = split("word word. word", tokenizer())
    assert words.range_of(5, 10) == (1, 3)
