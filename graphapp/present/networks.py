"""Networks of names -> files for Gephi, Cytoscape, VOSviewer and NetworkX. Pure: nothing here asks the database.

In a neighbourhood, in chains and in the graph of some people a node is a name, identified by its `key`; in chains of
author rows it is a row, identified by its `author_id`. An edge has no direction and means that two nodes have joint
works. A name cluster is a directed network as in the database: author rows AUTHORED papers PUBLISHED_AT venues. There
nodes and edges have a `kind`, and the id of a node begins with its kind, since an author row and a work may have equal
ids.

Attributes have the names and types of the results' fields; `label` is the text to show. Unknown values are left out. A
list is one text, joined by `; `. In texts and ids, a character that XML does not allow or that could control a terminal
is written as its JSON escape (`\\u0007`), and so is a backslash before a `u`: different texts stay different.
"""

import io
import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Final

from graphapp.errors import InvalidArgument
from graphapp.present.titles import chains_title, cluster_title, neighborhood_title, network_title
from graphapp.results.coauthors import (
    NAMES_NOTICE,
    ROWS_NOTICE,
    CoauthorEdge,
    CoauthorGraph,
    CoauthorNeighborhood,
    CollaborationPath,
    Neighbor,
    NetworkNode,
)
from graphapp.results.names import NameCluster, NameNode
from graphapp.results.papers import JointWork
from graphapp.results.persons import PersonOfName
from graphapp.rules.steering import STEERING, escaped

if TYPE_CHECKING:
    import networkx

# Characters that XML does not allow (https://www.w3.org/TR/xml/#charsets), a carriage return, which XML readers turn
# into a line feed, and characters that could control a terminal or change its writing direction.
_ESCAPED: Final = re.compile(rf"[{STEERING}\ud800-\udfff\ufffe\uffff]|\\(?=u)")


def as_networkx(value: object) -> "networkx.Graph":
    """The value as a NetworkX graph, with a title as `name`, and a `notice`; a name cluster as a DiGraph.

    Raises InvalidArgument for a value that is not a network.
    """
    match value:
        case CoauthorNeighborhood():
            return _neighborhood(value)
        case CollaborationPath():
            return _chains(value)
        case CoauthorGraph():
            return _people(value)
        case NameCluster():
            return _cluster(value)
        case _:
            raise InvalidArgument(f"{type(value).__name__} is not a network; write it as a table, JSON or CSV")


def as_graphml(value: object) -> str:
    """The network as GraphML (http://graphml.graphdrawing.org): for Cytoscape, Gephi, yEd, igraph."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_xml(as_networkx(value), out)
    # Gephi reads node attributes with the key `d3` and edge attributes with `d7` as labels, as yEd writes them.
    return out.getvalue().decode().replace('<key id="d', '<key id="k').replace('<data key="d', '<data key="k') + "\n"


def as_gexf(value: object) -> str:
    """The network as GEXF 1.2 (https://gexf.net), Gephi's own format."""
    import networkx

    graph = as_networkx(value)
    out = io.BytesIO()
    networkx.write_gexf(graph, out)
    # Of the graph's attributes NetworkX writes only the name.
    notice = f"  <description>{escape(graph.graph['notice'])}</description>\n  </meta>"
    return out.getvalue().decode().replace("</meta>", notice, 1) + "\n"


def as_gml(value: object) -> str:
    """The network as GML (M. Himsolt, "GML: a portable graph file format", 1997): for VOSviewer.

    Node ids are numbers, the attribute `key` identifies a node, and truth values are 1 or 0. Characters outside ASCII
    are written like `&#220;`. NetworkX reads labels as nodes, so equal labels are told apart by the ids of their rows.
    """
    import networkx

    graph = as_networkx(value)
    labels = _distinct_labels(graph)
    networkx.set_node_attributes(graph, {key: key for key in graph}, "key")
    # NetworkX writes each node as its label.
    return "\n".join(networkx.generate_gml(networkx.relabel_nodes(graph, labels), stringizer=str)) + "\n"


def _distinct_labels(graph: "networkx.Graph") -> dict[str, str]:
    """The label of each node; equal ones have the id of their row or work behind them, else their key."""
    counts = Counter(label for _, label in graph.nodes(data="label"))
    labels = {key: label for key, label in graph.nodes(data="label") if counts[label] == 1}
    taken = set(labels.values())
    for key, node in graph.nodes(data=True):
        if key not in labels:
            label = f"{node['label']} ({node.get('author_id') or node.get('work_id') or key})"
            while label in taken:
                label += "*"
            labels[key] = label
            taken.add(label)
    return labels


def _neighborhood(found: CoauthorNeighborhood) -> "networkx.Graph":
    import networkx

    graph = networkx.Graph(**_known(name=neighborhood_title(found), notice=found.notice))
    _add_name(graph, found.center.key, found.center, center=True, distance=0, **_of_person(found.person))
    for node in found.nodes:
        _add_name(
            graph,
            node.key,
            node,
            center=False,
            distance=node.distance,
            joint_papers=node.joint_papers,
            weight=node.weight,
            weight_at_most=node.weight_at_most or None,
            strength=None if node.distance == 1 else node.strength,
            first_year=node.first_year,
            last_year=node.last_year,
            **_of_person(node.person),
        )
    _add_edges(graph, found.edges)
    return graph


def _of_person(person: PersonOfName | None) -> dict[str, object]:
    """Which person of the name a node is; nothing where names are counted."""
    if person is None:
        return {}
    spellings = "; ".join(each.name for each in person.spellings) or None
    return {"group": person.group, "group_count": person.group_count, "spellings": spellings}


def _chains(path: CollaborationPath) -> "networkx.Graph":
    """All chains together. A step is pooled or crowded if it is so in any of them.

    Without a chain, the two names have no edge.
    """
    import networkx

    notice = ROWS_NOTICE if path.level == "row" and path.chains else NAMES_NOTICE
    graph = networkx.Graph(**_known(name=chains_title(path), notice=notice))
    if not path.chains:
        for end in (path.a, path.b):
            _add_name(graph, end.key, end, endpoint=True)
    for chain in path.chains:
        for distance, node in enumerate(chain.nodes):
            key = node.key if path.level == "name" else node.author_ids[0]
            _add_name(graph, key, node, endpoint=distance in (0, path.distance), distance=distance)
        for step in chain.steps:
            before = graph.get_edge_data(legible(step.a), legible(step.b), default={})
            _add_edge(
                graph,
                step.a,
                step.b,
                papers=step.papers,
                weight=step.weight,
                weight_at_most=step.weight_at_most or None,
                pooled=step.pooled or before.get("pooled", False),
                crowded=step.crowded or before.get("crowded", False),
                works=_titles(step.works),
            )
    return graph


def _people(people: CoauthorGraph) -> "networkx.Graph":
    import networkx

    graph = networkx.Graph(**_known(name=network_title(people), notice=NAMES_NOTICE))
    for node in people.nodes:
        _add_name(
            graph,
            node.key,
            node,
            works=node.works,
            community=node.community,
            degree=node.degree,
            betweenness=node.betweenness,
        )
    _add_edges(graph, people.edges)
    return graph


def _cluster(cluster: NameCluster) -> "networkx.DiGraph":
    import networkx

    graph = networkx.DiGraph(**_known(name=cluster_title(cluster), notice=cluster.notice))
    for row in cluster.author_rows:
        _add_node(
            graph,
            f"Author {row.author_id}",
            kind="Author",
            label=row.name,
            author_id=row.author_id,
            source=row.source,
            homonym=row.homonym,
            person_id=row.person_id,
            paper_count=row.paper_count,
        )
    for work in cluster.papers:
        paper = f"Paper {work.work_id}"
        _add_node(
            graph,
            paper,
            kind="Paper",
            label=work.title,
            work_id=work.work_id,
            paper_id=work.paper_id,
            year=work.year,
            track=work.track,
            type=work.type,
            author_count=work.author_count,
            sources="; ".join(dict.fromkeys(row.source for row in work.rows)),
        )
        positions = {author.author_id: author.position for author in work.authors}
        for author_id in work.matched_author_ids:
            _add_edge(graph, f"Author {author_id}", paper, kind="AUTHORED", position=positions.get(author_id))
        if work.venue is not None:
            _add_node(graph, f"Venue {work.venue}", kind="Venue", label=work.venue)
            _add_edge(graph, paper, f"Venue {work.venue}", kind="PUBLISHED_AT", year=work.year)
    return graph


def _add_name(graph: "networkx.Graph", key: str, node: NameNode | Neighbor | NetworkNode, **attributes: object) -> None:
    _add_node(graph, key, label=node.name, author_ids="; ".join(node.author_ids), **attributes)


def _add_edges(graph: "networkx.Graph", edges: Iterable[CoauthorEdge]) -> None:
    for edge in edges:
        _add_edge(
            graph,
            edge.a,
            edge.b,
            papers=edge.papers,
            weight=edge.weight,
            weight_at_most=edge.weight_at_most or None,
            first_year=edge.first_year,
            last_year=edge.last_year,
            works=None if edge.works is None else _titles(edge.works),
        )


def _titles(works: Iterable[JointWork]) -> str:
    return "; ".join(work.title if work.year is None else f"{work.title} ({work.year})" for work in works)


def _add_node(graph: "networkx.Graph", key: str, **attributes: object) -> None:
    graph.add_node(legible(key), **_known(**attributes))


def _add_edge(graph: "networkx.Graph", a: str, b: str, **attributes: object) -> None:
    graph.add_edge(legible(a), legible(b), **_known(**attributes))


def _known(**attributes: object) -> dict[str, object]:
    """The attributes that are known, with their texts as `legible` gives them."""
    return {
        name: legible(value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None
    }


def legible(text: str) -> str:
    """The text with escapes for what XML does not allow; different texts stay different."""
    return escaped(text, _ESCAPED)
