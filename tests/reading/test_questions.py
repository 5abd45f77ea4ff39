from sayso.model import Claim, Span
from sayso.reading.questions import ask
from sayso.text import sentences


def questions(text, certainty="certain", claimed=None):
    claims = []
    if claimed:
        at = text.index(claimed)
        claims = [
            Claim(id="c1", span=Span.of(text, at, at + len(claimed)), source="s0", chain=("s0",), certainty=certainty)
        ]
    return ask(text, sentences(text), claims, [])


def test_what_is_not_clear_is_a_question_about_the_claim_in_it():
    text = "It is not clear whether the ferry has left. The pier is empty."
    [q] = questions(text, "unknown", "the ferry has left")
    assert q.span.text == "It is not clear whether the ferry has left"
    assert q.about == ("c1",)


def test_did_not_say_how_many_is_a_question_without_a_claim():
    [q] = questions("The ministry did not say how many had gone home.")
    assert q.about == ()


def test_a_flat_statement_asks_nothing():
    assert questions("The ferry has left.") == []
