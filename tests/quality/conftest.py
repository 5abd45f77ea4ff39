import pytest
from scores import SHARED

SELF_CONTAINED = {"test_quantities.py"}


def pytest_collection_modifyitems(items):
    if SHARED.exists():
        return
    absent = pytest.mark.skip(reason=f"the gold data is not at {SHARED}; this is measured only where it is")
    for item in items:
        if item.path.parent.name == "quality" and item.path.name not in SELF_CONTAINED:
            item.add_marker(absent)
