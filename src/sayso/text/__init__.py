"""Text as offsets: the normal form, the way back to the original, paragraphs and sentences."""

from sayso.text.alignment import Alignment
from sayso.text.normal import Canonical, canonical
from sayso.text.sentence import paragraphs, sentences

__all__ = ["Alignment", "Canonical", "canonical", "paragraphs", "sentences"]
