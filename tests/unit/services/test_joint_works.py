"""Joint works and the edges that they make, without a database."""

from itertools import permutations
from math import fsum

import pytest

from graphapp.errors import QueryTooLarge
from graphapp.services.joint_works import (
    MOST_NAMES,
    SharedWork,
    WorkFilters,
    check_held,
    coauthors_of,
    edge_of,
    edges_of,
    joint_with_all,
)


def work(
    number: int, *authors: str, author_count: int | None = None, year: int | None = None, complete: bool = True
) -> SharedWork:
    return SharedWork(
        work_id=f"w{number}",
        year=year,
        author_count=len(authors) if author_count is None else author_count,
        complete=complete,
        authors=list(authors),
    )


WORKS = [work(1, "ada", "bo", year=1843), work(2, "ada", "ada", "bo", "cy"), work(1, "bo", "cy", author_count=3)]


def test_joint_works_are_counted_once_however_many_rows_state_them() -> None:
    joint = joint_with_all(WORKS, {"bo"})
    assert {pair: sorted(works) for pair, works in joint.items()} == {
        ("bo", "ada"): ["w1", "w2"],
        ("bo", "bo"): ["w1", "w2"],
        ("bo", "cy"): ["w1", "w2"],
    }


def test_a_name_is_not_its_own_coauthor() -> None:
    assert coauthors_of(WORKS, ["ada", "cy", "dee"]) == {"ada": {"bo", "cy"}, "cy": {"ada", "bo"}, "dee": set()}


@pytest.mark.parametrize(("author_count", "weight"), [(0, 1.0), (1, 1.0), (2, 1.0), (3, 0.5), (450, 1 / 449)])
def test_a_work_gives_each_of_its_authors_a_weight_of_one(author_count: int, weight: float) -> None:
    assert work(1, "ada", "bo", author_count=author_count).weight == weight


def test_an_edge_does_not_depend_on_who_is_first_or_on_the_order_of_its_works() -> None:
    works = [work(number, author_count=number + 2, year=1840 + number) for number in range(1, 5)]
    expected = ("ada", "bo", 4, fsum(1 / (number + 1) for number in range(1, 5)), 1841, 1844)
    for order in permutations(works):
        for ends in (("ada", "bo"), ("bo", "ada")):
            edge = edge_of(*ends, {found.work_id: found for found in order})
            assert (edge.a, edge.b, edge.papers, edge.weight, edge.first_year, edge.last_year) == expected


@pytest.mark.parametrize("complete", [(True, True), (True, False), (False, False)])
def test_a_weight_is_an_upper_bound_when_a_list_may_lack_authors(complete: tuple[bool, ...]) -> None:
    works = [work(number, "ada", "bo", complete=known) for number, known in enumerate(complete)]
    edge = edge_of("ada", "bo", {found.work_id: found for found in works})
    assert (edge.weight, edge.weight_at_most) == (2.0, not all(complete))


def test_edges_stand_by_their_ends() -> None:
    works = {"w1": work(1, "ada", "bo", "cy")}
    edges = edges_of({("bo", "cy"): works, ("ada", "cy"): works, ("ada", "bo"): works})
    assert [(edge.a, edge.b) for edge in edges] == [("ada", "bo"), ("ada", "cy"), ("bo", "cy")]


def test_a_filter_skips_works_of_more_authors_only() -> None:
    assert [WorkFilters(max_authors=2).skips(work(1, author_count=count)) for count in (2, 3)] == [False, True]
    assert not WorkFilters().skips(work(1, author_count=9_999))


def test_more_names_than_can_be_held_are_refused() -> None:
    check_held(MOST_NAMES)
    with pytest.raises(QueryTooLarge, match="narrow the works with filters"):
        check_held(MOST_NAMES + 1)
