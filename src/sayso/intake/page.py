"""A saved web page: the article without what surrounds it, and what the page's own metadata say of it.

trafilatura finds the article, title, author and outlet. The date is taken only where the page says outright that it is
the day of publication: JSON-LD, a meta tag, or one labelled date beside the headline. htmldate, which also guesses from
picture addresses, dates of change and copyright lines, may choose between several such dates but adds none.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import msgspec

from sayso.errors import UnreadableError
from sayso.intake.bounded import bounded
from sayso.intake.dating import days
from sayso.intake.received import SIGNS as ALL_SIGNS
from sayso.intake.received import Content, Settings
from sayso.model import Published, Warning
from sayso.text import UNSEEN, Canonical, canonical, found_in, rewritten

HIDING = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*>|\Z)|</?[a-z!?][^<>]*>|&(?:#\d+|#x[0-9a-f]+|\w+);?|"
    + UNSEEN.pattern,
    re.IGNORECASE | re.DOTALL,
)
SCRIPTS = re.compile(r"<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)
HEAVY = 15_000  # tags and attributes past which a page gets a process of its own: trafilatura's time is their square
BLOCKS = ("p", "head", "item", "quote", "list", "table", "row", "code", "div", "body")
EDGES = {**dict.fromkeys(BLOCKS, "\n\n"), "cell": " "}  # what parts the words of one element from the next
HINTS = str.maketrans("\n", " ", "\u00ad\u200b\u2060\ufeff")  # a page's line breaks are no part of its words
PROSE_WORDS, SENTENCE_WORDS, TOP = 20, 8, 6
"""A page with fewer words in paragraphs that read as sentences holds no article: a menu, a notice, a login. The TOP
paragraphs may hold the headline, which is the report's title and no part of its text."""
SIGNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in ALL_SIGNS["page"].items()}


class Article(msgspec.Struct, frozen=True):
    """Text and metadata; days of publication, ISO 8601, the most formal first, with where the page says so."""

    text: str
    said: dict[str, str | None]
    stated: list[tuple[str, str]]


def page(source: str, url: str | None, settings: Settings, subject: str) -> Content:
    """The article of an HTML source. Raises UnreadableError if there is none, TooLargeError if it takes too long."""
    data, bare = source.encode(), SCRIPTS.sub("", source)
    if source.count("<") + bare.count("=") > HEAVY:
        found = bounded("sayso.intake.page:article", data, {"url": url, "subject": subject}, Article, settings)
    else:
        found = article(data, url, subject)
    hidden = HIDING.finditer(source)
    edits = ((m.start(), m.end(), UNSEEN.sub("", unescape(m[0])) if m[0][0] == "&" else "") for m in hidden)
    made, seen = canonical(found.text), rewritten(source, 0, len(source), edits)
    aligned = Canonical(made.text, found_in(made.text, seen))
    if not found.stated:
        return Content(canonical=aligned, said=found.said)
    day, where = found.stated[0]
    published = Published(earliest=day, latest=day, basis="metadata", why=f"The page's {where} gives {day}.")
    apart = [abs(date.fromisoformat(day) - date.fromisoformat(other)).days for other, _ in found.stated]
    message = "the page's metadata give several days of publication; the one it states most formally was taken"
    warnings = (Warning(code="published-contested", message=message),) * (max(apart) > 1)  # 1: another time zone
    return Content(canonical=aligned, said=found.said, published=published, warnings=warnings)


def article(data: bytes, url: str | None, subject: str) -> Article:
    """What trafilatura and the page's own metadata give; `data` is the source in UTF-8."""
    from trafilatura import bare_extraction, load_html

    tree: Any = load_html(data.decode() + "<p>")  # or an empty source is none
    stated = list(_stated(tree))
    dates = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}  # the default is today
    asked: dict[str, Any] = {"url": url, "with_metadata": True, "include_comments": False}
    found: Any = bare_extraction(tree, date_extraction_params=dates, **asked)
    parts = [] if found is None else canonical("".join(_running(found.body))).text.split("\n\n")
    counts = [len(part.split()) for part in parts if part.rstrip("\"'”’) ").endswith((".", "!", "?", "…"))]
    if sum(count for count in counts if count >= SENTENCE_WORDS) < PROSE_WORDS:
        raise UnreadableError(f"expected a page with an article, found none: {subject}; save the article's own page")
    said = {"title": found.title, "outlet": found.sitename, "author": found.author, "url": url or found.url}
    said = {name: " ".join((words or "").translate(HINTS).split()) or None for name, words in said.items()}
    title = said["title"] or ""
    above = [number for number, part in enumerate(parts[:TOP], 1) if part in title and 2 * len(part) > len(title)]
    text = "\n\n".join(parts[max(above, default=0) :])
    return Article(text, said, stated or _beside_headline(tree, title, found.date))


def _running(body: Any) -> Iterator[str]:
    """The words of trafilatura's tree, a blank line around each block and where two line breaks follow each other."""
    from lxml.etree import iterwalk

    for event, element in iterwalk(body, events=("start", "end")):
        words = (element.text if event == "start" else element.tail) or ""
        yield EDGES.get(element.tag, "\n" if element.tag == "lb" and event == "end" else "") + words.translate(HINTS)


def _stated(tree: Any) -> Iterator[tuple[str, str]]:
    """Days that the page's head states to be the day of publication."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for day in _in_json(script.text or ""):
            yield day, "JSON-LD datePublished"
    tags = [((t.get("property") or t.get("name") or t.get("itemprop") or "").lower(), t) for t in tree.iter("meta")]
    for name, tag in sorted(tags, key=lambda named: "publi" not in named[0]):  # `date` may be any day
        for *_, day in days(tag.get("content", "")[:40])[:1] if SIGNS["meta"].fullmatch(name) else ():
            yield day, f"meta tag {name}"


def _in_json(block: str) -> list[str]:
    """The day of the one article that a JSON-LD block is about; none if it lists several with different days."""
    try:
        nodes = json.loads(block.strip().rstrip(";"))
    except (ValueError, RecursionError):
        return []
    nodes = nodes if isinstance(nodes, list) else [nodes]
    graphs = [node.get("@graph") for node in nodes if isinstance(node, dict)]
    told = [*nodes, *(inner for graph in graphs if isinstance(graph, list) for inner in graph)]
    for kind in (SIGNS["article"], SIGNS["webpage"]):
        about = [node for node in told if isinstance(node, dict) and kind.search(str(node.get("@type")))]
        found = {day for node in about for *_, day in days(str(node.get("datePublished"))[:40])[:1]}
        if found:
            return list(found) if len(found) == 1 else []
    return []


def _beside_headline(tree: Any, title: str, htmldate: str | None) -> list[tuple[str, str]]:
    """The date that a labelled element outside menus, lists and comments shows; htmldate chooses between several."""
    shown: dict[str, bool] = {}
    below = False  # the headline; a bare date above it is the day on which the page was saved
    for element in tree.iter("h1", "h2", "time", "span", "div", "p", "abbr", "td", "li", "meta", "em", "i", "b"):
        below = below or (element.tag in {"h1", "h2"} and " ".join("".join(element.itertext()).split()) in title)
        label = " ".join([*(element.get(name, "") for name in ("class", "id", "itemprop")), *element.attrib.keys()])
        labelled = bool(SIGNS["labelled"].search(label))
        if element.tag != "time" and not (labelled or SIGNS["dated"].search(label)):
            continue
        words = " ".join(element.itertext()).strip()
        stamp = element.get("datetime") or element.get("content") or element.get("title") or words
        found = [day for *_, day in days(stamp)] if len(stamp) < 90 else []
        changed = SIGNS["changed"].search(label + words)
        if len(found) == 1 and (labelled or below) and not changed and not _is_away(element):
            shown[found[0]] = shown.get(found[0], False) or labelled
    for choice in ([day for day in shown if shown[day]], list(shown)):
        if len(choice) == 1 or htmldate in choice:
            return [(choice[0] if len(choice) == 1 else htmldate or "", "date beside the headline")]
    return []


def _is_away(element: Any) -> bool:
    apart, away = SIGNS["apart"], SIGNS["away"]  # WordPress makes an article's own date a bookmark of it
    return any(
        (apart.match(up.tag) and up.get("rel") != "bookmark") or away.search(f"{up.get('class')} {up.get('id')}")
        for up in (element, *element.iterancestors())
    )
