"""The first tables of a case. This step is frozen: it says what they were, not what they are."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001", None

S, T, N, B, F = sa.String, sa.Text, sa.Integer, sa.Boolean, sa.Float
ENTRY, REPORT = ("entry", N, "!>journal.n"), ("report", S, "pk>reports.id")
TABLES = {
    "journal": (("n", N, "pk"), ("at", S, "!"), ("author", S, "!"), ("action", S, "!"), ("subject", T, "!"),
                ("content", S, "!"), ("previous", S, "!"), ("hash", S, "!")),
    "originals": (("sha256", S, "pk"), ("report", S, "!index"), ("media_type", S, "!"), ("bytes", N, "!"), ENTRY),
    "records": (("entry", N, "pk>journal.n"), ("report", S, "!index"), ("reader", S, "!"), ("added", S, "!"),
                ("known", S, "!"), ("original", S, "!index>originals.sha256"), ("url", T, "hash"), ("outlet", T, ""),
                ("supersedes", S, ""), ("digest", S, "!"), ("body", sa.LargeBinary, "!")),
    "reports": (("id", S, "pk"), ("outlet", T, ""), ("title", T, ""), ("author", T, ""), ("url", T, ""),
                ("language", S, ""), ("published_from", S, ""), ("published_to", S, ""), ("published_basis", S, ""),
                ("counts_from", S, "!index"), ("added", S, "!"), ("supersedes", S, ""), ("text", T, "!")),
    "sources": (REPORT, ("id", S, "pk"), ("kind", S, "!"), ("name", T, ""), ("description", T, ""),
                ("anonymous", B, "!"), ("proximity", S, "!")),
    "claims": (("n", N, "serial"), ("report", S, "!>reports.id"), ("id", S, "!"), ("kind", S, "!index"),
               ("polarity", S, "!"), ("certainty", S, "!"), ("hearsay", B, "!"), ("quoted", B, "!"), ("tense", S, "!"),
               ("source", S, "!"), ("through", T, "!"), ("starts", N, "!"), ("ends", N, "!"), ("words", T, "!")),
    "claim_values": (REPORT, ("claim", S, "pk"), ("n", N, "pk"), ("type", S, "!"), ("role", S, ""),
                     ("stands_for", T, ""), ("low", F, ""), ("high", F, ""), ("unit", S, ""), ("measure", S, ""),
                     ("day_from", S, ""), ("day_to", S, ""), ("country", S, "index"), ("latitude", F, ""),
                     ("longitude", F, ""), ("words", T, "!")),
    "judgements": (("id", S, "pk"), ("verb", S, "!"), ("subject", T, "!"), ("value", T, ""), ("author", S, "!"),
                   ("made", S, "!"), ("reason", T, "!"), ENTRY, ("retired", S, ""), ("retired_by", S, ""),
                   ("retired_reason", T, ""), ("retired_entry", N, ">journal.n")),
    "misses": (("entry", N, "pk>journal.n"), ("subject", T, "!hash"), ("code", S, "!"), ("message", T, "!"),
               ("at", S, "!")),
    "findings": (("key", S, "pk"), ("digest", S, "!"), ("body", sa.LargeBinary, "!")),
}  # fmt: skip
"""Columns: name, type, and `!` for not null, `pk` or `serial` for the key, `index` (`hash` where PostgreSQL should use
one), `>` for the column referred to."""


def upgrade() -> None:
    for name, columns in TABLES.items():
        unique = [sa.UniqueConstraint("report", "id", name="uq_claims_report_id")] if name == "claims" else []
        op.create_table(name, *(_column(*column) for column in columns), *unique)
        for column, _, how in columns:
            if "index" in how or "hash" in how:
                kind = "hash" if "hash" in how else "btree"
                op.create_index(f"ix_{name}_{column}", name, [column], postgresql_using=kind)


def _column(name: str, type_: Any, how: str) -> sa.Column[Any]:
    target = [sa.ForeignKey(how.partition(">")[2])] if ">" in how else []
    key = how.startswith(("pk", "serial"))
    return sa.Column(
        name, type_, *target, primary_key=key, autoincrement="auto" if how == "serial" else False,
        nullable=not (key or how.startswith("!")),
    )  # fmt: skip
