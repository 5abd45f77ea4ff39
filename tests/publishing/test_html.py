import base64
import hashlib
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import lxml.html
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.model import Claim, Published, Record, Report, Source, Span
from sayso.publishing import contents, fragment, page

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;</style></p>{{ 7*7 }}"


def tree(html):
    return lxml.html.document_fromstring(html)


def select(node, selector):
    """Descendants by tags and classes: `p.text`, `.voices table`."""
    path = "."
    for step in selector.split():
        tag, _, name = step.partition(".")
        path += f"//{tag or '*'}" + (f"[contains(concat(' ', @class, ' '), ' {name} ')]" if name else "")
    return node.xpath(path)


def words(node):
    return " ".join(node.text_content().split())


def said(paragraph):
    """The report's own words in a paragraph: without the marks that follow claims."""
    return "".join(paragraph.xpath(".//text()[not(ancestor::sup)]"))


@pytest.fixture(scope="module")
def html(example):
    return page([example])


@pytest.fixture(scope="module")
def hostile():
    text = f"{ATTACK} one\x00two\x1b[31m"
    return Record(
        report=Report(id=ATTACK, title=ATTACK, outlet=ATTACK, author=ATTACK, url="javascript:alert(3)", text=text,
                      language=ATTACK, published=Published(why=ATTACK)),
        sources=(Source(id="s0", kind="outlet", name=ATTACK), Source(id='"><b>', kind="person", description=ATTACK)),
        claims=(Claim(id='"><i>', span=Span.of(text, 0, 30), source='"><b>', chain=('"><b>', "s0"), kind=ATTACK),),
    )  # fmt: skip


def test_the_text_on_the_page_is_the_text_of_the_report(html, example):
    paragraphs = select(tree(html), "p.text")
    assert "\n\n".join(said(paragraph) for paragraph in paragraphs) == example.report.text


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_the_spans_each_word_is_shown_once_and_each_claim_over_its_own_words(any_record, data):
    record = data.draw(any_record)
    shown = tree(page([record]))
    paragraphs = [part for part in record.report.text.split("\n") if part]
    assert [said(paragraph) for paragraph in select(shown, "p.text")] == paragraphs
    for n, claim in enumerate(record.claims, 1):
        pieces = shown.xpath(f'//span[@data-c="r1-c{n}"]')
        assert "".join(piece.text_content() for piece in pieces) == claim.span.text.replace("\n", "")


def test_every_link_inside_the_page_leads_somewhere_and_no_id_is_used_twice(html, example):
    ids = [node.get("id") for node in tree(html).xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    inside = tree(page([example, example])).xpath("//a[starts-with(@href, '#')]")
    known = {node.get("id") for node in tree(page([example, example])).xpath("//*[@id]")}
    assert {link.get("href")[1:] for link in inside} <= known


def test_from_each_claim_one_can_go_to_its_voice_and_back_without_a_script(html, example):
    shown = tree(html)
    for n, claim in enumerate(example.claims, 1):
        [to_note] = shown.xpath(f'//p[@class="text"]//a[@href="#r1-n-c{n}"]')
        [note] = shown.xpath(f'//*[@id="r1-n-c{n}"]')
        assert note.xpath(f'.//a[@href="#r1-w-c{n}"]')
        [first] = shown.xpath(f'//*[@id="r1-w-c{n}"]')
        assert claim.span.text.startswith(first.text_content())
        assert claim.certainty in to_note.get("aria-label")
        assert claim.certainty in words(note)


def test_hearsay_and_denial_are_words_beside_the_claim_and_not_only_a_style(html):
    shown = tree(html)
    assert words(shown.get_element_by_id("r1-n-c6")).startswith("c6 certain heard visa issued")
    assert words(shown.get_element_by_id("r1-n-c5")).startswith("c5 certain denied dispatch")
    assert "denied" in shown.xpath('//sup[@data-ref="r1-c5"]')[0].text_content()


def test_the_margin_names_who_stands_behind_the_words_and_through_whom_they_came(html):
    note = tree(html).xpath('//*[@id="r1-n-c4"]/ancestor::div[@class="note"]')[0]
    assert words(note).startswith("A border officer unnamed person, speaks for an authority through Interlink News")


def test_each_certainty_has_a_line_of_its_own_so_that_colour_alone_tells_nothing(html):
    css = tree(html).xpath("//style")[0].text
    styles = {
        certainty: re.search(rf"\.{certainty} {{ text-decoration-style: (\w+)", css)[1]
        for certainty in ("certain", "probable", "possible", "unknown")
    }
    assert styles == {"certain": "solid", "probable": "dashed", "possible": "dotted", "unknown": "wavy"}


def test_the_table_of_voices_says_in_numbers_what_its_bars_draw(html):
    [table] = select(tree(html), ".voices table")
    rows = {words(select(row, ".name")[0]): row for row in select(table, "tbody tr")}
    row = rows["Northern Ledger"]
    numbers = [cell.text for cell in select(row, "td.n")]
    assert numbers == ["2", "0", "1", "1"]
    drawn = {bar.get("class"): float(bar.get("width")) for bar in select(row, "rect")}
    assert drawn["certain"] == pytest.approx(2 * drawn["possible"], rel=0.05)
    assert sum(drawn.values()) == pytest.approx(160, abs=5)


def test_the_head_says_when_it_came_out_on_what_basis_and_why(html):
    head = words(select(tree(html), ".head")[0])
    assert "4 November 2019 given You named the day." in head
    assert "Northern Ledger · Ida Brekke" in head


def test_open_questions_lead_to_the_claims_they_leave_open_and_warnings_are_shown(html):
    shown = tree(html)
    [asked] = shown.xpath('//li[@id="r1-q1"]')
    assert asked.xpath('.//a[@href="#r1-w-c11"]')
    assert len(select(shown, ".questions li")) == 2
    assert "place-unresolved" in words(select(shown, ".warnings")[0])


def test_the_table_of_claims_gives_resolved_values_with_the_words_they_came_from(html):
    [row] = tree(html).xpath('//tr[@data-row="r1-c12"]')
    assert "due 22 December 2019 “by 22 December 2019”" in words(row)
    assert len(tree(html).xpath("//tr[@data-row]")) == 16


def test_no_word_of_a_hostile_report_becomes_markup(hostile):
    shown = tree(page([hostile]))
    assert len(shown.xpath("//script")) == len(shown.xpath("//style")) == 1
    assert not shown.xpath(
        "//img | //b[not(ancestor::main or ancestor::header)] | //i | //a[starts-with(@href, 'javascript')]"
    )
    assert not [name for node in shown.iter() for name in node.attrib if name.startswith("on") or name == "style"]
    assert words(shown.xpath("//h1")[0]) == ATTACK
    assert said(select(shown, "p.text")[0]) == f"{ATTACK} one\ufffdtwo\ufffd[31m"


def test_no_word_of_a_hostile_report_becomes_markup_in_a_notebook_or_a_list(hostile):
    shown = tree(fragment(hostile))
    assert not shown.xpath("//script | //img | //i")
    assert len(shown.xpath("//style")) == 1
    assert not tree(contents([hostile], ["1.html"])).xpath("//img")


def test_the_policy_allows_exactly_the_style_and_the_script_of_the_page(html):
    def digest(text):
        return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    shown = tree(html)
    policy = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy == (
        f"default-src 'none'; style-src '{digest(shown.xpath('//style')[0].text)}'; "
        f"script-src '{digest(shown.xpath('//script')[0].text)}'; base-uri 'none'; form-action 'none'"
    )


def test_the_page_names_no_address_but_the_report_s_own(html):
    shown = tree(html)
    assert not shown.xpath("//*[@src] | //link | //iframe | //object")
    outside = {link for link in shown.xpath("//a/@href") if not link.startswith("#")}
    assert outside == {"https://ledger.example/velinsk"}
    assert not re.search(r"url\((?!#)|@import|fetch\(|XMLHttp", html)


def test_the_page_has_one_main_heading_a_language_and_landmarks(html, example):
    shown = tree(html)
    assert len(shown.xpath("//h1")) == len(shown.xpath("//main")) == len(shown.xpath("//footer")) == 1
    assert shown.get("lang") == "en"
    assert shown.xpath("//p[@class='text']/@lang")[0] == example.report.language
    levels = [int(node.tag[1]) for node in tree(page([example, example])).xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1, 2])
def test_in_each_theme_text_keeps_the_contrast_that_wcag_asks_for(html, theme):
    blocks = re.findall(r"color-scheme: \w+;\s*(--paper[^}]*)}", tree(html).xpath("//style")[0].text)
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})\b", blocks[theme]))
    for ink in ("ink", "muted", "link", "certain", "probable", "possible", "unknown"):
        for ground in ("paper", "card", "tint", "care"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for edge in ("strong", "focus"):
        assert contrast(colours[edge], colours["paper"]) >= 3, edge


def test_several_reports_share_a_page_that_lists_them_and_each_landmark_says_whose_it_is(example):
    shown = tree(page([example, example]))
    labels = shown.xpath("//section/@aria-labelledby")
    assert len(labels) == len(set(labels)) == 10
    assert all(label.endswith("-title") for label in labels)
    assert words(shown.xpath("//h1")[0]) == "2 reports"
    assert shown.xpath("//nav//a/@href") == ["#r1", "#r2"]
    assert len(shown.xpath("//article")) == 2


def test_a_folder_s_first_page_links_to_the_others_in_order(example):
    shown = tree(contents([example, example], ["1-ab.html", "2-cd.html"]))
    assert shown.xpath("//nav//a/@href") == ["1-ab.html", "2-cd.html"]
    assert "16 claims" in words(shown.xpath("//nav")[0])


def test_a_report_in_which_nothing_was_found_is_still_a_page(example):
    bare = Record(report=example.report)
    shown = tree(page([bare]))
    assert "No claim was found in this report." in words(shown)
    assert "\n\n".join(said(one) for one in select(shown, "p.text")) == example.report.text


def test_text_that_runs_from_right_to_left_keeps_its_direction_and_its_marks(example):
    text = "قال مسؤول إن العمال عادوا 🚆 أمس"
    report = msgspec.structs.replace(example.report, text=text, title=text, language="ar")
    claim = Claim(id="c1", span=Span.of(text, 14, 25), source="s0", chain=("s0",))
    shown = tree(page([Record(report=report, sources=example.sources[:1], claims=(claim,))]))
    [paragraph] = select(shown, "p.text")
    assert (paragraph.get("dir"), paragraph.get("lang"), said(paragraph)) == ("auto", "ar", text)


def test_the_same_record_gives_the_same_bytes_in_another_process_with_another_hash_seed(example, html, tmp_path):
    (tmp_path / "record.json").write_bytes(example.to_json())
    code = (
        "import sys; from sayso.model import Record; from sayso.publishing import fragment, page;"
        "record = Record.from_json(open(sys.argv[1], 'rb').read());"
        "sys.stdout.buffer.write((page([record]) + fragment(record)).encode())"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(sayso.__file__).parents[1]), "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", code, str(tmp_path / "record.json")]
    run = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert run.stdout.decode() == html + fragment(example)


def test_a_fragment_keeps_to_itself(example):
    html = fragment(example)
    shown = tree(html)
    assert not shown.xpath("//script | //*[@id] | //a | //*[@style]")
    for selector in re.findall(r"^([^@\s}][^{]*){", shown.xpath("//style")[0].text, re.MULTILINE):
        assert all(".sayso-record" in each for each in selector.split(",")), selector


def test_a_fragment_says_who_how_firmly_and_what_was_only_heard(example):
    said_there = words(tree(fragment(example)))
    assert "certain heard The men’s papers have reportedly been renewed as student visas" in said_there
    assert "A border officer unnamed person, speaks for an authority through Interlink News" in said_there
    assert "It is not clear whether the crews at the upper sawmill fall under the order" in said_there
