"""Months as numbers (year times 12 plus month less 1), and how much of each month a stretch of days takes."""

from __future__ import annotations

import datetime

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def number(day: str) -> int:
    """The month of an ISO 8601 day or month."""
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def label(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def is_day(day: str) -> bool:
    try:
        return datetime.date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def shares(earliest: str, latest: str, first: int, size: int) -> Floats:
    """For each of `size` months from `first`, the part of its days that lies from `earliest` to `latest`, inclusive."""
    origin = first - number("1970-01")
    starts = np.arange(origin, origin + size + 1).astype("datetime64[M]").astype("datetime64[D]")
    days = np.arange(np.datetime64(earliest), np.datetime64(latest) + 1).astype("datetime64[M]").astype(int) - origin
    counted = np.bincount(days[(days >= 0) & (days < size)], minlength=size)
    return np.asarray(counted / np.diff(starts).astype(int), dtype=float)
