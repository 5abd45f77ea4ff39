"""Records for people: a page that stands alone, a piece for a notebook, and the account that the terminal prints."""

from sayso.publishing.case_lines import json_lines, matter_object, matter_objects
from sayso.publishing.html import contents, fragment, page
from sayso.publishing.view import Account, Line, Voice, account

__all__ = [
    "Account",
    "Line",
    "Voice",
    "account",
    "contents",
    "fragment",
    "json_lines",
    "matter_object",
    "matter_objects",
    "page",
]
