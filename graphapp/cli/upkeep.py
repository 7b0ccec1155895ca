"""Commands that look after a loaded graph: its schema, its sources, its health, its dump."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from graphapp.cli.edge import answer, answering, main, output_format, say, with_graph

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results import SourceState


@main.group()
def schema() -> None:
    """The constraints and indexes that graphapp needs.

    \b
    Example:
      graphapp schema status
    """


@schema.command("apply")
@output_format()
@with_graph
def schema_apply(graph: Graph, form: str) -> None:
    """Create what is missing; what exists stays. A load does this by itself.

    \b
    Example:
      graphapp schema apply
    """
    from graphapp.schema import apply_schema

    answer(apply_schema(graph), form)


@schema.command("status")
@output_format()
@with_graph
def schema_status(graph: Graph, form: str) -> None:
    """Show which constraints and indexes exist. Exit code 1 when something is missing.

    \b
    Example:
      graphapp schema status --format json
    """
    from graphapp import schema as schema_module

    status = schema_module.schema_status(graph)
    answer(status, form)
    if not status.complete:
        sys.exit(1)


@main.command()
@answering("sources")
def sources(graph: Graph) -> list[SourceState]:
    """What is loaded: rows, papers, state and last load of each source.

    \b
    Example:
      graphapp sources
    """
    from graphapp.loading import upkeep

    return upkeep.sources(graph)


@main.command("remove-source")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@output_format()
@with_graph
def remove_source(graph: Graph, name: str, yes: bool, form: str) -> None:
    """Take all rows of a source out of the graph; other sources stay as they are.

    \b
    Example:
      graphapp remove-source mlanthology --yes
    """
    from graphapp.loading import progress, upkeep

    if not yes:
        click.confirm(f"Remove all rows of {name}?", abort=True, err=True)
    told = progress.Told("removing")
    with progress.shown(told, say):
        removal = upkeep.remove_source(graph, source=name, on_progress=told.take)
    answer(removal, form)


@main.command()
@output_format()
@with_graph
def rekey(graph: Graph, form: str) -> None:
    """Bring all rows to the rules of names, venues and works of this version of graphapp.

    \b
    Example:
      graphapp rekey
    """
    from graphapp.loading import progress, upkeep

    told = progress.Told("rekeying")
    with progress.shown(told, say):
        done = upkeep.rekey(graph, on_progress=told.take)
    if not done:
        say("All sources follow the rules of this version.")
    answer(done, form)


@main.command()
@output_format()
@with_graph
def check(graph: Graph, form: str) -> None:
    """Look whether schema and graph are as they must be. Exit code 1 when something is not.

    \b
    Example:
      graphapp check
    """
    from graphapp.loading import upkeep

    health = upkeep.check(graph)
    answer(health, form)
    if not health.ok:
        sys.exit(1)


@main.group()
def export() -> None:
    """Write the graph to standard output.

    \b
    Example:
      graphapp export graph --canonical > graph.jsonl
    """


@export.command("graph")
@click.option(
    "--canonical", is_flag=True, required=True, help="Sorted and without load stamps: equal graphs give equal dumps."
)
@with_graph
def export_graph(graph: Graph, canonical: bool) -> None:
    """All nodes and relationships as JSON Lines.

    \b
    Example:
      graphapp export graph --canonical > graph.jsonl
    """
    import msgspec

    from graphapp.services import export as service

    for row in service.export_graph(graph):
        click.echo(msgspec.json.encode(row))
