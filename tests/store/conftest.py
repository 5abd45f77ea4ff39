"""Both databases for every test of the store: SQLite in a folder, PostgreSQL started from the system's own package."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

sys.path.insert(0, str(Path(__file__).parent))  # for `invented`, which is run as a script too

from invented import NOW

from sayso.store import Store

NEEDED = "initdb of PostgreSQL, in /usr/lib/postgresql/*/bin or on the path (on Debian: apt install postgresql)"


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[str], str]]:
    """Name of an empty database to its URL."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    found = shutil.which("initdb", path=os.pathsep.join([*map(str, reversed(folders)), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip(f"expected {NEEDED}, found none")
    with tempfile.TemporaryDirectory() as place:
        yield from _served(Path(found).resolve().parent, Path(place))


def _served(binaries: Path, place: Path) -> Iterator[Callable[[str], str]]:
    """PostgreSQL refuses to run as root: then it runs as `postgres`, else `nobody`."""
    user = None
    if os.getuid() == 0:
        names = {one.pw_name for one in pwd.getpwall()}
        user = "postgres" if "postgres" in names else "nobody"
        shutil.chown(place, user)
    data, how = place / "data", {"user": user, "cwd": place, "check": True, "stdout": subprocess.DEVNULL}
    made = [
        binaries / "initdb",
        "-D",
        data,
        "-U",
        "sayso",
        "-A",
        "trust",
        "-k",
        "--no-sync",
        "--locale=C",
        "-E",
        "UTF8",
    ]
    subprocess.run(made, **how)
    options = f"-k {place} -c listen_addresses='' -c fsync=off -c max_connections=40"
    control = [binaries / "pg_ctl", "-D", data, "-w", "-l", place / "log"]
    subprocess.run([*control, "-o", options, "start"], **how)
    url = f"postgresql+psycopg://sayso@/{{}}?host={place}"
    engine = create_engine(url.format("postgres"), isolation_level="AUTOCOMMIT")

    def fresh(name: str) -> str:
        with engine.connect() as connection:
            connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
        return url.format(name)

    try:
        yield fresh
    finally:
        engine.dispose()
        subprocess.run([*control, "-m", "immediate", "stop"], **how)


@pytest.fixture(params=["sqlite", "postgresql"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Makes cases, each in a folder and a database of its own."""
    with contextlib.ExitStack() as open_:

        def make(name: str = "case") -> Store:
            url = None
            if request.param == "postgresql":
                url = request.getfixturevalue("server")(f"{tmp_path.name}-{name}")
            store = Store.create(tmp_path / name, pack="dprk-workers", database=url, now=NOW)
            open_.callback(store.close)
            return store

        yield make


@pytest.fixture
def store(make: Callable[..., Store]) -> Store:
    return make()


@pytest.fixture
def lite(tmp_path: Path) -> Iterator[Store]:
    """A case in SQLite, for what only files can do."""
    store = Store.create(tmp_path / "lite", pack="dprk-workers", now=NOW)
    yield store
    store.close()
