"""The connection: SQLite in the case's folder or PostgreSQL by URL, transactions, and the steps from older tables.

SQLite runs in WAL mode with synchronous=NORMAL: a process may be killed at any moment and the case stays whole; a power
cut can lose the last reports, which are then added again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.sql import column, table

from sayso.errors import CaseError
from sayso.store.schema import HEAD, VIEWS, metadata

PATIENCE = 60
"""Seconds that one process waits for another that is writing."""
LOCK = 0x73617973
"""PostgreSQL's advisory lock of writers: the letters "says"."""
WRITES = {"sayso_begin": "BEGIN IMMEDIATE"}


class Database:
    """One engine; `reading` and `writing` give connections inside a transaction."""

    def __init__(self, url: str, *, name: str) -> None:
        self._name = name
        self._lite = url.startswith("sqlite")
        try:
            self.engine = _lite(url) if self._lite else create_engine(url, hide_parameters=True)
        except (SQLAlchemyError, ImportError) as error:
            raise CaseError(
                f"{name}: expected a database URL such as postgresql+psycopg://…, got one that {type(error).__name__} "
                "refuses; for PostgreSQL install sayso[postgres]"
            ) from None

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._guarded(), self.engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One writer at a time; all that is written, or nothing."""
        with self._guarded(), self.engine.connect().execution_options(**WRITES) as connection, connection.begin():
            if not self._lite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection

    def make(self) -> None:
        """All tables and views at once, marked as being at the newest step."""
        with self.writing() as connection:
            if inspect(connection).get_table_names():
                raise CaseError(f"{self._name}: expected an empty database, got one with tables; name another")
            metadata.create_all(connection)
            for name, query in VIEWS.items():
                connection.exec_driver_sql(f"CREATE VIEW {name} AS {query}")
            connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            connection.execute(insert(_version), {"version_num": HEAD})

    def upgrade(self) -> None:
        """Bring the tables of an older sayso up to date. Raises `CaseError` for those of a newer one."""
        with self.reading() as connection:
            if not inspect(connection).has_table("alembic_version"):
                raise CaseError(f"{self._name}: expected the tables of a case, found none")
            at = connection.execute(select(_version.c.version_num)).scalar()
        if at == HEAD:
            return
        if at is None or at > HEAD:
            raise CaseError(f"{self._name}: expected tables at step {HEAD} or before, got {at}; install a newer sayso")
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
        with self.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def close(self) -> None:
        self.engine.dispose()

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """The database's refusals as `CaseError`, without the values being written: they may name a source."""
        try:
            yield
        except DBAPIError as error:
            told = str(error.orig).split("\n")[0] if self._lite else type(error.orig).__name__
            raise CaseError(f"{self._name}: the database says: {told}; the case is as before") from None


_version = table("alembic_version", column("version_num"))


def _lite(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _(connection: Any, __: Any) -> None:
        connection.isolation_level = None  # the driver would begin transactions too late, and of the wrong kind
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={PATIENCE * 1000}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sayso_begin", "BEGIN"))

    return engine
