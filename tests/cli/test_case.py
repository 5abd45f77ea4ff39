import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli.group import main

EXAMPLE = Path("examples/dprk-workers")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("case") / "workers"
    assert sayso("new", folder).exit_code == 0
    some = [next(EXAMPLE.glob(f"{start}-*.md")) for start in ("27", "28", "29", "32", "33", "36", "37")]
    assert sayso("add", folder, *some).exit_code == 0
    return folder


def sayso(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def lines(*args):
    done = sayso(*args, "--json")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_case_is_not_made_over_another(case):
    again = sayso("new", case)
    assert again.exit_code == 3
    assert "empty folder" in again.stderr


def test_adding_says_what_became_of_each_report(case):
    done = sayso("add", case, next(EXAMPLE.glob("28-*.md")))
    assert (done.exit_code, done.stderr) == (0, "sayso: 1 already there\n")


def test_a_report_that_cannot_be_read_is_told_and_gives_exit_code_3(case, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    done = sayso("add", case, tmp_path / "empty.txt")
    assert done.exit_code == 3
    assert "empty.txt" in done.stderr


def test_the_account_answers_what_was_ordered_on_whose_word_and_by_when(case):
    text = " ".join(sayso("show", case, "--as-of", "2019-10-01").stdout.split())
    assert "Were North Korean workers in China ordered to return" in text
    assert "Daily NK" in text
    assert "2019-12-22 repatriate, unscr-2397: 82 days left" in text
    assert "written order" in text


@pytest.mark.parametrize("part", ["account", "matters", "hypotheses", "obligations", "gaps", "copies", "reports"])
def test_every_part_is_shown_to_people_and_as_lines(case, part):
    assert sayso("show", case, part, "--as-of", "2019-12-31").stdout.strip()
    assert lines("show", case, part, "--as-of", "2019-12-31")


def test_a_matter_is_one_object_with_its_verdict_and_what_it_rests_on(case):
    one = lines("show", case, "matters", "--as-of", "2019-12-31")[0]
    wanted = (
        "matter question kind numeric as_of status probability confidence admiralty claims origins reasons flips damage"
    )
    assert set(wanted.split()) <= one.keys()
    assert {"report", "claim", "position", "origin", "value"} <= one["claims"][0].keys()
    assert {"value", "low", "high", "word", "scale"} == one["probability"].keys()


def test_a_wire_copy_is_found_with_its_direction(case):
    found = [one for one in lines("show", case, "copies") if one["relation"] == "copy"]
    assert [(one["shared"] > 0.8, one["direction"] != "unknown") for one in found] == [(True, True)]


def test_words_of_another_scale_come_with_its_name(case):
    matters = lines("show", case, "matters", "--as-of", "2019-12-31", "--scale", "PHIA")
    assert {one["probability"]["scale"] for one in matters} == {"PHIA"}


def test_one_host_can_be_asked_for(case):
    assert {one["state"] for one in lines("show", case, "obligations", "--host", "CN")} == {"CN"}


def test_a_count_gives_an_estimate_or_says_why_not(case):
    for one in lines("show", case, "count", "--host", "CN", "--as-of", "2019-12-31"):
        assert (one["median"] is None) == (one["refused"] is not None) or one["estimate"] == "bounds"


def test_a_day_that_is_none_is_refused(case):
    done = sayso("show", case, "--as-of", "2019-02-30")
    assert done.exit_code == 2
    assert "2019-02-30" in done.stderr


def test_a_whole_case_checks_clean_and_a_changed_original_is_named(case):
    assert sayso("check", case).exit_code == 0
    original = next(path for path in (case / "originals").rglob("*") if path.is_file())
    was = original.read_bytes()
    original.write_bytes(was[:-1] + bytes([was[-1] ^ 1]))
    done = sayso("check", case)
    original.write_bytes(was)
    assert done.exit_code == 3
    assert original.name[:12] in done.stderr


def test_a_person_decides_and_takes_it_back(case):
    report = lines("show", case, "reports")[0]["record"]["report"]["id"]
    made = sayso(
        "judge",
        case,
        "retract-report",
        report[7:19],
        "--value",
        "2019-12-01",
        "--reason",
        "withdrawn",
        "--author",
        "desk",
    )
    assert made.exit_code == 0, made.stderr
    assert [one["retracted"] for one in lines("show", case, "reports")].count("2019-12-01") == 1
    assert sayso("undo", case, made.stdout.strip(), "--reason", "a slip", "--author", "desk").exit_code == 0
    assert not any(one["retracted"] for one in lines("show", case, "reports"))
    assert "judgement retired" in [
        json.loads(line)["action"] for line in sayso("show", case, "journal").stdout.splitlines()
    ]


def test_a_verb_that_is_none_is_told_those_there_are(case):
    done = sayso("judge", case, "believe", "x", "--reason", "r")
    assert done.exit_code == 2
    assert "retract-report" in done.stderr


def test_a_folder_without_a_case_is_told_how_to_make_one(tmp_path):
    done = sayso("show", tmp_path)
    assert done.exit_code == 3
    assert "sayso new" in done.stderr
