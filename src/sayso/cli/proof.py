"""Whether a pack does what it says: patterns find their examples and leave their counters, and due days compute."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from sayso.errors import PackError
from sayso.model.pack import Duty, Instrument
from sayso.packs import Pack, load
from sayso.packs.patterns import Area, Passage, Pattern, fold, spell

STOP = re.compile(r"(?<![A-Z])[.!?]['\"”]? +(?=[\"“']?[A-Z])")


def faults(name_or_path: str) -> list[str]:
    """What keeps a pack from loading, or else is wrong with it; each told once."""
    found: dict[str, None] = {}
    try:
        for problem in problems(load(name_or_path)):
            found[problem] = None
    except PackError as error:
        found[str(error)] = None
    return list(found)


def problems(pack: Pack) -> Iterator[str]:
    """What is wrong with a pack that loads, a sentence each; none when all is well."""
    for pattern in _patterns(pack):
        yield from _astray(pattern)
    for vocabulary in pack.vocabularies:
        for entry in vocabulary.entries:
            found = {line: {hit.entry for hit in pack.find_terms(line)} for line in (*entry.example, *entry.counter)}
            yield from (f"{entry.id}: not found in {line!r}" for line in entry.example if entry.id not in found[line])
            yield from (f"{entry.id}: found in {line!r}" for line in entry.counter if entry.id in found[line])
    for what in ("marks", "measures", "units"):
        listed = Counter(form for one in getattr(pack, what) for word in one.words for form in spell(word))
        yield from (f"{what}: {form!r} is listed {n} times" for form, n in listed.items() if n > 1)
        for one in getattr(pack, what):
            found = {line: {hit[2].id for hit in pack.find_listed(what, line)} for line in (*one.example, *one.counter)}
            yield from (f"{one.id}: not found in {line!r}" for line in one.example if one.id not in found[line])
            yield from (f"{one.id}: found in {line!r}" for line in one.counter if one.id in found[line])
    known = {kind.id for kind in pack.kinds}
    for kind in pack.kinds:
        if kind.denial and kind.denial not in known:
            yield f"{kind.id}: expected `denial` to be one of {', '.join(sorted(known))}, got {kind.denial!r}"
    for instrument in pack.instruments:
        yield from _told_apart(pack, instrument)
        yield from (fault for duty in instrument.duties if (fault := _misdated(instrument, duty)))


def sentences(line: str) -> list[Area]:
    """The sentences of an example line; good enough for those, not for reports."""
    cuts = [0, *(match.end() for match in STOP.finditer(line)), len(line)]
    return list(pairwise(cuts))


def _patterns(pack: Pack) -> Iterator[Pattern]:
    for finder in (*pack.terms, pack.law):
        yield from (*(pattern for tier in finder.tiers for pattern, _ in tier), *finder.provisions)
    yield from (pattern for pattern, _, _ in pack.cues)
    yield from (Pattern(rule, pack.lexicon) for rules in pack.countdowns.values() for rule in rules)
    yield from (Pattern(rule, pack.lexicon) for law in pack.instruments for duty in law.duties for rule in duty.signs)


def _astray(pattern: Pattern) -> Iterator[str]:
    rule = pattern.rule
    try:
        for line in filter(None, (*rule.example, *rule.counter)):
            found = any(pattern.find(Passage(fold(line), area)) for area in sentences(line))
            if found is not (line in rule.example):
                yield f"{rule.match!r}: {'found' if found else 'not found'} in {line!r}"
    except PackError as error:
        yield str(error)


def _told_apart(pack: Pack, instrument: Instrument) -> Iterator[str]:
    for rule in instrument.descriptions:
        for line in rule.example:
            told = {hit.entry for hit in pack.find_instruments(line, sentences(line)) if hit.entry}
            if told != {instrument.id}:
                yield f"{instrument.id}: expected alone in {line!r}, got {sorted(told)}"


def _misdated(instrument: Instrument, duty: Duty) -> str | None:
    if duty.months is None:
        return None
    months = instrument.adopted.month - 1 + duty.months
    due = instrument.adopted.replace(year=instrument.adopted.year + months // 12, month=months % 12 + 1)
    fault = f"{duty.id}: expected {due}, {duty.months} months after {instrument.adopted}, got {duty.due}"
    return None if due == duty.due else fault
