"""The latent values given the figures: the modes by SciPy's L-BFGS, a normal law at each (Laplace), weighed and mixed.

Contested figures make the posterior lumpy. So the search starts from several levels, with each of several volatilities;
every mode found stands in the mixture with the evidence that Laplace's method gives it (Tierney & Kadane 1986; the grid
over volatilities as in INLA, Rue, Martino & Chopin 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.linalg import cho_factor, cho_solve, cholesky, solve_triangular
from scipy.optimize import Bounds, minimize

from sayso.counting.dynamics import Prior
from sayso.counting.months import Floats
from sayso.counting.reporting import Marks, surprise
from sayso.counting.sightings import Sightings, slopes

STARTS = (10.0, 50.0, 90.0)
"""Percentiles of the levels stated from which the search sets out."""
ALIKE = 0.05
"""Modes nearer than this in every month are one."""
FARTHEST = 8.0
"""No whitened value is sought beyond so many standard deviations of the prior."""
STEP = 1e-4
"""For derivatives of the likelihood by differences, in logs."""


class Mode(NamedTuple):
    """One normal piece of the posterior, in whitened coordinates u with z = mean + root u."""

    prior: Prior
    u: Floats
    precision: Floats
    evidence: float

    @property
    def z(self) -> Floats:
        return np.asarray(self.prior.mean + self.prior.root @ self.u)


class Posterior(NamedTuple):
    """Latent vectors, equally likely, a row each, and the modes they come from, the likeliest first."""

    draws: Floats
    modes: tuple[Mode, ...]


def infer(
    sightings: Sightings, laws: Sequence[tuple[Prior, float]], starts: Sequence[float], rng: np.random.Generator, n: int
) -> Posterior:
    """`n` draws of the latent values under rival priors, each with the log of its weight.

    `starts` are logs of stated stocks; where there are none the search sets out from the prior's mean.
    """
    size = sightings.level.shape[1]
    modes: list[Mode] = []
    for law, weight in laws:
        points = [np.full(size, v) for v in sorted({float(v) for v in np.percentile(starts, STARTS)})] if len(starts) else []
        found: list[Mode] = []
        for point in points or [law.mean[:size]]:
            mode = _climb(sightings, law, point, weight)
            if all(np.abs(mode.z[:size] - other.z[:size]).max() > ALIKE for other in found):
                found.append(mode)
        modes += found
    modes.sort(key=lambda mode: -mode.evidence)
    return Posterior(_draw(modes, rng, n), tuple(modes))


def _climb(sightings: Sightings, law: Prior, start: Floats, log_weight: float) -> Mode:
    size = sightings.level.shape[1]
    z = law.mean.copy()
    z[:size] = start

    def objective(u: Floats) -> tuple[float, Floats]:
        z = law.mean + law.root @ u
        g, lean = slopes(sightings, z)
        value, slope, _ = curved(sightings.marks, g)
        return 0.5 * u @ u + value.sum(), u + law.root.T @ (lean.T @ slope)

    begin = solve_triangular(law.root, z - law.mean, lower=True)
    done = minimize(
        objective, np.clip(begin, -FARTHEST, FARTHEST), jac=True, method="L-BFGS-B",
        bounds=Bounds(-FARTHEST, FARTHEST), options={"maxiter": 400, "maxcor": 20},
    )  # fmt: skip
    u = np.asarray(done.x)
    z = law.mean + law.root @ u
    g, lean = slopes(sightings, z)
    _, _, curve = curved(sightings.marks, g)
    seen = lean @ law.root
    precision = np.eye(len(u)) + seen.T @ (curve[:, None] * seen)
    try:
        root = cholesky(precision, lower=True)
    except np.linalg.LinAlgError:  # between two heaps of figures the true curvature may point the wrong way
        precision = np.eye(len(u)) + seen.T @ (np.maximum(curve, 0)[:, None] * seen)
        root = cholesky(precision, lower=True)
    evidence = log_weight - float(done.fun) - float(np.log(np.diag(root)).sum())
    return Mode(law, u, precision, evidence)


def curved(marks: Marks, g: Floats) -> tuple[Floats, Floats, Floats]:
    """The surprise of each figure at `g`, with its first and second derivative by central differences."""
    around, _ = surprise(marks, np.stack([g - STEP, g, g + STEP]))
    return around[1], (around[2] - around[0]) / (2 * STEP), (around[2] - 2 * around[1] + around[0]) / STEP**2


def _draw(modes: Sequence[Mode], rng: np.random.Generator, n: int) -> Floats:
    weights = np.exp([mode.evidence - modes[0].evidence for mode in modes])
    ends = np.round(np.cumsum(weights / weights.sum()) * n).astype(int)
    noise = rng.standard_normal((n, len(modes[0].u)))
    parts = []
    for mode, begin, end in zip(modes, [0, *ends[:-1]], ends, strict=True):
        if end > begin:
            root = cholesky(mode.precision, lower=True)
            u = mode.u + solve_triangular(root, noise[begin:end].T, lower=True, trans="T").T
            parts.append(mode.prior.mean + u @ mode.prior.root.T)
    return np.asarray(rng.permutation(np.vstack(parts)))


def influences(sightings: Sightings, mode: Mode, origins: Sequence[str]) -> dict[str, Floats]:
    """How far each origin moves the log of the stock in every month, by one Newton step without it.

    The step is the infinitesimal form of leaving one out (Giordano et al. 2019).
    """
    size = sightings.level.shape[1]
    g, lean = slopes(sightings, mode.z)
    _, slope, curve = curved(sightings.marks, g)
    seen = lean @ mode.prior.root
    factor = cho_factor(mode.precision, lower=True)
    spread = cho_solve(factor, seen.T)
    out = {}
    for origin in sorted(set(origins)):
        rows = np.flatnonzero([o == origin for o in origins])
        inner = np.eye(len(rows)) - np.maximum(curve[rows], 0)[:, None] * (seen[rows] @ spread[:, rows])
        step = spread[:, rows] @ np.linalg.lstsq(inner, slope[rows], rcond=1e-6)[0]
        out[origin] = -(mode.prior.root[:size] @ step)
    return out
