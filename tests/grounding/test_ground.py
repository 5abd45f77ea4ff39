"""The whole room: records in, records out, every span in its text, every value traced to its mention."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.grounding import ground
from sayso.model import Claim, Published, Record, Report, Span, fingerprint
from sayso.packs import load
from sayso.reading.vocabulary import name

PACK = load()
TEXT = (
    "DANDONG, China — Some 3,000 North Korean women sewed shirts in Dandong in the first half of 2019, a trader said "
    "on Friday.\n\nUN Security Council Resolution 2397 wants all workers home by December 22. Work visas have not been "
    "given since March."
)


def record(text, published="2019-09-25", kinds=("presence",)):
    half = max(1, len(text) // 2)
    claims = [
        Claim(id=f"c{i}", span=Span.of(text, start, end), source="s0", chain=("s0",), kind=kind)
        for i, (kind, (start, end)) in enumerate(zip(kinds, [(0, half), (half, len(text))], strict=False))
        if start < end
    ]
    day = Published(earliest=published, latest=published, basis="given" if published else "unknown", why="Made up.")
    return name(Record(report=Report(id=fingerprint(text), published=day, text=text), claims=tuple(claims)), PACK)


def spans(value):
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from spans(getattr(value, field))
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)


def check(before, after):
    text = after.report.text
    assert all(text[span.start : span.end] == span.text for span in spans(after))
    assert [mention.id for mention in after.mentions] == [f"m{i}" for i in range(1, len(after.mentions) + 1)]
    assert [mention.span.start for mention in after.mentions] == sorted(
        mention.span.start for mention in after.mentions
    )
    ids = {mention.id for mention in after.mentions}
    for claim in after.claims:
        for value in (*claim.times, *claim.places, *claim.quantities, *claim.terms, *claim.instruments):
            assert value.mention in ids
        assert all(time.earliest <= time.latest for time in claim.times if time.earliest and time.latest)
    assert [(claim.id, claim.span, claim.kind) for claim in after.claims] == [
        (c.id, c.span, c.kind) for c in before.claims
    ]


def test_mentions_of_every_sort_are_found_in_the_order_of_the_text():
    after = ground([record(TEXT, kinds=("presence", "obligation"))], pack=PACK)[0]
    check(record(TEXT, kinds=("presence", "obligation")), after)
    assert [(type(mention).__name__[:-7], mention.span.text) for mention in after.mentions] == [
        ("Place", "DANDONG"),
        ("Place", "China"),
        ("Quantity", "Some 3,000"),
        ("Place", "Dandong"),
        ("Time", "the first half of 2019"),
        ("Time", "Friday"),
        ("Instrument", "UN Security Council Resolution 2397"),
        ("Time", "December 22"),
        ("Term", "Work visas"),
        ("Time", "March"),
    ]


def test_a_given_day_of_publication_is_kept_and_warned_of_by_nothing():
    after = ground([record(TEXT)], pack=PACK)[0]
    assert after.report.published.basis == "given"
    assert after.warnings == ()


def test_an_inferred_day_is_an_interval_with_a_reason_and_a_warning():
    after = ground(
        [record("Three months remain until all must be home by December 22, under Resolution 2397.", None)], pack=PACK
    )[0]
    assert after.report.published.basis == "inferred"
    assert after.report.published.earliest <= "2019-09-22" <= after.report.published.latest
    assert [warning.code for warning in after.warnings] == ["published-inferred"]


def test_a_day_that_cannot_be_inferred_stays_unknown_and_relative_times_have_no_days():
    after = ground([record("They left last month.", None)], pack=PACK)[0]
    assert after.report.published.basis == "unknown"
    assert [warning.code for warning in after.warnings] == ["published-unknown"]
    assert [(mention.timex, mention.earliest) for mention in after.mentions] == [("XXXX-XX", None)]


def test_many_records_come_out_in_the_order_they_went_in_each_as_if_alone():
    batch = [record(TEXT), record("They work in Laos."), record("Nothing here.")]
    assert ground(batch, pack=PACK) == [ground([one], pack=PACK)[0] for one in batch]


def test_the_record_survives_its_json():
    after = ground([record(TEXT)], pack=PACK)[0]
    assert Record.from_json(after.to_json()) == after


WORDS = st.sampled_from(
    [
        "China",
        "Laos",
        "Moscow",
        "Georgia",
        "Dandong",
        "Jilin",
        "Province",
        "Chinese",
        "North",
        "Koreans",
        "workers",
        "visas",
        "permits",
        "the",
        "a",
        "there",
        "country",
        "2,000",
        "$300",
        "about",
        "most",
        "half",
        "dozens",
        "last",
        "month",
        "Friday",
        "December",
        "22",
        "2019",
        "since",
        "by",
        "until",
        "within",
        "two",
        "years",
        "Resolution",
        "2397",
        "sanctions",
        "said",
        "in",
        "at",
        "of",
        "from",
        "to",
        "and",
        ",",
        ".",
        '"',
        "“",
        "”",
        "-",
        "—",
        "\n\n",
        "U.S.",
        "Dec.",
        "5",
        "p.m.",
        "İstanbul",
        "naïve",
    ]
)
KINDS = st.sampled_from(["presence", "obligation", "dispatch", "return", "visa-issued", "earnings", "other"])


@settings(max_examples=60)
@given(st.lists(WORDS, min_size=1, max_size=50), st.tuples(KINDS, KINDS), st.sampled_from(["2019-09-25", None]))
def test_whatever_the_words_spans_are_of_the_text_and_intervals_in_order(words, kinds, published):
    text = " ".join(words).replace(" \n\n ", "\n\n").strip() or "."
    before = record(text, published, kinds)
    check(before, ground([before], pack=PACK)[0])


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=200).filter(lambda text: bool(text.strip())))
def test_any_text_at_all_is_borne(text):
    before = record(text.strip(), None)
    check(before, ground([before], pack=PACK)[0])
