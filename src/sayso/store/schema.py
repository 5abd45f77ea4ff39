"""The tables, one place for both databases. `records`, `judgements`, `misses` hold what is known; `journal` seals it.

Rows of these are never changed, save that a judgement may be retired: a newer reading is a further row. `reports`,
`sources`, `claims` and `claim_values` repeat the reading in force in columns, for people who open the file and for
searching; `sayso check` compares them with it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)  # fmt: skip

HEAD = "0002"
"""The newest step of `migrations`; a database at it needs none."""
metadata = MetaData()


def _told(name: str, type_: Any = String, *more: Any, **how: Any) -> Column[Any]:
    return Column(name, type_, *more, nullable=False, **how)


def _entry(name: str = "entry", **how: Any) -> Column[Any]:
    return Column(name, Integer, ForeignKey("journal.n"), autoincrement=False, **how)


def _report() -> Column[Any]:
    return Column("report", String, ForeignKey("reports.id"), primary_key=True)


journal = Table(
    "journal", metadata, Column("n", Integer, primary_key=True, autoincrement=False), _told("at"), _told("author"),
    _told("action"), _told("subject", Text), _told("content"), _told("previous"), _told("hash"),
)  # fmt: skip
originals = Table(
    "originals", metadata, Column("sha256", String, primary_key=True), _told("report", index=True),
    _told("media_type"), _told("bytes", Integer), _entry(nullable=False),
)  # fmt: skip
records = Table(
    "records", metadata, _entry(primary_key=True), _told("report", index=True), _told("reader"), _told("added"),
    _told("known"), _told("original", String, ForeignKey("originals.sha256"), index=True),
    _told("carrier", Text), Column("supersedes", String), _told("digest"), _told("body", LargeBinary),
    Index("ix_records_carrier", "carrier", postgresql_using="hash"),
)  # fmt: skip
"""`carrier`: address or outlet. A text that several publications carry word for word is one report, read in each."""
reports = Table(
    "reports", metadata, Column("id", String, primary_key=True), Column("outlet", Text), Column("title", Text),
    Column("author", Text), Column("url", Text), Column("language", String), Column("published_from", String),
    Column("published_to", String), Column("published_basis", String), _told("counts_from", index=True),
    _told("added"), Column("supersedes", String), _told("text", Text),
)  # fmt: skip
sources = Table(
    "sources", metadata, _report(), Column("id", String, primary_key=True), _told("kind"), Column("name", Text),
    Column("description", Text), _told("anonymous", Boolean), _told("proximity"),
)  # fmt: skip
claims = Table(
    "claims", metadata, Column("n", Integer, primary_key=True), _told("report", String, ForeignKey("reports.id")),
    _told("id"), _told("kind", index=True), _told("polarity"), _told("certainty"), _told("hearsay", Boolean),
    _told("quoted", Boolean), _told("tense"), _told("source"), _told("through", Text), _told("starts", Integer),
    _told("ends", Integer), _told("words", Text), UniqueConstraint("report", "id", name="uq_claims_report_id"),
)  # fmt: skip
"""`n` is for the search alone and means nothing."""
claim_values = Table(
    "claim_values", metadata, _report(), Column("claim", String, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False), _told("type"), Column("role", String),
    Column("stands_for", Text), Column("low", Float), Column("high", Float), Column("unit", String),
    Column("measure", String), Column("day_from", String), Column("day_to", String),
    Column("country", String, index=True), Column("latitude", Float), Column("longitude", Float), _told("words", Text),
)  # fmt: skip
judgements = Table(
    "judgements", metadata, Column("id", String, primary_key=True), _told("verb"), _told("subject", Text),
    Column("value", Text), _told("author"), _told("made"), _told("reason", Text), _entry(nullable=False),
    Column("retired", String), Column("retired_by", String), Column("retired_reason", Text), _entry("retired_entry"),
)  # fmt: skip
misses = Table(
    "misses", metadata, _entry(primary_key=True), _told("subject", Text), _told("code"), _told("message", Text),
    _told("at"), Index("ix_misses_subject", "subject", postgresql_using="hash"),
)  # fmt: skip
findings = Table(
    "findings", metadata, Column("key", String, primary_key=True), _told("digest"), _told("body", LargeBinary)
)  # fmt: skip

REPEATED = (reports, sources, claims, claim_values)
"""Tables that repeat the reading in force of each report, each after those it refers to."""
