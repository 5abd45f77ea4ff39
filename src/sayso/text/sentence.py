"""Where paragraphs and sentences begin and end, for English as news desks write it.

A stop ends a sentence unless the rules say otherwise, asked in this order: what follows is lower case or a dash; the
stop stands in a dateline, a list number or an ellipsis that runs on; the word before it is an abbreviation, an
initial or an acronym, which each end a sentence only before certain words; a question or a cry in quotation marks runs
on into its "Kim asked".
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PARAGRAPH = re.compile(r"[^\s](?:[^\n\r]*[^\s])?")
STOP = re.compile(
    r"""(?<![.!?…])(?<!\.\ )(?P<stop>(?>\.(?:\ ?\.){2,}|[.!?…]+))  # one stop, several, an ellipsis, also spaced
        (?P<close>["'”’»)\]]*(?:\[\d{1,3}\])*)    # what closes after it, note marks included
        (?:(?P<space>\s+)|(?=[“A-Z]))             # white space, or none where a page lost it
        (?=(?P<open>["'“‘«(\[]*)(?P<next>\w[\w’'-]*|.))""",
    re.VERBOSE,
)
WORD_BEFORE = re.compile(r"[^\s(\[“‘\"—–/]+$")
ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
INITIAL = re.compile(r"(?:[A-Z]|Ch|Th|Yu|Ye)$")
DATELINE = re.compile(
    r"[A-Z][A-Z .,’'/-]{2,40}(?:,\s(?:[A-Z][\w.]{1,9}\s?){1,2})?\.?\s+"
    r"(?:[A-Z]\w{2,8}\.?\s+\d{1,2}\b|\([^)]{2,40}\))?[^.\n]{0,40}?\s[-–—]+\s"
)
"""The agencies': "MOSCOW. Jan 23 - ", "MOSCOW. Jan 23 (Interfax) - ", "CHARLESTON, W.Va. (AP) -- ", "SEOUL. — "."""
LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[ivxIVX]{1,5}|[a-zA-Z])$")
LOST_SPACE = re.compile(r"[a-z0-9”’\")]{2}$")
ASKED = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+|(?:of|de|van|von|al|the|bin|and)\s+){1,7}(?:\w+ly\s+|then\s+|also\s+|later\s+)?"
    r"(?:ask|said|says|demand|exclaim|wonder|shout|wrote|writes|tweet|quer|add|told|tells|quip|repli|retort)"
)
"""An attribution after a question or a cry: "Kim Su Gil asked", "the Foreign Ministry spokesman said"."""

DASHES = frozenset("-–—―•")
SHORT = 4
"""Words before an hour or a dash that are too few for a sentence: "At 12:03 p.m.", "Seoul. –"."""
REACH = 200
"""Code points before a stop that decide on it; a paragraph without a cut must not be read again at every stop."""
WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(Path(__file__).with_name("english.toml").read_text("utf-8")).items()
}
"""Abbreviations and openers, by what they do to a stop; each list says so in its file."""


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a canonical text, `[start, end)` in code points, in order, trimmed of white space."""
    return [match.span() for match in PARAGRAPH.finditer(text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a canonical text, `[start, end)` in code points, in order.

    A sentence lies in one paragraph and neither begins nor ends with white space; closing quotation marks and
    brackets belong to it. Together they hold every character that is not white space.
    """
    spans: list[tuple[int, int]] = []
    for start, end in paragraphs(text):
        dateline = DATELINE.match(text, start, end)
        begin, past = start, dateline.end() if dateline else start
        for match in STOP.finditer(text, start, end):
            if match.start() >= past and _ends_sentence(text, begin, match):
                cut = match.end("close")
                spans.append((begin, cut))
                begin = match.end("space") if match["space"] else cut
        spans.append((begin, end))
    return spans


def _ends_sentence(text: str, begin: int, match: re.Match[str]) -> bool:
    following = match["next"]
    before = text[max(begin, match.start() - REACH) : match.start()]
    if following in DASHES and match["space"]:
        return match["stop"] == "." and before.count(" ") >= SHORT and _full_stop(before, match)
    if following[0].islower() or not (following[0].isalnum() or match["open"]):
        return False
    if match["space"] is None:
        opens = following in WORDS["openers"] and text.startswith(" ", match.end("next"))
        return LOST_SPACE.search(before) is not None and (opens or bool(match["open"]))
    if match["stop"] == ".":
        return _full_stop(before, match)
    if match["stop"][-1] in "!?" and match["close"] and not match["open"]:
        return ASKED.match(text, match.start("next")) is None
    return following[0].isupper() or bool(match["open"]) or match["stop"][-1] in "!?"


def _full_stop(before: str, match: re.Match[str]) -> bool:
    found = WORD_BEFORE.search(before)
    if found is None:
        return bool(before.strip())
    if match["close"] and (match["close"][0] not in ")]" or before[0] in "(["):
        return True
    if not before[: found.start()].strip('([“" ') and LIST_NUMBER.match(found.group()):
        return False
    word = found.group().rpartition("-")[2].lstrip("'‘`{")
    return not (word in WORDS["before_name"] or _runs_on(word, before, match))


def _runs_on(word: str, before: str, match: re.Match[str]) -> bool:
    """Whether the sentence goes on after an abbreviation that may also close one."""
    following, bracket = match["next"], match["open"] == "("
    if word in WORDS["before_number"]:
        return following[0].isdigit()
    if word.lower() in {"a.m", "p.m"}:
        return following in WORDS["after_hour"] or following in DASHES or bracket or before.count(" ") < SHORT
    abbreviated = word in WORDS["may_end"] or INITIAL.match(word) or ACRONYM.search(word)
    return bool(abbreviated) and (following not in WORDS["openers"] or bracket)
