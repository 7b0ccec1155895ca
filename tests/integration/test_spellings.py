"""Whether similar names are of one person, from a real database."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graphapp.errors import Refused
from graphapp.graph import Graph
from graphapp.loading.statements import say_same
from graphapp.queries import load_query
from graphapp.records import Authorship, PaperRecord
from graphapp.results.person_reasons import PersonEvidence
from graphapp.services import spellings
from graphapp.services.names import similar_names
from tests.bibliography import paper
from tests.graphs import ask, put
from tests.plans import operators, plan_of
from tests.properties import on_a_database
from tests.unit.rules.persons.made_up import WEIGHTS

LICHENS = [
    paper("l1", "Ines Okafor", "Ada Quill", "Bo Reed", title="Lichens on rocks", year=2001, venue="Lichenology"),
    paper("l2", "I. Okafor", "Ada Quill", "Bo Reed", title="Slow lichens", year=2002, venue="Lichenology"),
]
TIDES = paper("t1", "Ida Okafor", "Flo Marsh", title="Tides", year=1970, venue="Tidal Reports")


def evidence(graph: Graph, name: str = "Ines Okafor") -> dict[str, PersonEvidence]:
    answer = similar_names(graph, name, evidence=True)
    return {similar.name: similar.person for similar in answer.similar if similar.person is not None}


def learned(graph: Graph, **expected: float) -> None:
    """As if the graph were large enough to learn from it."""
    ask(
        graph,
        """
        CREATE (:PersonModel {name: "persons", begun: 1, edition: 1, revision: 1, changed: 0, works: 10000, names: 3,
                              scale: 1.0, crowded: 0, weights: $weights})
        WITH 1 AS one
        UNWIND $expected AS each
        CREATE (:NameRarity {edition: 1, name_key: each[0], expected_others: each[1]})
        """,
        weights=msgspec.json.encode(WEIGHTS).decode(),
        expected=[[key.replace("_", " "), others] for key, others in expected.items()],
    )


def test_nobody_is_judged_who_was_not_asked_about(graph: Graph) -> None:
    put(graph, LICHENS)
    assert [similar.person for similar in similar_names(graph, "Ines Okafor").similar] == [None]


def test_papers_that_are_not_compared_count_when_a_name_is_said_to_fill_the_graph(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = [paper(f"m{year}", "Ines Okafor", "Ada Quill", title=f"Moss of {year}", year=year) for year in range(4)]
    put(graph, [*LICHENS, *(replace(each, year=1990) for each in more)])
    learned(graph, ines_okafor=0.01)
    monkeypatch.setattr(spellings, "_MOST_ROWS", 2)
    assert evidence(graph)["I. Okafor"].answer == "same"
    ask(graph, "MATCH (model:PersonModel) SET model.works = 60")
    unknown = evidence(graph)["I. Okafor"]
    assert (unknown.answer, unknown.needed) == ("cannot tell", None)


def test_evidence_says_same_with_its_reasons(graph: Graph) -> None:
    put(graph, [*LICHENS, TIDES])
    learned(graph, ines_okafor=0.01)
    person = evidence(graph)["I. Okafor"]
    assert (person.answer, person.closest) == ("same", ("one:l1", "one:l2"))
    assert person.strength is not None
    assert person.strength == pytest.approx(sum(reason.weight or 0 for reason in person.reasons))
    assert person.reasons[0].words.startswith("2 shared coauthors: Ada Quill (2 papers), Bo Reed (2 papers)")
    assert evidence(graph, "I. Okafor")["Ida Okafor"].answer == "cannot tell"


def test_common_names_need_more(graph: Graph) -> None:
    put(graph, LICHENS)
    learned(graph, ines_okafor=1e9)
    person = evidence(graph)["I. Okafor"]
    assert person.answer == "cannot tell"
    assert person.needed is not None
    assert person.strength is not None
    assert person.strength < person.needed


def test_a_small_graph_says_same_for_facts_alone(graph: Graph) -> None:
    put(graph, LICHENS)
    person = evidence(graph)["I. Okafor"]
    assert (person.answer, person.needed) == ("cannot tell", None)
    assert "fewer than 1,000 papers" in person.summary


def test_a_paper_of_both_names_leaves_it_open(graph: Graph) -> None:
    put(graph, [*LICHENS, paper("b", "Ines Okafor", "I. Okafor", title="Both", year=1960)])
    learned(graph)
    person = evidence(graph)["I. Okafor"]
    assert person.answer == "cannot tell"
    assert [reason.words for reason in person.reasons] == ["different persons, because 1 paper lists both names"]


def test_one_orcid_says_same(graph: Graph) -> None:
    def by(key: str, name: str) -> PaperRecord:
        row = Authorship(printed_name=name, position=1, author_id=key, orcid="0000-0002-1694-233X")
        return paper(key, title=f"Paper {key}", authorships=(row,))

    put(graph, [by("1", "Ines Okafor"), by("2", "I. Okafor")])
    person = evidence(graph)["I. Okafor"]
    assert (person.answer, person.summary) == ("same", "same: a hard fact says so")


def test_a_persons_say_says_same(graph: Graph) -> None:
    put(graph, [LICHENS[0], paper("o", "I. Okafor", title="Ports", year=1950)])
    say_same(graph, one="Ines Okafor", other="I. Okafor", why="a home page", who="ada")
    person = evidence(graph)["I. Okafor"]
    assert person.answer == "same"
    assert "ada said so" in person.reasons[0].words


def test_a_name_that_is_not_in_the_graph_has_no_evidence(graph: Graph) -> None:
    put(graph, LICHENS)
    assert evidence(graph, "Ines Xaver Okafor")["Ines Okafor"].summary == "cannot tell: one of the names has no papers"


def test_a_graph_without_what_was_learned_is_refused_only_where_evidence_is_asked_for(graph: Graph) -> None:
    put(graph, LICHENS)
    ask(graph, "UNWIND range(1, 1000) AS n CREATE (:Paper {paper_id: 'x' + n})")
    assert similar_names(graph, "Ines Okafor").similar_count == 1
    with pytest.raises(Refused, match="graphapp learn"):
        evidence(graph)


def test_papers_of_two_names_are_found_by_index(graph: Graph) -> None:
    plan = plan_of(graph, load_query("read/papers_of_two_names"), key="ada", others=["bo"])
    assert not [operator for operator in operators(plan) if "Scan" in operator]


@on_a_database(5)
@given(order=st.permutations([*LICHENS, TIDES]))
def test_the_order_of_loading_does_not_matter(graph: Graph, order: list[PaperRecord]) -> None:
    ask(graph, "MATCH (n) DETACH DELETE n")
    for record in order:
        put(graph, [record])
    found = evidence(graph)
    ask(graph, "MATCH (n) DETACH DELETE n")
    put(graph, [*LICHENS, TIDES])
    assert evidence(graph) == found
