from pathlib import Path

import pytest
from hypothesis import strategies as st

from sayso.model import Claim, Published, Question, Record, Report, Source, Span

TEXTS = st.text(st.sampled_from("ab <&\"'é\u05d0\u05d1🚆\u0301\n"), min_size=1, max_size=60)


@st.composite
def _records(draw):
    text = draw(TEXTS)
    at = st.integers(0, len(text))
    bounds = st.tuples(at, at).filter(lambda pair: pair[0] != pair[1]).map(sorted)
    spans = [Span.of(text, *pair) for pair in draw(st.lists(bounds, max_size=6))]
    asked = [Span.of(text, *pair) for pair in draw(st.lists(bounds, max_size=2))]
    certainty = st.sampled_from(["certain", "probable", "possible", "unknown"])
    return Record(
        report=Report(id="sha256:0", text=text, published=Published(why="Not known.")),
        sources=(Source(id="s0", kind="outlet", name="<b>", mentions=tuple(asked)),),
        claims=tuple(
            Claim(id=f"c{n}", span=span, source="s0", chain=("s0",), certainty=draw(certainty), hedges=(span,))
            for n, span in enumerate(spans, 1)
        ),
        questions=tuple(Question(id=f"q{n}", span=span) for n, span in enumerate(asked, 1)),
    )


@pytest.fixture(scope="session")
def example() -> Record:
    """An invented report with every certainty, hearsay, denials, quotes and a chain of three."""
    return Record.from_json((Path(__file__).parent / "example.json").read_bytes())


@pytest.fixture(scope="session")
def any_record() -> st.SearchStrategy[Record]:
    """Records over any text, with claims and questions over any of its words."""
    return _records()
