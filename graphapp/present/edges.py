"""Networks of names -> their edges as CSV, with the headings that Gephi reads. Pure: nothing here asks the database.

Gephi's spreadsheets of edges have the columns Source, Target, Type and Weight
(https://gephi.org/users/supported-graph-formats/csv-format/). Behind them come the labels of both ends, then the
attributes of the edges as in the other formats of networks.
"""

import csv
import io

from graphapp.present.data import cell
from graphapp.present.networks import as_networkx


def as_edges(value: object) -> str:
    """The edges of a network as CSV, a line each; cells as in other CSV.

    Raises InvalidArgument for a value that is not a network.
    """
    graph = as_networkx(value)
    kind = "Directed" if graph.is_directed() else "Undirected"
    attributes = list(dict.fromkeys(name for *_, edge in graph.edges(data=True) for name in edge if name != "weight"))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Source", "Target", "Type", "Weight", "source_label", "target_label", *attributes])
    for one, other, edge in graph.edges(data=True):
        ends = (one, other, kind, edge.get("weight"), graph.nodes[one]["label"], graph.nodes[other]["label"])
        writer.writerow(map(cell, (*ends, *map(edge.get, attributes))))
    return out.getvalue()
