"""The latent values given the figures: modes by SciPy's L-BFGS-B, a normal law at each (Laplace), weighed and mixed.

Contested figures make the posterior lumpy. So the search starts from several levels, under each of several priors;
every mode found stands in the mixture with the evidence that Laplace's method gives it (Tierney & Kadane 1986; a grid
over the prior's own parameters as in INLA, Rue, Martino & Chopin 2009).
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

STARTS = (20.0, 80.0)
"""Of the levels stated, by percentile, those from which the search sets out."""
FARTHEST = 8.0
"""No value is sought beyond so many standard deviations of the prior."""
ALIKE = 0.05
"""Modes nearer than this in every month are one."""
STEP = 1e-4
"""For derivatives of the likelihood by differences, in logs."""
Rival = tuple[Sightings, Prior, float]
"""What figures look at with what errors, a prior, and the log of the weight of the two."""


class Mode(NamedTuple):
    """One normal piece of the posterior, in whitened coordinates u: latent values are mean + root u."""

    sightings: Sightings
    prior: Prior
    u: Floats
    precision: Floats
    evidence: float

    @property
    def z(self) -> Floats:
        return np.asarray(self.prior.mean + self.prior.root @ self.u)


def infer(rivals: Sequence[Rival], levels: Sequence[float]) -> tuple[Mode, ...]:
    """The modes of the posterior, the likeliest first, under rival errors and priors.

    `levels` are logs of stated stocks; where there are none the search sets out from the prior's mean.
    """
    starts = sorted({float(v) for v in np.percentile(levels, STARTS, method="nearest")}) if len(levels) else []
    modes: list[Mode] = []
    for sightings, law, weight in rivals:
        size = sightings.level.shape[1]
        found: list[Mode] = []
        for x in [np.full(size, v) for v in starts] or [law.mean[:size]]:
            mode = _climb(sightings, law, np.concatenate([x, law.mean[size:]]), weight)
            if all(np.abs(mode.z - other.z)[:size].max() > ALIKE for other in found):
                found.append(mode)
        modes += found
    return tuple(sorted(modes, key=lambda mode: -mode.evidence))


def draw(modes: Sequence[Mode], rng: np.random.Generator, n: int) -> Floats:
    """`n` latent vectors from the mixture, a row each, in random order."""
    weights = np.exp([mode.evidence - modes[0].evidence for mode in modes])
    ends = np.round(np.cumsum(weights / weights.sum()) * n).astype(int)
    noise = rng.standard_normal((n, len(modes[0].u)))
    parts = []
    for mode, begin, end in zip(modes, [0, *ends[:-1]], ends, strict=True):
        root = cholesky(mode.precision, lower=True)
        u = mode.u + solve_triangular(root, noise[begin:end].T, lower=True, trans="T").T
        parts.append(mode.prior.mean + u @ mode.prior.root.T)
    return np.asarray(rng.permutation(np.vstack(parts)))


def influences(mode: Mode, origins: Sequence[str]) -> Floats:
    """How far each figure's origin moves the log of the stock, a row a month: a Newton step (Giordano et al. 2019)."""
    size = mode.sightings.level.shape[1]
    g, lean = slopes(mode.sightings, mode.z)
    seen = lean @ mode.prior.root
    _, slope, curve = _curved(mode.sightings.marks, g)
    spread = cho_solve(cho_factor(mode.precision, lower=True), seen.T)
    out = np.zeros((size, len(origins)))
    for origin in sorted(set(origins)):
        rows = np.flatnonzero([o == origin for o in origins])
        kept = np.eye(len(rows)) - curve[rows, None] * (seen[rows] @ spread[:, rows])
        step = spread[:, rows] @ np.linalg.lstsq(kept, slope[rows], rcond=1e-6)[0]
        out[:, rows] = -(mode.prior.root[:size] @ step)[:, None]
    return out


def _climb(sightings: Sightings, law: Prior, start: Floats, log_weight: float) -> Mode:
    def objective(u: Floats) -> tuple[float, Floats]:
        g, lean = slopes(sightings, law.mean + law.root @ u)
        value, slope, _ = _curved(sightings.marks, g)
        return 0.5 * u @ u + value.sum(), u + law.root.T @ (lean.T @ slope)

    done = minimize(
        objective, np.clip(solve_triangular(law.root, start - law.mean, lower=True), -FARTHEST, FARTHEST), jac=True,
        method="L-BFGS-B", bounds=Bounds(-FARTHEST, FARTHEST), options={"maxiter": 400, "maxcor": 20, "ftol": 1e-7},
    )  # fmt: skip
    g, lean = slopes(sightings, law.mean + law.root @ done.x)
    seen = lean @ law.root
    _, _, curve = _curved(sightings.marks, g)
    precision = np.eye(len(done.x)) + seen.T @ (curve[:, None] * seen)
    evidence = log_weight - float(done.fun) - float(np.log(np.diag(cholesky(precision, lower=True))).sum())
    return Mode(sightings, law, np.asarray(done.x), precision, evidence)


def _curved(marks: Marks, g: Floats) -> tuple[Floats, Floats, Floats]:
    """The surprise of each figure at `g`, its slope, and its curvature, nought between two heaps of figures."""
    around, _ = surprise(marks, np.stack([g - STEP, g, g + STEP]))
    bend = (around[2] - 2 * around[1] + around[0]) / STEP**2
    return around[1], (around[2] - around[0]) / (2 * STEP), np.maximum(bend, 0.0)
