"""Finding claims by their words: FTS5 on SQLite, a text search index on PostgreSQL."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, text

QUERIES = {
    "sqlite": """
        SELECT claims.report, claims.id AS claim, claims.words, claims.through
        FROM claims_search JOIN claims ON claims.n = claims_search.rowid
        WHERE claims_search MATCH :sought ORDER BY claims_search.rank, claims.report, claims.id LIMIT :most""",
    "postgresql": """
        SELECT report, id AS claim, words, through FROM claims, plainto_tsquery('english', :sought) AS sought
        WHERE to_tsvector('english', words || ' ' || through) @@ sought
        ORDER BY ts_rank(to_tsvector('english', words || ' ' || through), sought) DESC, report, id LIMIT :most""",
}  # fmt: skip


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that holds the words sought."""

    report: str
    claim: str
    words: str
    through: str


def search(connection: Connection, words: str, limit: int) -> tuple[Found, ...]:
    """Claims with all of `words`, best first. Nothing in `words` is taken for an operator of the query language."""
    dialect, sought = connection.dialect.name, words.replace("\0", " ")
    if dialect == "sqlite":
        sought = " ".join('"' + word.replace('"', '""') + '"' for word in sought.split())
    if not sought.strip():
        return ()
    rows = connection.execute(text(QUERIES[dialect]), {"sought": sought, "most": limit}).mappings()
    return tuple(Found(**row) for row in rows)
