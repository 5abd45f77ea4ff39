"""The nouns: frozen structs whose JSON is the report record."""

from sayso.model.claim import Attribution, Claim, Question, Source
from sayso.model.record import VERSION, Record, Warning, json_schema
from sayso.model.report import Gap, Published, Report, Span, fingerprint
from sayso.model.value import (
    Instrument,
    InstrumentMention,
    Mention,
    Place,
    PlaceMention,
    Quantity,
    QuantityMention,
    Rival,
    Term,
    TermMention,
    Time,
    TimeMention,
)

__all__ = [
    "VERSION",
    "Attribution",
    "Claim",
    "Gap",
    "Instrument",
    "InstrumentMention",
    "Mention",
    "Place",
    "PlaceMention",
    "Published",
    "Quantity",
    "QuantityMention",
    "Question",
    "Record",
    "Report",
    "Rival",
    "Source",
    "Span",
    "Term",
    "TermMention",
    "Time",
    "TimeMention",
    "Warning",
    "fingerprint",
    "json_schema",
]
