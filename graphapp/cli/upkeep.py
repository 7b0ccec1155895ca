"""Commands that maintain a loaded graph: its schema, its sources, its health, its dump."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from graphapp.cli.costs import say_cost
from graphapp.cli.edge import answer, answering, main, output_format, typed_parameters, with_graph
from graphapp.cli.options import at_venue, limited, since
from graphapp.cli.progress import ProgressTracker, show_progress
from graphapp.cli.rejects import left_out
from graphapp.cli.streams import say, write
from graphapp.errors import InvalidArgument
from graphapp.rules.steering import escaped, visible

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.upkeep import SourceState


@main.group()
def schema() -> None:
    """Create and show the constraints and indexes that graphapp needs.

    \b
    Example:
      graphapp schema status
    """


@schema.command("apply")
@output_format()
@with_graph
def schema_apply(graph: Graph, form: str) -> None:
    """Create the constraints and indexes that are missing. A load does this by itself.

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
    """Show which constraints and indexes exist. Exit code 1 means that some are missing.

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
    """List the loaded sources: rows, papers, state and last load of each.

    \b
    Example:
      graphapp sources
    """
    from graphapp.services import catalog

    say_cost(graph, seconds_per_million=1.3)
    return catalog.sources(graph)


@main.command("remove-source")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.option("--force", is_flag=True, help="Also delete rows that carry what another program wrote on them.")
@output_format()
@with_graph
def remove_source(graph: Graph, name: str, yes: bool, force: bool, form: str) -> None:
    """Delete all rows of a source from the graph; other sources stay as they are.

    \b
    Example:
      graphapp remove-source mlanthology --yes
    """
    from graphapp.loading import upkeep
    from graphapp.services.source_records import asked_sources

    if not yes:
        asked_sources(graph, (name,))
        click.confirm(visible(f"Remove all rows of {name}?"), abort=True, err=True)
    tracker = ProgressTracker("removing")
    with show_progress(tracker):
        removal = upkeep.remove_source(graph, source=name, force=force, on_progress=tracker.update)
    answer(removal, form)


@main.command()
@output_format()
@with_graph
def learn(graph: Graph, form: str) -> None:
    """Learn from the whole graph how rare names are, and what evidence of one person weighs.

    A load that changes many rows does this by itself. Nobody's labels are needed.

    \b
    Example:
      graphapp learn
    """
    from graphapp.loading import learning

    tracker = ProgressTracker("learning")
    with show_progress(tracker):
        learned = learning.learn_persons(graph, on_progress=tracker.update)
    answer(learned, form)


@main.command()
@click.option("--source", help="Only the rows of this source.")
@click.option(
    "--venues",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of your own venues for the source, in the place of those that it was loaded with.",
)
@output_format()
@with_graph
def rekey(graph: Graph, source: str | None, venues: Path | None, form: str) -> None:
    """Apply the rules of names, identifiers, venues and works of this version of graphapp to all rows.

    \b
    Example:
      graphapp rekey
      graphapp rekey --source my-papers --venues my-venues.toml
    """
    from graphapp.loading import upkeep
    from graphapp.loading.own_venues import own_venues_of

    tracker = ProgressTracker("rekeying")
    with show_progress(tracker):
        # All of them, since the graph does not keep what it leaves out.
        done = upkeep.rekey(
            graph,
            source=source,
            own_venues=None if venues is None else own_venues_of(venues),
            on_loss=lambda loss: say(left_out(loss)),
            on_progress=tracker.update,
        )
    if not done:
        say("All sources follow the rules of this version.")
    answer(done, form)


@main.command()
@click.option(
    "--identities",
    is_flag=True,
    help="List ids that may stand for several people instead: suspicions to look at, with exit code 0.",
)
@click.option("--quick", is_flag=True, help="Check the schema, the sources and the statements, but not every row.")
@limited(100, "With --identities, list at most this many of each kind; all are counted.")
@output_format()
@with_graph
def check(graph: Graph, identities: bool, quick: bool, limit: int | None, form: str) -> None:
    """Check the schema and the graph for errors. Exit code 1 means that something is wrong.

    \b
    Example:
      graphapp check
      graphapp check --quick
      graphapp check --identities --limit 10
    """
    from graphapp.services import health as service
    from graphapp.services.identities import suspicious_identities

    if identities and quick:
        raise click.UsageError("--identities looks at every row; leave out --quick")
    if identities:
        answer(suspicious_identities(graph, limit=limit), form)
        return
    if {"limit", "whole"} & typed_parameters():
        raise click.UsageError("--limit and --all are about what --identities lists; give that, too")
    if not quick:
        say_cost(graph, seconds_per_million=15, instead="--quick leaves them out")
    health = service.check(graph, quick=quick)
    answer(health, form)
    if not health.ok:
        sys.exit(1)


@main.group()
def export() -> None:
    """Write the graph to standard output.

    \b
    Example:
      graphapp export graph > graph.jsonl
    """


@export.command("graph")
@click.option("--canonical", is_flag=True, expose_value=False, help="Has no effect; the dump is always canonical.")
@with_graph
def export_graph(graph: Graph) -> None:
    """Write all nodes and relationships as JSON Lines, sorted and without load stamps.

    The dump is canonical: equal graphs give equal dumps.

    \b
    Example:
      graphapp export graph > graph.jsonl
    """
    import msgspec

    from graphapp.services import export as service

    for row in service.export_graph(graph):
        write(escaped(msgspec.json.encode(row).decode()).encode() + b"\n")


@export.command("statements")
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "csv"]),
    default="yaml",
    show_default=True,
    help="Both are read by `graphapp import-statements`.",
)
@with_graph
def export_statements(graph: Graph, form: str) -> None:
    """Write what people said about who is who, and did not undo, to standard output.

    \b
    Example:
      graphapp export statements > statements.yaml
    """
    from graphapp.formats import statement_files
    from graphapp.services import statements as service

    found = service.export_statements(graph)
    text = statement_files.as_yaml(found) if form == "yaml" else statement_files.as_csv(found)
    write(text.encode())


_AS_STORED: Final = ("jsonl", "csv", "parquet")
"""Formats of papers for programs; the others are for a bibliography."""


@export.command("papers")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "bibtex", "ris", "csl-json", "markdown", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
    help="jsonl: what graphapp loads; csv: a table; parquet: a table for programs; the others: for a bibliography.",
)
@click.option("--name", help="Only the papers of this name cluster.")
@at_venue
@click.option("--source", help="The rows of this source, as it states them.")
@since
@with_graph
def export_papers(
    graph: Graph, form: str, name: str | None, venue: str | None, source: str | None, since: int | None
) -> None:
    """Write papers to standard output: each work once, as its preferred row shows it, or the rows of one source.

    The JSON Lines of a source, with its person records, give the same graph when they are loaded under its name.
    Formats for a bibliography leave out the number that dblp adds to a name that several people have, and have
    characters for references such as &amp;.

    \b
    Example:
      graphapp export papers --name "Tim Dettmers" --format bibtex > dettmers.bib
      graphapp export papers --source my-papers > my-papers.jsonl
    """
    from graphapp.formats import jsonl
    from graphapp.present import citations, paper_tables
    from graphapp.services import export as service

    papers = service.export_papers(
        graph, name=name, venue=venue, source=source, since=since, for_bibliography=form not in _AS_STORED
    )
    if form == "parquet":
        if sys.stdout.isatty():
            raise InvalidArgument("Parquet is not for a terminal; write it to a file: ... --format parquet > FILE")
        for piece in paper_tables.as_parquet(papers):
            write(piece)
        return
    pieces = paper_tables.as_csv(papers) if form == "csv" else citations.entries(papers, form)
    for text in pieces:
        write(text.encode())
    if form == "jsonl" and source is not None and name is None and venue is None and since is None:
        for person in service.export_persons(graph, source=source):
            write(jsonl.write(person, "").encode())
