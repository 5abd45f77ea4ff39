"""Published figures on workers abroad, as collected in a table, to the figures that counting takes."""

from __future__ import annotations

import calendar
import csv
import re
from pathlib import Path

from sayso.model import WORLD, Figure

HOSTS = {
    "worldwide": WORLD, "China": "CN", "Russia": "RU", "Kuwait": "KW", "Qatar": "QA", "UAE": "AE", "Oman": "OM",
    "Yemen": "YE", "Mongolia": "MN", "Vietnam": "VN", "Nepal": "NP", "Cambodia": "KH", "Thailand": "TH",
    "Malaysia": "MY", "Poland": "PL", "Sweden": "SE", "Angola": "AO", "Mozambique": "MZ", "Libya": "LY",
    "Laos": "LA", "Senegal": "SN", "Singapore": "SG", "Malta": "MT", "Equatorial Guinea": "GQ", "Tanzania": "TZ",
}  # fmt: skip
MEASURES = {
    "stock": "stock", "permit stock": "stock", "inflow": "inflow", "outflow": "outflow", "border entries": "entries",
    "visa/permit flow": "issued", "plan": "planned",
}  # fmt: skip
ADOPTED = "2017-12-22"
"""From this day States count whom they sent home in their reports."""
UNDATED = "2026-01-01"
PROXIMITIES = {
    "official": r"minist|official|government|authorit|statistics|fsb|ambassador|report|secretary|department|diplomat"
    r"|member state|records|data|embassy|administration|governor|united nations|un est|united states|us |to un|nis"
    r"|hospital",
    "expert": r"institute|researcher|nkdb|north korea in the world|panel|rapporteur|kotra|project|observer|estimates",
    "outlet": r"yonhap|journal|writer|reporting|reporters|wikipedia|benar",
    "participant": r"manager|company|trade sources",
}
PART = (
    r" in (?!Sarawak)[A-Z]|factor|it workers|students|camps|reports|interim|firm|doctors|miners|medical|county|study"
    r"|education"
)


def published_figures(path: Path) -> dict[str, Figure]:
    """Row id to figure. Every row is placed by its kind; what cannot inform a count is left out by counting itself."""
    with path.open(encoding="utf-8") as f:
        return {row["id"]: _figure(row) for row in csv.DictReader(f)}


def _figure(row: dict[str, str]) -> Figure:
    unit, kind, said = row["unit"].lower(), row["kind"], row["said_by"]
    low, high = (float(row[side]) if row[side] else None for side in ("low", "high"))
    role = "rate" if "per day" in unit else "value"
    counted = "person"
    if kind in ("permit stock", "visa/permit flow"):
        counted = "permit" if "permit" in unit or "authoris" in unit else "visa"
    elif kind in ("reporting", "other"):
        counted = "report" if kind == "reporting" else "country"
    measure = MEASURES.get(kind, "other")
    if kind == "share":
        low, high, counted = (v / 100 if v is not None else None for v in (low, high)), None, "fraction"
        low, high = low
        measure, role = ("outflow", "share") if "repatriat" in unit else ("stock", "change")
        if role == "change":
            low, high = -high, -low
    if "decline" in unit:
        low, high, role = -high, -low, "change"
    earliest, latest = period(row["as_of"])
    known = period(row["published"])[1] or UNDATED
    latest = min(latest, known) if latest else latest
    if measure in ("inflow", "outflow") and role != "share":
        earliest = _begins(row, unit, earliest)
    if role == "share":
        earliest = ADOPTED
    if role == "change" and counted == "fraction":
        earliest = f"{row['as_of'][:4]}-01-01"
    if earliest and latest and earliest > latest:
        earliest = None
    tourist = re.search(r"tourist|student", unit)
    part = tourist.group() if tourist and measure == "issued" else None
    part = part or (row["unit"] if re.search(PART, row["unit"]) or re.search(PART, unit) else None)
    anonymous = bool(re.search(r"unnamed|sources?\b|anonymous|thought|reportedly|unattributed", said.lower()))
    proximity = next((p for p, words in PROXIMITIES.items() if re.search(words, said.lower())), "unknown")
    return Figure(
        id=row["id"], claim=row["id"], origin=f"{said} {row['as_of']}", voice=said.split(",")[0].split(" (")[0],
        host=HOSTS.get(row["host"], row["host"]), part=part, measure=measure, role=role, low=low, high=high,
        approximate=bool(re.search(r"about|around|approx|nearly|almost|some|estimat|roughly", row["qualifier"])),
        unit=counted, earliest=earliest, latest=latest, known=known,
        retracted=known if "RETRACTION" in row["note"] else None, anonymous=anonymous,
        proximity="unknown" if anonymous and proximity == "outlet" else proximity, text=row["qualifier"],
    )  # fmt: skip


def _begins(row: dict[str, str], unit: str, earliest: str | None) -> str | None:
    """A year, a quarter and a named stretch say when a flow began; a day by which it was counted does not."""
    if "repatriated" in unit and "since" not in unit and row["as_of"][:4] in ("2018", "2019", "2020", "by 2"):
        return ADOPTED
    if re.search(r"to |H[12]|Q[1-4]|/|-Oct", row["as_of"]) or len(row["as_of"]) == 4:
        return earliest
    since = re.search(r"since (\w{3})\w* (\d{4})", unit.replace("summer", "june"))
    if since:
        return f"{since[2]}-{list(calendar.month_abbr).index(since[1].title()):02d}-01"
    return earliest if "day" in unit or "October" in row["as_of"] else None


def period(words: str) -> tuple[str | None, str | None]:
    """First and last day of a stretch as the table writes it."""
    found = [tuple(int(n) for n in m.groups() if n) for m in re.finditer(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", words)]
    if not found or "sanctions" in words or "opening" in words:
        return None, None
    (begin, *_), (*_, end) = found, found
    first = "-".join(f"{n:02d}" for n in (*begin, 1, 1)[:3])
    part = re.search(r"([HQ])([1-4])", words)
    if part:
        length = 6 if part[1] == "H" else 3
        first = f"{begin[0]}-{(int(part[2]) - 1) * length + 1:02d}-01"
        return first, _last((end[0], int(part[2]) * length))
    if "Oct" in words and len(begin) == 1:
        return f"{begin[0]}-{9 if 'Sep' in words else 10:02d}-01", f"{begin[0]}-10-31"
    if words.startswith("before"):
        return None, f"{begin[0] - 1}-12-31"
    if words.startswith(("by", "end")):
        return (None if words.startswith("by") else f"{begin[0]}-12-31"), _last(end)
    return first, _last(end)


def _last(day: tuple[int, ...]) -> str:
    year, month, *rest = (*day, 12) if len(day) == 1 else day
    return f"{year}-{month:02d}-{rest[0] if rest else calendar.monthrange(year, month)[1]:02d}"
