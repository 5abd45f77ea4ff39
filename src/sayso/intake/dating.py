"""When a report came out, from the best evidence there is; a wrong date is worse than none.

Asked in this order: what the user says; the front matter or the page's own metadata; the date in its address; a
dateline with a full date. Never the clock, a file's time, a copyright line, a date of change or of printing.
"""

import datetime
import re
from calendar import monthrange
from urllib.parse import urlsplit

from sayso.model import Published
from sayso.model.report import Basis

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>" + "|".join(MONTHS) + r")(?:uary|ruary|ch|il|e|y|ust|t|t?ember|ober|ember)?\.?"
YEAR, DAY = r"(?P<year>(?:19|20)\d\d)", r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
FULL = (
    re.compile(rf"(?<!\d){YEAR}([-/.])(?P<month>[01]?\d)\2(?P<day>[0-3]?\d)(?!\d)"),
    re.compile(rf"(?<!\d){YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?=T\d|\d{{6}}\b|\d{{9}}\b|\b|_)"),
    re.compile(rf"(?<![\d/.-])(?P<month>0?[1-9]|1[0-2])([-/.])(?P<day>1[3-9]|2\d|3[01])\2{YEAR}(?!\d)"),
    re.compile(rf"(?<![\d/.-])(?P<day>1[3-9]|2\d|3[01])([-/.])(?P<month>0?[1-9]|1[0-2])\2{YEAR}(?!\d)"),
    re.compile(rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{DAY}[\s-]+(?:of\s+)?{MONTH},?[\s-]+{YEAR}\b", re.IGNORECASE),
)
"""3/4/2019 is not among them: it is March or April."""
PARTIAL = re.compile(rf"(?:{MONTH},?\s+)?{YEAR}(?:-(?P<digits>0[1-9]|1[0-2]))?", re.IGNORECASE)
IN_ADDRESS = re.compile(rf"/{YEAR}([-/_.])(?P<month>[01]?\d)\2(?P<day>[0-3]?\d)(?=[-/_.]|$)")
MONTH_IN_ADDRESS = re.compile(rf"/{YEAR}[-/](?P<month>0[1-9]|1[0-2])(?=/)")
ARCHIVED = re.compile(r"/(https?:/?/?.+)$")
BEFORE_DATE = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|issued|released|date)(?:\s+(?:on|at))?\s*:?\s*)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?,?\s+)?", re.IGNORECASE,
)  # fmt: skip
AFTER_DATE = re.compile(r"(?:[\sT,|•·at–—-]+\d{1,2}[:.]?\d\d.{0,24})?\s*")
CITY = re.compile(r"(?:(?!(?:On|In|By|Since|After|Before|From|Until|As|The)\b)[A-Z][\w’'.-]*[\s,/.]+){0,6}")
CREDIT = re.compile(r"\.?,?\s*(?:[-–—/|]|\([^()]{2,40}\)(?:\s*[-–—/|:]|\s))")
HEAD, LINES = 120, 4  # code points of a paragraph in which its date stands; paragraphs looked at


def given(value: str, basis: Basis, why: str) -> Published | None:
    """The interval that a day, a month or a year stands for; None for anything else. `why` holds `{}` for the value."""
    value, first = value.strip(), None
    for start, end, day in days(value)[:1]:
        if BEFORE_DATE.fullmatch(value[:start]) and AFTER_DATE.fullmatch(value[end:]):
            first = last = day
    part = PARTIAL.fullmatch(value)
    if part and not (part["month"] and part["digits"]):
        month = part["month"] or part["digits"]
        first, last = _month(part["year"], month or "1")[0], _month(part["year"], month or "12")[1]
    return Published(earliest=first, latest=last, basis=basis, why=why.format(value)) if first else None


def from_address(url: str | None) -> Published | None:
    """The day or month in the path of an address; an archive's own date is the day of the copy, and is left out."""
    path = urlsplit(url or "").path
    archived = ARCHIVED.search(path)
    path = urlsplit(archived.group(1)).path if archived else path
    for match in [*IN_ADDRESS.finditer(path), *FULL[1].finditer(path)]:
        day = _day(match)
        if day:
            return Published(earliest=day, latest=day, basis="url", why=f"The address holds the date {day}.")
    for month in MONTH_IN_ADDRESS.finditer(path):
        first, last = _month(month["year"], month["month"])
        return Published(earliest=first, latest=last, basis="url", why=f"The address holds the month {first[:7]}.")
    return None


def from_dateline(text: str) -> Published | None:
    """A full date where a desk puts it: in the first paragraph's dateline, or as a line of its own near the top."""
    for number, paragraph in enumerate(text.split("\n\n", LINES)[:LINES]):
        for start, end, day in days(paragraph[:HEAD])[:1]:
            alone = BEFORE_DATE.fullmatch(paragraph[:start]) and AFTER_DATE.fullmatch(paragraph[end:])
            if alone or (number == 0 and CITY.fullmatch(paragraph[:start]) and CREDIT.match(paragraph, end)):
                why = f"A {'line near the top' if alone else 'dateline'} gives {paragraph[start:end]}."
                return Published(earliest=day, latest=day, basis="text", why=why)
    return None


def days(text: str) -> list[tuple[int, int, str]]:
    """Every full date in a short text as `(start, end, ISO 8601 day)`, in order."""
    found = [(match.start(), match.end(), _day(match)) for pattern in FULL for match in pattern.finditer(text)]
    return sorted((start, end, day) for start, end, day in found if day)


def _day(match: re.Match[str]) -> str | None:
    try:
        return datetime.date(int(match["year"]), _number(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def _month(year: str, month: str) -> tuple[str, str]:
    """First and last day."""
    first = datetime.date(int(year), _number(month), 1)
    return first.isoformat(), first.replace(day=monthrange(first.year, first.month)[1]).isoformat()


def _number(month: str) -> int:
    return int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
