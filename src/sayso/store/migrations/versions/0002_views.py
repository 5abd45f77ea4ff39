"""Views in plain words, for people who open the database itself. This step is frozen, like every other."""

from alembic import op

revision, down_revision = "0002", "0001"

CLAIMS = """
    SELECT reports.outlet, reports.counts_from AS day, COALESCE(sources.name, sources.description, 'unnamed') AS who,
           claims.through, claims.words AS says, claims.kind, claims.polarity, claims.certainty AS how_firmly,
           claims.hearsay AS only_heard, claims.report, claims.id AS claim
    FROM claims JOIN reports ON reports.id = claims.report
    LEFT JOIN sources ON sources.report = claims.report AND sources.id = claims.source"""
NUMBERS = """
    SELECT reports.outlet, reports.counts_from AS day, claim_values.low, claim_values.high, claim_values.unit,
           claim_values.measure, claim_values.stands_for AS of_what, claims.words AS says, claims.report,
           claims.id AS claim
    FROM claim_values JOIN claims ON claims.report = claim_values.report AND claims.id = claim_values.claim
    JOIN reports ON reports.id = claims.report WHERE claim_values.type = 'quantity'"""


def upgrade() -> None:
    op.execute(f"CREATE VIEW claims_in_words AS {CLAIMS}")
    op.execute(f"CREATE VIEW numbers_in_words AS {NUMBERS}")
