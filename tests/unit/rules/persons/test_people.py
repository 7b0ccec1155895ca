"""Groups of papers of several names, joined into people."""

from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.persons.people import join_people, said_apart
from graphapp.rules.persons.reasons import Reason
from graphapp.rules.persons.spellings import Spelling, SpellingEvidence
from graphapp.rules.persons.statements import Reference, Statement
from tests.unit.rules.persons.made_up import authorship

FACT = Reason(kind="hard fact", weight=None, words="the same person, because they have one ORCID")


def group(key: str, *papers: str) -> Spelling:
    return Spelling(key=key, rows=tuple(authorship(paper) for paper in papers), expected_others=1.0)


def same(strength: float = 5.0, *, by_fact: bool = False) -> SpellingEvidence:
    return SpellingEvidence(
        answer="same",
        summary="same",
        strength=strength,
        needed=1.0,
        closest=(),
        facts=(FACT,) if by_fact else (),
    )


def said(says_same: bool, one: str, other: str) -> Statement:
    sides = [Reference(kind="name", name=key, name_key=key) for key in (one, other)]
    return Statement(
        statement_id=1, same=says_same, one=sides[0], other=sides[1], why="a home page", who="Ada", at="2026-11-26"
    )


CANNOT_TELL = SpellingEvidence(
    answer="cannot tell", summary="cannot tell", strength=0.0, needed=1.0, closest=(), facts=()
)


def test_groups_of_one_person_join_through_others() -> None:
    groups = [group("ada quill", "1"), group("a. quill", "2"), group("a quill", "3"), group("bo reed", "4")]
    assert join_people(groups, {(0, 1): same(), (1, 2): same(), (0, 2): CANNOT_TELL}) == [(0, 1, 2), (3,)]


def test_two_groups_of_one_name_stay_two_people_and_the_stronger_evidence_wins() -> None:
    groups = [group("ada quill", "1"), group("ada quill", "2"), group("a. quill", "3")]
    assert join_people(groups, {(0, 2): same(4.0), (1, 2): same(6.0)}) == [(0,), (1, 2)]


def test_a_fact_comes_before_all_evidence() -> None:
    groups = [group("ada quill", "1"), group("ada quill", "2"), group("a. quill", "3")]
    assert join_people(groups, {(0, 2): same(2.0, by_fact=True), (1, 2): same(6.0)}) == [(0, 2), (1,)]


def test_two_authors_of_one_paper_are_two_people_even_through_a_third() -> None:
    groups = [group("ada quill", "1", "2"), group("a. quill", "3"), group("a quill", "2")]
    assert join_people(groups, {(0, 1): same(6.0), (1, 2): same(5.0)}) == [(0, 1), (2,)]


def test_groups_that_are_apart_do_not_join_through_a_third() -> None:
    groups = [group("ada quill", "1"), group("a. quill", "2"), group("a quill", "3")]
    found = {(0, 1): same(6.0), (1, 2): same(5.0, by_fact=True)}
    assert join_people(groups, found) == [(0, 1, 2)]
    assert join_people(groups, found, {(0, 2)}) == [(0,), (1, 2)]
    assert join_people(groups, found, {(0, 1), (1, 2)}) == [(0,), (1,), (2,)]


def test_groups_are_apart_where_a_person_says_so_of_their_works() -> None:
    groups = [group("ada quill", "1"), group("ada quill", "2"), group("a. quill", "1"), group("a. quill", "3")]
    names = ("ada quill", "a. quill")
    assert said_apart(groups, []) == set()
    assert said_apart(groups, [said(False, *names)]) == {(0, 2), (0, 3), (1, 2), (1, 3)}
    assert said_apart(groups, [said(True, *names)]) == set()


@st.composite
def made_groups(draw: st.DrawFn) -> tuple[list[Spelling], dict[tuple[int, int], SpellingEvidence]]:
    keys = draw(st.lists(st.sampled_from(["ada quill", "a. quill", "a quill"]), max_size=6))
    groups = [group(key, *sorted(draw(st.sets(st.sampled_from("123456"), min_size=1, max_size=2)))) for key in keys]
    pairs = list(combinations(range(len(groups)), 2))
    # Strengths differ, so that nothing but the strength decides.
    strengths = draw(st.permutations(range(len(pairs))))
    found = {
        pair: same(float(strength), by_fact=draw(st.booleans())) if draw(st.booleans()) else CANNOT_TELL
        for pair, strength in zip(pairs, strengths, strict=True)
    }
    return groups, found


@given(made_groups())
def test_every_group_is_of_one_person_and_no_person_has_two_groups_of_a_name_or_paper(
    made: tuple[list[Spelling], dict[tuple[int, int], SpellingEvidence]],
) -> None:
    groups, found = made
    people = join_people(groups, found)
    assert sorted(place for person in people for place in person) == list(range(len(groups)))
    for person in people:
        for one, other in combinations(person, 2):
            assert groups[one].key != groups[other].key
            assert {row.paper_id for row in groups[one].rows}.isdisjoint(row.paper_id for row in groups[other].rows)


@given(made_groups(), st.randoms(use_true_random=False))
def test_the_order_of_groups_does_not_matter(
    made: tuple[list[Spelling], dict[tuple[int, int], SpellingEvidence]], random: Random
) -> None:
    groups, found = made
    order = list(range(len(groups)))
    random.shuffle(order)
    place_of = {place: moved for moved, place in enumerate(order)}
    moved = {
        (min(place_of[one], place_of[other]), max(place_of[one], place_of[other])): evidence
        for (one, other), evidence in found.items()
    }
    people = join_people([groups[place] for place in order], moved)
    assert {frozenset(order[place] for place in person) for person in people} == {
        frozenset(person) for person in join_people(groups, found)
    }
