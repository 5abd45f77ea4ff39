"""Months as numbers (year times 12 plus month less 1), and how much of each month a stretch of days takes."""

from __future__ import annotations

import calendar
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
    taken = np.zeros(size)
    begin, end = datetime.date.fromisoformat(earliest), datetime.date.fromisoformat(latest)
    for month in range(max(first, number(earliest)), min(first + size - 1, number(latest)) + 1):
        year, at = month // 12, month % 12 + 1
        days = calendar.monthrange(year, at)[1]
        opens, closes = max(begin, datetime.date(year, at, 1)), min(end, datetime.date(year, at, days))
        taken[month - first] = ((closes - opens).days + 1) / days
    return taken
