"""The entry point for Python: a connected graph that answers questions.

    from graphapp import connect

    with connect() as graph:
        cluster = graph.name_cluster(name="Tim Dettmers")

Every service is a function whose first argument is a graph; here the same functions are methods of the graph.
"""

from graphapp import schema
from graphapp.connection import find_address
from graphapp.graph import Graph
from graphapp.limits import DEFAULT_TIMEOUT_SECONDS
from graphapp.loading import learning, upkeep
from graphapp.loading.inspection import inspect_file
from graphapp.loading.load import load, load_file
from graphapp.loading.statements import import_statements, say_different, say_same, undo
from graphapp.results.answer import Answer
from graphapp.services import (
    catalog,
    clusters,
    coauthor_graphs,
    collaborators,
    evaluation,
    export,
    health,
    identities,
    name_search,
    neighborhoods,
    paper_search,
    paths,
    person_models,
    resolving,
    venue_lists,
    works,
)
from graphapp.services import names as name_services
from graphapp.services import person_groups as persons
from graphapp.services import query_files as query_file_services
from graphapp.services import statements as statement_services
from graphapp.viewing import PictureViewer

Answer.VIEWER = PictureViewer()


class Bibliography(Graph):
    """One Neo4j database and all services on it. Use it as a context manager; threads may share it."""

    name_cluster = clusters.name_cluster
    similar_names = name_services.similar_names
    ambiguous_names = name_services.ambiguous_names
    explain_names = staticmethod(name_services.explain_names)

    person_groups = persons.person_groups
    explain_persons = persons.explain_persons
    person_model = person_models.person_model

    coauthor_neighborhood = neighborhoods.coauthor_neighborhood
    collaboration_path = paths.collaboration_path
    coauthor_graph = coauthor_graphs.coauthor_graph
    likely_collaborators = collaborators.likely_collaborators

    search_authors = name_search.search_authors
    search_papers = paper_search.search_papers
    resolve = resolving.resolve

    paper = catalog.paper
    venue = catalog.venue
    venues = venue_lists.venues
    unknown_venues = catalog.unknown_venues
    graph_counts = catalog.graph_counts
    explain_work = works.explain_work
    export_graph = export.export_graph
    export_papers = export.export_papers
    export_persons = export.export_persons
    cited_papers = export.cited_papers
    query_files = staticmethod(query_file_services.query_files)
    run_query = query_file_services.run_query
    run_cypher = query_file_services.run_cypher

    say_same = say_same
    say_different = say_different
    undo = undo
    statements = statement_services.statements
    import_statements = import_statements
    export_statements = statement_services.export_statements

    schema_status = schema.schema_status
    apply_schema = schema.apply_schema
    load = load
    load_file = load_file
    inspect_file = staticmethod(inspect_file)
    sources = catalog.sources
    remove_source = upkeep.remove_source
    rekey = upkeep.rekey
    learn_persons = learning.learn_persons
    check = health.check
    suspicious_identities = identities.suspicious_identities
    evaluate_groups = evaluation.evaluate_groups


def connect(
    uri: str | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
    timeout_seconds: float | None = DEFAULT_TIMEOUT_SECONDS,
) -> Bibliography:
    """A connection to the graph; use it as a context manager.

    A setting that is not given comes from `NEO4J_URI`, `NEO4J_USERNAME` (or `NEO4J_USER`), `NEO4J_PASSWORD` and
    `NEO4J_DATABASE`; without a URI, it is the local server that `graphapp server start` started. `timeout_seconds`
    limits how long the server works on one reading query, None or 0 set no limit; loads, checks and exports have
    none. Raises DatabaseUnavailable when no database answers, or when it refuses the user.
    """
    address = find_address(uri, user=user, password=password, database=database)
    return Bibliography(address, timeout_seconds=timeout_seconds)
