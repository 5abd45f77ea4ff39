"""sayso: on whose say-so? Reads a report and says who stands behind each statement, how firmly, and on what footing.

for claim in sayso.read("report.txt").record.claims:
    print(claim.certainty, claim.chain, claim.span.text)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

# isort: off
from sayso.errors import (
    CaseError, FetchError, InputError, LanguageError, ModelError, PackError, SaysoError, TooLargeError, UnreadableError,
    UsageError,
)  # fmt: skip
from sayso.model import (
    Attribution, Claim, Gap, Instrument, InstrumentMention, Place, PlaceMention, Published, Quantity, QuantityMention,
    Question, Record, Report, Rival, Source, Span, Term, TermMention, Time, TimeMention, Warning,
)  # fmt: skip
from sayso.model.record import RELEASE as __version__  # noqa: F401, N811
# isort: on

if TYPE_CHECKING:
    from sayso.pipeline import Case, Reading

__all__ = [
    "Attribution", "Case", "CaseError", "Claim", "FetchError", "Gap", "InputError", "Instrument",
    "InstrumentMention", "LanguageError", "ModelError", "PackError", "Place", "PlaceMention", "Published", "Quantity",
    "QuantityMention", "Question", "Reading", "Record", "Report", "Rival", "SaysoError", "Source", "Span",
    "Term", "TermMention", "Time", "TimeMention", "TooLargeError", "UnreadableError", "UsageError", "Warning", "read",
]  # fmt: skip


def read(
    item: str | Path | bytes | None = None, *, text: str | None = None,
    published: str | None = None, outlet: str | None = None, pack: str | Path = "dprk-workers",
) -> Reading:  # fmt: skip
    """Read one report: `item` is a path, an http(s) URL, `-` for standard input, or bytes as they came; or give `text`.

    `published` (a day, a month `2019-09` or a year) and `outlet` beat what the report says of itself.
    Raises `InputError` where the report cannot be read, `UsageError` for arguments that make no sense, `PackError`
    for a wrong pack and `ModelError` for missing weights.
    """
    from sayso.pipeline import read_one

    if (item is None) == (text is None):
        raise UsageError("expected one report, as item or as text, got " + ("neither" if item is None else "both"))
    given = item if item is not None else (text or "").encode(errors="replace")
    return read_one(given, pack=pack, published=published, outlet=outlet)


def __getattr__(name: str) -> object:
    if name in ("Case", "Reading"):  # live beside the network and the database, for which `import sayso` must not wait
        from sayso import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
