"""Days as treaties count them: European Convention on the Calculation of Time-Limits (Basle 1972, ETS 76).

A limit in months ends on the day of its last month that bears the number of the first day, or, where there is none,
on that month's last day (article 4.2). Sundays and holidays count; a limit that the instrument states is not moved to
the next working day, since a resolution says "no later than".
"""

from __future__ import annotations

import datetime
from calendar import monthrange

from sayso.model.pack import Duty, Instrument


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The last day of a limit of `months` that runs from `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_day(duty: Duty, instrument: Instrument) -> datetime.date | None:
    """The last day of a duty: the one stated, else counted from adoption; None where it has none."""
    if duty.due or duty.months is None:
        return duty.due
    return months_after(instrument.adopted, duty.months)


def days_from(earlier: str | datetime.date, later: str | datetime.date) -> int:
    """Days from one day to another, both ISO 8601, negative where the second is the earlier one."""
    return (datetime.date.fromisoformat(str(later)[:10]) - datetime.date.fromisoformat(str(earlier)[:10])).days
