"""Which query shows a service's answer in Neo4j Browser, and with which parameters."""

import inspect

import pytest

from graphapp.bibliography import Bibliography
from graphapp.errors import InvalidArgument
from graphapp.queries import Access, all_queries
from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.services.browser_queries import QUERIES, query_of


def test_every_service_that_asks_the_graph_has_a_query() -> None:
    services = {
        name
        for name, function in inspect.getmembers(Bibliography, inspect.isfunction)
        if function.__module__.startswith("graphapp.services.") and "graph" in inspect.signature(function).parameters
    }
    assert QUERIES.keys() == services - {
        "export_graph",
        "export_papers",
        "export_persons",
        "export_statements",
        "cited_papers",
        "run_query",
        "run_cypher",
        # Its answer is computed from those of many queries.
        "evaluate_groups",
    }


@pytest.mark.parametrize(
    ("service", "arguments", "query", "parameters"),
    [
        ("name_cluster", {"name": "ADA 0001", "match": "exact"}, "browser/name_cluster", {"name": "ada 0001"}),
        (
            "name_cluster",
            {"name": "Wei Wang 0001", "sources": ["dblp"]},
            "read/name_cluster",
            {
                "key": "wei wang",
                "match": "exact",
                "sources": ["dblp"],
                "after": None,
                "with_head": False,
                "identifiers": SCHEME_PROPERTIES,
            },
        ),
        (
            "name_cluster",
            {"name": "José 0001", "match": "fold", "limit": 5},
            "read/name_cluster",
            {
                "key": "jose",
                "match": "fold",
                "sources": None,
                "after": None,
                "with_head": False,
                "identifiers": SCHEME_PROPERTIES,
            },
        ),
        (
            "coauthor_neighborhood",
            {"name": "Ada", "venue": None, "since": None},
            "browser/coauthor_neighborhood",
            {"name": "ada"},
        ),
        (
            "coauthor_neighborhood",
            {"name": "Ada", "venue": "NIPS", "since": 1843},
            "read/coauthor_works",
            {
                "property": "name_key",
                "values": ["ada"],
                "since": 1843,
                "until": None,
                "max_authors": None,
                "venue_id": "neurips",
                "shown": "name_key",
                "rows_of": "all",
                "sources": None,
            },
        ),
        ("collaboration_path", {"a": "Ada", "b": "Bo", "k": 3}, "browser/collaboration_path", {"a": "ada", "b": "bo"}),
        ("venue", {"name": "NIPS"}, "browser/venue_community", {"venue": "neurips", "year": None}),
        ("ambiguous_names", {"by": "works", "limit": 7}, "read/names_by_authorships", {"limit": 7, "sources": None}),
        ("ambiguous_names", {"sources": ("one",)}, "read/names_by_rows", {"limit": 20, "sources": ["one"]}),
        ("person_groups", {"name": "ADA 0001"}, "browser/person_groups", {"name": "ada 0001"}),
        ("person_model", {}, "read/person_model", {}),
        ("paper", {"id": "dblp:1"}, "browser/work_rows", {"id": "dblp:1"}),
        (
            "search_authors",
            {"text": "Jean-L, Müll$"},
            "browser/search_authors",
            {"words": "jean l mull", "authors": 20},
        ),
        ("search_papers", {"text": "the C++", "limit": 3}, "browser/search_papers", {"words": "C++", "limit": 3}),
        ("statements", {"undone": True, "name": "Ada"}, "read/statements", {"undone": True}),
        ("venues", {"limit": 3}, "read/venues", {"query": None, "venue_ids": [], "limit": 3}),
    ],
)
def test_an_answer_is_shown_by_a_query_that_draws_it_else_by_one_that_reads_it(
    service: str, arguments: dict[str, object], query: str, parameters: dict[str, object]
) -> None:
    found, given = query_of(service, arguments)
    assert (found.name, given) == (query, parameters)
    assert given.keys() <= found.parameters.keys()


@pytest.mark.parametrize(
    ("service", "arguments"),
    [("name_cluster", {"name": " "}), ("venue", {"name": ""}), ("similar_names", {"name": ""})],
)
def test_a_text_that_is_no_name_is_refused_as_the_service_refuses_it(
    service: str, arguments: dict[str, object]
) -> None:
    with pytest.raises(InvalidArgument):
        query_of(service, arguments)


def test_every_query_that_draws_is_the_answer_of_a_service_but_homonyms() -> None:
    words = {"name": "Ada", "a": "Ada", "b": "Bo", "names": ["Ada", "Bo"], "id": "dblp:1", "text": "Ada"}
    shown = {query_of(service, words)[0].name for service in QUERIES}
    drawing = {query.name for query in all_queries() if query.access is Access.BROWSER}
    shown.add(query_of("coauthor_graph", {"sources": ["dblp"]})[0].name)
    assert drawing - shown == {"browser/homonyms"}
