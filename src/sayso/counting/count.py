"""Figures to estimates: every host apart, then the world as the sum of hosts, those unobserved, and its own figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from sayso.counting import months
from sayso.counting.months import Floats
from sayso.counting.screening import screen
from sayso.counting.series import REACH_MONTHS, SETTLES, WIDEST, Series, bounds_at, name, series_of
from sayso.counting.sightings import span_of
from sayso.counting.world import world_of
from sayso.errors import UsageError
from sayso.model import WORLD, Estimate, Figure, LeftOut, Used
from sayso.packs import Pack

QUANTILES = (5, 25, 50, 75, 95)
FEW = 0.5
"""Fewer than this is nobody."""


def count(
    figures: Sequence[Figure],
    *,
    pack: Pack,
    as_of: str,
    hosts: Sequence[str] | None = None,
    since: str = "2015-01",
    seed: int = 0,
) -> tuple[Estimate, ...]:
    """How many people were present in each host and in the world at the end of each month, as known on `as_of`.

    `hosts` are ISO 3166-1 alpha-2 codes and `world`; by default all that the figures name, and the world. `as_of` is a
    day, `since` a month. The same figures and seed give the same estimates, whatever the order of the figures. Raises
    `UsageError` where a day or month is none, or the count would begin after it ends.
    """
    span = _months(since, as_of)
    duties = duties_of(pack)
    kept, left = screen(figures, as_of)
    by_host: dict[str, list[Figure]] = defaultdict(list)
    for figure in kept:
        by_host[figure.host].append(figure)
    out: dict[str, list[tuple[Figure, str]]] = defaultdict(list)
    for figure, why in left:
        out[figure.host].append((figure, why))
    named = sorted({h for h in (*by_host, *out) if len(h) == 2} if hosts is None else set(hosts) - {WORLD})
    within = sorted({h for h in by_host if h != WORLD} | set(named)) if hosts is None or WORLD in hosts else named
    fitted = {h: series_of(h, by_host[h], span=span, duties=duties, seed=seed) for h in within}
    answers = [fitted[h] for h in named]
    if hosts is None or WORLD in hosts:
        world = world_of(by_host[WORLD], list(fitted.values()), pack=pack, span=span, seed=seed)
        answers.append(world or series_of(WORLD, by_host[WORLD], span=span, duties=duties, seed=seed))
        out[WORLD] += [pair for host in sorted(set(out) - {WORLD}) if len(host) != 2 for pair in out[host]]
    return tuple(e for s in answers for e in _estimates(s, out[s.host], as_of, span))


def _months(since: str, as_of: str) -> range:
    if not months.is_day(as_of) or not months.is_day(f"{since}-01"):
        raise UsageError(f"expected a day YYYY-MM-DD and a month YYYY-MM to count from, got {as_of!r} and {since!r}")
    first, last = months.number(since), months.number(as_of)
    if first > last:
        raise UsageError(f"the count would begin in {since}, after {as_of} on which it ends: choose an earlier month")
    return range(first, last + 1)


def duties_of(pack: Pack) -> list[tuple[int, int]]:
    """The months in which duties to act were adopted and are due."""
    return [
        (months.number(law.adopted.isoformat()), months.number(duty.due.isoformat()))
        for law in pack.instruments for duty in law.duties if duty.nature == "act" and duty.due
    ]  # fmt: skip


def _estimates(series: Series, left: Sequence[tuple[Figure, str]], as_of: str, span: range) -> list[Estimate]:
    left_out = tuple(LeftOut(report=f.report, claim=f.claim or f.id, why=why) for f, why in (*left, *series.early))
    if series.estimate == "bounds":
        return [_bounded(series, left_out, as_of, month) for month in span]
    if series.posterior is None:
        return [
            Estimate(host=series.host, month=months.label(month), as_of=as_of, estimate="none", left_out=left_out,
                     refused=series.refused)
            for month in span
        ]  # fmt: skip
    quantiles = np.exp(np.percentile(series.stock, QUANTILES, axis=0)).T
    seen = [[months.number(day) for day in span_of(f)] for f in series.figures]
    out = []
    for month in span:
        used = _used(series, month)
        away = min((max(a - month, month - b, 0) for a, b in seen), default=0)
        values = [rounded(v) for v in quantiles[month - series.first]]
        refused = None
        if away > REACH_MONTHS:
            refused = f"no figure within {REACH_MONTHS} months; {SETTLES}"
        elif values[4] > WIDEST * max(values[0], 1.0):
            refused = f"the figures leave everything from {values[0]:,.0f} to {values[4]:,.0f} open; {SETTLES}"
        numbers = {} if refused else dict(zip(("p05", "p25", "median", "p75", "p95"), values, strict=True))
        out.append(
            Estimate(host=series.host, month=months.label(month), as_of=as_of,
                     estimate="none" if refused else series.estimate, used=used, left_out=left_out, refused=refused,
                     **numbers)
        )  # fmt: skip
    return out


def _used(series: Series, month: int) -> tuple[Used, ...]:
    at = month - series.first
    return tuple(_use(f, weight, float(series.influence[f.origin][at]))
                 for f, weight in zip(series.figures, series.weights, strict=True))  # fmt: skip


def _use(figure: Figure, weight: float, influence: float) -> Used:
    return Used(
        report=figure.report, claim=figure.claim or figure.id, origin=figure.origin, weight=round(weight, 3),
        influence=round(influence, 3), low=figure.low, high=figure.high, unit=figure.unit, measure=figure.measure,
        earliest=figure.earliest, latest=figure.latest,
    )  # fmt: skip


def _bounded(series: Series, left_out: tuple[LeftOut, ...], as_of: str, month: int) -> Estimate:
    limits = bounds_at(series.figures, month)
    low, high = (limits.low.low if limits.low else None), (limits.high.high if limits.high else None)
    refused = None
    if low is None and high is None:
        refused = f"no stated limit near this month; {SETTLES}"
    elif low is not None and high is not None and low > high and limits.low and limits.high:
        refused = f"at least {low:,.0f} ({name(limits.low)}) and at most {high:,.0f} ({name(limits.high)}) cannot both be"
        low = high = None
    return Estimate(
        host=series.host, month=months.label(month), as_of=as_of, estimate="none" if refused else "bounds", p05=low,
        p95=high, used=tuple(_use(f, 1.0, 0.0) for f in series.figures), left_out=left_out, refused=refused,
    )  # fmt: skip


def rounded(value: Floats) -> float:
    """To three digits: more would be noise, and would differ between machines."""
    return 0.0 if value < FEW else float(f"{value:.3g}") if value >= 100 else float(round(value))
