"""Kills, two processes at once, full disks, other people's eyes: the case is as before or as after, never between."""

import os
import random
import resource
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import invented
import pytest
from invented import NOW, add, record_of

from sayso.errors import CaseError
from sayso.store import Store

KILLS, REPORTS = 8, 20
ADDING = [sys.executable, invented.__file__]
PATHS = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src")}


def adding(folder, first, last):
    return subprocess.Popen([*ADDING, folder, str(first), str(last)], stdout=subprocess.PIPE, env=PATHS)


def everything(store):
    return store.view(), list(store.journal())


def ids(told):
    return [one.record.report.id for one in told[0].filed]


def test_killed_at_any_moment_and_added_again_a_case_is_as_if_undisturbed(make):
    draw = random.Random(2397)
    whole = make("whole")
    began = time.monotonic()
    for n in range(REPORTS):
        add(whole, record_of(n))
    took = time.monotonic() - began
    for k in range(KILLS if whole._database.lite else KILLS // 4):
        store = make(f"killed-{k}")
        process = adding(store.folder, 0, REPORTS)
        process.stdout.readline()
        time.sleep(draw.uniform(0, took))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert store.check() == ()
        for n in range(REPORTS):
            add(store, record_of(n))
        assert everything(store) == everything(whole)
        assert store.check() == ()


def test_two_processes_at_once_both_add_all(make):
    store = make()
    processes = [adding(store.folder, 0, 30), adding(store.folder, 15, 45)]
    assert [process.communicate() and process.returncode for process in processes] == [0, 0]
    assert {one.record.report.id for one in store.view().filed} == {record_of(n).report.id for n in range(45)}
    assert [entry.n for entry in store.journal()] == list(range(1, 2 + 2 * 45 + 1))
    assert store.check() == ()


def test_threads_share_a_store(store):
    def some(k):
        for n in range(k, 12, 3):
            add(store, record_of(n))

    threads = [threading.Thread(target=some, args=(k,)) for k in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.view().filed) == 12
    assert store.check() == ()


def test_a_reader_sees_one_moment_while_another_writes(make):
    store = make()
    process = adding(store.folder, 0, 20)
    while process.poll() is None:
        view = store.view()
        assert len({one.record.report.id for one in view.filed}) == len(view.filed)
    assert len(store.view().filed) == 20


@pytest.mark.parametrize("limit", [10_000, 90_000, 200_000, 300_000, 400_000])
def test_a_disk_without_room_is_an_error_that_leaves_the_case_as_it_was(lite, limit):
    """A bound on the size of files stands for the full disk."""
    for n in range(2):
        add(lite, record_of(n))
    before = everything(lite)
    lite.close()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        code = 1
        try:
            store = Store.open(lite.folder)
            for n in range(2, 200):
                add(store, record_of(n, text=record_of(n).report.text + " " + "filling " * 1000))
        except CaseError:
            code = 7
        os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    again = Store.open(lite.folder)
    assert again.check() == ()
    after = everything(again)
    assert set(ids(after)) > set(ids(before)) or after == before
    assert after[1][: len(before[1])] == before[1]
    add(again, record_of(999))
    assert again.check() == ()
    again.close()


def test_a_full_database_says_so_and_can_go_on_when_there_is_room(lite):
    long = [record_of(n, text=record_of(n).report.text + " filling" * 3000) for n in range(50)]

    def room(pages):
        with lite._database.reading() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def add_all():
        for record in long:
            add(lite, record)

    add(lite, long[0])
    room(100)
    with pytest.raises(CaseError, match="full; nothing was changed"):
        add_all()
    assert lite.check() == ()
    assert long[0] in [one.record for one in lite.view().filed]
    room(1_000_000)
    add_all()
    assert len(lite.view().filed) == 50


def test_nobody_else_may_read_a_case(lite):
    add(lite, record_of(1))
    for path in (lite.folder, *lite.folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize("name", ["with space", "100%41 #1?x=y&z", "Ünïcödé …", "it's"])
def test_a_folder_may_have_any_name(tmp_path, name):
    store = Store.create(tmp_path / name, pack='a "pack" \\ of\n\x7f my own', now=NOW)
    add(store, record_of(1))
    store.close()
    again = Store.open(tmp_path / name)
    assert (len(again.view().filed), again.pack) == (1, 'a "pack" \\ of\n\x7f my own')
    assert again.check() == ()
    again.close()


def test_a_creation_that_was_cut_off_can_be_made_again(tmp_path):
    folder = tmp_path / "case"
    Store.create(folder, pack="dprk-workers", now=NOW).close()
    (folder / "case.toml").unlink()
    with pytest.raises(CaseError, match="expected a case at"):
        Store.open(folder)
    store = Store.create(folder, pack="dprk-workers", now=NOW)
    assert store.check() == ()
    store.close()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(CaseError, match="expected a new or an empty folder"):
        Store.create(tmp_path, pack="dprk-workers", now=NOW)
    store = Store.create(tmp_path / "case", pack="dprk-workers", now=NOW)
    add(store, record_of(1))
    store.close()
    with pytest.raises(CaseError, match="expected a new or an empty folder"):
        Store.create(store.folder, pack="dprk-workers", now=NOW)
    (store.folder / "case.toml").unlink()
    with pytest.raises(CaseError, match="expected a new or an empty folder"):
        Store.create(store.folder, pack="dprk-workers", now=NOW)


def test_no_case_is_told_how_to_make_one(tmp_path):
    with pytest.raises(CaseError, match="make one: sayso new"):
        Store.open(tmp_path / "nowhere")


@pytest.mark.parametrize("url", ["mysql://me:secret@host/db", "nonsense secret", "postgresql+nodriver://me:secret@h/db",
                                 "postgresql+psycopg://me:secret@127.0.0.1:1/db?connect_timeout=2"])  # fmt: skip
def test_a_wrong_database_is_an_error_without_its_password(tmp_path, url):
    with pytest.raises(CaseError) as caught:
        Store.create(tmp_path / "case", pack="dprk-workers", database=url, now=NOW)
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    Store.create(tmp_path / "case", pack="dprk-workers", now=NOW).close()


def test_a_database_that_holds_something_is_left_alone(server, tmp_path):
    url = server(tmp_path.name)
    Store.create(tmp_path / "one", pack="dprk-workers", database=url, now=NOW).close()
    with pytest.raises(CaseError, match="expected an empty database"):
        Store.create(tmp_path / "two", pack="dprk-workers", database=url, now=NOW)
