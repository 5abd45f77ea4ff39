"""The mean of several networks' weights: `python training/average.py RUN/weights.pt RUN/weights.pt … --out FILE`.

Networks fine-tuned from one another lie in one valley, and their mean is often better than each (Wortsman et al. 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path, nargs="+")
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    saved = [torch.load(path, weights_only=True) for path in a.weights]
    mean = {k: torch.stack([s["weights"][k].float() for s in saved]).mean(0) for k in saved[0]["weights"]}
    a.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({**saved[0], "weights": mean}, a.out)


if __name__ == "__main__":
    main()
