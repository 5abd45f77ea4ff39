"""`sayso pack`: what is wrong with a pack, and the compiled copy of one with which nothing is."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sayso.errors import UsageError

EPILOG = """\b
Examples:
  sayso pack my-pack           say what is wrong; with nothing wrong, write my-pack/compiled.json
  sayso pack my-pack --check   only say what is wrong

\b
Exit codes:
  0  nothing is wrong
  1  an internal fault
  2  something is wrong with the pack, told line by line, or with the call, or the copy cannot be written

Nothing printed means: every pattern finds its own examples and none of its counters, descriptions fit one instrument,
no word is listed twice, every due day computes.
"""


@click.command(epilog=EPILOG)
@click.argument("folder", metavar="FOLDER")
@click.option("--check", is_flag=True, help="Write nothing.")
@click.pass_context
def pack(ctx: click.Context, /, folder: str, check: bool) -> None:
    """Check a pack, and write the compiled copy that makes it load faster.

    FOLDER is a folder of YAML files with a pack.yaml, or the name of a pack that sayso ships with.
    """
    ctx.exit(run(folder, check=check))


def run(folder: str, *, check: bool) -> int:
    """Say each thing that is wrong, once; with nothing wrong write the compiled copy; the exit code."""
    from sayso.cli.proof import faults
    from sayso.packs.loader import COMPILED, compiled, folder_of
    from sayso.publishing.wording import one_line

    wrong = faults(folder)
    for fault in wrong:
        click.echo(one_line(f"sayso: {fault}"), err=True)
    if not wrong and not check:
        _write(folder_of(folder) / COMPILED, compiled(folder))
    return 2 if wrong else 0


def _write(path: Path, data: bytes) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UsageError(f"expected to write {str(path)!r}, the system says: {error.strerror}") from None
