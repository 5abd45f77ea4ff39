"""The example case as it lies in the folder: each file says what it is, whose report it digests, and of which day."""

import csv
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from sayso.intake import receive
from sayso.intake.receive import expand

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "examples/dprk-workers"
FILES = sorted(FOLDER.glob("*.md"))
NOTE = "Digest written for sayso from the facts of the report at the address above; not the outlet's wording."
UNDATED = {"27-2019-daily-nk-stay-order"}
"""Reports whose day the outlet does not show: the reader has to infer it."""
CORRECTED = {"03-2017-08-10-ap-kuwait-visas-first-version", "04-2017-08-11-ap-kuwait-visas-rewritten"}
"""Two versions of one report, at one address."""


def front(path):
    """The lines `key: value` that a file opens with."""
    head = path.read_text(encoding="utf-8").split("\n---\n", 1)[0]
    return {key: value.strip('"') for key, value in re.findall(r"^(\w+): (.*)$", head, re.MULTILINE)}


def contents():
    """The rows of the folder's list."""
    with open(FOLDER / "contents.tsv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_a_case_of_this_size_is_shipped():
    assert len(FILES) >= 24


def test_the_folder_gives_the_reports_and_nothing_else():
    assert expand([FOLDER]) == FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_read_as_the_report_it_digests(path):
    said, received = front(path), receive(path)
    report = received.report
    assert not received.warnings
    assert (report.title, report.outlet, report.url) == (said["title"], said["outlet"], said["url"])
    assert report.language == "en"
    assert re.fullmatch(r"https?://\S+", said["url"])
    assert 120 <= len(report.text.split()) <= 260
    assert len(report.text.split("\n\n")) >= 3


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_owns_to_being_a_digest_and_the_note_is_no_part_of_the_report(path):
    assert front(path)["note"].startswith(NOTE)
    assert "Digest" not in receive(path).report.text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_named_for_its_day_as_far_as_that_is_known(path):
    published = receive(path).report.published
    if path.stem in UNDATED:
        assert "published" not in front(path)
    else:
        assert published.basis == "metadata"
        assert re.match(r"\d\d-[\d-]*\d", path.stem)[0].split("-", 1)[1] == front(path)["published"]


def test_files_stand_in_the_order_in_which_they_came_out():
    days = [re.match(r"\d\d-([\d-]*\d)", path.stem)[1] for path in FILES]
    assert [path.stem[:2] for path in FILES] == [f"{n:02}" for n in range(1, len(FILES) + 1)]
    for before, after in itertools.pairwise(days):
        shared = min(len(before), len(after))  # a month stands anywhere among its days
        assert before[:shared] <= after[:shared]


def test_no_address_is_given_twice_but_by_a_report_and_its_correction():
    many = {url for url, count in Counter(front(path)["url"] for path in FILES).items() if count > 1}
    assert {path.stem for path in FILES if front(path)["url"] in many} == CORRECTED


def test_no_two_texts_are_the_same():
    assert len({receive(path).report.id for path in FILES}) == len(FILES)


def test_the_list_names_every_file_with_its_outlet_and_day():
    rows = {row["file"]: row for row in contents()}
    assert list(rows) == [path.name for path in FILES]
    for path in FILES:
        said, row = front(path), rows[path.name]
        assert (row["outlet"], row["published"]) == (said["outlet"], said.get("published", ""))
        assert row["for"]


def test_what_the_list_says_of_two_files_names_files_that_are_there():
    names = {path.stem[:2] for path in FILES}
    for row in contents():
        for key in ("copy of", "takes from", "replaces", "withdraws"):
            assert not row[key] or set(re.findall(r"\b\d\d\b", row[key])) <= names
