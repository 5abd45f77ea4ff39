"""`sayso show`: what a case amounts to as of any day, for people or as lines of JSON."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.case import CASE, now
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.pipeline import Case, Findings

EPILOG = """\b
Examples:
  sayso show workers                                  the account: what stands, on whose say-so, what is open
  sayso show workers matters --as-of 2019-09-25       what was known on that day
  sayso show workers count --host RU --json           a month a line
  sayso show workers copies                           who took what from whom

Likelihood is said in the words of ICD 203 or of PHIA; how well a judgement is founded (low, moderate, high) is said
apart from it. Grades are the Admiralty's: A to F for the source, 1 to 6 for the information.
"""
PARTS = ("account", "matters", "hypotheses", "obligations", "count", "gaps", "copies", "reports", "journal")


@click.command(epilog=EPILOG)
@CASE
@click.argument("part", default="account", type=click.Choice(PARTS), metavar="[PART]")
@click.option("--as-of", metavar="DAY", help="Nothing published later has a say.  [default: today]")
@click.option("--added-by", metavar="INSTANT", help="Nothing added later has a say.")
@click.option(
    "--host", "hosts", multiple=True, metavar="STATE", help="Only this State (two letters); may be given again."
)
@click.option("--scale", type=click.Choice(["ICD 203", "PHIA"]), default="ICD 203", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
def show(case: Path, part: str, as_of: str | None, hosts: tuple[str, ...], as_json: bool, **rest: Any) -> None:
    """Say what a case amounts to as of a day.

    PART is account, matters, hypotheses, obligations, count, gaps, copies, reports or journal.
    """
    from sayso.pipeline import Case

    day = as_of or now()[:10]
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"expected --as-of as a day such as 2019-09-25, got {day!r}") from None
    with Case.open(case) as opened:
        if part == "journal":
            _print(opened.store.journal())
            return
        findings = opened.findings(as_of=day, **rest)
        objects = OBJECTS[part](opened, findings, hosts)
        if as_json:
            _print(objects)
        else:
            from sayso.cli.case_terminal import CaseTerminal

            CaseTerminal(opened.pack, findings).show(part, list(objects))


def _matters(case: Case, findings: Findings, hosts: tuple[str, ...]) -> Iterable[Any]:
    from sayso.publishing import matter_objects

    chosen = matter_objects(findings.linked, findings.weighed)
    return (one for one in chosen if not hosts or one["place"] in hosts)


OBJECTS: dict[str, Callable[..., Iterable[Any]]] = {
    "account": _matters,
    "matters": _matters,
    "hypotheses": lambda case, findings, hosts: [findings.weighed.matrix],
    "obligations": lambda case, findings, hosts: [o for o in findings.owed if not hosts or o.state in hosts],
    "count": lambda case, findings, hosts: case.count(findings, hosts=hosts or None),
    "gaps": lambda case, findings, hosts: findings.weighed.unknowns,
    "copies": lambda case, findings, hosts: findings.relations,
    "reports": lambda case, findings, hosts: findings.filed,
}


def _print(objects: Iterable[Any]) -> None:
    from sayso.publishing import json_lines

    for line in json_lines(objects):
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
