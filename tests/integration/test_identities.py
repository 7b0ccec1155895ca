"""Suspicious identities of a graph: what is found, what is no fault, how many are listed."""

import pytest

from graphapp.errors import InvalidArgument
from graphapp.graph import Graph
from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord
from graphapp.results.identities import Suspicion
from graphapp.services.health import check
from graphapp.services.identities import suspicious_identities
from tests.graphs import put
from tests.namesakes import paper

ORCID, OTHER = "0000-0001-5109-3700", "0000-0002-1825-0097"


def by(name: str, position: int = 1, *, id: str | None = None, orcid: str | None = None) -> Authorship:
    return Authorship(printed_name=name, position=position, author_id=id, orcid=orcid)


def person(*names: str | PersonName, orcid: str | None = None) -> PersonRecord:
    given = tuple(PersonName(printed_name=name) if isinstance(name, str) else name for name in names)
    return PersonRecord(place="p", person_id="p", names=given, orcid=orcid)


def found(graph: Graph) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str | None]]:
    def facts(one: Suspicion) -> tuple[str, tuple[str, ...], tuple[str, ...], str | None]:
        assert all(text in one.suspicion for text in one.ids[:1])
        return one.kind, one.ids, one.names, one.paper_id

    return list(map(facts, suspicious_identities(graph).suspicions))


def test_an_author_row_with_disjoint_names(graph: Graph) -> None:
    put(
        graph, [paper("1", by("Ana Lima", id="x")), paper("2", by("Lima, A.", id="x")), paper("3", by("Bo Ng", id="x"))]
    )
    kind = "disjoint names of an author row"
    assert found(graph) == [(kind, ("one:x",), ("Ana Lima", "Bo Ng"), "one:3")]
    assert check(graph).ok


def test_an_author_row_whose_person_record_names_it_otherwise(graph: Graph) -> None:
    put(graph, [paper("1", by("Ana Lima", id="x")), person(PersonName(printed_name="Bo Ng", author_id="x"))])
    assert found(graph) == [("disjoint names of an author row", ("one:x",), ("Ana Lima", "Bo Ng"), "one:1")]


def test_an_orcid_and_a_person_record_with_disjoint_names(graph: Graph) -> None:
    papers = [paper("1", by("Ana Lima", orcid=ORCID)), paper("2", by("Bo Ng", orcid=ORCID)), paper("3", "Cy Wu")]
    put(graph, [*papers, person("Cy Wu", "Eve Ash")])
    assert found(graph) == [
        ("disjoint names of a person record", ("one:p", "one:Cy Wu", "one:Eve Ash"), ("Cy Wu", "Eve Ash"), "one:3"),
        ("disjoint names of an ORCID", (ORCID, "one:Ana Lima", "one:Bo Ng"), ("Ana Lima", "Bo Ng"), "one:2"),
    ]


def test_one_orcid_at_two_places_of_a_paper(graph: Graph) -> None:
    """By two author rows, also if one of them shows another ORCID; by two names of one row."""
    put(
        graph,
        [
            paper("1", by("Ana Lima", id="x", orcid=OTHER), by("Eva Lima", 2, id="y", orcid=OTHER)),
            paper("2", by("Ana Lima", id="x", orcid=ORCID)),
            paper("3", by("Jo Wu", id="z", orcid="0000-0002-1694-233X"), by("J. Wu", 2, id="z")),
        ],
    )
    kind = "one ORCID twice on a paper"
    twice = [suspicion for suspicion in found(graph) if suspicion[0] == kind]
    assert twice == [
        (kind, (OTHER, "one:x", "one:y"), ("Ana Lima", "Eva Lima"), "one:1"),
        (kind, ("0000-0002-1694-233X", "one:z"), ("J. Wu", "Jo Wu"), "one:3"),
    ]


def test_two_orcids_of_an_author_row_and_of_a_person_record(graph: Graph) -> None:
    put(graph, [paper("1", by("Ana Lima", orcid=ORCID)), paper("2", by("Ana Lima", orcid=OTHER))])
    row = ("two ORCIDs of an author row", ("one:Ana Lima", ORCID, OTHER), ("Ana Lima",), "one:1")
    assert found(graph) == [row]
    # A record with a third one, and one whose two rows have one each.
    third = "0000-0002-1694-233X"
    put(graph, [person("Ana Lima", orcid=third)])
    assert found(graph) == [
        ("two ORCIDs of a person record", ("one:p", ORCID, third, OTHER), ("Ana Lima",), "one:1"),
        row,
    ]
    records: list[PaperRecord | PersonRecord] = [
        paper("1", by("Li Wu", orcid=ORCID)),
        paper("2", by("L. Wu", orcid=OTHER)),
        person("Li Wu", "L. Wu"),
    ]
    put(graph, records, source="two")
    assert ("two ORCIDs of a person record", ("two:p", ORCID, OTHER), ("L. Wu", "Li Wu"), "two:1") in found(graph)


def test_what_is_no_fault(graph: Graph) -> None:
    """Initials, other family names, an author who is an editor, a row printed twice, an ORCID of two sources."""
    records: list[PaperRecord | PersonRecord] = [
        paper("1", by("Ana Lima", id="x", orcid=ORCID), by("Ana Lima", 2, id="x", orcid=ORCID)),
        paper("2", by("A. L.", id="x", orcid=ORCID)),
        paper("3", by("Ana Wu", id="x", orcid=ORCID)),
        paper("4", by("Bob Reed", id="y"), by("Bob Reed", id="y", orcid=OTHER)),
        paper("5", by("Robert Ng", id="y")),
        paper("6", by("Al Ray"), Authorship(printed_name="A. Ray", position=1, role="editor")),
        PersonRecord(
            place="q", person_id="q", names=(PersonName(printed_name="Al Ray"), PersonName(printed_name="A. Ray"))
        ),
    ]
    put(graph, records)
    put(graph, [paper("1", by("Lima, Ana", orcid=ORCID))], source="two")
    assert found(graph) == []


def test_all_are_counted_and_some_listed(graph: Graph) -> None:
    put(graph, [paper(f"{row} {name}", by(name, id=row)) for row in "abc" for name in ("Ana Lima", "Bo Ng")])
    some = suspicious_identities(graph, limit=2)
    [counted] = [counted for counted in some.counts if counted.count]
    assert (counted.kind, counted.count, counted.listed) == ("disjoint names of an author row", 3, 2)
    assert [suspicion.ids for suspicion in some.suspicions] == [("one:a",), ("one:b",)]
    assert len(suspicious_identities(graph, limit=None).suspicions) == 3
    with pytest.raises(InvalidArgument):
        suspicious_identities(graph, limit=0)


def test_a_graph_without_rows_has_none(graph: Graph) -> None:
    none = suspicious_identities(graph)
    assert not none.suspicions
    assert {counted.count for counted in none.counts} == {0}
