"""Bytes to characters: byte order mark, UTF-8, declared charset, then the likeliest of the rest, with a warning.

What cannot be a text is refused by what it is. What is a text mostly is kept: a byte that UTF-8 cannot hold is read as
Windows-1252, which is what it nearly always is where English text was pasted together.
"""

import codecs
import re

from sayso.errors import UnreadableError
from sayso.intake.received import SIGNS
from sayso.model import Warning

MARKS = (("utf-8", codecs.BOM_UTF8), ("utf-32-le", codecs.BOM_UTF32_LE), ("utf-32-be", codecs.BOM_UTF32_BE),
         ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE))  # fmt: skip
UNPRINTABLE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
STRAY = re.compile("[\udc80-\udcff]")
SAMPLE = 4096  # bytes from the start by which binary is told from text
Decoded = tuple[str, str, tuple[Warning, ...]]


def decoded(data: bytes, declared: str | None, subject: str) -> Decoded:
    """The characters of a text without byte order mark, its encoding, warnings; UnreadableError for anything else."""
    for encoding, mark in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding, ()
    sample = data[:SAMPLE]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):  # without their mark
        if len(sample) > 8 and sample[first::2].count(0) > 0.45 * len(sample) and not sample[1 - first :: 2].count(0):
            return data.decode(encoding, "replace"), encoding, ()
    kinds = [kind for magic, kind in SIGNS["magic"].items() if data.startswith(bytes.fromhex(magic))]
    if kinds or b"\0" in sample or len(UNPRINTABLE.findall(sample)) > len(sample) / 50:
        kind = kinds[0] if kinds else "binary data"
        raise UnreadableError(f"expected text, HTML or PDF, got {kind}: {subject}; convert it first")
    utf8 = None if data.isascii() else _as_declared(data, "utf-8")  # what is well-formed UTF-8 is not so by chance
    return utf8 or _as_declared(data, declared) or _as_utf8(data) or _as_guessed(data, subject)


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    try:
        name = codecs.lookup(declared or "utf-8").name
        name = "cp1252" if name in {"iso8859-1", "ascii"} else name  # as browsers do (WHATWG Encoding Standard, 4.2)
        return data.decode(name), name, ()
    except (LookupError, ValueError):
        return None


def _as_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with stray bytes in it, if there is more of it than of them."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(STRAY.findall(text))
    if len(data) - len(text) < stray:
        return None
    mended = STRAY.sub(lambda byte: bytes([ord(byte.group()) - 0xDC00]).decode("cp1252", "replace"), text)
    message = f"{stray} bytes are not UTF-8 like the rest; they were read as Windows-1252"
    return mended, "utf-8", (Warning(code="encoding-mixed", message=message),) if stray else ()


def _as_guessed(data: bytes, subject: str) -> Decoded:
    sample, name = data[: 16 * SAMPLE], "cp1252"
    if sum(byte > 0x7F for byte in sample) > len(sample) / 10:
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        if best is None:
            raise UnreadableError(f"expected text in a known encoding, got another: {subject}; save it as UTF-8")
        name = best.encoding
    text = data.decode(name, "replace")
    message = f"no encoding is declared and it is not UTF-8; read as {name}, {text.count(chr(0xFFFD))} bytes lost"
    return text, name, (Warning(code="encoding-guessed", message=message),)
