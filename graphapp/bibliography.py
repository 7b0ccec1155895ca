"""The front door for Python: a connected graph that answers.

    from graphapp import connect

    with connect() as graph:
        cluster = graph.name_cluster(name="Tim Dettmers")

Every service is a function that takes a graph first; here the same functions stand as the graph's methods.
"""

from graphapp.connection import find_address
from graphapp.graph import Graph
from graphapp.loading import upkeep
from graphapp.loading.load import load, load_file
from graphapp.services import catalog, clusters, export, neighborhoods, query_files, works
from graphapp.services import names as name_services


class Bibliography(Graph):
    """One Neo4j database and everything that can be asked of it. Use it as a context manager; threads may share it."""

    name_cluster = clusters.name_cluster
    similar_names = name_services.similar_names
    ambiguous_names = name_services.ambiguous_names
    explain_names = staticmethod(name_services.explain_names)

    coauthor_neighborhood = neighborhoods.coauthor_neighborhood
    collaboration_path = neighborhoods.collaboration_path
    coauthor_graph = neighborhoods.coauthor_graph
    likely_collaborators = neighborhoods.likely_collaborators

    paper = catalog.paper
    venue = catalog.venue
    graph_counts = catalog.graph_counts
    explain_work = works.explain_work
    export_graph = export.export_graph
    run_query = query_files.run_query

    load = load
    load_file = load_file
    sources = upkeep.sources
    remove_source = upkeep.remove_source
    rekey = upkeep.rekey
    check = upkeep.check


def connect(
    uri: str | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
) -> Bibliography:
    """A connection to the graph; use it as a context manager.

    What is not given comes from `NEO4J_URI`, `NEO4J_USERNAME` (or `NEO4J_USER`), `NEO4J_PASSWORD` and
    `NEO4J_DATABASE`; without a URI anywhere, the local server that `graphapp server start` started is meant. Raises
    DatabaseUnavailable when there is none, or when it refuses.
    """
    return Bibliography(find_address(uri, user=user, password=password, database=database))
