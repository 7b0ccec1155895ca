"""Which groups of works of several names are of one person, from a real database."""

from itertools import combinations

from graphapp.graph import Graph
from graphapp.loading.statements import say_different, say_same
from graphapp.queries import load_query
from graphapp.records import PersonName, PersonRecord
from graphapp.services.grouped_works import grouped_names, grouped_works
from graphapp.services.people import groups_of, people_of, tied_names, with_spellings
from tests.bibliography import paper
from tests.graphs import ask, put
from tests.integration.test_spellings import learned
from tests.plans import operators, plan_of

PAPERS = [
    paper("1", "Ines Okafor", "Ada Quill", "Bo Reed", title="Lichens on rocks", year=2001, venue="Lichenology"),
    paper("2", "I. Okafor", "Ada Quill", "Bo Reed", title="Slow lichens", year=2002, venue="Lichenology"),
    paper("3", "Ines Marsh", "Flo Vale", title="Ports", year=1960, venue="Tidal Reports"),
]


def spellings(graph: Graph, name: str) -> list[tuple[str, int]]:
    """The names and numbers of works of the person of the first group of a name."""
    [person] = with_spellings(graph, groups_of(grouped_works(graph, name))[:1]).people
    return [(group.name, len(group.work_ids)) for group in person.groups]


def test_evidence_joins_another_spelling(graph: Graph) -> None:
    put(graph, PAPERS)
    assert spellings(graph, "Ines Okafor") == [("Ines Okafor", 1)]
    learned(graph, ines_okafor=0.01, **{"i._okafor": 0.01})
    assert spellings(graph, "Ines Okafor") == [("I. Okafor", 1), ("Ines Okafor", 1)]


def test_a_persons_say_joins_names_that_no_rule_relates(graph: Graph) -> None:
    put(graph, PAPERS)
    say_same(graph, one="Ines Okafor", other="Ines Marsh", why="she married", who="ada")
    assert spellings(graph, "Ines Marsh") == [("Ines Marsh", 1), ("Ines Okafor", 1)]
    assert tied_names(graph, {"ines okafor": "Ines Okafor", "ines marsh": "Ines Marsh"})


def test_a_say_through_a_third_name_joins_too(graph: Graph) -> None:
    put(graph, [*PAPERS, paper("4", "Inés O. Marsh", title="Tides", year=1970)])
    say_same(graph, one="Ines Okafor", other="Inés O. Marsh", why="a home page", who="ada")
    say_same(graph, one="Inés O. Marsh", other="Ines Marsh", why="a home page", who="ada")
    assert spellings(graph, "Ines Okafor") == [("Ines Marsh", 1), ("Ines Okafor", 1), ("Inés O. Marsh", 1)]


def test_what_a_person_says_to_be_different_does_not_join(graph: Graph) -> None:
    put(graph, PAPERS)
    learned(graph, ines_okafor=0.01, **{"i._okafor": 0.01})
    say_different(graph, one="Ines Okafor", other="I. Okafor", why="two cities", who="ada")
    assert spellings(graph, "Ines Okafor") == [("Ines Okafor", 1)]


def test_what_a_person_says_to_be_different_does_not_join_through_a_third(graph: Graph) -> None:
    names = tuple(PersonName(printed_name=name) for name in ("Ines Okafor", "I. Okafor", "Ines Marsh"))
    put(graph, [*PAPERS, PersonRecord(place="test:p", person_id="p", names=names)])
    assert len(spellings(graph, "I. Okafor")) == 3
    say_different(graph, one="Ines Okafor", other="one:3", name="Ines Marsh", why="two cities", who="ada")
    assert len(spellings(graph, "I. Okafor")) == 2
    tied = {frozenset(pair) for pair in combinations(("ines okafor", "i. okafor", "ines marsh"), 2)}
    groups = [one for found in grouped_names(graph, sorted(set().union(*tied))).values() for one in groups_of(found)]
    for person in people_of(graph, groups, tied):
        assert not {"ines okafor", "ines marsh"} <= {group.key for group in person.groups}


def test_a_person_record_joins_its_names(graph: Graph) -> None:
    names = tuple(PersonName(printed_name=name) for name in ("Ines Okafor", "Ines Marsh"))
    put(graph, [*PAPERS, PersonRecord(place="test:p", person_id="p", names=names)])
    assert spellings(graph, "Ines Okafor") == [("Ines Marsh", 1), ("Ines Okafor", 1)]
    assert tied_names(graph, {"ines okafor": "Ines Okafor", "ines marsh": "Ines Marsh"})


def test_both_names_of_one_paper_are_two_people(graph: Graph) -> None:
    put(graph, [*PAPERS, paper("5", "Ines Okafor", "I. Okafor", "Ada Quill", title="Lichens", year=2003)])
    learned(graph, ines_okafor=0.01, **{"i._okafor": 0.01})
    assert spellings(graph, "Ines Okafor") == [("Ines Okafor", 2)]


def test_only_tied_names_are_compared(graph: Graph) -> None:
    put(graph, PAPERS)
    learned(graph, ines_okafor=0.01, **{"i._okafor": 0.01})
    names = {"ines okafor": "Ines Okafor", "i. okafor": "I. Okafor", "ines marsh": "Ines Marsh"}
    tied = tied_names(graph, names)
    assert tied == {frozenset({"ines okafor", "i. okafor"})}
    groups = [one for found in grouped_names(graph, list(names)).values() for one in groups_of(found)]
    assert [len(person.groups) for person in people_of(graph, groups, tied)] == [2, 1]
    assert [len(person.groups) for person in people_of(graph, groups, set())] == [1, 1, 1]


def test_identified_names_are_found_by_indexes(graph: Graph) -> None:
    ask(graph, "CREATE (:Author {author_id: 'one:x', name_key: 'x', orcid: '0000-0002-1694-233X'})")
    query, orcids = load_query("read/identified_names"), ["0000-0002-1694-233X"]
    assert not {"AllNodesScan", "NodeByLabelScan"} & set(operators(plan_of(graph, query, orcids=orcids, person_ids=[])))
    assert graph.read(query, dict[str, str], orcids=orcids, person_ids=[]) == [{"key": "x"}]
