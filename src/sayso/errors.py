"""Every error sayso raises on purpose.

    SaysoError
    ├── UsageError            what was asked for makes no sense; the call stops             exit 2
    ├── InputError            one report cannot be read; it costs itself, the run goes on   exit 3
    │   ├── UnreadableError   empty, binary, broken, encrypted, or holding no text
    │   ├── TooLargeError     over a bound on bytes, pages, depth, time
    │   ├── LanguageError     in a language the reader does not know
    │   └── FetchError        a URL that is refused, unreachable, or answers with an error
    ├── CaseError             a case is not there, damaged, busy, or the disk is full                exit 3
    ├── PackError             a pack is wrong: file, place in it, what was expected         exit 2
    └── ModelError            the weights are missing, damaged or of another version        exit 1

A message says what was expected, what came, where, and what to do next. It never holds words of a report:
they may name a source.
"""


class SaysoError(Exception):
    """The root: catch it to catch everything sayso raises on purpose."""

    exit_code = 1


class UsageError(SaysoError):
    """The call itself is wrong: mend the arguments."""

    exit_code = 2


class InputError(SaysoError):
    """One report cannot be read. A run over many records it and goes on."""

    exit_code = 3
    code = "unreadable"
    """The stable name by which logs, records and tests know this failure."""


class UnreadableError(InputError):
    """Empty, binary, broken, encrypted, or holding no text."""

    code = "unreadable"


class TooLargeError(InputError):
    """Over a bound on bytes, pages, depth or time: split the report or raise the bound."""

    code = "too-large"


class LanguageError(InputError):
    """Not in a language the reader knows. `language` names it (ISO 639-1)."""

    code = "language"

    def __init__(self, message: str, language: str) -> None:
        super().__init__(message)
        self.language = language


class FetchError(InputError):
    """A URL that is refused, unreachable, or answers with an error."""

    code = "fetch"


class CaseError(SaysoError):
    """A case is not there, damaged, in use for too long, or has no room left on its disk; it is as it was before."""

    exit_code = 3


class PackError(SaysoError):
    """A pack's data is wrong; the message names the file and the place in it."""

    exit_code = 2


class ModelError(SaysoError):
    """The reader's weights are missing, damaged or made for another version: reinstall sayso."""

    exit_code = 1
