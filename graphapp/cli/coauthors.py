"""Commands about who wrote with whom."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from graphapp.cli.edge import answering, asked_format, main
from graphapp.cli.options import at_venue, by_name_or_person, from_sources, limited, matching, since, until

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.answer import Answer

_MAX_AUTHORS = click.option("--max-authors", type=click.IntRange(min=2), help="Skip papers with more authors.")
_WITH_PAPERS = click.option("--with-papers", is_flag=True, help="Also list the joint papers of each pair.")


@main.command("coauthor-neighborhood")
@click.argument("name", required=False)
@click.option("--author-id", metavar="ID", help="Use one author row as the centre, instead of a name.")
@matching
@by_name_or_person(
    "Count names, or people as far as the evidence goes: namesakes are several, and spellings of one person one."
)
@click.option(
    "--group",
    type=click.IntRange(min=1),
    metavar="N",
    help="By person: the group of the name that is the centre, as person-groups numbers it. By default the first.",
)
@click.option(
    "--hops", type=click.IntRange(1, 3), default=1, show_default=True, help="Maximum number of steps from the centre."
)
@from_sources
@since
@until
@at_venue
@click.option(
    "--min-joint",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Minimum number of joint papers of a pair.",
)
@_MAX_AUTHORS
@limited(100, "Maximum number of names.")
@click.option("--with-links", is_flag=True, help="Also list the pairs among the listed names; pictures always do.")
@_WITH_PAPERS
@answering("coauthor_neighborhood", "network", "papers")
def coauthor_neighborhood(
    graph: Graph,
    name: str | None,
    author_id: str | None,
    match: Literal["exact", "fold"],
    by: Literal["name", "person"],
    group: int | None,
    hops: int,
    sources: tuple[str, ...],
    since: int | None,
    until: int | None,
    venue: str | None,
    min_joint: int,
    max_authors: int | None,
    limit: int | None,
    with_links: bool,
    with_papers: bool,
) -> Answer:
    """List who wrote with a name, how often, how strongly and when.

    A joint paper of n authors weighs 1/(n-1) for each pair. CSV and JSON Lines have one line for each name.

    \b
    Example:
      graphapp coauthor-neighborhood "Tim Dettmers" --since 2022
      graphapp coauthor-neighborhood "Tim Dettmers" --by person
      graphapp coauthor-neighborhood "Tim Dettmers" --with-links --format html > picture.html
    """
    from graphapp.services import neighborhoods

    return neighborhoods.coauthor_neighborhood(
        graph,
        name=name,
        author_id=author_id,
        match=match,
        by=by,
        group=group,
        hops=hops,
        sources=sources,
        since=since,
        until=until,
        venue=venue,
        min_joint=min_joint,
        max_authors=max_authors,
        limit=limit,
        # A picture shows who belongs together, and only the links say so.
        with_links=with_links or asked_format().draws,
        with_papers=with_papers,
    )


@main.command("collaboration-path")
@click.argument("a")
@click.argument("b")
@click.option(
    "-k",
    "--steps",
    "k",
    type=click.IntRange(1, 12),
    default=6,
    show_default=True,
    help="Maximum number of steps in a chain.",
)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Maximum number of chains.")
@click.option(
    "--level",
    type=click.Choice(["name", "row"]),
    default="name",
    show_default=True,
    help="What a step connects: names, each with all its author rows, or single author rows.",
)
@from_sources
@since
@at_venue
@_MAX_AUTHORS
@answering("collaboration_path", "network", "papers")
def collaboration_path(
    graph: Graph,
    a: str,
    b: str,
    k: int,
    limit: int,
    level: Literal["name", "row"],
    sources: tuple[str, ...],
    since: int | None,
    venue: str | None,
    max_authors: int | None,
) -> Answer:
    """Find the shortest chains of joint papers between two names, the strongest chains first.

    CSV and JSON Lines have one line for each step.

    \b
    Example:
      graphapp collaboration-path "Tim Dettmers" "Radu Timofte"
      graphapp collaboration-path "Tim Dettmers" "Radu Timofte" --since 2020 --max-authors 10
    """
    from graphapp.services import paths

    return paths.collaboration_path(
        graph,
        a=a,
        b=b,
        k=k,
        limit=limit,
        level=level,
        sources=sources,
        since=since,
        venue=venue,
        max_authors=max_authors,
    )


def _names_or_lines(ctx: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    if names != ("-",):
        return names
    text = sys.stdin.buffer.read().decode("utf-8-sig")
    return tuple(line for line in map(str.strip, text.split("\n")) if line)


@main.command("coauthor-graph")
@click.argument("names", nargs=-1, metavar="[NAME]...", callback=_names_or_lines)
@from_sources
@at_venue
@since
@click.option("--all", "everything", is_flag=True, help="The network of all that is loaded.")
@click.option(
    "--min-works", type=click.IntRange(min=1), default=1, show_default=True, help="Minimum number of papers of a name."
)
@click.option(
    "--largest",
    type=click.IntRange(1, 1_000),
    default=100,
    show_default=True,
    help="Maximum number of names: those with the most papers.",
)
@click.option(
    "--centrality",
    "with_centralities",
    multiple=True,
    type=click.Choice(["degree", "betweenness"]),
    help="Also compute this centrality of each name; may be repeated.",
)
@_WITH_PAPERS
@answering("coauthor_graph", "network", "papers")
def coauthor_graph(
    graph: Graph,
    names: tuple[str, ...],
    sources: tuple[str, ...],
    venue: str | None,
    since: int | None,
    everything: bool,
    min_works: int,
    largest: int,
    with_centralities: tuple[Literal["degree", "betweenness"], ...],
    with_papers: bool,
) -> Answer:
    """List which people wrote together: 2 to 200 of them, or those with the most papers of a source or venue.

    `-` reads the names from standard input, one on each line. Names that wrote more with each other than with others
    are a community. CSV and JSON Lines have one line for each pair.

    \b
    Example:
      graphapp coauthor-graph "Tim Dettmers" "Luke Zettlemoyer" "Mike Lewis"
      graphapp coauthor-graph --source my-papers --format html > network.html
      graphapp coauthor-graph --venue ICML --since 2020 --min-works 5 --largest 60
    """
    from graphapp.services import coauthor_graphs

    return coauthor_graphs.coauthor_graph(
        graph,
        names=names,
        sources=sources,
        venue=venue,
        since=since,
        everything=everything,
        min_works=min_works,
        largest=largest,
        with_centralities=with_centralities,
        with_papers=with_papers,
    )


@main.command("likely-collaborators")
@click.argument("name")
@from_sources
@limited(20, "Maximum number of names.")
@answering("likely_collaborators")
def likely_collaborators(graph: Graph, name: str, sources: tuple[str, ...], limit: int | None) -> Answer:
    """List names that share many coauthors with a name, but no paper.

    \b
    Example:
      graphapp likely-collaborators "Tim Dettmers"
    """
    from graphapp.services import collaborators

    return collaborators.likely_collaborators(graph, name=name, sources=sources, limit=limit)
