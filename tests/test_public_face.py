"""`import sayso`: these names, documented, described, and cheap."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import sayso

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/reference/python.md").read_text(encoding="utf-8")


def python(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_public_names_are_those_of_the_reference():
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", PAGE, re.MULTILINE)
    assert sorted(name for row in rows for name in re.findall(r"\w+", row)) == sorted(sayso.__all__)


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_public_name_says_what_it_is(name):
    doc = getattr(sayso, name).__doc__ or ""
    assert len(doc.split()) > 3, f"sayso.{name} has no docstring"
    assert not doc.startswith(f"{name}("), f"sayso.{name} has only the docstring that is made of its fields"


def test_a_name_that_is_not_public_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'Dossier'"):
        _ = sayso.Dossier


def test_importing_sayso_loads_nothing_heavy():
    loaded = set(python("import sys, sayso; print(*sys.modules)").split())
    assert (
        loaded & {"numpy", "onnxruntime", "tokenizers", "yaml", "trafilatura", "httpx", "jinja2", "click", "rich"}
        == set()
    )


def test_importing_sayso_takes_less_than_a_tenth_of_a_second():
    timed = "import time; t = time.process_time(); import sayso; print(time.process_time() - t)"
    assert min(float(python(timed)) for _ in range(3)) < 0.1


@pytest.mark.parametrize("arguments", [{}, {"item": b"words", "text": "words"}], ids=["neither", "both"])
def test_read_wants_a_report_once(arguments):
    with pytest.raises(sayso.UsageError, match="expected one report"):
        sayso.read(**arguments)


TEXT = "The order was sent last week, a diplomat told reporters. Some of the crews may stay until December 22, 2019."


def test_a_text_and_its_bytes_are_read_alike():
    one = sayso.read(text=TEXT, published="2019-11-05", outlet="A Gazette")
    assert isinstance(one, sayso.Reading)
    assert one.record == sayso.read(TEXT.encode(), published="2019-11-05", outlet="A Gazette").record
    assert one.record.report.text == TEXT
    assert one.record.report.outlet == "A Gazette"
    assert one.record.report.published.earliest == "2019-11-05"


def test_a_report_that_cannot_be_read_raises():
    with pytest.raises(sayso.InputError):
        sayso.read(text="  ")
