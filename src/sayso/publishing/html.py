"""Records as pages that stand alone: everything inline, nothing fetched, every word of a report escaped.

The page carries a policy that lets only its own style and script run, by their hashes, so that even a flaw in the
escaping could not make a hostile report act; it fetches nothing, so opening it tells no one.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.model import Record
from sayso.publishing import wording
from sayso.publishing.passages import passages
from sayso.publishing.view import account

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def page(records: Sequence[Record]) -> str:
    """One self-contained HTML page of the records, with a list of contents where there are several.

    The same records give the same characters. The page works without its script and without a network.
    """
    return _render("page.html", accounts=[account(record) for record in records])


def contents(records: Sequence[Record], names: Sequence[str]) -> str:
    """The page that opens a folder: one line a record, linking to the file `names` gives it, in the same order."""
    accounts = [account(record) for record in records]
    return _render("contents.html", entries=list(zip(accounts, names, strict=True)), accounts=accounts)


def fragment(record: Record) -> str:
    """A piece of HTML for a notebook: compact, without script, ids or links, its style kept to itself."""
    return _environment().get_template("fragment.html").render(account=account(record), css=_part("fragment.css"))


def bars(counts: Sequence[int], most: int, width: float = 160.0) -> list[tuple[str, float, float]]:
    """A bar's stretches, firmest first, as certainty, left edge, width, one unit apart; `most` claims fill `width`."""
    unit = width / max(most, 1)
    stretches = [(sum(counts[:n]) * unit, count * unit - 1) for n, count in enumerate(counts)]
    return [
        (certainty, round(left, 2), round(max(long, 1), 2))
        for certainty, count, (left, long) in zip(wording.CERTAINTIES, counts, stretches, strict=True)
        if count
    ]


def _render(template: str, **context: object) -> str:
    css, js = _part("page.css"), _part("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(js)}'; base-uri 'none'; form-action 'none'"
    )
    return _environment().get_template(template).render(css=css, js=js, policy=policy, **context)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _part(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        certainties=wording.CERTAINTIES,
        means={**wording.CERTAINTY_MEANS, "heard": wording.HEARD_MEANS, "denied": wording.DENIED_MEANS},
        counted=wording.counted,
        passages=passages,
        bars=bars,
    )
    return environment
