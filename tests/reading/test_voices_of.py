import pytest

from sayso.model import Span
from sayso.reading.voices_of import Voices


def hear(*mentions, outlet="Border Watch"):
    voices = Voices(outlet)
    at, numbers = 0, []
    for words in mentions:
        numbers.append(voices.hear(Span(at, at + len(words), words)))
        at += 100
    return numbers, voices.sources()


def test_the_source_added_is_the_source_before():
    (a, b), sources = hear("a source in the port", "the source")
    assert a == b
    assert sources[a].same_because


def test_another_source_is_a_new_voice_and_the_source_then_means_it():
    (a, b, c), _ = hear("a source in the port", "another source", "the source")
    assert a != b
    assert c == b


def test_two_sources_introduced_with_an_article_never_share_an_id():
    (a, b), _ = hear("a source in the port", "a source")
    assert a != b


def test_the_report_s_own_outlet_is_source_zero():
    (a, b), sources = hear("Border Watch", "this newspaper")
    assert (a, b) == (0, 0)
    assert len(sources) == 1


@pytest.mark.parametrize(
    ("outlet", "words"),
    [
        ("Northern Harbour Agency", "NHA"),
        ("Radio Free Strelsau", "Radio Free Strelsau"),
        ("Kestrel News", "the Kestrel News"),
        ("Harbour Gazette", "the Gazette"),
    ],
)
def test_initials_and_short_names_of_the_outlet_are_the_outlet(outlet, words):
    (a,), _ = hear(words, outlet=outlet)
    assert a == 0


def test_a_part_of_the_outlet_s_name_that_names_no_publication_is_not_the_outlet():
    (a,), _ = hear("Northern", outlet="Northern Harbour Agency")
    assert a != 0


def test_a_surname_continues_a_full_name():
    (a, b, c), sources = hear("Labour Minister Anna Kowalska", "Kowalska", "the minister")
    assert a == b == c
    assert sources[a].name == "Anna Kowalska"


def test_he_is_the_nearest_person_and_it_the_nearest_body():
    (a, b, c, d), _ = hear("a trader", "the Transport Ministry", "he", "it")
    assert (c, d) == (a, b)


def test_experts_without_names_are_one_group():
    (a, b), _ = hear("Some experts", "Experts")
    assert a == b


def test_a_phrase_with_other_nationality_is_not_the_same_official():
    (a, b), _ = hear("a Ruritanian official", "the Moldavian official")
    assert a != b


def test_a_possessive_phrase_without_antecedent_stays_apart():
    (a, b), _ = hear("a source in the port", "Border Watch’s source in Strelsau")
    assert a != b


def test_the_paper_is_the_publication_named_before():
    (a, b), _ = hear("The Strelsau Times", "the paper")
    assert a == b


def test_mentions_keep_their_exact_words_in_order():
    (a, *_), sources = hear("a source in the port", "the source")
    assert [m.text for m in sources[a].mentions] == ["a source in the port", "the source"]
