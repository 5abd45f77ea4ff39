"""The command line: arguments in, one plain call, text out. It decides nothing about a report."""

from sayso.cli.group import main

__all__ = ["main"]
