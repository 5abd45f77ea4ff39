"""`sayso read`: reports in, an account of each out, in the order they were named."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.request import Request

if TYPE_CHECKING:
    from sayso.model import Record

EPILOG = """\b
Examples:
  sayso read report.md                        who says what, in the terminal
  sayso read report.pdf --html report.html    a page to read, share and print
  sayso read https://… --published 2019-09    the date you know, where the page hides it
  sayso read reports/ --json > records.jsonl  one record a line
  sayso read reports/ --html site/            a page a report, and one that lists them

\b
Exit codes:
  0    done
  1    an internal fault, or an output that cannot be written
  2    the call itself is wrong
  3    at least one report could not be read; the others were
  130  stopped by Ctrl-C

Firmness (certain, probable, possible, unknown) is how firmly the voice itself puts a claim, read from the wording. It
does not say what is true. NO_COLOR turns colour off.
"""


@click.command(epilog=EPILOG)
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--json", "as_json", is_flag=True, help="Print one record a line, as JSON.")
@click.option("--html", metavar="FILE", help="Write a page that stands alone; a folder of pages if FILE ends in /.")
@click.option("--published", metavar="DATE", help="When the reports came out: a day, a month (2018-08) or a year.")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--pack", metavar="NAME|FOLDER", default="dprk-workers", show_default=True, help="What they are about.")
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Reports read at once.  [default: one a core]")
@click.option("--quiet", is_flag=True, help="Print nothing but results and errors.")
@click.pass_context
def read(ctx: click.Context, /, **options: Any) -> None:
    """Say who stands behind each statement of a report, how firmly, and what was only heard.

    REPORT is a file (text, Markdown, HTML, PDF), a folder of them, an http(s) address, or - for standard input.
    """
    ctx.exit(run(Request(**options)))


def run(request: Request) -> int:
    """Read all reports, hand each to its output, say of each bad one why; the exit code."""
    from sayso import pipeline
    from sayso.cli.output import output_for
    from sayso.cli.progress import Progress
    from sayso.model import Gap
    from sayso.publishing.wording import one_line

    items = pipeline.expand(request.reports)
    bad = 0
    with output_for(request, items) as (show, lively), Progress(len(items), quiet=request.quiet) as progress:
        show_one: Callable[[Record], object] = progress.around(show) if lively else show
        for result in pipeline.read(
            items, pack=request.pack, published=request.published, outlet=request.outlet, jobs=request.jobs
        ):
            if isinstance(result, Gap):
                bad += 1
                progress.around(click.echo)(one_line(f"sayso: {result.subject}: {result.message}"), err=True)
            else:
                show_one(result.record)
            progress.advance()
    return 3 if bad else 0
