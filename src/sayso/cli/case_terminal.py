"""A case in a terminal: the verdict at the left, the question beside it, below it who says so and what turns it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.model import Estimate, Filed, Matrix, Owed, Relation, Unknown
from sayso.packs import Pack
from sayso.pipeline import Findings
from sayso.publishing.wording import unspoofed

STYLES = {
    "settled": "bold green", "corroborated": "green", "single-origin": "yellow", "contested": "bold magenta",
    "refuted": "bold red", "unverified": "dim",
}  # fmt: skip
SIGNS = {"affirms": "+", "denies": "−", "value": "=", "silent": "?"}
SPARKS = "▁▂▃▄▅▆▇█"
LEANS = 5
"""Figures named under an estimate, those that move it most."""
PIPED = 100
TELLING, DISPUTED = 6, 6
"""Matters in the account; `matters` lists all."""
MOST = 6
"""Claims of a matter in the account."""


class CaseTerminal:
    """Prints parts of a case to standard output."""

    def __init__(self, pack: Pack, findings: Findings) -> None:
        width = None if sys.stdout.isatty() else PIPED
        self._console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
        self._pack, self._findings = pack, findings

    def show(self, part: str, objects: Sequence[Any]) -> None:
        """Print the part; `objects` are what its JSON lines would be."""
        getattr(self, f"_{part}")(objects)

    def _account(self, matters: Sequence[dict[str, Any]]) -> None:
        findings = self._findings
        outlets = {filed.record.report.outlet for filed in findings.filed}
        states = Counter(matter["status"] for matter in matters)
        self._title(f"{self._pack.title}, as of {findings.as_of}")
        self._say(
            f"{len(findings.filed)} reports of {len(outlets)} outlets; {len(matters)} questions: "
            + ", ".join(f"{n} {status}" for status, n in states.most_common())
        )
        self._heading("The clock")
        self._clock()
        self._heading("What tells the explanations apart, most telling first")
        by_id = {matter["matter"]: matter for matter in matters}
        telling = [id for id in findings.weighed.matrix.diagnostic if id in by_id][:TELLING]
        for id in telling:
            self._matter(by_id[id], MOST)
        self._heading("Explanations that compete")
        self._hypotheses([findings.weighed.matrix])
        self._heading("What is most told and disputed")
        disputed = [one for one in matters if one["status"] == "contested" and one["matter"] not in telling]
        for matter in sorted(disputed, key=lambda one: (-len(one["origins"]), one["matter"]))[:DISPUTED]:
            self._matter(matter, MOST)
        self._heading("What nobody knows, and what would settle it")
        self._gaps(findings.weighed.unknowns[:5])
        self._say("\nMore: sayso show CASE matters | obligations | count | copies | gaps | reports", "dim")

    def _clock(self) -> None:
        told: dict[tuple[str, str], Counter[str]] = {}
        for one in self._findings.owed:
            if one.due and one.days is not None:
                left = f"{one.days} days left" if one.days >= 0 else f"{-one.days} days past"
                told.setdefault((one.due, f"{one.duty}, {one.instrument}: {left}"), Counter())[one.status] += 1
        for (due, words), states in sorted(told.items()):
            self._say(f"{due}  {words}; " + ", ".join(f"{n} {status}" for status, n in states.most_common()))

    def _matters(self, matters: Sequence[dict[str, Any]]) -> None:
        for matter in matters:
            self._matter(matter, None)

    def _matter(self, one: dict[str, Any], most: int | None) -> None:
        """A matter, with so many of its claims at most: those that answer its question, each origin's first."""
        head = Text(f"\n{one['status'].upper():<14}", style=STYLES[one["status"]])
        self._console.print(head.append(unspoofed(one["question"]), style="bold"))
        p = one["probability"]
        self._say(
            f"{p['word']} ({p['value']:.0%}; {p['low']:.0%} to {p['high']:.0%}): {unspoofed(one['answer'])}", indent=14
        )
        self._say(f"confidence {one['confidence']}; grade {one['admiralty']}; {one['matter']}", "dim", 14)
        names = {origin["origin"]: origin for origin in one["origins"]}
        shown = _answering(one) if most else [claim for claim in one["claims"] if not claim["relayed"]]
        for claim in shown[:most]:
            origin = names[claim["origin"]]
            carried = len(origin["relayed_by"])
            line = (
                Text()
                .append(f"{SIGNS[claim['position']]} ", style="bold")
                .append(unspoofed(origin["source"]), style="cyan")
            )
            line.append(f" ({claim['known']}{f', in {carried} reports' if carried > 1 else ''}): ", style="dim")
            self._console.print(Padding(line.append(unspoofed(claim["text"])), (0, 0, 0, 14), expand=False))
        if most and len(shown) > most:
            self._say(f"and {len(shown) - most} more", "dim", 14)
        for damage in one["damage"]:
            self._say(
                f"! a relay changed the {damage['what']}: “{damage['was']}” became “{damage['became']}”", "red", 14
            )
        for reason in one["reasons"][:4]:
            self._say(f"· {unspoofed(reason['text'])}", "", 14)
        for flip in one["flips"][:2]:
            without = names[flip["without"]]["source"] if flip["without"] in names else flip["without"]
            self._say(f"without {unspoofed(without)}: {flip['probability']:.0%}, {flip['status']}", "dim", 14)

    def _hypotheses(self, matrices: Sequence[Matrix]) -> None:
        table = _table("rank", "explanation", "speaks against it", "probability")
        for standing in sorted((s for m in matrices for s in m.standings), key=lambda s: s.rank):
            bar = "█" * round(20 * standing.probability)
            table.add_row(
                str(standing.rank),
                standing.title,
                f"{standing.inconsistency:.2f}",
                f"{standing.probability:>4.0%} {bar}",
            )
        self._console.print(table)
        self._say("Ranked by what speaks against each (Heuer): the least contradicted first.", "dim")

    def _obligations(self, owed: Sequence[Owed]) -> None:
        table = _table("State", "duty", "due", "days", "status", "why")
        for one in owed:
            days = "" if one.days is None else f"{one.days:+d}"
            why = one.reasons[0].text if one.reasons else ""
            table.add_row(one.state, one.duty, one.due or "standing", days, one.status, unspoofed(why))
        self._console.print(table)

    def _count(self, estimates: Sequence[Estimate]) -> None:
        for host in dict.fromkeys(one.host for one in estimates):
            series = [one for one in estimates if one.host == host]
            last = series[-1]
            told = (
                f"{last.median:,.0f} (90 %: {last.p05:,.0f} to {last.p95:,.0f})"
                if last.median is not None and last.p05 is not None and last.p95 is not None
                else _bounds(last)
            )
            self._console.print(
                Text(f"{host:<6}", style="bold").append(f"{_spark(series)}  {last.month}: {told}", style="")
            )
            if last.refused:
                self._say(last.refused, "dim", 6)
            names = {filed.record.report.id: _name(filed) for filed in self._findings.filed}
            for used in sorted(last.used, key=lambda one: (-abs(one.influence), one.report, one.claim))[:LEANS]:
                low, high = (f"{value:,.0f}" if value is not None else "…" for value in (used.low, used.high))
                number = low if low == high else f"{low} to {high}"
                told = f"{number} ({used.unit}, {used.measure}; {names.get(used.report, used.report)})"
                self._say(f"leans on {told}, {used.weight:.0%} likely not simply wrong", "dim", 6)

    def _gaps(self, unknowns: Sequence[Unknown]) -> None:
        for one in unknowns:
            self._console.print(Text("? ", style="bold yellow").append(unspoofed(one.question)))
            for settler in one.settled_by[:3]:
                self._say(f"→ {settler.evidence} ({settler.holder}), would move it by {settler.effect:.0%}", "dim", 2)

    def _copies(self, relations: Sequence[Relation]) -> None:
        names = {filed.record.report.id: _name(filed) for filed in self._findings.filed}
        table = _table("report", "", "report", "shared", "why")
        arrows = {"a→b": "→", "b→a": "←", "unknown": "—"}
        for one in relations:
            link = f"{arrows[one.direction]} {one.relation}"
            table.add_row(names[one.a], link, names[one.b], f"{one.shared:.0%}", unspoofed(one.why))
        self._console.print(table)

    def _reports(self, filed: Sequence[Filed]) -> None:
        table = _table("id", "counts from", "outlet", "title", "claims", "")
        for one in filed:
            report = one.record.report
            mark = f"withdrawn {one.retracted}" if one.retracted else "corrected" if one.supersedes else ""
            title = unspoofed(report.title or "")
            table.add_row(report.id[7:15], one.known, report.outlet or "", title, str(len(one.record.claims)), mark)
        self._console.print(table)

    def _title(self, words: str) -> None:
        self._console.print(Text(words, style="bold underline"))

    def _heading(self, words: str) -> None:
        self._console.print(Text(f"\n{words}", style="bold underline"))

    def _say(self, words: str, style: str = "", indent: int = 0) -> None:
        self._console.print(Padding(Text(words, style=style), (0, 0, 0, indent), expand=False))


def _answering(one: dict[str, Any]) -> list[dict[str, Any]]:
    """The first claim of each origin that answers the question: to a number, only numbers and denials do."""
    counts = any(claim["position"] == "value" for claim in one["claims"])
    fitting = ("value", "denies") if counts else ("affirms", "denies", "silent")
    first: dict[str, dict[str, Any]] = {}
    for claim in one["claims"]:
        if not claim["relayed"] and claim["position"] in fitting:
            first.setdefault(claim["origin"], claim)
    return list(first.values())


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 1), show_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column in ("days", "shared", "claims") else "left")
    return table


def _name(filed: Filed) -> str:
    return f"{filed.record.report.outlet or filed.record.report.id[7:15]}, {filed.known}"


def _spark(series: Sequence[Estimate]) -> str:
    """The last 48 months' medians as a line; a dot where nobody can say."""
    shown = series[-48:]
    top = max((one.median or 0 for one in shown), default=0) or 1
    return "".join(_tick(one, top) for one in shown)


def _tick(one: Estimate, top: float) -> str:
    return "·" if one.median is None else SPARKS[min(7, int(8 * one.median / top))]


def _bounds(one: Estimate) -> str:
    limits = [
        f"{word} {value:,.0f}" for word, value in (("at least", one.p05), ("at most", one.p95)) if value is not None
    ]
    return " and ".join(limits) or "nobody can say"
