"""What is shipped: the wheel, the locks, the version, and words that must not be in the project."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import sayso

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
FOR_OTHERS = {"lxml-html-clean"}
"""Asked for because a dependency fails to ask for it in a way that every installer understands."""
LOCKS = ("requirements.lock", "requirements-dev.lock")
MADE = {".git", ".venv", ".venv-training", ".venv-peer", "build", "dist", "out", "runs", "__pycache__"}
"""Folders that git does not keep, besides those whose name says that they are caches."""


def normal(requirement):
    """A requirement's project name in the form that PyPA's specification compares."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def pins(lock):
    """Name to the versions that a lock gives it (more than one where platforms differ)."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([\w.\-\[\],]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        found.setdefault(normal(name), set()).add(version)
    return found


def texts():
    """Every text file of the project as `(path, text)`."""
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if MADE & set(parts) or any(part.endswith(("_cache", ".egg-info", ".hypothesis")) for part in parts):
            continue
        if path.is_file() and path.suffix not in {".onnx", ".npz", ".bin", ".pdf", ".png", ".pyc"}:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8", errors="replace")


def test_the_version_is_the_same_everywhere():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+),", changelog, re.MULTILINE)[1]
    assert PROJECT["project"]["version"] == sayso.__version__ == newest
    assert f"sayso {newest}:" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_project_names_no_registry_and_no_place_on_a_developers_disk():
    hosts = ["pypi" + ".org", "pypi" + ".python", "pythonhosted" + ".org", "npmjs" + ".org", "registry." + "npm"]
    hosts += ["huggingface" + ".co", "crates" + ".io", "proxy.golang" + ".org", "conda" + ".anaconda"]
    places = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "/opt/py" + "pi"]
    found = [(str(path), word) for path, text in texts() for word in (*hosts, *places) if word in text]
    assert found == []


def test_only_training_and_measuring_look_outside_the_project():
    outside = [str(path) for path, text in texts() if "sha" + "red/" in text]
    assert [path for path in outside if not path.startswith(("training/", "bench/", "tests/quality/"))] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_what_the_project_asks_for_by_hash_and_names_no_host(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    groups = ["build"] if lock == LOCKS[0] else list(GROUPS)
    asked = {normal(each) for each in (*PROJECT["project"]["dependencies"], *(r for g in groups for r in GROUPS[g]))}
    assert asked - pins(lock).keys() == set(), "run `make lock`"
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_locks_agree():
    run, dev = pins(LOCKS[0]), pins(LOCKS[1])
    assert {name: versions for name, versions in run.items() if dev.get(name) != versions} == {}


def test_the_page_on_dependencies_has_a_line_for_each_and_no_other():
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| ([a-z][\w-]*) \| \S", page, re.MULTILINE)
    asked = {normal(each) for each in (*PROJECT["project"]["dependencies"], *(r for g in GROUPS.values() for r in g))}
    assert sorted(name for name in told if name != "package") == sorted(asked)


def test_the_package_imports_what_it_asks_for_and_nothing_else():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "src").rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    tops = {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"sayso"}
    shipped = packages_distributions()
    imported = {normal(shipped[top][0]) if top in shipped else top for top in tops}
    needed = {normal(each) for each in PROJECT["project"]["dependencies"]} - FOR_OTHERS
    assert imported - {normal(each) for each in GROUPS["data"]} == needed


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_package_its_data_and_its_licences_and_nothing_else(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {str(path.relative_to(ROOT / "src")) for path in (ROOT / "src/sayso").rglob("*") if path.is_file()}
    package = {name for name in package if "__pycache__" not in name}
    info = f"sayso-{sayso.__version__}.dist-info"
    rest = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE", "licenses/NOTICE"}
    assert names == package | {f"{info}/{name}" for name in rest}
    for needed in ("encoder/weights/reader.onnx", "encoder/weights/heads.npz", "encoder/weights/tokenizer.json",
                   "packs/dprk-workers/pack.yaml", "publishing/templates/page.html", "py.typed"):  # fmt: skip
        assert f"sayso/{needed}" in names


def test_the_wheel_is_under_forty_megabytes(wheel):
    assert wheel.stat().st_size < 40_000_000


def test_installing_it_brings_no_framework():
    assert {"torch", "spacy", "tensorflow", "transformers", "nltk"} & pins(LOCKS[0]).keys() == set()
