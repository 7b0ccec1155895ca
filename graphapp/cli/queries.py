"""`graphapp query`: list, show and run the query files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphapp.cli.edge import answer, main, output_format, with_graph
from graphapp.cli.options import limited
from graphapp.cli.streams import show
from graphapp.errors import InvalidArgument

if TYPE_CHECKING:
    from graphapp.graph import Graph


@main.group()
def query() -> None:
    """List, show and run the query files.

    \b
    Example:
      graphapp query list
    """


@query.command("list")
@output_format()
def query_list(form: str) -> None:
    """List all query files with titles and parameters; JSON also has the access mode and what a row is.

    \b
    Example:
      graphapp query list
    """
    from graphapp.services import query_files

    answer(query_files.query_files(), form)


@query.command("show")
@click.argument("name")
def query_show(name: str) -> None:
    """Print a query file, with its parameters as Neo4j Browser takes them.

    \b
    Example:
      graphapp query show browser/name_cluster
    """
    from graphapp.present.cypher import as_cypher
    from graphapp.services import query_files

    show(as_cypher(query_files.find_query(name).for_browser(), color=sys.stdout.isatty()))


@query.command("run")
@click.argument("name", metavar="NAME|FILE|-")
@click.option(
    "--param",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter. A value that is not JSON is taken as text.",
)
@limited(1_000, "Maximum number of rows.")
@output_format()
@with_graph
def query_run(graph: Graph, name: str, assignments: tuple[str, ...], limit: int | None, form: str) -> None:
    """Run a reading query and show its rows.

    NAME is one of graphapp's query files. A FILE whose name ends in .cypher, or `-` for standard input, has a statement
    of your own; it can read and not write.

    \b
    Example:
      graphapp query run author_rows --param property=name_key --param 'values=["tim dettmers"]'
      graphapp query run my-question.cypher --param year=2020
      graphapp query run - < my-question.cypher
    """
    from graphapp.services import query_files

    parameters = dict(map(_parameter, assignments))
    if (text := _statement(name)) is not None:
        answer(query_files.run_cypher(graph, text, parameters=parameters, limit=limit), form)
    else:
        answer(query_files.run_query(graph, name=name, parameters=parameters, limit=limit), form)


def _statement(name: str) -> str | None:
    """The user's own statement; None for the name of a query file."""
    if name != "-" and not name.endswith(".cypher"):
        return None
    content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = "standard input" if name == "-" else name
        raise InvalidArgument(f"{what} has bytes that are not UTF-8") from error


def _parameter(assignment: str) -> tuple[str, Any]:
    import msgspec

    name, sign, value = assignment.partition("=")
    if not sign:
        raise InvalidArgument(f"{assignment!r} does not set a parameter; write it like --param limit=5")
    try:
        return name, msgspec.json.decode(value)
    except msgspec.DecodeError:
        return name, value
    except RecursionError as error:
        raise InvalidArgument(f"the parameter {name[:100]!r} has lists and maps nested too deep") from error
