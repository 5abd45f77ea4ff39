"""A changed byte anywhere is found and named, or has changed nothing that the case says."""

import random
import shutil
import sqlite3
import tomllib
from pathlib import Path

import msgspec
import pytest
from invented import NOW, add, record_of, text_of

from sayso.errors import CaseError
from sayso.model import Gap, Judgement
from sayso.store import Store

FLIPS = 80
DERIVED = ("claims_search", "sqlite_")


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A closed case with something in every table."""
    store = Store.create(tmp_path_factory.mktemp("whole") / "case", pack="dprk-workers", now=NOW)
    for n in range(6):
        add(store, record_of(n))
    add(store, record_of(1, text=text_of(1).replace("broker", "official")), now="2026-02-02T00:00:00Z")
    add(store, msgspec.structs.replace(record_of(2), claims=record_of(2).claims[:1]), reader="reader 2")
    store.miss(Gap(subject="scan.pdf", code="unreadable", message="expected text, got none"), now=NOW)
    for n, value in enumerate(("2019-05-01", "2019-06-01")):
        store.judge(
            Judgement(
                id=f"j{n}", verb="retract-report", subject=(record_of(n).report.id,), value=value, author="Ada",
                made=NOW, reason="I saw it.",
            )
        )  # fmt: skip
    store.retire("j1", author="Bo", now=NOW, reason="No.")
    store.keep("finding", b"made from the rest")
    assert store.check() == ()
    store.close()
    return store.folder


def faults(folder):
    """What an opened case finds, or that it cannot be opened."""
    try:
        store = Store.open(folder)
    except CaseError as error:
        return [str(error)]
    try:
        return [f"{one.where}: {one.got}" for one in store.check()]
    finally:
        store.close()


def rows(file):
    """All that a database says, its own bookkeeping left out; None where it says nothing any more."""
    connection = sqlite3.connect(file)
    try:
        names = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        told = [(name, connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name, sql in names
                if "TABLE" in (sql or "") and not name.startswith(DERIVED)]  # fmt: skip
        return names, told
    except sqlite3.Error:
        return None
    finally:
        connection.close()


def flip(file, at, bit):
    with file.open("r+b") as f:
        f.seek(at)
        [byte] = f.read(1)
        f.seek(at)
        f.write(bytes([byte ^ 1 << bit]))


def test_a_whole_case_has_no_faults(whole):
    assert faults(whole) == []


@pytest.mark.parametrize("sealed", [True, False])
def test_a_changed_byte_in_the_database_is_found_or_else_changes_nothing(whole, tmp_path, sealed):
    """Any byte of a case that was closed; of one that was left open, any byte that tells something."""
    draw = random.Random(2397)
    assert not (whole / "case.sqlite-wal").exists()
    shutil.copytree(whole, tmp_path / "case")
    if not sealed:
        (tmp_path / "case" / "case.sqlite.sha256").unlink()
    file, before = tmp_path / "case" / "case.sqlite", rows(whole / "case.sqlite")
    silent = []
    for _ in range(FLIPS):
        at, bit = draw.randrange(file.stat().st_size), draw.randrange(8)
        for name in ("case.sqlite-wal", "case.sqlite-shm"):
            (file.parent / name).unlink(missing_ok=True)
        shutil.copy(whole / "case.sqlite", file)
        flip(file, at, bit)
        if not faults(file.parent) and (sealed or rows(file) != before):
            silent.append((at, bit))
    assert silent == []


def test_a_changed_byte_in_any_original_is_found_by_its_name(whole, tmp_path):
    draw = random.Random(2397)
    for original in sorted((whole / "originals").rglob("*")):
        if original.is_file():
            copy = tmp_path / original.name
            shutil.copytree(whole, copy)
            flip(copy / original.relative_to(whole), draw.randrange(original.stat().st_size), draw.randrange(8))
            [fault] = faults(copy)
            assert original.name in fault


@pytest.mark.parametrize("bit", [3])
def test_a_changed_byte_in_the_head_or_the_settings_is_found(whole, tmp_path, bit):
    copy = tmp_path / "case"
    shutil.copytree(whole, copy)
    for name in ("journal.head", "case.toml", "case.sqlite.sha256"):
        for at in range((whole / name).stat().st_size):
            flip(copy / name, at, bit)
            assert faults(copy) or said(copy) == said(whole), (name, at)
            flip(copy / name, at, bit)


def said(folder):
    return tomllib.loads((folder / "case.toml").read_text())


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE journal SET at = '2020-01-01T00:00:00Z' WHERE n = 4", "journal, entry 4"),
        ("DELETE FROM journal WHERE n = (SELECT max(n) FROM journal)", "journal, entry"),
        ("UPDATE originals SET media_type = 'text/html' WHERE entry = 3", "table originals"),
        ("DELETE FROM originals WHERE entry = 3", "table originals"),
        ("UPDATE records SET known = '2019-04-02' WHERE entry = 4", "table records"),
        ("DELETE FROM records WHERE entry = 4", "table records"),
        ("UPDATE claims SET words = 'Nobody stayed.' WHERE n = 1", "table claims"),
        ("DELETE FROM claim_values WHERE n = 0", "table claim_values"),
        ("UPDATE sources SET name = 'Another' WHERE id = 's0'", "table sources"),
        ("UPDATE judgements SET reason = 'Another.'", "table judgements"),
        ("UPDATE judgements SET retired = NULL, retired_entry = NULL, retired_by = NULL, retired_reason = NULL",
         "table judgements"),
        ("DELETE FROM judgements WHERE id = 'j0'", "table judgements"),
        ("DELETE FROM misses", "table misses"),
        ("UPDATE findings SET body = x'00'", "table findings"),
        ("DROP VIEW claims_in_words", "tables"),
        ("INSERT INTO claims_search (claims_search) VALUES ('delete-all')", "claims_search"),
    ],
)  # fmt: skip
def test_a_changed_row_is_named(whole, tmp_path, statement, where):
    shutil.copytree(whole, tmp_path / "case")
    (tmp_path / "case" / "case.sqlite.sha256").unlink()
    with sqlite3.connect(tmp_path / "case" / "case.sqlite") as connection:
        connection.execute(statement)
    connection.close()
    assert any(fault.startswith(where) for fault in faults(tmp_path / "case"))


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE records SET known = '2019-04-02'", "table records"),
        ("UPDATE claims SET words = 'Nobody stayed.'", "table claims"),
        ("UPDATE records SET body = substr(body, 2)", f"record of {record_of(1).report.id}"),
        ("DELETE FROM claim_values", "table claim_values"),
    ],
)
def test_a_changed_row_is_named_in_both_databases(store, statement, where):
    add(store, record_of(1))
    with store._database.writing() as connection:
        connection.exec_driver_sql(statement)
    assert where in {fault.where for fault in store.check()}


def test_a_span_that_is_not_the_report_s_words_is_named(store):
    record = record_of(1)
    wrong = msgspec.structs.replace(record.claims[0], span=msgspec.structs.replace(record.claims[0].span, text="Other"))
    add(store, msgspec.structs.replace(record, claims=(wrong,)))
    [fault] = store.check()
    assert (fault.where, fault.got) == (f"record of {record.report.id}", "others at 0")


def test_a_lost_end_of_the_log_is_found_and_nothing_is_written_over_it(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "case")
    store = Store.open(tmp_path / "case")
    add(store, record_of(100))
    log = tmp_path / "case" / "case.sqlite-wal"
    flipped = tmp_path / "flipped"
    shutil.copytree(tmp_path / "case", flipped)  # as a kill would have left it
    store.close()
    (flipped / "case.sqlite-shm").unlink(missing_ok=True)
    flip(flipped / log.name, 40, 0)
    assert any("journal, entry" in fault for fault in faults(flipped))
    again = Store.open(flipped)
    with pytest.raises(CaseError, match=r"newest entries are lost"):
        add(again, record_of(101))
    (flipped / "journal.head").unlink()
    add(again, record_of(100))
    assert again.check() == ()
    again.close()


def test_a_damaged_original_is_healed_by_adding_it_again(lite):
    add(lite, record_of(1))
    [original] = [one for one in (lite.folder / "originals").rglob("*") if one.is_file()]
    flip(original, 5, 1)
    with pytest.raises(CaseError, match="restore it from a copy"):
        lite.original(original.name)
    add(lite, record_of(1))
    assert lite.check() == ()


def test_looking_at_a_case_leaves_its_file_as_it_is(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "case")
    for _ in range(2):
        store = Store.open(tmp_path / "case")
        store.search("workers")
        assert store.check() == ()
        store.close()
        assert (tmp_path / "case" / "case.sqlite").read_bytes() == (whole / "case.sqlite").read_bytes()


def test_a_case_in_use_by_two_is_sealed_by_the_last(lite):
    other = Store.open(lite.folder)
    add(lite, record_of(1))
    other.view()
    lite.close()
    add(other, record_of(2))
    assert not (lite.folder / "case.sqlite.sha256").exists()
    other.close()
    assert faults(lite.folder) == []
    assert (lite.folder / "case.sqlite.sha256").exists()
