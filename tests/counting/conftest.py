import pytest

from sayso.packs import load


@pytest.fixture(scope="session")
def pack():
    return load()
