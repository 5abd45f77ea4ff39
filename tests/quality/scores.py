"""Run the reader on gold texts and the gold data's own scorers on what it says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from sayso.model import Gap
from sayso.pipeline import read

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
"""The gold data, beside the checkout; none of it is in the project."""


def texts_of(gold: Path, folder: Path) -> list[Path]:
    """The gold texts as files with front matter, as `sayso read` takes them."""
    run("texts.py", str(gold), str(folder))
    return sorted(folder.glob("*.txt"))


def predict(out: Path, paths: Iterable[Path], *, published: str | None = None, outlet: str | None = None) -> Path:
    """Add what the reader says of each file to `out`, a record a line. A report that cannot be read fails the test."""
    with out.open("ab") as f:
        for reading in read(paths, published=published, outlet=outlet):
            assert not isinstance(reading, Gap), reading
            f.write(reading.to_json() + b"\n")
    return out


def score(script: str, gold: Path, prediction: Path) -> dict[str, float]:
    """Row to its F1, share or count, as the scorer prints them."""
    rows = {}
    for line in run(script, str(gold), str(prediction)).splitlines():
        name, values = line[:34].strip(), line[34:].split()
        for key in ("f", "share", "spans"):
            if key in values:
                rows[name] = float(values[values.index(key) + 1].replace("None", "nan"))
    return rows


def below(rows: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """The rows that fell under their floor."""
    return {name: rows[name] for name, floor in floors.items() if not rows[name] >= floor}


def run(script: str, *arguments: str) -> str:
    path = SHARED / "score" / script
    command = [sys.executable, str(path), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=path.parent)
    print(done.stdout, done.stderr)
    return done.stdout
