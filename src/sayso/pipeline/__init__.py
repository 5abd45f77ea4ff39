"""The rooms in order: one report read, and a case of many. It composes and stamps; it decides nothing."""

from typing import TYPE_CHECKING

from sayso.intake import expand
from sayso.pipeline.reading import Reading, read, read_one

if TYPE_CHECKING:
    from sayso.pipeline.case import Added, Case, Findings

ROOMS = ("intake", "reading", "grounding", "linking", "weighing", "counting", "publishing")
"""The order of the data; the disk's is alphabetical."""

__all__ = ["ROOMS", "Added", "Case", "Findings", "Reading", "expand", "read", "read_one"]


def __getattr__(name: str) -> object:
    if name in ("Added", "Case", "Findings"):  # they bring the database and SciPy, which one report does not wait for
        from sayso.pipeline import case

        return getattr(case, name)
    raise AttributeError(f"module 'sayso.pipeline' has no attribute {name!r}")
