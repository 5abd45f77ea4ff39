"""What adding to a case costs beside reading, and whether kills leave a trace.

    python bench/store.py cost [--reports 1000]
    python bench/store.py kills [--kills 200] [--reports 300] [--seed 2397]

`cost`: the example report is read a few times, then as many reports of its size, each with an address and a text of its
own, are added one by one, each on the disk before the next; the budget is a tenth of the time that reading takes. Then
all are added again, viewed and checked. `kills`: a process adds invented reports and is killed (SIGKILL) at a moment
drawn evenly from the time that an undisturbed run takes; the case is checked, opened and fed again from the start, and
must then equal the undisturbed one: view, journal with all hashes, every row of every table. Moments that hit the time
before the first report and after the last count too.
"""

from __future__ import annotations

import argparse
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
INVENTED = ROOT / "tests" / "store" / "invented.py"
sys.path[:0] = [str(ROOT / "src"), str(INVENTED.parent)]  # the invented reports are the tests' own

from invented import NOW, add, record_of  # noqa: E402

from sayso.model import Record, fingerprint  # noqa: E402
from sayso.pipeline import read_one  # noqa: E402
from sayso.store import Store  # noqa: E402

EXAMPLE = ROOT / "examples" / "cannery.txt"


def cost(reports: int) -> None:
    read_one(EXAMPLE)
    began, before = time.perf_counter(), time.process_time()
    for _ in range(10):
        record = read_one(EXAMPLE).record
    reading, reading_work = (time.perf_counter() - began) / 10, (time.process_time() - before) / 10
    records = [of_its_own(record, n) for n in range(reports)]
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "case", pack="dprk-workers", now=NOW)
        adding, work = timed(lambda: [add(store, one) for one in records])
        print(f"reading        {reading * 1000:7.1f} ms a report, of processor {reading_work * 1000:7.1f}")
        print(f"adding         {adding / reports * 1000:7.1f} ms a report, of processor {work / reports * 1000:7.1f}")
        share, work_share = adding / reports / reading, work / reports / reading_work
        print(f"adding / reading: {share:.1%}, of processor {work_share:.1%}; the budget is 10 %")
        for name, what in (
            ("adding again", lambda: [add(store, one) for one in records]),
            ("viewing", store.view),
            ("checking", store.check),
            ("closing", store.close),
        ):
            print(f"{name:14} {timed(what)[0] / reports * 1000:7.2f} ms a report")
        began = time.perf_counter()
        again = Store.open(Path(folder) / "case")
        print(f"opening        {(time.perf_counter() - began) * 1000:7.1f} ms")
        assert again.check() == ()
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        print(f"on the disk    {size / reports / 1000:7.1f} kB a report, {len(record.to_json()) / 1000:.1f} kB as JSON")


def of_its_own(record: Record, n: int) -> Record:
    """The record with another text of the same length, and another address."""
    report = record.report
    digits = f"{n:06}"
    text = report.text[:-7] + digits + report.text[-1:]
    changed = msgspec.structs.replace(report, text=text, id=fingerprint(text), url=f"https://courier.example/{digits}")
    kept = {name: inside(getattr(record, name), len(text) - 7) for name in ("attributions", "mentions", "questions")}
    return msgspec.structs.replace(record, report=changed, claims=inside(record.claims, len(text) - 7), **kept)


def inside(things: tuple, end: int) -> tuple:
    """Those whose words all stand before `end`."""
    return tuple(one for one in things if all(span["end"] <= end for span in spans(msgspec.to_builtins(one))))


def spans(value: object) -> list[dict]:
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= value.keys() else []
        return own + [span for each in value.values() for span in spans(each)]
    return [span for each in value for span in spans(each)] if isinstance(value, list | tuple) else []


def timed(what) -> tuple[float, float]:
    began, before = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - began, time.process_time() - before


def kills(kills: int, reports: int, seed: int) -> None:
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        whole = Store.create(Path(folder) / "whole", pack="dprk-workers", now=NOW)
        began = time.perf_counter()
        adding(whole.folder, reports).wait()
        took = time.perf_counter() - began
        expected = everything(whole)
        assert len(expected[0].filed) == reports
        hit = {"before the first": 0, "between": 0, "after the last": 0}
        wrong = []
        for k in range(kills):
            store = Store.create(Path(folder) / f"killed-{k}", pack="dprk-workers", now=NOW)
            process = adding(store.folder, reports)
            time.sleep(draw.uniform(0, took))
            process.send_signal(signal.SIGKILL)
            process.wait()
            there = len(store.view().filed)
            hit["before the first" if not there else "between" if there < reports else "after the last"] += 1
            faults = store.check()
            for n in range(reports):
                add(store, record_of(n))
            if faults or store.check() or everything(store) != expected:
                wrong.append((k, there, faults))
            store.close()
            print(f"\r{k + 1} kills, {len(wrong)} wrong", end="", flush=True)
        print(f"\n{kills} kills at {reports} reports: {hit}; {len(wrong)} cases differ or have faults {wrong}")
        sys.exit(bool(wrong))


def adding(folder: Path, reports: int) -> subprocess.Popen:
    command = [sys.executable, str(INVENTED), str(folder), "0", str(reports)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env={"PYTHONPATH": str(ROOT / "src")})


def everything(store: Store) -> tuple:
    with sqlite3.connect(store.folder / "case.sqlite") as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall()
                for name in names if not name.startswith("claims_search")}  # fmt: skip
    connection.close()
    return store.view(), list(store.journal()), rows


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=("cost", "kills"))
    ap.add_argument("--reports", type=int)
    ap.add_argument("--kills", type=int, default=200)
    ap.add_argument("--seed", type=int, default=2397)
    a = ap.parse_args()
    if a.what == "cost":
        cost(a.reports or 1000)
    else:
        kills(a.kills, a.reports or 300, a.seed)


if __name__ == "__main__":
    main()
