"""Networks of names -> an HTML document with an interactive picture, which neo4j-viz draws.

The attributes of the graph from `networks.as_networkx` decide how the picture looks. The document needs no other file
and no internet connection, and its own policy forbids requests. Pure: nothing here asks the database.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from math import asin, cos, pi, sin, sqrt
from typing import TYPE_CHECKING, Any, Final

from graphapp.errors import GraphAppError, InvalidArgument
from graphapp.present.networks import as_networkx

if TYPE_CHECKING:
    import neo4j_viz
    import networkx

MOST_NODES: Final = 2_000
MOST_EDGES: Final = 10_000
"""Limits of a picture. A browser without a graphics card draws this many in half a second."""

# Colours that colour-blind people can distinguish too: M. Okabe, K. Ito, "Color Universal Design", 2008.
_COLORS: Final = {
    "centre": "#d55e00",
    "1 step away": "#0072b2",
    "2 steps away": "#56b4e9",
    "3 steps away": "#b0b0b0",
    "end": "#d55e00",
    "between": "#0072b2",
    "name": "#0072b2",
    "author row": "#0072b2",
    "paper": "#f0e442",
    "venue": "#d55e00",
}
"""What a node is -> its colour; author rows, papers and venues as in Neo4j Browser."""
_EDGE_COLOR: Final = "#5f5f5f"
_LINK_COLOR: Final = "#d9d9d9"
_POOLED_COLOR: Final = "#cc79a7"

# Lengths in the picture's own unit; the document scales them to the window.
_LEAST_RADIUS: Final = 40
_LARGEST_RADIUS: Final = 72
_MARGIN: Final = 10
"""Around each node."""
_BREADTH: Final = 1.7
"""Of a ring by its height, as windows are."""
_COLUMN: Final = 320
_ROW: Final = 170
_WIDEST: Final = 7
"""Of an edge."""

_DOCUMENT: Final = re.compile(
    r'(.*?<title>)neo4j-viz(</title>)(.*)(<div id="(neo4j-viz-[0-9a-f]{12})".*)(</body>.*)', re.DOTALL
)
"""A document as neo4j-viz writes it, with an id that differs in each document."""
_HEAD: Final = """
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
style-src 'unsafe-inline'; img-src data: blob:; font-src data:">
    <style>
      body { color: #222; min-height: 100vh }
      body { display: grid; grid-template: auto minmax(70vh, 1fr) auto / minmax(0, 1fr) }
      header, details { padding: 0.5rem 1rem }
      h1 { font-size: 1.2rem; margin: 0 }
      header p { margin: 0.2rem 0 }
      header ul { display: flex; flex-wrap: wrap; gap: 0 1.2rem; list-style: none; margin: 0; padding: 0 }
      header i { display: inline-block; width: 0.8em; height: 0.8em; border-radius: 50% }
      details { overflow-x: auto }
      table { border-collapse: collapse; margin: 1rem 0 }
      caption { text-align: start; font-weight: bold }
      th, td { text-align: start; vertical-align: top; padding: 0.1rem 0.6rem; border-bottom: 1px solid #ddd }
    </style>"""
_FIT: Final = """
    <script type="module">
      // The library draws given places at a fixed scale until this button is pressed; the button appears after drawing.
      const fit = () => {
        const button = document.querySelector('button[aria-label="Zoom to fit"]')
        button ? button.click() : requestAnimationFrame(fit)
      }
      fit()
    </script>"""


def as_html(value: object) -> str:
    """The network as one HTML document: an interactive picture, its legend, and the same network as tables.

    Raises InvalidArgument for a value that is not a network and for more than `MOST_NODES` nodes or `MOST_EDGES` edges,
    and GraphAppError where neo4j-viz is not installed.
    """
    graph = as_networkx(value)
    if len(graph) > MOST_NODES or graph.size() > MOST_EDGES:
        raise InvalidArgument(
            f"{len(graph):,} nodes and {graph.size():,} edges are too many for a picture, which shows at most "
            f"{MOST_NODES:,} and {MOST_EDGES:,}; ask for less, or write graphml or gexf for a program of large networks"
        )
    try:
        from neo4j_viz import VisualizationGraph
    except ImportError as error:
        raise GraphAppError(
            "a picture needs the package neo4j-viz, which is not installed: pip install 'graphapp[pictures]'"
        ) from error
    picture = VisualizationGraph(_drawn_nodes(graph), _drawn_edges(graph)).render(
        layout="free", width="100%", height="100%", theme="light", max_allowed_nodes=MOST_NODES
    )
    return _document(picture.data, graph)


def _drawn_nodes(graph: "networkx.Graph") -> "list[neo4j_viz.Node]":
    from neo4j_viz import Node

    radii = _radii(graph)
    places = _places(graph, radii)
    rows = sum(kind == "Author" for _, kind in graph.nodes(data="kind"))
    return [
        Node.model_validate(
            {
                "id": key,
                # Several author rows of a cluster have one name; their ids differ.
                "caption": node.get("author_id", node["label"]) if rows > 1 else node["label"],
                "size": radii[key],
                "color": _COLORS[_role(node)],
                "x": places[key][0],
                "y": places[key][1],
                "properties": _rounded(node),
            }
        )
        for key, node in graph.nodes(data=True)
    ]


def _drawn_edges(graph: "networkx.Graph") -> "list[neo4j_viz.Relationship]":
    """The edges, pointing away from the centre or the first end; those of the centre last, on top of the links."""
    from neo4j_viz import Relationship

    nodes = graph.nodes
    most = max((papers for _, _, papers in graph.edges(data="papers", default=1)), default=1)
    links: list[neo4j_viz.Relationship] = []
    others: list[neo4j_viz.Relationship] = []
    for number, (a, b, edge) in enumerate(graph.edges(data=True)):
        source, target = sorted((a, b), key=lambda key: nodes[key].get("distance", 0))
        link = nodes[source].get("center") is False
        drawn = Relationship.model_validate(
            {
                "id": number,
                "source": source,
                "target": target,
                # Chains have few edges, so there is room for the numbers of papers.
                "caption": f"papers: {edge['papers']:,}" if "pooled" in edge else None,
                "caption_size": 2,
                "width": 1 + (_WIDEST - 1) * sqrt((edge.get("papers", 1) - 1) / most),
                "color": _POOLED_COLOR if edge.get("pooled") else _LINK_COLOR if link else _EDGE_COLOR,
                "properties": _rounded(edge),
            }
        )
        (links if link else others).append(drawn)
    return links + others


def _rounded(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes as the picture shows them when a node or an edge is clicked."""
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in attributes.items()}


def _role(node: Mapping[str, Any]) -> str:
    """What a node is, in the words of the legend."""
    match node:
        case {"kind": "Author"}:
            return "author row"
        case {"kind": kind}:
            return str(kind).lower()
        case {"endpoint": endpoint}:
            return "end" if endpoint else "between"
        case {"center": True}:
            return "centre"
        case {"distance": distance}:
            return f"{distance} step{'s' if distance > 1 else ''} away"
        case _:
            return "name"


def _radii(graph: "networkx.Graph") -> dict[str, float]:
    """The radius of each node: it grows with the papers joint with the centre, or with the number of edges."""
    values = {
        key: node.get("joint_papers", graph.degree(key))
        for key, node in graph.nodes(data=True)
        if not node.get("center")
    }
    most = max(values.values(), default=0) or 1
    growth = _LARGEST_RADIUS - _LEAST_RADIUS
    return {
        key: _LEAST_RADIUS + growth * sqrt(values[key] / most) if key in values else _LARGEST_RADIUS for key in graph
    }


def _places(graph: "networkx.Graph", radii: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The position of each node's middle. No two nodes touch, and the picture is centred on (0, 0)."""
    if any("endpoint" in node for _, node in graph.nodes(data=True)):
        return _columns(graph)
    kinds = {"Author": 0, "Paper": 1, "Venue": 2}
    distances = {key: node.get("distance", kinds.get(node.get("kind"), 0)) for key, node in graph.nodes(data=True)}
    return _rings(sorted(graph, key=lambda key: (distances[key], -radii[key])), distances, radii)


def _columns(graph: "networkx.Graph") -> dict[str, tuple[float, float]]:
    """Chains from left to right; two names without a chain are side by side."""
    columns: dict[int, list[str]] = {}
    for place, (key, distance) in enumerate(graph.nodes(data="distance")):
        columns.setdefault(place if distance is None else distance, []).append(key)
    return {
        key: (_COLUMN * (column - (len(columns) - 1) / 2), _ROW * (row - (len(keys) - 1) / 2))
        for column, keys in columns.items()
        for row, key in enumerate(keys)
    }


def _rings(
    keys: Sequence[str], distances: Mapping[str, int], radii: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """The first node in the middle, the others on rings around it, each clockwise from the top.

    The keys come by distance, then by falling radius. A ring holds nodes of one distance.
    """
    places = {keys[0]: (0.0, 0.0)}
    filled = radii[keys[0]] + _MARGIN
    turn = 0.0
    while len(places) < len(keys):
        left = keys[len(places) :]
        half = radii[left[0]] + _MARGIN
        alike = [key for key in left if distances[key] == distances[left[0]]]
        room = int(pi / asin(half / (filled + half)))
        # A ring that is a little wider looks better than one more ring for a few nodes.
        together = alike if len(alike) <= room + 3 else alike[:room]
        ring = max(filled + half, half / sin(pi / max(len(together), 2)))
        for number, key in enumerate(together):
            angle = 2 * pi * (number + turn) / len(together)
            places[key] = (_BREADTH * ring * sin(angle), -ring * cos(angle))
        filled = ring + half
        # The nodes of the next ring face the gaps of this one.
        turn = 0.5 - turn
    return places


def _document(drawn: str, graph: "networkx.Graph") -> str:
    """The document of neo4j-viz with a title, a legend, and the same network as tables."""
    found = _DOCUMENT.fullmatch(drawn)
    if found is None:
        raise GraphAppError("this version of neo4j-viz writes unknown documents; pip install -U 'graphapp[pictures]'")
    start, title_end, head, container, random_id, end = found.groups()
    title = escape(graph.graph["name"])
    header = f"<header><h1>{title}</h1><p>{escape(graph.graph['notice'])}</p>{_legend(graph)}</header>\n    "
    tables = f"<details><summary>The same as tables</summary>{_tables(graph)}</details>"
    parts = (start, title, title_end, _HEAD, head, header, container, tables, _FIT, end, "\n")
    return "".join(parts).replace(random_id, "neo4j-viz-container")


def _legend(graph: "networkx.Graph") -> str:
    """The legend: what colours, sizes and edges mean."""
    roles = dict.fromkeys(_role(node) for _, node in graph.nodes(data=True))
    meanings = [f'<i style="background: {_COLORS[role]}"></i> {role}' for role in roles]
    if any(pooled for _, _, pooled in graph.edges(data="pooled")):
        swatch = f'<i style="background: {_POOLED_COLOR}"></i>'
        meanings.append(f"{swatch} pooled edge: it holds only because rows of one name are taken together.")
    measure = "papers joint with the centre" if "centre" in roles else "edges"
    meanings.append(f"The larger a node, the more {measure}.")
    if not graph.is_directed():
        meanings.append("The wider an edge, the more joint papers; arrowheads mean nothing.")
    meanings.append("The button at the upper right shows all about what you click.")
    return f"<ul>{''.join(f'<li>{meaning}</li>' for meaning in meanings)}</ul>"


def _tables(graph: "networkx.Graph") -> str:
    labels = dict(graph.nodes(data="label"))
    nodes = [node for _, node in graph.nodes(data=True)]
    edges = [{"a": labels[a], "b": labels[b], **edge} for a, b, edge in graph.edges(data=True)]
    return _table("Nodes", nodes) + _table("Edges", edges)


def _table(caption: str, rows: Sequence[Mapping[str, Any]]) -> str:
    columns = dict.fromkeys(name for row in rows for name in row)
    headings = "".join(f'<th scope="col">{name.replace("_", " ")}</th>' for name in columns)
    lines = "".join(
        "<tr>" + "".join(f'<td dir="auto">{_cell(row.get(name))}</td>' for name in columns) + "</tr>\n" for row in rows
    )
    return f"<table><caption>{caption}</caption>\n<tr>{headings}</tr>\n{lines}</table>\n"


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.4g}"
        case _:
            return escape(str(value))
