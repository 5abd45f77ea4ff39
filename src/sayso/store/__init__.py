"""A case on disk: reports, what was read in them, what people decided, and a journal that shows any change."""

from sayso.store.check import Fault
from sayso.store.journal import Entry
from sayso.store.store import Added, Store
from sayso.store.view import View

__all__ = ["Added", "Entry", "Fault", "Store", "View"]
