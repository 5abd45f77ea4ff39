"""Words for probabilities, on published scales. A scale's name goes with every word: "likely" differs between them.

ICD 203 (US Intelligence Community Directive 203, Analytic Standards, 2015, section D.6.e.2.a), first row of terms. PHIA
(UK Professional Head of Intelligence Assessment, probability yardstick): its ranges leave gaps on purpose; a number in
a gap takes the nearer range.
"""

from __future__ import annotations

from sayso.errors import UsageError
from sayso.model import Probability

SCALES: dict[str, tuple[tuple[float, str], ...]] = {
    "ICD 203": (
        (0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"),
        (0.80, "likely"), (0.95, "very likely"), (1.0, "almost certain"),
    ),
    "PHIA": (
        (0.075, "remote chance"), (0.225, "highly unlikely"), (0.375, "unlikely"), (0.525, "realistic possibility"),
        (0.775, "likely"), (0.925, "highly likely"), (1.0, "almost certain"),
    ),
}  # fmt: skip
"""Upper ends of ranges, exclusive but for the last, with their words."""
LEAST, MOST = 0.01, 0.99
"""Nothing is certain or impossible: ICD 203 stops at 1 and 99 %."""


def probability(value: float, low: float, high: float, scale: str) -> Probability:
    """A probability with its 90 % interval and its word. Raises `UsageError` for a scale that is not known."""
    if scale not in SCALES:
        raise UsageError(f"expected one of {', '.join(SCALES)}, got {scale!r}")
    shown, low, high = (round(min(max(each, LEAST), MOST), 3) for each in (value, low, high))
    word = next(word for end, word in SCALES[scale] if shown < end)
    return Probability(value=shown, low=min(low, shown), high=max(high, shown), word=word, scale=scale)
