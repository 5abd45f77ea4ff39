"""Numbers in words and figures."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.grounding.forms import value


def number(words: Sequence[str]) -> float | int | None:
    """What the words come to; None where they name no number ("several", "many") or an absurd one. "A couple of" is 2,
    "half a million" 500,000, "two and a half" 2.5, "twenty-four" 24, a bare "a" 1."""
    total, current, half, seen = 0.0, 0.0, 0.0, False
    for i, word in enumerate(low := [word.lower() for word in words]):
        own = float(word.replace(",", "")) if word[-1].isdecimal() else value("CARD", word)
        scale = value("MAGNITUDE", word) or {"dozen": 12, "couple": 2}.get(word)
        seen = seen or own is not None or scale is not None or word == "half"
        if scale is not None:
            current, half, total = (current or half or total or 1) * scale, 0.0, total if current or half else 0.0
            total, current = (total + current, 0.0) if scale >= 1000 else (total, current)
        elif word == "half" and not i:
            half = 0.5
        elif i and word.isdecimal() and low[i - 1].isdecimal():  # "1 500 000"
            current = current * 1000 + float(word) if len(word) == 3 and len(low[i - 1]) <= 3 else 1e16
        else:
            current += own if own is not None else 0.5 * (word == "half")
    result = total + current + half if seen else 1
    if result > 1e15 or not (seen or low[-1] in {"a", "an"}):
        return None
    return int(result) if result == int(result) else result
