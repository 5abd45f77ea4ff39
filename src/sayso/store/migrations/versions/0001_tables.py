"""The first tables of a case. This step is frozen: it says what they were, not what they are."""

from alembic import op

revision, down_revision = "0001", None

ENTRY, REPORT = "INTEGER NOT NULL REFERENCES journal (n)", "VARCHAR NOT NULL REFERENCES reports (id)"
TOLD, TEXT, KEY = "VARCHAR NOT NULL", "TEXT NOT NULL", "VARCHAR NOT NULL PRIMARY KEY"
BYTES = {"sqlite": "BLOB NOT NULL", "postgresql": "BYTEA NOT NULL"}
NUMBER = {"sqlite": "INTEGER NOT NULL PRIMARY KEY", "postgresql": "SERIAL NOT NULL PRIMARY KEY"}
TABLES = """
journal: n INTEGER NOT NULL PRIMARY KEY, at {TOLD}, author {TOLD}, action {TOLD}, subject {TEXT}, content {TOLD},
    previous {TOLD}, hash {TOLD}
originals: sha256 {KEY}, report {TOLD}, media_type {TOLD}, bytes INTEGER NOT NULL, entry {ENTRY}
records: entry {ENTRY} PRIMARY KEY, report {TOLD}, reader {TOLD}, added {TOLD}, known {TOLD},
    original {TOLD} REFERENCES originals (sha256), carrier {TEXT}, supersedes VARCHAR, digest {TOLD}, body {BYTES}
reports: id {KEY}, outlet TEXT, title TEXT, author TEXT, url TEXT, language VARCHAR, published_from VARCHAR,
    published_to VARCHAR, published_basis VARCHAR, counts_from {TOLD}, added {TOLD}, supersedes VARCHAR, text {TEXT}
sources: report {REPORT}, id {TOLD}, kind {TOLD}, name TEXT, description TEXT, anonymous BOOLEAN NOT NULL,
    proximity {TOLD}, PRIMARY KEY (report, id)
claims: n {NUMBER}, report {REPORT}, id {TOLD}, kind {TOLD}, polarity {TOLD}, certainty {TOLD},
    hearsay BOOLEAN NOT NULL, quoted BOOLEAN NOT NULL, tense {TOLD}, source {TOLD}, through {TEXT},
    starts INTEGER NOT NULL, ends INTEGER NOT NULL, words {TEXT}, CONSTRAINT uq_claims_report_id UNIQUE (report, id)
claim_values: report {REPORT}, claim {TOLD}, n INTEGER NOT NULL, type {TOLD}, role VARCHAR, stands_for TEXT,
    low FLOAT, high FLOAT, unit VARCHAR, measure VARCHAR, day_from VARCHAR, day_to VARCHAR, country VARCHAR,
    latitude FLOAT, longitude FLOAT, words {TEXT}, PRIMARY KEY (report, claim, n)
judgements: id {KEY}, verb {TOLD}, subject {TEXT}, value TEXT, author {TOLD}, made {TOLD}, reason {TEXT}, entry {ENTRY},
    retired VARCHAR, retired_by VARCHAR, retired_reason TEXT, retired_entry INTEGER REFERENCES journal (n)
misses: entry {ENTRY} PRIMARY KEY, subject {TEXT}, code {TOLD}, message {TEXT}, at {TOLD}
findings: key {KEY}, digest {TOLD}, body {BYTES}
"""
INDEXES = "originals.report records.report records.original reports.counts_from claims.kind claim_values.country"
HASHED = "records.carrier misses.subject"
"""These may be long, and PostgreSQL's ordered indexes take no long keys."""


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    known = {"ENTRY": ENTRY, "REPORT": REPORT, "TOLD": TOLD, "TEXT": TEXT, "KEY": KEY}
    told = TABLES.format(**known, BYTES=BYTES[dialect], NUMBER=NUMBER[dialect]).replace("\n    ", " ")
    for line in told.strip().splitlines():
        name, _, columns = line.partition(": ")
        op.execute(f"CREATE TABLE {name} ({columns})")
    for kind, names in (("btree", INDEXES), ("hash", HASHED)):
        for table, column in (name.split(".") for name in names.split()):
            op.create_index(f"ix_{table}_{column}", table, [column], postgresql_using=kind)
