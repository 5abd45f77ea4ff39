from pathlib import Path

import jsonschema
import msgspec
import pytest

from sayso import model
from sayso.cli.manual import case_manual, manual
from sayso.cli.schema import text

REFERENCE = Path("docs/reference")


def test_the_page_of_the_command_line_is_what_the_commands_say():
    assert (REFERENCE / "cli.md").read_text() == manual(), "run: python -m sayso.cli.manual > docs/reference/cli.md"


def test_the_page_of_a_case_is_what_the_nouns_say():
    expected = case_manual()
    assert (REFERENCE / "case.md").read_text() == expected, (
        "run: python -m sayso.cli.manual case > docs/reference/case.md"
    )


def test_the_schema_file_is_what_the_nouns_say():
    expected = text() + "\n"
    assert (REFERENCE / "record.schema.json").read_text() == expected, (
        "run: sayso schema > docs/reference/record.schema.json"
    )


def test_the_schema_file_accepts_the_example_and_refuses_a_wrong_one(example):
    validator = jsonschema.Draft202012Validator(msgspec.json.decode((REFERENCE / "record.schema.json").read_bytes()))
    record = msgspec.json.decode(example.to_json())
    validator.validate(record)
    record["claims"][0]["certainty"] = "sure"
    assert not validator.is_valid(record)


@pytest.mark.parametrize("name", sorted({"Record", *model.json_schema()["$defs"]}))
def test_the_page_of_the_record_names_every_field(name):
    fields = getattr(model, name).__struct_encode_fields__
    page = (REFERENCE / "record.md").read_text()
    assert [field for field in fields if f"`{field}`" not in page] == []


def test_the_page_of_the_record_leads_to_the_schema():
    assert "(record.schema.json)" in (REFERENCE / "record.md").read_text()
