"""Hard facts: each by itself, and which of two counts."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.hard_facts import ORDER, Fact, HardFacts, settle_facts, stated_facts, statement
from tests.unit.rules.persons.made_up import authorship

SAME_RECORD = ("shelf", "person 7")


def settled(*rows: Authorship, statements: tuple[Fact, ...] = ()) -> HardFacts:
    return settle_facts([*statements, *stated_facts(rows)])


def pairs_apart(found: HardFacts) -> set[tuple[str, str]]:
    apart = [fact for fact in found.facts if not fact.same]
    return {(min(a, b), max(a, b)) for fact in apart for a in fact.one for b in fact.other}


def test_equal_orcids_are_the_same_person() -> None:
    found = settled(authorship("a", orcid="1"), authorship("b", orcid="1"), authorship("c", orcid="2"))
    assert found.same == (("a", "b"),)
    assert not pairs_apart(found)


def test_unequal_orcids_are_no_hard_fact() -> None:
    assert stated_facts([authorship("a", orcid="1"), authorship("b", orcid="2")]) == []


def test_one_person_record_of_one_source_is_the_same_person() -> None:
    assert settled(authorship("a", record=SAME_RECORD), authorship("b", record=SAME_RECORD)).same == (("a", "b"),)


def test_equal_ids_of_two_sources_are_no_hard_fact() -> None:
    assert stated_facts([authorship("a", record=("shelf", "7")), authorship("b", record=("attic", "7"))]) == []


def test_two_homonym_numbers_of_one_source_are_different_persons() -> None:
    found = settled(authorship("a", number=("shelf", "0001")), authorship("b", number=("shelf", "0002")))
    assert pairs_apart(found) == {("a", "b")}


def test_homonym_numbers_of_two_sources_are_no_hard_fact() -> None:
    assert stated_facts([authorship("a", number=("shelf", "0001")), authorship("b", number=("attic", "0002"))]) == []


def test_one_numbered_author_row_is_the_same_person() -> None:
    found = settled(authorship("a", number=("shelf", "0001")), authorship("b", number=("shelf", "0001")))
    assert found.same == (("a", "b"),)


def test_equal_homonym_numbers_of_two_author_rows_are_no_hard_fact() -> None:
    """`XiaoFeng Wang 0001` and `Xiaofeng Wang 0001` are two people, and both names have one key."""
    one = authorship("a", number=("shelf", "0001"), author_id="Ada de Quill")
    other = authorship("b", number=("shelf", "0001"), author_id="Ada De Quill")
    assert stated_facts([one, other]) == []


def test_a_number_and_no_number_is_no_hard_fact() -> None:
    assert stated_facts([authorship("a", number=("shelf", "0001")), authorship("b", author_id="shelf:row")]) == []


def test_two_rows_on_one_paper_are_different_persons() -> None:
    found = settled(authorship("a", paper="p", author_id="x"), authorship("b", paper="p", author_id="y"))
    assert pairs_apart(found) == {("a", "b")}


def test_two_rows_without_ids_on_one_paper_are_different_persons() -> None:
    assert pairs_apart(settled(authorship("a", paper="p"), authorship("b", paper="p"))) == {("a", "b")}


def test_one_row_that_is_printed_twice_on_a_paper_is_no_hard_fact() -> None:
    assert stated_facts([authorship("a", paper="p", author_id="x"), authorship("b", paper="p", author_id="x")]) == []


@pytest.mark.parametrize("same", [True, False])
def test_a_statement_counts(same: bool) -> None:
    found = settle_facts([statement("b", "a", same=same, reason="ada said so")])
    assert found.same == ((("a", "b"),) if same else ())
    assert pairs_apart(found) == (set() if same else {("a", "b")})


FACTS = {
    "statement": {same: statement("a", "b", same=same, reason="ada said so") for same in (True, False)},
    "identifier": {
        True: stated_facts([authorship("a", orcid="1"), authorship("b", orcid="1")])[0],
    },
    "homonym number": {
        True: stated_facts([authorship("a", number=("s", "1")), authorship("b", number=("s", "1"))])[0],
        False: stated_facts([authorship("a", number=("s", "1")), authorship("b", number=("s", "2"))])[0],
    },
    "one paper": {False: stated_facts([authorship("a", paper="p"), authorship("b", paper="p")])[0]},
}


def test_there_is_a_fact_of_each_kind() -> None:
    assert tuple(FACTS) == ORDER
    assert all(fact.kind == kind and fact.same == same for kind, ab in FACTS.items() for same, fact in ab.items())


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (strong, weak)
        for place, kind in enumerate(ORDER)
        for later in ORDER[place + 1 :]
        for strong in FACTS[kind].values()
        for weak in FACTS[later].values()
        if strong.same != weak.same
    ],
    ids=lambda fact: f"{fact.kind} {'same' if fact.same else 'different'}",
)
def test_the_fact_of_the_earlier_kind_counts(stronger: Fact, weaker: Fact) -> None:
    for facts in permutations([stronger, weaker]):
        found = settle_facts(facts)
        assert bool(found.same) == stronger.same
        assert bool(pairs_apart(found)) != stronger.same
        assert [fact.kind for fact in found.contradictions] == [weaker.kind]


def test_statements_that_contradict_each_other_do_not_unite() -> None:
    both = list(FACTS["statement"].values())
    found = settle_facts(both)
    assert (found.same, pairs_apart(found)) == ((), {("a", "b")})
    assert [fact.same for fact in found.contradictions] == [True]


def test_a_statement_takes_two_papers_out_of_a_record_and_leaves_the_others_in_it() -> None:
    rows = [authorship(key, record=SAME_RECORD) for key in "abcd"]
    found = settled(*rows, statements=(statement("a", "b", same=False, reason="ada said so"),))
    assert found.same == (("c", "d"),)
    assert pairs_apart(found) == {("a", "b")}


def test_a_statement_on_papers_of_two_numbers_leaves_the_others_apart() -> None:
    rows = [authorship(key, number=("shelf", "0001" if key in "abe" else "0002")) for key in "abcdef"]
    found = settled(*rows, statements=(statement("a", "c", same=True, reason="ada said so"),))
    assert found.same == (("a", "c"), ("b", "e"), ("d", "f"))
    assert pairs_apart(found) == {("b", "d"), ("b", "f"), ("d", "e"), ("e", "f")}
    assert {(fact.kind, fact.same) for fact in found.contradictions} == {
        ("homonym number", True),
        ("homonym number", False),
    }


def test_a_statement_on_whole_author_rows_unites_two_numbers() -> None:
    rows = [authorship(key, number=("shelf", "0001" if key in "ab" else "0002")) for key in "abcd"]
    said = Fact(kind="statement", same=True, one=("a", "b"), other=("c", "d"), reason="ada said so")
    found = settled(*rows, statements=(said,))
    assert found.same == (("a", "b", "c", "d"),)
    assert not pairs_apart(found)


def test_a_contradiction_through_a_third_paper_unites_neither_end() -> None:
    """An ORCID says a = b, a record says b = c, and a and c are two rows of one paper: the identifiers count."""
    a = authorship("a", orcid="1", paper="p")
    b = replace(authorship("b", orcid="1"), records=frozenset([SAME_RECORD]))
    c = authorship("c", record=SAME_RECORD, paper="p")
    found = settled(a, b, c)
    assert found.same == (("a", "b", "c"),)
    assert [fact.kind for fact in found.contradictions] == ["one paper"]


keys = st.sampled_from("abcdef")
drawn_facts = st.builds(
    lambda kind, same, one, other: Fact(
        kind=kind, same=same, one=tuple(sorted(one)), other=tuple(sorted(other - one)), reason="drawn"
    ),
    st.sampled_from(ORDER),
    st.booleans(),
    st.frozensets(keys, min_size=1, max_size=3),
    st.frozensets(keys, min_size=1, max_size=3),
).filter(lambda fact: bool(fact.other))


@given(st.lists(drawn_facts, max_size=6))
def test_the_order_of_facts_does_not_matter_and_what_counts_is_no_contradiction(
    facts: list[Fact],
) -> None:
    found = settle_facts(facts)
    assert settle_facts(reversed(facts)) == found
    sets = DisjointSets()
    sets.add((same[0], key) for same in found.same for key in same[1:])
    assert not any(sets.smallest(a) == sets.smallest(b) for a, b in pairs_apart(found))


@given(st.lists(drawn_facts, max_size=6))
def test_a_fact_that_contradicts_none_counts_whole(facts: list[Fact]) -> None:
    found = settle_facts(facts)
    if not found.contradictions:
        sets = DisjointSets()
        sets.add((same[0], key) for same in found.same for key in same[1:])
        for fact in facts:
            if fact.same:
                assert len({sets.smallest(key) for key in (*fact.one, *fact.other)}) == 1
            else:
                assert {(min(a, b), max(a, b)) for a in fact.one for b in fact.other} <= pairs_apart(found)
