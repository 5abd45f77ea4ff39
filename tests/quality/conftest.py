import pytest
from scores import SHARED


def pytest_collection_modifyitems(items):
    if not SHARED.exists():
        pytest.exit(f"the gold data is not at {SHARED}; quality is measured only where it is", returncode=5)
