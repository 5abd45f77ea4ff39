"""Times and places found and resolved: sayso beside dateparser, timexy and geotext, in one run.

    python bench/grounding.py [--peer PYTHON]

`--peer` is the interpreter of an environment with bench/requirements.txt. All get the texts of TimeBank and AQUAINT
(times; the publication day given) and of LGL and GeoVirus (places) from memory, one process, one thread, after a
warm-up. sayso's are the whole room of grounding, quantities included; the network plays no part in it. The scores are
those of the gold data's own scorers. geotext gives names without coordinates: it is scored on names found only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
TIMES = ("times/tbaq_timebank.jsonl", "times/tbaq_aquaint.jsonl")
PLACES = ("places/lgl_dev.jsonl", "places/geovirus.jsonl")

COMMON = """
import json, re, sys, time
docs = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
def day(d):
    found = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", d.get("dct") or d.get("date") or "")
    return found.group() if found else None
def mention(kind, text, start, end, **more):
    return {"type": kind, "span": {"start": start, "end": end, "text": text[start:end]}, **more}
def run(find):
    for d in docs[:5]:
        find(d)
    began = time.perf_counter()
    found = [find(d) for d in docs]
    took = time.perf_counter() - began
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for d, mentions in zip(docs, found):
            out.write(json.dumps({"report": {"text": d["text"]}, "mentions": mentions}) + "\\n")
    print(json.dumps({"seconds": took, "words": sum(len(d["text"].split()) for d in docs)}))
"""

SAYSO = """
import msgspec
from sayso.grounding import ground
from sayso.model import Published, Record, Report, fingerprint
from sayso.packs import load
pack = load()
def find(d):
    on = day(d)
    told = Published(earliest=on, latest=on, basis="given" if on else "unknown", why="Given.")
    record = Record(report=Report(id=fingerprint(d["text"]), published=told, text=d["text"]))
    return msgspec.to_builtins(ground([record], pack=pack)[0].mentions)
run(find)
"""

DATEPARSER = """
import datetime
from dateparser.search import search_dates
def find(d):
    on, text, at, out = day(d), d["text"], 0, []
    base = {"RELATIVE_BASE": datetime.datetime.fromisoformat(on)} if on else {}
    for words, when in search_dates(text, languages=["en"], settings=base) or []:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            out.append(mention("time", text, start, at, timex=when.date().isoformat()))
    return out
run(find)
"""

TIMEXY = """
import spacy
from timexy import Timexy
nlp = spacy.blank("en")
nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
def find(d):
    out = []
    for e in nlp(d["text"]).ents:
        value = re.search(r'value="([^"]*)"', e.kb_id_)
        timex = value.group(1).removesuffix("T00:00:00") if value else None
        out.append(mention("time", d["text"], e.start_char, e.end_char, timex=timex))
    return out
run(find)
"""

GEOTEXT = """
from geotext import GeoText
def find(d):
    places, text, at, out = GeoText(d["text"]), d["text"], {}, []
    for name in [*places.cities, *places.countries]:
        start = text.find(name, at.get(name, 0))
        if start >= 0:
            at[name] = start + len(name)
            out.append(mention("place", text, start, at[name]))
    return out
run(find)
"""


def measured(python: str, code: str, script: str, name: str) -> str:
    gold = SHARED / "data" / name
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        done = subprocess.run([python, "-c", COMMON + code, str(gold), str(out)], capture_output=True, text=True)
        if done.returncode:
            return "failed: " + done.stderr.strip().splitlines()[-1]
        timed = json.loads(done.stdout.splitlines()[-1])
        scored = subprocess.run(
            [sys.executable, str(SHARED / "score" / script), str(gold), str(out)],
            capture_output=True, text=True, check=True, cwd=SHARED / "score",
        )  # fmt: skip
    rows = "   ".join(" ".join(line.split()) for line in scored.stdout.splitlines() if "missing" not in line)
    return f"{timed['words'] / timed['seconds']:8.0f} words/s   {rows}"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--peer", default=sys.executable)
    a = ap.parse_args()
    if not SHARED.exists():
        sys.exit(f"the gold data is not at {SHARED}; nothing is measured without it")
    for names, script, peers in (
        (TIMES, "timex.py", {"dateparser": DATEPARSER, "timexy": TIMEXY}),
        (PLACES, "toponyms.py", {"geotext": GEOTEXT}),
    ):
        for name in names:
            print(name)
            print("  sayso     ", measured(sys.executable, SAYSO, script, name), flush=True)
            for peer, code in peers.items():
                print(f"  {peer:10}", measured(a.peer, code, script, name), flush=True)


if __name__ == "__main__":
    main()
