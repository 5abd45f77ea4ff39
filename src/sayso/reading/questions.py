"""What the report itself says is not known: the open questions, and the claims whose truth they leave open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Claim, Question, Span

_OPEN = re.compile(
    r"\b(?:(?:is|was|are|were|it['’]s|remains?|remained|still|seems?|appears?|left|made)\s+(?:\w+\s+){0,2}?"
    r"(?:not\s+(?:\w+\s+)?(?:clear|known|certain)|unclear|unknown|uncertain|an?\s+open\s+question|a\s+mystery|in\s+doubt|open\b)"
    r"|remains?\s+to\s+be\s+seen|(?:no\s?body|no\s+one|none)\s+(?:\w+\s+){0,3}?(?:can\s+say|knows?|could\s+say|is\s+sure|can\s+tell)"
    r"|(?:did|does|do|would|could|can)\s*(?:not|n['’]t)\s+(?:\w+\s+){0,2}?(?:say|specify|disclose|elaborate|tell|know|explain|reveal|indicate|state)"
    r"(?:\s+\w+){0,2}?\s+(?:how|whether|when|where|why|what|who|which|if)\b"
    r"|without\s+(?:saying|specifying|giving|disclosing|elaborating)|declined\s+to\s+say\s+(?:how|whether|when|where|why|what|who|which|if)\b"
    r"|(?:has|have|had)\s+(?:not|yet)\s+(?:yet\s+|to\s+)?(?:been\s+)?(?:say|said|disclosed?|revealed?|specified)"
    r"|(?:question|doubt)s?\s+(?:remains?|persists?|over\s+whether)|(?:cannot|can\s?not|could\s+not|can['’]t|couldn['’]t)\s+(?:say|tell)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:that|but|and)\s+", re.IGNORECASE)


def ask(
    text: str, sentences: Sequence[tuple[int, int]], claims: Sequence[Claim], contents: Sequence[Span]
) -> list[Question]:
    """The open questions of one report, in order. `contents`: what attributions attribute, to leave "X said" out."""
    out: list[Question] = []
    for start, end in sentences:
        m = _OPEN.search(text, start, end)
        unknown = [c for c in claims if c.certainty == "unknown" and c.span.start < end and c.span.end > start]
        if not m and not unknown:
            continue
        about = unknown or [
            c for c in claims if m and c.span.start < end and c.span.end > start and c.span.end >= m.start()
        ]
        span = _clause(text, start, end, m.start() if m else unknown[0].span.start, contents)
        if m or (len(unknown) and "?" in text[start:end]):
            out.append(Question(id=f"q{len(out) + 1}", span=span, about=tuple(c.id for c in about)))
    return out


def _clause(text: str, start: int, end: int, at: int, contents: Sequence[Span]) -> Span:
    """The attributed part that holds the doubt, else the whole sentence; without lead-in, quotation marks and stop."""
    for content in contents:
        if content.start <= at < content.end:
            start, end = max(start, content.start), min(end, content.end)
            break
    words = text[start:end]
    if m := _LEAD.match(words):
        start += m.end()
    stripped = text[start:end]
    start += len(stripped) - len(stripped.lstrip(' “"‘,'))
    end -= len(stripped) - len(stripped.rstrip(' ”"’,.;'))
    return Span.of(text, start, max(end, start + 1))
