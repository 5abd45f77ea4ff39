"""The day of publication worked out from a report's own words, as an interval with its reasons."""

import pytest

from sayso.grounding import published, times
from sayso.grounding.forms import load
from sayso.packs import load as load_pack
from sayso.reading import vocabulary
from sayso.text import sentences

PACK = load_pack()


def inferred(text):
    tokens, line = load()[0].read(text)
    found, _ = times.find(tokens, line)
    named = vocabulary.find_mentions(text, sentences(text), PACK)
    return published.infer(tokens, found, named.instruments, PACK)


def test_a_countdown_to_the_due_day_dates_the_report_give_or_take_the_rounding():
    date = inferred("Three months remain until all workers must return by December 22 under Resolution 2397.")
    assert (date.earliest, date.latest, date.basis) == ("2019-09-12", "2019-10-02", "inferred")
    assert "remain" in date.why


def test_earlier_this_month_is_not_said_in_a_months_first_days():
    text = "Three months remain until December 22, the day set by Resolution 2397. The order came earlier this month."
    assert inferred(text).latest == "2019-09-30"


def test_a_due_day_of_last_year_dates_the_year():
    date = inferred("Every worker was to be home by Dec. 22 last year, the ministry said.")
    assert (date.earliest, date.latest) == ("2020-01-01", "2020-12-31")


def test_a_due_month_ahead_bounds_the_report_from_above():
    assert (
        inferred("Until December, when all must be home under Resolution 2397, they will work.").latest == "2019-11-30"
    )


def test_a_day_without_a_year_after_an_instrument_is_of_that_time_and_not_long_past():
    date = inferred("Resolution 2371 bites: a picture taken on September 4 shows a crowd waiting for the train.")
    assert (date.earliest, date.latest) == ("2017-09-04", "2017-10-31")


def test_a_dateline_gives_the_day_and_the_weekday_its_year():
    text = "DANDONG, Dec. 20 (Reuters) - A crowd waited on Friday. Resolution 2397 wants them home."
    date = inferred(text)
    assert (date.earliest, date.latest, date.basis) == ("2019-12-20", "2019-12-20", "text")


@pytest.mark.parametrize(
    "text", ["They left on Friday.", "They work there.", "They came in 2018.", "They came on May 4."]
)
def test_words_that_date_nothing_infer_nothing(text):
    assert inferred(text) is None
