"""Invented worlds: people who come and go in hosts, and those who count, estimate, round, copy and err about them.

Nothing here is the model's own: people are whole numbers who arrive by a Poisson law and leave by a binomial one, hosts
go through regimes that begin and end from one month to the next, errors are of voices, and some copies lose their
origin.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sayso.counting.months import label, number
from sayso.model import Figure

FIRST, MONTHS = number("2015-01"), 96
BEGINS, DUE = number("2017-12") - FIRST, number("2019-12") - FIRST
WORDS = {10: (10, 99), 100: (200, 900), 1000: (2000, 9000), 10000: (20000, 90000)}
"""Tens, hundreds, thousands, tens of thousands: what is meant by them."""


class Host(NamedTuple):
    """The truth: people present at the end of each month, arrivals and returns in it, and the part in one town."""

    code: str
    stock: np.ndarray
    arrivals: np.ndarray
    returns: np.ndarray
    town: float
    permits: float


class Voice(NamedTuple):
    name: str
    proximity: str
    anonymous: bool
    bias: float
    noise: float
    wrong: float
    digits: int


def people(rng: np.random.Generator, code: str) -> Host:
    """A host with three to five regimes; most send people home before the duty is due, some only say so."""
    stock = [int(np.exp(rng.uniform(np.log(100), np.log(60000))))]
    arrivals, returns = [0], [0]
    changes = np.sort(rng.choice(np.arange(6, MONTHS), rng.integers(2, 5), replace=False))
    obeys, rate = rng.random() < 0.6, rng.uniform(0.015, 0.05)
    come, leave = rate, rate
    for month in range(1, MONTHS):
        if month in changes:
            come, leave = rate * np.exp(rng.normal(0, 0.7)), rate * np.exp(rng.normal(0, 0.7))
        if month == DUE + 2:
            come, leave = rate * rng.uniform(0, 0.3), rate * rng.uniform(0, 0.3)
        hurry = rng.uniform(0.03, 0.12) if obeys and BEGINS < month <= DUE else 0.0
        back = int(rng.binomial(stock[-1], min(leave + hurry, 0.9)))
        new = int(rng.poisson(come * max(stock[-1], 20) * (0.2 if hurry else 1.0)))
        stock.append(stock[-1] - back + new)
        arrivals.append(new)
        returns.append(back)
    return Host(
        code, np.array(stock), np.array(arrivals), np.array(returns), rng.uniform(0.1, 0.6), rng.uniform(0.6, 1.1)
    )


def voices(rng: np.random.Generator) -> list[Voice]:
    """One authority, an expert, and three of the press, of whom some quote nobody by name."""
    return [
        Voice("authority", "official", False, rng.normal(0, 0.15), 0.05, 0.03, 5),
        Voice("institute", "expert", False, rng.normal(0, 0.3), 0.15, 0.08, 2),
        Voice("reporter", "outlet", False, rng.normal(0, 0.3), 0.25, 0.12, 1),
        Voice("trader", "participant", False, rng.normal(0, 0.3), 0.25, 0.15, 1),
        Voice("insider", "unknown", True, rng.normal(0, 0.4), 0.35, 0.25, 1),
    ]


def figures(rng: np.random.Generator, host: Host, n: int) -> list[Figure]:
    """`n` statements about a host by its voices, and their copies, most of which still name where they are from."""
    crowd = voices(rng)
    out: list[Figure] = []
    for at in range(n):
        voice = crowd[rng.choice(len(crowd), p=[0.2, 0.2, 0.25, 0.15, 0.2])]
        stated = _state(rng, host, voice, f"{host.code}{at}")
        out += [stated, *_copies(rng, stated)]
    return out


def _state(rng: np.random.Generator, host: Host, voice: Voice, id: str) -> Figure:
    month = int(rng.integers(3, MONTHS - 1))
    late = int(rng.integers(0, 12 if voice.proximity == "official" else 2))
    error = np.exp(voice.bias + rng.normal(0, voice.noise))
    if rng.random() < voice.wrong:
        error *= np.exp(rng.choice([-1, 1]) * rng.uniform(np.log(2), np.log(12)))
    sort = rng.choice(["level", "bound", "range", "word", "flow", "share", "town", "permit"],
                      p=[0.5, 0.08, 0.06, 0.08, 0.12, 0.04, 0.07, 0.05])  # fmt: skip
    day = f"{label(FIRST + month)}-28"
    more: dict[str, object] = {"latest": day}
    truth = host.stock[month] * error
    low = high = _round(truth, voice.digits)
    if sort == "bound":
        low, high = (_round(truth * rng.uniform(0.6, 0.95), 1), None) if rng.random() < 0.7 else (
            None, _round(truth * rng.uniform(1.05, 1.6), 1))  # fmt: skip
    elif sort == "range":
        low, high = _round(truth * rng.uniform(0.6, 0.95), 1), _round(truth * rng.uniform(1.05, 1.6), 1)
    elif sort == "word" and truth >= 10:
        low, high = WORDS[max(step for step in WORDS if step <= truth)]
    elif sort == "flow":
        start = max(month - int(rng.integers(2, 18)), 1)
        which = str(rng.choice(["inflow", "outflow"]))
        people = host.arrivals if which == "inflow" else host.returns
        low = high = _round(people[start : month + 1].sum() * error, voice.digits)
        more |= {"earliest": f"{label(FIRST + start)}-01", "measure": which}
    elif sort == "share":
        start = max(month - 12, 0)
        part = min(host.returns[start + 1 : month + 1].sum() / max(host.stock[start], 1), 1.0)
        step = 0.5 if part > 0.5 else 0.1
        low, high = np.floor(part / step) * step, min(np.floor(part / step) * step + step, 1.0)
        more |= {"earliest": f"{label(FIRST + start)}-28", "measure": "outflow", "role": "share", "unit": "fraction"}
    elif sort == "town":
        low = high = _round(truth * host.town, voice.digits)
        more |= {"part": "a town"}
    elif sort == "permit":
        low = high = float(round(host.stock[month] * host.permits))
        more |= {"unit": "permit"}
    return Figure(
        id=id, claim=id, origin=id, voice=f"{host.code} {voice.name}", host=host.code,
        low=None if low is None else float(low), high=None if high is None else float(high),
        approximate=voice.digits < 3 and bool(rng.random() < 0.5), known=f"{label(FIRST + month + late)}-28",
        anonymous=voice.anonymous, proximity=voice.proximity, **more,
    )  # fmt: skip


def _copies(rng: np.random.Generator, stated: Figure) -> list[Figure]:
    out = []
    for at in range(int(rng.choice([0, 1, 2, 4], p=[0.6, 0.2, 0.1, 0.1]))):
        lost = rng.random() < 0.15
        known = label(number(stated.known) + int(rng.integers(0, 4)))
        fields = {name: getattr(stated, name) for name in stated.__struct_fields__}
        fields |= {"id": f"{stated.id}-{at}", "claim": f"{stated.id}-{at}", "known": f"{known}-28", "relayed": not lost}
        if lost:
            fields |= {"origin": fields["id"], "voice": fields["id"], "proximity": "outlet", "anonymous": False}
        out.append(Figure(**fields))
    return out


def _round(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}") if value >= 1 else float(round(value))
