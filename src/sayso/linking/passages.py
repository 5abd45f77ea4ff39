"""What two texts share word for word: passages, where they stand, and whose words they are.

A word is a run of letters and digits, case set aside; what stands between words, quotation marks included, is not
compared. Words that a text itself marks as somebody else's, by quotation marks or by introducing them with a colon,
are not its own: two reporters who quote one statement have not copied each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

WORD = re.compile(r"\w+")
SEED = 5
"""Words in a row that are hardly ever the same by chance: the least that counts as a shared passage. METER's measure
for the reuse of agency copy by newspapers begins at the same order of length (Clough et al., ACL 2002)."""
REFRAIN = 8
"""Places of one seed in a text; one with more begins no passage, or the work would grow with the text's square."""

Passage = tuple[int, int, int, int]
"""Code points `[a_start, a_end)` in one text and `[b_start, b_end)` in the other, from first to last word."""

_QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)"  # a quotation that runs on opens every paragraph and closes only in the last
    r"|\"[^\"\n]+\""
    r"|(?<!\w)‘[^\n]{20,}?’(?!\w)"
    r"|(?<!\w)'(?=\w)[^\n]{20,}?(?<=[.,!?])'(?!\w)",
    re.MULTILINE,
)
INTRODUCED = re.compile(r":[^\S\n]*\n\W*\Z")
"""A colon that ends a paragraph: the passage behind it is given as another's."""


class Words(msgspec.Struct, frozen=True):
    """The words of a text in lower case, where each stands, and which are the text's own."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    own: list[bool]
    """Outside quotation marks."""

    @classmethod
    def of(cls, text: str) -> Words:
        found = [m.span() for m in WORD.finditer(text)]
        others = bytearray(len(text))
        for m in _QUOTED.finditer(text):
            others[m.start() : m.end()] = b"\1" * (m.end() - m.start())
        return cls([text[s:e].lower() for s, e in found], [s for s, _ in found], [e for _, e in found],
                   [not others[s] for s, _ in found])  # fmt: skip


def shared_passages(a: str, b: str) -> tuple[Passage, ...]:
    """The passages of at least `SEED` words that stand in both texts, in the order of `a`.

    Longest first, none overlapping another in either text: Greedy String Tiling (Wise 1993).
    """
    one, other = Words.of(a), Words.of(b)
    return tuple(
        (one.starts[i], one.ends[i + n - 1], other.starts[j], other.ends[j + n - 1])
        for i, j, n in tiles(one.words, other.words)
    )


def tiles(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of `n` words that begin at word `i` of `a` and at word `j` of `b`, as `(i, j, n)` in the order of `a`."""
    taken_a, taken_b = bytearray(len(a)), bytearray(len(b))
    out = []
    for n, i, j in sorted(_matches(a, b), key=lambda m: (-m[0], m[1], m[2])):
        for start, length in _free(taken_a[i : i + n], taken_b[j : j + n]):
            out.append((i + start, j + start, length))
            taken_a[i + start : i + start + length] = b"\1" * length
            taken_b[j + start : j + start + length] = b"\1" * length
    return sorted(out)


def _matches(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs that no word before or after makes longer, `(n, i, j)`."""
    places: dict[tuple[str, ...], list[int]] = {}
    for j in range(len(b) - SEED + 1):
        places.setdefault(tuple(b[j : j + SEED]), []).append(j)
    out = []
    reached: dict[int, int] = {}
    for i in range(len(a) - SEED + 1):
        starts = places.get(tuple(a[i : i + SEED]), [])
        for j in starts if len(starts) <= REFRAIN else ():
            if i < reached.get(i - j, 0):
                continue
            n = SEED
            while i + n < len(a) and j + n < len(b) and a[i + n] == b[j + n]:
                n += 1
            reached[i - j] = i + n
            out.append((n, i, j))
    return out


def _free(taken_a: bytearray, taken_b: bytearray) -> list[tuple[int, int]]:
    """The stretches of a match, at least a seed long, that no longer match has taken: `(start, length)`."""
    free = bytes(not (x or y) for x, y in zip(taken_a, taken_b, strict=True))
    return [(m.start(), len(m.group())) for m in re.finditer(rb"\x01{%d,}" % SEED, free)]
