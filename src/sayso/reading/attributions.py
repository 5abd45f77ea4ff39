"""Tags and links to attributions: who (source), says (cue), what (content).

Spans come from the best legal path through the begin/inside/outside tags (Viterbi 1967, with the transitions that
the scheme allows); a content goes to the cue its words point at, a cue to the source it points at, or to none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from sayso.encoder.network import Encoded

Floats = npt.NDArray[np.float32]
Range = tuple[int, int]
"""Half-open word numbers."""
SOURCE, CUE, CONTENT = range(3)


class Found(msgspec.Struct, frozen=True):
    """One attribution in word ranges; any part may be empty."""

    source: tuple[Range, ...] = ()
    cue: tuple[Range, ...] = ()
    content: tuple[Range, ...] = ()


def log_softmax(x: Floats) -> Floats:
    x = x - x.max(-1, keepdims=True)
    return np.asarray(x - np.log(np.exp(x).sum(-1, keepdims=True)), np.float32)


SURE = 8.0
"""Nats by which "outside" must beat every other tag for a word to part what is searched together: e^8 is 3,000 to 1."""


def best_path(scores: Floats, roles: int) -> list[int]:
    """The best tag sequence where inside-r follows only begin-r or inside-r. Tags: 0, then begin, inside of each role.

    `scores` `[N, 1 + 2 roles]` are logarithms. Each word's own best tag is the answer where those are legal together;
    the search is only for the stretches where they are not, from one word that is surely outside to the next.
    """
    if not len(scores):
        return []
    best = scores.argmax(1)
    before = np.concatenate([[0], best[:-1]])
    broken = np.flatnonzero((best > 0) & (best % 2 == 0) & (before != best) & (before != best - 1))
    path: list[int] = best.tolist()
    if not len(broken):
        return path
    outside = np.flatnonzero(scores[:, 0] - scores[:, 1:].max(1) > SURE).tolist()
    done = 0
    for at in broken.tolist():
        if at >= done:
            n = bisect_left(outside, at)
            first, done = outside[n - 1] + 1 if n else 0, outside[n] if n < len(outside) else len(path)
            path[first:done] = _search(scores[first:done].tolist(), roles)
    return path


def _search(scores: Sequence[Sequence[float]], roles: int) -> list[int]:
    """The best legal path (Viterbi 1967).

    Written out instead of as matrices: the transitions are so few that plain numbers are faster than arrays.
    """
    begins = range(1, 2 * roles + 1, 2)
    state = list(scores[0])
    for b in begins:
        state[b + 1] = float("-inf")
    back: list[list[int]] = []
    for row in scores[1:]:
        top = max(state)
        came = [state.index(top)] * len(row)
        new = [top + s for s in row]
        for b in begins:
            inside = b + 1 if state[b + 1] >= state[b] else b
            came[b + 1] = inside
            new[b + 1] = state[inside] + row[b + 1]
        back.append(came)
        state = new
    tag = state.index(max(state))
    path = [tag]
    for came in reversed(back):
        tag = came[tag]
        path.append(tag)
    return path[::-1]


def runs(path: Sequence[int]) -> list[tuple[int, int, int]]:
    """Spans of a tag path: (role, first word, word after the last)."""
    out: list[tuple[int, int, int]] = []
    for at, tag in enumerate(path):
        if tag == 0:
            continue
        role = (tag - 1) // 2
        if tag % 2 == 0 and out and out[-1][0] == role and out[-1][2] == at:
            out[-1] = (role, out[-1][1], at + 1)
        else:
            out.append((role, at, at + 1))
    return out


def find(encoded: Encoded) -> list[Found]:
    """Every attribution of one text, in the order of their cues (those without a cue last)."""
    path = best_path(log_softmax(encoded.tags[:, :7]), 3)
    spans = runs(path)
    sources, cues, contents = ([(a, b) for r, a, b in spans if r == role] for role in range(3))
    said: list[list[Range]] = [[] for _ in cues]
    orphans = []
    for content in contents:
        owner = _cue_of(encoded, content, cues)
        if owner is None:
            orphans.append(content)
        else:
            said[owner].append(content)
    speakers = (_source_of(encoded, cue, sources) for cue in cues)
    found = [Found(s, (cue,), _join(c)) for cue, s, c in zip(cues, speakers, said, strict=True)]
    return found + [Found((), (), (o,)) for o in orphans]


def _cue_of(encoded: Encoded, content: Range, cues: Sequence[Range]) -> int | None:
    """The number of the cue that a content's words point at, on average, within their window."""
    near = [k for k, c in enumerate(cues) if encoded.window[c[0]] == encoded.window[content[0]]]
    if not near:
        return None
    query = encoded.links[content[0] : content[1], 0].mean(0)
    return near[int((encoded.links[[cues[k][0] for k in near], 1] @ query).argmax())]


def _source_of(encoded: Encoded, cue: Range, sources: Sequence[Range]) -> tuple[Range, ...]:
    """The source that a cue points at within its window, or none."""
    near = [s for s in sources if encoded.window[s[0]] == encoded.window[cue[0]]]
    keys = np.concatenate([encoded.nobody[cue[0], :1], encoded.links[[s[0] for s in near], 3]])
    best = int((keys @ encoded.links[cue[0], 2]).argmax())
    return (near[best - 1],) if best else ()


def _join(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Touching pieces of one part are one piece."""
    out: list[Range] = []
    for a, b in sorted(ranges):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)
