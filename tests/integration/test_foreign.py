"""What somebody else wrote on the rows of graphapp, and nodes of others under its labels, stay."""

from typing import Any, Final

import pytest
from msgspec.structs import replace

from graphapp.errors import Refused, SchemaMismatch
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.services.catalog import graph_counts
from graphapp.services.health import check
from tests.bibliography import paper
from tests.graphs import ask, dump, empty, put

NOTES: Final = paper("p", "Ada Lovelace", title="Notes", year=1843, venue="Memoirs")
OTHER: Final = paper("q", "Charles Babbage", title="Letters", year=1844, venue="Memoirs")

WRITE_ON_ALL: Final = """
MATCH (paper:Paper {paper_id: "one:p"}), (author:Author {author_id: "one:Ada Lovelace"}), (venue:Venue)
SET paper.note = "read", author.note = "met", venue.note = "cheap"
MERGE (tag:Tag {name: "mine"})
CREATE (paper)-[:CITES]->(tag), (tag)-[:KNOWS]->(author), (venue)-[:NEAR]->(tag)
"""


def written_by_others(graph: Graph) -> dict[str, Any]:
    [found] = ask(
        graph,
        """
        MATCH (tag:Tag)
        RETURN COUNT { (:Paper {note: "read"})-[:CITES]->(tag) } AS papers,
               COUNT { (tag)-[:KNOWS]->(:Author {note: "met"}) } AS authors,
               COUNT { (:Venue {note: "cheap"})-[:NEAR]->(tag) } AS venues
        """,
    )
    return found


ALL: Final = {"papers": 1, "authors": 1, "venues": 1}


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"title": "Notes, corrected"}, id="a title"),
        pytest.param({"year": None, "abstract": "..."}, id="a year goes, an abstract comes"),
        pytest.param({"identifiers": {"doi": "10.1000/182"}}, id="an identifier"),
        pytest.param({"authorships": NOTES.authorships * 1, "venue": "Memoirs", "track": "Main"}, id="a track"),
    ],
)
def test_a_changed_record_keeps_what_others_wrote(graph: Graph, changed: dict[str, Any]) -> None:
    put(graph, [NOTES, OTHER])
    ask(graph, WRITE_ON_ALL)
    assert put(graph, [replace(NOTES, **changed), OTHER]).updated == 1
    assert written_by_others(graph) == ALL
    assert check(graph).ok
    kept = dump(graph)
    ask(graph, "MATCH (n) DETACH DELETE n")
    put(graph, [replace(NOTES, **changed), OTHER])
    assert dump(graph) == kept


def test_a_rekeying_keeps_what_others_wrote(graph: Graph) -> None:
    put(graph, [NOTES])
    ask(graph, WRITE_ON_ALL)
    ask(graph, "MATCH (paper:Paper) SET paper.title_key = 'old' WITH paper MATCH (s:Source) SET s.key_version = 0")
    rekey(graph)
    assert written_by_others(graph) == ALL


def test_an_author_row_and_a_venue_that_nothing_states_stay_with_what_others_wrote(graph: Graph) -> None:
    put(graph, [NOTES])
    ask(graph, WRITE_ON_ALL)
    report = put(graph, [replace(NOTES, authorships=OTHER.authorships, venue="Letters")])
    assert (report.authors.deleted, report.venues.deleted) == (0, 0)
    assert written_by_others(graph) == ALL
    assert check(graph).ok


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param("MATCH (p:Paper {paper_id: 'one:p'}) SET p.note = 'read'", id="a property"),
        pytest.param("MATCH (p:Paper {paper_id: 'one:p'}) CREATE (p)-[:CITES]->(:Tag)", id="a relationship"),
        pytest.param("MATCH (p:Paper {paper_id: 'one:p'}) CREATE (p)<-[:CITES]-(:Tag)", id="a relationship to it"),
    ],
)
def test_deleting_what_others_wrote_needs_force(graph: Graph, fact: str) -> None:
    put(graph, [NOTES, OTHER])
    ask(graph, fact)
    before = dump(graph)
    with pytest.raises(Refused, match="1 of the paper rows to delete carry"):
        remove_source(graph, source="one")
    assert dump(graph) == before
    assert check(graph).ok
    with pytest.raises(Refused, match="delete all with --force"):
        load(graph, [OTHER], source="one", replace_source=True)
    assert dump(graph) == before
    # A row that stays needs no force.
    assert put(graph, [NOTES], replace_source=True).deleted == 1
    assert remove_source(graph, source="one", force=True).papers == 1


def test_a_refused_replacement_leaves_a_graph_that_is_settled(graph: Graph) -> None:
    put(graph, [NOTES, OTHER])
    ask(graph, WRITE_ON_ALL)
    changed = replace(OTHER, authorships=NOTES.authorships, venue="Letters")
    with pytest.raises(Refused, match="delete all with --force"):
        load(graph, [changed], source="one", replace_source=True)
    found = dump(graph)
    assert [(finding.name, finding.detail) for finding in check(graph).findings if not finding.ok] == [
        ("source one", "its last load did not end")
    ]
    empty(graph)
    put(graph, [NOTES, changed])
    assert dump(graph) == found


def test_a_forced_replacement_deletes_what_others_wrote(graph: Graph) -> None:
    put(graph, [NOTES, OTHER])
    ask(graph, WRITE_ON_ALL)
    assert put(graph, [OTHER], replace_source=True, force=True).deleted == 1
    assert [row["paper_id"] for row in dump(graph) if row["node"] == "paper"] == ["one:q"]


def test_a_database_of_others_is_reported_before_the_first_load(graph: Graph) -> None:
    ask(graph, "CREATE (:Paper {title: 'theirs'})")
    with pytest.raises(SchemaMismatch, match="graphapp did not write"):
        load(graph, [NOTES], source="one")
    assert ask(graph, "MATCH (n) RETURN count(n) AS n") == [{"n": 1}]


def test_nodes_of_others_that_come_later_do_not_count_and_are_no_fault(graph: Graph) -> None:
    put(graph, [NOTES, OTHER])
    before, dumped = graph_counts(graph), dump(graph)
    ask(graph, "CREATE (:Author {name: 'X'})-[:AUTHORED]->(:Paper {title: 'theirs'})-[:PUBLISHED_AT]->(:Venue)")
    assert graph_counts(graph) == before
    assert dump(graph) == dumped
    assert check(graph).ok
    put(graph, [replace(NOTES, title="Notes, corrected"), OTHER])
    assert check(graph).ok
    assert ask(graph, "MATCH (p:Paper {title: 'theirs'})--(other) RETURN count(other) AS n") == [{"n": 2}]
