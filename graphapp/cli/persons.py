"""Commands about the people behind a name: groups of its papers by evidence, and what the evidence weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from graphapp.cli.edge import answering, asked_format, main, typed_parameters
from graphapp.cli.options import show_all
from graphapp.errors import InvalidArgument

if TYPE_CHECKING:
    from graphapp.graph import Graph
    from graphapp.results.answer import Answer
    from graphapp.results.persons import PersonGroups

PAPERS_IN_TABLE: Final = 5
"""Papers of each group that a table shows unless asked for more."""


@main.command("person-groups")
@click.argument("name")
@click.option(
    "--why",
    nargs=2,
    metavar="A B",
    help="Compare two papers, given by their ids, or two groups, given by their numbers.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help=f"Maximum number of papers of each group: in a table {PAPERS_IN_TABLE}, elsewhere all.",
)
@show_all
@answering("person_groups", "picture", "papers")
def person_groups(graph: Graph, name: str, why: tuple[str, str] | None, limit: int | None, whole: bool) -> Answer:
    """Group the papers of a name by person, as far as the evidence goes, with its reasons.

    An estimate, not a fact: coauthors, titles, venues, years and the rarity of the name hold papers together; ids and
    homonym numbers of sources decide. Between groups it says "different" or "cannot tell". CSV and JSON Lines have one
    line for each paper.

    \b
    Example:
      graphapp person-groups "Yang Liu"
      graphapp person-groups "Yang Liu" --why 1 2
      graphapp person-groups "Yang Liu" --format csv > papers.csv
    """
    from graphapp.services import person_groups as persons

    if why is not None:
        one, other = why
        return persons.explain_persons(graph, name=name, one=one, other=other)
    found = persons.person_groups(graph, name=name, spellings=True)
    return found if whole else shortened(found, limit)


def grouped_papers(graph: Graph, name: str) -> PersonGroups:
    """The answer of a command about a name, asked by person; options that it has no place for are refused."""
    from graphapp.services import person_groups as persons

    typed, given = typed_parameters(), click.get_current_context().params
    if refused := [f"--{name.rstrip('s')}" for name in ("match", "sources", "page", "after") if name in typed]:
        raise InvalidArgument(f"{refused[0]} does not go with --by person: all papers of one name are grouped")
    found = persons.person_groups(graph, name=name, spellings=True)
    limit: int | None = given["limit"] if "limit" in typed else None
    return found if given["whole"] else shortened(found, limit)


def shortened(found: PersonGroups, limit: int | None) -> PersonGroups:
    """The groups with at most `limit` papers each; None for a few in a table, and for all in other formats."""
    if limit is None and asked_format().for_people:
        limit = PAPERS_IN_TABLE
    return found if limit is None else found.with_newest(limit)


@main.command("person-model")
@answering("person_model")
def person_model(graph: Graph) -> Answer:
    """Explain how graphapp judges who is one person: how rare names are, and what each level of evidence weighs.

    \b
    Example:
      graphapp person-model
    """
    from graphapp.services import person_models

    return person_models.person_model(graph)
