"""From a folder of YAML to a typed pack: what is merged, what is refused, and when a compiled copy stands in."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from sayso.errors import PackError
from sayso.model.pack import Voices, every
from sayso.packs.pack import Pack

SHIPPED = Path(__file__).parent
COMPILED = "compiled.json"
FACTS = {"population", "instruments", "kinds", "vocabularies", "marks", "places", "countries", "units", "measures"} | {
    "hypotheses", "evidence", "source_classes", "outlets"}  # fmt: skip
"""Keys of a file whose values are facts."""
WITHIN = {"duties", "entries"}  # keys of a fact whose values are facts
_decoded = cache(msgspec.json.Decoder(Pack).decode)  # a pack that has been used keeps its compiled patterns


def load(name_or_path: str | Path = "dprk-workers") -> Pack:
    """A shipped pack by name, or any folder of YAML files by path.

    A copy (`compiled`) beside them is used while it was made from these very files: parsing YAML costs 10 ms for
    100 kB, its import twice that. Raises `PackError` naming the file, the place in it, what was expected, what came.
    """
    files = _files(folder := folder_of(name_or_path))
    seal, copy = _seal(files), folder / COMPILED
    if copy.is_file() and (data := copy.read_bytes()).startswith(seal):
        return _decoded(data[len(seal) :])
    return _typed(files)


def compiled(name_or_path: str | Path = "dprk-workers") -> bytes:
    """What the compiled copy of a pack must hold to be used: a seal over its YAML, then the pack as JSON."""
    files = _files(folder_of(name_or_path))
    return _seal(files) + msgspec.json.encode(_typed(files))


@cache
def voices() -> Voices:
    """The English words for those who speak, shipped with sayso. Raises `PackError` where the file is damaged."""
    path = SHIPPED / "english" / "voices.yaml"
    try:
        return msgspec.convert(_parsed(path, path.read_bytes()), Voices, strict=False)
    except (OSError, msgspec.ValidationError) as error:
        raise PackError(f"{path.name}: expected word lists, got {error}; reinstall sayso") from error


def folder_of(name_or_path: str | Path) -> Path:
    """Where a pack lies: the shipped one of that name, else the path itself."""
    return SHIPPED / name_or_path if (SHIPPED / name_or_path).is_dir() else Path(name_or_path)


def _files(folder: Path) -> dict[Path, bytes]:
    """The YAML of a folder, `pack.yaml` first, then what that includes, then the rest by name."""
    first = folder / "pack.yaml"
    if not first.is_file():
        raise PackError(f"{first}: expected a pack's folder with a pack.yaml, got none; name a shipped pack or a path")
    files = {first: first.read_bytes()}
    included = re.search(rb"^include: *\[(.*)\]", files[first], re.MULTILINE)
    names = [name.strip() for name in included[1].decode().split(",")] if included else []
    shared = [SHIPPED / f"{name}.yaml" for name in names]
    if missing := [name for name, path in zip(names, shared, strict=True) if not path.is_file()]:
        raise PackError(f"{first}, in include: expected shipped files, got {', '.join(missing)}; name ones that exist")
    rest = sorted(path for path in folder.glob("*.yaml") if path != first)
    return files | {path: path.read_bytes() for path in [*shared, *rest]}


def _seal(files: dict[Path, bytes]) -> bytes:
    return hashlib.sha256(b"\0".join(files.values())).hexdigest().encode() + b"\n"


def _typed(files: dict[Path, bytes]) -> Pack:
    fields = {field.name: field for field in msgspec.structs.fields(Pack)}
    merged: dict[str, Any] = {}
    for path, data in files.items():
        for key, value in _parsed(path, data).items():
            if key not in fields:
                known = ", ".join(fields)
                raise PackError(f"{path}: expected one of {known}, got {key!r}; see docs/reference/packs.md")
            try:
                typed = msgspec.convert(value, fields[key].type)
            except msgspec.ValidationError as error:
                raise PackError(f"{path}, in {key}: {error}; docs/reference/packs.md says what goes there") from None
            merged[key] = _joined(merged[key], typed, f"{path}, in {key}") if key in merged else typed
    missing = [name for name, field in fields.items() if field.required and name not in merged]
    if missing:
        raise PackError(f"{next(iter(files))}: expected {', '.join(missing)}, got none in any file of the pack; add it")
    pack = Pack(**merged)
    if astray := {fact.source for fact in every(pack)} - pack.sources.keys():
        known = ", ".join(pack.sources)
        raise PackError(f"{next(iter(files))}: expected sources {known}, got {', '.join(sorted(astray))}; add them")
    return pack


def _joined(first: Any, second: Any, where: str) -> Any:
    if isinstance(first, tuple):
        return first + second
    twice = first.keys() & second.keys() if isinstance(first, dict) else {"a second value"}
    if twice:
        raise PackError(f"{where}: expected each name once in a pack, got {', '.join(sorted(twice))} again; rename one")
    return first | second


def _parsed(path: Path, data: bytes) -> dict[str, Any]:
    """One file's keys, its `default` (source, as_of) given to every fact that does not state its own."""
    import yaml  # heavy, and not needed where a compiled copy stands in

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """YAML 1.2's booleans only, so that the words on, off, yes and no, and Norway, stay words."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, regex) for tag, regex in known if not tag.endswith(":bool") or first in "tTfF"]
        for first, known in Loader.yaml_implicit_resolvers.items()
    }
    try:
        parsed = yaml.load(data, Loader=Loader)
    except yaml.YAMLError as error:
        raise PackError(f"{path}: expected YAML, got {error}") from None
    if not isinstance(parsed, dict):
        raise PackError(f"{path}: expected keys with values, got {type(parsed).__name__}; see docs/reference/packs.md")
    default = parsed.pop("default", {})
    return {key: _sourced(value, default) if key in FACTS else value for key, value in parsed.items()}


def _sourced(value: Any, default: dict[str, Any]) -> Any:
    """Facts with the file's default; those inside a fact take that fact's source."""
    if isinstance(value, list):
        return [_sourced(each, default) for each in value]
    if not isinstance(value, dict):
        return value
    own = default | {name: value[name] for name in ("source", "as_of") if name in value}
    inner = {name: _sourced(each, own) if name in WITHIN else each for name, each in value.items()}
    return own | inner
