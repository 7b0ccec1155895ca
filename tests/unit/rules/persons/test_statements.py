"""A person's say: what contradicts what, and which facts it gives, whatever the order in which it was said."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.disjoint_sets import DisjointSets
from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.hard_facts import Fact, settle_facts
from graphapp.rules.persons.statements import Reference, Statement, conflict, standing, statement_facts
from tests.unit.rules.persons.made_up import authorship

# A small graph: three names; of the first one dblp has two numbered rows, and another source a row of its own.
ROWS = {
    "dblp:Yu Li 0001": ("yu li", "0001"),
    "dblp:Yu Li 0002": ("yu li", "0002"),
    "acl:Yu Li": ("yu li", None),
    "dblp:Y. Li": ("y. li", None),
    "dblp:Yu-Lin Li": ("yu-lin li", None),
}
PAPERS = {row: [f"p{place}{letter}" for letter in "ab"] for place, row in enumerate(ROWS)}
NAMES = {"yu li": "Yu Li", "y. li": "Y. Li", "yu-lin li": "Yu-Lin Li"}


def name(key: str, homonym: str | None = None) -> Reference:
    return Reference(kind="name", name=NAMES[key], name_key=key, homonym=homonym)


def row(author_id: str) -> Reference:
    key, homonym = ROWS[author_id]
    return Reference(kind="author row", name=NAMES[key], name_key=key, homonym=homonym, author_id=author_id)


def on_paper(author_id: str, paper_id: str) -> Reference:
    return replace(row(author_id), kind="authorship", paper_id=paper_id, work_id=paper_id)


REFERENCES = [
    *map(name, NAMES),
    name("yu li", "0001"),
    name("yu li", "0002"),
    *map(row, ROWS),
    *(on_paper(author_id, paper) for author_id, papers in PAPERS.items() for paper in papers),
]
ALL = [(author_id, paper) for author_id, papers in PAPERS.items() for paper in papers]
"""All authorships of the graph."""


def extent(reference: Reference) -> set[tuple[str, str]]:
    """The authorships of a reference, one by one: slow, and plainly right."""
    return {
        (author_id, paper)
        for author_id, paper in ALL
        if (reference.kind != "name" or ROWS[author_id][0] == reference.name_key)
        and (reference.kind != "name" or reference.homonym in (None, ROWS[author_id][1]))
        and (reference.kind == "name" or author_id == reference.author_id)
        and (reference.kind != "authorship" or paper == reference.paper_id)
    }


def said(number: int, same: bool, one: Reference, other: Reference) -> Statement:
    return Statement(
        statement_id=number, same=same, one=one, other=other, why="a home page", who="Ada", at="2026-11-26T08:00:00Z"
    )


def same(number: int, one: Reference, other: Reference) -> Statement:
    return said(number, True, one, other)


def different(number: int, one: Reference, other: Reference) -> Statement:
    return said(number, False, one, other)


pairs = st.tuples(st.booleans(), st.sampled_from(REFERENCES), st.sampled_from(REFERENCES))
several = st.lists(pairs, max_size=8).map(
    lambda drawn: [said(number, *pair) for number, pair in enumerate(drawn, start=1)]
)


def can_be_true(statements: Sequence[Statement]) -> bool:
    """Whether the authorships can be given to people as all statements say."""
    sets = DisjointSets()
    for statement in statements:
        if statement.same:
            ids = sorted(map("".join, extent(statement.one) | extent(statement.other)))
            sets.add((ids[0], found) for found in ids)
    return not any(
        sets.smallest("".join(one)) == sets.smallest("".join(other))
        for statement in statements
        if not statement.same
        for one, other in product(extent(statement.one), extent(statement.other))
    )


@given(several)
def test_statements_are_in_conflict_when_nobody_can_have_written_the_papers_so(statements: list[Statement]) -> None:
    assert (conflict(statements, []) is None) == can_be_true(statements)


@given(several, st.data())
def test_a_conflict_does_not_depend_on_the_order(statements: list[Statement], data: st.DataObject) -> None:
    """Neither on which of them is said last, nor on the order of the two that one is about."""
    place = data.draw(st.integers(0, len(statements)))
    order = data.draw(st.permutations(statements))
    turned = [replace(statement, one=statement.other, other=statement.one) for statement in order]
    assert conflict(statements, []) == conflict(order, [])
    assert (conflict(statements, []) is None) == (conflict(turned, []) is None)
    if can_be_true(statements[:place]):
        further = conflict(statements[place:], statements[:place])
        assert (further is None) == can_be_true(statements)


@given(pairs, pairs)
def test_a_conflict_of_two_is_the_same_from_both_sides(one: tuple[bool, Reference, Reference], other: object) -> None:
    first, second = said(1, *one), said(2, *other)  # type: ignore[misc]
    if can_be_true([first]) and can_be_true([second]):
        assert conflict([second], [first]) == conflict([first], [second])


@given(several)
def test_what_a_conflict_names_is_contradictory_by_itself(statements: list[Statement]) -> None:
    found = conflict(statements, [])
    if found is not None:
        assert not found.different.same
        assert all(statement.same for statement in found.chain)
        assert not can_be_true([found.different, *found.chain])
        assert can_be_true(found.chain)


def test_earlier_contradictions_keep_nobody_from_saying_something_else() -> None:
    """A row that gets another name may bring them about."""
    one, other, third = row("dblp:Yu Li 0001"), row("dblp:Yu Li 0002"), row("dblp:Y. Li")
    torn = [same(1, one, other), different(2, one, other)]
    assert conflict([same(3, third, name("yu-lin li"))], torn) is None
    assert conflict([different(4, third, one)], [*torn, same(3, third, one)]) is not None


def test_a_conflict_names_the_chain_that_leads_to_it() -> None:
    rows = [row(author_id) for author_id in ROWS]
    chain = [same(number, one, other) for number, (one, other) in enumerate(pairwise(rows[1:]), 1)]
    found = conflict([different(9, rows[1], rows[4])], chain)
    assert found is not None
    assert (found.different.statement_id, [link.statement_id for link in found.chain]) == (9, [1, 2, 3])


# Facts


def of_name(key: str) -> list[Authorship]:
    return [
        authorship(
            "".join(found),
            paper=found[1],
            author_id=None if homonym else found[0],
            number=(found[0].partition(":")[0], homonym) if homonym else None,
        )
        for found in ALL
        for own, homonym in [ROWS[found[0]]]
        if own == key
    ]


def with_rows(key: str) -> list[Authorship]:
    """With the ids that the rows of this graph have."""
    return [
        replace(
            found,
            author_ids=frozenset([author_id]),
            numbered_rows=frozenset((source, number, author_id) for source, number, _ in found.numbered_rows),
        )
        for found in of_name(key)
        for author_id in [next(author_id for author_id in ROWS if found.authorship_id.startswith(author_id))]
    ]


def told(statements: Sequence[Statement], key: str) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """The pairs of authorships of one name that the statements make the same, and different."""
    counted = settle_facts(statement_facts(statements, with_rows(key), key=key))
    united = {frozenset(pair) for members in counted.same for pair in combinations(members, 2)}
    root = {member: members[0] for members in counted.same for member in members}
    ids = ["".join(found) for found in ALL if ROWS[found[0]][0] == key]
    apart = {
        frozenset((a, b))
        for fact in counted.facts
        if not fact.same
        for one, other in product(fact.one, fact.other)
        for a, b in product(ids, ids)
        if root.get(a, a) == root.get(one, one) and root.get(b, b) == root.get(other, other)
    }
    return united, apart


def meant(statements: Sequence[Statement], key: str) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """What they say about all authorships, as far as it is about this name: slow, and plainly right."""
    sets = DisjointSets()
    for statement in statements:
        if statement.same:
            ids = sorted(map("".join, extent(statement.one) | extent(statement.other)))
            sets.add((ids[0], found) for found in ids)
    ids = ["".join(found) for found in ALL if ROWS[found[0]][0] == key]
    united = {frozenset(pair) for pair in combinations(ids, 2) if sets.smallest(pair[0]) == sets.smallest(pair[1])}
    apart = {
        frozenset((a, b))
        for statement in statements
        if not statement.same
        for one, other in product(extent(statement.one), extent(statement.other))
        for a, b in product(ids, ids)
        if {sets.smallest("".join(one)), sets.smallest("".join(other))} == {sets.smallest(a), sets.smallest(b)}
    }
    return united, apart


@given(several, st.sampled_from(sorted(NAMES)))
def test_facts_say_what_the_statements_say(statements: list[Statement], key: str) -> None:
    if can_be_true(statements):
        assert told(statements, key) == meant(statements, key)


@given(several, st.sampled_from(sorted(NAMES)), st.data())
def test_facts_do_not_depend_on_the_order(statements: list[Statement], key: str, data: st.DataObject) -> None:
    order = data.draw(st.permutations(statements))
    papers = data.draw(st.permutations(with_rows(key)))
    assert statement_facts(order, papers, key=key) == statement_facts(statements, with_rows(key), key=key)


@given(several, st.sampled_from(sorted(NAMES)), st.data())
def test_undoing_gives_what_was_before(statements: list[Statement], key: str, data: st.DataObject) -> None:
    kept = [statement for statement in statements if data.draw(st.booleans())]
    undone = [
        found if found in kept else replace(found, undone_at="2026-11-27T08:00:00Z", undone_by="Bo")
        for found in statements
    ]
    assert statement_facts(undone, with_rows(key), key=key) == statement_facts(kept, with_rows(key), key=key)
    assert conflict(undone, []) == conflict(kept, [])
    assert standing(undone) == kept


def test_a_fact_says_who_said_it_when_and_why() -> None:
    statements = [same(7, row("dblp:Yu Li 0001"), row("dblp:Yu Li 0002"))]
    assert statement_facts(statements, with_rows("yu li"), key="yu li") == [
        Fact(
            kind="statement",
            same=True,
            one=("dblp:Yu Li 0001p0a", "dblp:Yu Li 0001p0b", "dblp:Yu Li 0002p1a", "dblp:Yu Li 0002p1b"),
            reason="Ada said so on 2026-11-26 (statement 7: a home page)",
        )
    ]


def test_what_is_known_by_way_of_another_name_says_so() -> None:
    other_name = name("y. li")
    statements = [same(1, row("dblp:Yu Li 0001"), other_name), same(2, other_name, row("acl:Yu Li"))]
    facts = statement_facts(statements, with_rows("yu li"), key="yu li")
    assert [fact.reason for fact in facts if len(fact.one) > 2] == [
        "it follows from what Ada said (statements 1 and 2)"
    ]
    apart = [same(1, row("dblp:Yu Li 0001"), other_name), different(2, other_name, row("acl:Yu Li"))]
    assert [fact.reason for fact in statement_facts(apart, with_rows("yu li"), key="yu li") if not fact.same] == [
        "it follows from what Ada said (statements 2 and 1)"
    ]


def test_a_say_counts_more_than_the_numbers_of_a_source() -> None:
    found = settle_facts(
        [
            *statement_facts(
                [same(1, row("dblp:Yu Li 0001"), row("dblp:Yu Li 0002"))], with_rows("yu li"), key="yu li"
            ),
            Fact(
                kind="homonym number",
                same=False,
                one=("dblp:Yu Li 0001p0a",),
                other=("dblp:Yu Li 0002p1a",),
                reason="dblp gives them the homonym numbers 0001 and 0002",
            ),
        ]
    )
    assert found.same == (("dblp:Yu Li 0001p0a", "dblp:Yu Li 0001p0b", "dblp:Yu Li 0002p1a", "dblp:Yu Li 0002p1b"),)
    assert [fact.kind for fact in found.contradictions] == ["homonym number"]


def test_rows_that_became_one_work_are_not_different_from_themselves() -> None:
    paper = authorship("w", paper="p0a", author_id="dblp:Y. Li")
    apart = [different(1, on_paper("dblp:Y. Li", "p0a"), replace(on_paper("dblp:Y. Li", "p9"), work_id="p0a"))]
    found = settle_facts(statement_facts(apart, [paper], key="y. li"))
    assert (found.facts, [(fact.one, fact.other) for fact in found.contradictions]) == ((), [(("w",), ("w",))])


def test_papers_that_two_different_rows_share_are_of_neither_and_the_others_are_apart() -> None:
    rows = [row("acl:Yu Li"), row("dblp:Yu Li 0001")]
    shared = replace(authorship("w"), author_ids=frozenset(found.author_id or "" for found in rows))
    papers = [shared, *(authorship(key, author_id=found.author_id) for key, found in zip("ab", rows, strict=True))]
    for statements in ([different(1, *rows)], [different(1, *rows), same(2, rows[0], name("y. li"))]):
        found = settle_facts(statement_facts(statements, papers, key="yu li"))
        assert [(fact.one, fact.other) for fact in found.facts if not fact.same] == [(("a",), ("b",))]
        assert ("w",) in {fact.one for fact in found.contradictions}
        assert found.same == ()


# Rows of one work


ON_WORK = [replace(on_paper("acl:Yu Li", "p9"), work_id="p0a"), on_paper("dblp:Yu Li 0001", "p0a")]
"""One author, on two paper rows of one work."""
OTHERS = [row("dblp:Y. Li"), name("y. li"), on_paper("dblp:Y. Li", "p3a")]


@pytest.mark.parametrize("other", OTHERS)
def test_the_author_of_a_work_is_one_person_on_all_of_its_rows(other: Reference) -> None:
    for one, again in (ON_WORK, ON_WORK[::-1]):
        statements = [same(1, one, other), different(2, again, other)]
        for said_first, said_last in (statements, statements[::-1]):
            found = conflict([said_last], [said_first])
            assert found is not None
            assert (found.different, found.chain) == (statements[1], (statements[0],))


def test_a_chain_may_lead_through_rows_of_one_work() -> None:
    one, again = ON_WORK
    chain = [same(1, row("dblp:Yu-Lin Li"), one), same(2, again, row("dblp:Y. Li"))]
    found = conflict([different(3, name("yu-lin li"), row("dblp:Y. Li"))], chain)
    assert found is not None
    assert [link.statement_id for link in found.chain] == [1, 2]


@pytest.mark.parametrize(
    "again",
    [
        replace(ON_WORK[1], is_alone=False),
        replace(ON_WORK[1], work_id="p1a"),
        replace(ON_WORK[1], work_id=None),
        replace(ON_WORK[1], name_key="y. li"),
    ],
)
def test_what_may_be_another_author_of_the_work_contradicts_nothing(again: Reference) -> None:
    assert conflict([different(2, again, OTHERS[0])], [same(1, ON_WORK[0], OTHERS[0])]) is None
    assert conflict([different(2, *ON_WORK)], []) is not None
    assert conflict([different(2, ON_WORK[0], again)], []) is None


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        (name("yu li"), "the name 'Yu Li'"),
        (name("yu li", "0001"), "the name 'Yu Li' of number 0001"),
        (row("acl:Yu Li"), "the author row 'acl:Yu Li'"),
        (on_paper("acl:Yu Li", "p2a"), "'Yu Li' on 'p2a'"),
    ],
)
def test_a_reference_says_what_it_means(reference: Reference, text: str) -> None:
    assert reference.text == text


def test_of_many_statements_a_reason_names_a_few() -> None:
    others = [name("y. li"), row("dblp:Y. Li"), name("yu-lin li"), row("dblp:Yu-Lin Li")]
    chain = [row("dblp:Yu Li 0001"), *others, *others[:1], row("acl:Yu Li")]
    statements = [same(number, one, other) for number, (one, other) in enumerate(pairwise(chain), 1)]
    reasons = {fact.reason for fact in statement_facts(statements, with_rows("yu li"), key="yu li")}
    assert "it follows from what Ada said (statements 1, 2, 3, 4, 5 and 1 more)" in reasons
