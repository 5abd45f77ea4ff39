import pytest

from sayso.model import Linked
from sayso.packs import load
from sayso.weighing import weigh


@pytest.fixture(scope="session")
def pack():
    return load("dprk-workers")


@pytest.fixture
def weighed(pack):
    """Weigh matters; `filed`, `judgements` and `scale` as `weigh` takes them."""

    def work(*matters, filed=(), **rest):
        return weigh(Linked(matters=matters), filed, pack=pack, as_of="2026-01-01", **rest)

    return work


@pytest.fixture
def verdict(weighed):
    """The assessment of one matter."""
    return lambda one, **rest: weighed(one, **rest).assessments[0]
