"""What the queries for Neo4j Browser draw, on made-up data: which nodes, which relationships."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.rules.names import name_key
from tests import graphs
from tests.bibliography import authorships, paper
from tests.graphs import ask, reading_session
from tests.query_files import example_parameters

Drawing = tuple[set[str], set[str]]
"""Nodes by their ids, relationships as "from -> to"."""


def put(graph: Graph, source: str, papers: dict[str, str], **more: Any) -> None:
    """Load papers, each given as id -> "author, author; editor"; its title is the id, all else is the same for all."""
    records = []
    for paper_id, people in papers.items():
        authors, _, editors = (filter(None, names.split(",")) for names in people.partition(";"))
        printed = (*authorships(*authors), *authorships(*editors, role="editor"))
        records.append(paper(paper_id, **{"title": paper_id, "authorships": printed} | more))
    assert graphs.put(graph, records, source).rejected == 0


def draw(graph: Graph, query_name: str, /, **parameters: object) -> Drawing:
    """What Neo4j Browser shows of a query with its examples, but for these parameters."""
    query = load_query(f"browser/{query_name}")
    given = example_parameters(graph, query)
    assert parameters.keys() <= given.keys()
    with reading_session(graph) as session:
        drawn = session.run(query.text, given | parameters).graph()
    return {node_id(node) for node in drawn.nodes}, {
        f"{node_id(relationship.start_node)} -> {node_id(relationship.end_node)}"
        for relationship in drawn.relationships
    }


def node_id(node: Any) -> str:
    [label] = node.labels
    found: str = node[{"Author": "author_id", "Paper": "paper_id", "Venue": "venue_id"}[label]]
    return found


def test_a_name_cluster_is_author_rows_with_their_papers_and_venues(graph: Graph) -> None:
    put(graph, "dblp", {"p1": "Ada Lovelace,Bo Li", "p2": "ADA LOVELACE 0002;Cy Young"}, venue="NIPS")
    put(graph, "acl", {"p3": "ada lovelace", "p4": "Bo Li;Ada Lovelace"})

    nodes, relationships = draw(graph, "name_cluster", name="Ada LOVELACE")

    assert nodes == {
        *("dblp:Ada Lovelace", "dblp:ADA LOVELACE 0002", "acl:ada lovelace"),
        # A row that is an editor only is a row of the name, but it wrote nothing.
        "acl:Ada Lovelace",
        *("dblp:p1", "dblp:p2", "acl:p3"),
        "neurips",
    }
    assert relationships == {
        "dblp:Ada Lovelace -> dblp:p1",
        "dblp:ADA LOVELACE 0002 -> dblp:p2",
        "acl:ada lovelace -> acl:p3",
        "dblp:p1 -> neurips",
        "dblp:p2 -> neurips",
    }


def test_a_name_cluster_is_cut_after_its_newest_papers(graph: Graph) -> None:
    put(graph, "dblp", {"old": "Ada Lovelace"}, year=1842)
    put(graph, "acl", {"new": "Ada Lovelace"}, year=1843)
    put(graph, "arxiv", {"undated": "Ada Lovelace"})

    assert draw(graph, "name_cluster", limit=1)[0] == {"acl:Ada Lovelace", "acl:new"}
    assert "arxiv:undated" not in draw(graph, "name_cluster", limit=2)[0]


SPELLINGS = [
    ("Hans Straße", "HANS STRASSE"),
    ("Hans Strasse", "hans straße"),
    ("HANS STRAẞE", "Hans Straße"),
    ("ΟΔΥΣΣΕΥΣ ΕΛΥΤΗΣ", "Οδυσσεύς Ελύτης".replace("ύ", "υ")),
    ("οδυσσευς ελυτης", "ΟΔΥΣΣΕΥΣ ΕΛΥΤΗΣ"),
    ("İnci Şen", "İNCI ŞEN"),
    ("José García", unicodedata.normalize("NFD", "JOSÉ GARCÍA")),
    ("Ada Lovelace", "  ada \t\N{NO-BREAK SPACE} LOVELACE\n"),
    ("Ada Lovelace", "Ada\N{ZERO WIDTH SPACE} Love\N{SOFT HYPHEN}lace"),
    ("ǅEMAL Ǆ", "ǆemal ǆ"),
    ("ŉkosi ﬁsher", "ŉKOSI FISHER"),
    ("ᎠᏍᎦᏯ", "ᎠᏍᎦᏯ"),
    ("李 明", "李\N{IDEOGRAPHIC SPACE}明"),
    ("😀 Smith", "😀 SMITH"),
    ('O\'Neill "Al" `x` ${a} }', 'o\'neill "al" `X` ${A} }'),
    ("\\u0041 \\n", "\\u0041 \\N"),
    ('"}) DETACH DELETE n //', '"}) detach delete N //'),
]


@pytest.mark.parametrize(("printed", "typed"), SPELLINGS)
def test_a_name_is_found_as_a_person_types_it(graph: Graph, printed: str, typed: str) -> None:
    put(graph, "one", {"p1": f"{printed},Bo Li"}, venue="ACL", year=1843)
    [row] = draw(graph, "name_cluster", name=printed)[0] - {"one:p1", "acl"}

    assert draw(graph, "name_cluster", name=typed)[0] == {row, "one:p1", "acl"}
    assert draw(graph, "homonyms", name=typed)[0] == {row, "one:p1", "acl"}
    assert draw(graph, "person_groups", name=typed)[0] == {row, "one:p1"}
    assert draw(graph, "coauthor_neighborhood", name=typed)[0] == {row, "one:p1", "one:Bo Li"}
    assert draw(graph, "collaboration_path", a=typed, b="BO LI")[0] == {row, "one:p1", "one:Bo Li"}
    assert draw(graph, "collaboration_path", a="BO LI", b=typed)[0] == {row, "one:p1", "one:Bo Li"}
    assert draw(graph, "coauthor_graph", names=[typed, "bo  li"])[0] == {row, "one:p1", "one:Bo Li"}


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Isık Ada", "Isik Ada"),
        ("Isik Ada", "ISıK Ada"),
        ("José García", "Jose Garcia"),
        ("Jean-Luc Ada", "Jean Luc Ada"),
        ("Ada Lovelace", "Lovelace Ada"),
        ("Ada Lovelace", ""),
        ("Ada Lovelace", "Ada Lovelace' OR true //"),
    ],
)
def test_another_name_is_not_found(graph: Graph, printed: str, typed: str) -> None:
    put(graph, "one", {"p1": f"{printed},Bo Li"})

    assert draw(graph, "name_cluster", name=typed) == (set(), set())
    assert draw(graph, "homonyms", name=typed) == (set(), set())
    assert draw(graph, "coauthor_neighborhood", name=typed) == (set(), set())
    assert draw(graph, "person_groups", name=typed) == (set(), set())
    assert draw(graph, "collaboration_path", a=typed, b="Bo Li") == (set(), set())


def test_cypher_maps_every_letter_like_python_but_those_of_cherokee(graph: Graph) -> None:
    """All letters of the basic plane that a name key does not keep, and all white space, each in four places."""
    query = load_query("browser/name_cluster").text
    mapping = query[query.index("WITH typed,") : query.index("MATCH author_row")]
    letters = [
        character
        for character in map(chr, range(0x10000))
        if unicodedata.category(character) not in {"Cs", "Co", "Cn"} and name_key(f"x{character}y") != f"x{character}y"
    ]
    assert len(letters) > 1_000
    names = [f" {letter}x {letter}  y{letter} " for letter in letters]

    rows = ask(
        graph, f"UNWIND $names AS typed CALL (typed) {{ {mapping} RETURN keys }} RETURN typed, keys", names=names
    )
    unlike = {row["typed"][1] for row in rows if name_key(row["typed"]) not in row["keys"]}

    assert {unicodedata.name(letter).partition(" ")[0] for letter in unlike} <= {"CHEROKEE"}


def test_homonyms_are_all_rows_of_a_name_each_with_its_newest_papers(graph: Graph) -> None:
    put(graph, "dblp", {"p1": "Yang Liu 0001", "p2": "Yang Liu 0001"}, year=2001, venue="ACL")
    put(graph, "dblp", {"p3": "Yang Liu 0002"}, year=2002)
    # Not a source whose names end in numbers, so the number stands in the name.
    put(graph, "one", {"p4": "Yang Liu 0003", "p5": "Yang Liu 1843b", "p6": "Yang Liu Chen"})

    for typed in ("YANG liu", "yang liu 0001"):
        nodes, relationships = draw(graph, "homonyms", name=typed, papers=1)
        assert nodes == {
            *("dblp:Yang Liu 0001", "dblp:p1", "acl"),
            *("dblp:Yang Liu 0002", "dblp:p3"),
            *("one:Yang Liu 0003", "one:p4"),
        }
        assert relationships == {
            "dblp:Yang Liu 0001 -> dblp:p1",
            "dblp:p1 -> acl",
            "dblp:Yang Liu 0002 -> dblp:p3",
            "one:Yang Liu 0003 -> one:p4",
        }
    assert draw(graph, "homonyms", name="yang liu", limit=1)[0] == {"dblp:Yang Liu 0001", "dblp:p1", "dblp:p2", "acl"}


def test_papers_of_a_name_are_tied_by_the_coauthors_that_they_share(graph: Graph) -> None:
    put(graph, "dblp", {"p1": "Yan Lee 0001,Bo Li", "p2": "YAN LEE 0002,Bo Li,Cy Young"}, year=1843)
    put(graph, "dblp", {"p3": "Yan Lee 0001,Dee Far,Dee Far 0002;Bo Li", "p4": "Bo Li,Cy Young"}, year=1844)
    # Two rows of one work tie nothing.
    put(graph, "acl", {"p5": "Yan Lee,Eve Alone"}, identifiers={"doi": "10.1000/1"})
    put(graph, "one", {"p5": "Yan Lee,Eve Alone"}, identifiers={"doi": "10.1000/1"})

    nodes, relationships = draw(graph, "person_groups", name="yan LEE")

    assert nodes == {
        *("dblp:Yan Lee 0001", "dblp:YAN LEE 0002", "acl:Yan Lee", "one:Yan Lee", "dblp:Bo Li"),
        *("dblp:p1", "dblp:p2", "dblp:p3", "acl:p5", "one:p5"),
    }
    assert relationships == {
        "dblp:Yan Lee 0001 -> dblp:p1",
        "dblp:Bo Li -> dblp:p1",
        "dblp:YAN LEE 0002 -> dblp:p2",
        "dblp:Bo Li -> dblp:p2",
        "dblp:Yan Lee 0001 -> dblp:p3",
        "acl:Yan Lee -> acl:p5",
        "one:Yan Lee -> one:p5",
    }
    assert draw(graph, "person_groups", name="yan lee", limit=1)[0] == {"dblp:Yan Lee 0001", "dblp:p3"}
    assert "dblp:Bo Li" not in draw(graph, "person_groups", name="yan lee", coauthors=0)[0]


def test_a_neighbourhood_is_the_nearest_names_with_their_newest_joint_papers(graph: Graph) -> None:
    put(graph, "dblp", {"p1": "Ada Lovelace,Bo Li,Cy Young"}, year=1842)
    put(graph, "dblp", {"p2": "ADA LOVELACE,Bo Li;Ed Itor", "p3": "Bo Li,Cy Young", "p4": "Ada Lovelace"}, year=1843)
    put(graph, "acl", {"p5": "Eve Far;Ada Lovelace"})

    nodes, relationships = draw(graph, "coauthor_neighborhood", name="Ada Lovelace")
    assert nodes == {
        *("dblp:Ada Lovelace", "dblp:ADA LOVELACE", "dblp:Bo Li", "dblp:Cy Young"),
        *("dblp:p1", "dblp:p2"),
    }
    assert relationships == {
        "dblp:Ada Lovelace -> dblp:p1",
        "dblp:Bo Li -> dblp:p1",
        "dblp:Cy Young -> dblp:p1",
        "dblp:ADA LOVELACE -> dblp:p2",
        "dblp:Bo Li -> dblp:p2",
    }
    nearest, _ = draw(graph, "coauthor_neighborhood", name="Ada Lovelace", limit=1, papers=1)
    assert nearest == {"dblp:ADA LOVELACE", "dblp:Bo Li", "dblp:p2"}


def test_a_name_is_no_neighbour_of_itself(graph: Graph) -> None:
    put(graph, "dblp", {"p1": "Ada Lovelace 0001,Ada Lovelace 0002"})

    assert draw(graph, "coauthor_neighborhood", name="Ada Lovelace 0001") == (set(), set())


def test_a_chain_is_the_shortest_and_no_editor_stands_in_it(graph: Graph) -> None:
    put(
        graph,
        "dblp",
        {
            "p1": "Ada Lovelace,Bo Li",
            "p2": "Bo Li,Cy Young",
            "p3": "Cy Young,Dee Far",
            "p4": "Ada Lovelace,Bo Li;Dee Far",
            "p5": "Eve Alone",
        },
    )

    nodes, relationships = draw(graph, "collaboration_path", a="Ada Lovelace", b="Dee Far")

    assert nodes - {"dblp:p1", "dblp:p4"} == {
        *("dblp:Ada Lovelace", "dblp:Bo Li", "dblp:Cy Young", "dblp:Dee Far"),
        *("dblp:p2", "dblp:p3"),
    }
    assert len(relationships) == 6
    assert "dblp:Dee Far -> dblp:p4" not in relationships
    assert draw(graph, "collaboration_path", a="Ada Lovelace", b="Eve Alone") == (set(), set())


def test_a_chain_has_at_most_six_papers(graph: Graph) -> None:
    put(graph, "dblp", {f"p{number}": f"Name {number}a,Name {number + 1}a" for number in range(7)})

    assert len(draw(graph, "collaboration_path", a="Name 0a", b="Name 6a")[1]) == 12
    assert draw(graph, "collaboration_path", a="Name 0a", b="Name 7a") == (set(), set())


def test_chains_lead_from_the_rows_with_most_papers_and_the_shortest_comes_first(graph: Graph) -> None:
    put(graph, "dblp", {"p1": "Ada 0001,Bo Li", "p2": "Bo Li,Cy Young", "p3": "Ada 0002,Cy Young", "p4": "Ada 0001"})

    assert draw(graph, "collaboration_path", a="Ada", b="Cy Young")[0] == {"dblp:Ada 0002", "dblp:p3", "dblp:Cy Young"}
    assert len(draw(graph, "collaboration_path", a="Ada", b="Cy Young", limit=2)[0]) == 7
    assert len(draw(graph, "collaboration_path", a="Ada", b="Cy Young", rows=1)[1]) == 4


def test_a_coauthor_graph_is_the_people_and_what_they_wrote_together(graph: Graph) -> None:
    put(graph, "dblp", {"p1": "Ada Lovelace,Bo Li,Eve Far"}, year=1842)
    put(graph, "dblp", {"p2": "Bo Li,Ada Lovelace", "p3": "Ada Lovelace,Eve Far", "p4": "Cy Young;Bo Li"}, year=1843)

    people = {"dblp:Ada Lovelace", "dblp:Bo Li", "dblp:Cy Young"}
    names = ["ada lovelace", "BO LI", "Cy Young", "Ada Lovelace"]
    nodes, relationships = draw(graph, "coauthor_graph", names=names)
    assert nodes == people | {"dblp:p1", "dblp:p2"}
    assert relationships == {
        "dblp:Ada Lovelace -> dblp:p1",
        "dblp:Bo Li -> dblp:p1",
        "dblp:Ada Lovelace -> dblp:p2",
        "dblp:Bo Li -> dblp:p2",
    }
    assert draw(graph, "coauthor_graph", names=names, papers=1)[0] == people | {"dblp:p2"}
    assert draw(graph, "coauthor_graph", names=[]) == (set(), set())


def test_a_coauthor_network_is_the_most_active_names_of_a_scope_and_what_they_wrote_together_there(
    graph: Graph,
) -> None:
    put(
        graph,
        "dblp",
        {"p1": "Ada Lovelace,Bo Li,Cy Young;Ed Itor", "p2": "Ada Lovelace,Bo Li"},
        venue="NIPS",
        year=1843,
    )
    put(graph, "dblp", {"p3": "Ada Lovelace,Bo Li"}, venue="ACL", year=1844)
    put(graph, "acl", {"p4": "Bo Li,Cy Young"}, venue="NeurIPS", year=1841)

    nodes, relationships = draw(graph, "coauthor_network", venue_id="neurips", since=1842, papers=9)
    assert nodes == {
        *("dblp:Ada Lovelace", "dblp:Bo Li", "dblp:Cy Young", "acl:Bo Li", "acl:Cy Young"),
        *("dblp:p1", "dblp:p2"),
    }
    assert relationships == {
        "dblp:Ada Lovelace -> dblp:p1",
        "dblp:Bo Li -> dblp:p1",
        "dblp:Cy Young -> dblp:p1",
        "dblp:Ada Lovelace -> dblp:p2",
        "dblp:Bo Li -> dblp:p2",
    }
    two, _ = draw(graph, "coauthor_network", venue_id="neurips", since=1842, limit=2, papers=1)
    assert two == {"dblp:Ada Lovelace", "dblp:Bo Li", "acl:Bo Li", "dblp:p1"}
    of_source, _ = draw(graph, "coauthor_network", venue_id=None, since=None, sources=["acl"])
    assert of_source & {"dblp:p1", "dblp:p2", "dblp:p3", "acl:p4"} == {"acl:p4"}


def test_a_coauthor_network_has_the_papers_of_works_that_another_row_puts_into_the_scope(graph: Graph) -> None:
    """Venue and year of a work are those of its preferred row."""
    shared = {"identifiers": {"doi": "10.1000/1"}, "title": "One"}
    put(graph, "dblp", {"p1": "Ada Lovelace,Bo Li"}, venue="NeurIPS", year=1843, **shared)
    put(graph, "openalex", {"w1": "Ada Lovelace,Cy Young"}, venue="ACL", year=1800, **shared)

    nodes, _ = draw(graph, "coauthor_network", venue_id="neurips", since=1842)
    assert {"dblp:p1", "openalex:w1", "openalex:Cy Young"} <= nodes
    assert draw(graph, "coauthor_network", venue_id="acl", since=None) == (set(), set())


def test_a_venue_community_is_its_most_active_names_in_a_year(graph: Graph) -> None:
    put(graph, "dblp", {"p1": "Ada Lovelace", "p2": "Ada Lovelace,Bo Li;Ed Itor"}, venue="NIPS", year=1843)
    put(graph, "dblp", {"p3": "Cy Young"}, venue="NeurIPS", year=1844)
    put(graph, "dblp", {"p4": "Dee Far"}, venue="ACL", year=1843)

    nodes, relationships = draw(graph, "venue_community", venue="neurIPS", year=1843)
    assert nodes == {"dblp:Ada Lovelace", "dblp:Bo Li", "dblp:p1", "dblp:p2", "neurips"}
    assert relationships == {
        "dblp:Ada Lovelace -> dblp:p1",
        "dblp:Ada Lovelace -> dblp:p2",
        "dblp:Bo Li -> dblp:p2",
        "dblp:p1 -> neurips",
        "dblp:p2 -> neurips",
    }
    assert "dblp:Bo Li" not in draw(graph, "venue_community", venue="neurips", year=1843, limit=1)[0]
    assert "dblp:Cy Young" in draw(graph, "venue_community", venue="neurips", year=None)[0]
    assert draw(graph, "venue_community", venue="neurips", year=1900) == (set(), set())


def test_a_work_counts_once_for_a_venue_community(graph: Graph) -> None:
    put(graph, "dblp", {"p1": "Ada Lovelace"}, venue="ACL", year=1843, identifiers={"doi": "10.1000/1"})
    put(graph, "acl", {"p1": "Ada Lovelace"}, venue="ACL", year=1843, identifiers={"doi": "10.1000/1"})

    assert len(draw(graph, "venue_community", venue="acl", year=1843)[0]) == 3


@pytest.mark.parametrize("typed", ["Annals of Made-up Results", "annals  OF MADE UP results!"])
def test_a_venue_that_no_table_knows_is_found_by_its_name(graph: Graph, typed: str) -> None:
    put(graph, "dblp", {"p1": "Ada Lovelace"}, venue="Annals of Made-up Results", year=1843)

    assert "dblp:p1" in draw(graph, "venue_community", venue=typed, year=1843)[0]


def test_the_rows_of_a_work_are_drawn_with_their_authors_and_venues(graph: Graph) -> None:
    put(graph, "dblp", {"p1": "Ada Lovelace,Bo Li;Ed Itor"}, identifiers={"doi": "10.1000/1"}, venue="NIPS")
    put(graph, "acl", {"p9": "Ada Lovelace"}, identifiers={"doi": "10.1000/1"}, authors_complete=False)
    put(graph, "one", {"p1": "", "p2": "Ada Lovelace"})

    drawing = draw(graph, "work_rows", id="dblp:p1")

    assert drawing == draw(graph, "work_rows", id="acl:p9")
    assert drawing[0] == {
        *("dblp:p1", "dblp:Ada Lovelace", "dblp:Bo Li", "neurips"),
        *("acl:p9", "acl:Ada Lovelace"),
    }
    assert drawing[1] == {
        "dblp:Ada Lovelace -> dblp:p1",
        "dblp:Bo Li -> dblp:p1",
        "dblp:p1 -> neurips",
        "acl:Ada Lovelace -> acl:p9",
    }
    assert "dblp:Bo Li" not in draw(graph, "work_rows", id="dblp:p1", authors=1)[0]
    assert draw(graph, "work_rows", id="one:p1") == ({"one:p1"}, set())
    assert draw(graph, "work_rows", id="p1") == (set(), set())
