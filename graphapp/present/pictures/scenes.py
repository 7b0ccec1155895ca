"""Networks of names -> scenes: what a picture shows, before anything has a place.

A scene numbers its dots, the most important first. Pure: nothing here asks the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from graphapp.measures import communities
from graphapp.present.networks import legible
from graphapp.present.pictures.links import Links
from graphapp.present.text import years_text
from graphapp.present.titles import chains_title, neighborhood_title, network_title
from graphapp.results.coauthors import (
    NAMES_NOTICE,
    ROWS_NOTICE,
    CoauthorGraph,
    CoauthorNeighborhood,
    CollaborationPath,
)

Role = Literal["centre", "end", "member"]

_SHOWN_MEMBERS: Final = 2
"""Names that stand for a community in the legend."""
_LEAST_COMMUNITY: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A name."""

    label: str
    href: str | None
    works: int
    """Decides its size."""
    community: int | None
    """A number in `Scene.communities`; None for a dot of its own."""
    role: Role = "member"
    column: int | None = None
    """Its column in chains; None where the forces decide its place."""
    years: str = ""
    """The years of its works, where they are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Joint works of two names, given by their numbers."""

    a: int
    b: int
    papers: int
    pooled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a picture shows."""

    title: str
    notice: str
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    communities: tuple[str, ...]
    """What the legend calls each, the largest first."""
    measure: str
    """What the size of a dot says: `joint papers with the centre`."""


def neighborhood_scene(found: CoauthorNeighborhood, links: Links) -> Scene:
    """The centre and the names around it, in the communities that they would be in without the centre."""
    numbers = {found.center.key: 0} | {node.key: number for number, node in enumerate(found.nodes, 1)}
    edges = [(numbers[edge.a], numbers[edge.b], edge.weight) for edge in found.edges]
    # Everybody has an edge to the centre, which would hide who belongs together.
    among = [(a - 1, b - 1, weight) for a, b, weight in edges if 0 not in (a, b)]
    names = [node.label for node in found.nodes]
    member_of, labels = _communities(names, among)
    most = max((node.joint_papers for node in found.nodes), default=1)
    center = Dot(
        label=legible(found.label), href=links.name(found.center.name), works=most, community=None, role="centre"
    )
    dots = [
        Dot(
            label=legible(node.label),
            href=links.name(node.name),
            works=node.joint_papers,
            community=member_of[place],
            years=years_text(node.first_year, node.last_year) or "",
        )
        for place, node in enumerate(found.nodes)
    ]
    return Scene(
        title=legible(neighborhood_title(found)),
        notice=found.notice,
        dots=(center, *dots),
        lines=_lines((numbers[edge.a], numbers[edge.b], edge.papers) for edge in found.edges),
        communities=labels,
        measure="joint papers with the centre",
    )


def people_scene(people: CoauthorGraph, links: Links) -> Scene:
    """The names of a network, or those asked for, in its communities."""
    ranked = sorted(people.nodes, key=lambda node: (-node.works, node.key))
    numbers = {node.key: number for number, node in enumerate(ranked)}
    names = {node.key: node.name for node in ranked}
    called = [each for each in people.communities if each.size >= _LEAST_COMMUNITY]
    drawn = {each.number: place for place, each in enumerate(called)}
    return Scene(
        title=legible(network_title(people)),
        notice=NAMES_NOTICE,
        dots=tuple(
            Dot(
                label=legible(node.name),
                href=links.name(node.name),
                works=node.works,
                community=drawn.get(node.community),
            )
            for node in ranked
        ),
        lines=_lines((numbers[edge.a], numbers[edge.b], edge.papers) for edge in people.edges),
        communities=tuple(_called([names[key] for key in each.members]) for each in called),
        measure="works",
    )


def chains_scene(path: CollaborationPath, links: Links) -> Scene:
    """All chains together, from left to right; without a chain, the two names side by side."""
    columns: dict[str, tuple[int, str]] = {}
    papers: dict[tuple[str, str], tuple[int, bool]] = {}
    for chain in path.chains:
        for column, node in enumerate(chain.nodes):
            columns.setdefault(node.key if path.level == "name" else node.author_ids[0], (column, node.name))
        for step in chain.steps:
            _, pooled = papers.get((step.a, step.b), (0, False))
            papers[step.a, step.b] = (step.papers, pooled or step.pooled)
    if not path.chains:
        columns = {path.a.key: (0, path.a.name), path.b.key: (1, path.b.name)}
    last = max(column for column, _ in columns.values())
    order = sorted(columns, key=lambda key: columns[key][0] not in (0, last))
    numbers = {key: number for number, key in enumerate(order)}
    lines = tuple(
        Line(a=numbers[a], b=numbers[b], papers=count, pooled=pooled) for (a, b), (count, pooled) in papers.items()
    )
    joint = [0] * len(order)
    for line in lines:
        joint[line.a] += line.papers
        joint[line.b] += line.papers
    return Scene(
        title=legible(chains_title(path)),
        notice=ROWS_NOTICE if path.level == "row" and path.chains else NAMES_NOTICE,
        dots=tuple(
            Dot(
                label=legible(columns[key][1]),
                href=links.name(columns[key][1]),
                works=joint[number],
                community=None,
                role="end" if columns[key][0] in (0, last) else "member",
                column=columns[key][0],
            )
            for number, key in enumerate(order)
        ),
        lines=lines,
        communities=(),
        measure="joint papers on these chains",
    )


def _lines(edges: Iterable[tuple[int, int, int]]) -> tuple[Line, ...]:
    return tuple(Line(a=min(a, b), b=max(a, b), papers=papers) for a, b, papers in edges)


def _communities(
    names: Sequence[str], edges: Sequence[tuple[int, int, float]]
) -> tuple[list[int | None], tuple[str, ...]]:
    """The community of each name, and what each is called. A name without an edge is in none."""
    found = [members for members in communities(len(names), edges) if len(members) >= _LEAST_COMMUNITY]
    member_of: list[int | None] = [None] * len(names)
    for number, members in enumerate(found):
        for member in members:
            member_of[member] = number
    return member_of, tuple(_called([names[member] for member in members]) for members in found)


def _called(names: Sequence[str]) -> str:
    """What the legend calls a community, by its most important names, which come first."""
    more = len(names) - _SHOWN_MEMBERS
    return legible(", ".join(names[:_SHOWN_MEMBERS]) + (f" and {more:,} more" if more > 0 else ""))
