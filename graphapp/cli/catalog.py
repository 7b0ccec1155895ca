"""Commands about what the graph holds: a paper, a work, a venue, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphapp.cli.costs import say_cost
from graphapp.cli.edge import answering, main
from graphapp.cli.options import from_sources, limited, paged

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.answer import Answer


@main.command()
@click.argument("id")
@from_sources
@answering("paper", "papers")
def paper(graph: Graph, id: str, sources: tuple[str, ...]) -> Answer:
    """Show a paper with all facts from its rows; the id is that of the work or of one of its rows.

    \b
    Example:
      graphapp paper mlanthology:dettmers2023neurips-qlora
    """
    from graphapp.services import catalog

    return catalog.paper(graph, id=id, sources=sources)


@main.command()
@click.argument("name")
@click.option("--year", type=int, help="Only papers of this year.")
@from_sources
@limited(50, "Maximum number of papers.")
@paged
@answering("venue", "papers")
def venue(
    graph: Graph, name: str, year: int | None, sources: tuple[str, ...], limit: int | None, page: int | None
) -> Answer:
    """Show a venue, given by any of its names: its number of papers by year, and the newest ones.

    \b
    Example:
      graphapp venue NIPS --year 2022
    """
    from graphapp.services import catalog

    return catalog.venue(graph, name=name, year=year, sources=sources, limit=limit, page=page)


@main.command("unknown-venues")
@from_sources
@click.option("--limit", type=click.IntRange(1, 1_000), default=50, show_default=True, help="Maximum number of venues.")
@answering("unknown_venues", "venues")
def unknown_venues(graph: Graph, sources: tuple[str, ...], limit: int) -> Answer:
    """List the printed venues that graphapp does not know, those with the most papers first.

    As TOML they are a file for `--venues` of `load` and `rekey`, in which you say which of them are one venue.

    \b
    Example:
      graphapp unknown-venues
      graphapp unknown-venues --format toml > my-venues.toml
    """
    from graphapp.services import catalog

    return catalog.unknown_venues(graph, sources=sources, limit=limit)


@main.command("explain-work")
@click.argument("id")
@answering("explain_work")
def explain_work(graph: Graph, id: str) -> Answer:
    """Explain a work: its rows, what joins them, what keeps other rows apart, and which row shows the work.

    \b
    Example:
      graphapp explain-work mlanthology:dettmers2023neurips-qlora
    """
    from graphapp.services import works

    return works.explain_work(graph, id=id)


@main.command("graph-counts")
@from_sources
@answering("graph_counts")
def graph_counts(graph: Graph, sources: tuple[str, ...]) -> Answer:
    """Count the papers, rows, names, venues and authorships of the graph.

    \b
    Example:
      graphapp graph-counts
    """
    from graphapp.services import catalog

    say_cost(graph, seconds_per_million=1.3)
    return catalog.graph_counts(graph, sources=sources)
