"""Domain knowledge as data: `load` gives a pack, typed and checked; people add packs without touching Python."""

from sayso.model.pack import Hit
from sayso.packs.loader import compiled, load, voices
from sayso.packs.pack import Pack

__all__ = ["Hit", "Pack", "compiled", "load", "voices"]
