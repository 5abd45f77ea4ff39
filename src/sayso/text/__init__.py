"""Text as offsets: the normal form, the way back to the original, paragraphs and sentences."""

from sayso.text.alignment import Alignment
from sayso.text.finding import UNSEEN, found_in
from sayso.text.lines import Line, running
from sayso.text.normal import Canonical, canonical, rewritten
from sayso.text.sentence import paragraphs, sentences

__all__ = ["UNSEEN", "Alignment", "Canonical", "Line", "canonical", "found_in", "paragraphs", "rewritten", "running",
           "sentences"]  # fmt: skip
