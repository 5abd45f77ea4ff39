"""The connection: SQLite in the case's folder or PostgreSQL by URL, transactions, and the steps from older tables.

SQLite runs in WAL mode with synchronous=FULL: what was said to be added is there after a kill and after a power cut.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.sql import column, table

from sayso.errors import CaseError
from sayso.store.schema import HEAD

PATIENCE = 60
"""Seconds that one process waits for another that is writing."""
LOCK = 0x73617973
"""PostgreSQL's advisory lock of writers: the letters "says"."""
SERVED: dict[str, Any] = {"hide_parameters": True, "isolation_level": "REPEATABLE READ"}
LITE_WRITES = {"sayso_begin": "BEGIN IMMEDIATE"}
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
SHAPE = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
_version = table("alembic_version", column("version_num"))


class Database:
    """One engine; `reading` and `writing` give connections inside a transaction. `place` is a URL or a file."""

    def __init__(self, place: str | Path, *, name: str) -> None:
        self._name = name
        self.lite = isinstance(place, Path)
        try:
            self._engine = _lite(place) if isinstance(place, Path) else create_engine(place, **SERVED)
        except (SQLAlchemyError, ImportError) as error:
            raise CaseError(
                f"{name}: expected a database URL such as postgresql+psycopg://HOST/NAME, got one that causes "
                f"{type(error).__name__}; PostgreSQL needs sayso[postgres]"
            ) from None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """What is read is all of one moment."""
        with self._guarded(), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One writer at a time; all that is written, or nothing."""
        kind: dict[str, Any] = LITE_WRITES if self.lite else {"isolation_level": "READ COMMITTED"}
        with self._guarded(), self._engine.connect().execution_options(**kind) as connection, connection.begin():
            if not self.lite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection

    def step(self, connection: Connection) -> str:
        """The step at which the tables are. Raises `CaseError` where it is none that this sayso knows."""
        if not inspect(connection).has_table(_version.name):
            raise CaseError(f"{self._name}: expected the tables of a case, found none")
        at = connection.execute(select(_version.c.version_num)).scalar()
        if not isinstance(at, str) or at > HEAD:
            raise CaseError(f"{self._name}: expected tables of step {HEAD} at most, got {at!r}; install a newer sayso")
        return at

    def make(self, connection: Connection) -> None:
        """All tables of a case in an empty database."""
        if inspect(connection).get_table_names():
            raise CaseError(f"{self._name}: expected an empty database, got one with tables; name another")
        self.upgrade(connection)

    def upgrade(self, connection: Connection) -> None:
        """All steps that the tables have not yet taken, in the caller's transaction."""
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)

    def shape(self, connection: Connection) -> list[Any]:
        """What defines tables, views and search, as text; empty for PostgreSQL, which looks after its own."""
        return [list(row) for row in connection.exec_driver_sql(SHAPE)] if self.lite else []

    def empty_log(self) -> None:
        """Write SQLite's log into its file, unless somebody is reading it."""
        with self._guarded(), contextlib.closing(self._engine.raw_connection()) as connection:
            for pragma in ("busy_timeout=0", "wal_checkpoint(TRUNCATE)", f"busy_timeout={PATIENCE * 1000}"):
                connection.cursor().execute(f"PRAGMA {pragma}")

    def close(self) -> None:
        self._engine.dispose()

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """The database's refusals as `CaseError`, without the values being written: they may name a source."""
        try:
            yield
        except UnicodeDecodeError:
            raise CaseError(f"{self._name}: expected text in the database, got bytes that are none") from None
        except DBAPIError as error:
            state = getattr(error.orig, "sqlstate", None)
            told = f"{type(error.orig).__name__} {state}" if state else str(error.orig).split("\n")[0]
            what = "sayso check says what is damaged" if "malformed" in told else "nothing was changed"
            raise CaseError(f"{self._name}: expected the database to do as asked, it says: {told}; {what}") from None


def _lite(file: Path) -> Engine:
    url = URL.create("sqlite", database=str(file.absolute()))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _(connection: Any, __: Any) -> None:
        connection.isolation_level = None  # the driver would begin transactions too late, and of the wrong kind
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sayso_begin", "BEGIN"))

    return engine
