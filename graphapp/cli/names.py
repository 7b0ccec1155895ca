"""Commands about names: the papers of a name, names that look alike, and the most crowded ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from graphapp.cli.costs import say_cost
from graphapp.cli.edge import answer, answering, main, output_format
from graphapp.cli.options import by_name_or_person, from_sources, limited, matching, paged
from graphapp.cli.persons import grouped_papers

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.answer import Answer


@main.command("name-cluster")
@click.argument("name")
@matching
@from_sources
@limited(50, "Maximum number of papers.")
@paged
@click.option("--after", metavar="CURSOR", help="Continue from the cursor `next` of an answer in JSON.")
@by_name_or_person("List the papers of the name, or group them by person, as person-groups does.")
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

    say_cost(graph, seconds_per_million=0.3)
    return names.ambiguous_names(graph, by=by, sources=sources, limit=limit)


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
