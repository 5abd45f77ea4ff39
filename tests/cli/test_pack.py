import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.packs import compiled
from sayso.packs.loader import COMPILED

SMALL = Path(__file__).parents[1] / "packs" / "mine-clearance"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(SMALL, tmp_path / "pack"))


def edited(folder, old, new):
    path = folder / "pack.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def ended(folder, *options):
    result = CliRunner().invoke(main, ["pack", str(folder), *options])
    assert result.stdout == ""
    return result.exit_code, result.stderr


def test_a_sound_pack_gets_its_compiled_copy_and_no_other_file(folder):
    assert ended(folder) == (0, "")
    assert (folder / COMPILED).read_bytes() == compiled(folder)
    assert {path.name for path in folder.iterdir()} == {"pack.yaml", COMPILED}


def test_a_sound_pack_that_is_only_checked_gets_none(folder):
    assert ended(folder, "--check") == (0, "")
    assert not (folder / COMPILED).exists()


def test_a_faulty_pack_is_told_fault_by_fault_and_gets_none(folder):
    edited(folder, "months: 120", "months: 119")
    edited(folder, "[The sky cleared.]", "[Teams cleared two mines.]")
    code, told = ended(folder)
    assert code == 2
    assert told.count("\n") == 2
    assert "clear: expected 2021-02-01, 119 months after 2011-03-01, got 2021-03-01" in told
    assert "found in 'Teams cleared two mines.'" in told
    assert not (folder / COMPILED).exists()


def test_a_pattern_that_is_no_regular_expression_is_named_once(folder):
    code, told = ended(edited(folder, "match: velden protocol", "match: 'velden (protocol'"))
    assert code == 2
    assert told.count("'velden (protocol'") == 1


def test_a_list_that_a_pattern_asks_for_in_vain_is_named(folder):
    code, told = ended(edited(folder, "match: velden protocol", "match: 'velden {pact}'"))
    assert code == 2
    assert "pattern names {pact}: expected one of" in told


def test_a_folder_that_is_no_pack_is_a_wrong_pack(tmp_path):
    code, told = ended(tmp_path)
    assert code == 2
    assert "expected a pack's folder with a pack.yaml" in told
    assert told.count("\n") == 1


def test_a_copy_that_cannot_be_written_is_named_and_leaves_nothing_behind(folder):
    (folder / COMPILED).mkdir()
    code, told = ended(folder)
    assert code == 2
    assert f"expected to write {str(folder / COMPILED)!r}, the system says: " in told
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []
