"""The canonical text, against FORMAT's definition."""

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.model import fingerprint
from sayso.text import canonical, rewritten

PIECES = st.sampled_from(
    [
        "a",
        "Kim",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\u00a0",
        "\u2028",
        "\u3000",
        "\x0c",
        "e\u0301",
        "é",
        "\u0301",
        "\u1112\u1161\u11ab",
        "한",
        "\u200b",
        "\u200d",
        "\u202e",
        "\ufeff",
        "👩\u200d🔬",
        "\x00",
        "\x1b",
        "\u212b",
        "\u2000",
        "“",
        ".",
    ]
)
RAW = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60))


def as_defined(raw: str) -> str:
    """FORMAT's sentence about canonical text, word for word and slowly."""
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
    lines = text.split("\n")
    if any(not line.strip() for line in lines):
        parts, part = [], []
        for line in [*lines, ""]:
            if line.strip():
                part.append(line)
            elif part:
                parts.append("\n".join(part))
                part = []
    else:
        parts = lines
    return "\n\n".join(joined for part in parts if (joined := " ".join(part.split())))


@given(RAW)
def test_it_is_what_the_definition_says(raw: str) -> None:
    assert canonical(raw).text == as_defined(raw)


@given(RAW)
@example("a\u200b\n\n\u200bb\ufeff")
def test_a_canonical_text_is_a_fixed_point(raw: str) -> None:
    once = canonical(raw).text
    again = canonical(once)
    assert again.text == once
    assert list(again.alignment.length) == [len(once)]


@given(RAW)
def test_every_character_that_is_not_white_space_is_kept(raw: str) -> None:
    kept = re.sub(r"\s", "", unicodedata.normalize("NFC", raw))
    assert re.sub(r"\s", "", canonical(raw).text) == kept


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("One line\nand its second.\n\n\n  Next\u00a0paragraph. \n", "One line and its second.\n\nNext paragraph."),
        ("First.\nSecond.\r\nThird.\rFourth.", "First.\n\nSecond.\n\nThird.\n\nFourth."),
        ("First.\n \t\u00a0\nSecond\nline.", "First.\n\nSecond line."),
        ("\n\n  Only one.  \n\n", "Only one."),
        ("Tab\there,\x0cform\x0bfeed,\u2028line\u2029separators\x85too.", "Tab here, form feed, line separators too."),
        ("", ""),
        (" \r\n\t\n ", ""),
    ],
)
def test_paragraphs_part_at_blank_lines_or_else_at_line_ends(raw: str, text: str) -> None:
    assert canonical(raw).text == text


@pytest.mark.parametrize(
    "kept", ["👩\u200d🔬 says", "ab\u200bcd", "\u202eevil\u202c", "in\ufeffner", "می\u200cخواهم", "bell\x07", "nul\x00"]
)
def test_invisible_characters_and_emoji_stay_and_count(kept: str) -> None:
    made = canonical(f"  {kept}\r\n\r\nNext.")
    assert made.text == f"{kept}\n\nNext."
    assert made.alignment.to_raw(0, len(kept)) == (2, 2 + len(kept))


@given(st.text(alphabet="ab \n", max_size=20), st.data())
def test_rewriting_does_what_its_edits_say_and_knows_the_way_back(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = [
        (a, b, data.draw(st.sampled_from(["", "x", "xy", "xyz"]))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    start, end = (0, len(text)) if not cuts else (data.draw(st.integers(0, cuts[0])), len(text))
    made = rewritten(text, start, end, edits)
    expected, at = "", start
    for first, last, new in edits:
        expected += text[at:first] + new
        at = last
    assert made.text == expected + text[at:end]
    for here, there, length in zip(made.alignment.canonical, made.alignment.raw, made.alignment.length, strict=True):
        assert here + length <= len(made.text)
        assert start <= there <= there + length <= end


def test_the_fingerprint_does_not_depend_on_how_the_text_was_laid_out() -> None:
    plain = "Pyongyang recalled 300 workers.\n\nBeijing’s café owners said no."
    laid_out = "Pyongyang recalled\r\n300 workers.\r\n \r\nBeijing’s cafe\u0301 owners\u00a0said no.\r\n"
    assert fingerprint(canonical(laid_out).text) == fingerprint(canonical(plain).text)


def test_an_adversarial_megabyte_takes_time_in_proportion() -> None:
    def took(raw: str) -> float:
        start = time.process_time()
        canonical(raw)
        return time.process_time() - start

    for unit in (" \n", "a  ", "e\u0301", "\u0301", "\n\n", " "):
        took(unit)
        small, large = (min(took(unit * n) for _ in range(3)) for n in (5_000, 50_000))
        assert large < 40 * small + 0.05, f"{unit!r}: {small:.4f} s, then {large:.4f} s for ten times as much"
