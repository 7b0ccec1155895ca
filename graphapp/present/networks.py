"""Networks of names -> files for Gephi, Cytoscape, VOSviewer and NetworkX, and pictures. Pure, as `render` is.

In a neighbourhood, in chains and in the graph of some people a node is a name, known by its `key`; in chains of author
rows it is a row, known by its `author_id`. An edge has no direction and says that two are joint on works. A name
cluster is a directed network as the database holds it: author rows AUTHORED papers PUBLISHED_AT venues. There nodes and
edges have a `kind`, and the id of a node begins with its kind, since an author row and a work may have equal ids.

Attributes are named as the fields of the results and keep their types; `label` is what to show. What is unknown is left
out. A list is one text, joined by `; `. In texts and ids, a character that XML does not hold or that could steer a
terminal stands as JSON escapes it (`\\u0007`), and so does a backslash before a `u`: different texts stay different.
"""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from graphapp.errors import InvalidArgument
from graphapp.present.data import STEERING
from graphapp.present.pictures import page_of
from graphapp.results import (
    NAMES_NOTICE,
    ROWS_NOTICE,
    CoauthorEdge,
    CoauthorGraph,
    CoauthorNeighborhood,
    CollaborationPath,
    JointWork,
    NameCluster,
    NameNode,
    Neighbor,
)

if TYPE_CHECKING:
    import networkx

# What XML does not hold (https://www.w3.org/TR/xml/#charsets), a carriage return, which its readers take for a line
# feed, and what could steer a terminal or turn the order of what it shows.
_ESCAPED: Final = re.compile(rf"[{STEERING}\ud800-\udfff\ufffe\uffff]|\\(?=u)")


def as_networkx(value: object) -> "networkx.Graph":
    """The value as NetworkX's graph, which has a title as `name`, and a `notice`; a name cluster as a DiGraph.

    Raises InvalidArgument for a value that is no network.
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
            raise InvalidArgument(f"{type(value).__name__} is no network; give it as a table, JSON or CSV")


def as_graphml(value: object) -> str:
    """The network as GraphML (http://graphml.graphdrawing.org): for Cytoscape, Gephi, yEd, igraph."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_xml(as_networkx(value), out)
    # Gephi takes node attributes under the key `d3` and edge attributes under `d7` for labels, as yEd writes them.
    return out.getvalue().decode().replace('<key id="d', '<key id="k').replace('<data key="d', '<data key="k') + "\n"


def as_gexf(value: object) -> str:
    """The network as GEXF 1.2 (https://gexf.net), Gephi's own format."""
    import networkx

    graph = as_networkx(value)
    out = io.BytesIO()
    networkx.write_gexf(graph, out)
    # NetworkX writes no attribute of the graph but its name.
    notice = f"  <description>{escape(graph.graph['notice'])}</description>\n  </meta>"
    return out.getvalue().decode().replace("</meta>", notice, 1) + "\n"


def as_gml(value: object) -> str:
    """The network as GML (M. Himsolt, "GML: a portable graph file format", 1997): for VOSviewer.

    The ids of nodes are numbers, the attribute `key` is what they are known by, and truth is 1 or 0. Other letters than
    those of ASCII stand as `&#220;`.
    """
    import networkx

    graph = as_networkx(value)
    labelled = {key: _Labelled(key=key, label=label) for key, label in graph.nodes(data="label")}
    networkx.set_node_attributes(graph, {key: key for key in graph}, "key")
    return "\n".join(networkx.generate_gml(networkx.relabel_nodes(graph, labelled), stringizer=str)) + "\n"


def as_html(value: object) -> str:
    """The network as one page with an interactive picture; see `graphapp.present.pictures.page_of`."""
    return page_of(as_networkx(value))


FORMATS: Final[dict[str, Callable[[object], str]]] = {
    "html": as_html,
    "graphml": as_graphml,
    "gexf": as_gexf,
    "gml": as_gml,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labelled:
    """A node of GML, which NetworkX writes with `str(node)` as its label. Nodes of one label stay apart."""

    key: str
    label: str

    def __str__(self) -> str:
        return self.label


def _neighborhood(found: CoauthorNeighborhood) -> "networkx.Graph":
    import networkx

    total = sum(found.node_counts)
    title = f"Coauthors of {found.center.name}"
    if found.hops > 1:
        title = f"Names up to {found.hops} steps from {found.center.name}"
    title += f": {len(found.nodes):,} of {total:,}" if found.truncated else f": {total:,}"
    if found.skipped_papers:
        title += f"; papers left out for their many authors: {found.skipped_papers:,}"
    graph = networkx.Graph(**_stated(name=title, notice=NAMES_NOTICE))
    _add_name(graph, found.center.key, found.center, center=True, distance=0)
    for node in found.nodes:
        _add_name(
            graph,
            node.key,
            node,
            center=False,
            distance=node.distance,
            joint_papers=node.joint_papers,
            weight=node.weight,
            first_year=node.first_year,
            last_year=node.last_year,
        )
    _add_edges(graph, found.edges)
    return graph


def _chains(path: CollaborationPath) -> "networkx.Graph":
    """All chains together. A step is pooled when it is so in any of them; without a chain, both names stand apart."""
    import networkx

    names = f"{path.a.name} and {path.b.name}"
    if path.distance is None:
        title = f"No chain of at most {path.k} steps between {names}"
    else:
        shown = f"{len(path.chains):,} of {path.chain_count:,}" if path.truncated else f"{path.chain_count:,}"
        title = f"Shortest chains between {names}: {shown}, steps: {path.distance}"
    notice = ROWS_NOTICE if path.level == "row" and path.chains else NAMES_NOTICE
    graph = networkx.Graph(**_stated(name=title, notice=notice))
    if not path.chains:
        for node in (path.a, path.b):
            _add_name(graph, node.key, node, endpoint=True)
    for chain in path.chains:
        for distance, node in enumerate(chain.nodes):
            key = node.key if path.level == "name" else node.author_ids[0]
            _add_name(graph, key, node, endpoint=distance in (0, path.distance), distance=distance)
        for step in chain.steps:
            before = graph.get_edge_data(_legible(step.a), _legible(step.b), default={"pooled": False})
            pooled = step.pooled or before["pooled"]
            _add_edge(graph, step.a, step.b, papers=step.papers, pooled=pooled, works=_titles(step.works))
    return graph


def _people(people: CoauthorGraph) -> "networkx.Graph":
    import networkx

    graph = networkx.Graph(**_stated(name=f"Joint papers of {len(people.nodes):,} names", notice=NAMES_NOTICE))
    for node in people.nodes:
        _add_name(graph, node.key, node)
    _add_edges(graph, people.edges)
    return graph


def _cluster(cluster: NameCluster) -> "networkx.DiGraph":
    import networkx

    shown = f"{len(cluster.papers):,} of {cluster.paper_count:,}" if cluster.truncated else f"{cluster.paper_count:,}"
    title = f"Name cluster {cluster.name}: papers: {shown}, author rows: {cluster.author_row_count:,}"
    graph = networkx.DiGraph(**_stated(name=title, notice=cluster.notice))
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


def _add_name(graph: "networkx.Graph", key: str, node: NameNode | Neighbor, **attributes: object) -> None:
    _add_node(graph, key, label=node.name, author_ids="; ".join(node.author_ids), **attributes)


def _add_edges(graph: "networkx.Graph", edges: Iterable[CoauthorEdge]) -> None:
    for edge in edges:
        _add_edge(
            graph,
            edge.a,
            edge.b,
            papers=edge.papers,
            weight=edge.weight,
            first_year=edge.first_year,
            last_year=edge.last_year,
            works=None if edge.works is None else _titles(edge.works),
        )


def _titles(works: Iterable[JointWork]) -> str:
    return "; ".join(work.title if work.year is None else f"{work.title} ({work.year})" for work in works)


def _add_node(graph: "networkx.Graph", key: str, **attributes: object) -> None:
    graph.add_node(_legible(key), **_stated(**attributes))


def _add_edge(graph: "networkx.Graph", a: str, b: str, **attributes: object) -> None:
    graph.add_edge(_legible(a), _legible(b), **_stated(**attributes))


def _stated(**attributes: object) -> dict[str, object]:
    """The attributes that are known, their texts legible."""
    return {
        name: _legible(value) if isinstance(value, str) else value
        for name, value in attributes.items()
        if value is not None
    }


def _legible(text: str) -> str:
    """The text with escapes for what XML does not hold; different texts stay different."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
