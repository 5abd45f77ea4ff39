"""Which terms and instruments bear on a claim: its own words, then its sentence, its paragraph, what came before."""

import pytest

from sayso.packs import load
from sayso.reading.vocabulary import find_mentions, instruments_of, terms_of
from sayso.text import paragraphs, sentences

PACK = load()


def findings(text):
    return find_mentions(text, sentences(text), PACK)


def bearing(text, words, kind):
    """Ids of the terms, and ids with paragraph of the instruments, of the claim made of `words`."""
    claim = (text.index(words), text.index(words) + len(words))
    around = [
        next(area for area in areas if area[0] <= claim[0] < area[1]) for areas in (sentences(text), paragraphs(text))
    ]
    found = findings(text)
    terms = terms_of(claim, kind, *around, found, PACK)
    instruments = instruments_of(claim, kind, *around, found, PACK)
    assert all(text[one.span.start : one.span.end] == one.span.text for one in (*terms, *instruments))
    return [term.id for term in terms], [(one.id, one.provision) for one in instruments]


def test_mentions_are_numbered_in_the_order_of_the_text_from_the_number_given():
    text = "Work visas are dear. Resolution 2375 bars tourist visas."
    found = find_mentions(text, sentences(text), PACK, first=7)
    assert [(m.id, m.entry) for m in found.terms] == [("m7", "work"), ("m9", "tourist")]
    assert [(m.id, m.instrument) for m in found.instruments] == [("m8", "unscr-2375")]


def test_a_claim_bears_the_terms_of_its_own_words_only():
    text = "They hold no work visas, and the crews live on tourist visas."
    assert bearing(text, "the crews live on tourist visas", "visa-workaround")[0] == ["tourist"]


def test_the_permits_are_those_of_the_nearest_earlier_mention_else_of_work():
    assert [m.entry for m in findings("Visitor permits are cheap. The permits last a month.").terms] == [
        "river-crossing"
    ] * 2
    assert [m.entry for m in findings("Tourist visas are dear. Their permits have lapsed.").terms] == [
        "tourist",
        "work",
    ]


def test_the_visas_are_those_named_before_and_visas_alone_are_of_no_kind():
    found = findings("Work visas were refused. Visas are dear. Nobody issues the visas.")
    assert [m.entry for m in found.terms] == ["work", "work"]
    assert [span.text for _, span in found.bare] == ["Visas"]


def test_renewals_are_of_whatever_paper_was_named_before():
    found = findings("Student visas were cut. The union agreed to stop renewals.")
    assert [m.entry for m in found.terms] == ["student", "student"]


def test_a_claim_about_papers_that_leaves_them_out_takes_those_of_its_sentence():
    text = "Russia issued 16,000 tourist visas in 2019, against 2,000 the year before."
    assert bearing(text, "2,000 the year before", "visa-issued")[0] == ["tourist"]
    assert bearing(text, "2,000 the year before", "presence")[0] == []


def test_a_claim_that_names_papers_without_a_kind_takes_none_from_its_sentence():
    text = "People without a work visa go back once a month and renew the visa they have."
    assert bearing(text, "renew the visa they have", "visa-workaround")[0] == []


def test_an_obligation_takes_the_instrument_of_its_sentence_its_paragraph_or_before():
    same = "Resolution 2397 bars new visas and requires every worker to be home by December."
    assert bearing(same, "requires every worker to be home by December", "obligation")[1] == [("unscr-2397", None)]
    before = "Resolution 2397 was adopted in 2017.\n\nTrains were full.\n\nAll of them must go."
    assert bearing(before, "All of them must go", "obligation")[1] == [("unscr-2397", None)]
    assert bearing(before, "Trains were full", "other")[1] == []


def test_the_nearest_earlier_instrument_of_the_paragraph_is_taken():
    text = "Resolution 2375 came first. Resolution 2397 came next. All of them must go. Resolution 2371 is older."
    assert bearing(text, "All of them must go", "obligation")[1] == [("unscr-2397", None)]


def test_a_claim_that_names_sanctions_without_saying_which_takes_none():
    text = "Resolution 2397 is clear. Russia has not broken UN sanctions."
    assert bearing(text, "Russia has not broken UN sanctions", "compliance-report")[1] == []
    assert bearing(text, "Russia has not broken UN sanctions", "obligation")[1] == []


def test_the_resolution_is_the_nearest_earlier_one_else_the_only_one_of_the_report():
    text = "The resolution is clear. Resolution 2371 came first. Resolution 2397 followed. The resolution is strict."
    assert [m.instrument for m in findings(text).instruments] == ["unscr-2371", "unscr-2397", "unscr-2397"]
    alone = "He keeps to the UN resolution. It was Resolution 2375 that he meant."
    assert [m.instrument for m in findings(alone).instruments] == ["unscr-2375", "unscr-2375"]


def test_that_item_is_the_item_named_before_with_its_number():
    text = "We keep to item 8 of Resolution 2397. Under that item all had to go."
    assert bearing(text, "all had to go", "obligation")[1] == [("unscr-2397", "8")]


def test_an_instrument_named_twice_in_a_claim_bears_once_with_its_paragraph():
    text = "Resolution 2397 binds all, and paragraph 8 of Resolution 2397 names the day."
    assert bearing(text, text[:-1], "obligation")[1] == [("unscr-2397", "8")]


@pytest.mark.parametrize("text", ["", "No papers here.", "UN sanctions have hurt trade."])
def test_a_report_that_names_nothing_gives_nothing(text):
    assert (findings(text).terms, findings(text).instruments) == ((), ())
