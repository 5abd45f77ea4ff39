"""Quantities: which numbers count something, between what bounds, of what, and what merely looks like a number.

Bounds follow GUIDELINES rule 30. Times have been taken out of the line before, so that no date or duration can become
a quantity; identifiers, parts of other words and definite small numbers ("the two sides") are refused here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.grounding.forms import Line, Tokens, listed, load, shape, value
from sayso.grounding.gazetteer import fold, gazetteer
from sayso.grounding.numerals import number

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
        areas = {name: (line.bounds[a][0], line.bounds[b - 1][1]) for name, (a, b) in match.slots.items()}
        slots = {name: tokens.words[a:b] for name, (a, b) in areas.items() if "z" not in areas or name not in "lha"}
        rate = _period(tokens.lower[slice(*areas["e"])]) if "e" in areas else None
        open_ended = {"h", "l"} <= slots.keys()  # "under half at least" bounds nothing
        refused = open_ended or _refused(tokens, match.rule["op"], areas, slots)
        if refused or (stated := _value(match.rule["op"], slots)) is None:
            continue
        last = max(end for name, (_, end) in areas.items() if name not in "oce" or (name == "e" and rate))
        low, high = None if "h" in slots else stated[0], None if "l" in slots else stated[1]
        approximate = stated[2] or bool(slots.keys() & {"l", "h", "a"})
        first = areas["z"][0] if "z" in areas else line.bounds[match.first][0]
        count = Count(first, last, low, high, approximate, "", areas.get("o"), rate)
        noun = packed.get(areas["c"][0]) if "c" in areas else None
        ends, before = [count], tokens.lower[_sentence_start(tokens, first) : first]
        if "m" in slots and tokens.lower[first] == "from" and (stated[0] > stated[1] or {*before} & listed("changing")):
            start, end = areas["m"][0], areas["n"][1]  # "rose from 10 to 30" is no range, but two counts
            ends = [count._replace(first=areas["n"][0], last=end, high=low), count._replace(first=start, low=high)]
        elif stated[0] > stated[1]:
            continue
        for one in ends:
            if unit := _unit(match.rule["op"], slots, noun) or _unsaid(tokens, one, found):
                said = (value("PERIODIC ADJECTIVEPERIOD", word) for word in reversed(before[-12:]))
                wage = next(filter(None, said), None) if unit.isupper() else None  # "a monthly wage of 300 dollars"
                found.append(one._replace(unit=unit, rate=rate or wage))
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
    noun, pair = slots["c"][0], " ".join(slots["o"][-2:]).lower()
    if noun[0].isupper() and len(noun) > 1:  # a nation's people: "North Koreans", "Poles"
        return "person" if {noun.lower()[:-1], pair[:-1]} & gazetteer().adjectives.keys() else None
    unit = _singular(noun)
    return f"{pair.split()[0]} {unit}" if unit and pair.startswith(("square ", "cubic ")) else unit


def _singular(noun: str) -> str | None:
    """The unit that a noun of no pack is; None for a singular that names no person."""
    low = noun.lower()
    plural = low if shape(low) == "p" else low + "s"
    person = plural.endswith(tuple(listed("people"))) and plural not in listed("not_people")
    if (known := value("PERSON THING MEASURE", noun) or ("person" if person else None)) or plural != low:
        return known
    hissing = low.endswith(("ches", "shes", "xes", "sses", "oes"))
    return low[:-3] + "y" if low.endswith("ies") else low[: -2 if hissing else -1]


def _period(words: Sequence[str]) -> str | None:
    """The period of a rate: "a week", "per year", "monthly"; None for any other time."""
    each = len(words) == 1 or (len(words) == 2 and words[0] in {"a", "an", "per", "every", "each"})
    return value("UNIT PERIODIC", words[-1]) if each else None


def _sentence_start(tokens: Tokens, first: int) -> int:
    words = tokens.words[(since := max(0, first - 20)) : first]
    ends = [since + i + 1 for i, word in enumerate(words) if word in {".", "?", "!", ";"} or word[0] == "\n"]
    return ends[-1] if ends else since


def _unsaid(tokens: Tokens, count: Count, found: Sequence[Count]) -> str | None:
    """What a bare number counts: a noun since the last count in its sentence, else what was counted last.

    "Of them" are people where the sentence names any. A bare "one" counts only in a list ("and one in Hanoi").
    """
    known, since = {"person", *load()[0].values["THING"].values()} - {"country"}, _sentence_start(tokens, count.first)
    after = tokens.lower[count.last : count.last + 2]
    pointing = after[:1] == ["of"] and after[1:] in (["them"], ["these"], ["those"], ["whom"])
    things = (one for one in reversed(found) if one.unit.islower() and one.unit != "fraction")
    last = next((one for one in things if pointing or one.unit in known or since <= one.first), None)
    if 1 in count[2:4] and not (last and after[:1] in (["in"], ["at"])):
        return None
    words, nations = tokens.words[max(since, last.last if last else 0) : count.first], gazetteer().adjectives.keys()
    pairs = [(word, f"{first} {word}".lower()[:-1]) for first, word in zip(["", *words], words, strict=False)]
    people = any(value("PERSON", word) or {word.lower()[:-1], pair} & nations for word, pair in pairs)
    if people and pointing:
        return "person"
    before = words[-1].lower() if words else ""
    moved = next((i for i, word in enumerate(words) if word.lower() in listed("moving")), 0)
    if moved and (before in listed("arriving") or moved == len(words) - 1):  # "permits fell to 300"
        units = [_singular(word) if shape(word.lower()) == "p" else None for word in [words[moved - 1], *words[:moved]]]
        return next((unit for unit in units if unit in known), "person" if people else units[0] or "person")
    money = next((one for one in found[-1:] if one.unit.isupper() and since <= one.first), None)
    other = money if money and before != "to" else last
    if other and before in listed("compared"):
        return other.unit
    if any((bound or 0) % 1 for bound in count[2:4]):  # a reading, "at 6.1", unless the sentence has said of what
        return last.unit if last and since <= last.first else None
    named = [unit for word in words if word.islower() and (unit := value("THING", word)) in known]
    return str(named[-1]) if named else last.unit if last else "person"


def _refused(tokens: Tokens, op: str, areas: Areas, slots: Slots) -> bool:
    """Identifiers, scores, parts of words and of names, and numbers up to ten that point back ("the two sides")."""
    if op != "number" or slots.keys() & {"u", "p"}:
        return op == "none"
    first, last = areas["n"][0], max(areas[name][1] for name in slots.keys() & {"n", "m", "a"})
    before, after = tokens.words[first - 1] if first else "\n", [*tokens.words[last : last + 2], "\n", "\n"]
    led = first > 0 and tokens.ends[first - 1] == tokens.starts[first] and before[0] not in "\"'“‘(—–[$~\n"
    glued = after[0] in listed("part_of_word") and tokens.starts[last] == tokens.ends[last - 1]
    broken = after[0] in {".", ","} and after[1][0].isdigit() and tokens.starts[last + 1] == tokens.ends[last - 1] + 1
    back = before.lower() in listed("definite") and (number(slots["n"]) or 0) <= 10
    back = back and ("c" in slots or after[0] not in listed("inflected"))
    return led or glued or broken or back or _names(tokens, first, slots, after[0])


def _names(tokens: Tokens, first: int, slots: Slots, after: str) -> bool:
    """Part of a name: "Terminal 2", "Group of 20", "the village of Three Oaks"; not "All 12" or "in Kuwait 300"."""
    ahead, before = ["", "", *tokens.words[max(0, first - 2) : first]][-2:]
    if slots["n"][0][0].isupper():
        return before.islower() and after[0].isupper()
    land, low = gazetteer().find(fold(before)), before.lower()
    usual = low.endswith("ing") or low in listed("unnaming") or (low in load()[0].sets and not value("ID", before))
    named = before[:1].isupper() and slots["n"][0].isdecimal() and not usual and (land is None or land.common)
    return "c" not in slots and (named or [ahead, before] == ["Group", "of"])
