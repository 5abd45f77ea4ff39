"""The little language in which the grammars of times and quantities are written, and how a text is matched with it.

A grammar is data (`grammar.toml`). Every word it names gets one code point, a class is a set of words, and a text
becomes one short string, a code point for each token. A form then is a regular expression over that string, and what
one stage found is a single code point for the next: a finite-state cascade (Abney, "Partial parsing via finite-state
cascades", 1996).

A form is made of `word`, `','` (a literal), `CLASS`, `<macro>`, `name:` before an atom (what it matched is kept under
that name), `( | )`, `? * +`, `>!X` and `>X` (the next is not, is X), `<!X` and `<X` (the same of the one before).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import count
from typing import Any, NamedTuple

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[ap]\.m\b\.?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:(?:st|nd|rd|th|s)(?![^\W\d_]))?"
    r"|['’](?:\d0s|\d\d|(?:s|S|t|re|ve|ll|d|m)\b)|[^\W\d_]+(?:['’](?!(?:s|S|t|re|ve|ll|d|m)\b)[^\W\d_]+)*|\n+|\S"
)
"""Words, numbers with their separators, dotted abbreviations, clitics ('s), breaks, any other sign by itself.

No group in it is possessive: before Python 3.11.5 such a group can keep what it failed to match (gh-106052).
"""
_ATOM = re.compile(
    r"(?P<look>[<>]!|<(?!\w+>)|>)?(?:(?P<keep>[a-z]+):)?"
    r"(?:(?P<open>\()|<(?P<macro>\w+)>|'(?P<sign>[^']+|')'|(?P<word>[A-Za-z][\w-]*))|\s+"
)
_LOOK = {">!": "?!", ">": "?=", "<!": "?<!", "<": "?<="}


def shape(word: str) -> str:
    """The code of a token that no grammar names: see the classes by shape in `grammar.toml`."""
    if word.isdecimal():
        number = int(word[:9])
        year = len(word) == 4 and 1000 <= number < 2200
        return "4" if year else "1" if 0 < number < 13 else "2" if 12 < number < 32 else "3"
    if word[0].isdigit():
        return "6" if len(word) == 5 and word.endswith("0s") else "5" if word[-1] in "tdh" else "8"
    if word[0].isalpha():
        plural = len(word) > 3 and word.endswith(("s", "men")) and not word.endswith(("ss", "us", "is"))
        return "NM"[plural] if word[0].isupper() else "wp"[plural]
    return "\n" if word[0] == "\n" else "." if not word[1:2].isdigit() else "6" if word[-1] == "s" else "7"


class Tokens(NamedTuple):
    """One text cut up: bounds in code points, and the words, as they stand and in lower case."""

    starts: Sequence[int]
    ends: Sequence[int]
    words: Sequence[str]
    lower: Sequence[str]

    def area(self, first: int, last: int) -> tuple[int, int]:
        """The code points of the tokens `[first, last)`."""
        return self.starts[first], self.ends[last - 1]


class Line(NamedTuple):
    """What a stage reads: one code for each token, or for each stretch of tokens that an earlier stage made one."""

    codes: str
    bounds: Sequence[tuple[int, int]]

    def collapsed(self, found: Iterable[tuple[int, int, str]]) -> Line:
        """The line in which each stretch `(first, last, code)` of codes has become that one code."""
        codes, bounds, at = "", list[tuple[int, int]](), 0
        for first, last, code in found:
            codes += self.codes[at:first] + code
            bounds += [*self.bounds[at:first], (self.bounds[first][0], self.bounds[last - 1][1])]
            at = last
        return Line(codes + self.codes[at:], [*bounds, *self.bounds[at:]])


class Match(NamedTuple):
    """A rule that fits the codes `[first, last)` of a line; `slots` are the ranges of what it keeps."""

    rule: Mapping[str, Any]
    first: int
    last: int
    slots: Mapping[str, tuple[int, int]]


class Lexicon:
    """The words of the grammars; one with a capital there counts only so. A class that is a string is one by shape."""

    def __init__(self, classes: Mapping[str, Mapping[str, Any] | Sequence[str]], forms: Iterable[str]) -> None:
        shapes = {name: codes for name, codes in classes.items() if isinstance(codes, str)}
        self.values = {
            name: {word: of[words] if isinstance(of, Mapping) else word for words in of for word in words.split()}
            for name, of in classes.items()
            if name not in shapes
        }
        atoms = {m["sign"] or m["word"] for form in forms for m in _ATOM.finditer(form)} - {None, *classes}
        codes = {word: chr(0xE000 + i) for i, word in enumerate(sorted(atoms.union(*self.values.values())))}
        of_class = {name: "".join(codes[word] for word in words) for name, words in self.values.items()}
        self.sets = {**codes, **shapes, **of_class}
        self._code = lru_cache(1 << 16)(lambda word: codes.get(word) or codes.get(word.lower()) or shape(word))

    def read(self, text: str) -> tuple[Tokens, Line]:
        """Cut a text up and give each token its code."""
        matches = list(TOKEN.finditer(text))
        words = [match[0] for match in matches]
        tokens = Tokens([m.start() for m in matches], [m.end() for m in matches], words, [w.lower() for w in words])
        return tokens, Line("".join(map(self._code, words)), [(i, i + 1) for i in range(len(words))])


class Grammar:
    """Rules in order of preference; at each token that may begin a form the first that fits wins. A form begins with a
    member of the classes `kernel`, or with one of `lead` that has such a member close behind it. The macro `prefix` is
    looked for before what fits."""

    def __init__(self, sets: Mapping[str, str], rules: Sequence[Any], macros: Mapping[str, str], begin: Any) -> None:
        self._sets, self._rules, self._macros, self._numbers = sets, rules, macros, count()
        kernel, lead = ("".join(sets[name] for name in begin[part].split()) for part in ("kernel", "lead"))
        self._lead = re.compile(f"[{kernel}]|[{lead}](?=[^\n]{{0,3}}[{kernel}])")
        self._forms = [macros[begin["prefix"]], *(rule["form"] for rule in rules)]

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], re.Pattern[str], list[list[tuple[str, str]]]]:
        patterns = [_ATOM.sub(self._atom, form) for form in self._forms]
        slots = [[(name.partition("_")[0], name) for name in re.findall(r"\?P<(\w+)>", one)] for one in patterns]
        rules = "|".join(f"(?P<r{i}>{one})" for i, one in enumerate(patterns) if i)
        return re.compile(f"(?:{patterns[0]})$"), re.compile(rules), slots

    def scan(self, codes: str) -> Iterator[Match]:
        """Matches from left to right, none overlapping another."""
        prefix, rules, slots = self._compiled
        position = past = 0
        while (at := self._lead.search(codes, position)) is not None:
            position = at.start() + 1
            if match := rules.match(codes, at.start()):
                before = prefix.search(codes, max(past, at.start() - 6), at.start())
                which = int(str(match.lastgroup)[1:])
                groups = [(one, name) for one, i in ((before, 0), (match, which)) if one for name in slots[i]]
                kept = {slot: one.span(group) for one, (slot, group) in groups if one.start(group) >= 0}
                yield Match(self._rules[which - 1], before.start() if before else at.start(), match.end(), kept)
                position = past = match.end()

    def _atom(self, match: re.Match[str]) -> str:
        name = f"?P<{match['keep']}_{next(self._numbers)}>" if match["keep"] else _LOOK.get(match["look"], "?:")
        if match["open"]:
            return f"({name}"
        if match["macro"]:
            return f"({name}{_ATOM.sub(self._atom, self._macros[match['macro']])})"
        atom = match["sign"] or match["word"]
        return f"({name}[{self._sets[atom]}])" if atom else ""


@cache
def load() -> tuple[Lexicon, Mapping[str, Grammar], Mapping[str, Any]]:
    """The lexicon and the grammars of `grammar.toml`, and its other tables, word lists as sets."""
    data = tomllib.loads(files("sayso.grounding").joinpath("grammar.toml").read_text("utf-8"))
    macros, grammars = data["macros"], {name: data[name] for name in data["starts"]}
    forms = [*macros.values(), *(rule["form"] for rules in grammars.values() for rule in rules)]
    lexicon = Lexicon(data["classes"], forms)
    lists = {name: frozenset(word.replace("_", " ") for word in words.split()) for name, words in data["words"].items()}
    begin = data["starts"]
    return lexicon, {n: Grammar(lexicon.sets, rules, macros, begin[n]) for n, rules in grammars.items()}, lists


@lru_cache(1 << 14)
def value(classes: str, word: str) -> Any:
    """What a word stands for in the first of these classes of the lexicon that has it, or None."""
    words = (load()[0].values[name] for name in classes.split())
    return next((of[form] for of in words for form in (word, word.lower()) if form in of), None)


def listed(name: str) -> frozenset[str]:
    """A word list of `grammar.toml`."""
    return load()[2][name]  # type: ignore[no-any-return]
