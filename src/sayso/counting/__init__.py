"""Figures to estimates: how many there are in each host and month, with an interval, or why nobody can say."""

from sayso.counting.count import count
from sayso.counting.figures import figures_of

__all__ = ["count", "figures_of"]
