import pytest
from little_cases import matter, origin, people, position

from sayso.model import Value
from sayso.weighing.answers import answers_of, span, told


def numbers(*values):
    origins = [origin(f"o{n}") for n in range(len(values))]
    claims = [position(o, "value", f"c{n}", value=v) for n, (o, v) in enumerate(zip(origins, values, strict=True))]
    return answers_of(matter(*claims, origins=tuple(origins), kind="presence", numeric=True))


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        (people(11490), (11485, 11495)),
        (people(23000), (22500, 23500)),
        (people(7), (7, 7)),
        (people(1000, approximate=True), (500, 1500)),
        (people(5234, approximate=True), (4710.6, 5757.4)),
        (Value(low=2000, high=None), (1500, float("inf"))),
        (Value(low=0.5, high=0.5, unit="fraction"), (0.5, 0.5)),
    ],
)
def test_a_stated_value_allows_what_its_rounding_and_its_words_allow(value, bounds):
    assert span(value) == pytest.approx(bounds)


def test_at_least_two_thousand_fits_three_thousand():
    assert len({*numbers(people(3000), Value(low=2000, high=None, measure="stock")).of}) == 1


def test_two_rival_counts_are_two_answers():
    assert len({*numbers(people(2500), people(6064)).of}) == 2


def test_entries_are_not_set_against_people():
    entries = Value(low=13221, high=13221, unit="person", measure="entries")
    assert numbers(people(8000), people(8000), entries).of == (0, 0, None)


def test_papers_are_not_set_against_people():
    permits = Value(low=700, high=700, unit="permit", measure="issued")
    assert numbers(people(10000), people(10000), permits).of == (0, 0, None)


def test_who_counts_none_agrees_with_who_denies_that_there_are_any():
    one, two, three = origin("a"), origin("b"), origin("c")
    claims = (
        position(one, "value", value=people(0)),
        position(two, "denies", claim="c2"),
        position(three, "value", claim="c3", value=people(50)),
    )
    told_ = answers_of(matter(*claims, origins=(one, two, three), kind="presence", numeric=True))
    assert [told_.names[n] for n in told_.of] == ["no", "no", "50"]


def test_a_number_that_was_not_made_out_is_no_answer():
    one = origin("a")
    assert answers_of(matter(position(one, "value"), origins=(one,), numeric=True)).of == (None,)


def test_who_affirms_without_a_number_says_nothing_on_how_many():
    one, two = origin("a"), origin("b")
    told_ = answers_of(matter(position(one, "value", value=people(400)), position(two, claim="c2"), origins=(one, two)))
    assert told_.of == (0, None)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (people(11490), "11,490"),
        (people(50000, 80000), "50,000 to 80,000"),
        (people(400, approximate=True), "about 400"),
        (Value(low=2000, high=None), "at least 2,000"),
        (Value(low=None, high=462), "at most 462"),
        (Value(low=700, high=700, unit="permit"), "700 permit"),
        (Value(low=0.5, high=None, unit="fraction"), "at least 50%"),
    ],
)
def test_an_answer_is_told_as_it_was_stated(value, words):
    assert told([value]) == words
