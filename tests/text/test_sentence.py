"""Sentences of news English: `|` marks where each case is to be cut."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import canonical, paragraphs, sentences

CASES = """
The order came from the U.S. Treasury. | The ministry declined to comment.
He lives in the U.S. | The ministry declined.
The U.N. Security Council met. | The U.N. has 193 members.
Mr. Kim met Dr. Lee on Dec. 22. | They agreed.
It was signed by Lt. Gen. Kim. | Maj. Gen. Pak was absent.
Sen. Ann Dole, R-Colo., and Rep. Bo Lund (D-Calif.) wrote to Gov. Reyes. | He replied.
Resolution No. 2397 was adopted. | Art. 8 sets the date; see paras. 5-8, pp. 12-14.
It was option No. 1. | Option No. 2 failed.
Is it true? | No. | He denied it.
The plant is at 5 Main St. in Vladivostok. | It is closed.
He met St. Petersburg officials at 9 a.m. Monday. | He left at 5 p.m. | The next day was quiet.
At 12:03 p.m. Walker County dispatchers were called.
They came from Acme Inc. and Widget Co. Ltd. in 2018. | The firms deny it.
He works for Widget Co. | The company is in Dandong.
J. K. Lund and George W. Stone met John F. Reyes Jr. in Boston. | They talked.
The fee rose 3.5 percent to $1.2 billion. | Exports fell.
The number fell to 1,023 in Jan. 2018. | It rose in Feb. | The year ended at 900.
“They must leave,” he said. | “Nobody may stay.” | The source added that it was late.
"Will they go home?" Kim Su Gil asked. | Nobody answered.
"Will they go home?" he asked. | Nobody answered.
“Did they go?” the spokesman for the ministry said. | “I cannot say.” | He left.
“Stop!” shouted the guard. | They ran.
"It is over!" the manager said. | Work stopped.
He asked: "Is it over?" | The manager shrugged.
The list was long ... and it grew. | It ended.
The list was long . . . and it grew. | It ended.
"I do not know..." she said. | Then she left.
"I do not know…" | The source fell silent.
(The ministry did not reply.) | Officials were on holiday.
The deadline (Dec. 22, 2019) has passed. | Few left.
The senator (D-Vt.) spoke. | Both (Texas Sen.) Ana Cole and he agreed.
MOSCOW. Jan 23 - The bulk of the workers have gone home. | The rest are unpaid.
MOSCOW. Jan 23 (Newswire) - The bulk have gone home. | The rest are unpaid.
SEOUL, Sept. 25 (Newswire) -- North Korea recalled workers. | It gave no reason.
CHARLESTON, W.Va. (Newswire) -- Volunteers are sought. | None came.
Seoul (Newswire) – The office said so. | Nobody checked.
1. Workers must leave. | 2. Visas end.
Workers, e.g. cooks and waiters, i.e. staff, left. | Others stayed.
Kim et al. found 500 workers. | They counted twice.
The visas expired.[1] | They stayed.[2][3]
Visit www.example.com for details. | The site is slow.
Version 2.0.1 was released. | It works.
In Washington, D.C., he met officials. | In D.C. the mood was grim.
Nobody stayed before the deadline. | “They left.” | So it ended.
'They left,' he said. | 'All of them.' | The source added more.
She holds a Ph.D. from Yale. | He has none.
They were paid $300 a month, etc. | The rest went to the state.
What will happen to them? | Nobody knows! | They wait.
It was the first of its kind. | - The second came in May.
The firms -- Acme Inc. -- paid. | Nobody else did.
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_an_editor_would_end_them(case: str) -> None:
    expected = case.split(" | ")
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_page_that_lost_its_spaces_is_still_cut() -> None:
    text = "They left before the deadline.The ministry said so.“All of them.”"
    assert [text[start:end] for start, end in sentences(text)] == [
        "They left before the deadline.", "The ministry said so.", "“All of them.”"
    ]  # fmt: skip


def test_a_paragraph_always_ends_a_sentence() -> None:
    text = "Workers leave Dandong\n\nNo. 5 in a list\n\nthe rest, says Mr.\n\nKim"
    assert [text[start:end] for start, end in sentences(text)] == text.split("\n\n")
    assert paragraphs(text) == sentences(text)


PIECES = ["Kim", "said", ".", "?", "!”", "“", " ", "\n\n", "U.S.", "…", "(", ")", "-", "3", "é", "\u200b"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_sentences_hold_all_that_is_not_white_space_and_stay_in_their_paragraphs(raw: str) -> None:
    text = canonical(raw).text
    spans, blocks = sentences(text), paragraphs(text)
    for cut in (spans, blocks):
        assert "".join("".join(text[start:end].split()) for start, end in cut) == "".join(text.split())
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert text[start:end] == text[start:end].strip()
        assert any(from_ <= start and end <= to for from_, to in blocks)
        last = end


def article(words: int) -> str:
    chance = random.Random(3)
    bank = [case.replace(" | ", " ") for case in CASES]
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < words:
        parts.append(" ".join(chance.choices(bank, k=3)))
    return "\n\n".join(parts)


def test_an_article_of_800_words_takes_under_a_millisecond_and_a_half() -> None:
    text = article(800)
    took = []
    for _ in range(15):
        start = time.process_time()
        sentences(text)
        took.append(time.process_time() - start)
    assert min(took) < 0.0015 * 2, "dense in hard cases, so twice the allowance"


@pytest.mark.parametrize("unit", [". ", "A.", "”", "(", "Mr. ", "a", '?" ', ". . ", "[1]", "MOSCOW. ", ".", "?!", ".”"])
def test_an_adversarial_paragraph_takes_time_in_proportion(unit: str) -> None:
    def took(times: int) -> float:
        start = time.process_time()
        sentences("x" + unit * times)
        return time.process_time() - start

    small, large = min(took(2_000) for _ in range(3)), min(took(20_000) for _ in range(2))
    assert large < 40 * small + 0.05
