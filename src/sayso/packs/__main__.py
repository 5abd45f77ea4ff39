"""`python -m sayso.packs FOLDER` says what is wrong with a pack; with nothing wrong it writes the compiled copy."""

import sys
from pathlib import Path

from sayso.errors import PackError
from sayso.packs.loader import COMPILED, compiled, folder_of, load
from sayso.packs.proof import problems


def main(name: str) -> int:
    """Check one pack, by name or folder. Exit code 0 when nothing is wrong, else 2."""
    try:
        wrong = list(problems(load(name)))
    except PackError as error:
        wrong = [str(error)]
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    if not wrong:
        Path(folder_of(name) / COMPILED).write_bytes(compiled(name))
    return 2 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "dprk-workers"))
