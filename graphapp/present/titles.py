"""Networks -> their titles, which say what was cut off: for network files and for pictures."""

from __future__ import annotations

from graphapp.present.text import count_text
from graphapp.results.coauthors import CoauthorGraph, CoauthorNeighborhood, CollaborationPath
from graphapp.results.names import NameCluster
from graphapp.results.persons import PersonGroups


def neighborhood_title(found: CoauthorNeighborhood) -> str:
    """Whose coauthors, how many of them, and how many papers were skipped or not grouped."""
    total = sum(found.node_counts)
    title = f"Coauthors of {found.label}"
    if found.hops > 1:
        title = f"Names up to {found.hops} steps from {found.center.name}"
    title += f": {len(found.nodes):,} of {total:,}" if found.truncated else f": {total:,}"
    if found.skipped_papers:
        title += f"; papers skipped for too many authors: {found.skipped_papers:,}"
    if found.ungrouped_papers:
        title += f"; older papers of the name not grouped: {found.ungrouped_papers:,}"
    return title


def network_title(people: CoauthorGraph) -> str:
    """How many names of how many, and of which works."""
    count = f"{len(people.nodes):,}"
    if people.name_count is not None:
        count += f" of {people.name_count:,}"
    scope = [f"source {', '.join(people.sources)}"] if people.sources else []
    scope += [f"venue {people.venue}"] if people.venue is not None else []
    scope += [f"since {people.since}"] if people.since is not None else []
    return f"Joint papers of {count} names{': ' if scope else ''}{'; '.join(scope)}"


def chains_title(path: CollaborationPath) -> str:
    """Between whom, how many chains of how many, and how long."""
    names = f"{path.a.name} and {path.b.name}"
    if path.distance is None:
        return f"No chain of at most {path.k} steps between {names}"
    shown = f"{len(path.chains):,} of {path.chain_count:,}" if path.truncated else f"{path.chain_count:,}"
    return f"Shortest chains between {names}: {shown}, of {count_text(path.distance, 'step')}"


def cluster_title(cluster: NameCluster) -> str:
    """Which name, and how many of its papers and author rows."""
    shown = f"{len(cluster.papers):,} of " if cluster.truncated else ""
    papers = count_text(cluster.paper_count, "paper")
    return f"Name cluster {cluster.name}: {shown}{papers}, {count_text(cluster.author_row_count, 'author row')}"


def person_groups_title(found: PersonGroups) -> str:
    """Which name, how many of its papers, and in how many groups."""
    papers = count_text(found.paper_count - found.left_out, "paper")
    return f"Papers of {found.name} by person: {papers}, {count_text(found.group_count, 'group')}"
