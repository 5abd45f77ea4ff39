import re

import msgspec
import pytest
from rich.cells import cell_len

from sayso.cli.terminal import Terminal
from sayso.model import Claim, Published, Record, Report, Source, Span
from sayso.publishing import account


@pytest.fixture
def printed(capsys, monkeypatch):
    def at(record, width=80):
        monkeypatch.setenv("COLUMNS", str(width))
        terminal = Terminal(legend=True)
        terminal.show(account(record))
        terminal.close()
        return capsys.readouterr().out

    return at


def test_the_head_says_what_when_on_what_basis_and_how_much(printed, example):
    head = printed(example, 160).splitlines()[:3]
    assert head == [
        "Timber town told to send its North Korean crews home",
        "Northern Ledger · Ida Brekke · 4 November 2019 (given: You named the day.)",
        "16 claims · 8 voices · 4 in the outlet’s own voice · 5 hedged · 1 only heard · 4 denied · 2 open questions",
    ]


def test_each_voice_heads_its_claims_with_its_footing_and_its_route(printed, example):
    lines = printed(example, 160).splitlines()
    at = lines.index("A border officer — unnamed person, speaks for an authority → through Interlink News")
    assert lines[at + 1].startswith("  ● certain   1,140 of them crossed the bridge in October")


@pytest.mark.parametrize("width", [60, 80, 160])
def test_beside_the_words_of_each_claim_stands_how_firmly_they_are_put(printed, example, width):
    lines = printed(example, width).splitlines()
    rows = [line for line in lines if re.match("  [●◕◔○] ", line)]
    assert len(rows) == len(example.claims)
    shown = {line.split()[2].strip("“”"): line.split()[1] for line in rows}
    for claim in example.claims:
        assert shown[claim.span.text.split()[0]] in {"certain", "probable", "possible", "unknown"}
    assert sorted(line.split()[1] for line in rows) == sorted(claim.certainty for claim in example.claims)


def test_hearsay_and_denial_stand_below_the_certainty_in_capitals(printed, example):
    text = printed(example)
    assert re.search(r"certain   The men’s papers have reportedly.*\n    HEARD ", text)
    assert re.search(r"certain   “not one bus.*\n    DENIED ", text)
    assert len(re.findall("^    HEARD", text, re.MULTILINE)) == 1
    assert len(re.findall("^    DENIED", text, re.MULTILINE)) == 4


def test_values_are_printed_as_people_say_them(printed, example):
    text = printed(example, 160)
    assert "c12 obligation · due 22 December 2019 · law UNSCR 2397, paragraph 8" in text
    assert "c3 return · how many about 300 people, planned · cue “told”" in text


def test_a_hedge_outside_the_claim_s_words_is_named(printed, example):
    assert "hedged by “It is not clear”" in printed(example, 160)


def test_open_questions_and_warnings_close_the_account(printed, example):
    text = printed(example, 160)
    assert "? q1        It is not clear whether the crews at the upper sawmill fall under the order (on c11)" in text
    assert text.index("Left open by the report") < text.index("Read with care")


def test_what_is_piped_is_plain_and_does_not_change_with_the_terminal(printed, example, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    plain = printed(example, 80)
    assert "\x1b" not in plain
    monkeypatch.setenv("TERM", "dumb")
    assert printed(example, 80) == plain


@pytest.mark.parametrize("width", [*range(40, 81, 5), 119, 120, 121, 160, 200])
def test_no_line_is_wider_than_the_terminal(printed, example, width):
    assert all(cell_len(line) <= width for line in printed(example, width).splitlines())


def test_a_second_account_is_ruled_off_from_the_first(capsys, example):
    terminal = Terminal(legend=True)
    terminal.show(account(example))
    terminal.show(account(example))
    assert capsys.readouterr().out.count("━" * 40) >= 1


def test_no_word_of_a_report_can_steer_the_terminal(printed):
    hit = "up\x1b[2J\x1b]0;owned\x07 \x9b31m \u202edesrever [bold]markup[/bold] :smile:"
    record = Record(
        report=Report(id="sha256:0", title=hit, outlet=hit, text=hit, published=Published(why=hit)),
        sources=(Source(id="s1", kind="person", description=hit, anonymous=True),),
        claims=(Claim(id="c1", span=Span.of(hit, 0, len(hit)), cue=Span.of(hit, 0, 9), source="s1", chain=()),),
    )  # fmt: skip
    text = printed(record)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[bold]markup[/bold] :smile:" in " ".join(text.split())


def test_a_claim_that_came_another_way_than_its_voice_s_others_says_so(printed, example):
    first, *rest = example.claims
    changed = msgspec.structs.replace(first, chain=("s1", "s3", "s0"))
    text = printed(msgspec.structs.replace(example, claims=(changed, *rest)), 160)
    assert "c1 recall order · → through Interlink News" in text
    assert "A dormitory manager — unnamed person, close to the matter\n" in text
