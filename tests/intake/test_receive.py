"""Plain text, Markdown and front matter; whose word counts; what a folder holds; and how fast it goes."""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError, UsageError
from sayso.intake import Settings, expand, receive
from sayso.model import Published, Span, fingerprint

PROSE = (
    "The embassy told managers on Monday that all workers must leave by December, a person who saw it said.\n\n"
    "“Nobody will be allowed to stay,” the person said. The ministry did not answer questions."
)


def front(keys: str, body: str = PROSE) -> bytes:
    return f"---\n{keys}\n---\n{body}\n".encode()


def test_a_plain_text_is_read_as_it_stands_without_a_title() -> None:
    received = receive(f"  {PROSE}\r\n".encode())
    assert received.report.text == PROSE
    assert received.report.id == fingerprint(PROSE)
    assert (received.report.title, received.report.outlet, received.report.language) == (None, None, "en")
    assert received.report.published.basis == "unknown"
    assert received.warnings == ()
    assert (received.media_type, received.encoding) == ("text/plain", "utf-8")


def test_the_original_is_kept_byte_for_byte_with_its_digest(tmp_path: Path) -> None:
    data = f"\ufeff{PROSE}\r\n".encode()
    (tmp_path / "a.txt").write_bytes(data)
    received = receive(tmp_path / "a.txt")
    assert received.original == data
    assert received.original_sha256 == hashlib.sha256(data).hexdigest()
    assert received.report.text == PROSE, "the byte order mark is no part of the text"


def test_every_span_leads_back_to_the_original() -> None:
    raw = f"---\ntitle: Order\n---\n\n{PROSE}".replace("\n", "\r\n").replace("person said", "person \u00a0said")
    received = receive(raw.encode())
    text = received.report.text
    start = text.index("Nobody")
    (place,) = received.places(Span.of(text, start, text.index(". The")))
    assert raw[place.start : place.end] == "Nobody will be allowed to stay,” the person \u00a0said"


def test_front_matter_gives_the_metadata_and_is_no_part_of_the_text() -> None:
    keys = (
        'title: "Order: home by December"\noutlet: The Pier Post\nauthor: Ana Reyes\nurl: https://pier.example/a\n'
        "published: 2019-09-25\nlanguage: en\nretrieved: 2026-01-01\nnote: whatever\ntags: [a, b]"
    )
    report = receive(front(keys)).report
    assert report.text == PROSE
    assert (report.title, report.outlet, report.author) == ("Order: home by December", "The Pier Post", "Ana Reyes")
    assert report.url == "https://pier.example/a"
    assert report.published == Published(
        earliest="2019-09-25", latest="2019-09-25", basis="metadata", why="The front matter says published: 2019-09-25."
    )


@pytest.mark.parametrize(
    ("stated", "earliest", "latest"),
    [
        ("2019-09-25", "2019-09-25", "2019-09-25"),
        ('"2019-09-25"', "2019-09-25", "2019-09-25"),
        ("2019-09-25T08:30:00+09:00", "2019-09-25", "2019-09-25"),
        ("25 September 2019", "2019-09-25", "2019-09-25"),
        ("Sept. 25, 2019", "2019-09-25", "2019-09-25"),
        ("09/25/2019", "2019-09-25", "2019-09-25"),
        ("25.9.2019", "2019-09-25", "2019-09-25"),
        ("2018-08", "2018-08-01", "2018-08-31"),
        ("February 2020", "2020-02-01", "2020-02-29"),
        ("2018", "2018-01-01", "2018-12-31"),
    ],
)
def test_a_day_a_month_and_a_year_are_intervals(stated: str, earliest: str, latest: str) -> None:
    published = receive(front(f"published: {stated}")).report.published
    assert (published.earliest, published.latest, published.basis) == (earliest, latest, "metadata")


@pytest.mark.parametrize(
    "stated", ["soon", "2019-13-01", "2019-02-30", "3/4/2019", "2019-09-25 to 2019-09-27", "[2019]"]
)
def test_a_date_that_is_none_is_passed_over_with_a_warning_and_not_guessed(stated: str) -> None:
    received = receive(front(f"published: {stated}"))
    assert received.report.published.basis == "unknown"
    assert stated.startswith("[") or received.warnings[-1].code == "published-unreadable"


def test_front_matter_that_is_not_yaml_is_read_as_it_stands_with_a_warning() -> None:
    received = receive(front("title: Report: workers told to go\npublished: 2019-09-25"))
    assert received.report.title == "Report: workers told to go"
    assert received.report.published.earliest == "2019-09-25"
    assert received.report.text == PROSE
    (warning,) = received.warnings
    assert (warning.code, warning.message) == (
        "front-matter",
        "the front matter is not YAML; read as it stands: published, title",
    )


@pytest.mark.parametrize(
    "opening", ["---\nThree dashes open this text.\n---\n", "---\n- a list\n- of two\n---\n", "---\n\n"]
)
def test_dashes_that_open_no_keys_are_part_of_the_text(opening: str) -> None:
    assert receive((opening + PROSE).encode()).report.text.startswith("---")


@pytest.mark.parametrize(
    "value", ["[" * 3000, "&a [" + "*a, " * 3 + "]", "!!python/object/apply:os.system [id]", "\x00"]
)
def test_hostile_front_matter_does_nothing(value: str) -> None:
    start = time.process_time()
    with contextlib.suppress(InputError):
        receive(front(f"title: Order\nx: {value}"))
    assert time.process_time() - start < 2


def test_a_laughing_front_matter_takes_no_memory() -> None:
    levels = "\n".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]" for n in range(1, 30))
    tracemalloc.start()
    start = time.process_time()
    receive(front(f"k0: &k0 [ha]\n{levels}\ntitle: Order"))
    assert time.process_time() - start < 2
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_markdown_is_read_as_plain_text_and_its_marks_stay(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# Order\n\n* **{PROSE}", "utf-8")
    received = receive(tmp_path / "a.md")
    assert received.media_type == "text/markdown"
    assert received.report.text.startswith("# Order\n\n* **The embassy")
    assert received.report.title is None


def test_the_users_word_beats_front_matter() -> None:
    keys = "title: A\noutlet: B\nauthor: C\nurl: https://d.example/2018/01/02/e\npublished: 2018-01-02"
    settings = Settings(title="T", outlet="O", author="W", url="https://u.example/", published="2019-09")
    report = receive(front(keys), settings=settings).report
    assert (report.title, report.outlet, report.author, report.url) == ("T", "O", "W", "https://u.example/")
    assert report.published == Published(
        earliest="2019-09-01", latest="2019-09-30", basis="given", why="The user said published: 2019-09."
    )


def test_a_date_the_user_gives_must_be_one() -> None:
    with pytest.raises(
        UsageError, match=r"expected published as a day, a month \(2018-08\) or a year, got 'last week'"
    ):
        receive(PROSE.encode(), settings=Settings(published="last week"))


@pytest.mark.parametrize(
    ("url", "earliest", "latest"),
    [
        ("https://a.example/2019/09/25/order", "2019-09-25", "2019-09-25"),
        ("https://a.example/news/2019-09-25-order.html", "2019-09-25", "2019-09-25"),
        ("https://a.example/view/AEN20190925003100325", "2019-09-25", "2019-09-25"),
        ("https://a.example/article/20190925/NEWS01/90925014", "2019-09-25", "2019-09-25"),
        ("https://a.example/2019/09/order/", "2019-09-01", "2019-09-30"),
        ("https://web.archive.org/web/20211003120000/https://a.example/2019/09/25/order", "2019-09-25", "2019-09-25"),
        ("https://web.archive.org/web/20211003120000/https://a.example/order", None, None),
        ("https://a.example/order?date=2019-09-25", None, None),
        ("https://a.example/story/1234567890", None, None),
        ("https://a.example/2019/13/45/order", None, None),
        ("https://a.example/resolution-2397-2017/", None, None),
    ],
)
def test_an_address_gives_its_date_but_not_that_of_an_archives_copy(
    url: str, earliest: str | None, latest: str | None
) -> None:
    published = receive(front(f"url: {url}")).report.published
    assert (published.earliest, published.latest) == (earliest, latest)
    assert published.basis == ("url" if earliest else "unknown")


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("SEOUL, Sept. 25, 2019 (Newswire) -- ", "2019-09-25"),
        ("Moscow, 25 September 2019 – ", "2019-09-25"),
        ("MOSCOW, September 25, 2019 /NEWSWIRE/ ", "2019-09-25"),
        ("25 September 2019\n\n", "2019-09-25"),
        ("By Ana Reyes\n\nPublished: Wed, September 25, 2019 10:32 AM KST\n\n", "2019-09-25"),
        ("SEOUL, Sept. 25 (Newswire) -- ", None),
        ("Updated: September 25, 2019\n\n", None),
        ("On September 3, 2017 — the day of the test — ", None),
        ("The resolution of December 22, 2017 - which the council adopted - ", None),
        ("December 22, 2017 was the day. ", None),
        ("© 2019 Pier Post, 25 September 2019\n\n", None),
    ],
)
def test_only_a_dateline_with_a_full_date_dates_a_text(opening: str, day: str | None) -> None:
    published = receive((opening + PROSE).encode()).report.published
    assert (published.earliest, published.basis) == (day, "text" if day else "unknown")
    assert day is None or published.why.endswith(".")


def test_a_files_time_is_never_used(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE, "utf-8")
    os.utime(tmp_path / "a.txt", (1_000_000_000, 1_000_000_000))
    assert receive(tmp_path / "a.txt").report.published.basis == "unknown"


def test_a_folder_is_expanded_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.html", "c.pdf", ".hidden.txt", ".git/x.txt", "b/.x/y.txt", "pic.png", "d.TXT"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = expand([tmp_path, "-", "https://a.example/x", tmp_path / "pic.png", tmp_path / "missing.txt"])
    names = [str(Path(item).relative_to(tmp_path)) if isinstance(item, Path) else item for item in found]
    assert names == [
        "a.html", "b/1.md", "b/2.txt", "c.pdf", "d.TXT", "-", "https://a.example/x", "pic.png", "missing.txt",
    ]  # fmt: skip


def test_a_folder_with_nothing_to_read_is_a_mistake_in_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"expected files ending in \.txt, .* found none in the folder"):
        expand([tmp_path])


def test_standard_input_is_read_to_its_end() -> None:
    code = "import sys; sys.path[:] = sys.argv[1:]; from sayso.intake import receive; print(receive('-').report.id)"
    run = subprocess.run([sys.executable, "-c", code, *sys.path], input=PROSE.encode(), capture_output=True, check=True)
    assert run.stdout.decode().strip() == fingerprint(PROSE)


@given(st.text(max_size=80))
def test_any_characters_at_all_are_read_or_refused_and_lead_back(raw: str) -> None:
    try:
        received = receive((raw + "\n" + PROSE).encode("utf-8", "surrogatepass"))
    except InputError:
        return
    text = received.report.text
    assert json.loads(json.dumps(text)) == text
    for start in range(0, len(text), 7):
        place = received.places(Span.of(text, start, start + 1))
        assert place == () or place[0].end <= len(raw) + len(PROSE) + 1


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        assert receive(data).report.text


def test_an_article_takes_under_three_milliseconds_language_included() -> None:
    data = front("title: Order\npublished: 2019-09-25", "\n\n".join([PROSE] * 26))
    assert len(data.split()) > 800
    took = []
    for _ in range(15):
        start = time.process_time()
        receive(data)
        took.append(time.process_time() - start)
    assert min(took) < 0.003
