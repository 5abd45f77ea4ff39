"""The one door to the network: a page the user named by its URL, and nothing that the page asks for.

Each hop's name is looked up once, refused unless every address it has is public, and connected to at the address that
was checked, so that a name which answers differently the second time leads nowhere. No cookies, no credentials, no
proxies from the environment; what comes back is bounded in bytes, in time and in kind.
"""

import ipaddress
import re
import socket
import threading
import zlib
from typing import NamedTuple
from urllib.parse import urljoin

import httpx

from sayso.errors import FetchError, InputError, TooLargeError
from sayso.intake.received import Settings

HOPS = 5
UNKNOWN = "application/octet-stream"
KINDS = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", UNKNOWN})
INWARD = tuple(map(ipaddress.ip_network, ("168.63.129.16/32", "64:ff9b::/96", "2002::/16")))
"""Public by number, but Azure's platform answers the first inside its hosts, and the others wrap an IPv4 address."""
HEADERS = {"User-Agent": "sayso", "Accept": "text/html, application/pdf, text/plain", "Accept-Encoding": "gzip"}


class Fetched(NamedTuple):
    data: bytes
    url: str  # where it was found in the end; `subject` is the same, fit for a message
    subject: str
    media_type: str | None
    charset: str | None


def fetch(url: str, settings: Settings) -> Fetched:
    """What a URL holds. Raises FetchError with the reason or the status, TooLargeError past `max_bytes`."""
    outcome: list[Fetched | Exception] = []
    # looking up a name cannot be interrupted, and a server may drip for hours within each single timeout
    thread = threading.Thread(target=lambda: outcome.append(_follow(url, settings)), daemon=True)
    thread.start()
    thread.join(settings.max_seconds)
    if not outcome:
        raise FetchError(f"expected an answer within {settings.max_seconds:g} s, got none: {_shown(url)}; try later")
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


def _follow(url: str, settings: Settings) -> Fetched | Exception:
    """What a URL holds, or why not: this runs in a thread of its own, where an error raised would be lost."""
    try:
        for _ in range(HOPS + 1):
            asked = httpx.URL(url)
            if asked.scheme not in {"http", "https"} or not asked.host or asked.userinfo:
                return FetchError(f"expected http or https and no user name, got {_shown(url)}; save it to a file")
            answer = connected(asked, checked_address(asked.host, settings), settings)
            if isinstance(answer, Fetched):
                return answer
            url = urljoin(url, answer)
        return FetchError(f"expected at most {HOPS} redirects, got more: {_shown(url)}; give the final address")
    except InputError as error:
        return error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, zlib.error) as error:
        return FetchError(f"expected a page, got {type(error).__name__}: {_shown(url)}; check the address")


def checked_address(host: str, settings: Settings) -> str:
    """The address to connect to; raises FetchError if any that the name has is not public."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    for ip in (ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found):
        public = ip.is_global and not (ip.is_multicast or ip.is_reserved or any(ip in inward for inward in INWARD))
        if not (public or (ip.is_loopback and settings.allow_loopback)):
            raise FetchError(f"expected a public address, got {host} at {ip}; save the page to a file")
    return str(found[0][4][0])


def connected(asked: httpx.URL, address: str, settings: Settings) -> Fetched | str:
    """What `asked` holds, or where it sends us, from `address`; certificates are checked against the name."""
    headers, name = {**HEADERS, "Host": asked.netloc.decode("ascii")}, {"sni_hostname": asked.raw_host.decode("ascii")}
    subject, tls = _shown(str(asked)), asked.scheme == "https"
    with (
        httpx.Client(verify=tls, trust_env=False, follow_redirects=False, timeout=settings.max_seconds) as client,
        client.stream("GET", asked.copy_with(host=address), headers=headers, extensions=name) as answer,
    ):
        if answer.has_redirect_location:
            return str(answer.headers["location"])
        if answer.status_code != 200:
            raise FetchError(f"expected 200, got {answer.status_code} {answer.reason_phrase}: {subject}")
        kind = answer.headers.get("content-type", UNKNOWN).partition(";")[0].strip().lower()
        if kind not in KINDS:
            raise FetchError(f"expected HTML, text or PDF, got {kind}: {subject}; give the article's own page")
        data = _body(answer, settings.max_bytes, subject)
        return Fetched(data, str(asked), subject, None if kind == UNKNOWN else kind, answer.charset_encoding)


def _body(answer: httpx.Response, most: int, subject: str) -> bytes:
    coding = answer.headers.get("content-encoding", "identity").lower()
    if coding not in {"identity", "gzip"}:
        raise FetchError(f"expected gzip or no coding, got {coding}: {subject}; save the page to a file")
    unpack, data = zlib.decompressobj(wbits=31), bytearray()
    for chunk in answer.iter_raw():
        data += unpack.decompress(chunk, most + 1 - len(data)) if coding == "gzip" else chunk
        if len(data) > most:
            raise TooLargeError(f"expected at most {most:,} bytes, got more: {subject}; raise max_bytes")
    return bytes(data)


def _shown(url: str) -> str:
    """An address fit for a message: no user name, no query, which may hold a key."""
    return re.sub(r"(?<=//)[^/?#]*@|[?#].*", "", url)
