"""Suspicious identities of a graph: what is found, what is no fault, how many are listed."""

from collections import Counter
from itertools import combinations

import pytest

from graphapp.errors import InvalidArgument
from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord
from graphapp.results.identities import Suspicion
from graphapp.rules.persons.suspicions import are_disjoint
from graphapp.rules.printed_names import read_name
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


HARD_NAMES = (
    *("Ana Lima", "A. Lima", "Bo Ng PhD", "Dr. Li Wu", "J.-P. Wu", "J.-P. Ray", "O'Neil Ray", "ꞌa Reed", "ꞌa Marsh"),
    *("ʻi Stone", "ʻi Field", "Müller Groß", "Mueller Gross", "Ñ é", "王小明", "王大", "Иван Ли", "Пётр Ли", "김 철수"),
    *("김철수", "Ｌi Ｗu", "3M 12", "4N 12", "al-Amin K.", "al-Rashid Z.", "De La X.", "Bob Q.", "Robert T. Wu"),
)
"""Words of one letter, dashes, digits, decorations, apostrophes that are letters, scripts without spaces."""
DISJOINT = ("disjoint names of an author row", "disjoint names of an ORCID", "disjoint names of a person record")


def orcid(number: int) -> str:
    """An ORCID with its check digit, as ISO 7064 computes it."""
    digits = f"{16_000_000 + number:015}"
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[place : place + 4] for place in range(0, 16, 4))


def of_row(number: int, name: str) -> Authorship:
    return by(name, number + 1, id=f"{number}")


def of_orcid(number: int, name: str) -> Authorship:
    return by(name, number + 1, id=f"{number} {name}", orcid=orcid(number))


def shown_name(printed: str) -> str:
    name = read_name(printed)
    assert name is not None
    return name.name


def test_names_that_stay_on_the_server_are_not_disjoint(graph: Graph) -> None:
    """Queries leave out names with a common word by a simpler rule than that of disjoint names."""
    pairs = [tuple(sorted(pair)) for pair in combinations(HARD_NAMES, 2)]
    papers = [
        paper(f"{side} {what}", *(authorship(number, pair[side]) for number, pair in enumerate(pairs)))
        for side in (0, 1)
        for what, authorship in (("of a row", of_row), ("of an ORCID", of_orcid))
    ]
    persons = [
        PersonRecord(
            place="p",
            person_id=f"{number}",
            names=tuple(
                PersonName(printed_name=name, author_id=f"{number} {side}" if side < number % 3 else None)
                for side, name in enumerate(pair)
            ),
        )
        for number, pair in enumerate(pairs)
    ]
    put(graph, [*papers, *persons])
    expected = Counter(pair for pair in pairs if are_disjoint(*pair))
    assert 100 < len(expected) < len(pairs) - 20
    found: dict[str, Counter[tuple[str, ...]]] = {kind: Counter() for kind in DISJOINT}
    for suspicion in suspicious_identities(graph, limit=None).suspicions:
        found[suspicion.kind][suspicion.names] += 1
    # Of an ORCID, the names that its author rows show.
    shown = Counter(tuple(sorted(map(shown_name, pair))) for pair in expected)
    assert [found[kind] for kind in DISJOINT] == [expected, shown, expected]


def test_names_with_a_common_word_stay_on_the_server(graph: Graph) -> None:
    """Nearly all rows of a large graph have one, and reading them would take most of the time."""
    papers = [paper("1", by("Ana Lima", id="x", orcid=ORCID)), paper("2", by("A. Lima", id="x"))]
    put(graph, [*papers, paper("3", by("Ana M. Lima", id="y", orcid=ORCID)), person("Bo Ng", "B. Ng", orcid=OTHER)])
    for name in ("author_rows", "author_orcids", "orcids", "papers", "persons", "person_orcids"):
        assert graph.read(load_query(f"read/suspicious_{name}"), dict[str, object]) == []


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
