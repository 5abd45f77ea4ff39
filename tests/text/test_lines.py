"""Running text out of lines on pages; a line here is 10 points high and 14 from the next, unless it says otherwise."""

from sayso.text import Line, rewritten, running

HYPHEN = "\x02"


def page(
    number: int, *lines: tuple[str, float, float], right: float = 400.0
) -> list[tuple[str, int, float, float, float]]:
    """Lines `(words, left, bottom)` of one page; as wide as their words, or to `right` if marked with `>`."""
    return [
        (words.rstrip("> "), number, left, bottom, right if words.endswith(">") else left + 5 * len(words))
        for words, left, bottom in lines
    ]


def made(*pages: list[tuple[str, int, float, float, float]], size: float = 10.0) -> str:
    text, lines = "", []
    for words, number, left, bottom, right in [line for page in pages for line in page]:
        bare = words.rstrip(HYPHEN)
        lines.append(Line(len(text), len(text) + len(bare), bare, number, left, bottom, right, bottom + size))
        text += words if words.endswith(HYPHEN) else words + "\r\n"
    return rewritten(text, 0, len(text), running(text, lines, HYPHEN)).text


def test_lines_are_joined_and_a_wider_gap_parts_paragraphs() -> None:
    lines = page(1, ("One line >", 70, 700), ("and its end.", 70, 686), ("Another.", 70, 658))
    assert made(lines) == "One line and its end.\n\nAnother."


def test_an_indent_after_a_full_stop_parts_and_one_in_mid_sentence_does_not() -> None:
    assert (
        made(page(1, ("It ended.>", 70, 700), ("A new one >", 84, 686), ("goes on.", 70, 672)))
        == "It ended.\n\nA new one goes on."
    )
    assert (
        made(page(1, ("It went >", 70, 700), ("on and on >", 84, 686), ("for ever.", 70, 672)))
        == "It went on and on for ever."
    )


def test_a_line_that_ends_short_on_a_stop_ends_its_paragraph() -> None:
    lines = page(
        1,
        ("A full line of words >", 70, 700),
        ("ends.", 70, 686),
        ("The next one begins >", 70, 672),
        ("here.", 70, 658),
    )
    assert made(lines) == "A full line of words ends.\n\nThe next one begins here."


def test_a_change_of_type_size_parts_a_heading_from_its_text() -> None:
    heading = [("Heading", 1, 70.0, 700.0, 200.0)]
    body = page(1, ("the text >", 70, 686), ("goes on.", 70, 672))
    text, lines = "", []
    for words, number, left, bottom, right in heading + body:
        size = 18 if words == "Heading" else 10
        lines.append(Line(len(text), len(text) + len(words), words, number, left, bottom, right, bottom + size))
        text += words + "\n"
    assert rewritten(text, 0, len(text), running(text, lines, HYPHEN)).text == "Heading\n\nthe text goes on."


def test_a_hyphen_at_the_end_of_a_line_goes_unless_the_document_writes_it_elsewhere() -> None:
    lines = page(
        1, ("The work" + HYPHEN, 70, 700), ("ers had long" + HYPHEN, 70, 686), ("term plans, long-term", 70, 672),
        ("ones, in Sino" + HYPHEN, 70, 658), ("Korean firms since 2017" + HYPHEN, 70, 644), ("2018.", 70, 630),
    )  # fmt: skip
    expected = "The workers had long-term plans, long-term ones, in Sino-Korean firms since 2017-2018."
    assert made(lines) == expected


def test_a_sentence_goes_on_over_a_page_break_and_a_paragraph_does_not() -> None:
    first = page(1, ("It went >", 70, 100), ("on and on", 70, 86))
    assert made(first, page(2, ("for ever.", 70, 700))) == "It went on and on for ever."
    ended = page(1, ("It went >", 70, 100), ("on and on.", 70, 86))
    assert made(ended, page(2, ("For ever.", 70, 700))) == "It went on and on.\n\nFor ever."


def test_running_heads_and_page_numbers_go_and_a_number_in_the_text_stays() -> None:
    pages = [
        page(n, ("Annual Review 2019", 70, 800), (f"Line {'abc'[n - 1]} >", 70, 700), ("2017", 70, 686),
             (words, 70, 672), ("said so,", 70, 658), (f"- {n} -", 300, 30))
        for n, words in ((1, "the first"), (2, "the second"), (3, "the third"))
    ]  # fmt: skip
    text = made(*pages)
    assert "Annual" not in text
    assert "- 1 -" not in text
    assert text.count("2017") == 3


def test_no_lines_are_no_text() -> None:
    assert made() == ""
    assert rewritten("\x0c", 0, 1, running("\x0c", [], HYPHEN)).text == ""
