"""`sayso schema`: the contract of the record, for those who read it with other tools."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of the record that `sayso read --json` prints."""
    click.echo(text())


def text() -> str:
    """The schema, laid out for people."""
    import msgspec

    from sayso.model import json_schema

    return msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode()
