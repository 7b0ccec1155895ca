"""Commands that answer: one for each service."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

import click

from graphapp.cli.edge import answer, answering, asked_format, from_sources, limited, main, output_format, paged
from graphapp.cli.persons import grouped_papers

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.answer import Answer

_MATCH = click.option(
    "--match",
    type=click.Choice(["exact", "fold"]),
    default="exact",
    show_default=True,
    help="How names are compared: both ignore case; fold also ignores diacritics, dashes and apostrophes.",
)
_SINCE = click.option("--since", type=int, metavar="YEAR", help="Only papers of this year and later.")
_VENUE = click.option("--venue", help="Only papers that appeared at this venue, given by any of its names.")
_MAX_AUTHORS = click.option("--max-authors", type=click.IntRange(min=2), help="Skip papers with more authors.")
_WITH_PAPERS = click.option("--with-papers", is_flag=True, help="Also list the joint papers of each pair.")


@main.command("name-cluster")
@click.argument("name")
@_MATCH
@from_sources
@limited(50, "Maximum number of papers.")
@paged
@click.option("--after", metavar="CURSOR", help="Continue from the cursor `next` of an answer in JSON.")
@click.option(
    "--by",
    type=click.Choice(["name", "person"]),
    default="name",
    show_default=True,
    help="List the papers of the name, or group them by person, as person-groups does.",
)
@answering("name_cluster", "network", "papers")
def name_cluster(
    graph: Graph,
    name: str,
    match: Literal["exact", "fold"],
    sources: tuple[str, ...],
    limit: int | None,
    page: int | None,
    after: str | None,
    by: Literal["name", "person"],
) -> Answer:
    """List the author rows of a name, compared ignoring case, and their papers, newest first.

    \b
    Example:
      graphapp name-cluster "Tim Dettmers"
      graphapp name-cluster "tomas mikolov" --match fold --format json
    """
    if by == "person":
        return grouped_papers(graph, name)
    from graphapp.services import clusters

    return clusters.name_cluster(graph, name=name, match=match, sources=sources, limit=limit, page=page, after=after)


@main.command("coauthor-neighborhood")
@click.argument("name", required=False)
@click.option("--author-id", metavar="ID", help="Use one author row as the centre, instead of a name.")
@_MATCH
@click.option(
    "--by",
    type=click.Choice(["name", "person"]),
    default="name",
    show_default=True,
    help="Count names, or people as far as the evidence goes: namesakes are several, and spellings of one person one.",
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
@_SINCE
@click.option("--until", type=int, metavar="YEAR", help="Only papers of this year and earlier.")
@_VENUE
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
@_SINCE
@_VENUE
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
@click.option("--venue", help="Only papers that appeared at this venue, given by any of its names.")
@click.option("--since", type=int, metavar="YEAR", help="Only papers of this year and later.")
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


@main.command("similar-names")
@click.argument("name")
@from_sources
@limited(50, "Maximum number of names.")
@click.option("--evidence", is_flag=True, help="Say whether the same person is meant, and why.")
@answering("similar_names")
def similar_names(graph: Graph, name: str, sources: tuple[str, ...], limit: int | None, evidence: bool) -> Answer:
    """List names that may be other forms of a name, each with the rule that relates it.

    Only names that author rows show are compared; name-cluster finds a row by its other printed names too.

    \b
    Example:
      graphapp similar-names "Colin Raffel"
      graphapp similar-names "Colin Raffel" --evidence
    """
    from graphapp.services import names

    return names.similar_names(graph, name=name, sources=sources, limit=limit, evidence=evidence)


@main.command("ambiguous-names")
@click.option(
    "--by",
    type=click.Choice(["rows", "works", "persons"]),
    default="rows",
    show_default=True,
    help="Count author rows, papers, or the persons that are expected to have the name.",
)
@from_sources
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="Maximum number of names.")
@answering("ambiguous_names")
def ambiguous_names(
    graph: Graph, by: Literal["rows", "works", "persons"], sources: tuple[str, ...], limit: int
) -> Answer:
    """List the most crowded names of the graph: those with the most author rows, papers, or expected persons.

    \b
    Example:
      graphapp ambiguous-names --by works --limit 10
      graphapp ambiguous-names --by persons
    """
    from graphapp.services import names

    return names.ambiguous_names(graph, by=by, sources=sources, limit=limit)


@main.command("unknown-venues")
@from_sources
@click.option("--limit", type=click.IntRange(1, 1_000), default=50, show_default=True, help="Maximum number of venues.")
@answering("unknown_venues", "venues")
def unknown_venues(graph: Graph, sources: tuple[str, ...], limit: int) -> Answer:
    """List the printed venues that graphapp does not know, those with the most papers first.

    As TOML they are a file for `load --venues`, in which you say which of them are one venue.

    \b
    Example:
      graphapp unknown-venues
      graphapp unknown-venues --format toml > my-venues.toml
    """
    from graphapp.services import catalog

    return catalog.unknown_venues(graph, sources=sources, limit=limit)


@main.command("explain-names")
@click.argument("a")
@click.argument("b")
@click.option("--verbose", is_flag=True, help="Also show the code points of each step.")
@output_format()
def explain_names(a: str, b: str, verbose: bool, form: str) -> None:
    """Explain step by step why two names are or are not in one cluster.

    \b
    Example:
      graphapp explain-names "Pierre-Yves Oudeyer" "Pierre Yves Oudeyer"
    """
    from graphapp.services import names

    answer(names.explain_names(a, b, code_points=verbose), form)


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

    return catalog.graph_counts(graph, sources=sources)
