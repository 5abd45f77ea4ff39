"""How well counting counts: on invented worlds whose truth is known, and on published figures kept back one by one."""

from __future__ import annotations

import datetime
import math
import time

import msgspec
import numpy as np
import pytest
from backtest import expected
from published import published_figures
from scores import SHARED
from worlds import FIRST, MONTHS, figures, label, number, people

from sayso.counting import count
from sayso.counting.screening import screen
from sayso.model import Estimate, Figure
from sayso.packs import load

WORLDS = 200
HOSTS = ("KW", "QA")
NOW = 60
"""The month, of 96, as of whose end each world is asked for that month too, with what was known then."""
TABLE = SHARED / "facts" / "figures.csv"


class Seen(msgspec.Struct):
    """One month of one host: the truth, what was estimated, and what people would have taken for it."""

    truth: float
    estimate: Estimate
    latest: float
    mean: float


@pytest.fixture(scope="module")
def pack():
    return load()


@pytest.fixture(scope="module")
def worlds(pack):
    """All months looked back on, and the last month as known at its end."""
    back, now = [], []
    for seed in range(WORLDS):
        rng = np.random.default_rng(seed)
        hosts = [people(rng, code) for code in HOSTS]
        said = [f for host in hosts for f in figures(rng, host, int(rng.integers(5, 30)))]
        for end, out in ((MONTHS - 1, back), (NOW, now)):
            as_of = f"{label(FIRST + end)}-28"
            estimates = count(said, pack=pack, as_of=as_of, hosts=HOSTS, seed=seed)
            for host in hosts:
                rows = [e for e in estimates if e.host == host.code]
                levels = _levels(f for f in said if f.host == host.code and f.known <= as_of)
                seen = [_seen(float(host.stock[m]), rows[m], levels, m) for m in range(end + 1)]
                out += seen if end == MONTHS - 1 else seen[-1:]
    return back, now


def _levels(said) -> list[tuple[int, float]]:
    """Month and value of every stock stated of a whole host, as a reader would note them; a bound by its number."""
    stocks = (f for f in said if f.measure == "stock" and f.part is None)
    return sorted(
        (number(f.latest) - FIRST, float(np.mean([v for v in (f.low, f.high) if v is not None]))) for f in stocks
    )


def _seen(truth: float, estimate: Estimate, levels: list[tuple[int, float]], month: int) -> Seen:
    before = [value for at, value in levels if at <= month]
    year = [value for at, value in levels if month - 12 < at <= month] or before[-1:]
    return Seen(truth, estimate, before[-1] if before else math.nan, float(np.mean(year)) if year else math.nan)


def _inside(seen: list[Seen], low: str, high: str) -> float:
    told = [s for s in seen if s.estimate.median is not None]
    return float(np.mean([getattr(s.estimate, low) <= s.truth <= getattr(s.estimate, high) for s in told]))


def _error(pairs) -> float:
    return float(np.median([abs(math.log(max(value, 0.5) / max(truth, 0.5))) for value, truth in pairs]))


def _gain(seen: list[Seen]) -> tuple[float, float]:
    """By how much the median absolute log error is lower than that of the latest figure and of the last year's mean."""
    told = [s for s in seen if s.estimate.median is not None and not math.isnan(s.latest)]
    ours = _error((s.estimate.median, s.truth) for s in told)
    return tuple(1 - ours / _error((getattr(s, rival), s.truth) for s in told) for rival in ("latest", "mean"))


def test_intervals_hold_the_truth_as_often_as_they_say(worlds):
    for name, seen, slack in (("looked back on", worlds[0], 0.0), ("as known then", worlds[1], 0.04)):
        ninety, fifty = _inside(seen, "p05", "p95"), _inside(seen, "p25", "p75")
        refused = sum(s.estimate.median is None for s in seen)
        print(f"{name}: {len(seen)} months, {refused} refused; inside 90 %: {ninety:.3f}, inside 50 %: {fifty:.3f}")
        assert 0.85 - slack <= ninety <= 0.95 + slack
        assert 0.45 - slack <= fifty <= 0.55 + slack


def test_errors_are_a_third_smaller_than_those_of_the_latest_figure_and_of_a_mean(worlds):
    for name, seen in zip(("looked back on", "as known then"), worlds, strict=True):
        latest, mean = _gain(seen)
        print(f"{name}: error lower than the latest figure's by {latest:.2f}, than the last year's mean by {mean:.2f}")
        assert min(latest, mean) >= 0.3


def test_every_published_figure_is_placed_or_left_out_with_a_reason(pack):
    table = published_figures(TABLE)
    estimates = count(tuple(table.values()), pack=pack, as_of="2026-06-01")
    placed = {u.claim for e in estimates for u in e.used} | {out.claim for e in estimates for out in e.left_out}
    assert placed == set(table)
    assert all(out.why for e in estimates for out in e.left_out)


def _kept_back(table: dict[str, Figure]):
    """Each usable figure, with the others as they were known at the end of the day before it came out."""
    for figure in screen(tuple(table.values()), "2026-06-01")[0]:
        day = datetime.date.fromisoformat(figure.known) - datetime.timedelta(days=1)
        yield figure, tuple(f for f in table.values() if f.id != figure.id), day.isoformat()


def _meets(figure: Figure, low: float, high: float) -> bool:
    most = math.inf if figure.high is None or figure.part else figure.high
    return (figure.low or 0.0) <= high and most >= low


def test_a_published_figure_kept_back_is_where_it_was_expected_the_day_before(pack):
    inside: dict[str, list[bool]] = {"official": [], "other": []}
    for figure, others, day in _kept_back(published_figures(TABLE)):
        interval = expected(others, figure, pack=pack, as_of=day) if figure.role == "value" else None
        if interval:
            held = _meets(figure, *interval)
            inside["official" if figure.proximity == "official" else "other"].append(held)
            print(figure.id, figure.host, figure.measure, figure.low, figure.high, *map(round, interval), held)
    for who, held in inside.items():
        print(f"{who}: {sum(held)} of {len(held)} inside 90 %")
    assert np.mean(inside["official"]) >= 0.75
    assert np.mean(inside["other"]) >= 0.8


def test_a_published_level_kept_back_is_in_the_interval_of_its_month(pack):
    held = []
    for figure, others, day in _kept_back(published_figures(TABLE)):
        if figure.measure == "stock" and figure.role == "value" and day >= "2015":
            month = min(figure.latest or figure.known, day)[:7]
            told = [e for e in count(others, pack=pack, as_of=day, hosts=[figure.host]) if e.month == month]
            if told and told[0].median is not None:
                held.append(_meets(figure, told[0].p05, told[0].p95))
    print(f"{sum(held)} of {len(held)} levels inside the 90 % interval of their month, as known the day before")
    assert np.mean(held) >= 0.8


def test_the_first_case_comes_out_as_its_history_is_known(pack):
    estimates = count(tuple(published_figures(TABLE).values()), pack=pack, as_of="2025-12-31")
    at = {(e.host, e.month): e for e in estimates}
    assert 30_000 < at["RU", "2017-12"].median < 50_000
    assert at["RU", "2018-12"].median < 0.6 * at["RU", "2017-12"].median
    assert at["RU", "2022-12"].median < 8_000
    assert at["RU", "2024-12"].median > at["RU", "2022-12"].median
    for year in range(2018, 2025):
        assert 40_000 < at["CN", f"{year}-12"].median < 110_000
        assert at["CN", f"{year}-12"].p95 > 1.5 * at["CN", f"{year}-12"].p05
        assert 60_000 < at["world", f"{year}-12"].median < 160_000


@pytest.mark.parametrize(("each", "seconds"), [(30, 10), (300, 60)])
def test_ten_hosts_are_counted_in_time(pack, each, seconds):
    rng = np.random.default_rng(0)
    codes = ("CN", "RU", "KW", "QA", "AE", "MN", "VN", "PL", "KH", "MY")
    said = [f for code in codes for f in [s for s in figures(rng, people(rng, code), each) if not s.relayed][:each]]
    began = time.process_time()
    estimates = count(said, pack=pack, as_of=f"{label(FIRST + MONTHS - 1)}-31")
    took = time.process_time() - began
    print(f"{len(said)} figures, {len(estimates)} estimates: {took:.1f} s")
    assert took < seconds
