import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from sayso.model import Record


@pytest.fixture
def reports(tmp_path, example):
    """Three files: the example, a report of one sentence, and bytes that are no report."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.md").write_text(
        f"---\ntitle: {example.report.title}\noutlet: Northern Ledger\n---\n{example.report.text}"
    )
    (folder / "2.txt").write_text(
        "The last crew will probably leave the sawmill in May, a guard told the Northern Ledger."
    )
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 40)
    return folder


def sayso_read(*arguments, **options):
    return CliRunner().invoke(main, ["read", *map(str, arguments)], **options)


def records(output):
    return [Record.from_json(line) for line in output.splitlines()]


def test_a_report_is_shown_voice_by_voice_in_the_terminal(reports):
    result = sayso_read(reports / "1.md")
    assert result.exit_code == 0
    assert result.stdout.startswith("Timber town told to send its North Korean crews home\nNorthern Ledger")
    assert re.search("^  [●◕◔○] (certain|probable|possible|unknown) ", result.stdout, re.MULTILINE)
    assert result.stderr == ""


def test_json_is_one_record_a_line_in_the_order_named(reports, example):
    result = sayso_read("--json", reports / "2.txt", reports / "1.md")
    assert result.exit_code == 0
    assert [record.report.title for record in records(result.stdout)] == [None, example.report.title]
    assert records(result.stdout)[1].report.text == example.report.text


def test_a_folder_is_read_file_by_file(reports):
    assert len(records(sayso_read("--json", reports).stdout)) == 2


def test_a_hyphen_reads_standard_input(reports, example):
    result = sayso_read("--json", "-", input=(reports / "1.md").read_bytes())
    assert records(result.stdout)[0].report.text == example.report.text


def test_a_second_hyphen_is_a_wrong_call():
    result = sayso_read("-", "-", input="Some text.")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "twice" in result.stderr


def test_what_the_user_says_of_date_and_outlet_is_in_the_record(reports):
    options = ["--published", "2019-11", "--outlet", "The Upland Post"]
    [record] = records(sayso_read("--json", *options, reports / "2.txt").stdout)
    assert (record.report.outlet, record.report.published.basis) == ("The Upland Post", "given")
    assert (record.report.published.earliest, record.report.published.latest) == ("2019-11-01", "2019-11-30")


def test_a_bad_input_costs_itself_is_told_on_one_line_and_ends_with_3(reports, tmp_path):
    bad = tmp_path / "bad.txt"
    result = sayso_read("--json", reports / "2.txt", bad, tmp_path / "missing.md", reports / "1.md")
    assert result.exit_code == 3
    assert len(records(result.stdout)) == 2
    first, second = result.stderr.splitlines()
    assert first.startswith(f"sayso: {bad}: ")
    assert second.startswith(f"sayso: {tmp_path / 'missing.md'}: ")


def test_a_file_name_cannot_write_lines_of_its_own_into_the_errors(tmp_path):
    result = sayso_read(tmp_path / "a\nsayso: all is well\x1b[2J.txt")
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    "arguments", [["--published", "someday"], ["--pack", "no-such-pack"], ["--jobs", "0"], ["--no-such-option"]]
)
def test_arguments_that_make_no_sense_end_with_2_before_anything_is_printed(reports, arguments):
    result = sayso_read(*arguments, reports / "2.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_a_page_is_written_and_only_said_so(reports, tmp_path, example):
    target = tmp_path / "out.html"
    result = sayso_read(reports / "1.md", "--html", target)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"sayso: wrote {target}\n"
    assert example.report.title in target.read_text()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_several_reports_share_one_page(reports, tmp_path):
    sayso_read(reports, "--html", tmp_path / "out.html", "--quiet")
    assert (tmp_path / "out.html").read_text().count("<article") == 2


def test_a_folder_of_pages_is_named_by_number_and_fingerprint_and_opens_with_a_list(reports, tmp_path):
    result = sayso_read(reports, "--html", f"{tmp_path / 'site'}/", "--quiet", "--json")
    names = sorted(path.name for path in (tmp_path / "site").iterdir())
    digests = [record.report.id.removeprefix("sha256:")[:12] for record in records(result.stdout)]
    assert names == [f"1-{digests[0]}.html", f"2-{digests[1]}.html", "index.html"]
    index = (tmp_path / "site" / "index.html").read_text()
    assert all(f'href="{name}"' in index for name in names[:2])
    assert result.stderr == ""


def test_a_page_can_go_to_standard_output_but_not_with_json(reports):
    assert sayso_read(reports / "2.txt", "--html", "-").stdout.startswith("<!doctype html>")
    result = sayso_read(reports / "2.txt", "--html", "-", "--json")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("target", ["in/1.md", "nowhere/out.html"])
def test_a_page_is_never_written_over_a_report_nor_where_there_is_no_folder(reports, tmp_path, target):
    before = (reports / "1.md").read_bytes()
    result = sayso_read(reports / "1.md", "--html", tmp_path / target)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (reports / "1.md").read_bytes() == before


def test_nothing_is_written_where_no_report_could_be_read(tmp_path, reports):
    result = sayso_read(tmp_path / "bad.txt", "--html", tmp_path / "out.html")
    assert result.exit_code == 3
    assert not (tmp_path / "out.html").exists()


def test_an_output_that_cannot_be_written_is_told_in_the_system_s_words(reports, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").mkdir()
    result = sayso_read(reports / "2.txt", "--html", f"{tmp_path / 'out'}/")
    assert result.exit_code == 2
    assert "expected to write" in result.stderr


def test_the_same_reports_print_the_same_bytes_however_many_are_read_at_once(reports):
    for view in ("--json", "--quiet"):
        one, two = (sayso_read(reports, view, "--jobs", jobs).stdout_bytes for jobs in (1, 2))
        assert one == two
        assert one


def watched(*arguments):
    """What a person at a terminal sees: standard output and errors on one pseudo-terminal."""
    path = os.pathsep.join([str(Path(sayso.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": path, "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sayso.cli", "read", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:  # how Linux says that the other side has closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return seen.decode()


def test_a_person_who_watches_sees_colour_a_bar_and_what_the_marks_mean(reports):
    seen = watched(reports)
    assert "\x1b[" in seen
    assert "Reading" in seen
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen)
    assert "HEARD: the writer marks it as hearsay" in " ".join(plain.split())


def test_one_report_shows_no_bar_and_a_quiet_run_neither_bar_nor_legend(reports):
    assert "Reading" not in watched(reports / "2.txt")
    assert not {"Reading", "HEARD:"} & set(watched(reports, "--quiet").split())
