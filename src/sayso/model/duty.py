"""What States owe under the pack's instruments as of a day, and what the case holds on it."""

from __future__ import annotations

from typing import Literal

import msgspec

from sayso.model.case import Value
from sayso.model.judgement import Reason

DutyStatus = Literal["not due", "no report", "reported partial", "reported complete", "disputed", "contradicted"]
Holding = Literal["kept", "partly", "not kept"]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One claim that bears on a duty, and what it makes of it. A report duty is kept by filing."""

    matter: str
    report: str
    claim: str
    origin: str
    source: str
    text: str
    holds: Holding
    day: str
    """The last day it speaks of, else the day from which it counts."""
    value: Value | None = None


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """An order or announcement with a day, beside the due day: `days` after it, negative before."""

    matter: str
    report: str
    claim: str
    kind: str
    text: str
    day: str
    days: int


class Exempted(msgspec.Struct, frozen=True, kw_only=True):
    """An exception that claims bring into play; that it applies is nobody's finding."""

    exemption: str
    text: str
    """What the law says."""
    said: tuple[Said, ...]


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """One duty of one State as of a day. `days` are left until the due day, negative once it has passed."""

    instrument: str
    provision: str | None
    state: str
    """ISO 3166-1 alpha-2."""
    duty: str
    due: str | None
    as_of: str
    days: int | None
    standing: bool
    status: DutyStatus
    filed: str | None = None
    """The day a report was filed, at the latest; None for other duties."""
    late: int | None = None
    """Days from the due day to the filing, negative when early; None where the day of filing is not told."""
    confidential: bool = False
    says: tuple[Said, ...] = ()
    """The State's own word."""
    others: tuple[Said, ...] = ()
    orders: tuple[Order, ...] = ()
    exceptions: tuple[Exempted, ...] = ()
    reasons: tuple[Reason, ...] = ()
    matters: tuple[str, ...] = ()
