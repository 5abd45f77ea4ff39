"""Make the shipped weights of a trained network: `python training/export.py RUN/weights.pt --minilm DIR`.

Writes reader.onnx (8 bit), heads.npz (the small matrices that judge pooled claim vectors) and the tokenizer into
src/sayso/encoder/weights, and the pack's fitted kind rule beside the pack.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch

from examples import KIND_LIST, ROOT
from graph import build, quantise


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--minilm", type=Path, required=True)
    ap.add_argument("--out", type=Path, default=ROOT / "src/sayso/encoder/weights")
    a = ap.parse_args()
    saved = torch.load(a.weights, weights_only=True)
    weights = {k: v.numpy() for k, v in saved["weights"].items()}
    a.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(build(weights, saved["config"]["layers"]), plain)
        quantise(plain, a.out / "reader.onnx")
    heads = {
        f"{name}.{part}": weights[f"attributes.{name}.{part}"]
        for name in saved["attributes"]
        for part in ("weight", "bias")
    }
    np.savez(a.out / "heads.npz", kinds=np.array(KIND_LIST), **heads)
    shutil.copyfile(a.minilm / "tokenizer.json", a.out / "tokenizer.json")
    for f in sorted(a.out.iterdir()):
        print(f.name, f"{f.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
