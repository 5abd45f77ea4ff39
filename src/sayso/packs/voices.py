"""The English words for those who speak: people by nearness, organisations, documents, outlets."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import msgspec

from sayso.errors import PackError


class Voices(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Word lists; lower case except the names of outlets and agencies."""

    source: str
    licence: str
    as_of: datetime.date
    people: dict[str, tuple[str, ...]]
    """By proximity, nouns in the singular."""
    quantities: frozenset[str]
    """Words that stand for people by their number alone: one, another, both."""
    irregular: dict[str, str]
    """Plural to singular."""
    close: tuple[str, ...]
    asks_anonymity: tuple[str, ...]
    documents: frozenset[str]
    organisations: frozenset[str]
    outlet_words: frozenset[str]
    outlet_name_words: frozenset[str]
    agencies: frozenset[str]
    outlets: frozenset[str]
    titles: frozenset[str]
    states: frozenset[str]
    """Names of States, capitals, and what else stands for a government."""
    honorifics: frozenset[str]


@cache
def voices() -> Voices:
    """The shipped list. Raises PackError where the file is damaged."""
    import yaml

    path = Path(__file__).parent / "english" / "voices.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return msgspec.convert(yaml.load(path.read_text("utf-8"), loader), Voices, strict=False)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise PackError(f"{path.name}: expected word lists, got {error}; reinstall sayso") from error
