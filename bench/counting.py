"""The whole count of ten hosts and 96 months, cold: 300 figures, then 3,000, start-up included, one thread.

    python bench/counting.py [--peer PYTHON]

The figures are those of the invented worlds of tests/quality/worlds.py. Beside it in the same run, `--peer` is an
interpreter with statsmodels: its local linear trend (`UnobservedComponents`), fitted by maximum likelihood to the log
of each host's monthly mean of stated levels. It knows stocks only: no flows, bounds, shares, papers, copies or errors
of voices, and a wrong figure misleads it. Seconds, the ratio to the peer, and the most memory held. One run warms the
disk cache; of three more the median counts.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOSTS = ("CN", "RU", "KW", "QA", "AE", "MN", "VN", "PL", "KH", "MY")

MAKE = """
import json, sys
import msgspec, numpy as np
from worlds import FIRST, MONTHS, figures, label, people
rng, each = np.random.default_rng(0), int(sys.argv[1])
said = [f for h in sys.argv[3:] for f in [s for s in figures(rng, people(rng, h), each) if not s.relayed][:each]]
with open(sys.argv[2], "wb") as out:
    out.write(msgspec.json.encode({"as_of": label(FIRST + MONTHS - 1) + "-31", "figures": said}))
"""

SAYSO = """
import sys
import msgspec
from sayso.counting import count
from sayso.model import Figure
from sayso.packs import load
class Case(msgspec.Struct):
    as_of: str
    figures: tuple[Figure, ...]
with open(sys.argv[1], "rb") as f:
    case = msgspec.json.decode(f.read(), type=Case)
estimates = count(case.figures, pack=load(), as_of=case.as_of)
print(len(msgspec.json.encode(estimates)))
"""

PEER = """
import json, math, sys, warnings
import numpy as np
from statsmodels.tsa.statespace.structural import UnobservedComponents
warnings.simplefilter("ignore")
with open(sys.argv[1]) as f:
    said = json.load(f)["figures"]
for host in sorted({s["host"] for s in said}):
    months = [[] for _ in range(96)]
    for s in said:
        whole = s["host"] == host and s.get("measure", "stock") == "stock" and not s.get("part")
        if whole and s.get("unit", "person") == "person" and s.get("low") and s.get("high"):
            day = s["to"]
            months[(int(day[:4]) - 2015) * 12 + int(day[5:7]) - 1].append(math.log(s["low"] * s["high"]) / 2)
    series = np.array([np.mean(m) if m else np.nan for m in months])
    fitted = UnobservedComponents(series, "local linear trend").fit(disp=False, maxiter=200)
    fitted.smoothed_state
"""


def once(python: str, code: str, path: str) -> tuple[float, float]:
    """Seconds and MB (maximum resident set)."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    began = time.perf_counter()
    process = subprocess.Popen([python, "-c", code, path], stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{python} ended with {status}")
    return time.perf_counter() - began, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def measured(python: str, code: str, path: str) -> tuple[float, float]:
    runs = [once(python, code, path) for _ in range(4)][1:]
    return statistics.median(s for s, _ in runs), max(m for _, m in runs)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--peer")
    a = ap.parse_args()
    places = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests" / "quality")])
    with tempfile.TemporaryDirectory() as folder:
        for each in (30, 300):
            path = str(Path(folder) / f"{each}.json")
            make = [sys.executable, "-c", MAKE, str(each), path, *HOSTS]
            subprocess.run(make, check=True, env=os.environ | {"PYTHONPATH": places})
            figures = len(json.loads(Path(path).read_text())["figures"])
            seconds, memory = measured(sys.executable, SAYSO, path)
            print(f"{figures} figures: sayso {seconds:.1f} s, {memory:.0f} MB", end="", flush=True)
            if a.peer:
                theirs, memory = measured(a.peer, PEER, path)
                print(f"; statsmodels {theirs:.1f} s, {memory:.0f} MB; ratio {seconds / theirs:.2f}", end="")
            print(flush=True)


if __name__ == "__main__":
    main()
