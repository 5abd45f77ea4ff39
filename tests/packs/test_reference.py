"""The page that describes packs names every key there is, so that a pack can be written from it alone."""

import inspect
import re
from pathlib import Path

import msgspec
import pytest

from sayso.model import pack as facts
from sayso.model.pack import Shape
from sayso.packs import Pack

PAGE = Path("docs/reference/packs.md").read_text("utf-8")
SHAPES = [one for _, one in inspect.getmembers(facts, inspect.isclass) if issubclass(one, Shape)] + [Pack]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_key_is_described(shape):
    named = set(re.findall(r"`(\w+)`", PAGE))
    assert {field.name for field in msgspec.structs.fields(shape)} <= named


def test_every_question_a_pack_answers_is_described():
    asked = {
        name for name, _ in inspect.getmembers(Pack, inspect.isfunction) if name.startswith(("find", "instrument"))
    }
    assert all(f"`{name}(" in PAGE for name in asked)
