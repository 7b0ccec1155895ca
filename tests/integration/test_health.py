"""What is wrong with a graph is found, with what to do about it."""

import pytest

from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.services.health import check, check_query
from tests.bibliography import bibliography
from tests.graphs import ask
from tests.plans import operators, plan_of


def load_two(graph: Graph) -> None:
    for source in ("one", "two"):
        load(graph, bibliography(21, 60, source=source, titles=30), source=source)


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("CREATE (:Author {author_id: 'one:x', source: 'one'})", "author rows that nothing states"),
        ("CREATE (:Venue {venue_id: 'x'})", "venues that no paper row names"),
        ("MATCH (p:Paper) SET p.preferred = false", "works without exactly one preferred row"),
        ("MATCH (s:Source {name: 'one'}) SET s.name = 'six'", "rows of a source that is not on record"),
        ("MATCH (s:Source {name: 'one'}) SET s.key_version = 0", "source one"),
        ("MATCH (s:Source {name: 'one'}) SET s.owed_since = 1", "source one"),
        ("MATCH (s:Source {name: 'one'}) SET s.state = 'loading'", "source one"),
        ("MATCH (s:Source {name: 'one'}) SET s.state = 'removing'", "source one"),
        ("DROP INDEX author_name_key", "schema"),
        (
            "MATCH (p:Paper)-[at:PUBLISHED_AT]->(:Venue) WITH p, at LIMIT 1 "
            "MATCH (v:Venue) WHERE NOT (p)-->(v) WITH p, at, v LIMIT 1 CREATE (p)-[:PUBLISHED_AT]->(v)",
            "paper rows with more than one venue",
        ),
        (
            "MATCH (p:Paper)<-[a:AUTHORED {position: 1}]-(:Author) WITH p, a LIMIT 1 "
            "MATCH (x:Author) WITH p, a, x LIMIT 1 CREATE (x)-[b:AUTHORED]->(p) SET b = properties(a)",
            "paper rows with two authors at one position",
        ),
    ],
)
def test_what_is_wrong_is_found_with_a_remedy(graph: Graph, damage: str, found: str) -> None:
    load_two(graph)
    assert check(graph).ok
    ask(graph, damage)
    health = check(graph)
    assert not health.ok
    assert found in {finding.name for finding in health.findings if not finding.ok}
    assert all(finding.remedy for finding in health.findings if not finding.ok)


def test_a_quick_check_finds_what_needs_no_look_at_rows_and_says_what_it_leaves_out(graph: Graph) -> None:
    load_two(graph)
    ask(graph, "MATCH (p:Paper) SET p.preferred = false")
    quick = check(graph, quick=True)
    assert quick.ok
    assert [finding.detail for finding in quick.findings if finding.name == "rows"] == [
        "not checked: that is no quick check"
    ]
    assert not check(graph).ok
    ask(graph, "DROP INDEX author_name_key")
    assert not check(graph, quick=True).ok


def test_works_are_checked_in_the_order_of_their_index(graph: Graph) -> None:
    query, parameters = check_query()
    assert any("OrderedAggregation" in operator for operator in operators(plan_of(graph, query, **parameters)))
