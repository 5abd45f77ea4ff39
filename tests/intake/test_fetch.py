"""The network: only what the user names, only public addresses, only so much, and each refusal with its reason."""

import gzip
import socket
import time

import httpx
import pytest

from sayso.errors import FetchError, TooLargeError
from sayso.intake import Settings, receive
from sayso.intake.fetch import checked_address, connected

PAGE = b"""<!doctype html><html><head><title>Order</title></head><body><article><h1>Order</h1>
<p>The embassy told managers on Monday that all workers must leave by December, a person familiar with it said.</p>
<p>Nobody will be allowed to stay, the person said. The ministry did not answer questions about the order.</p>
</article></body></html>"""
HERE = Settings(allow_loopback=True, max_seconds=10)


def answer(site, path, status=200, body=PAGE, drip=0.0, **headers):
    named = {"Content-Type": "text/html", **{name.replace("_", "-"): value for name, value in headers.items()}}
    from_conftest = type(site).answer_type
    site.answers[path] = from_conftest(status, body, tuple(named.items()), drip)
    return site.url(path)


def test_a_page_is_fetched_and_keeps_its_address(site) -> None:
    url = answer(site, "/2019/09/25/order?id=1")
    received = receive(url, settings=HERE)
    assert received.report.text.startswith("The embassy told managers")
    assert received.report.url == url
    assert (received.report.published.earliest, received.report.published.basis) == ("2019-09-25", "url")
    assert received.original == PAGE


def test_nothing_but_the_page_is_asked_for_and_no_cookie_comes_back(site) -> None:
    answer(site, "/a", 302, b"", Location="/b", Set_Cookie="id=7")
    answer(site, "/b", body=PAGE.replace(b"<article>", b'<img src="/pixel.png"><script src="/x.js"></script><article>'))
    receive(site.url("/a"), settings=HERE)
    assert [path for path, _ in site.asked] == ["/a", "/b"]
    assert all("Cookie" not in headers and "Authorization" not in headers for _, headers in site.asked)


def test_plain_text_and_charsets_of_the_answer_are_used(site) -> None:
    url = answer(site, "/a", body="The café owners said no to all of it on Monday.".encode("cp1252"))
    site.answers["/a"] = site.answers["/a"]._replace(headers=(("Content-Type", "text/plain; charset=windows-1252"),))
    received = receive(url, settings=HERE)
    assert received.report.text == "The café owners said no to all of it on Monday."
    assert received.warnings == ()


def test_a_compressed_answer_is_unpacked(site) -> None:
    url = answer(site, "/a", body=gzip.compress(PAGE), Content_Encoding="gzip")
    assert receive(url, settings=HERE).original == PAGE


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "404 Not Found"), (403, "403 Forbidden"), (500, "500 Internal"), (204, "204")]
)
def test_an_error_status_is_named(site, status: int, reason: str) -> None:
    url = answer(site, "/gone?key=secret", status, b"")
    with pytest.raises(FetchError, match=f"expected 200, got {reason}") as caught:
        receive(url, settings=HERE)
    assert "secret" not in str(caught.value)
    assert caught.value.code == "fetch"


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("file:///etc/passwd", "expected http or https"),
        ("ftp://a.example/x", "expected http or https"),
        ("http://10.0.0.1/", r"expected a public address, got 10\.0\.0\.1 at 10\.0\.0\.1"),
        ("http://169.254.169.254/latest/meta-data/", "expected a public address"),
        ("http://[fd00:ec2::254]/", "expected a public address"),
        ("http://[::ffff:10.0.0.1]/", "expected a public address"),
        ("http://[64:ff9b::a00:1]/", "expected a public address"),
        ("http://0x0a000001/", "expected a public address"),
        ("http://user:word@127.0.0.1/", "expected http or https and no user name"),
        ("http://127.0.0.1:99999/", "expected a page, got ConnectError"),
    ],
)
def test_a_redirect_to_anything_else_is_refused(site, location: str, message: str) -> None:
    url = answer(site, "/a", 302, b"", Location=location)
    with pytest.raises(FetchError, match=message) as caught:
        receive(url, settings=HERE)
    assert "word" not in str(caught.value)


def test_five_redirects_are_followed_and_a_sixth_is_not(site) -> None:
    for hop in range(7):
        answer(site, f"/{hop}", 301, b"", Location=f"/{hop + 1}")
    answer(site, "/5")
    assert receive(site.url("/0"), settings=HERE).report.url == site.url("/5")
    answer(site, "/5", 301, b"", Location="/6")
    answer(site, "/6")
    with pytest.raises(FetchError, match="expected at most 5 redirects, got more"):
        receive(site.url("/0"), settings=HERE)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "100.100.100.200", "192.0.2.1", "198.18.0.1",
        "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001:db8::1", "localhost",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(FetchError, match="expected a public address"):
        checked_address(address, Settings())


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111"])
def test_a_public_address_is_allowed(address: str) -> None:
    assert checked_address(address, Settings()) == address


def test_loopback_alone_is_what_the_setting_allows() -> None:
    assert checked_address("127.0.0.1", HERE) == "127.0.0.1"
    with pytest.raises(FetchError):
        checked_address("192.168.1.1", HERE)


def test_without_the_setting_this_machine_is_not_asked(site) -> None:
    with pytest.raises(FetchError, match=r"expected a public address, got 127\.0\.0\.1"):
        receive(answer(site, "/a"))
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_connected_to(site) -> None:
    answer(site, "/a")
    port = site.address.rpartition(":")[2]
    asked = httpx.URL(f"http://rebinding.invalid:{port}/a")  # a name that no resolver answers
    found = connected(asked, "127.0.0.1", HERE)
    assert found.data == PAGE
    assert site.asked[0][1]["Host"] == f"rebinding.invalid:{port}"


def test_a_name_that_is_not_there_and_a_closed_port_say_so() -> None:
    with pytest.raises(
        FetchError, match=r"expected a page, got gaierror: http://nowhere\.invalid/x; check the address"
    ):
        receive("http://nowhere.invalid/x?q=1", settings=HERE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="got ConnectError"):
        receive(f"http://127.0.0.1:{port}/", settings=HERE)


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "video/mp4", "application/json"])
def test_other_kinds_of_content_are_refused_by_name(site, kind: str) -> None:
    with pytest.raises(FetchError, match=f"expected HTML, text or PDF, got {kind}"):
        receive(answer(site, "/a", Content_Type=kind), settings=HERE)


def test_an_answer_over_the_bound_is_cut_off(site) -> None:
    small = Settings(allow_loopback=True, max_bytes=100_000, max_seconds=5)
    with pytest.raises(TooLargeError, match="expected at most 100,000 bytes, got more"):
        receive(answer(site, "/a", body=b"a" * 3_000_000), settings=small)
    bomb = gzip.compress(b"a" * 50_000_000)
    with pytest.raises(TooLargeError, match="expected at most 100,000 bytes, got more"):
        receive(answer(site, "/b", body=bomb, Content_Encoding="gzip"), settings=small)


def test_a_coding_we_did_not_ask_for_is_refused(site) -> None:
    with pytest.raises(FetchError, match="expected gzip or no coding, got br"):
        receive(answer(site, "/a", Content_Encoding="br"), settings=HERE)
    with pytest.raises(FetchError, match="expected a page, got error"):
        receive(answer(site, "/b", body=b"not gzip at all", Content_Encoding="gzip"), settings=HERE)


def test_a_server_that_drips_is_left_in_time(site) -> None:
    url = answer(site, "/a", drip=0.2)
    start = time.perf_counter()
    with pytest.raises(FetchError, match=r"expected an answer within 0\.5 s, got none"):
        receive(url, settings=Settings(allow_loopback=True, max_seconds=0.5))
    assert time.perf_counter() - start < 15
