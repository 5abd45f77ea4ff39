"""`sayso new`, `add`, `check`, `judge`, `undo`: a case made, fed, verified, and corrected by people."""

from __future__ import annotations

import datetime
import getpass
import hashlib
from pathlib import Path
from typing import Any, get_args

import click

from sayso.errors import UsageError

CASE = click.argument("case", metavar="CASE", type=click.Path(file_okay=False, path_type=Path))
REASON = click.option("--reason", metavar="TEXT", required=True, help="Why; kept in the journal.")
AUTHOR = click.option("--author", metavar="NAME", help="Who decides.  [default: who is logged in]")


def now() -> str:
    """The instant, to the second: the only place where a case's clock is read."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@click.command()
@CASE
@click.option("--pack", metavar="NAME|FOLDER", default="dprk-workers", show_default=True, help="What it is about.")
@click.option("--database", metavar="URL", help="Keep the tables in PostgreSQL: postgresql+psycopg://…")
def new(case: Path, pack: str, database: str | None) -> None:
    """Make an empty case.

    CASE is a folder that is not there yet, or is empty.
    """
    from sayso.pipeline import Case

    Case.create(case, pack=pack, database=database, now=now()).close()
    click.echo(f"sayso: made the case {case}; next: sayso add {case} REPORT…", err=True)


@click.command()
@CASE
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@click.option("--published", metavar="DATE", help="When the reports came out: a day, a month (2018-08) or a year.")
@click.option("--outlet", metavar="NAME", help="Who published them.")
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Reports read at once.  [default: one a core]")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.pass_context
def add(ctx: click.Context, /, case: Path, reports: tuple[str, ...], quiet: bool, **said: Any) -> None:
    """Read reports and keep them in a case, with their originals.

    REPORT is a file (text, Markdown, HTML, PDF), a folder of them, an http(s) address, or - for standard input. Adding
    twice adds once; a run that was cut off goes on where it stopped.
    """
    from sayso.cli.progress import Progress
    from sayso.model import Gap
    from sayso.pipeline import Case, expand
    from sayso.publishing.wording import one_line

    items, bad, told = expand(reports), 0, dict[str, int]()
    with Case.open(case) as opened, Progress(len(items), quiet=quiet) as progress:
        for result in opened.add(items, now=now(), **said):
            if isinstance(result, Gap):
                bad += 1
                progress.around(click.echo)(one_line(f"sayso: {result.subject}: {result.message}"), err=True)
            else:
                told[result.what] = told.get(result.what, 0) + 1
            progress.advance()
    if not quiet:
        click.echo("sayso: " + (", ".join(f"{n} {what}" for what, n in told.items()) or "nothing added"), err=True)
    ctx.exit(3 if bad else 0)


@click.command()
@CASE
@click.pass_context
def check(ctx: click.Context, /, case: Path) -> None:
    """Verify that no byte of a case has changed: originals, records, spans, judgements and the journal's chain."""
    from sayso.pipeline import Case

    with Case.open(case) as opened:
        faults = opened.store.check()
    for fault in faults:
        click.echo(f"sayso: {fault.where}: expected {fault.expected}, got {fault.got}", err=True)
    if not faults:
        click.echo(f"sayso: {case} is whole", err=True)
    ctx.exit(3 if faults else 0)


@click.command()
@CASE
@click.argument("verb", metavar="VERB")
@click.argument("subject", nargs=-1, required=True, metavar="ID...")
@click.option("--value", metavar="VALUE", help="What is decided: a day, a grade, a mark, JSON of corrected fields.")
@REASON
@AUTHOR
def judge(case: Path, verb: str, subject: tuple[str, ...], value: str | None, reason: str, author: str | None) -> None:
    """Decide something that sayso must then go by; prints the judgement's id, for `sayso undo`.

    \b
    retract-report REPORT --value DAY          it no longer counts from that day
    reject-claim REPORT CLAIM                  it was read wrongly
    correct-claim REPORT CLAIM --value JSON    fields of the claim, as in the record
    same-source, other-source REPORT SOURCE REPORT SOURCE
    same-matter, other-matter REPORT CLAIM REPORT CLAIM
    grade-source VOICE --value A..F            grade-matter MATTER --value 1..6
    add-hypothesis ID --value JSON             retire-hypothesis ID
    rate-evidence HYPOTHESIS MATTER --value CC|C|N|I|II
    """
    from sayso.model import Judgement
    from sayso.model.case import Verb
    from sayso.pipeline import Case

    if verb not in get_args(Verb):
        raise UsageError(f"expected one of {', '.join(get_args(Verb))}, got {verb!r}")
    made, author = now(), author or getpass.getuser()
    told = "\0".join((verb, *subject, value or "", author, made, reason))
    id = "j" + hashlib.sha256(told.encode()).hexdigest()[:8]
    with Case.open(case) as opened:
        full = tuple(opened.report_id(part) for part in subject)
        opened.store.judge(
            Judgement(id=id, verb=verb, subject=full, value=value, author=author, made=made, reason=reason)  # type: ignore[arg-type]
        )
    click.echo(id)


@click.command()
@CASE
@click.argument("id", metavar="JUDGEMENT")
@REASON
@AUTHOR
def undo(case: Path, id: str, reason: str, author: str | None) -> None:
    """Retire a judgement: it stays in the journal and no longer counts."""
    from sayso.pipeline import Case

    with Case.open(case) as opened:
        opened.store.retire(id, author=author or getpass.getuser(), now=now(), reason=reason)
