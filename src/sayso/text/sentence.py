"""Where paragraphs and sentences begin and end, for English as news desks write it.

A stop ends a sentence unless the rules say otherwise, asked in this order: what follows is lower case or a dash; the
stop stands in a dateline, a list number or an ellipsis that runs on; the word before it is an abbreviation, an
initial or an acronym, which each end a sentence only before certain words; a question or a cry in quotation marks runs
on into its "Kim asked". The lists hold the abbreviations of the AP and Reuters stylebooks, not names of any subject.
"""

from __future__ import annotations

import re

PARAGRAPH = re.compile(r"[^\s](?:[^\n\r]*[^\s])?")
STOP = re.compile(
    r"""(?P<stop>\.(?:\ ?\.){2,}|[.!?…]+)        # one stop, several, or an ellipsis, spaced or not
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


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


BEFORE_NAME = _words(
    """
    Mr Mrs Ms Mx Messrs Mme Mmes Mlle Dr Drs Prof Gen Sen Sens Rep Reps Gov Govs Lt Col Sgt Capt Cmdr Cdr Maj Rev
    Revs Hon Pres Amb Adm Brig Cpl Pvt Pfc Supt Insp Det Fr Msgr Sr Br St Ste Mt Ft Asst Assoc Dep Dept Sec Secy
    Treas Atty vs v Vs cf Cf e.g i.e E.g I.e viz al ca approx Approx incl esp Maj.Gen Lt.Gen Lt.Col Pt
    """
)
"""A name or the rest of a phrase always follows."""
BEFORE_NUMBER = _words(
    """
    No Nos no nos Art Arts art arts Para Paras para paras Fig Figs fig figs Vol Vols vol vols Ch chap p pp Sect sect
    Reg Res Doc Docs Op op Ref Rm Ext Ln ll Eq cl Cl Tel tel ext
    """
)
"""A number follows; before anything else the stop is a stop."""
MAY_END = _words(
    """
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Jr Inc Co Cos Corp
    Ltd Bros Plc LLC Esq Intl Natl Assn Univ Inst Bldg Ave Blvd Rd Hwy Pkwy Sq Rte Ala Ariz Ark Calif Colo Conn Del
    Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Ont Que
    Alta Sask etc ft lb lbs oz km kg cm mm mph hr hrs yr yrs bn mn Ph.D Eds eds
    """
)
"""It may close a sentence: it does before a word that opens one."""
OPENERS = _words(
    """
    The A An This That These Those There Here He She It They We You I His Her Its Their Our My Your Who What When
    Where Why How Which While Whether Although Though Because Since If Unless Until Once As At By For From In Into
    On Of Off Over Under With Within Without After Before During Between Among Amid Despite Besides Beyond Like
    Unlike Upon Through Throughout Against About Above Across Along And But Or Nor So Yet Also Still Then Thus Hence
    However Moreover Furthermore Meanwhile Nevertheless Nonetheless Instead Indeed Later Earlier Last Next Now Today
    Yesterday Tomorrow Recently Currently Previously Perhaps Maybe Some Many Most Much More Several Few Both Each
    Every Either Neither All Any Another Other Others One Two Three Such No Not Nothing Nobody None Only Even Just
    According Reportedly Experts Officials Sources Critics Analysts Authorities People It’s It's That’s That's
    There’s There's He’s He's She’s She's They’re They're We’re We're I’m I'm I’ve I've Let’s Let's Is Are Was Were
    Do Does Did Has Have Had Will Would Can Could Should
    """
)
"""Words that are capitalised in running text only where a sentence opens (closed-class words, and a few nouns
that news leads sentences with)."""
AFTER_HOUR = _words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun EST EDT CST CDT MST MDT PST
    PDT ET CT MT PT GMT UTC BST CET CEST JST KST MSK IST Eastern Central Pacific Mountain Moscow Beijing Seoul Tokyo
    London Greenwich January February March April May June July August September October November December Jan Feb
    Mar Apr Jun Jul Aug Sept Oct Nov Dec
    """
)


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
        return _space_was_lost(text, before, match)
    if match["stop"] == ".":
        return _full_stop(before, match)
    if match["stop"][-1] in "!?" and match["close"] and not match["open"]:
        return ASKED.match(text, match.start("next")) is None
    return following[0].isupper() or bool(match["open"]) or match["stop"][-1] in "!?"


def _space_was_lost(text: str, before: str, match: re.Match[str]) -> bool:
    """ "…before the deadline.The ministry": a word, a stop, and a capitalised word, neither of them an acronym."""
    if match["open"]:
        return LOST_SPACE.search(before) is not None
    following = match["next"]
    return (
        LOST_SPACE.search(before) is not None
        and following in OPENERS
        and text[match.end("next") : match.end("next") + 1] == " "
    )


def _full_stop(before: str, match: re.Match[str]) -> bool:
    found = WORD_BEFORE.search(before)
    if found is None:
        return bool(before.strip())
    if match["close"] and (match["close"][0] not in ")]" or before[0] in "(["):
        return True
    if not before[: found.start()].strip('([“" ') and LIST_NUMBER.match(found.group()):
        return False
    word = found.group().rpartition("-")[2].lstrip("'‘`{")
    return not (word in BEFORE_NAME or _runs_on(word, before, match))


def _runs_on(word: str, before: str, match: re.Match[str]) -> bool:
    """Whether the sentence goes on after an abbreviation that may also close one."""
    following, bracket = match["next"], match["open"] == "("
    if word in BEFORE_NUMBER:
        return following[0].isdigit()
    if word.lower() in {"a.m", "p.m"}:
        return following in AFTER_HOUR or following in DASHES or bracket or before.count(" ") < SHORT
    abbreviated = word in MAY_END or INITIAL.match(word) or ACRONYM.search(word)
    return bool(abbreviated) and (following not in OPENERS or bracket)
