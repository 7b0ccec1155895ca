"""Which query shows a service's answer in Neo4j Browser.

Each service has a function next to it that gives this query and its parameters. The function takes the service's
arguments, with those that it does not need as `**_`. The table here maps the name of a service to its function.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from graphapp.queries import Query
from graphapp.services import (
    catalog,
    clusters,
    coauthor_graphs,
    collaborators,
    health,
    identities,
    name_search,
    names,
    neighborhoods,
    paper_search,
    paths,
    person_models,
    resolving,
    statements,
    venue_lists,
    works,
)
from graphapp.services import person_groups as persons

QUERIES: Final[Mapping[str, Callable[..., tuple[Query, dict[str, Any]]]]] = {
    "name_cluster": clusters.cluster_query,
    "coauthor_neighborhood": neighborhoods.neighborhood_query,
    "collaboration_path": paths.path_query,
    "coauthor_graph": coauthor_graphs.coauthor_graph_query,
    "likely_collaborators": collaborators.collaborators_query,
    "similar_names": names.similar_names_query,
    "ambiguous_names": names.ambiguous_names_query,
    "person_groups": persons.person_groups_query,
    "explain_persons": persons.person_groups_query,
    "person_model": person_models.person_model_query,
    "search_authors": name_search.search_authors_query,
    "search_papers": paper_search.search_papers_query,
    "resolve": resolving.resolve_query,
    "paper": works.work_query,
    "explain_work": works.work_query,
    "venue": catalog.venue_query,
    "venues": venue_lists.venues_query,
    "statements": statements.statements_query,
    "sources": catalog.sources_query,
    "unknown_venues": catalog.unknown_venues_query,
    "graph_counts": catalog.graph_counts_query,
    "check": health.check_query,
    "suspicious_identities": identities.suspicious_identities_query,
}
"""Service -> the function that gives the query for its answer."""


def query_of(service: str, arguments: Mapping[str, Any]) -> tuple[Query, dict[str, Any]]:
    """The query that shows a service's answer in Neo4j Browser, and its parameters, both for `browser_url`.

    `arguments` are the arguments of the service, by name; those with defaults may be left out. If a query draws the
    answer, it is that query, which has its own limits. Otherwise it is the first reading query of the service. Raises
    InvalidArgument as the service does for a text that is not a name or venue.
    """
    return QUERIES[service](**arguments)
