"""What each rule joins by itself, before chains of joins are looked at."""

from dataclasses import replace

import pytest

from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.joins import differences, identifier_joins, preprint_joins, title_joins
from graphapp.rules.work_rows import Barrier, Join, WorkRow
from tests.unit.rules.test_works import preprint, row


def test_an_identifier_joins_in_one_source_with_an_equal_title_and_with_an_author() -> None:
    barriers: list[Barrier] = []
    rows = [row("a:1", doi="10.1/x"), row("a:2", doi="10.1/x"), row("b:1", doi="10.1/x")]
    rows.append(row("c:1", doi="10.1/x", title_key="another"))
    own, same_title, same_author = identifier_joins(rows, barriers)
    assert [join.pair for join in own] == [("a:1", "a:2")]
    assert {join.pair for join in same_title} == {("a:1", "b:1")}
    assert all(join.evidence == "DOI 10.1/x and the author ada lovelace" for join in same_author)
    assert {join.b for join in same_author} == {"c:1"}
    assert not barriers


def test_a_title_joins_across_sources_and_a_barrier_says_why_it_does_not() -> None:
    barriers: list[Barrier] = []
    assert title_joins([row("a:1"), row("b:1")], barriers) == [
        Join(a="a:1", b="b:1", rule="title", evidence="title, 2020, icml and the author ada lovelace")
    ]
    assert not title_joins([row("a:1"), row("b:1"), row("b:2")], barriers)
    assert [barrier.paper_ids for barrier in barriers] == [("a:1", "b:1", "b:2")]


def test_a_preprint_joins_the_only_work_that_may_follow_it() -> None:
    barriers: list[Barrier] = []
    rows = [preprint("a:1"), row("b:1")]
    [join] = preprint_joins(rows, DisjointSets(), barriers)
    assert (join.pair, join.rule) == (("a:1", "b:1"), "preprint")
    assert not list(preprint_joins([*rows, row("b:2", venue_id="neurips")], DisjointSets(), barriers))
    assert barriers == [
        Barrier(paper_ids=("a:1", "b:1", "b:2"), reason="a preprint that more than one work may follow")
    ]


def test_what_is_said_of_a_crowd_of_one_title_and_author_grows_with_its_rows_and_not_with_its_pairs() -> None:
    crowd = [preprint(f"a:{n}", arxiv_id=f"2001.{n:05}") for n in range(200)] + [row(f"b:{n}") for n in range(200)]
    barriers: list[Barrier] = []
    assert not list(preprint_joins(crowd, DisjointSets(), barriers))
    assert len(barriers) == 200
    assert {len(barrier.paper_ids) for barrier in barriers} == {22}
    of_others = [replace(each, identifiers={"arxiv_id": f"2002.{each.paper_id[2:]:0>5}"}) for each in crowd[200:]]
    barriers.clear()
    assert not list(preprint_joins([*crowd[:200], *of_others], DisjointSets(), barriers))
    assert len(barriers) == 200 * 20


KIND = "by their types they are not one: a correction, reply or editorial is not its subject"


def reach(years: str) -> str:
    return f"the years of preprint and paper are {years}: it joins one of its year or of the next two"


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        (row("a:1"), row("b:1"), []),
        (preprint("a:1"), row("b:1"), []),
        (row("a:1"), row("b:1", author_keys=("wei wang",)), ["no author is in common"]),
        (row("a:1"), row("b:1", author_keys=()), ["b:1 names no author"]),
        (row("a:1"), row("b:1", year=2021), ["the years are 2020 and 2021"]),
        (row("a:1", year=None), row("b:1", year=None), ["the years are unknown and unknown"]),
        (row("a:1"), row("b:1", venue_id="jmlr"), ["the venues are icml and jmlr"]),
        (row("a:1"), row("b:1", venue_id=None), ["the venues are icml and unknown"]),
        (row("a:1"), row("a:2"), ["within a source only an identifier joins"]),
        (row("a:1"), preprint("b:1", year=2021), [reach("2021 and 2020")]),
        (preprint("a:1", type="Erratum"), row("b:1"), [KIND]),
        (row("a:1", year=None), preprint("a:2"), [reach("2019 and unknown")]),
    ],
)
def test_what_two_rows_of_one_title_lack_is_said(a: WorkRow, b: WorkRow, words: list[str]) -> None:
    assert differences(a, b) == words
    assert len(differences(b, a)) == len(words)
    joins = [*title_joins([a, b], []), *preprint_joins([a, b], DisjointSets(), [])]
    assert bool(joins) is not bool(words)
