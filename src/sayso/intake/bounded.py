"""Taking a hostile document apart where it can do no harm: in a process of its own, bounded in memory and time.

A PDF of a few kilobytes can unpack to gigabytes, and a page can keep an extractor busy for hours, inside libraries that
no Python code can interrupt. The process gets the bytes and gives back typed values.
"""

import importlib
import subprocess
import sys
from typing import Any, TypeVar

import msgspec

from sayso.errors import InputError, TooLargeError, UnreadableError
from sayso.intake.received import Settings

T = TypeVar("T")
START = "import sys; sys.path[:] = sys.argv[1:]; from sayso.intake.bounded import main; main()"


def bounded(task: str, data: bytes, arguments: dict[str, Any], gives: type[T], settings: Settings) -> T:
    """What `module:function` makes of `data`, or the InputError it raised; TooLargeError past the bounds."""
    subject, seconds, memory = arguments["subject"], settings.max_seconds, settings.max_memory
    expected = f"expected to be done within {seconds:g} s and {memory // 1_000_000} MB"
    command = [sys.executable, "-I", "-c", START, *sys.path]
    job = msgspec.msgpack.encode((task, data, arguments, memory))
    try:
        run = subprocess.run(command, input=job, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise TooLargeError(f"{expected}, ran out of time: {subject}; split it") from None
    if run.returncode or not run.stdout:
        raise UnreadableError(f"{expected}, the reader broke: {subject}; it may be damaged or a trap")
    well, result = msgspec.msgpack.decode(run.stdout, type=tuple[bool, msgspec.Raw])
    if well:
        return msgspec.msgpack.decode(result, type=gives)
    message, too_large = msgspec.msgpack.decode(result, type=tuple[str, bool])
    raise (TooLargeError if too_large else UnreadableError)(message or f"{expected}, ran out of memory: {subject}")


def main() -> None:
    """The process's whole life: bounds first, then one job from standard input, one answer to standard output."""
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=tuple[str, bytes, dict[str, Any], int])
    task, data, arguments, memory = job
    if sys.platform != "win32":  # there, time is bounded by the parent and memory is not
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    module, _, name = task.partition(":")
    answer: tuple[bool, Any]
    try:
        answer = True, getattr(importlib.import_module(module), name)(data, **arguments)
    except InputError as error:
        answer = False, (str(error), isinstance(error, TooLargeError))
    except MemoryError:
        answer = False, ("", True)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
