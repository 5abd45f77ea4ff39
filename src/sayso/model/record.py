"""One report read: the contract between stages, store, exports and benchmarks."""

from __future__ import annotations

from inspect import cleandoc
from typing import Annotated, Any

import msgspec

from sayso.model.claim import Attribution, Claim, Question, Source
from sayso.model.report import Report
from sayso.model.value import Mention

VERSION = 1
RELEASE = "0.3.0"
"""The release that makes records: part of what tells one reading of a report from another."""


class Warning(msgspec.Struct, frozen=True, kw_only=True):
    """Something a careful reader of the record should know; `code` is stable, `message` is for people."""

    code: str
    message: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything sayso made of one report. All offsets are code points into `report.text`."""

    sayso: Annotated[int, msgspec.Meta(ge=1)] = VERSION
    report: Report
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    questions: tuple[Question, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def to_json(self) -> bytes:
        """The record as one line of JSON, UTF-8, fields in a fixed order."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, line: bytes | str) -> Record:
        """Read a record back; raises `msgspec.ValidationError` naming the field that is wrong."""
        return msgspec.json.decode(line, type=cls)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record, generated from the nouns."""
    schema = msgspec.json.schema(Record)
    for noun in schema["$defs"].values():  # compilers before Python 3.13 leave a docstring's indents in
        noun["description"] = cleandoc(noun.get("description", ""))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "sayso report record", **schema}
