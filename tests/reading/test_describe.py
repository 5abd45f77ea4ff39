import pytest

from sayso.reading.describe import describe, is_outlet, singular


@pytest.mark.parametrize(
    ("words", "kind", "anonymous"),
    [
        ("a source familiar with the shipment", "person", True),
        ("another official", "person", True),
        ("some local residents", "group", True),
        ("two people briefed on the talks", "group", True),
        ("Foreign Minister Anna Kowalska", "person", False),
        ("the deputy minister, Jan Nowak", "person", False),
        ("Kowalska", "person", False),
        ("the Labour Ministry", "organisation", False),
        ("Mongolia", "organisation", False),
        ("immigration records", "document", False),
        ("a report by the inspectors", "document", False),
        ("ferry ledgers published by a charity", "document", False),
        ("a summary sent to the harbour council", "document", False),
        ("the Coast Guard", "organisation", False),
        ("the newspaper", "organisation", False),
        ("The Border Times", "organisation", False),
        ("UNESCO", "organisation", False),
        ("a Ruritanian diplomat in the Gulf", "person", True),
        ("a spokeswoman for the ministry", "person", True),
    ],
)
def test_a_mention_says_what_speaks_and_whether_it_is_named(words, kind, anonymous):
    d = describe(words)
    assert (d.kind, d.anonymous) == (kind, anonymous)


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("a source close to the shipyard", "close"),
        ("a waitress at the restaurant", "participant"),
        ("an analyst in Strelsau", "expert"),
        ("the prosecutor", "official"),
        ("Reuters", "outlet"),
        ("a man in his forties", "unknown"),
    ],
)
def test_nearness_follows_from_what_the_speaker_is(words, near):
    assert describe(words).proximity == near


def test_titles_and_roles_are_not_part_of_a_name():
    assert describe("Foreign Ministry spokesperson Marta Dvorak").name == "Marta Dvorak"
    assert describe("her deputy, Stefan Novotny").name == "Stefan Novotny"


def test_plurals_of_roles_are_known_by_rule_and_by_list():
    assert singular("witnesses") == ("witness", True)
    assert singular("businessmen") == ("businessman", True)
    assert singular("envoys") == ("envoy", True)
    assert singular("boss") == ("boss", False)


def test_outlets_are_known_by_name_or_by_their_last_word():
    assert is_outlet("the Associated Press")
    assert is_outlet("The Ruritanian Herald")
    assert not is_outlet("Ruritania")
