"""Standard input, as a terminal would show it, to NAME.svg: no font or anything else is fetched to show it.

python docs/pictures/terminal.py NAME TITLE < output
"""

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

INKS = ["24292f", "b42318", "116329", "7d4e00", "0950ae", "7030a0", "0f6773", "57606a"]
"""The eight colours of a terminal, dark enough on white to be read."""


def rgb(ink: str) -> tuple[int, int, int]:
    return int(ink[:2], 16), int(ink[2:4], 16), int(ink[4:], 16)


PAPER = TerminalTheme((255, 255, 255), rgb(INKS[0]), [rgb(ink) for ink in INKS])


def main(name: str, title: str) -> None:
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(sys.stdin.read()))
    svg = console.export_svg(title=title, theme=PAPER, unique_id=f"sayso-{name}")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    Path(__file__).with_name(f"{name}.svg").write_text(svg.replace("Fira Code", "ui-monospace"), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
