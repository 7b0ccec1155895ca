"""Commands that search: names, papers, venues, and what an id names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphapp.cli.edge import answering, main
from graphapp.cli.options import at_venue, since, until

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.answer import Answer

_AFTER = click.option("--after", metavar="CURSOR", help="Continue a cut answer from the cursor at its end.")


@main.command("search-authors")
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True, help="Maximum number of names.")
@answering("search_authors")
def search_authors(graph: Graph, text: str, limit: int) -> Answer:
    """Find names by the beginnings of their words, in any order; those with the most papers come first.

    `$` ends a word. Diacritics and apostrophes may be left out, and a dash may be a space.

    \b
    Example:
      graphapp search-authors "tim dett"
      graphapp search-authors "li$ wei"
    """
    from graphapp.services import name_search

    return name_search.search_authors(graph, text=text, limit=limit)


@main.command("search-papers")
@click.argument("text")
@since
@until
@at_venue
@click.option("--source", metavar="NAME", help="Only papers of which a row of this source has the words.")
@click.option("--type", metavar="TYPE", help="Only papers of this type, such as 'Conference Paper'.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="Maximum number of papers.")
@_AFTER
@answering("search_papers", "papers")
def search_papers(
    graph: Graph,
    text: str,
    since: int | None,
    until: int | None,
    venue: str | None,
    source: str | None,
    type: str | None,
    limit: int,
    after: str | None,
) -> Answer:
    """Find papers by the words of titles and abstracts; the best ones come first.

    All words must be there; quotation marks hold words together, all other signs are plain text.

    \b
    Example:
      graphapp search-papers "quantized language models" --since 2022
      graphapp search-papers "GPT3.int8()"
    """
    from graphapp.services import paper_search

    return paper_search.search_papers(
        graph,
        text=text,
        since=since,
        until=until,
        venue=venue,
        source=source,
        type=type,
        limit=limit,
        after=after,
    )


@main.command()
@click.argument("text")
@answering("resolve")
def resolve(graph: Graph, text: str) -> Answer:
    """Say what an id names, in any spelling: a DOI, an arXiv id, a key or an address of dblp, an id of the graph.

    The names of venues and the titles of papers are found too; words of a title are the last resort.

    \b
    Example:
      graphapp resolve https://arxiv.org/abs/2305.14314v2
      graphapp resolve dettmers2023neurips-qlora
    """
    from graphapp.services import resolving

    return resolving.resolve(graph, text=text)


@main.command()
@click.argument("name", required=False)
@click.option("--limit", type=click.IntRange(1, 1_000), default=50, show_default=True, help="Maximum number of venues.")
@_AFTER
@answering("venues")
def venues(graph: Graph, name: str | None, limit: int, after: str | None) -> Answer:
    """List the venues, those with the most papers first; with NAME, those whose names have words that begin so.

    \b
    Example:
      graphapp venues
      graphapp venues "neural inf"
    """
    from graphapp.services import venue_lists

    return venue_lists.venues(graph, name=name, limit=limit, after=after)
