"""Reading a folder of YAML: what is merged, what is refused with which words, and when the compiled copy stands in."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import PackError
from sayso.packs import compiled, load
from sayso.packs.loader import COMPILED, folder_of

SMALL = Path(__file__).parent / "mine-clearance"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(SMALL, tmp_path / "pack"))


def edited(folder, old, new):
    path = folder / "pack.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_the_shipped_compiled_copy_was_made_from_the_shipped_yaml():
    copy = (folder_of("dprk-workers") / COMPILED).read_bytes()
    assert copy == compiled("dprk-workers"), "run `sayso pack dprk-workers`"


def test_a_compiled_copy_gives_the_same_pack_as_the_yaml(folder):
    from_yaml = load(folder)
    (folder / COMPILED).write_bytes(compiled(folder))
    from_copy = load(folder)
    assert all(getattr(from_copy, name) == getattr(from_yaml, name) for name in from_yaml.__struct_fields__)


def test_a_compiled_copy_is_passed_over_once_a_file_has_changed(folder):
    (folder / COMPILED).write_bytes(compiled(folder))
    edited(folder, 'version: "1"', 'version: "2"')
    assert load(folder).version == "2"


def test_the_shipped_pack_loads_without_the_yaml_library():
    code = "import sys; from sayso.packs import load; load(); sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}, check=False).returncode == 0


def test_a_pack_may_be_one_file_or_many(folder):
    whole = load(folder)
    head, _, tail = (folder / "pack.yaml").read_text("utf-8").partition("kinds:\n")
    (folder / "pack.yaml").write_text(head, "utf-8")
    (folder / "kinds.yaml").write_text("default: {source: own, as_of: 2026-11-23}\nkinds:\n" + tail, "utf-8")
    assert load(folder).kinds == whole.kinds


def test_a_fact_takes_the_source_of_its_file_unless_it_names_its_own(folder):
    edited(folder, "sources:", "sources:\n  act: {title: The protocol's text, licence: public, as_of: 2020-05-06}")
    edited(
        folder,
        "    title: Velden Protocol on mines",
        "    title: Velden Protocol on mines\n    source: act\n    as_of: 2020-05-06",
    )
    pack = load(folder)
    assert pack.kinds[0].source == "own"
    assert (pack.instruments[0].source, str(pack.instruments[0].as_of)) == ("act", "2020-05-06")
    assert pack.instruments[0].duties[0].source == "act", "what stands inside a fact comes from where the fact does"


def test_an_included_file_adds_its_words_of_doubt(folder):
    edited(folder, "default_kind: other", "default_kind: other\ninclude: [english/firmness]")
    edited(folder, "sources:", "sources:\n  factbank: {title: FactBank, licence: cited, as_of: 2020-01-01}")
    assert {mark.level for mark in load(folder).marks} == {"probable", "possible", "unknown", None}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("adopted: 2011-03-01", "adopted: spring", ["in instruments", "adopted", "Invalid"]),
        ("title: Velden Protocol on mines", "title: 7", ["in instruments", "Expected `str`, got `int`", "$[0].title"]),
        ("nature: act", "nature: wish", ["in instruments", "Invalid enum value 'wish'", "duties"]),
        ("weight: 0.8", "weight: 8", ["in kinds", "Expected `float` <= 1", "weight"]),
        ("definition: Mined land", "meaning: Mined land", ["in kinds", "unknown field `meaning`"]),
        ("default_kind: other\n", "", ["expected default_kind, got none"]),
        ("kinds:\n", "kind:\n", ["got 'kind'", "kinds"]),
        ("licence: CC0-1.0, ", "", ["in sources", "missing required field `licence`"]),
        ("default: {source: own, as_of: 2026-11-23}", "default: {source: own}", ["missing required field `as_of`"]),
        ("default: {source: own,", "default: {source: rumour,", ["expected sources own, got rumour"]),
        ("example: [Article 5 of the Velden Protocol sets the day.]", "example: []", ["length >= 1", "example"]),
        ("default_kind: other", "default_kind: other\ninclude: [english/klingon]", ["in include", "english/klingon"]),
    ],
)
def test_wrong_data_is_refused_with_its_file_its_place_and_what_was_expected(folder, old, new, told):
    with pytest.raises(PackError) as error:
        load(edited(folder, old, new))
    assert "pack.yaml" in str(error.value)
    assert all(part in str(error.value) for part in told), str(error.value)


def test_a_word_list_defined_in_two_files_is_refused_by_name(folder):
    (folder / "more.yaml").write_text("words:\n  clear: [tidy]\n", "utf-8")
    with pytest.raises(PackError, match=r"more\.yaml, in words: expected each name once in a pack, got clear again"):
        load(folder)


def test_a_key_that_cannot_be_joined_may_stand_in_one_file_only(folder):
    (folder / "more.yaml").write_text("title: Another title\n", "utf-8")
    with pytest.raises(PackError, match=r"more\.yaml, in title: expected each name once"):
        load(folder)


@pytest.mark.parametrize("text", ["- a\n- b\n", "words: {a: [b\n", "just words"])
def test_what_is_no_mapping_of_keys_is_refused_by_file(folder, text):
    (folder / "more.yaml").write_text(text, "utf-8")
    with pytest.raises(PackError, match=r"more\.yaml: expected"):
        load(folder)


def test_a_folder_without_a_pack_is_refused_with_its_path(tmp_path):
    with pytest.raises(PackError, match=r"pack\.yaml: expected a pack's folder"):
        load(tmp_path)


def test_on_off_yes_no_and_norway_stay_words(folder):
    edited(folder, "  due: [deadline, by, within]", "  due: [deadline, by, within, on, off, yes, no, y, n]")
    edited(folder, "units:", "countries:\n  - {id: NO, name: Norway}\nunits:")
    pack = load(folder)
    assert pack.words["due"][3:] == ("on", "off", "yes", "no", "y", "n")
    assert pack.countries[0].id == "NO"
