"""Commands for a person's say on who is who."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphapp.cli.edge import answer, answering, main, output_format, with_graph
from graphapp.cli.options import limited
from graphapp.cli.streams import say
from graphapp.rules.steering import visible

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.statements import Said, Statements

_WHO = click.option(
    "--who", envvar="GRAPHAPP_USER", help="Your name. Without it, the login name [GRAPHAPP_USER].", metavar="NAME"
)


def _saying(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the arguments and options of what is said."""
    for add in (
        _WHO,
        click.option("--other-name", metavar="NAME", help="Author of the second paper, if it is another name."),
        click.option("--name", metavar="NAME", help="Which author is meant, where A or B is the id of a paper."),
        click.option("--why", required=True, metavar="TEXT", help="Why you think so, for those who read it later."),
        click.argument("other", metavar="B"),
        click.argument("one", metavar="A"),
    ):
        command = add(command)
    return command


@main.command("same")
@_saying
@output_format()
@with_graph
def say_same(graph: Graph, form: str, **options: Any) -> None:
    """Say that A and B are the same person: a name, the id of an author row, or that of a paper with --name.

    \b
    Example:
      graphapp same "Yang Liu 0001" "Y. Liu" --why "one home page lists the papers of both"
      graphapp same dblp:conf/x/1 dblp:conf/x/2 --name "Yang Liu" --why "one e-mail address"
    """
    from graphapp.loading import statements as service

    _show(service.say_same(graph, **options), form)


@main.command("different")
@_saying
@output_format()
@with_graph
def say_different(graph: Graph, form: str, **options: Any) -> None:
    """Say that A and B are different people: a name, the id of an author row, or that of a paper with --name.

    \b
    Example:
      graphapp different "Yang Liu 0001" "Yang Liu 0002" --why "they work in different cities"
    """
    from graphapp.loading import statements as service

    _show(service.say_different(graph, **options), form)


@main.command("undo")
@click.argument("statement_id", metavar="ID", type=int)
@_WHO
@output_format()
@with_graph
def undo(graph: Graph, statement_id: int, who: str | None, form: str) -> None:
    """Let a statement count no more. It stays on record; `graphapp statements` lists the ids.

    \b
    Example:
      graphapp undo 3
    """
    from graphapp.loading import statements as service

    answer(service.undo(graph, statement_id, who=who), form)


@main.command("statements")
@click.option("--name", help="Only what is about this name, its author rows and their papers.")
@click.option("--undone", is_flag=True, help="Those that were undone, in the place of those that stand.")
@limited(100, "Maximum number of statements.")
@answering("statements")
def statements(graph: Graph, name: str | None, undone: bool, limit: int | None) -> Statements:
    """List what people said about who is who: when, by whom and why.

    \b
    Example:
      graphapp statements --name "Yang Liu"
    """
    from graphapp.services import statements as service

    return service.statements(graph, name=name, undone=undone, limit=limit)


@main.command("import-statements")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--why", metavar="TEXT", help="Why, for lines that do not say it. Without it, the file and the line.")
@click.option("--dry-run", is_flag=True, help="Write nothing; report what would be written.")
@_WHO
@output_format()
@with_graph
def import_statements(graph: Graph, path: Path, why: str | None, who: str | None, dry_run: bool, form: str) -> None:
    """Say all that a file says, or nothing if a line contradicts another one.

    It may be what `graphapp export statements` wrote, a list of aliases (CSV with the header alias,name), a thesaurus
    file of VOSviewer, or people.yaml of the ACL Anthology.

    \b
    Example:
      graphapp import-statements dblp-aliases.csv --dry-run
    """
    from graphapp.loading import statements as service

    answer(service.import_statements(graph, path, why=why, who=who, dry_run=dry_run), form)


def _show(said: Said, form: str) -> None:
    for objection in said.objections:
        say(visible(f"This contradicts a source: {objection}. Your say counts more."))
    answer(said, form)
