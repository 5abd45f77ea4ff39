"""A case: reports added once each, judgements made, and what all of it amounts to as of any day.

The as-of day is applied by the store's view alone; everything after it is a function of that view, the pack and the
day, so it is kept under the digest of these and read back while they stay the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from sayso.counting import count, figures_of
from sayso.errors import UsageError
from sayso.intake import Settings
from sayso.linking import link
from sayso.model import Estimate, Figure, Filed, Gap, Judgement, Linked, Owed, Relation, Weighed
from sayso.model.record import RELEASE
from sayso.packs import Pack, load
from sayso.pipeline.reading import Item, Reading, known_until, read_new, stamp
from sayso.store import Store, View
from sayso.weighing import duties_of, weigh


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one report: `new`, `already there`, `new version`, `read again`."""

    subject: str
    report: str
    what: str
    supersedes: str | None = None


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What a case amounts to as of a day, on the words it held at an instant."""

    as_of: str
    filed: tuple[Filed, ...]
    judgements: tuple[Judgement, ...]
    linked: Linked
    weighed: Weighed
    owed: tuple[Owed, ...]
    figures: tuple[Figure, ...]

    @property
    def relations(self) -> tuple[Relation, ...]:
        return self.linked.relations


class _Derived(msgspec.Struct, frozen=True, kw_only=True):
    """The part of findings that is worth keeping: it takes long to make and is small."""

    linked: Linked
    weighed: Weighed
    owed: tuple[Owed, ...]
    figures: tuple[Figure, ...]


class Case:
    """A folder that holds reports and what was made of them. Use as a context, or `close` it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def create(cls, folder: str | Path, *, now: str, pack: str = "dprk-workers", database: str | None = None) -> Case:
        """A new case, made at the instant `now`. Raises `CaseError` where one is, `PackError` for a wrong pack."""
        load(pack)
        return cls(Store.create(Path(folder), pack=pack, database=database, now=now))

    @classmethod
    def open(cls, folder: str | Path) -> Case:
        """Raises `CaseError` where there is no case, or one that cannot be used."""
        return cls(Store.open(Path(folder)))

    @cached_property
    def pack(self) -> Pack:
        return load(self.store.pack)

    def add(
        self,
        items: Iterable[Item],
        *,
        now: str,
        published: str | None = None,
        outlet: str | None = None,
        jobs: int | None = None,
        on_done: Callable[[str], None] | None = None,
    ) -> Iterator[Added | Gap]:
        """Read reports and file them, each whole or not at all; a report already read by this reader is not read again.

        `published` and `outlet` as in `read`; giving one reads again. What cannot be read is recorded as a `Gap`.
        """
        reader = stamp(self.pack)
        said = published is not None or outlet is not None
        settings = Settings(published=published, outlet=outlet)

        def seen(sha256: str) -> str | None:
            return None if said else self.store.holds(sha256, reader)

        for result in read_new(items, settings, pack=self.store.pack, seen=seen, jobs=jobs, on_done=on_done):
            if isinstance(result, Gap):
                self.store.miss(result, now=now)
                yield result
            elif isinstance(result, Reading):
                yield self._file(result, reader=reader, now=now)
            else:
                yield Added(subject=result.subject, report=result.report, what="already there")

    def _file(self, reading: Reading, *, reader: str, now: str) -> Added:
        report = reading.record.report
        added = self.store.add(
            reading.record,
            original=reading.received.original,
            media_type=reading.received.media_type,
            reader=reader,
            known=known_until(report) or now[:10],
            now=now,
        )
        return Added(subject=reading.subject, report=report.id, what=added.what, supersedes=added.supersedes)

    def findings(self, *, as_of: str, added_by: str | None = None, scale: str = "ICD 203") -> Findings:
        """What the case amounts to as of a day, from what it held at the instant `added_by` (None: all of it)."""
        view = self.store.view(as_of=as_of, added_by=added_by)
        key = _digest(
            RELEASE.encode(), view.digest.encode(), msgspec.json.encode(self.pack), as_of.encode(), scale.encode()
        )
        kept = self.store.finding(key)
        derived = msgspec.msgpack.decode(kept, type=_Derived) if kept else self._derive(view, as_of, scale)
        if not kept:
            self.store.keep(key, msgspec.msgpack.encode(derived))
        return Findings(
            as_of=as_of,
            filed=view.filed,
            judgements=view.judgements,
            linked=derived.linked,
            weighed=derived.weighed,
            owed=derived.owed,
            figures=derived.figures,
        )

    def _derive(self, view: View, as_of: str, scale: str) -> _Derived:
        linked = link(view.filed, pack=self.pack, judgements=view.judgements)
        weighed = weigh(linked, view.filed, pack=self.pack, as_of=as_of, judgements=view.judgements, scale=scale)
        owed = duties_of(weighed, linked, view.filed, pack=self.pack, as_of=as_of)
        figures = figures_of(linked, weighed, view.filed, pack=self.pack)
        return _Derived(linked=linked, weighed=weighed, owed=owed, figures=figures)

    def count(self, findings: Findings, *, hosts: Sequence[str] | None = None) -> tuple[Estimate, ...]:
        """How many there are in each host and month, from the figures found."""
        return count(findings.figures, pack=self.pack, as_of=findings.as_of, hosts=hosts)

    def report_id(self, word: str) -> str:
        """`word`, or the one report id that it shortens to eight or more digits. `UsageError` where it fits several."""
        if not re.fullmatch(r"(?:sha256:)?[0-9a-f]{8,63}", word):
            return word
        ids = sorted({filed.record.report.id for filed in self.store.view().filed})
        fits = [id for id in ids if id.startswith(f"sha256:{word.removeprefix('sha256:')}")]
        if len(fits) > 1:
            raise UsageError(
                f"expected digits that only one report's id begins with, got {word!r}, which fits {len(fits)}"
            )
        return fits[0] if fits else word

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
