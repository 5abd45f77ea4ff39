"""Quantities: which numbers count something, between what bounds, of what, and what merely looks like a number.

Bounds follow GUIDELINES rule 30. Times have been taken out of the line before, so that no date or duration can become
a quantity; identifiers, parts of other words and definite small numbers ("the two sides") are refused here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.grounding.forms import Line, Match, Tokens, listed, load, value
from sayso.grounding.gazetteer import gazetteer
from sayso.grounding.numerals import number

SMALL = 10
"""A definite number up to this refers back and counts nothing."""
Slots = Mapping[str, Sequence[str]]
Areas = Mapping[str, tuple[int, int]]


class Count(NamedTuple):
    """A quantity as stated: tokens `[first, last)`, bounds, unit, the tokens that say what is counted, and the period
    of a rate ("year")."""

    first: int
    last: int
    low: float | None
    high: float | None
    approximate: bool
    unit: str
    of: tuple[int, int] | None
    rate: str | None


def find(tokens: Tokens, line: Line, packed: Mapping[int, str]) -> list[Count]:
    """Every quantity in order. `line` is what `times.find` left; `packed` gives the unit of a PACKED noun by token."""
    found: list[Count] = []
    for match in load()[1]["quantity"].scan(line.codes):
        unbound = "lha" if match.rule["op"] == "most" else ""  # "they hand over most of it"
        kept = {name: area for name, area in match.slots.items() if name not in {*unbound}}
        areas = {name: (line.bounds[a][0], line.bounds[b - 1][1]) for name, (a, b) in kept.items()}
        slots = {name: tokens.words[a:b] for name, (a, b) in areas.items()}
        rate = _period(tokens.lower[slice(*areas["e"])]) if "e" in areas else None
        stated = _value(match.rule["op"], slots)
        if stated is None or stated[0] > stated[1] or _refused(tokens, line.codes, match, areas, slots):
            continue
        last = max(end for name, (_, end) in areas.items() if name not in "oce" or (name == "e" and rate))
        low, high = None if "h" in slots else stated[0], None if "l" in slots else stated[1]
        approximate = stated[2] or bool(slots.keys() & {"l", "h", "a"})
        first = areas["z"][0] if "z" in areas else line.bounds[match.first][0]
        count = Count(first, last, low, high, approximate, "", areas.get("o"), rate)
        noun = packed.get(areas["c"][0]) if "c" in areas else None
        if unit := _unit(match.rule["op"], slots, noun) or _unsaid(tokens, count, found):
            money = unit.isupper() and not rate
            found.append(count._replace(unit=unit, rate=_adjective(tokens, count.first) if money else rate))
    return found


def _value(op: str, slots: Slots) -> tuple[float, float, bool] | None:
    """Low, high and whether approximate, before any bound; None where the words come to no number."""
    if op == "most":
        return 0.5, 1.0, True
    if op == "scores":
        low, high = value("SCORES", slots["s"][0]) or (10, 99)
        times = value("SCORES", slots["t"][0])[0] if "t" in slots else 1
        return low * times, (high + 1) * times - 1, True
    if op == "fraction":
        above, below = (number(slots.get(name, ["one"])) for name in "nd")
        part = value("FRACTION", slots["f"][0]) if "f" in slots else 1
        share = round(above * part / below, 4) if above and below else 1
        return (share, share, False) if 0 < share < 1 else None
    low, high = _scaled(slots["n"], slots.get("m")), _scaled(slots.get("m", slots["n"]), None)
    vague = bool({"few", "several"} & {word.lower() for word in slots["n"]})  # "a few thousand" is 2,000 to 9,999
    if low is None or high is None:
        return None
    scale = 0.01 if "p" in slots else 1
    return round(low * (2 if vague else scale), 6), round(low * 10 - 1 if vague else high * scale, 6), vague


def _scaled(words: Sequence[str], other: Sequence[str] | None) -> float | None:
    """The number; in "1 to 2 million" both ends are millions."""
    if {"few", "several"} & {word.lower() for word in words}:
        words = ["one", *(word for word in words if word.lower() not in {"few", "several", "a"})]
    magnitude = value("MONEYMAGNITUDE", words[-1])
    stated = number(words[:-1] if magnitude else words)
    last = value("MAGNITUDE", other[-1]) if other and (stated or 0) < 1000 else None
    return None if stated is None else stated * (magnitude or (last if last and last >= 1000 else 1))


def _unit(op: str, slots: Slots, packed: str | None) -> str | None:
    """The unit that the words state: of a share, money, or the noun after the number."""
    if op in {"fraction", "most"} or "p" in slots:
        return "fraction"
    if "u" in slots or packed or "c" not in slots:
        return str(value("CURRENCY", slots["u"][-1])) if "u" in slots else packed
    noun, low = slots["c"][0], slots["c"][0].lower()
    if noun[0].isupper():  # a nation's people: "North Koreans", "Poles"
        return "person" if {low[:-1], " ".join(slots["o"][-2:]).lower()[:-1]} & gazetteer().adjectives.keys() else None
    known = value("PERSON THING", noun) or ("person" if low.endswith(tuple(listed("people"))) else None)
    hissing = low.endswith(("ches", "shes", "xes", "sses"))
    return str(known or (low[:-3] + "y" if low.endswith("ies") else low[: -2 if hissing else -1]))


def _period(words: Sequence[str]) -> str | None:
    """The period of a rate: "a week", "per year", "monthly"; None for any other time."""
    each = len(words) == 1 or (len(words) == 2 and words[0] in {"a", "an", "per", "every", "each"})
    return value("UNIT PERIODIC", words[-1]) if each else None


def _sentence_before(tokens: Tokens, first: int, since: int) -> Sequence[str]:
    words = tokens.words[max(since, first - 20) : first]
    ends = [i + 1 for i, word in enumerate(words) if word in {".", "?", "!", ";"} or word[0] == "\n"]
    return words[ends[-1] if ends else 0 :]


def _adjective(tokens: Tokens, first: int) -> str | None:
    """Money after "a monthly wage of" or "their yearly value at" is a rate."""
    words = reversed(_sentence_before(tokens, first, first - 12))
    return next((period for word in words if (period := value("PERIODIC ADJECTIVEPERIOD", word))), None)


def _unsaid(tokens: Tokens, count: Count, found: Sequence[Count]) -> str | None:
    """What a bare number counts: a noun since the last count in its sentence, else what was counted last.

    "Of them" are people where the sentence names any. A bare "one" counts only in a list ("and one in Hanoi").
    """
    last = next((c for c in reversed(found) if c.unit != "fraction" and not c.unit.isupper()), None)
    after = tokens.lower[count.last : count.last + 2]
    if tokens.lower[count.last - 1] == "one" and not (last and after[:1] in (["in"], ["at"])):
        return None
    words, nations = _sentence_before(tokens, count.first, last.last if last else 0), gazetteer().adjectives.keys()
    pairs = [(word, f"{before} {word}".lower()[:-1]) for before, word in zip(["", *words], words, strict=False)]
    people = any(value("PERSON", word) or {word.lower()[:-1], pair} & nations for word, pair in pairs)
    if people and after in (["of", "them"], ["of", "whom"]):
        return "person"
    if last and tokens.lower[count.first - 1] in listed("compared"):
        return last.unit
    named = [unit for word in words if word.islower() and (unit := value("THING", word)) not in {None, "country"}]
    return str(named[-1]) if named else last.unit if last else "person"


def _refused(tokens: Tokens, codes: str, match: Match, areas: Areas, slots: Slots) -> bool:
    """Identifiers, scores, parts of other words, and numbers that only point back."""
    if match.rule["op"] != "number" or slots.keys() & {"u", "p"}:
        return False
    first, last = areas["n"][0], areas.get("m", areas["n"])[1]
    before = tokens.lower[first - 1] if first else "\n"
    after = tokens.lower[last] if last < len(tokens.lower) else "\n"
    back = [code in load()[0].sets["ID"] for code in codes[max(0, match.first - 3) : match.first]][::-1] + [False] * 3
    if first and tokens.ends[first - 1] == tokens.starts[first] and before[0] not in "\"'“‘(—–[$~\n":
        return True
    if after in listed("inflected") and "c" not in areas:
        return False
    if after in listed("multiplied"):
        return True
    glued = after in listed("part_of_word") and tokens.starts[last] == tokens.ends[last - 1]
    named = back[0] or (before in {".", ",", "&"} and back[1]) or (before in {"and", ",", "to"} and back[2])
    pronoun = after in listed("one_pronoun_before") or before in listed("one_pronoun_after")
    definite = before in listed("definite") and (number(slots["n"]) or 0) <= SMALL
    return glued or named or definite or (pronoun and tokens.lower[last - 1] == "one")
