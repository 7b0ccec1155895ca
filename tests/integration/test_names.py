"""Similar and crowded names on a real database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.queries import load_query
from graphapp.rules.names import parse_name
from graphapp.rules.relations import RANKS, Relation, relation
from graphapp.services.names import ambiguous_names, explain_names, similar_names
from tests import graphs
from tests.bibliography import paper
from tests.plans import operators, plan_of
from tests.properties import on_a_database


def put(graph: Graph, papers: Iterable[Iterable[str]], source: str = "mine") -> None:
    records = [paper(f"p{number:03}", *names, title=f"Paper {number}") for number, names in enumerate(papers)]
    assert graphs.put(graph, records, source).rejected == 0


def found(graph: Graph, name: str) -> list[tuple[str, str]]:
    return [(similar.name, similar.relation) for similar in similar_names(graph, name=name).similar]


@pytest.mark.parametrize(
    ("asked", "other", "rule"),
    [
        ("Juergen Groß", "Juergen Gross 0002", "homonym sibling"),
        ("Naman Goyal 0001", "Naman Goyal 0002", "homonym sibling"),
        ("José Garcia", "Jose García", "diacritics"),
        ("Jean-Luc Picard", "Jean Luc Picard", "dash"),
        ("Jean-Luc Picard", "Jeanluc Picard", "dash"),
        ("Mark O'Neill", "Mark ONeill", "apostrophe"),
        ("Søren Ørsted", "Soren Orsted", "spelling"),
        ("Wei Wang", "Wang Wei", "order"),
        ("Ana de la Cruz", "Cruz de la Ana", "order"),
        ("Tim Dettmers", "T. Dettmers", "initial"),
        ("David Wei Smith", "DW Smith", "initial"),
        ("David Smith", "DW Smith", "initial"),
        ("Tim Dettmers", "Tim Xaver Dettmers", "missing middle name"),
        ("Hae Won Park", "Haewon Park", "spacing"),
        ("Lotte van der Meer", "Lotte VanderMeer", "spacing"),
        ("山田 太郎", "山田太郎", "spacing"),
        ("Jürgen Müller", "Juergen Mueller", "umlaut"),
        ("Ana Lima", "Ana Lima III", "missing suffix"),
        ("Ines Okafor", "Okafor I.", "initial"),
        ("Robert Lima", "Bob Lima", "short form"),
        ("Bruce Lima", "W. Bruce Lima", "missing first name"),
        ("Gabriel García", "Gabriel García Márquez", "missing surname"),
    ],
)
def test_each_rule_finds_its_names_both_ways(graph: Graph, asked: str, other: str, rule: Relation) -> None:
    put(graph, [[asked], [other]])

    assert found(graph, asked) == [(other, rule)]
    assert found(graph, other) == [(asked, rule)]


NAMES = [
    "Tim Dettmers", "TIM DETTMERS", "T. Dettmers", "Tim X. Dettmers", "TX Dettmers", "Dettmers Tim",
    "Tim Dettmers 0001", "Dettmers Tim 0002", "T. Dettmers 0003", "Tïm Dettmers", "Tim-Dettmers", "Ti-m Dettmers",
    "Tim Dett'mers", "Tom Dettmers", "Tim Dettmer", "Timo Dettmers", "王 伟", "伟 王", "Tim", "Tim D.",
    "Tim Xaver Dettmers", "T. X. Dettmers", "Dettmers", "Søren Dettmers", "Timothy Dettmers", "TimDettmers", "王伟",
    "Xaver Dettmers", "Tim Dettmers Lind", "Dettmers T.", "Tim Dettmers Jr.", "Soeren Dettmers", "TI Dettmers",
    "Ti Dettmers", "Dettmers Tim 0003 Lind",
]  # fmt: skip


def test_no_name_that_a_rule_relates_is_missed(graph: Graph) -> None:
    put(graph, [[name] for name in NAMES])
    keys = {}
    for name in NAMES:
        parsed = parse_name(name)
        assert parsed is not None
        keys[name] = parsed.name_key

    for asked in NAMES:
        expected: dict[str, Relation] = {}
        for other in NAMES:
            rule = relation(asked, other)
            if rule is not None and keys[other] != keys[asked]:
                expected[keys[other]] = min(rule, expected.get(keys[other], rule), key=RANKS.__getitem__)
        answer = similar_names(graph, name=asked, limit=None)
        assert {name.key: name.relation for name in answer.similar} == expected
        for similar in answer.similar:
            assert explain_names(a=answer.name, b=similar.name).relation == similar.relation


def test_names_that_nothing_relates_stay_out(graph: Graph) -> None:
    put(graph, [["Jo Smith"], ["Joann Smith"], ["Jo Smythe"], ["J. Jones"]])

    assert found(graph, "Jo Smith") == []


def test_similar_names_stand_by_rule_and_then_by_papers(graph: Graph) -> None:
    put(graph, [["Wei Xu Wang"], ["Wei Yu Wang"], ["W. Wang"], ["Wang Wei"], ["Wei Wáng"], ["Wei Yu Wang"]])

    assert found(graph, "Wei Wang") == [
        ("Wei Wáng", "diacritics"),
        ("Wang Wei", "order"),
        ("W. Wang", "initial"),
        ("Wei Yu Wang", "missing middle name"),
        ("Wei Xu Wang", "missing middle name"),
    ]


def test_similar_names_beyond_the_limit_are_counted(graph: Graph) -> None:
    put(graph, [["Wei Wáng"], ["Wang Wei"]])

    similar = similar_names(graph, name="Wei Wang", limit=1)

    assert (len(similar.similar), similar.similar_count, similar.truncated) == (1, 2, True)
    assert (similar.name, similar.author_ids) == ("Wei Wang", ())


@pytest.mark.parametrize(("name", "limit"), [("", 5), ("Ada", 0)])
def test_invalid_arguments_of_similar_names_are_refused(graph: Graph, name: str, limit: int) -> None:
    with pytest.raises(InvalidArgument):
        similar_names(graph, name=name, limit=limit)


@on_a_database(5)
@given(st.lists(st.lists(st.sampled_from(["Ada", "ADA", "Bo", "Bo 0001", "Cy", "Dee"]), max_size=5), max_size=20))
def test_the_most_crowded_names(graph: Graph, papers: list[list[str]]) -> None:
    load(graph, [], source="dblp", replace_source=True, force=True)
    put(graph, papers, source="dblp")
    rows, works = defaultdict(set), defaultdict(set)
    for number, names in enumerate(papers):
        for name in names:
            key = name.lower().removesuffix(" 0001")
            rows[key].add(name)
            works[key].add(number)

    for limit in (1, 3, 10):
        by_rows = ambiguous_names(graph, by="rows", limit=limit).names
        by_works = ambiguous_names(graph, by="works", limit=limit).names
        assert [(name.key, name.author_row_count) for name in by_rows] == sorted(
            ((key, len(ids)) for key, ids in rows.items()), key=lambda pair: (-pair[1], pair[0])
        )[:limit]
        assert [(name.key, name.paper_count) for name in by_works] == sorted(
            ((key, len(ids)) for key, ids in works.items()), key=lambda pair: (-pair[1], pair[0])
        )[:limit]


def test_a_crowded_name_of_many_printings_on_few_papers_does_not_win(graph: Graph) -> None:
    put(graph, [["Ada"] * 30, *[["Bo"]] * 2, *[["Cy"]] * 3])

    assert [name.key for name in ambiguous_names(graph, by="works", limit=1).names] == ["cy"]


def test_invalid_arguments_of_ambiguous_names_are_refused(graph: Graph) -> None:
    with pytest.raises(InvalidArgument, match="'rows', 'works' or 'persons'"):
        ambiguous_names(graph, by="people")  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument, match="from 1 to 1,000"):
        ambiguous_names(graph, limit=0)


def test_similar_names_are_found_through_indexes(graph: Graph) -> None:
    put(graph, [["Ada"]])

    similar = plan_of(
        graph,
        load_query("read/similar_names"),
        sources=None,
        fold_keys=["ada"],
        fold_ranges=[{"prefix": "a", "part": " b", "squashed": ""}],
        family_ranges=[{"prefix": "a", "part": " b", "squashed": ""}],
    )
    counts = plan_of(graph, load_query("read/name_counts"), keys=["ada"], sources=None)

    assert not [operator for plan in (similar, counts) for operator in operators(plan) if "Scan" in operator]


@pytest.mark.parametrize("name", ["names_by_rows", "names_by_authorships"])
def test_crowded_names_are_counted_in_the_order_of_the_index(graph: Graph, name: str) -> None:
    put(graph, [["Ada"]])

    plan = plan_of(graph, load_query(f"read/{name}"), limit=5, sources=None)

    assert any("OrderedAggregation" in operator for operator in operators(plan))


def test_a_row_in_capitals_beside_a_name_in_mixed_case_is_no_pair_of_initials(graph: Graph) -> None:
    put(graph, [["LI Yang"], *[["Li Yang"]] * 3, ["Ling Ivan Yang"]])

    for typed in ("LI Yang", "Li Yang"):
        answer = similar_names(graph, name=typed)
        assert (answer.name, answer.similar) == ("Li Yang", ())
        assert explain_names(a=typed, b="Ling Ivan Yang").relation is None
