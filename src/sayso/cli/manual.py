"""The reference of the command line, made from its own help: `python -m sayso.cli.manual > docs/reference/cli.md`."""

from __future__ import annotations

import click

from sayso.cli.group import main

WIDTH = 100
OPENING = """# The command line

Made from the commands' own help by `python -m sayso.cli.manual`; change the help, not this page.
"""


def manual() -> str:
    """The help of the command and of each of its verbs, as Markdown."""
    group = click.Context(main, info_name="sayso", terminal_width=WIDTH, max_content_width=WIDTH)
    parts = [OPENING, _help(group)]
    for name in main.list_commands(group):
        verb = main.commands[name]
        context = click.Context(verb, info_name=name, parent=group, terminal_width=WIDTH, max_content_width=WIDTH)
        parts += [f"## `sayso {name}`\n", _help(context)]
    return "\n".join(parts)


def _help(context: click.Context) -> str:
    return f"```text\n{context.get_help()}\n```\n"


if __name__ == "__main__":
    click.echo(manual(), nl=False)
