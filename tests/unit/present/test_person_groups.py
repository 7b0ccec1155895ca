"""The groups of a name for people: what is said first and last, what is cut, and that a cut is said."""

from dataclasses import replace

import pytest

from graphapp.present.person_groups import MOST_LISTED, MOST_WHOLE, between_text
from graphapp.present.terminal import as_table
from graphapp.results.persons import PersonGroups
from tests.answers.persons import GROUPS, ONE_GROUP, PERSON_MODEL, group, grouped, many_groups


def lines(found: PersonGroups, *, width: int = 200) -> list[str]:
    return as_table(found, width=width).splitlines()


def test_the_summary_comes_first_and_the_notice_last() -> None:
    shown = lines(GROUPS)
    assert shown[:2] == [GROUPS.name, GROUPS.summary]
    assert shown[-1] == GROUPS.notice


def test_each_paper_says_how_it_was_attributed() -> None:
    shown = "\n".join(lines(GROUPS))
    for paper in (paper for one in GROUPS.groups for paper in one.papers):
        [line] = [line for line in shown.splitlines() if line.startswith(f"    {paper.paper_id} ")]
        assert paper.attribution in line


def test_the_papers_that_are_not_shown_are_counted() -> None:
    newest = GROUPS.with_newest(1)
    assert [len(group.papers) for group in newest.groups] == [1, 1, 1]
    shown = lines(newest)
    assert "  and 13 more; --all shows all" in shown
    assert "  and 1 more; --all shows all" in shown


@pytest.mark.parametrize("count", [4, MOST_WHOLE + MOST_LISTED, 100])
def test_every_group_is_whole_or_a_line_or_counted(count: int) -> None:
    shown = lines(many_groups(count))
    whole = sum(line.startswith("Group ") for line in shown)
    listed = shown.index("", shown.index("Smaller groups")) - shown.index("Smaller groups") - 2
    counted = [int(line.split()[0]) for line in shown if "more group" in line]
    assert whole + listed - len(counted) + sum(counted) == count


def test_groups_of_several_papers_are_whole_up_to_a_number() -> None:
    pairs = tuple(group(number, grouped(1, number, "A"), grouped(2, number, "B")) for number in range(1, 31))
    shown = lines(replace(GROUPS, groups=pairs, group_count=30))
    assert sum(line.startswith("Group ") for line in shown) == MOST_WHOLE


def test_one_group_has_no_pairs() -> None:
    assert not [line for line in lines(ONE_GROUP) if "pairs" in line or "--why" in line]


@pytest.mark.parametrize(
    ("groups", "different", "undecided", "text"),
    [
        (2, 1, 0, "The two groups are different"),
        (2, 0, 1, "Whether the two groups are one person cannot be told"),
        (3, 3, 0, "All 3 pairs of groups are different"),
        (3, 0, 3, "Of the 3 pairs of groups, nothing can be told of any"),
        (3, 1, 2, "Of 3 pairs of groups, 1 is different; of 2 nothing can be told"),
        (100, 4_949, 1, "Of 4,950 pairs of groups, 4,949 are different; of 1 nothing can be told"),
    ],
)
def test_the_pairs_are_counted_in_a_sentence(groups: int, different: int, undecided: int, text: str) -> None:
    found = replace(GROUPS, group_count=groups, different_count=different, undecided_count=undecided)
    assert between_text(found) == text


def test_a_doubt_and_old_weights_are_said() -> None:
    doubted = replace(GROUPS, model=replace(GROUPS.model, doubt="the graph is small", is_current=True))
    assert "Without a hard fact, this graph tells no two people apart: the graph is small." in lines(doubted)
    assert not [line for line in lines(doubted) if "graphapp learn" in line]
    assert [line for line in lines(GROUPS) if "graphapp learn" in line]


def test_the_model_is_explained_scale_by_scale() -> None:
    shown = as_table(PERSON_MODEL, width=200)
    assert [scale for scale in ("coauthors", "title", "years") if f"\n{scale} " in shown] == [
        "coauthors",
        "title",
        "years",
    ]
    assert "1,100 times as likely" in shown
