"""`python -m sayso.cli`: the command where it is not installed."""

from sayso.cli.group import main

main(prog_name="sayso")
