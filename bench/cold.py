"""One article, cold: from the start of the process to its last byte, and the most memory it held.

    python bench/cold.py [REPORT]

Five runs, the median; the first is thrown away (it fills the disk cache). Beside it, `python -c pass` in the same run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = sorted((Path(__file__).resolve().parents[1] / "examples").glob("*.txt"))


def once(command: list[str]) -> tuple[float, float]:
    """Seconds and MB (maximum resident set)."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} ended with {status}")
    return time.perf_counter() - began, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def main() -> None:
    report = sys.argv[1] if len(sys.argv) > 1 else str(EXAMPLE[0])
    for name, command in (("python -c pass", [sys.executable, "-c", "pass"]),
                          ("sayso read", [str(Path(sys.executable).with_name("sayso")), "read", report])):  # fmt: skip
        runs = [once(command) for _ in range(6)][1:]
        print(f"{name:16} {statistics.median(s for s, _ in runs):.2f} s  {max(m for _, m in runs):.0f} MB")


if __name__ == "__main__":
    main()
