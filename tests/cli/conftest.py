from pathlib import Path

import pytest

from sayso.model import Record


@pytest.fixture(scope="session")
def example() -> Record:
    """An invented report with every certainty, hearsay, denials, quotes and a chain of three."""
    return Record.from_json((Path(__file__).parents[1] / "publishing" / "example.json").read_bytes())
