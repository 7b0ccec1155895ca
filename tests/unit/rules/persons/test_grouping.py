"""Groups of the papers of one name."""

from collections import Counter
from dataclasses import replace
from itertools import combinations, product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.grouping import UNKNOWN, PersonGroups, fewest_people, find_cut, group_persons, ordered
from graphapp.rules.persons.hard_facts import statement
from tests.unit.rules.persons.made_up import COAUTHORS, SURROUNDINGS, WEIGHTS, authorship

RARE, COMMON = 0.001, 5.0
DOUBT = "the graph is small"


def grouped(
    *rows: Authorship, expected_others: float | None = COMMON, doubt: str | None = None, **others: Any
) -> PersonGroups:
    return group_persons(
        rows, expected_others=expected_others, surroundings=SURROUNDINGS, weights=WEIGHTS, doubt=doubt, **others
    )


def pairs_of(count: int) -> list[tuple[int, int]]:
    return [(one, other) for one, other in product(range(count), repeat=2) if one <= other]


def members(found: PersonGroups) -> list[set[str]]:
    return [set(group.authorships) for group in found.groups]


LICHENS = authorship("a", "ada quill", "ed vale", title="Lichens", year=1990, venue="Moss Letters")
MORE_LICHENS = authorship("b", "ada quill", "ed vale", title="More Lichens", year=1992, venue="Moss Letters")
TIDES = authorship("c", "di fern", "cy moss", "flo marsh", title="Tides", year=2015, venue="Tidal Reports")


def test_papers_that_share_rare_coauthors_are_of_one_person_and_others_are_not() -> None:
    found = grouped(TIDES, LICHENS, MORE_LICHENS)
    assert members(found) == [{"a", "b"}, {"c"}]
    assert found.groups[0].sure == (("a", "b"),)
    assert (found.answer(0, 1), found.answer(1, 0), found.answer(1, 1)) == ("different", "different", "same")


def test_all_papers_of_a_rare_name_are_of_one_person() -> None:
    assert members(grouped(TIDES, LICHENS, MORE_LICHENS, expected_others=RARE)) == [{"a", "b", "c"}]


def test_a_small_or_sparse_graph_cannot_tell() -> None:
    found = grouped(TIDES, LICHENS, doubt=DOUBT)
    assert len(found.groups) == 2
    assert found.answer(0, 1) == "cannot tell"
    assert found.doubt == DOUBT


@pytest.mark.parametrize(
    ("count", "undecided", "fewest"),
    [
        (1, [], 1),
        (3, [], 3),
        (3, [(0, 1), (0, 2), (1, 2)], 1),
        (4, [(0, 3), (1, 3), (2, 3)], 3),
        (4, [(0, 1), (2, 3)], 2),
        (4, [(0, 1), (1, 2), (2, 3)], 2),
    ],
)
def test_there_are_as_many_people_as_groups_of_which_each_two_are_different(
    count: int, undecided: list[tuple[int, int]], fewest: int
) -> None:
    assert fewest_people(count, undecided) == fewest


@given(st.integers(1, 5).flatmap(lambda count: st.tuples(st.just(count), st.sets(st.sampled_from(pairs_of(count))))))
def test_there_are_never_said_to_be_more_people_than_there_may_be(drawn: tuple[int, set[tuple[int, int]]]) -> None:
    count, undecided = drawn
    undecided = {(one, other) for one, other in undecided if one != other}

    def may_be(people: tuple[int, ...]) -> bool:
        return all(pair in undecided for pair in combinations(range(count), 2) if people[pair[0]] == people[pair[1]])

    possible = min(len(set(people)) for people in product(range(count), repeat=count) if may_be(people))
    fewest = fewest_people(count, undecided)
    assert fewest <= possible
    assert (fewest > 1) == (possible > 1)


def test_where_nobody_knows_how_common_a_name_is_weak_evidence_joins_but_does_not_say_same() -> None:
    near = [
        authorship(key, coauthor, year=1990, venue="Moss Letters")
        for key, coauthor in (("a", "ada quill"), ("b", "bo reed"))
    ]
    known = grouped(*near, expected_others=UNKNOWN, doubt=DOUBT)
    assert known.groups[0].sure == (("a", "b"),)
    found = grouped(*near, expected_others=None, doubt=DOUBT)
    assert members(found) == [{"a", "b"}]
    assert found.groups[0].sure == (("a",), ("b",))
    assert found.answers()("a", "b") == "cannot tell"
    # What is strong enough for a common name says so everywhere.
    assert grouped(LICHENS, MORE_LICHENS, expected_others=None, doubt=DOUBT).groups[0].sure == (("a", "b"),)


def test_a_hard_fact_tells_persons_apart_in_any_graph() -> None:
    rows = replace(LICHENS, paper_id="p"), replace(MORE_LICHENS, paper_id="p")
    found = grouped(*rows, expected_others=RARE, doubt=DOUBT)
    assert members(found) == [{"a"}, {"b"}]
    assert found.answer(0, 1) == "different"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"orcids": frozenset("1")}, {"orcids": frozenset("1")}, True),
        ({"records": frozenset([("s", "7")])}, {"records": frozenset([("s", "7")])}, True),
        ({"numbered_rows": frozenset([("s", "1", "x")])}, {"numbered_rows": frozenset([("s", "1", "x")])}, True),
        ({"numbered_rows": frozenset([("s", "1", "x")])}, {"numbered_rows": frozenset([("s", "2", "y")])}, False),
        ({"paper_id": "p"}, {"paper_id": "p"}, False),
    ],
)
def test_scores_overrule_no_hard_fact(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    a, b = (TIDES, LICHENS) if same else (LICHENS, MORE_LICHENS)
    rows = replace(a, **one), replace(b, **other)
    expected_others = 1000.0 if same else RARE
    assert len(members(grouped(a, b, expected_others=expected_others))) == (2 if same else 1)
    found = grouped(*rows, expected_others=expected_others)
    assert len(found.groups) == (1 if same else 2)
    assert found.groups[0].sure == ((tuple(found.groups[0].authorships)),)


@pytest.mark.parametrize("same", [True, False])
def test_a_persons_say_overrules_what_sources_state(same: bool) -> None:
    numbers = [frozenset([("s", "1", "x")]), frozenset([("s", "2" if same else "1", "y" if same else "x")])]
    rows = replace(LICHENS, numbered_rows=numbers[0]), replace(MORE_LICHENS, numbered_rows=numbers[1])
    assert len(grouped(*rows).groups) == (2 if same else 1)
    found = grouped(*rows, statements=[statement("a", "b", same=same, reason="ada said so")])
    assert len(found.groups) == (1 if same else 2)
    assert found.facts.contradictions


def test_unequal_orcids_can_be_outweighed() -> None:
    rows = replace(LICHENS, orcids=frozenset("1")), replace(MORE_LICHENS, orcids=frozenset("2"))
    assert len(grouped(*rows).groups) == 1
    weak = authorship("a", "di fern", year=1990, orcid="1"), authorship("b", "di fern", year=1991, orcid="2")
    assert len(grouped(*weak).groups) == 2
    assert len(grouped(*(replace(row, orcids=frozenset()) for row in weak), expected_others=1).groups) == 1


def test_of_too_many_papers_the_newest_are_grouped() -> None:
    found = grouped(LICHENS, TIDES, MORE_LICHENS, most=2)
    assert found.left_out == ("a",)
    assert members(found) == [{"b"}, {"c"}]


def test_a_name_without_papers_has_no_groups() -> None:
    assert grouped().groups == ()


def test_one_paper_is_one_group() -> None:
    assert members(grouped(LICHENS)) == [{"a"}]


def test_the_cut_grows_with_the_persons_expected_and_with_the_islands() -> None:
    scattered = [authorship(str(place), name) for place, name in enumerate(sorted(COAUTHORS))]
    together = [authorship(str(place), "ada quill") for place in range(6)]
    assert find_cut(together, 0.1).strength < find_cut(together, 1).strength < find_cut(scattered, 1).strength
    assert find_cut(together, 1).fragmentation == 0
    assert (find_cut(together, 1).islands, find_cut(scattered, 1).islands) == (1, 6)


rows_of_a_name = st.lists(
    st.builds(
        lambda names, title, year, venue, orcid, paper: (names, title, year, venue, orcid, paper),
        st.frozensets(st.sampled_from(sorted(COAUTHORS)), max_size=3),
        st.sampled_from(["Lichens", "Tides and Data", "On Graphs", ""]),
        st.none() | st.integers(1990, 2010),
        st.none() | st.sampled_from(["Moss Letters", "Tidal Reports", "Journal of Lichens"]),
        st.none() | st.sampled_from("12"),
        st.integers(0, 20),
    ),
    max_size=8,
).map(
    lambda drawn: [
        authorship(f"k{place}", *names, title=title, year=year, venue=venue, orcid=orcid, paper=f"p{paper}")
        for place, (names, title, year, venue, orcid, paper) in enumerate(drawn)
    ]
)
expected = st.sampled_from([0.0001, 0.02, 0.5, 3.0, 50.0])


@given(rows_of_a_name, expected, st.randoms(use_true_random=False))
def test_the_order_of_papers_does_not_matter(rows: list[Authorship], others: float, random: Random) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert grouped(*shuffled, expected_others=others) == grouped(*rows, expected_others=others)


@given(rows_of_a_name, expected)
def test_groups_and_their_parts_partition_the_papers(rows: list[Authorship], others: float) -> None:
    found = grouped(*rows, expected_others=others)
    placed = Counter(key for group in found.groups for part in group.sure for key in part)
    assert placed == Counter(row.authorship_id for row in rows)
    assert all(group.sure and all(group.sure) for group in found.groups)


@given(rows_of_a_name, expected, st.permutations(range(8)))
def test_other_ids_change_nothing(rows: list[Authorship], others: float, numbers: list[int]) -> None:
    """Papers that say the same may change places, so groups are compared by what their papers say."""
    rows = [replace(row, paper_id=row.authorship_id) for row in rows]
    renamed = [
        replace(row, authorship_id=f"z{numbers[place]}", paper_id=f"z{numbers[place]}")
        for place, row in enumerate(rows)
    ]
    sizes = []
    for variant in (rows, renamed):
        saying = {row.authorship_id: replace(row, authorship_id="", paper_id="") for row in variant}
        found = grouped(*variant, expected_others=others)
        sizes.append(Counter(frozenset(Counter(saying[key] for key in keys).items()) for keys in members(found)))
    assert sizes[0] == sizes[1]


@given(rows_of_a_name, expected)
def test_a_paper_of_which_nothing_is_known_changes_no_other_group(rows: list[Authorship], others: float) -> None:
    before = grouped(*rows, expected_others=others)
    after = grouped(*rows, authorship("silent", title="Zyzzyva"), expected_others=others)
    assert [group - {"silent"} for group in members(after) if group != {"silent"}] == members(before)
    for one, other in combinations(range(len(before.groups)), 2):
        assert after.answer(one, other) == before.answer(one, other)


@settings(max_examples=50)
@given(rows_of_a_name, expected, st.data())
def test_hard_facts_hold_in_the_groups(rows: list[Authorship], others: float, data: st.DataObject) -> None:
    keys = [row.authorship_id for row in rows]
    pairs = list(combinations(keys, 2))
    said = data.draw(st.dictionaries(st.sampled_from(pairs), st.booleans(), max_size=4)) if pairs else {}
    statements = [statement(*pair, same=same, reason="said") for pair, same in said.items()]
    found = grouped(*rows, expected_others=others, statements=statements)
    place_of = {key: place for place, group in enumerate(found.groups) for key in group.authorships}
    for same in found.facts.same:
        assert len({place_of[key] for key in same}) == 1
    for fact in found.facts.facts:
        if not fact.same:
            for one in fact.one:
                for other in fact.other:
                    assert found.answer(place_of[one], place_of[other]) == "different"


def test_papers_are_ordered_by_what_they_say() -> None:
    rows = [authorship("a"), authorship("b", year=2000), authorship("c", year=1990), authorship("d", "bo reed")]
    assert [row.authorship_id for row in ordered(rows)] == ["c", "b", "a", "d"]
