"""Steps from older tables: they lead to the same tables as those made at once, and an older case takes them."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from invented import NOW, add, record_of
from sqlalchemy import text

import sayso.store
from sayso.errors import CaseError
from sayso.store import Store, schema

VIEWS = ["VIEW claims_in_words", "VIEW numbers_in_words"]
SEARCH = {
    "sqlite": ["TRIGGER claims_come", "TRIGGER claims_go", "TABLE claims_search"],
    "postgresql": ["INDEX claims_search"],
}


def config(connection):
    made = Config()
    made.set_main_option("script_location", f"{sayso.store.__path__[0]}/migrations")
    made.attributes["connection"] = connection
    return made


def back_to_the_first_step(store):
    """A case as the first tables had it: no views, no search."""
    with store._database.writing() as connection:
        for what in (*VIEWS, *SEARCH[connection.dialect.name]):
            connection.exec_driver_sql(f"DROP {what}")
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))


def test_the_newest_step_is_the_one_that_new_cases_are_at():
    assert ScriptDirectory.from_config(config(None)).get_heads() == [schema.HEAD]


def test_the_tables_that_the_steps_make_are_those_that_the_store_uses(store):
    with store._database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    assert [one for one in differences if not getattr(one[1], "name", "").startswith("claims_search")] == []


def test_an_older_case_is_brought_up_to_date_when_it_is_opened(make):
    store = make()
    add(store, record_of(1))
    before = store.view()
    back_to_the_first_step(store)
    store.close()
    again = Store.open(store.folder)
    add(again, record_of(2), now=NOW)
    assert again.check() == ()
    assert len(again.search("workers")) == 6
    assert before.filed[0] in again.view().filed
    again.close()


def test_a_newer_case_is_refused(make):
    store = make()
    with store._database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CaseError, match=r"step 0002 at most, got '9999'; install a newer sayso"):
        Store.open(store.folder)


def test_a_database_without_tables_is_no_case(lite):
    file = lite.folder / "case.sqlite"
    lite.close()
    file.write_bytes(b"")
    with pytest.raises(CaseError, match="expected the tables of a case, found none"):
        Store.open(lite.folder)
