"""The first tables of a case. This step is frozen: it says what they were, not what they are."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None

S, T, N, B, F = sa.String, sa.Text, sa.Integer, sa.Boolean, sa.Float
TABLES = {
    "journal": (("n", N, "pk"), ("at", S, "!"), ("author", S, "!"), ("action", S, "!"), ("subject", S, "!"),
                ("content", S, "!"), ("previous", S, "!"), ("hash", S, "!")),
    "originals": (("sha256", S, "pk"), ("report", S, "!index"), ("media_type", S, "!"), ("bytes", N, "!")),
    "records": (("n", N, "serial"), ("report", S, "!index"), ("reader", S, "!"), ("added", S, "!"), ("known", S, "!"),
                ("original", S, "!>originals.sha256"), ("url", S, ""), ("supersedes", S, ""), ("digest", S, "!"),
                ("entry", N, "!>journal.n"), ("body", sa.LargeBinary, "!")),
    "reports": (("id", S, "pk"), ("outlet", S, ""), ("title", T, ""), ("author", S, ""), ("url", S, "index"),
                ("language", S, ""), ("published_from", S, ""), ("published_to", S, ""), ("published_basis", S, ""),
                ("counts_from", S, "!index"), ("added", S, "!"), ("supersedes", S, ""), ("text", T, "!")),
    "sources": (("report", S, "pk"), ("id", S, "pk"), ("kind", S, "!"), ("name", S, ""), ("description", S, ""),
                ("anonymous", B, "!"), ("proximity", S, "!")),
    "claims": (("report", S, "pk"), ("id", S, "pk"), ("kind", S, "!index"), ("polarity", S, "!"), ("certainty", S, "!"),
               ("hearsay", B, "!"), ("quoted", B, "!"), ("tense", S, "!"), ("source", S, "!"), ("through", S, "!"),
               ("start", N, "!"), ("end", N, "!"), ("words", T, "!")),
    "claim_values": (("report", S, "pk"), ("claim", S, "pk"), ("n", N, "pk"), ("type", S, "!"), ("role", S, ""),
                     ("stands_for", S, ""), ("low", F, ""), ("high", F, ""), ("unit", S, ""), ("measure", S, ""),
                     ("day_from", S, ""), ("day_to", S, ""), ("country", S, "index"), ("latitude", F, ""),
                     ("longitude", F, ""), ("words", T, "!")),
    "judgements": (("id", S, "pk"), ("verb", S, "!"), ("subject", T, "!"), ("value", T, ""), ("author", S, "!"),
                   ("made", S, "!"), ("reason", T, "!"), ("entry", N, "!>journal.n"), ("retired", S, ""),
                   ("retired_by", S, ""), ("retired_reason", T, ""), ("retired_entry", N, ">journal.n")),
    "misses": (("subject", S, "pk"), ("code", S, "pk"), ("message", T, "!"), ("at", S, "!"),
               ("entry", N, "!>journal.n")),
    "findings": (("key", S, "pk"), ("digest", S, "!"), ("body", sa.LargeBinary, "!")),
}  # fmt: skip
"""Columns: name, type, and `!` for not null, `pk` or `serial` for the key, `index`, `>` for the column referred to."""


def upgrade() -> None:
    for name, columns in TABLES.items():
        unique = [sa.UniqueConstraint("report", "digest", name="uq_records_report_digest")] if name == "records" else []
        op.create_table(name, *(_column(*column) for column in columns), *unique)
        for column, _, how in columns:
            if "index" in how:
                op.create_index(f"ix_{name}_{column}", name, [column])


def _column(name: str, type_: Any, how: str) -> sa.Column[Any]:
    target = [sa.ForeignKey(how.partition(">")[2])] if ">" in how else []
    key = how in ("pk", "serial")
    return sa.Column(
        name, type_, *target, primary_key=key, autoincrement=how == "serial", nullable=not (key or how.startswith("!"))
    )
