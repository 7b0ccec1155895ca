"""Networks -> their titles, which say what was cut off: for network files and for pictures.

Names stand last: behind a name that is written from right to left, a number would be drawn before it.
"""

from __future__ import annotations

from graphapp.present.text import count_text
from graphapp.results.coauthors import CoauthorGraph, CoauthorNeighborhood, CollaborationPath
from graphapp.results.names import NameCluster
from graphapp.results.persons import PersonGroups


def neighborhood_title(found: CoauthorNeighborhood) -> str:
    """How many coauthors of how many, whose, and how many papers were skipped or not grouped."""
    total = sum(found.node_counts)
    shown = f"{len(found.nodes):,} of " if found.truncated else ""
    if found.hops > 1:
        title = f"{shown}{count_text(total, 'name')} up to {found.hops} steps from {found.center.name}"
    else:
        title = f"{shown}{count_text(total, 'coauthor')} of {found.label}"
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
    scope = [f"since {people.since}"] if people.since is not None else []
    scope += [f"venue {people.venue}"] if people.venue is not None else []
    scope += [f"source {', '.join(people.sources)}"] if people.sources else []
    return f"Joint papers of {count} names{': ' if scope else ''}{'; '.join(scope)}"


def chains_title(path: CollaborationPath) -> str:
    """How many chains of how many, how long, and between whom."""
    names = f"{path.a.name} and {path.b.name}"
    if path.distance is None:
        return f"No chain of at most {path.k} steps between {names}"
    shown = f"{len(path.chains):,} of " if path.truncated else ""
    chains = count_text(path.chain_count, "shortest chain")
    return f"{shown}{chains} of {count_text(path.distance, 'step')} between {names}"


def cluster_title(cluster: NameCluster) -> str:
    """How many papers of how many, in how many author rows, and of which name."""
    shown = f"{len(cluster.papers):,} of " if cluster.truncated else ""
    papers = count_text(cluster.paper_count, "paper")
    rows = count_text(cluster.author_row_count, "author row")
    return f"Name cluster of {shown}{papers} and {rows}: {cluster.name}"


def person_groups_title(found: PersonGroups) -> str:
    """How many papers, in how many groups, and of which name."""
    papers = count_text(found.paper_count - found.left_out, "paper")
    return f"{papers} by person in {count_text(found.group_count, 'group')}: {found.name}"
