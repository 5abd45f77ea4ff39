"""Run the reader on gold texts and the gold data's own scorers on what it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sayso.model import Gap
from sayso.pipeline import expand, read

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
"""The gold data, beside the checkout; none of it is in the project."""


def texts_of(gold: Path, folder: Path) -> Path:
    """The gold texts as files with front matter, as `sayso read` takes them."""
    run("texts.py", str(gold), str(folder))
    return folder


def predicted(folder: Path, out: Path) -> Path:
    """What the reader says of a folder, a record a line. A report that cannot be read is an error here."""
    with out.open("wb") as f:
        for reading in read(expand([folder])):
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


def run(script: str, *arguments: str) -> str:
    path = SHARED / "score" / script
    done = subprocess.run(
        [sys.executable, str(path), *arguments], capture_output=True, text=True, check=True, cwd=path.parent
    )
    print(done.stdout)
    return done.stdout
