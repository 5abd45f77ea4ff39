"""Admiralty grades: a letter for the source, a number for the information, judged apart and neither from the other.

Definitions: US Army FM 2-22.3 (2006), appendix B; NATO STANAG 2511 (2003). The letter comes only from a track record:
a source that has not been checked is F, however well known. The number 1 comes only from a count of independent
origins; further copies or voices whose independence is not sure give 2 at most.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.errors import UsageError
from sayso.model import Judgement
from sayso.model.judgement import Status
from sayso.weighing.footing import Footing, independent

CHECKED = 3
"""Matters on which others decided, below which there is no basis for a letter (F)."""
HISTORY = 10
"""Checked matters that make a history, for A."""
LETTERS = ((0.85, "B"), (0.65, "C"), (0.45, "D"), (0.0, "E"))
COMPLETE = 0.95
GIVEN = {"grade-source": "ABCDEF", "grade-matter": "123456"}


def letter(record: tuple[int, float]) -> str:
    """The letter for a track record: how many of a voice's statements others could check, and the share that held."""
    checked, right = record
    if checked < CHECKED:
        return "F"
    if checked >= HISTORY and right >= COMPLETE:
        return "A"
    return next(mark for least, mark in LETTERS if right >= least)


def number(found: Sequence[Footing], answer: int, status: Status, chance: float) -> str:
    """The number for what a matter's leading answer says."""
    saying = [one for one in found if one.answer == answer and one.strength > 0]
    if not saying or status == "unverified":
        return "6"
    if status == "contested":
        return "3" if chance >= 0.5 else "4"
    several = status != "single-origin" and independent(found, answer) >= 2
    if several or status == "settled":
        return "1" if several else "2"
    carried = max(len(one.origin.relayed_by) for one in saying)
    if len(saying) > 1 or carried > 1:
        return "2"
    return "3" if chance >= 0.5 else "4"


def given(judgements: Sequence[Judgement]) -> list[Judgement]:
    """The grades that people gave. Raises `UsageError` for one that is no letter A–F or number 1–6."""
    found = [one for one in judgements if one.verb in GIVEN]
    for one in found:
        if one.value not in tuple(GIVEN[one.verb]):
            expected = ", ".join(GIVEN[one.verb])
            raise UsageError(f"judgement {one.id}: expected one of {expected}, got {one.value!r}; undo it")
    return found


def overruled(judgements: Sequence[Judgement], matter: str, voices: Sequence[str]) -> Mapping[str, Judgement]:
    """What people decided: by `letter` and `number`, the latest of each."""
    found: dict[str, Judgement] = {}
    for one in judgements:
        if one.verb == "grade-source" and one.subject[0] in voices:
            found["letter"] = one
        elif one.verb == "grade-matter" and one.subject[0] == matter:
            found["number"] = one
    return found
