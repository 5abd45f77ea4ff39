"""Place names: which words are the name of a place, and of which.

A name is believed by the evidence around it (a preposition of place, a type word, the country after a comma, other
places), and resolved by population, by its kind, by the countries and divisions the report speaks of, and by the weight
the pack gives. Adjectives ("Chinese") are never places; what else a name could stand for is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import exp, log, log10
from typing import NamedTuple

from msgspec.structs import replace

from sayso.grounding.forms import TOKEN, Tokens, listed, load, value
from sayso.grounding.gazetteer import Entry, Kind, fold, gazetteer
from sayso.model import Rival
from sayso.packs import Pack

BELIEVED, DOUBTED, HOME, AGAIN, LONGEST = 1.0, -2.0, 4.0, 2.0, 5
"""Evidence from which a name is taken for a place, and for a hint at where; what a town gains in the one division that
the report speaks of, and a name that is surely a place elsewhere; the tokens of the longest name."""
BELIEF: Mapping[Kind, float] = {"country": 3, "capital": 2.5, "region": 2.5, "border": 3, "division": -3.7}
"""-4.2 for towns and counties; the decimal logarithm of a division's, a town's or a county's population is added."""
WEIGHT: Mapping[Kind, float] = {"country": 5, "capital": 4, "division": 0.5, "county": -1, "region": 10, "border": 12}
"""In natural logarithms, beside 0.55 times that of the population; so are the weights below."""
SPOKEN_OF, NEAR, PACKED, CONTAINED, TYPED, SECONDARY = 7.0, 8.0, 4.0, 9.0, 5.0, -2.5
FAMOUS = 20_000_000
"""The population that the pack's own places count as having at full weight."""
Hit = tuple[int, tuple[Entry, ...]]
Votes = Counter[str]
RIVALS, SLIGHT, WHOLE = 3, 0.001, 1000


class Candidate(NamedTuple):
    """A name as it stands: tokens `[first, last)`, what it is looked up by, what it could be, how far it is believed to
    be a place, the preposition of place that governs it, also over "in China, Russia and Laos" (empty for "close to"),
    what a type word says it is, and what is named as holding it."""

    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    belief: float
    preposition: str | None
    typed: Kind | None = None
    holder: Candidate | None = None


class Site(NamedTuple):
    """A place in the report, resolved."""

    first: int
    last: int
    name: str
    entry: Entry
    rivals: tuple[Rival, ...]
    why: str
    preposition: str | None


class Known(NamedTuple):
    """What a pack adds: its places by the first word of their names, the longest name first; the weight of countries;
    the sending States."""

    places: Mapping[str, Sequence[tuple[Sequence[str], Sequence[Entry]]]]
    weights: Mapping[str | None, float]
    sending: frozenset[str | None]


@cache
def known(pack: Pack) -> Known:
    """What a pack adds to the gazetteer."""
    named: dict[tuple[str, ...], list[Entry]] = {}
    kinds: Mapping[str, Kind] = {"border": "border", "region": "region", "province": "division", "town": "city"}
    for place in pack.places:
        one = place.countries[0] if len(place.countries) == 1 or place.kind == "border" else None
        point = None if place.lat is None or place.lon is None else (round(place.lat * 1e4), round(place.lon * 1e4))
        entry = Entry(place.name, kinds[place.kind], one, "", point, place.geonames, round(FAMOUS * place.weight))
        for name in dict.fromkeys((place.name, *place.names)):
            named.setdefault(tuple(TOKEN.findall(name.lower())), []).append(entry)
    sending = frozenset(country.id for country in pack.countries if country.role == "sending")
    places: dict[str, list[tuple[Sequence[str], Sequence[Entry]]]] = {}
    for words in sorted(named, key=len, reverse=True):
        places.setdefault(words[0], []).append((words, named[words]))
    return Known(places, {country.id: country.weight for country in pack.countries}, sending)


def find(text: str, tokens: Tokens, codes: str, pack: Pack) -> list[Site]:
    """Every place of a text in order, each with its rivals and the reason for the choice."""
    spoken: Votes = Counter()
    candidates = _joined(_candidates(text, tokens, codes, known(pack), spoken), tokens)
    polled = _polled(candidates, spoken)
    holders = {one.key: one.holder for one in candidates if one.holder}
    sure = {one.key for one in candidates if one.belief >= BELIEVED + 1}
    sites = []
    for one in candidates:
        votes, towns = polled[one.key], (entry for entry in one.entries if entry.primary and entry.code)
        home = max((_share(spoken, votes, town, near=True) for town in towns), default=0.0)
        if one.belief + (HOME * home + AGAIN * (one.key in sure)) * (one.belief > DOUBTED) >= BELIEVED:
            held = one._replace(holder=one.holder or holders.get(one.key))
            sites.append(_resolved(text[slice(*tokens.area(one.first, one.last))], held, known(pack), spoken, votes))
    return sites


def _polled(candidates: Sequence[Candidate], spoken: Votes) -> dict[str, Votes]:
    """What each name says the report speaks of, shared out among what it could be: its countries (`US`, together "")
    each time it is believed, its divisions (`US.KY`, together ".") once; `spoken` is what all say."""
    believed = Counter(one.key for one in candidates if one.belief >= BELIEVED)
    hinted, votes = {one.key for one in candidates if one.belief > DOUBTED}, dict[str, Votes]()
    for key, one in {one.key: one for one in candidates}.items():
        own, weights = votes.setdefault(key, Counter()), [exp(_fame(entry)) for entry in one.entries]
        for entry, weight in zip(one.entries, weights, strict=True):
            part = round(WHOLE * weight / sum(weights))
            own.update({"": part * believed[key], entry.country: part * believed[key]} if entry.country else {})
            own.update({".": part, f"{entry.country}.{entry.code}": part} if entry.code and key in hinted else {})
        spoken.update(own)
    return votes


def _share(spoken: Votes, own: Votes, entry: Entry, *, near: bool) -> float:
    """How much of what the other names speak of lies in the entry's country, or in its division."""
    name, total = (f"{entry.country}.{entry.code}", ".") if near else (entry.country or "-", "")
    others = spoken[total] - own[total]
    return (spoken[name] - own[name]) / (others + WHOLE / 2 if near else max(WHOLE, others))


def _candidates(text: str, tokens: Tokens, codes: str, facts: Known, spoken: Votes) -> list[Candidate]:
    words, found, past = tokens.words, list[Candidate](), 0
    naming, months = gazetteer().cues["given"] | listed("titles"), load()[0].sets["MONTH"]
    capital = [i for i, word in enumerate(words) if word[0].isupper() and codes[i] not in months]
    people = {words[j] for i, j in pairwise(capital) if j == i + 1 and tokens.lower[i] in naming}
    packed: dict[int, Hit] = {
        i: (i + len(name), tuple(entries))
        for i, word in enumerate(tokens.lower)
        for name, entries in reversed(facts.places.get(word, ()))  # the longest comes last, and stays
        if tuple(tokens.lower[i : i + len(name)]) == name and any(w[0].isupper() for w in words[i : i + len(name)])
    }
    for i in sorted({*capital, *packed}):
        if i < past:
            continue
        named = _named(text, tokens, i, packed.get(i))
        adjective = 0 if i in packed or (named and named[0] > i + 1) else _adjective(tokens, i, spoken)
        if named and not adjective:
            typed, end = _type(words, i, named[0])
            ordinary = named[2] + 2 * (words[i] in people)
            belief = _belief(tokens, codes, (i, end), named[1], ordinary) + 3 * bool(typed) + 2.5 * (i == past > 0)
            found.append(Candidate(i, end, named[3], named[1], belief, _preposition(tokens.lower, i), typed))
            past = end
        past = adjective or past
    return found


def _named(text: str, tokens: Tokens, i: int, packed: Hit | None) -> tuple[int, tuple[Entry, ...], int, str] | None:
    """The longest known name that begins at token `i`: where it ends, its entries, 1 if it is also a common word, and
    what it is looked up by."""
    words, last, joining = tokens.words, i + 1, listed("within_names") | gazetteer().cues["within"]
    capital = {j for j, word in enumerate(words[i : i + LONGEST], i) if any(map(str.isupper, word[:3]))}  # "d'Ivoire"
    while last in capital or (last < i + LONGEST and {*words[last - 1 : last + 1]} & joining):
        last += 1
    ends = [end for end in range(last, i, -1) if end - 1 in capital and (not packed or end >= packed[0])]
    for end in ends:
        surface = text[slice(*tokens.area(i, end))]
        key = fold(surface)
        dotted = words[end : end + 1] == ["."] and words[i - 1] in {",", "-"}  # "Salem, Ore."
        enough = len(key) > 2 or (len(key) > 1 and (dotted or surface.isupper()))
        if enough and (naming := gazetteer().find(key)):
            entries = _merged(packed[1], naming.entries) if packed and packed[0] == end else naming.entries
            return end, entries, int(naming.common and end == i + 1), key
    return (*packed, 0, " ".join(tokens.lower[i : packed[0]])) if packed else None


def _merged(own: Sequence[Entry], others: Sequence[Entry]) -> tuple[Entry, ...]:
    """The pack's entries and the gazetteer's; where both have a place, the gazetteer's with the pack's weight."""
    left, merged = list(own), list[Entry]()
    for entry in others:
        town = entry.kind.replace("capital", "city")
        alike = [one for one in left if (one.country, one.kind) == (entry.country, town)]
        if twin := next((one for one in alike if {one.geonames, None} & {entry.geonames}), None):
            left.remove(twin)
            entry = replace(entry, population=max(entry.population, twin.population))
            if entry.geonames is None and entry.country:
                entry = replace(entry, geonames=twin.geonames, place=twin.place or entry.place)
        merged.append(entry)
    return (*left, *merged)


def _adjective(tokens: Tokens, i: int, spoken: Votes) -> int:
    """Where an adjective or a word for people that begins at token `i` ends, its country counted; 0 for none."""
    adjectives = gazetteer().adjectives
    for end in (i + 2, i + 1):
        key = " ".join(tokens.lower[i:end])
        plural = adjectives.get(key[:-1]) if key[-1] == "s" and not gazetteer().find(key) else None
        if (country := adjectives.get(key) or plural) and tokens.words[min(end, len(tokens.words)) - 1][0].isupper():
            spoken.update({country: WHOLE, "": WHOLE})
            return end
    return 0


def _type(words: Sequence[str], first: int, last: int) -> tuple[Kind | None, int]:
    """What a type word says the place is, and where the name ends with a type word after it."""
    after = words[last] if last < len(words) else ""
    if next((word for word in words[last : last + 12] if word[0].islower() and word != "and"), "") == "counties":
        return "division", last  # "in Hall, White and Lumpkin counties"
    kind: Kind | None = value("PLACEAFTER", after) or ("division" if after == "state" else None)
    if kind is None and first > 1 and words[first - 1] in {"of", ","}:
        return value("PLACEBEFORE", words[first - 2]), last
    return kind, last + bool(kind)


def _preposition(words: Sequence[str], first: int) -> str | None:
    """The preposition of place before a name, past an article, a direction or a type: "in the port city of Dandong"."""
    for i in range(first - 1, max(-1, first - 6), -1):
        word, before = words[i], words[i - 1] if i else ""
        if word == "as" or (word == "to" and before == "close"):
            return word if before in {"such", "far", "away"} else ""
        weakly = word in listed("weakly_placing") and not (word == "of" and value("PLACEBEFORE", before))
        if weakly or word in listed("placing"):
            return word
        if word not in listed("passed_over") and word not in gazetteer().adjectives:
            break
    return None


def _belief(tokens: Tokens, codes: str, at: tuple[int, int], entries: Sequence[Entry], ordinary: int) -> float:
    """How much speaks for a place, piece by piece. `ordinary`: 1 for a common word, 2 for a surname of the report."""
    words, (first, last), cues = tokens.words, at, gazetteer().cues
    before, after = words[first - 1] if first else "\n", words[last] if last < len(words) else "\n"
    earlier, low = words[first - 2] if first > 1 else "\n", before.lower()
    famous = any(entry.primary and entry.kind in {"country", "region", "border"} for entry in entries)
    county = last - first > 1 and any(entry.primary and entry.kind == "county" for entry in entries)
    held = county or (famous and words[first].isupper())
    name = before[0].isupper() and low not in listed("openers") and low not in cues["determiners"]
    dateline = (after in {"(", "—", "–"}) + 2.5 * (words[first].isupper() and after in "(—–-,.")
    placed, behind = low in listed("placing"), words[max(0, first - 3)].lower()
    native = low == "of" and (behind in cues["given"] or (earlier == "," and behind.isdecimal()))
    pieces = (
        max((_likely(entry) for entry in entries if entry.primary), default=-2),
        2 * placed + (low in listed("weakly_placing")) + 2 * native + (last - first > 1),
        dateline * (before[0] == "\n" or (before == "." and words[first].isupper())),
        2 * (after in {"-", "–"} and words[last + 1 : last + 2] == ["based"]) + (after in cues["locals"]),
        3 * (before == "-" and earlier in {"D", "R"}),  # "Senator Lee, R-Springfield"
        -1.5 * (before == "of" and earlier[0].isupper() and not native and not value("PLACEBEFORE", earlier)),
        -(2 - placed) * (ordinary % 2) - 1.5 * (ordinary > 1 and last - first == 1 and (not famous or ordinary == 3)),
        -1.5 * (after in listed("saying") and (not famous or ordinary % 2 == 1)),
        -1.5 * name - 1 * (name and earlier not in '.“"?!') - 2 * (low in cues["given"]),
        -3 * (low in listed("titles") or (before == "." and earlier.lower() in listed("titles"))),
        -2.5 * (codes[last : last + 1] in {"N", "M"} and not held and after.lower() not in cues["bodies"]),
        -5 * (after.lower() in cues["namesakes"] and not after.islower()),
        -1 * (low == "the" and not famous and not after[0].isalpha()),
    )
    return sum(pieces)


def _likely(entry: Entry) -> float:
    """How much speaks for a place before anything is known of where its name stands."""
    base = BELIEF.get(entry.kind, -4.2)
    return base if base > 0 else min(base + log10(entry.population or 1), 2.0 if entry.kind in BELIEF else 9.0)


def _joined(candidates: list[Candidate], tokens: Tokens) -> list[Candidate]:
    """What lists and "Town, Country" add: belief, and the preposition that governs the first of a list."""
    for n in range(1, len(candidates)):
        a, b = candidates[n - 1], candidates[n]
        between = tokens.lower[a.last : b.first]
        if between in ([","], ["in"]) and any(_holds(b, entry) for entry in a.entries):
            candidates[n - 1 : n + 1] = a._replace(belief=a.belief + 3, holder=b), b._replace(belief=b.belief + 3)
        linked = 0 < len(between) <= 3 and {*between} <= {",", "and", "or", "the", "even", "/"} and between != ["the"]
        if linked and a.belief >= BELIEVED:
            candidates[n] = b._replace(preposition=b.preposition or a.preposition, belief=candidates[n].belief + 1)
    return candidates


def _holds(outer: Candidate, inner: Entry) -> bool:
    """Whether `outer` can be the country, division or county in which `inner` lies."""
    holders = (e for e in outer.entries if e.kind in {"country", "division"} or (e.kind == "county" and e.primary))
    inside = inner.kind not in {"country", "region", "border"}
    return inside and any(e.country == inner.country and e.code in {"", inner.code} for e in holders)


def _resolved(own: str, one: Candidate, facts: Known, spoken: Votes, votes: Votes) -> Site:
    """The place meant by a name that stands as `own`, and by rights the others."""
    weighed = sorted(((*_weighed(e, one, facts, spoken, votes), e) for e in one.entries), key=lambda w: -w[0])
    shares = [(exp(weight - weighed[0][0]), entry) for weight, _, entry in weighed]
    total, best = sum(share for share, _ in shares), weighed[0][2]
    rivals = tuple(
        Rival(name=e.name, country=e.country, geonames=e.geonames, score=round(share / total, 3))
        for share, e in shares[1 : RIVALS + 1]
        if share / total >= SLIGHT
    )
    spelt = best.kind == "city" and fold(own).startswith(fold(best.name)) and not own.isupper()
    name = own[: len(best.name)] if spelt else best.name
    if one.typed == "division" and best.kind == "city" and own.lower().endswith("county"):
        best = replace(best, place=None, geonames=None)  # it only lends its name to the town
    why = weighed[0][1] if rivals or one.holder else "the only likely place of that name"
    return Site(one.first, one.last, name, best, rivals, why, one.preposition)


def _weighed(entry: Entry, one: Candidate, facts: Known, spoken: Votes, votes: Votes) -> tuple[float, str]:
    """The logarithm of an entry's weight, and the heaviest reason for it."""
    kinds = {entry.kind, *({"city"} if entry.kind == "capital" else {"division"} if entry.kind == "county" else ())}
    reasons = [
        (SPOKEN_OF * _share(spoken, votes, entry, near=False), "it lies in a country the report speaks of"),
        (NEAR * _share(spoken, votes, entry, near=True), "it lies in a division the report speaks of"),
        (PACKED * facts.weights.get(entry.country, 0.0), "it lies in a country of the case"),
        (CONTAINED * bool(one.holder and _holds(one.holder, entry)), "the report names what it lies in"),
        (TYPED * (one.typed in kinds), f"its type word says {one.typed}"),
    ]
    most = max((2.0, "the best known place of that name"), *reasons)
    return _fame(entry) + sum(weight for weight, _ in reasons), most[1]


def _fame(entry: Entry) -> float:
    """The logarithm of the weight of an entry before anything is known of the report."""
    return 0.55 * log(entry.population + 1) + WEIGHT.get(entry.kind, 0.0) + (0 if entry.primary else SECONDARY)
