"""Reasons in words."""

from dataclasses import replace

import pytest

from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.grouping import Cut, PersonGroups, group_persons
from graphapp.rules.persons.hard_facts import Fact, statement
from graphapp.rules.persons.reasons import Reasons, explain_contradictions, explain_cut
from tests.unit.rules.persons.made_up import SURROUNDINGS, WEIGHTS, authorship

NAMES = ("ada quill", "bo reed", "cy moss", "di fern")


def compared(
    *rows: Authorship, expected_others: float = 5.0, doubt: str | None = None, statements: tuple[Fact, ...] = ()
) -> tuple[PersonGroups, Reasons]:
    found = group_persons(
        rows,
        expected_others=expected_others,
        surroundings=SURROUNDINGS,
        weights=WEIGHTS,
        doubt=doubt,
        statements=statements,
    )
    return found, Reasons(rows, surroundings=SURROUNDINGS, weights=WEIGHTS, found=found, shown=str.title)


def words(one: Authorship, other: Authorship) -> dict[str, str]:
    _, reasons = compared(one, other)
    return {reason.kind: reason.words for reason in reasons.between_papers("a", "b")}


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (("ada quill",), ("ada quill",), "1 shared coauthor: Ada Quill (2 papers)"),
        (
            NAMES,
            NAMES,
            "4 shared coauthors: Ada Quill (2 papers), Bo Reed (5 papers), Cy Moss (40 papers) and 1 more",
        ),
        (
            ("ada quill",),
            ("bo reed",),
            "no shared coauthor, but coauthors who write together elsewhere: Ada Quill with Bo Reed",
        ),
        (
            ("ada quill",),
            ("di fern",),
            "no shared coauthor and none who write together elsewhere, though a paper has few",
        ),
        ((), ("di fern",), "a paper has no coauthors"),
    ],
)
def test_coauthors(one: tuple[str, ...], other: tuple[str, ...], said: str) -> None:
    assert words(authorship("a", *one), authorship("b", *other))["coauthors"] == said


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Data on Lichens", "Lichens and Data", "in both titles: lichens (4 titles), data (3,000 titles)"),
        ("Lichens", "Tides", "no title word in common"),
    ],
)
def test_titles(one: str, other: str, said: str) -> None:
    assert words(authorship("a", title=one), authorship("b", title=other))["title"] == said


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Moss Letters", "Moss Letters", "both in Moss Letters"),
        (
            "Moss Letters",
            "Journal of Lichens",
            "Moss Letters and Journal of Lichens have 14.0 times as many authors in common as by chance",
        ),
        (
            "Moss Letters",
            "Tidal Reports",
            "Moss Letters and Tidal Reports have hardly more authors in common than by chance",
        ),
        (None, "Tidal Reports", "a paper without a venue says nothing"),
    ],
)
def test_venues(one: str | None, other: str | None, said: str) -> None:
    assert words(authorship("a", venue=one), authorship("b", venue=other))["venue"] == said


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (1990, 1990, "both of 1990"),
        (1991, 1990, "1 year apart, 1990 and 1991"),
        (None, 1990, "a paper without a year says nothing"),
    ],
)
def test_years(one: int | None, other: int | None, said: str) -> None:
    assert words(authorship("a", year=one), authorship("b", year=other))["years"] == said


def test_unequal_orcids_are_said_to_be_weak() -> None:
    said = words(authorship("a", orcid="1"), authorship("b", orcid="2"))
    assert said["ORCID"] == "unequal ORCIDs, 1 and 2; people may have two"
    assert "ORCID" not in words(authorship("a", orcid="1"), authorship("b"))


def test_the_weights_of_the_reasons_add_up_to_the_score() -> None:
    one = authorship("a", "ada quill", title="Lichens", year=1990, venue="Moss Letters", orcid="1")
    other = authorship("b", "ada quill", title="Tides", year=1999, venue="Tidal Reports", orcid="2")
    _, reasons = compared(one, other)
    weights = [reason.weight or 0.0 for reason in reasons.between_papers("a", "b")]
    comparison = compared(one, authorship("b", "di fern"), expected_others=90.0)[1].between_groups(0, 1)
    assert sum(weights) == pytest.approx((550 - 30 - 100 - 90 - 200) / 100)
    assert comparison.strength == pytest.approx(sum(reason.weight or 0.0 for reason in comparison.reasons))


def test_groups_are_compared_by_their_closest_papers() -> None:
    rows = [
        authorship("a", "ada quill", year=1990),
        authorship("b", "ada quill", year=1991),
        authorship("c", "di fern", year=2019),
    ]
    found, reasons = compared(*rows)
    assert [group.authorships for group in found.groups] == [("a", "b"), ("c",)]
    comparison = reasons.between_groups(0, 1)
    assert (comparison.answer, comparison.closest) == ("different", ("a", "c"))
    assert comparison.strength < comparison.needed == found.cut.strength
    assert comparison.strength == (comparison.mean + comparison.greatest) / 2
    assert comparison.greatest == pytest.approx(sum(reason.weight or 0.0 for reason in comparison.reasons))
    assert comparison.greatest >= comparison.mean
    assert comparison.summary == (
        f"different: the evidence for one person is {comparison.strength:+.1f} on a logarithmic scale, "
        f"and {comparison.needed:+.1f} is needed"
    )


def test_what_is_too_close_is_said() -> None:
    """The evidence is 2.6 + 4.5 + 0.5 here, and the cut 1.3 + 0.75 ln(others) and more for the islands."""
    rows = authorship("a", "di fern", year=1990, title="Data"), authorship("b", "di fern", year=1990, title="Data")
    found, reasons = compared(*rows, expected_others=5000.0)
    comparison = reasons.between_groups(0, 1)
    assert comparison.strength == pytest.approx(7.6)
    assert 7.6 < found.cut.strength < 8.6
    assert comparison.summary == (
        "cannot tell: the evidence for one person is +7.6 on a logarithmic scale, "
        f"and {found.cut.strength:+.1f} is needed, which is too close to tell"
    )


def test_a_doubt_is_part_of_the_answer() -> None:
    rows = authorship("a", "ada quill", year=1990), authorship("b", "di fern", year=2019)
    comparison = compared(*rows, doubt="the graph is small")[1].between_groups(0, 1)
    assert comparison.answer == "cannot tell"
    assert comparison.summary.startswith("cannot tell: the evidence for one person is ")
    assert comparison.summary.endswith(", but the graph is small")


def test_a_hard_fact_is_the_reason() -> None:
    said = statement("a", "b", same=False, reason="ada said so")
    rows = authorship("a", "ada quill"), authorship("b", "ada quill")
    comparison = compared(*rows, statements=(said,))[1].between_groups(0, 1)
    assert comparison.summary == "different: a hard fact says so"
    assert [(reason.kind, reason.weight, reason.words) for reason in comparison.reasons] == [
        ("hard fact", None, "different persons, because ada said so")
    ]


def test_a_hard_fact_comes_first_between_papers() -> None:
    _, reasons = compared(authorship("a", orcid="1"), authorship("b", orcid="1"))
    first, *_ = reasons.between_papers("a", "b")
    assert first.words == "the same person, because they have one ORCID, 1"


def test_contradictions_are_in_words() -> None:
    said = statement("a", "b", same=False, reason="ada said so")
    rows = authorship("a", orcid="1"), authorship("b", orcid="1")
    found, _ = compared(*rows, statements=(said,))
    assert explain_contradictions(found.facts) == (
        "identifier: a, b are not taken to be the same person although they have one ORCID, 1",
    )
    torn, _ = compared(*rows, statements=(replace(said, other=said.one),))
    assert explain_contradictions(torn.facts) == (
        "statement: a is not taken to be by two persons although ada said so",
    )


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (
            Cut(strength=-3.7, expected_others=0.0012, fragmentation=0.0, islands=1),
            "-3.7 is needed to join two groups: the name is rare: 0.0012 other persons of it are expected",
        ),
        (
            Cut(strength=2.5, expected_others=3.04, fragmentation=0.8, islands=7),
            "+2.5 is needed to join two groups: about 3.0 other persons of the name are expected, and its papers make "
            "7 islands without a shared coauthor, more than one person has",
        ),
    ],
)
def test_the_cut_is_explained(cut: Cut, said: str) -> None:
    assert explain_cut(cut) == said
