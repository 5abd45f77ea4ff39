"""The tables, for both databases. `records` and `judgements` hold what is known; the rest can be made from them.

A record row is never changed: a newer reading is a further row. `reports`, `sources`, `claims` and `claim_values`
repeat the newest reading in columns, for people who open the file and for searching; `sayso check` compares them.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
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

journal = Table(
    "journal", metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("author", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("content", String, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
)  # fmt: skip

originals = Table(
    "originals", metadata,
    Column("sha256", String, primary_key=True),
    Column("report", String, nullable=False, index=True),
    Column("media_type", String, nullable=False),
    Column("bytes", Integer, nullable=False),
)  # fmt: skip

records = Table(
    "records", metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("report", String, nullable=False, index=True),
    Column("reader", String, nullable=False),
    Column("added", String, nullable=False),
    Column("known", String, nullable=False),
    Column("original", String, ForeignKey("originals.sha256"), nullable=False),
    Column("url", String),
    Column("supersedes", String),
    Column("digest", String, nullable=False),
    Column("entry", Integer, ForeignKey("journal.n"), nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("report", "digest", name="uq_records_report_digest"),
)  # fmt: skip

reports = Table(
    "reports", metadata,
    Column("id", String, primary_key=True),
    Column("outlet", String), Column("title", Text), Column("author", String), Column("url", String, index=True),
    Column("language", String), Column("published_from", String), Column("published_to", String),
    Column("published_basis", String), Column("counts_from", String, nullable=False, index=True),
    Column("added", String, nullable=False), Column("supersedes", String), Column("text", Text, nullable=False),
)  # fmt: skip

sources = Table(
    "sources", metadata,
    Column("report", String, primary_key=True), Column("id", String, primary_key=True),
    Column("kind", String, nullable=False), Column("name", String), Column("description", String),
    Column("anonymous", Boolean, nullable=False), Column("proximity", String, nullable=False),
)  # fmt: skip

claims = Table(
    "claims", metadata,
    Column("report", String, primary_key=True), Column("id", String, primary_key=True),
    Column("kind", String, nullable=False, index=True), Column("polarity", String, nullable=False),
    Column("certainty", String, nullable=False), Column("hearsay", Boolean, nullable=False),
    Column("quoted", Boolean, nullable=False), Column("tense", String, nullable=False),
    Column("source", String, nullable=False), Column("through", String, nullable=False),
    Column("start", Integer, nullable=False), Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
)  # fmt: skip

claim_values = Table(
    "claim_values", metadata,
    Column("report", String, primary_key=True), Column("claim", String, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("type", String, nullable=False), Column("role", String), Column("stands_for", String),
    Column("low", Float), Column("high", Float), Column("unit", String), Column("measure", String),
    Column("day_from", String), Column("day_to", String), Column("country", String, index=True),
    Column("latitude", Float), Column("longitude", Float), Column("words", Text, nullable=False),
)  # fmt: skip

judgements = Table(
    "judgements", metadata,
    Column("id", String, primary_key=True), Column("verb", String, nullable=False),
    Column("subject", Text, nullable=False), Column("value", Text), Column("author", String, nullable=False),
    Column("made", String, nullable=False), Column("reason", Text, nullable=False),
    Column("entry", Integer, ForeignKey("journal.n"), nullable=False),
    Column("retired", String), Column("retired_by", String), Column("retired_reason", Text),
    Column("retired_entry", Integer, ForeignKey("journal.n")),
)  # fmt: skip

misses = Table(
    "misses", metadata,
    Column("subject", String, primary_key=True), Column("code", String, primary_key=True),
    Column("message", Text, nullable=False), Column("at", String, nullable=False),
    Column("entry", Integer, ForeignKey("journal.n"), nullable=False),
)  # fmt: skip

findings = Table(
    "findings", metadata,
    Column("key", String, primary_key=True), Column("digest", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip

PROJECTED = (reports, sources, claims, claim_values)
"""Tables that repeat the newest record of each report."""

VIEWS = {
    "claims_in_words": """
        SELECT reports.outlet, reports.counts_from AS day,
               COALESCE(sources.name, sources.description, 'unnamed') AS who, claims.through, claims.words AS says,
               claims.kind, claims.polarity, claims.certainty AS how_firmly, claims.hearsay AS only_heard,
               claims.report, claims.id AS claim
        FROM claims JOIN reports ON reports.id = claims.report
        LEFT JOIN sources ON sources.report = claims.report AND sources.id = claims.source""",
    "numbers_in_words": """
        SELECT reports.outlet, reports.counts_from AS day, claim_values.low, claim_values.high, claim_values.unit,
               claim_values.measure, claim_values.stands_for AS of_what, claims.words AS says, claims.report,
               claims.id AS claim
        FROM claim_values JOIN claims ON claims.report = claim_values.report AND claims.id = claim_values.claim
        JOIN reports ON reports.id = claims.report WHERE claim_values.type = 'quantity'""",
}
"""For people who open the database itself, in Datasette or psql."""
