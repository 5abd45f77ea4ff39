"""The pages of reference that are made from the code itself, so that they cannot differ from it.

python -m sayso.cli.manual > docs/reference/cli.md          the help of every verb
python -m sayso.cli.manual case > docs/reference/case.md    the nouns of a case, with what is said under each field
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

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


NOUNS = ("case", "judgement", "duty", "estimate")
CASE = """# The lines of a case

What `sayso show CASE PART --json` prints, one object a line. Made from the nouns themselves by
`python -m sayso.cli.manual case`; change their docstrings, not this page.

| part | each line is |
| --- | --- |
| `matters`, `account` | a Matter and its Assessment, as one object |
| `hypotheses` | a Matrix |
| `obligations` | an Owed, by State and duty |
| `count` | an Estimate, by host and month |
| `gaps` | an Unknown, those first that would move the account most |
| `copies` | a Relation |
| `reports` | a Filed, with the [record](record.md) whole |
| `journal` | an entry: `n`, `at`, `author`, `action`, `subject`, `content`, `previous`, `hash` |

Days are ISO 8601 calendar days, instants ISO 8601 in UTC; States ISO 3166-1 alpha-2; probabilities and shares 0–1.
A consumer ignores fields it does not know.
"""


def case_manual() -> str:
    """The nouns of a case as Markdown: a table of fields each, with types and what is said under the field."""
    folder = Path(__file__).parent.parent / "model"
    parts = [CASE]
    for name in NOUNS:
        parts += _nouns((folder / f"{name}.py").read_text("utf-8"))
    return "\n".join(parts)


def _nouns(source: str) -> Iterator[str]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            yield f"## {node.name}\n\n{cleandoc(ast.get_docstring(node) or '')}\n"
            yield "| field | type | |\n| --- | --- | --- |"
            yield "\n".join(_fields(node)) + "\n"


def _fields(node: ast.ClassDef) -> Iterator[str]:
    for field, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            words = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            renamed = [k.value for k in getattr(field.value, "keywords", []) if k.arg == "name"]
            name = str(ast.literal_eval(renamed[0])) if renamed else field.target.id
            kind = ast.unparse(field.annotation).replace("|", "\\|")
            yield f"| `{name}` | `{kind}` | {' '.join(str(words).split())} |"


if __name__ == "__main__":
    click.echo(case_manual() if sys.argv[1:] == ["case"] else manual(), nl=False)
