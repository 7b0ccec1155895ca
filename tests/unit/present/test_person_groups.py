"""The groups of a name for people: what is said first and last, what is cut, and that a cut is said."""

from dataclasses import replace

import pytest

from graphapp.present.person_groups import MOST_LISTED, MOST_WHOLE, between_text
from graphapp.present.terminal import as_table
from graphapp.results.persons import PersonGroups
from tests.answers.persons import GROUPS, ONE_GROUP, PERSON_MODEL, many_groups


def lines(found: PersonGroups, *, width: int = 200) -> list[str]:
    return as_table(found, width=width).splitlines()


def test_the_summary_comes_first_and_the_notice_last() -> None:
    shown = lines(GROUPS)
    assert shown[:2] == [GROUPS.name, GROUPS.summary]
    assert shown[-1] == GROUPS.notice


def test_each_paper_says_how_it_was_attributed() -> None:
    shown = "\n".join(lines(GROUPS))
    for paper in (paper for one in GROUPS.groups for paper in one.papers):
        [line] = [line for line in shown.splitlines() if line.strip().startswith(f"{paper.paper_id} ")]
        assert paper.attribution in line


def test_the_papers_that_are_not_shown_are_counted() -> None:
    newest = GROUPS.with_newest(1)
    assert [len(group.papers) for group in newest.groups] == [1, 1, 1]
    shown = lines(newest)
    assert "  and 13 more; --all shows all" in shown
    assert "  and 1 more; --all shows all" in shown


@pytest.mark.parametrize("several", [0, 1, MOST_WHOLE, MOST_WHOLE + 1, MOST_WHOLE + MOST_LISTED, 100])
def test_every_group_of_several_papers_is_whole_or_a_line_or_counted(several: int) -> None:
    shown = lines(many_groups(several, 3))
    assert sum(line.startswith("Group ") for line in shown) == min(several, MOST_WHOLE)
    listed = []
    if "Smaller groups" in shown:
        start = shown.index("Smaller groups") + 2
        listed = shown[start : shown.index("", start)]
    counted = [int(line.split()[0]) for line in listed if "more group" in line]
    assert len(listed) - len(counted) + sum(counted) == max(several - MOST_WHOLE, 0)


@pytest.mark.parametrize(("several", "single"), [(2, 1), (0, 2), (60, 400), (2, 0)])
def test_groups_of_one_paper_stand_together_and_none_is_left_out(several: int, single: int) -> None:
    shown = lines(many_groups(several, single))
    headings = [place for place, line in enumerate(shown) if line == f"Groups of one paper: {single:,}"]
    assert len(headings) == (single > 0)
    if not headings:
        return
    assert all(shown.index(line) < headings[0] for line in shown if line.startswith(("Group ", "Smaller ")))
    listed = shown[headings[0] + 1 : shown.index("", headings[0])]
    numbers = range(several + 1, several + single + 1)
    assert [int(line.split()[0]) for line in listed[::2]] == [*numbers]
    assert [line.split() for line in listed[1::2]] == [f"one:{number} · name only".split() for number in numbers]
    for number, line in zip(numbers, listed[::2], strict=True):
        assert f"Paper {number} (1843 · Memoirs)" in line
        names = [f"Name {letter}" for letter in "ABCDE"[: number % 6]]
        assert line.partition("), with ")[2].removesuffix(" and perhaps more") == ", ".join(names)
        assert line.endswith(" and perhaps more") == (len(names) == 5), "the fifth is the last one that is listed"


def test_one_group_has_no_pairs() -> None:
    assert not [line for line in lines(ONE_GROUP) if "pairs" in line or "--why" in line]


def test_other_spellings_of_the_author_of_a_single_paper_are_said() -> None:
    [spelled] = [one for one in GROUPS.groups if one.spellings]
    alone = replace(spelled, number=1, paper_count=1, part_count=1, coauthors=(), papers=spelled.papers[:1])
    [line] = [line for line in lines(replace(GROUPS, groups=(alone,), group_count=1)) if line.startswith("  1  ")]
    assert line.endswith("; also as Y. Lee (2)")


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
