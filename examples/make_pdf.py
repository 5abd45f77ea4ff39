"""Write monthly-note.pdf, the example of a report in PDF: `python examples/make_pdf.py`. The same bytes every time.

Everything in it is invented for sayso. CC0 1.0.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

TITLE = "After the deadline: what is said, and by whom"
HEADER = "Fictional Observatory on Overseas Labour · Monthly note 7"
PARAGRAPHS = (
    "Published 14 February 2020",
    "Eight weeks after the date by which resolution 2397 required all North Korean workers to be sent home, the "
    "Observatory has asked in five cities what became of them. Nobody whom we asked could give a figure for the whole.",
    "The clearest account comes from a former site manager, who left Kuwait in January. “We were 180 in March and 40 "
    "at the end,” he told the Observatory. “The last 40 were told to wait for a flight, and the flight never came.” He "
    "believes that they are still there.",
    "The airport authority says that it has no record of a group of that size. The contractor denies having employed "
    "North Koreans after June 2019.",
    "In Ulaanbaatar, according to a municipal register seen by the Observatory, 94 work permits held by North Koreans "
    "expired in November and were not renewed. Two neighbours of a building site said that the crew had moved out "
    "overnight.",
    "A foreign diplomat based in the region said that more than half of the workers in Mongolia might have left before "
    "the deadline. Another diplomat put the share at about 80 per cent. Neither would say what the estimate rests on.",
    "The Placeholder News Agency reported on 3 February, quoting an unnamed security official, that several hundred "
    "software engineers had been allowed to stay in Shenyang on short-term visas. The Observatory could not confirm "
    "this. A hotel owner there said that she knows of “perhaps a dozen” and that they pay a year in advance.",
    "Some analysts expect new crews to be sent as soon as attention fades. “They will come back as trainees, "
    "as students, as footballers if need be,” said Ada Exempel, who follows the question at the Made-Up School of Law. "
    "She added that the duty to return workers does not lapse with its date.",
    "It is not known whether the group in Kuwait was paid for its last months. The managers are said to have kept half "
    "of the wages. According to the former site manager, each man was left with between 100 and 150 dollars a month.",
    "The border between North Korea and China has been shut since late January because of the new coronavirus, so that "
    "nobody can return at present even if ordered to. The Observatory will ask again in April.",
)
WIDTH, LEADING, LINES = 88, 20, 33
LEFT, TOP, BOTTOM = 62, 742, 48


def lines() -> list[str]:
    """The text, wrapped, with an empty line after each paragraph."""
    return [line for paragraph in (TITLE, *PARAGRAPHS) for line in [*textwrap.wrap(paragraph, WIDTH), ""]]


def literal(line: str) -> bytes:
    """A line as a PDF string in WinAnsiEncoding."""
    return b"(" + line.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)") + b")"


def content(page: list[str], number: int, pages: int) -> bytes:
    """The drawing of one page: running head, text, foot."""
    text = b"".join(literal(line) + b" Tj T*\n" for line in page)
    head = b"BT /F1 8 Tf %d 790 Td %s Tj ET\n" % (LEFT, literal(HEADER))
    foot = b"BT /F1 8 Tf %d %d Td %s Tj ET\n" % (LEFT, BOTTOM, literal(f"Page {number} of {pages}"))
    return head + b"BT /F1 11 Tf %d TL %d %d Td\n" % (LEADING, LEFT, TOP) + text + b"ET\n" + foot


def pdf() -> bytes:
    """The file: catalogue, page tree, font, then a page and its drawing for each."""
    rows = lines()
    pages = [rows[at : at + LINES] for at in range(0, len(rows), LINES)]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title %s >>" % literal(TITLE),
    ]
    for number, page in enumerate(pages, 1):
        drawing = content(page, number, len(pages))
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (len(objects) + 2),
            b"<< /Length %d >>\nstream\n%sendstream" % (len(drawing), drawing),
        ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table) + tail


if __name__ == "__main__":
    Path(__file__).with_name("monthly-note.pdf").write_bytes(pdf())
