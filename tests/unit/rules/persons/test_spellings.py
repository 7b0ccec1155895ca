"""Two spellings of a name: "same" or "cannot tell", and why."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.persons.authorships import Authorship, Surroundings
from graphapp.rules.persons.grouping import BASE_CUT, SURE_ABOVE
from graphapp.rules.persons.spellings import MOST_COMPARED, Spelling, SpellingEvidence, compare_spellings, side_by_side
from graphapp.rules.persons.statements import Reference, Statement
from tests.unit.rules.persons.made_up import COAUTHORS, SURROUNDINGS, WEIGHTS, authorship

ONE, OTHER = "ada lovelace", "a. lovelace"
NEAR = authorship("1", "ada quill", "bo reed", title="Lichens", year=2001, venue="Moss Letters")
FAR = authorship("2", "di fern", title="Tides", year=1960, venue="Tidal Reports")
GRAPH = replace(SURROUNDINGS, papers_of={**COAUTHORS, ONE: 9, OTHER: 9})


def compared(
    one: tuple[Authorship, ...],
    other: tuple[Authorship, ...],
    *,
    expected: tuple[float | None, float | None] = (1.0, 1.0),
    statements: tuple[Statement, ...] = (),
    shared_papers: int = 0,
    surroundings: Surroundings = GRAPH,
) -> SpellingEvidence:
    first, second = side_by_side(
        Spelling(key=ONE, rows=one, expected_others=expected[0]),
        Spelling(key=OTHER, rows=other, expected_others=expected[1]),
    )
    return compare_spellings(
        first,
        second,
        surroundings=surroundings,
        weights=WEIGHTS,
        statements=statements,
        shared_papers=shared_papers,
        doubt="the graph is small",
    )


def named(key: str) -> Reference:
    return Reference(kind="name", name=key.title(), name_key=key)


def said(same: bool, one: Reference, other: Reference, number: int = 1) -> Statement:
    return Statement(
        statement_id=number, same=same, one=one, other=other, why="a home page", who="Ada", at="2026-11-26T08:00:00Z"
    )


def test_strong_evidence_between_the_closest_papers_says_same() -> None:
    found = compared((FAR, NEAR), (replace(NEAR, authorship_id="3", paper_id="3"), FAR))
    assert (found.answer, found.facts) == ("same", ())
    assert found.needed is not None
    assert found.needed > BASE_CUT + SURE_ABOVE
    assert found.strength == pytest.approx(6.0 + 4.5 + 1.2 + 0.5)
    assert [row.paper_id for row in found.closest] == ["1", "3"]
    assert found.summary == (
        "same: the evidence for one person is +12.2 on a logarithmic scale, and more than +1.8 is needed, since about "
        "1.0 other persons of the more common name are expected and its papers make 2 islands without a shared coauthor"
    )


@pytest.mark.parametrize("expected", [(1e-4, 1e9), (1e9, 1e-4)])
def test_the_more_common_of_the_two_decides_what_is_needed(expected: tuple[float, float]) -> None:
    found = compared((NEAR,), (replace(NEAR, authorship_id="3"),), expected=expected)
    assert found.answer == "cannot tell"
    assert "1000000000.0 other persons of the more common name" in found.summary


def test_rare_names_need_evidence_that_speaks_for_one_person() -> None:
    found = compared((NEAR,), (FAR,), expected=(1e-4, 1e-4))
    assert (found.answer, found.needed) == ("cannot tell", SURE_ABOVE)
    assert found.summary.endswith("since both names are rare")


def test_each_other_is_no_shared_coauthor() -> None:
    """Both spellings beside a third person on other papers: only the third one counts."""
    one, other = authorship("1", OTHER, "ada quill"), authorship("2", ONE, "di fern")
    assert [row.coauthors for row in compared((one,), (other,)).closest] == [{"ada quill"}, {"di fern"}]


def test_a_paper_of_both_names_says_that_they_are_two_people() -> None:
    found = compared((NEAR,), (replace(NEAR, authorship_id="3"),), shared_papers=2)
    assert found.answer == "cannot tell"
    assert [reason.words for reason in found.facts] == ["different persons, because 2 papers list both names"]


@pytest.mark.parametrize("expected", [(None, None), (None, 1.0)])
def test_where_rarity_is_not_known_only_facts_say_same(expected: tuple[float | None, float | None]) -> None:
    found = compared((NEAR,), (replace(NEAR, authorship_id="3"),), expected=expected)
    assert (found.answer, found.needed) == ("cannot tell", None)
    assert found.summary.endswith("but the graph is small")


def test_one_orcid_says_same_whatever_the_evidence_and_papers_of_both() -> None:
    found = compared(
        (replace(NEAR, orcids=frozenset(["o"])),),
        (replace(FAR, orcids=frozenset(["o"])),),
        expected=(None, None),
        shared_papers=1,
    )
    assert (found.answer, found.summary) == ("same", "same: a hard fact says so")
    assert [reason.words for reason in found.facts] == ["the same person, because they have one ORCID, o"]


def test_one_person_record_says_same_and_homonym_numbers_say_nothing() -> None:
    record = frozenset([("dblp", "p")])
    assert compared((replace(NEAR, records=record),), (replace(FAR, records=record),)).answer == "same"
    numbered = [authorship(key, number=("dblp", number)) for key, number in (("1", "0001"), ("2", "0002"))]
    found = compared((numbered[0],), (numbered[1],))
    assert (found.answer, found.facts) == ("cannot tell", ())


def test_a_persons_say_counts_before_an_identifier() -> None:
    orcid = frozenset(["o"])
    rows = ((replace(NEAR, orcids=orcid),), (replace(NEAR, authorship_id="3", paper_id="3", orcids=orcid),))
    apart = compared(*rows, statements=(said(False, named(ONE), named(OTHER)),))
    assert (apart.answer, apart.strength) == ("cannot tell", None)
    assert apart.summary == "cannot tell: hard facts keep all papers apart"
    assert apart.facts[0].words.startswith("different persons, because Ada said so")
    same = compared((NEAR,), (FAR,), statements=(said(True, named(OTHER), named(ONE)),))
    assert same.answer == "same"


def test_a_chain_of_facts_over_another_name_says_same() -> None:
    third = named("ada king")
    found = compared((NEAR,), (FAR,), statements=(said(True, named(ONE), third), said(True, third, named(OTHER), 2)))
    assert found.answer == "same"
    assert found.facts[0].words == "the same person, because it follows from what Ada said (statements 1 and 2)"


def test_two_sources_that_print_one_work_under_two_spellings_are_no_two_people() -> None:
    assert compared((NEAR,), (NEAR,)).answer == "same"


def test_a_name_without_papers() -> None:
    found = compared((), (NEAR,))
    assert (found.answer, found.strength, found.closest) == ("cannot tell", None, ())
    assert found.summary == "cannot tell: one of the names has no papers"


def test_only_the_newest_papers_are_compared() -> None:
    newer = tuple(authorship(f"n{number}", year=2020) for number in range(MOST_COMPARED))
    assert compared((NEAR, *newer), (replace(NEAR, authorship_id="3"),)).answer == "cannot tell"
    assert compared((NEAR, *newer[1:]), (replace(NEAR, authorship_id="3"),)).answer == "same"


_ROWS = st.lists(
    st.builds(
        authorship,
        st.just("x"),
        title=st.sampled_from(["Lichens", "Tides", "Data graphs"]),
        year=st.sampled_from([None, 1990, 2001]),
        venue=st.sampled_from([None, "Moss Letters", "Journal of Lichens"]),
        orcid=st.sampled_from([None, None, "o", "p"]),
    ).flatmap(
        lambda row: st.frozensets(st.sampled_from([*COAUTHORS, ONE, OTHER]), max_size=3).map(
            lambda coauthors: replace(row, coauthors=coauthors)
        )
    ),
    max_size=5,
).map(lambda rows: tuple(replace(row, authorship_id=f"{place}") for place, row in enumerate(rows)))


@given(one=_ROWS, other=_ROWS, expected=st.floats(1e-4, 50), seed=st.integers(0, 9))
def test_neither_the_order_of_papers_nor_of_the_two_names_changes_the_answer(
    one: tuple[Authorship, ...], other: tuple[Authorship, ...], expected: float, seed: int
) -> None:
    shuffled = random.Random(seed).sample(one, len(one))
    found = compared(one, other, expected=(expected, 1.0))
    assert found == compared(tuple(shuffled), other, expected=(expected, 1.0))
    turned = compared(other, one, expected=(1.0, expected))
    assert (turned.answer, turned.strength, turned.needed) == (found.answer, found.strength, found.needed)
    if found.facts:
        assert found.answer == "same"
    elif found.strength is not None and found.needed is not None:
        assert (found.answer == "same") == (found.strength > found.needed)


@given(one=_ROWS, other=_ROWS)
def test_rarer_names_never_need_more(one: tuple[Authorship, ...], other: tuple[Authorship, ...]) -> None:
    answers = [compared(one, other, expected=(expected, expected)).answer for expected in (1e-4, 0.1, 1.0, 20.0, 1e6)]
    assert answers == sorted(answers, key=["same", "cannot tell"].index)
