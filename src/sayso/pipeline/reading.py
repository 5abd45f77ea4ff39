"""Intake, reading, grounding, in that order; one report's failure costs that report alone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from sayso.encoder.network import Encoder
from sayso.errors import InputError
from sayso.grounding import ground
from sayso.intake import Place, Received, receive
from sayso.intake import Settings as IntakeSettings
from sayso.model import Gap, Record, Report, Span
from sayso.model.record import RELEASE
from sayso.packs import Pack, load
from sayso.publishing import fragment
from sayso.reading import KindRule, from_examples, from_training, subject_of
from sayso.reading import read as read_reports
from sayso.reading.footing import Settings as ReadingSettings

Item = str | Path | bytes


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One report read: its record, what the user named, and the way back to the original."""

    record: Record
    subject: str
    received: Received

    def where(self, span: Span) -> tuple[Place, ...]:
        """Where in the original the words stand: offsets, and in a PDF the page; empty where that is not known."""
        return self.received.places(span)

    def to_json(self) -> bytes:
        return self.record.to_json()

    def _repr_html_(self) -> str:
        return fragment(self.record)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One report that had been read before: what the user named, and the id of the report."""

    subject: str
    report: str


def read(
    items: Iterable[Item],
    *,
    pack: str | Path = "dprk-workers",
    published: str | None = None,
    outlet: str | None = None,
    jobs: int | None = None,
    on_done: Callable[[str], None] | None = None,
) -> Iterator[Reading | Gap]:
    """Read reports in order: a `Reading` each, or a `Gap` that says why not.

    `items`: paths, http(s) URLs, or bytes as they came. `published` (a day, month or year) and `outlet` hold for all
    of them and beat what the reports say of themselves. `jobs`: reports read at once, the number of cores if None.
    Raises `UsageError` for arguments that make no sense, `PackError` for a wrong pack, `ModelError` where the weights
    are missing.
    """
    settings = IntakeSettings(published=published, outlet=outlet)
    for result in read_new(items, settings, pack=pack, jobs=jobs, on_done=on_done):
        if not isinstance(result, Held):
            yield result


def read_new(
    items: Iterable[Item],
    settings: IntakeSettings,
    *,
    pack: str | Path,
    seen: Callable[[str], str | None] = lambda sha256: None,
    jobs: int | None = None,
    on_done: Callable[[str], None] | None = None,
) -> Iterator[Reading | Held | Gap]:
    """As `read`, but an original whose SHA-256 `seen` knows, giving the report's id, is `Held` and not read again."""
    from concurrent.futures import Future, ThreadPoolExecutor

    loaded = load(pack)
    todo = list(items)
    jobs = max(1, min(jobs or os.cpu_count() or 1, len(todo)))
    # Threads, not processes: the network, which is most of the work, runs outside the interpreter's lock.
    reader = _reader(loaded, threads=(os.cpu_count() or 1) if len(todo) == 1 else 1)
    with ThreadPoolExecutor(jobs) as pool:
        waiting: list[Future[Reading | Held | Gap]] = []
        for n, item in enumerate(todo):
            waiting.append(pool.submit(_one_or_gap, item, settings, reader, seen))
            while len(waiting) > 2 * jobs or (waiting and n == len(todo) - 1):
                done = waiting.pop(0).result()
                if on_done is not None:
                    on_done(done.subject)
                yield done


def read_one(
    item: Item, *, pack: str | Path = "dprk-workers", published: str | None = None, outlet: str | None = None
) -> Reading:
    """Read one report. Raises `InputError` where it cannot be read, else as `read`."""
    settings = IntakeSettings(published=published, outlet=outlet)
    received = receive(item, settings=settings)
    reader = _reader(load(pack), threads=os.cpu_count() or 1)
    return Reading(record=reader.read(received), subject=_subject(item), received=received)


class _Reader(msgspec.Struct, frozen=True):
    """What every report of a run shares."""

    encoder: Encoder
    settings: ReadingSettings
    pack: Pack
    threads: int
    """Windows of one report read at once."""

    def read(self, received: Received) -> Record:
        report = received.report
        encoded = self.encoder.encode([report.text], threads=self.threads)
        [record] = ground(read_reports([report], encoded, self.settings), pack=self.pack)
        return msgspec.structs.replace(record, warnings=(*received.warnings, *record.warnings))


def stamp(pack: Pack) -> str:
    """What makes records: the version, and digests of the weights and of all in the pack that reading looks at."""
    weighing = {field: () for field in ("hypotheses", "evidence", "source_classes", "outlets")}
    seen = msgspec.json.encode(msgspec.structs.replace(pack, **weighing))
    return f"sayso {RELEASE}, weights {_encoder().digest[:8]}, {pack.id} {hashlib.sha256(seen).hexdigest()[:8]}"


def known_until(report: Report) -> str | None:
    """The last day on which a report can have come out; None where that is not known."""
    return None if report.published.basis == "unknown" else report.published.latest


def _one_or_gap(
    item: Item, settings: IntakeSettings, reader: _Reader, seen: Callable[[str], str | None]
) -> Reading | Held | Gap:
    try:
        received = receive(item, settings=settings)
        if held := seen(received.original_sha256):
            return Held(subject=_subject(item), report=held)
        return Reading(record=reader.read(received), subject=_subject(item), received=received)
    except InputError as error:
        return Gap(subject=_subject(item), code=error.code, message=str(error))


def _subject(item: Item) -> str:
    return "-" if isinstance(item, bytes) else str(item)


@cache
def _encoder() -> Encoder:
    return Encoder()


def _reader(pack: Pack, *, threads: int) -> _Reader:
    encoder = _encoder()
    settings = ReadingSettings(
        heads=encoder.heads,
        kinds=_kind_rule(pack, encoder),
        words=encoder.fitted_words,
        subject=subject_of(pack),
        pack=pack,
    )
    return _Reader(encoder, settings, pack, threads)


def _kind_rule(pack: Pack, encoder: Encoder) -> KindRule:
    """The rule fitted for the pack's kinds where there is one, else the nearest centre of the pack's own examples."""
    if set(encoder.fitted_words.kinds) == {k.id for k in pack.kinds}:
        return from_training(encoder.fitted_words)
    examples = [(k.id, e) for k in pack.kinds for e in (k.definition, *k.examples)]
    return from_examples(examples, encoder.encode([e for _, e in examples]), pack.default_kind)
