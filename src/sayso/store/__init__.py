"""A case on disk: reports, what was read in them, what people decided, and a journal that shows any change."""

from sayso.store.check import Fault
from sayso.store.filing import Added
from sayso.store.journal import Entry
from sayso.store.search import Found
from sayso.store.store import Store
from sayso.store.view import View

__all__ = ["Added", "Entry", "Fault", "Found", "Store", "View"]
