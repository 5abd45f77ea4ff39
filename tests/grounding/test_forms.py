"""The language of forms: what it matches, in what order, and how stages follow each other."""

import pytest

from sayso.grounding.forms import Grammar, Lexicon, load, shape

CLASSES = {
    "UNIT": {"day days": "day", "week weeks": "week"},
    "MONTH": {"May": 5, "june": 6},
    "THE": ["the", "a"],
    "DAY": "12",
    "DIGITS": "12348",
}
MACROS = {"some": "few | several", "early": "early:(early)", "count": "DIGITS | <some>"}
RULES = [
    {"form": "<!no n:<count> u:UNIT >!old", "op": "span"},
    {"form": "m:MONTH d:DAY?", "op": "date"},
    {"form": "THE u:UNIT (before | after)", "op": "near"},
]
STARTS = {"kernel": "UNIT MONTH", "lead": "DIGITS THE few several", "prefix": "early"}


def scanned(text):
    forms = [*MACROS.values(), *(rule["form"] for rule in RULES)]
    lexicon = Lexicon(CLASSES, forms)
    tokens, line = lexicon.read(text)
    matches = Grammar(lexicon.sets, RULES, MACROS, STARTS).scan(line.codes)
    return [
        (m.rule["op"], tokens.words[m.first : m.last], {k: tokens.words[a:b] for k, (a, b) in m.slots.items()})
        for m in matches
    ]


def test_a_form_keeps_what_its_named_atoms_match():
    assert scanned("It took 12 days there.") == [("span", ["12", "days"], {"n": ["12"], "u": ["days"]})]


def test_a_macro_stands_for_its_alternatives():
    assert scanned("several weeks") == [("span", ["several", "weeks"], {"n": ["several"], "u": ["weeks"]})]


def test_looking_around_takes_no_words_and_can_forbid():
    assert scanned("no 12 days") == []
    assert scanned("12 days old") == []


def test_a_word_written_with_a_capital_counts_only_so():
    assert [op for op, *_ in scanned("They may leave 3 May, or in June.")] == ["date", "date"]


def test_the_first_rule_that_fits_wins_and_matches_do_not_overlap():
    found = scanned("the week before 5 weeks")
    assert [(op, words) for op, words, _ in found] == [("near", ["the", "week", "before"]), ("span", ["5", "weeks"])]


def test_a_prefix_belongs_to_the_match_behind_it():
    assert scanned("in early June") == [("date", ["early", "June"], {"early": ["early"], "m": ["June"]})]


def test_a_collapsed_line_has_one_code_for_what_was_found_and_keeps_its_tokens():
    _, line = load()[0].read("We left two weeks ago in haste.")
    after = line.collapsed([(2, 5, "D")])
    assert (after.codes[2], after.bounds[2]) == ("D", (2, 5))
    assert len(after.codes) == len(line.codes) - 2 == len(after.bounds)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("7", "1"),
        ("31", "2"),
        ("0", "3"),
        ("1999", "4"),
        ("2,000", "8"),
        ("22nd", "5"),
        ("1980s", "6"),
        ("’98", "7"),
        ("2397", "3"),
        ("Seoul", "N"),
        ("Koreans", "M"),
        ("plants", "p"),
        ("status", "w"),
        ("%", "."),
        ("\n\n", "\n"),
    ],
)
def test_a_word_that_no_grammar_names_has_a_code_by_its_shape(word, code):
    assert shape(word) == code


def test_tokens_keep_numbers_abbreviations_and_clitics_whole_and_point_into_the_text():
    text = "The U.S. firm’s 1,250.5 tons left at 5 p.m. on Dec. 22nd; 500m more don't."
    tokens, line = load()[0].read(text)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert {"U.S.", "’s", "1,250.5", "p.m.", "22nd", "500", "m"} <= set(tokens.words)
    assert len(line.codes) == len(tokens.words)


def test_every_form_of_the_shipped_grammar_compiles():
    for grammar in load()[1].values():
        assert list(grammar.scan("")) == []
