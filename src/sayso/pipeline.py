"""The order of things: intake, reading, grounding; one report's failure costs that report alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from sayso.encoder.network import Encoder
from sayso.errors import InputError
from sayso.grounding import ground
from sayso.intake import Place, Received, expand, receive
from sayso.intake import Settings as IntakeSettings
from sayso.model import Gap, Record, Span
from sayso.packs import Pack, load
from sayso.publishing import fragment
from sayso.reading import KindRule, from_examples, from_training, subject_of
from sayso.reading import read as read_reports
from sayso.reading.footing import Settings as ReadingSettings

ROOMS = ("intake", "reading", "grounding", "linking", "weighing", "counting", "publishing")
"""The order of the data; the disk's is alphabetical."""

Item = str | Path | bytes

__all__ = ["ROOMS", "Reading", "expand", "read", "read_one"]


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
    from concurrent.futures import Future, ThreadPoolExecutor

    settings = IntakeSettings(published=published, outlet=outlet)
    loaded = load(pack)
    todo = list(items)
    jobs = max(1, min(jobs or os.cpu_count() or 1, len(todo)))
    # Threads, not processes: the network, which is most of the work, runs outside the interpreter's lock.
    reader = _reader(loaded, threads=(os.cpu_count() or 1) if len(todo) == 1 else 1)
    with ThreadPoolExecutor(jobs) as pool:
        waiting: list[Future[Reading | Gap]] = []
        for n, item in enumerate(todo):
            waiting.append(pool.submit(_one_or_gap, item, settings, reader))
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
    return _one(item, settings, _reader(load(pack), threads=os.cpu_count() or 1))


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


def _one_or_gap(item: Item, settings: IntakeSettings, reader: _Reader) -> Reading | Gap:
    try:
        return _one(item, settings, reader)
    except InputError as error:
        return Gap(subject=_subject(item), code=error.code, message=str(error))


def _one(item: Item, settings: IntakeSettings, reader: _Reader) -> Reading:
    received = receive(item, settings=settings)
    return Reading(record=reader.read(received), subject=_subject(item), received=received)


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
