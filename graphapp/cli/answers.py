"""Commands that answer: a service each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from graphapp.cli.edge import NETWORK_FORMATS, answer, answering, limited, main, output_format

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.answer import Answer

_MATCH = click.option(
    "--match",
    type=click.Choice(["exact", "fold"]),
    default="exact",
    show_default=True,
    help="fold also ignores diacritics, dashes and apostrophes.",
)
_WITH_PAPERS = click.option("--with-papers", is_flag=True, help="Also the papers behind each link.")


@main.command("name-cluster")
@click.argument("name")
@_MATCH
@limited(50, "Papers on the page.")
@click.option("--after", metavar="CURSOR", help="The page after the one that gave this cursor.")
@answering("name_cluster", *NETWORK_FORMATS)
def name_cluster(
    graph: Graph, name: str, match: Literal["exact", "fold"], limit: int | None, after: str | None
) -> Answer:
    """The author rows of one name, compared ignoring case, and their papers, newest first.

    \b
    Example:
      graphapp name-cluster "Tim Dettmers"
      graphapp name-cluster "tomas mikolov" --match fold --format json
    """
    from graphapp.services import clusters

    return clusters.name_cluster(graph, name=name, match=match, limit=limit, after=after)


@main.command("coauthor-neighborhood")
@click.argument("name", required=False)
@click.option("--author-id", metavar="ID", help="One author row as the centre, instead of a name.")
@_MATCH
@click.option("--hops", type=click.IntRange(1, 3), default=1, show_default=True, help="Steps from the centre, 1 to 3.")
@click.option("--since", type=int, metavar="YEAR", help="Papers of this year and later only.")
@click.option("--until", type=int, metavar="YEAR", help="Papers of this year and earlier only.")
@click.option("--venue", help="Papers that appeared there only; any alias will do.")
@click.option(
    "--min-joint", type=click.IntRange(min=1), default=1, show_default=True, help="Joint papers that make a link."
)
@click.option("--max-authors", type=click.IntRange(min=2), help="Leave out papers of more authors; how many is told.")
@limited(100, "Names shown.")
@click.option("--with-links", is_flag=True, help="Also the links among the names shown.")
@_WITH_PAPERS
@answering("coauthor_neighborhood", *NETWORK_FORMATS)
def coauthor_neighborhood(
    graph: Graph,
    name: str | None,
    author_id: str | None,
    match: Literal["exact", "fold"],
    hops: int,
    since: int | None,
    until: int | None,
    venue: str | None,
    min_joint: int,
    max_authors: int | None,
    limit: int | None,
    with_links: bool,
    with_papers: bool,
) -> Answer:
    """Who wrote with a name, how often, how strongly and when.

    A joint paper of n authors weighs 1/(n-1) for each pair. CSV and JSON Lines have a line a name.

    \b
    Example:
      graphapp coauthor-neighborhood "Tim Dettmers" --since 2022
      graphapp coauthor-neighborhood "Tim Dettmers" --with-links --format html > picture.html
    """
    from graphapp.services import neighborhoods

    return neighborhoods.coauthor_neighborhood(
        graph,
        name=name,
        author_id=author_id,
        match=match,
        hops=hops,
        since=since,
        until=until,
        venue=venue,
        min_joint=min_joint,
        max_authors=max_authors,
        limit=limit,
        with_links=with_links,
        with_papers=with_papers,
    )


@main.command("collaboration-path")
@click.argument("a")
@click.argument("b")
@click.option("-k", "--steps", "k", type=click.IntRange(1, 12), default=6, show_default=True, help="At most so many.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Chains shown.")
@click.option(
    "--level",
    type=click.Choice(["name", "row"]),
    default="name",
    show_default=True,
    help="row takes every author row for a person of its own.",
)
@answering("collaboration_path", *NETWORK_FORMATS)
def collaboration_path(graph: Graph, a: str, b: str, k: int, limit: int, level: Literal["name", "row"]) -> Answer:
    """The shortest chains of joint papers between two names. CSV and JSON Lines have a line a step.

    \b
    Example:
      graphapp collaboration-path "Tim Dettmers" "Radu Timofte"
    """
    from graphapp.services import neighborhoods

    return neighborhoods.collaboration_path(graph, a=a, b=b, k=k, limit=limit, level=level)


def _or_lines(ctx: click.Context, parameter: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in map(str.strip, sys.stdin) if line) if names == ("-",) else names


@main.command("coauthor-graph")
@click.argument("names", nargs=-1, required=True, metavar="NAME...", callback=_or_lines)
@_WITH_PAPERS
@answering("coauthor_graph", *NETWORK_FORMATS)
def coauthor_graph(graph: Graph, names: tuple[str, ...], with_papers: bool) -> Answer:
    """Who of 2 to 200 people wrote with whom of them; `-` reads the names from standard input, one a line.

    CSV and JSON Lines have a line a pair.

    \b
    Example:
      graphapp coauthor-graph "Tim Dettmers" "Luke Zettlemoyer" "Mike Lewis"
    """
    from graphapp.services import neighborhoods

    return neighborhoods.coauthor_graph(graph, names=names, with_papers=with_papers)


@main.command("likely-collaborators")
@click.argument("name")
@limited(20, "Names shown.")
@answering("likely_collaborators")
def likely_collaborators(graph: Graph, name: str, limit: int | None) -> Answer:
    """Who shares many coauthors with a name, but no paper.

    \b
    Example:
      graphapp likely-collaborators "Tim Dettmers"
    """
    from graphapp.services import neighborhoods

    return neighborhoods.likely_collaborators(graph, name=name, limit=limit)


@main.command("similar-names")
@click.argument("name")
@limited(50, "Names shown.")
@answering("similar_names")
def similar_names(graph: Graph, name: str, limit: int | None) -> Answer:
    """Names that may be other forms of a name, each with the rule that relates it.

    \b
    Example:
      graphapp similar-names "Colin Raffel"
    """
    from graphapp.services import names

    return names.similar_names(graph, name=name, limit=limit)


@main.command("ambiguous-names")
@click.option(
    "--by", type=click.Choice(["rows", "works"]), default="rows", show_default=True, help="What makes a name crowded."
)
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="Names shown.")
@answering("ambiguous_names")
def ambiguous_names(graph: Graph, by: Literal["rows", "works"], limit: int) -> Answer:
    """The most crowded names of the graph: those of the most author rows, or of the most papers.

    \b
    Example:
      graphapp ambiguous-names --by works --limit 10
    """
    from graphapp.services import names

    return names.ambiguous_names(graph, by=by, limit=limit)


@main.command("explain-names")
@click.argument("a")
@click.argument("b")
@output_format()
def explain_names(a: str, b: str, form: str) -> None:
    """Why two names do or do not fall together, step by step.

    \b
    Example:
      graphapp explain-names "Pierre-Yves Oudeyer" "Pierre Yves Oudeyer"
    """
    from graphapp.services import names

    answer(names.explain_names(a=a, b=b), form)


@main.command("explain-work")
@click.argument("id")
@answering("explain_work")
def explain_work(graph: Graph, id: str) -> Answer:
    """The rows that state a work, what joined them or kept others apart, and which one is shown.

    \b
    Example:
      graphapp explain-work mlanthology:dettmers2023neurips-qlora
    """
    from graphapp.services import works

    return works.explain_work(graph, id=id)


@main.command()
@click.argument("id")
@answering("paper")
def paper(graph: Graph, id: str) -> Answer:
    """A paper, by the id of the work or of one of its rows, with all that its rows say.

    \b
    Example:
      graphapp paper mlanthology:dettmers2023neurips-qlora
    """
    from graphapp.services import catalog

    return catalog.paper(graph, id=id)


@main.command()
@click.argument("name")
@click.option("--year", type=int, help="Papers of this year only.")
@limited(50, "Papers shown.")
@answering("venue")
def venue(graph: Graph, name: str, year: int | None, limit: int | None) -> Answer:
    """A venue by any of its names, its papers by year, and the newest of them.

    \b
    Example:
      graphapp venue NIPS --year 2022
    """
    from graphapp.services import catalog

    return catalog.venue(graph, name=name, year=year, limit=limit)


@main.command("graph-counts")
@answering("graph_counts")
def graph_counts(graph: Graph) -> Answer:
    """How many papers, rows, names, venues and authorships the graph holds.

    \b
    Example:
      graphapp graph-counts
    """
    from graphapp.services import catalog

    return catalog.graph_counts(graph)
