"""What the documentation shows is so: commands run, links lead somewhere, the tree is the tree."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import sayso

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
RUN = {"sayso": "run", "make": "look at the plan of"}
"""The commands that a page may show, and what is done with them here."""


class Block(NamedTuple):
    page: Path
    language: str
    text: str


def named(path):
    return str(path.relative_to(ROOT))


def blocks(page, *languages):
    found = (Block(page, *match.groups()) for match in FENCE.finditer(page.read_text(encoding="utf-8")))
    return [block for block in found if block.language in languages]


def commands(page):
    """The lines that a person would type, without the prompt."""
    lines = [line for block in blocks(page, "console") for line in block.text.splitlines()]
    bash = [line for block in blocks(page, "bash") for line in block.text.splitlines()]
    return [line[2:] for line in lines if line.startswith("$ ")] + [line for line in bash if line and line[0] != "#"]


def prose(page):
    """A page without its fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors(page):
    """What a heading is called in an address, as the usual hosts write it."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.fixture
def desk(tmp_path, monkeypatch, page):
    """A folder as a reader of the docs has it: the examples, with the case where a page uses it, and `sayso`."""
    ignored = () if "dprk-workers" in page.read_text(encoding="utf-8") else ("dprk-workers",)
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns(*ignored))
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    return tmp_path


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page) or blocks(page, "python")], ids=named)
def test_what_a_page_shows_runs(page, desk):
    for command in commands(page):
        first = command.split()[0]
        assert first in RUN, f"{named(page)} shows {command!r}: a test can run only {', '.join(RUN)}"
        line, folder = (f"{command} --dry-run", ROOT) if first == "make" else (command, desk)
        done = subprocess.run(line, shell=True, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{named(page)} shows {command!r}, which ends in {done.returncode}:\n{done.stderr}"
        assert "Traceback" not in done.stderr
    script = "\n".join(block.text for block in blocks(page, "python"))
    done = subprocess.run([sys.executable, "-c", script], cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"the Python of {named(page)} fails:\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page):
    for link in LINK.findall(prose(page)):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{named(page)} links to {link}, which is not there"
        assert not anchor or anchor in anchors(target), f"{named(page)} links to {link}: no such heading"


def test_every_page_is_reached_from_the_index():
    index, todo = ROOT / "docs/index.md", [ROOT / "docs/index.md"]
    reached = {index}
    while todo:
        page = todo.pop()
        for link in LINK.findall(prose(page)):
            target = (page.parent / link.partition("#")[0]).resolve()
            if target.suffix == ".md" and target.is_relative_to(ROOT / "docs") and target not in reached:
                reached.add(target)
                todo.append(target)
    assert sorted(map(named, set(PAGES) - reached - {ROOT / "README.md"})) == []


def test_every_picture_is_shown_and_light():
    shown = {(page.parent / link).resolve() for page in PAGES for link in LINK.findall(prose(page))}
    for picture in (ROOT / "docs/pictures").iterdir():
        assert picture.suffix in {".sh", ".py"} or picture in shown, f"{named(picture)} is shown nowhere"
        assert picture.stat().st_size < 300_000, f"{named(picture)} is over 300 kB"


def tree():
    """The paths in README's tree, by their indents."""
    block = next(block for block in blocks(ROOT / "README.md", "") if "src/sayso/" in block.text)
    parent = Path()
    for line in block.text.splitlines():
        names = re.split(r"\s{2,}", line.strip())[0]
        indented = line.startswith(" ")
        for name in names.split(", "):
            yield parent / name if indented else Path(name)
        if not indented:
            parent = Path(names)


def test_the_tree_in_the_readme_is_the_tree():
    shown = set(tree())
    assert sorted(str(path) for path in shown if not (ROOT / path).exists()) == []
    package = {path.relative_to(ROOT) for path in (ROOT / "src/sayso").iterdir() if path.name[0] != "_"}
    missing = {path for path in package if path.suffix != ".typed"} - shown
    assert sorted(map(str, missing)) == [], "README's tree leaves out rooms"


def tables(page):
    return re.findall(r"(?:^\|.*\n)+", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_readme_gives_the_accuracy_that_was_measured():
    assert tables(ROOT / "docs/explanation/accuracy.md")[0] in tables(ROOT / "README.md")


def test_the_reader_finds_what_the_tutorial_says_that_it_finds():
    record = sayso.read(ROOT / "examples/cannery.txt").record
    found = {claim.span.text: claim for claim in record.claims}
    sources = {source.id: source for source in record.sources}
    back = found["they would not be coming back"]
    assert (back.certainty, back.polarity) == ("certain", "denied")
    assert sources[back.source].proximity == "participant"
    assert found["they will probably go on laying bricks"].certainty == "probable"
    assert found["On paper they may become students"].certainty == "possible"
    assert ["Pyongyang has" in claim.span.text for claim in record.claims if claim.hearsay] == [True]
    assert len(found["There will be no exceptions"].chain) == 3
    assert found["the order also covers workers in China"].certainty == "unknown"
    assert len(record.questions) == 2


def test_the_makefile_says_what_it_makes():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split())
    assert set(re.findall(r"^\t@echo 'make (\w+) ", makefile, re.MULTILINE)) == phony - {"help"}
