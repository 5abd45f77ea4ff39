"""Figures to estimates: every host apart, then the world as the sum of hosts, those unobserved, and its own figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sayso.counting import months
from sayso.counting.reporting import RELATIONS
from sayso.counting.screening import name, screen
from sayso.counting.series import SETTLES, Reasons, Series, month_of, series_of, stock_of
from sayso.counting.sightings import relation_of, span_of
from sayso.counting.world import world_of
from sayso.errors import UsageError
from sayso.model import WORLD, Estimate, Figure, LeftOut, Used
from sayso.packs import Pack

QUANTILES = {"p05": 5, "p25": 25, "median": 50, "p75": 75, "p95": 95}
REACH_MONTHS = 120
"""How far from every figure a number is still carried."""
BOUND_MONTHS = 24
"""How long a limit holds where there is nothing but limits. A part is a lower limit of the whole."""
WIDEST = 300.0
"""An interval whose ends stand further apart than this, as a ratio, is no number."""


def count(
    figures: Sequence[Figure], *, pack: Pack, as_of: str, hosts: Sequence[str] | None = None, since: str = "2015-01",
    seed: int = 0,
) -> tuple[Estimate, ...]:  # fmt: skip
    """How many people were present in each host and in the world at the end of each month, as known on `as_of`.

    `hosts` are ISO 3166-1 alpha-2 codes and `world`; by default all that the figures name, and the world. `as_of` is a
    day, `since` a month. The same figures and seed give the same estimates, whatever the order of the figures. Raises
    `UsageError` where a day or month is none, or the count would begin after it ends.
    """
    span = _months(since, as_of)
    duties = duties_of(pack)
    kept, left = screen(figures, as_of)
    named = {f.host for f in (*kept, *(f for f, _ in left)) if len(f.host) == 2}
    wanted = named | {WORLD} if hosts is None else set(hosts)
    needed = wanted | named if WORLD in wanted else wanted

    def alone(host: str) -> Series:
        return series_of(host, [f for f in kept if f.host == host], span=span, duties=duties, seed=seed)

    fitted = {host: alone(host) for host in sorted(needed - {WORLD})}
    if WORLD in wanted:
        figures = [f for f in kept if f.host == WORLD]
        fitted[WORLD] = world_of(figures, list(fitted.values()), pack, span, seed) or alone(WORLD)
    estimates: list[Estimate] = []
    for host in sorted(wanted):
        also = tuple((f, why) for f, why in left if f.host == host or (host == WORLD and len(f.host) != 2))
        estimates += _estimates(fitted[host], also, as_of, span)
    return tuple(estimates)


def duties_of(pack: Pack) -> list[tuple[int, int]]:
    """The months in which duties to act were adopted and are due."""
    return [
        (months.number(law.adopted.isoformat()), months.number(duty.due.isoformat()))
        for law in pack.instruments for duty in law.duties if duty.nature == "act" and duty.due
    ]  # fmt: skip


def _months(since: str, as_of: str) -> range:
    if not (months.is_day(as_of) and months.is_day(f"{since}-01") and since <= as_of[:7]):
        raise UsageError(f"expected a month YYYY-MM to count from and a later day YYYY-MM-DD, got {since!r}, {as_of!r}")
    return range(months.number(since), months.number(as_of) + 1)


def _estimates(series: Series, left: Reasons, as_of: str, span: range) -> list[Estimate]:
    out = tuple(LeftOut(report=f.report, claim=f.claim or f.id, why=why) for f, why in (*left, *series.left))
    numbers = _modelled(series, span) if series.draws is not None else [_limited(series, month) for month in span]
    return [
        Estimate(host=series.host, month=months.label(month), as_of=as_of, used=_used(series, month), left_out=out, **s)
        for month, s in zip(span, numbers, strict=True)
    ]  # fmt: skip


def _used(series: Series, month: int) -> tuple[Used, ...]:
    moved = series.influence[month - series.first] if len(series.influence) else [0.0] * len(series.figures)
    return tuple(
        Used(
            report=f.report, claim=f.claim or f.id, origin=f.origin, weight=weight, influence=round(float(by), 3) + 0.0,
            low=f.low, high=f.high, unit=f.unit, measure=f.measure, earliest=f.earliest, latest=f.latest,
            through=RELATIONS[key[:2]].why if (key := relation_of(f)) else None,
        )
        for f, weight, by in zip(series.figures, series.weights, moved, strict=True)
    )  # fmt: skip


def _modelled(series: Series, span: range) -> list[dict[str, Any]]:
    seen = [(months.number(span_of(f)[0]), month_of(f)) for f in series.figures]
    quantiles = np.exp(np.percentile(stock_of(series, span), list(QUANTILES.values()), axis=0)).T
    said: list[dict[str, Any]] = []
    for month, values in zip(span, quantiles, strict=True):
        low, *_, high = rounded = [float(f"{v:.3g}") if v >= 100 else float(round(v)) for v in values.tolist()]
        why = None
        if min((max(a - month, month - b) for a, b in seen), default=0) > REACH_MONTHS:
            why = f"no figure within {REACH_MONTHS} months"
        elif high > WIDEST * max(low, 1.0):
            why = f"the figures leave everything from {low:,.0f} to {high:,.0f} open"
        numbers = {"estimate": series.estimate, **dict(zip(QUANTILES, rounded, strict=True))}
        said.append({"estimate": "none", "refused": f"{why}; {SETTLES}"} if why else numbers)
    return said


def _limited(series: Series, month: int) -> dict[str, Any]:
    """Bounds arithmetic: the strictest limits stated near the month, unless they cannot both be."""
    if series.refused:
        return {"estimate": "none", "refused": series.refused}
    near = [f for f in series.figures if min(abs(month - months.number(d)) for d in span_of(f)) <= BOUND_MONTHS]
    least = max((f for f in near if f.low), key=lambda f: f.low or 0.0, default=None)
    most = min((f for f in near if f.high is not None and not f.part), key=lambda f: f.high or 0.0, default=None)
    low, high = least.low if least else None, most.high if most else None
    if low is None and high is None:
        return {"estimate": "none", "refused": f"no limit stated near this month; {SETTLES}"}
    if least and most and (low or 0.0) > (high or 0.0):
        why = f"at least {low:,.0f} ({name(least)}) and at most {high:,.0f} ({name(most)}) cannot both be"
        return {"estimate": "none", "refused": f"{why}; {SETTLES}"}
    return {"estimate": "bounds", "p05": low, "p95": high}
