import os
import subprocess
import sys
from pathlib import Path

import click
import msgspec
import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from sayso.cli.group import Guarded
from sayso.errors import ModelError, PackError, UnreadableError, UsageError
from sayso.model import Record

SECRET = "the driver of bus 12"


def ending(error):
    """What a verb that fails with `error` leaves behind."""

    @click.command()
    def fail():
        raise error

    return CliRunner().invoke(Guarded("sayso", commands={"fail": fail}), ["fail"])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("expected x, got y"), 2),
        (PackError("expected x,\n  got y"), 2),
        (UnreadableError("expected x, got y"), 3),
        (ModelError("expected x, got y"), 1),
    ],
)
def test_an_error_raised_on_purpose_is_one_line_and_its_own_exit_code(error, code):
    result = ending(error)
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", "sayso: expected x, got y\n")


def test_a_fault_names_its_kind_and_place_and_no_word_of_the_report(monkeypatch):
    monkeypatch.delenv("SAYSO_DEBUG", raising=False)
    result = ending(KeyError(SECRET))
    assert result.exit_code == 1
    assert result.stderr.startswith("sayso: internal fault: KeyError at sayso/cli/group.py:")
    assert SECRET not in result.output
    assert result.stderr.count("\n") == 1


def test_a_fault_is_told_in_full_only_where_the_user_asks_for_it(monkeypatch):
    monkeypatch.setenv("SAYSO_DEBUG", "1")
    result = ending(KeyError(SECRET))
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert SECRET in result.stderr


def test_a_full_disk_is_told_in_the_system_s_words():
    assert ending(OSError(28, "No space left on device")).stderr == "sayso: the system says: No space left on device\n"


def test_stopping_by_hand_ends_with_130_and_no_word():
    result = ending(KeyboardInterrupt())
    assert (result.exit_code, result.output) == (130, "")


def test_a_wrong_call_ends_with_2_and_says_where_help_is():
    result = CliRunner().invoke(main, ["read"])
    assert result.exit_code == 2
    assert "--help" in result.stderr


def test_output_into_a_closed_pipe_ends_quietly():
    environment = {**os.environ, "PYTHONPATH": str(Path(sayso.__file__).parents[1])}
    command = [sys.executable, "-m", "sayso.cli", "schema"]
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(write)
    assert (run.returncode, run.stderr) == (0, b"")


def test_the_schema_printed_is_the_schema_of_the_record():
    result = CliRunner().invoke(main, ["schema"])
    schema = msgspec.json.decode(result.stdout)
    assert result.exit_code == 0
    assert set(schema["$defs"]["Record"]["properties"]) == set(Record.__struct_fields__)


def test_the_version_is_told():
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.startswith("sayso")


def test_help_loads_neither_the_network_s_runtime_nor_the_terminal_s_nor_the_page_s():
    environment = {**os.environ, "PYTHONPATH": str(Path(sayso.__file__).parents[1])}
    code = (
        "import sys; from sayso.cli import main; main(['read', '--help'], standalone_mode=False);"
        "print({'onnxruntime', 'numpy', 'rich', 'jinja2', 'httpx', 'trafilatura', 'yaml'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True)
    assert run.stdout.decode().splitlines()[-1] == "set()"
