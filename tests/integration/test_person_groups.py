"""The papers of a name in groups by the evidence of persons, from a real database."""

import random
from collections.abc import Iterable
from typing import Any

import pytest

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord
from graphapp.results.persons import PersonGroups
from graphapp.rules.persons import grouping
from graphapp.services.person_groups import explain_persons, few_person_groups, person_groups
from tests.bibliography import paper
from tests.graphs import ask, put

LICHENS = [
    paper("l1", "Wei Wang", "Ada Quill", "Bo Reed", title="Lichens on rocks", year=2001, venue="Lichenology"),
    paper("l2", "Ada Quill", "Wei Wang", title="Slow lichens", year=2003, venue="Lichenology"),
    paper("l3", "wei wang", "Bo Reed", title="Lichens of the north", year=2004),
]
TIDES = [
    paper("t1", "Wei Wang", "Ed Vale", "Flo Marsh", title="Tides and ports", year=1975, venue="Tidal Reports"),
    paper("t2", "Flo Marsh", "Wei Wang", title="Ports", year=1978, venue="Tidal Reports"),
]


def members(answer: PersonGroups) -> list[set[str]]:
    return [{work.paper_id for work in group.papers} for group in answer.groups]


def by(name: str, **stated: Any) -> tuple[Authorship, ...]:
    """The author list of one person with what is stated of it."""
    return (Authorship(printed_name=name, position=1, **stated),)


def test_papers_that_share_coauthors_are_one_group(graph: Graph) -> None:
    put(graph, [*LICHENS, *TIDES])
    answer = person_groups(graph, "WEI WANG")
    assert members(answer) == [{"one:l1", "one:l2", "one:l3"}, {"one:t1", "one:t2"}]
    first, second = answer.groups
    assert (first.number, first.paper_count, first.first_year, first.last_year) == (1, 3, 2001, 2004)
    assert [(venue.name, venue.papers) for venue in second.venues] == [("Tidal Reports", 2)]
    assert [(each.name, each.papers) for each in first.coauthors] == [("Ada Quill", 2), ("Bo Reed", 2)]
    assert [(row.author_id, row.paper_count) for row in first.author_rows] == [
        ("one:Wei Wang", 2),
        ("one:wei wang", 1),
    ]
    assert [work.title for work in first.papers] == ["Lichens of the north", "Slow lichens", "Lichens on rocks"]


def test_only_a_name_of_few_works_is_grouped_where_few_are_asked_for(graph: Graph) -> None:
    put(graph, [*LICHENS, *TIDES])
    assert few_person_groups(graph, "WEI WANG", most=5) == person_groups(graph, "WEI WANG", comparisons=0)
    assert few_person_groups(graph, "WEI WANG", most=4) is None
    assert few_person_groups(graph, "Nobody", most=5) is None


def test_many_rows_of_one_work_are_one_work(graph: Graph) -> None:
    for source in ("one", "two", "three", "four", "five"):
        put(graph, [paper("l1", "Wei Wang", title="Lichens", identifiers={"doi": "10.1000/lichens"})], source)
    answer = few_person_groups(graph, "Wei Wang", most=1)
    assert answer == person_groups(graph, "Wei Wang", comparisons=0)
    assert [len(group.papers) for group in answer.groups] == [1]


def test_a_small_graph_tells_nobody_apart(graph: Graph) -> None:
    put(graph, [*LICHENS, *TIDES])
    answer = person_groups(graph, "Wei Wang")
    assert (answer.undecided_count, answer.different_count) == (1, 0)
    assert answer.expected_others is None
    assert answer.model.revision is None
    assert answer.model.doubt is not None
    [compared] = answer.comparisons
    assert (compared.one, compared.other, compared.answer) == (1, 2, "cannot tell")
    assert "1 to 2 people" in answer.summary


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_loading_does_not_matter(graph: Graph, seed: int) -> None:
    records = [*LICHENS, *TIDES, paper("x", "Wei Wang", title="Untold", year=None)]
    put(graph, records)
    before = person_groups(graph, "Wei Wang")
    ask(graph, "MATCH (n) DETACH DELETE n")
    random.Random(seed).shuffle(records)
    put(graph, records[:3])
    put(graph, records)
    after = person_groups(graph, "Wei Wang")
    assert (after.groups, after.comparisons) == (before.groups, before.comparisons)


def person(key: str, *names: str) -> PersonRecord:
    return PersonRecord(
        place=f"test:{key}", person_id=key, names=tuple(PersonName(printed_name=name) for name in names)
    )


SAME: dict[str, Iterable[PaperRecord | PersonRecord]] = {
    "they have one ORCID, 0000-0002-1694-233X": [
        paper("1", title="Lichens", authorships=by("Wei Wang", author_id="w1", orcid="0000-0002-1694-233X")),
        paper("2", title="Ports", authorships=by("Wei Wang", author_id="w2", orcid="0000-0002-1694-233X")),
    ],
    "dblp says that they are dblp:p": [
        paper("1", "Wei Wang 0001", title="Lichens"),
        paper("2", "Wei Wang 0002", title="Ports"),
        person("p", "Wei Wang 0001", "Wei Wang 0002"),
    ],
    "dblp gives them one author row of the number 0001": [
        paper("1", "Wei Wang 0001", title="Lichens"),
        paper("2", "Wei Wang 0001", title="Ports"),
    ],
}


@pytest.mark.parametrize("reason", SAME)
def test_hard_facts_join_what_evidence_would_not(graph: Graph, reason: str) -> None:
    put(graph, SAME[reason], "dblp")
    answer = person_groups(graph, "Wei Wang")
    assert answer.group_count == 1
    why = explain_persons(graph, "Wei Wang", one="dblp:1", other="dblp:2")
    assert why.answer == "same"
    assert [each.words for each in why.reasons if each.weight is None] == [f"the same person, because {reason}"]


DIFFERENT = {
    "dblp gives them the homonym numbers 0001 and 0002": (
        [
            paper("1", "Wei Wang 0001", "Ada Quill", "Bo Reed", title="Lichens on rocks"),
            paper("2", "Wei Wang 0002", "Ada Quill", "Bo Reed", title="Lichens and rocks"),
        ],
        ("dblp:1", "dblp:2"),
    ),
    "the name stands twice in the author list of dblp:1": (
        [paper("1", "Wei Wang 0001", "Wei Wang", "Ada Quill", title="Lichens")],
        ("dblp:1 1", "dblp:1 2"),
    ),
}


@pytest.mark.parametrize("reason", DIFFERENT)
def test_hard_facts_part_what_evidence_would_join(graph: Graph, reason: str) -> None:
    records, (one, other) = DIFFERENT[reason]
    put(graph, records, "dblp")
    answer = person_groups(graph, "Wei Wang")
    assert (answer.group_count, answer.different_count) == (2, 1)
    papers = {1: "1 paper", 2: "2 papers"}[len(records)]
    assert answer.summary == f"Evidence parts {papers} into 2 groups: that would be 2 people."
    why = explain_persons(graph, "Wei Wang", one=one, other=other)
    assert why.answer == "different"
    assert f"different persons, because {reason}" in {each.words for each in why.reasons}


def test_a_paper_says_how_it_was_attributed(graph: Graph) -> None:
    put(graph, [paper("1", "Wei Wang 0001", title="A"), paper("2", "Wei Wang", title="B")], "dblp")
    put(graph, [paper("3", title="C", authorships=by("Wei Wang", author_id="w1"))], "two")
    answer = person_groups(graph, "Wei Wang")
    assert {work.paper_id: work.attribution for group in answer.groups for work in group.papers} == {
        "dblp:1": "homonym number",
        "dblp:2": "name only",
        "two:3": "source's id",
    }


def test_papers_of_which_nothing_is_known(graph: Graph) -> None:
    put(graph, [paper(f"{number}", "Wei Wang", title=title) for number, title in enumerate(("Alpha", "Beta", "Gamma"))])
    answer = person_groups(graph, "Wei Wang")
    assert answer.paper_count == sum(group.paper_count for group in answer.groups) == 3
    assert answer.different_count == 0


def test_a_name_of_one_paper(graph: Graph) -> None:
    put(graph, LICHENS)
    answer = person_groups(graph, "Ada Quill")
    assert answer.group_count == 1
    put(graph, [paper("s", "Solo Person", title="Alone")], "two")
    assert person_groups(graph, "Solo Person").summary == "The name has one paper."


def test_of_too_many_papers_the_newest_are_grouped(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "MOST_GROUPED", 2)
    put(graph, [*LICHENS, *TIDES])
    answer = person_groups(graph, "Wei Wang")
    assert (answer.paper_count, answer.left_out) == (5, 3)
    assert {work.paper_id for group in answer.groups for work in group.papers} == {"one:l2", "one:l3"}
    assert "the newest 2 papers" in answer.summary
    with pytest.raises(NotFound, match=r"is no paper of .* that is grouped"):
        explain_persons(graph, "Wei Wang", one="one:t1", other="one:l2")


def test_reasons_between_groups_and_papers(graph: Graph) -> None:
    put(graph, [*LICHENS, *TIDES])
    groups = explain_persons(graph, "Wei Wang", one="1", other="2")
    assert (groups.one, groups.other, groups.answer) == ("group 1", "group 2", "cannot tell")
    papers = explain_persons(graph, "Wei Wang", one="one:l1", other="one:l2")
    assert papers.answer == "same"
    assert papers.one == "Lichens on rocks, 2001 (one:l1)"
    assert "1 shared coauthor: Ada Quill (2 papers)" in {reason.words for reason in papers.reasons}
    assert papers.strength == pytest.approx(sum(reason.weight or 0 for reason in papers.reasons))


@pytest.mark.parametrize(
    ("one", "other", "error", "words"),
    [
        ("1", "3", NotFound, "has no group 3; its groups are 1 to 2"),
        ("0", "1", NotFound, "has no group 0"),
        ("1", "1", InvalidArgument, "compared with itself"),
        ("1", "one:l1", InvalidArgument, "cannot be compared with a paper"),
        ("one:l1", "one:l1", InvalidArgument, "are one work"),
        ("one:l1", "one:none", NotFound, "'one:none' is no paper"),
    ],
)
def test_what_cannot_be_compared(graph: Graph, one: str, other: str, error: type[Exception], words: str) -> None:
    put(graph, [*LICHENS, *TIDES])
    with pytest.raises(error, match=words):
        explain_persons(graph, "Wei Wang", one=one, other=other)


def test_a_name_that_is_not_there(graph: Graph) -> None:
    put(graph, LICHENS)
    with pytest.raises(NotFound):
        person_groups(graph, "Wei Wong")
    with pytest.raises(InvalidArgument, match="no letter or digit"):
        person_groups(graph, "")
    with pytest.raises(InvalidArgument, match="limit of -1"):
        person_groups(graph, "Wei Wang", comparisons=-1)
