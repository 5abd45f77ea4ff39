"""Place names and what they can stand for: one file, mapped into memory, read where needed.

Made by `python gazetteer build` from GeoNames (geonames.org, CC BY 4.0). Layout: eight letters, offsets (uint32,
little-endian), for each bucket of folded names a msgpack map of name to `Naming`, one of adjectives, and one of cues.
"""

from __future__ import annotations

import mmap
import struct
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal
from zlib import crc32

import msgspec

FILE = Path(__file__).with_name("gazetteer.bin")
MAGIC, BUCKETS = b"SAYSOGZ3", 1 << 16
Kind = Literal["country", "capital", "division", "county", "city", "region", "border"]
_PLAIN = str.maketrans("łøđðıə", "loddia")
"""Letters that Unicode does not take apart."""
_DROPPED = {**dict.fromkeys(map(ord, "'’‘ʻ`.")), **dict.fromkeys(map(ord, "-–‑"), " ")}


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """Something on the map, as one of its names finds it: ISO 3166-1 alpha-2 country (None for a region without one),
    GeoNames' code of the first-level division it lies in or is, and whether the name is the one it is known by."""

    name: str
    kind: Kind
    country: str | None
    code: str
    place: tuple[int, int] | None
    """Latitude and longitude, WGS 84, in ten thousandths of a degree."""
    geonames: int | None
    population: int
    primary: bool = True

    @property
    def lat(self) -> float | None:
        return self.place[0] / 1e4 if self.place else None

    @property
    def lon(self) -> float | None:
        return self.place[1] / 1e4 if self.place else None


class Naming(msgspec.Struct, frozen=True, array_like=True):
    """What a name can stand for, and whether it is a common word or a personal name too."""

    entries: tuple[Entry, ...]
    common: bool


@lru_cache(1 << 14)
def fold(name: str) -> str:
    """The form in which names are looked up: no case, accents, stops or apostrophes; hyphens are spaces."""
    if not name.isascii():
        plain = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
        name = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(name.translate(_DROPPED).casefold().split())


class Gazetteer:
    """Lookup by folded name. Raises ValueError for a file that is not one of ours."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError(f"expected a gazetteer, {MAGIC!r}, got {data[:8]!r}: run `python gazetteer build`")
        self._data, self._decoder = data, msgspec.msgpack.Decoder(dict[str, Naming])
        self.adjectives = msgspec.msgpack.decode(self._bucket(BUCKETS), type=dict[str, str])
        """Folded adjectives and words for people, singular, to an ISO country code or `-` for a region."""
        self.cues = msgspec.msgpack.decode(self._bucket(BUCKETS + 1), type=dict[str, frozenset[str]])
        """Words that speak for or against a name beside them: the lists of `gazetteer/cues.txt`."""
        self.find = lru_cache(1 << 13)(self._find)

    def _find(self, key: str) -> Naming | None:
        return self._decoder.decode(self._bucket(crc32(key.encode()) % BUCKETS)).get(key)

    def _bucket(self, number: int) -> bytes:
        return self._data[slice(*struct.unpack_from("<2I", self._data, len(MAGIC) + 4 * number))]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with sayso."""
    with FILE.open("rb") as file:
        return Gazetteer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
