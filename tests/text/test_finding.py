"""Paragraphs found again in the text they were taken from."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.text import UNSEEN, Alignment, Canonical, canonical, found_in, rewritten

LONG = "The embassy told managers on Monday that all workers must leave the harbour district by December."
SHORT = "Nobody will stay, the person said. No."


def where(text: str, source: str) -> Alignment:
    unseen = ((run.start(), run.end(), "") for run in UNSEEN.finditer(source))
    return found_in(text, rewritten(source, 0, len(source), unseen))


def at(text: str, words: str, source: str) -> str:
    start = text.index(words)
    raw_start, raw_end = where(text, source).to_raw(start, start + len(words))
    return source[raw_start:raw_end]


def test_white_space_and_break_hints_do_not_matter() -> None:
    source = (
        "MENU\n\nThe embassy\ttold man\u00adagers on  Monday\nthat all workers must leave the\u200bharbour district by "
        "December.END"
    )
    text = LONG.replace("the harbour", "theharbour")
    assert at(text, "told managers on", source) == "told man\u00adagers on"
    assert at(text, text, source) == source[6:-3]


def test_a_teaser_that_repeats_a_sentence_does_not_capture_it() -> None:
    source = f"{SHORT} Read more. {LONG} {SHORT} More: {SHORT}"
    text = f"{LONG}\n\n{SHORT}"
    start = text.index(SHORT)
    assert where(text, source).to_raw(start, len(text))[0] == source.index(LONG) + len(LONG) + 1


def test_what_stands_above_the_longest_paragraph_is_looked_for_backwards() -> None:
    source = f"{SHORT} Advertisement {SHORT} picture {LONG}"
    text = f"{SHORT}\n\n{LONG}"
    assert where(text, source).to_raw(0, len(SHORT))[0] == source.index(SHORT, 5)


def test_of_a_paragraph_that_was_altered_the_other_sentences_are_found() -> None:
    source = f"{LONG} One altogether different sentence stood here. The ministry did not answer our questions."
    text = f"{LONG} Another sentence stands here now. The ministry did not answer our questions."
    assert at(text, "The ministry did not answer", source) == "The ministry did not answer"
    alignment = where(text, source)
    start, end = alignment.to_raw(text.index("stands here"), text.index("stands here") + 6)
    assert source[start:end].startswith(" One"), "what was not found answers with all that lies between"


def test_words_that_are_nowhere_are_in_no_block() -> None:
    assert list(where("Nothing of it.", LONG).length) == []
    assert list(where("", LONG).length) == []
    assert list(where("Nothing of it.", "").length) == []


WORDS = st.sampled_from(["Kim", "said", "no.", "“Yes,”", "the", "order", "\u200b", "é", "U.S."])
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@given(st.lists(PARAGRAPH, min_size=1, max_size=6), st.lists(PARAGRAPH, max_size=6), st.integers(0, 6))
def test_whatever_is_found_holds_the_same_words(kept: list[str], noise: list[str], place: int) -> None:
    text = canonical("\n\n".join(kept)).text
    source = "\n".join([*noise[:place], *kept, *noise[place:]])
    alignment = where(text, source)
    for here, there, length in zip(alignment.canonical, alignment.raw, alignment.length, strict=True):
        assert text[here : here + length] == source[there : there + length]


def test_the_way_back_goes_on_through_what_the_source_was_made_from() -> None:
    page = f"<p>{LONG}</p>".replace("told", "<b>told</b>")
    tags = [(0, 3, ""), (15, 18, ""), (22, 26, ""), (len(page) - 4, len(page), "")]
    spaces = [(n, n + 1, "") for n, letter in enumerate(page) if letter == " "]
    alignment = found_in(LONG, rewritten(page, 0, len(page), sorted(tags + spaces)))
    start = LONG.index("embassy told")
    raw_start, raw_end = alignment.to_raw(start, start + 12)
    assert page[raw_start:raw_end] == "embassy <b>told"
    assert isinstance(alignment, Alignment)
    assert isinstance(canonical(LONG), Canonical)
