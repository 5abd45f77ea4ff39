"""What one call of `sayso read` asks for."""

from __future__ import annotations

import msgspec


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One call of the verb."""

    reports: tuple[str, ...]
    as_json: bool
    html: str | None
    published: str | None
    outlet: str | None
    pack: str
    jobs: int | None
    quiet: bool
