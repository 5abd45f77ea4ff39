"""How offsets in a canonical text answer to offsets in the text it was made from.

An alignment is a list of blocks in which both texts run in step, code point for code point. What lies between two
blocks was rewritten, dropped or put in, and answers as a whole. Order, in both texts, is always kept.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right

import msgspec


class Alignment(msgspec.Struct, frozen=True):
    """Blocks in step, 12 bytes each, ascending; offsets are code points.

    A canonical text that is the raw text itself has one block, however long it is.
    """

    canonical: array[int]
    """Where each block starts in the canonical text."""
    raw: array[int]
    """Where each block starts in the raw text."""
    length: array[int]
    """Code points in each block; 0 marks a place where two rewritten stretches meet."""
    canonical_length: int
    raw_length: int

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """The alignment of a text of `length` code points with itself."""
        blocks = Blocks()
        blocks.add(0, 0, length)
        return blocks.close(length, length)

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Where the canonical stretch `[start, end)` stands in the raw text.

        The answer is exact at both ends where they fall in a block, and otherwise takes in the whole rewritten stretch.
        It is empty where the canonical stretch was put in by us or is empty itself. Raises ValueError for offsets
        that are not in the canonical text.
        """
        return _across(self.canonical, self.raw, self.length, (self.canonical_length, self.raw_length), start, end)

    def to_canonical(self, start: int, end: int) -> tuple[int, int]:
        """Where the raw stretch `[start, end)` stands in the canonical text; empty where it was dropped."""
        return _across(self.raw, self.canonical, self.length, (self.raw_length, self.canonical_length), start, end)

    def inverse(self) -> Alignment:
        """The same alignment seen from the raw text."""
        return Alignment(self.raw, self.canonical, self.length, self.raw_length, self.canonical_length)

    def then(self, outer: Alignment) -> Alignment:
        """This alignment carried further: `outer` maps this one's raw text to what that was made from."""
        if self.raw_length != outer.canonical_length:
            raise ValueError(f"expected an alignment of {self.raw_length} code points, got {outer.canonical_length}")
        blocks = Blocks()
        inner_at = outer_at = 0
        while inner_at < len(self.length) and outer_at < len(outer.length):
            inner_start, outer_start = self.raw[inner_at], outer.canonical[outer_at]
            inner_end, outer_end = inner_start + self.length[inner_at], outer_start + outer.length[outer_at]
            start, end = max(inner_start, outer_start), min(inner_end, outer_end)
            if start <= end:
                into_inner, into_outer = start - inner_start, start - outer_start
                blocks.add(self.canonical[inner_at] + into_inner, outer.raw[outer_at] + into_outer, end - start)
            inner_at += inner_end <= outer_end
            outer_at += outer_end <= inner_end
        return blocks.close(self.canonical_length, outer.raw_length)


class Blocks:
    """An alignment in the making."""

    def __init__(self) -> None:
        self._canonical, self._raw, self._length = array("I"), array("I"), array("I")

    def add(self, canonical: int, raw: int, length: int) -> None:
        """The next block in step; one that only continues the last is joined to it."""
        if self._length:
            last = self._length[-1]
            if self._canonical[-1] + last == canonical and self._raw[-1] + last == raw:
                self._length[-1] += length
                return
        self._canonical.append(canonical)
        self._raw.append(raw)
        self._length.append(length)

    def close(self, canonical_length: int, raw_length: int) -> Alignment:
        return Alignment(self._canonical, self._raw, self._length, canonical_length, raw_length)


def _across(
    here: array[int], there: array[int], length: array[int], lengths: tuple[int, int], start: int, end: int
) -> tuple[int, int]:
    if not 0 <= start <= end <= lengths[0]:
        raise ValueError(f"expected 0 <= start <= end <= {lengths[0]}, got start={start}, end={end}")
    after = bisect_right(here, start) - 1
    if after >= 0 and start < here[after] + length[after]:
        first = there[after] + start - here[after]
    else:
        first = there[after] + length[after] if after >= 0 else 0
    before = bisect_left(here, end)
    if start == end:
        return first, first
    if before > 0 and end <= here[before - 1] + length[before - 1]:
        last = there[before - 1] + end - here[before - 1]
    else:
        last = there[before] if before < len(here) else lengths[1]
    return first, max(first, last)
