"""Input that is wrong, huge or made to do harm: the error's type, its words, and how long it takes."""

import os
import resource
import time
from pathlib import Path

import pytest

from sayso.errors import InputError, LanguageError, TooLargeError, UnreadableError
from sayso.intake import Settings, receive

PROSE = "The embassy told managers on Monday that all workers must leave by December, a person familiar with it said."
SOON = 1.0
"""Seconds of our own CPU time in which anything is refused; what is taken apart has a clock of its own."""


def refused(
    item, error: type[InputError], message: str, within: float = SOON, settings: Settings | None = None
) -> InputError:
    start = time.process_time()
    with pytest.raises(error, match=message) as caught:
        receive(item, settings=settings or Settings())
    assert time.process_time() - start < within
    assert type(caught.value) is error
    return caught.value


def refusal(item) -> InputError | None:
    try:
        receive(item)
    except InputError as error:
        return error
    return None


def test_an_empty_file_and_one_of_white_space_hold_no_text(tmp_path: Path) -> None:
    for name, data in (
        ("empty.txt", b""),
        ("white.txt", b" \r\n\t\n"),
        ("mark.txt", b"\xef\xbb\xbf\n"),
        ("front.md", b"---\ntitle: x\n---\n"),
    ):
        (tmp_path / name).write_bytes(data)
        refused(tmp_path / name, UnreadableError, f"expected a text, got nothing but white space: .*{name}; check")
    refused(b"\xc2\xa0\xe2\x80\xa8", UnreadableError, "nothing but white space")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)), "a ZIP archive or Office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "an old Office document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a PNG image"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "a JPEG image"),
        (b"{\\rtf1\\ansi " + PROSE.encode(), "an RTF document"),
        (b"\x1f\x8b\x08" + bytes(100), "a gzip archive"),
        (bytes(range(256)) * 20, "binary data"),
        (os.urandom(5000), "binary data"),
        (PROSE.encode() + b"\x00" * 10, "binary data"),
    ],
)
def test_binary_is_refused_by_what_it_is(data: bytes, kind: str) -> None:
    refused(data, UnreadableError, f"expected text, HTML or PDF, got {kind}: the bytes given; convert it first")


def test_two_hundred_megabytes_are_refused_without_reading_them(tmp_path: Path) -> None:
    with open(tmp_path / "huge.txt", "wb") as file:
        file.write(PROSE.encode())
        file.truncate(200_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused(
        tmp_path / "huge.txt", TooLargeError, r"expected at most 20,000,000 bytes, got more: .*huge\.txt; split it or"
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000, "kilobytes"


def test_a_device_without_end_is_refused() -> None:
    refused("/dev/zero", TooLargeError, "expected at most 20,000,000 bytes, got more: /dev/zero")


def test_the_worst_white_space_stays_within_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data = b"word  " * 200_000
    assert receive(data).report.text.startswith("word word")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120_000, (
        "kilobytes for three megabytes of text"
    )


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul><li", "table><tr><td", "blockquote", "font"])
def test_a_page_nested_a_hundred_thousand_deep_neither_breaks_nor_hangs(tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 100_000}{PROSE}</body></html>".encode()
    start = time.perf_counter()
    error = refusal(page)
    assert error is None or str(error).startswith("expected ")
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize(
    "body",
    [
        "<p>word" * 300_000,
        f"<p {' '.join(f'a{n}=1' for n in range(200_000))}>",
        "<a href=x>word</a> " * 200_000,
        "a<br>" * 400_000,
    ],
)
def test_a_page_that_takes_too_long_is_given_up_in_time(body: str) -> None:
    page = f"<html><body><article>{body}</article></body></html>".encode()
    start = time.perf_counter()
    refused(page, TooLargeError, "expected to be done within 1 s and 1000 MB, ran out", 3, Settings(max_seconds=1))
    assert time.perf_counter() - start < 30


def test_a_missing_file_a_folder_and_a_broken_path_say_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    expected = "expected a file that can be read, got "
    refused(
        tmp_path / "none.txt", UnreadableError, expected + r"'no such file or directory': .*none\.txt; check the path"
    )
    refused(tmp_path, UnreadableError, expected + "'is a directory'")
    refused(tmp_path / "a.txt" / "b.txt", UnreadableError, expected + "'not a directory'")
    refused("a" * 5000, UnreadableError, expected + "'file name too long'")
    refused("a\0b", UnreadableError, expected + "'not a path'")


def test_a_file_we_may_not_read_says_so(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(PROSE)
    secret.chmod(0)
    os.chmod(tmp_path, 0o755)
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:  # root may read anything, so the child is nobody
        answer = "read"
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            receive(secret)
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
        os.write(tell, answer.encode())
        os._exit(0)
    os.waitpid(child, 0)
    answer = os.read(told, 10_000).decode()
    assert (
        answer
        == f"UnreadableError: expected a file that can be read, got 'permission denied': {secret}; check the path"
    )


def test_text_in_another_encoding_is_read_with_a_warning() -> None:
    received = receive("The café’s owners – all four – said no on Monday, and closed their doors.".encode("cp1252"))
    assert received.report.text == "The café’s owners – all four – said no on Monday, and closed their doors."
    assert received.encoding == "cp1252"
    (warning,) = received.warnings
    assert (warning.code, warning.message) == (
        "encoding-guessed", "no encoding is declared and it is not UTF-8; read as cp1252, 0 bytes lost",
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_are_read(encoding: str) -> None:
    assert receive(f"{PROSE} The café was shut.".encode(encoding)).report.text == f"{PROSE} The café was shut."


def test_mixed_encodings_keep_all_that_can_be_kept() -> None:
    data = (
        "“The café,” he said. ".encode() * 3 + "The “old” café – shut – was his.".encode("cp1252") + b" \x81 The end."
    )
    received = receive(data)
    assert received.report.text == "“The café,” he said. " * 3 + "The “old” café – shut – was his. \ufffd The end."
    (warning,) = received.warnings
    assert (warning.code, warning.message[:5]) == ("encoding-mixed", "6 byt")


def test_another_language_is_named_in_words() -> None:
    korean = (
        "북한 노동자들이 중국에서 귀국하라는 명령을 받았다고 소식통이 전했다. 모든 노동자는 십이월까지 돌아가야 한다."
    )
    error = refused(
        korean.encode(), LanguageError, "expected English, got a report in Korean: the bytes given; translate it"
    )
    assert error.language == "ko"
    refused(korean.encode("euc-kr"), LanguageError, "in Korean")
    french = (
        "Le ministère a déclaré jeudi que la plupart des travailleurs étaient rentrés chez eux avant la date limite."
    )
    refused(french.encode("cp1252"), LanguageError, "in French")
    hebrew = "משרד החוץ הודיע ביום חמישי כי רוב העובדים חזרו לבתיהם לפני המועד האחרון שנקבע להם."
    assert refused(hebrew.encode(), LanguageError, "in Hebrew").language == "he"


def test_what_is_said_of_the_language_beats_what_is_seen() -> None:
    refused(f"---\nlanguage: ko\n---\n{PROSE}".encode(), LanguageError, "in Korean")
    refused(PROSE.encode(), LanguageError, "in Chinese", settings=Settings(language="zh-Hant"))
    names = "---\nlanguage: English\n---\nPak Kim Ri Choe Hyon Jong Nam Sok Chol Yong Hae Song Il Ho Thae Bok Su Gil"
    assert receive(names.encode()).report.language == "en"


@pytest.mark.parametrize(
    "short",
    [
        "Six workers returned.",
        "Pyongyang, Vladivostok, Dandong",
        "Kim Jong Un visited Pyongyang.",
        "Ri Son Gwon",
        "1,023",
        "😀",
    ],
)
def test_a_short_text_is_english_unless_it_surely_is_not(short: str) -> None:
    assert receive(short.encode()).report.language == "en"


def test_a_report_half_in_english_is_read() -> None:
    assert receive(f"{PROSE}\n\n{PROSE}\n\n모든 노동자는 십이월까지 돌아가야 한다.".encode()).report.language == "en"


def test_right_to_left_zero_width_and_joined_characters_stay_and_are_warned_of() -> None:
    text = f"{PROSE} He wrote \u202eevil\u202c, mur\u200bder, שלום and 👩\u200d🔬 in e\ufeffach line."
    received = receive(text.encode())
    assert received.report.text == text
    (warning,) = received.warnings
    assert warning.code == "invisible-characters"
    assert warning.message.startswith("4 invisible"), "the joiner in the emoji is at work, not hiding"
    assert receive(f"{PROSE} 👩\u200d🔬 😀".encode()).warnings == ()


def test_no_error_holds_words_of_the_report() -> None:
    for data in (
        b"%PDF-1.4 confidant",
        b"PK\x03\x04confidant",
        b"<html><p>confidant</p>",
        ("секретный источник confidant сообщил в четверг " * 5).encode(),
    ):
        with pytest.raises(InputError) as caught:
            receive(data)
        assert "confidant" not in str(caught.value)
