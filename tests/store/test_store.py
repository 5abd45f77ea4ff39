"""What a case keeps: reports once each, versions, judgements, misses, findings; the same on both databases."""

import msgspec
import pytest
from invented import NOW, READER, add, record_of, text_of

from sayso.errors import CaseError, UsageError
from sayso.model import Filed, Gap, Judgement
from sayso.store import Store

LATER = "2026-03-04T05:06:07Z"


def filed(store, **how):
    return {one.record.report.id: one for one in store.view(**how).filed}


def judgement(verb, *subject, id="j1", value=None, made=LATER, author="Ada"):
    return Judgement(id=id, verb=verb, subject=subject, value=value, author=author, made=made, reason="I saw it.")


def corrected(n):
    """The same address, changed words."""
    return record_of(n, text=text_of(n).replace("broker", "official"))


def test_a_report_comes_back_as_it_was_added(store):
    record = record_of(1)
    added = add(store, record)
    [one] = store.view().filed
    assert (added.what, one.record, one.known, one.added, one.reader) == ("new", record, "2019-04-01", NOW, READER)
    assert store.original(one.original) == record.report.text.encode()


def test_adding_twice_adds_once(store):
    add(store, record_of(1))
    before = list(store.journal())
    again = add(store, record_of(1), now=LATER)
    assert again.what == "already there"
    assert list(store.journal()) == before
    assert len(store.view().filed) == 1


def test_bytes_once_read_by_a_reader_need_not_be_read_again(store):
    record = record_of(1)
    add(store, record)
    [one] = store.view().filed
    assert store.holds(one.original, READER) == record.report.id
    assert store.holds(one.original, "a newer reader") is None
    assert store.holds("0" * 64, READER) is None


def test_a_page_fetched_again_with_the_same_text_is_known_by_its_new_bytes_too(store):
    record = record_of(1)
    add(store, record)
    html = b"<p>the same text in other clothes</p>"
    added = store.add(record, original=html, media_type="text/html", reader=READER, known="2019-04-01", now=LATER)
    assert added.what == "already there"
    import hashlib

    assert store.holds(hashlib.sha256(html).hexdigest(), READER) == record.report.id
    assert store.check() == ()


def test_a_newer_reader_s_record_counts_and_the_old_one_stays(store):
    old = record_of(1)
    new = msgspec.structs.replace(old, claims=old.claims[:1])
    add(store, old)
    assert add(store, new, reader="reader 2", now=LATER).what == "read again"
    [one] = store.view().filed
    assert (one.record, one.reader, one.known) == (new, "reader 2", "2019-04-01")
    [before] = store.view(added_by=NOW).filed
    assert (before.record, before.reader) == (old, READER)
    assert store.check() == ()


def test_reading_again_does_not_make_a_report_known_later(store):
    add(store, record_of(1), known=NOW[:10])
    new = msgspec.structs.replace(record_of(1), claims=())
    add(store, new, known=LATER[:10], now=LATER, reader="reader 2")
    [one] = store.view().filed
    assert (one.record, one.known) == (new, NOW[:10])


def test_a_reader_that_sees_another_text_in_the_same_bytes_makes_no_correction(store):
    old, new = record_of(1), corrected(1)
    add(store, old)
    added = store.add(
        new,
        original=old.report.text.encode(),
        media_type="text/plain",
        reader="reader 2",
        known="2019-04-01",
        now=LATER,
    )
    assert added.what == "read again"
    [one] = store.view(as_of="2019-04-01").filed
    assert one.record == new


def test_a_changed_text_at_the_same_address_is_a_new_version(store):
    old, new = record_of(1), corrected(1)
    add(store, old)
    added = add(store, new, known="2019-05-01", now=LATER)
    assert (added.what, added.supersedes) == ("new version", old.report.id)
    assert list(filed(store, as_of="2019-04-30")) == [old.report.id]
    assert list(filed(store, as_of="2019-05-01")) == [new.report.id]
    assert filed(store)[new.report.id].supersedes == old.report.id


def test_a_correction_that_keeps_its_date_counts_from_the_day_it_was_added(store):
    old, new = record_of(1), corrected(1)
    add(store, old)
    add(store, new, now=LATER)
    assert list(filed(store, as_of="2026-03-03")) == [old.report.id]
    assert list(filed(store, as_of="2026-03-04")) == [new.report.id]
    read_again = msgspec.structs.replace(new, claims=())
    add(store, read_again, now="2027-01-01T00:00:00Z", reader="reader 2")
    assert list(filed(store, as_of="2026-03-03")) == [old.report.id]
    assert filed(store, as_of="2026-03-04")[new.report.id].record == read_again


def test_the_difference_shows_the_changed_paragraphs(store):
    old, new = record_of(1), record_of(1, text=text_of(1).replace("broker 1.1 said", "nobody said"))
    add(store, old)
    add(store, new, now=LATER)
    lines = store.difference(new.report.id)
    assert [line[0] for line in lines if line.startswith(("-A", "+A"))] == ["-", "+"]
    assert any("nobody said" in line for line in lines if line.startswith("+"))
    assert store.difference(old.report.id) == store.difference("sha256:0") == []


def test_one_text_in_two_publications_counts_from_the_first_and_both_are_kept(store):
    text = text_of(1)
    first = record_of(1, text=text, url="https://agency.example/1")
    second = record_of(1, text=text, url="https://paper.example/1")
    for _ in range(2):
        add(store, first, known="2019-01-01")
        add(store, second, known="2019-06-01")
    [one] = store.view(as_of="2019-03-01").filed
    assert one.record == first
    assert [one.record for one in store.view().filed] == [first]
    assert sum(entry.action.startswith("report") for entry in store.journal()) == 2
    assert store.check() == ()


def test_a_retracted_report_says_from_which_day(store):
    record = record_of(1)
    add(store, record)
    store.judge(judgement("retract-report", record.report.id, value="2019-08-01"))
    assert filed(store, as_of="2019-07-31")[record.report.id].retracted is None
    assert filed(store, as_of="2019-08-01")[record.report.id].retracted == "2019-08-01"
    store.judge(judgement("retract-report", record.report.id, id="j2", value="2019-07-01"))
    assert filed(store)[record.report.id].retracted == "2019-07-01"
    store.retire("j2", author="Bo", now=LATER, reason="Wrong day.")
    assert filed(store)[record.report.id].retracted == "2019-08-01"


@pytest.mark.parametrize("value", [None, "soon", "2019-13-01"])
def test_a_retraction_needs_a_day(store, value):
    record = record_of(1)
    add(store, record)
    with pytest.raises(UsageError, match="day of the retraction"):
        store.judge(judgement("retract-report", record.report.id, value=value))


def test_a_judgement_is_kept_until_it_is_retired_and_then_in_the_journal(store):
    record = record_of(1)
    add(store, record)
    made = judgement("reject-claim", record.report.id, "c0")
    store.judge(made)
    store.judge(made)
    assert store.view().judgements == (made,)
    assert store.view(added_by=NOW).judgements == ()
    store.retire("j1", author="Bo", now="2026-05-01T00:00:00Z", reason="It was right.")
    assert store.view().judgements == ()
    assert store.view(added_by=LATER).judgements == (made,)
    actions = [(entry.author, entry.action) for entry in store.journal()]
    assert actions[-2:] == [("Ada", "judgement: reject-claim"), ("Bo", "judgement retired")]
    with pytest.raises(UsageError, match="that counts"):
        store.retire("j1", author="Bo", now=LATER, reason="Again.")
    assert store.check() == ()


def test_a_judgement_on_what_is_not_there_is_refused(store):
    with pytest.raises(UsageError, match="a report of the case"):
        store.judge(judgement("reject-claim", "sha256:" + "0" * 64, "c0"))
    with pytest.raises(UsageError, match="2 ids"):
        store.judge(judgement("reject-claim", "c0"))


def test_an_author_may_be_called_like_the_program(store):
    record = record_of(1)
    add(store, record)
    store.judge(judgement("reject-claim", record.report.id, "c0", author="sayso"))
    assert store.check() == ()


def test_what_could_not_be_read_is_on_record_once(store):
    gap = Gap(subject="reports/scan.pdf", code="unreadable", message="expected text, got none")
    store.miss(gap, now=NOW)
    store.miss(gap, now=LATER)
    assert store.view().misses == (gap,)
    assert store.view(added_by="2020-01-01T00:00:00Z").misses == ()
    assert store.check() == ()


def test_a_view_of_the_past_does_not_change_with_what_comes_later(store):
    for n in range(4):
        add(store, record_of(n), known=f"2019-0{n + 1}-01")
    store.judge(judgement("retract-report", record_of(0).report.id, value="2019-03-01", made=NOW))
    then = store.view(as_of="2019-03-15", added_by=NOW)
    add(store, corrected(1), known="2019-02-02", now=LATER)
    add(store, msgspec.structs.replace(record_of(2), claims=()), reader="reader 2", now=LATER)
    add(store, record_of(9), known="2019-01-01", now=LATER)
    store.retire("j1", author="Ada", now=LATER, reason="No.")
    assert store.view(as_of="2019-03-15", added_by=NOW) == then
    assert store.view(as_of="2019-03-15").digest != then.digest


def test_the_order_of_a_view_is_that_of_days_then_of_ids(store):
    for n in (3, 1, 2, 0):
        add(store, record_of(n), known=f"2019-0{1 + n % 2}-01")
    order = [(one.known, one.record.report.id) for one in store.view().filed]
    assert order == sorted(order)


def test_a_finding_is_kept_and_replaced(store):
    assert store.finding("k") is None
    store.keep("k", b"\0one")
    store.keep("k", b"two")
    assert store.finding("k") == b"two"
    assert store.check() == ()


def test_claims_are_found_by_their_words_and_by_who_speaks(store):
    for n in range(5):
        add(store, record_of(n))
    hits = store.search("worker 103")
    assert {hit.report for hit in hits} == {record_of(3).report.id}
    assert len(store.search("broker", limit=4)) == 4
    add(store, msgspec.structs.replace(record_of(3), claims=()), reader="reader 2")
    assert store.search("worker 103") == ()


@pytest.mark.parametrize(
    "words", ['"', "words:x OR *", "NEAR(", "a AND", "'; DROP TABLE claims", "-", "", "\0", "🙂 )"]
)
def test_words_sought_are_never_taken_for_a_query(store, words):
    add(store, record_of(1))
    assert store.search(words) == ()
    assert store.check() == ()


def test_a_text_may_hold_any_character(store):
    record = record_of(1, text="Nul \0, bell \a, joined 👩‍🌾, rtl \u202eabc, \U0001f9ff.")
    add(store, record)
    assert store.view().filed[0].record == record
    assert store.check() == ()


def test_a_case_is_opened_again_as_it_was(make):
    store = make()
    add(store, record_of(1))
    before = store.view()
    store.close()
    again = Store.open(store.folder)
    assert (again.view(), again.pack, again.check()) == (before, "dprk-workers", ())
    again.close()


def test_a_damaged_record_is_an_error_that_says_which(lite):
    add(lite, record_of(1))
    with lite._database.writing() as connection:
        connection.exec_driver_sql("UPDATE records SET body = x'00'")
    with pytest.raises(CaseError, match=record_of(1).report.id):
        lite.view()


def test_the_noun_is_what_the_rooms_take(store):
    add(store, record_of(1))
    assert all(isinstance(one, Filed) for one in store.view().filed)
