"""A case as lines of JSON, an object each: matters with what is made of them, and nouns that are records already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sayso.model import Assessment, Linked, Matter, Weighed


def matter_objects(linked: Linked, weighed: Weighed) -> Iterator[dict[str, Any]]:
    """Each matter with its assessment as one object, in the order of the assessments."""
    matters = {matter.matter: matter for matter in linked.matters}
    for assessment in weighed.assessments:
        yield matter_object(matters[assessment.matter], assessment)


def matter_object(matter: Matter, assessment: Assessment) -> dict[str, Any]:
    """A matter and its assessment as one object: the question first, then the verdict, then what it rests on."""
    asked, judged = msgspec.to_builtins(matter), msgspec.to_builtins(assessment)
    rests = {name: asked.pop(name) for name in ("claims", "origins")}
    damage = asked.pop("damage")
    return {**asked, **judged, **rests, "damage": damage}


def json_lines(objects: Iterable[Any]) -> Iterator[bytes]:
    """One line of UTF-8 JSON an object, fields in a fixed order."""
    yield from (msgspec.json.encode(one) + b"\n" for one in objects)
