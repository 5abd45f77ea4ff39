"""How reports hang together: copies, re-reports, the same event, and who gave to whom."""

import os
import subprocess
import sys

import msgspec
import pytest

from sayso.linking.candidates import MANY, candidates
from sayso.linking.copies import relate
from sayso.model import Published, Report

FERRY = (
    "The last of the old ferries that crossed the sound was broken up yesterday in a yard outside the harbour, "
    "three years after the bridge took away its passengers. Its captain, who had brought it there himself, "
    "watched the cranes lift the funnel from the deck and said nothing. The yard expects to finish before winter "
    "and to sell the engines to a collector in the north. Nobody in the town hall had thought of keeping the ship "
    "as a museum, an official admitted, although several residents had written letters about it since the spring."
)
OWN = (
    "Outside the harbour, three years since a bridge won over its passengers, another of the ferries on the sound is "
    "gone: broken yesterday, as the captain, himself at the yard, watched cranes take off its funnel. They want to "
    "finish it before the winter. Engines go to a collector up north. A museum? The official admitted to us that "
    "nobody really thought of that, though several of the residents have been writing letters."
)
APPLES = (
    "Growers along the river have begun picking early apples after a summer without rain. Prices at the auction in the "
    "valley fell by a tenth this week, and the cooperative advises its members to store what they can. Hail damaged "
    "orchards on the eastern slopes in June, but insurers have settled most claims, the chairwoman told the assembly."
)


def report(id, text, day=None, outlet=None):
    return Report(id=id, outlet=outlet, published=Published(earliest=day, latest=day, why=""), text=text)


def only(*reports):
    [relation] = relate(reports)
    return relation


def test_a_text_taken_over_whole_is_a_copy_and_the_earlier_gave_it():
    found = only(report("x", FERRY, "2020-03-02"), report("y", FERRY + " Reporting by our staff.", "2020-03-01"))
    assert (found.a, found.b, found.relation, found.direction) == ("y", "x", "copy", "a→b")
    assert found.shared == 1.0


def test_a_copy_that_came_out_the_same_day_has_no_direction():
    assert only(report("x", FERRY, "2020-03-01"), report("y", FERRY, "2020-03-01")).direction == "unknown"


def test_who_credits_the_other_took_from_it_whichever_is_dated_first():
    found = only(
        report("x", FERRY, "2020-03-01", outlet="Ferry Bell"),
        report("y", "SKAGEN (Ferry Bell) - " + FERRY, "2020-03-01", outlet="Lakeside Herald"),
    )
    assert (found.direction, found.cites) == ("a→b", "Ferry Bell")


def test_a_version_with_every_fifth_word_changed_is_still_a_copy():
    words = FERRY.split()
    edited = " ".join(f"new{n}" if n % 5 == 4 else word for n, word in enumerate(words))
    assert only(report("x", FERRY), report("y", edited)).relation == "copy"


def test_the_same_in_other_words_is_a_re_report():
    assert only(report("x", FERRY), report("y", OWN)).relation == "re-report"


def test_what_both_quote_makes_no_copy():
    speech = "“" + FERRY + "”"
    a = "The oldest member of the council rose to speak, leaning on a stick, in front of an empty gallery. " + speech
    b = "Hardly anyone came. When the mayor asked for comments there was one, and it was read from paper. " + speech
    assert only(report("x", a), report("y", b)).relation == "same-event"


def test_what_one_introduces_with_a_colon_makes_no_copy():
    a = (
        "A letter reached us from the captain of the ship and we print it in full, since it deserves readers:\n\n"
        + FERRY
    )
    b = FERRY + "\n\n" + APPLES + "\n\n" + OWN
    assert only(report("x", a), report("y", b)).relation == "re-report"


def test_reports_of_other_things_are_not_related():
    assert relate([report("x", FERRY), report("y", APPLES)]) == ()


def test_a_footer_that_many_reports_carry_relates_none_of_them():
    footer = " This newsletter is written every morning by volunteers, who thank readers for letters and donations."
    letters = "bcdfghjklmnpqrstvwxz"
    texts = [
        " ".join(
            f"{letters[n % 20]}{letters[(n + k) % 20]}{'aeiou'[k % 5]}{letters[k % 20]}{n}ory{k}" for k in range(60)
        )
        for n in range(MANY + 4)
    ]
    assert relate([report(f"{n:02}", text + footer) for n, text in enumerate(texts)]) == ()


def test_every_copy_of_a_text_that_many_carry_is_tied_to_the_earliest():
    reports = [report(f"{n:02}", f"{FERRY} {n}", f"2020-03-{n + 1:02}") for n in range(MANY + 4)]
    found = relate(reports)
    assert {r.b for r in found if r.a == "00" and r.relation == "copy"} == {r.id for r in reports[1:]}


def test_no_report_and_an_empty_report_are_related_to_nothing():
    assert relate([]) == ()
    assert relate([report("x", "")]) == ()
    assert relate([report("x", ""), report("y", "Word."), report("z", FERRY)]) == ()


def test_the_order_in_which_reports_are_given_changes_nothing():
    reports = [report("x", FERRY), report("y", OWN), report("z", APPLES), report("w", FERRY + " " + APPLES)]
    found = relate(reports)
    assert found == relate(reports[::-1])
    assert [(r.a, r.b) for r in found] == sorted((r.a, r.b) for r in found)


def test_records_stand_in_the_order_of_their_reports():
    with pytest.raises(ValueError, match="shorter"):
        relate([report("x", FERRY), report("y", OWN)], records=[])


def test_every_process_finds_the_same():
    code = (
        "import sys, msgspec; from sayso.model import Report; from sayso.linking.copies import relate\n"
        "reports = msgspec.json.decode(sys.stdin.buffer.read(), type=list[Report])\n"
        "sys.stdout.buffer.write(msgspec.json.encode(relate(reports)))"
    )
    given = msgspec.json.encode([report("x", FERRY), report("y", OWN), report("z", FERRY + APPLES)])
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=given,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_a_report_relays_the_outlet_that_it_names_even_in_words_of_its_own():
    brief = "It is gone three years after it lost its work, Ferry Bell reports: the engines go to a collector up north."
    bell, herald = report("x", FERRY, "2020-03-01", "Ferry Bell"), report("y", brief, "2020-03-04", "Lakeside Herald")
    found = only(bell, herald)
    assert (found.relation, found.direction, found.cites) == ("re-report", "a→b", "Ferry Bell")
    years_later = msgspec.structs.replace(
        herald, published=Published(earliest="2023-03-04", latest="2023-03-04", why="")
    )
    assert relate([bell, years_later]) == ()


def test_texts_with_nothing_in_common_are_no_candidates():
    assert candidates([FERRY, APPLES]).pairs == {}


def test_a_passage_of_a_few_sentences_in_a_longer_text_makes_a_candidate():
    lifted = APPLES + " " + " ".join(FERRY.split()[:40]) + " " + APPLES[::-1]
    assert (0, 1) in candidates([FERRY, lifted]).pairs
