"""The one command, and what every end of it looks like: exit codes, errors of one line, silence on a closed pipe.

0 done; 1 an internal fault, or an output that cannot be written; 2 the call itself is wrong; 3 at least one input
could not be read, the others were; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from sayso.cli.case import add, check, judge, new, undo
from sayso.cli.pack import pack
from sayso.cli.read import read
from sayso.cli.schema import schema
from sayso.cli.show import show
from sayso.errors import SaysoError
from sayso.publishing.wording import one_line

PACKAGE = Path(__file__).parent.parent


class Guarded(click.Group):
    """A group whose verbs end in one of the exit codes above, and never in a traceback that quotes a report."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except BrokenPipeError:
            _silence()
            ctx.exit(0)
        except KeyboardInterrupt:
            ctx.exit(130)
        except SaysoError as error:
            _complain(one_line(str(error)))
            ctx.exit(error.exit_code)
        except Exception as error:
            _complain(_told(error))
            ctx.exit(1)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"sayso {version('sayso')}")
    except PackageNotFoundError:
        click.echo("sayso, run from its source without being installed")
    ctx.exit()


@click.group(cls=Guarded)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print it.")
def main() -> None:
    """On whose say-so? Reads reports and says who stands behind each statement, and how firmly.

    Reports are read on this machine; none of their words leave it.
    """


for verb in (add, check, judge, new, pack, read, schema, show, undo):
    main.add_command(verb)


def _told(error: Exception) -> str:
    """A fault told without the exception's own message, which may quote the report that caused it."""
    if os.environ.get("SAYSO_DEBUG") == "1":
        return "".join(traceback.format_exception(error)).rstrip()
    if isinstance(error, OSError) and error.strerror:
        return one_line(f"the system says: {error.strerror}")
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    place = f"{Path(ours[-1].filename).relative_to(PACKAGE.parent)}:{ours[-1].lineno}" if ours else "outside sayso"
    return (
        f"internal fault: {type(error).__name__} at {place}. Please report this line; "
        "SAYSO_DEBUG=1 shows more, and that may hold words of the report"
    )


def _complain(message: str) -> None:
    click.echo(f"sayso: {message}", err=True)


def _silence() -> None:
    """Give what is still buffered nowhere to fail: the reader of our output has left."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
