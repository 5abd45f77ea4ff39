"""Views in plain words and a search, for people who open the database itself. This step is frozen, like every other."""

from alembic import op

revision, down_revision = "0002", "0001"

CLAIMS = """
    SELECT reports.outlet, reports.counts_from AS day,
           COALESCE(sources.name, sources.description, 'unnamed') AS who, claims.through, claims.words AS says,
           claims.kind, claims.polarity, claims.certainty AS how_firmly, claims.hearsay AS only_heard,
           claims.report, claims.id AS claim
    FROM claims JOIN reports ON reports.id = claims.report
    LEFT JOIN sources ON sources.report = claims.report AND sources.id = claims.source"""
NUMBERS = """
    SELECT reports.outlet, reports.counts_from AS day, claim_values.low, claim_values.high, claim_values.unit,
           claim_values.measure, claim_values.stands_for AS of_what, claims.words AS says, claims.report,
           claims.id AS claim
    FROM claim_values JOIN claims ON claims.report = claim_values.report AND claims.id = claim_values.claim
    JOIN reports ON reports.id = claims.report WHERE claim_values.type = 'quantity'"""

SEARCH = {  # FTS5 with `content` is what Datasette looks for to offer a search box
    "sqlite": (
        "CREATE VIRTUAL TABLE claims_search USING fts5(words, through, content=\"claims\", content_rowid=\"n\", "
        "tokenize='porter unicode61 remove_diacritics 2')",
        "CREATE TRIGGER claims_come AFTER INSERT ON claims BEGIN INSERT INTO claims_search (rowid, words, through) "
        "VALUES (new.n, new.words, new.through); END",
        "CREATE TRIGGER claims_go AFTER DELETE ON claims BEGIN INSERT INTO claims_search "
        "(claims_search, rowid, words, through) VALUES ('delete', old.n, old.words, old.through); END",
        "INSERT INTO claims_search (claims_search) VALUES ('rebuild')",
    ),
    "postgresql": (
        "CREATE INDEX claims_search ON claims USING gin (to_tsvector('english', words || ' ' || through))",
    ),
}  # fmt: skip


def upgrade() -> None:
    connection = op.get_bind()
    for statement in SEARCH[connection.dialect.name]:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"CREATE VIEW claims_in_words AS {CLAIMS}")
    connection.exec_driver_sql(f"CREATE VIEW numbers_in_words AS {NUMBERS}")
