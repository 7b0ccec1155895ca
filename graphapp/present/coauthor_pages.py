"""Pages of who wrote with whom, for people: neighbourhoods, chains, coauthor graphs and likely collaborators."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from graphapp.present.left_out import missing_numbers
from graphapp.present.paper_lines import work_lines
from graphapp.present.tables import cut_off, table
from graphapp.present.text import count_text, number_text, years_text
from graphapp.results.coauthors import (
    NAMES_NOTICE,
    ROWS_NOTICE,
    CoauthorEdge,
    CoauthorGraph,
    CoauthorNeighborhood,
    CollaborationPath,
    LikelyCollaborators,
    Neighbor,
)
from graphapp.rules.steering import visible

Page = Iterator[RenderableType]


def neighborhood_page(found: CoauthorNeighborhood) -> Page:
    """A neighbourhood: coauthors by distance and weight, then the works of its pairs if they were asked for."""
    yield Text(visible(found.label), style="bold")
    yield Text(found.notice, style="dim")
    yield from _numbers(found)
    yield from _which_person(found)
    yield ""
    coauthors, *further = found.node_counts
    farther = zip(further, ("two", "three"), strict=False)
    counts = [count_text(coauthors, "coauthor"), *(f"{count:,} {steps} steps away" for count, steps in farther)]
    yield Text(", ".join(counts))
    if found.skipped_papers:
        yield Text(f"{count_text(found.skipped_papers, 'paper')} skipped for too many authors")
    if found.ungrouped_papers:
        yield Text(f"{count_text(found.ungrouped_papers, 'older paper')} of the name not grouped, so not counted")
    if found.nodes:
        yield ""
        yield table(
            found.nodes,
            ("name", lambda node: node.label),
            *([("also as", _spellings)] if found.by == "person" else []),
            ("distance", lambda node: node.distance),
            ("joint papers", lambda node: node.joint_papers or None),
            ("weight", _weight),
            *([("strength", lambda node: node.strength)] if found.hops > 1 else []),
            ("years", lambda node: years_text(node.first_year, node.last_year)),
            ("author rows", lambda node: len(node.author_ids)),
        )
    names = {node.key: node.label for node in found.nodes} | {found.center.key: found.label}
    yield from _works_of_edges(found.edges, names)
    yield from cut_off(found.truncated, len(found.nodes), sum(found.node_counts), "--all")


def _which_person(found: CoauthorNeighborhood) -> Page:
    """Which group of the name the centre is, and under which other names."""
    if found.person is None:
        return
    if found.person.group is not None and found.person.group_count != 1:
        yield Text(
            f"group {found.person.group:,} of {found.person.group_count:,}; --group N takes another, and person-groups "
            "lists them"
        )
    for each in found.person.spellings:
        yield Text(visible(f"also as {each.name}, {count_text(each.papers, 'paper')}: {each.why}"))


def _spellings(node: Neighbor) -> str | None:
    return None if node.person is None else ", ".join(each.name for each in node.person.spellings) or None


def _weight(joint: Neighbor | CoauthorEdge) -> float | str | None:
    if joint.weight is not None and joint.weight_at_most:
        return f"at most {number_text(joint.weight)}"
    return joint.weight


def _works_of_edges(edges: Iterable[CoauthorEdge], names: Mapping[str, str]) -> Page:
    for edge in edges:
        if edge.works is not None:
            yield ""
            yield Text(visible(f"{names[edge.a]} with {names[edge.b]}"), style="bold")
            yield from work_lines(edge.works)


def path_page(found: CollaborationPath) -> Page:
    """The shortest chains between two names, each with the works of its steps."""
    yield Text(visible(f"{found.a.name} and {found.b.name}"), style="bold")
    yield Text(NAMES_NOTICE if found.level == "name" else ROWS_NOTICE, style="dim")
    yield from _numbers(found)
    yield ""
    if found.distance is None:
        yield Text(f"no chain within {count_text(found.k, 'step')}")
        return
    yield Text(f"{count_text(found.distance, 'step')}, {count_text(found.chain_count, 'shortest chain')}")
    for chain in found.chains:
        names = {
            key: node.name
            for node in chain.nodes
            for key in ((node.key,) if found.level == "name" else node.author_ids)
        }
        yield ""
        yield Text(visible(" - ".join(node.name for node in chain.nodes)), style="bold")
        yield Text(f"strength {chain.strength:.3g}", style="dim")
        for step in chain.steps:
            pooled = " (only because rows of one name are taken together)" if step.pooled else ""
            crowded = f" ({names[step.a]} is a crowded name, perhaps of several people)" if step.crowded else ""
            yield Text(visible(f"{names[step.a]} with {names[step.b]}{pooled}{crowded}"))
            yield from work_lines(step.works)
            if step.papers > len(step.works):
                yield Text(f"  and {step.papers - len(step.works):,} more", style="dim")
    yield from cut_off(found.truncated, len(found.chains), found.chain_count, "a greater --limit")


def coauthor_graph_page(found: CoauthorGraph) -> Page:
    """The pairs of a coauthor graph, and the names without one."""
    names = {node.key: node.name for node in found.nodes}
    joined = {key for edge in found.edges for key in (edge.a, edge.b)}
    listed = count_text(len(found.nodes), "name")
    if found.name_count is not None and found.name_count != len(found.nodes):
        listed = f"{len(found.nodes):,} of {count_text(found.name_count, 'name')}"
    yield Text(f"{listed}, {count_text(len(found.edges), 'pair')} with joint papers", style="bold")
    yield Text(NAMES_NOTICE, style="dim")
    yield from _numbers(found)
    if found.edges:
        yield ""
        yield table(
            found.edges,
            ("name", lambda edge: names[edge.a]),
            ("with", lambda edge: names[edge.b]),
            ("joint papers", lambda edge: edge.papers),
            ("weight", _weight),
            ("years", lambda edge: years_text(edge.first_year, edge.last_year)),
        )
    yield from _works_of_edges(found.edges, names)
    alone = [node.name for node in found.nodes if node.key not in joined]
    if alone:
        yield ""
        yield Text(visible(f"without a joint paper: {', '.join(alone)}"))
    yield from cut_off(found.truncated, len(found.nodes), found.name_count or 0, "a greater --largest")


def likely_page(found: LikelyCollaborators) -> Page:
    """Names with coauthors in common and no joint paper."""
    yield Text(visible(found.center.name), style="bold")
    yield Text(NAMES_NOTICE, style="dim")
    yield from _numbers(found)
    yield ""
    yield Text(f"{count_text(found.candidate_count, 'name')} with coauthors in common and no joint paper")
    if found.candidates:
        yield ""
        yield table(
            found.candidates,
            ("name", lambda candidate: candidate.name),
            ("score", lambda candidate: candidate.score),
            ("common coauthors", lambda candidate: candidate.common_coauthors),
            ("among them", lambda candidate: candidate.examples),
        )
    yield from cut_off(found.truncated, len(found.candidates), found.candidate_count, "--all")


def _numbers(found: object) -> Page:
    yield from map(Text, map(visible, missing_numbers(found)))
