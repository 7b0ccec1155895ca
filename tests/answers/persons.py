"""Made-up groups of a name by person evidence: parts, facts, cut lists, unknown years, hostile text."""

from dataclasses import replace

from graphapp.results.names import AuthorRow, CoauthorCount
from graphapp.results.papers import VenueCount
from graphapp.results.person_reasons import PersonReason
from graphapp.results.persons import (
    NOTICE,
    Attribution,
    GroupComparison,
    GroupedWork,
    OtherSpelling,
    PersonGroup,
    PersonGroups,
    PersonModel,
    PersonModelFacts,
    PersonReasons,
    WeightedLevel,
)

HOSTILE = "=cmd|'/C calc'!A0 <b>[bold]</b> \x1b[31m"


def grouped(
    number: int,
    group: int,
    title: str,
    year: int | None = 1843,
    venue: str | None = "Memoirs",
    *,
    part: int = 1,
    attribution: Attribution = "name only",
) -> GroupedWork:
    """A work of a group."""
    return GroupedWork(
        group=group,
        authorship_id=f"one:{number}",
        work_id=f"one:{number}",
        paper_id=f"one:{number}",
        title=title,
        year=year,
        venue=venue,
        author_ids=(f"one:Yan Lee {group}",),
        part=part,
        attribution=attribution,
    )


def group(
    number: int,
    *papers: GroupedWork,
    count: int = 0,
    coauthors: tuple[tuple[str, int], ...] = (),
    spellings: tuple[OtherSpelling, ...] | None = None,
) -> PersonGroup:
    """A group of these papers; `count` of them in all, if more."""
    years = [paper.year for paper in papers if paper.year is not None]
    author_id = f"one:Yan Lee {number}"
    total = count or len(papers)
    return PersonGroup(
        number=number,
        paper_count=total,
        part_count=max((paper.part for paper in papers), default=1),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        venues=tuple(
            VenueCount(venue_id=venue.casefold(), name=venue, papers=1)
            for venue in sorted({paper.venue for paper in papers if paper.venue})
        ),
        coauthors=tuple(CoauthorCount(name=name, key=name.casefold(), papers=times) for name, times in coauthors),
        author_rows=(
            AuthorRow(
                author_id=author_id, name="Yan Lee", source="one", homonym=None, person_id=None, paper_count=total
            ),
        ),
        spellings=spellings,
        papers=papers,
    )


Y_LEE = OtherSpelling(
    name="Y. Lee",
    key="y. lee",
    group=1,
    papers=2,
    why="same: the evidence for one person is +6.1, which is enough",
)
LICHENS = grouped(2, 1, "On lichens", 1849, "Journal of Lichens", part=2, attribution="source's id")
MOSS = grouped(4, 2, "Moss", 1819)
ALONE = grouped(6, 3, "Alone", None, None)

REASONS = (
    PersonReason(kind="coauthors", weight=2.6, words="1 shared coauthor: Bo Reed (5 papers)"),
    PersonReason(kind="title", weight=-0.3, words="no title word in common"),
    PersonReason(kind="venue", weight=0.0, words="a paper without a venue says nothing"),
    PersonReason(kind="years", weight=-1.8, words=f"30 years apart, {HOSTILE}"),
)
FACT = PersonReason(kind="hard fact", weight=None, words="different persons, because dblp gives them two numbers")

COMPARISON = GroupComparison(
    one=1,
    other=2,
    answer="cannot tell",
    strength=0.5,
    needed=1.25,
    summary="cannot tell: the evidence for one person is +0.5 on a logarithmic scale, and +1.2 is needed",
    closest=(LICHENS, MOSS),
    reasons=REASONS,
)

GROUPS = PersonGroups(
    name="Yan Lee",
    key="yan lee",
    notice=NOTICE,
    summary="These 17 papers seem to be by at least 2 people; whether group 1 and 2 are one, nobody can tell.",
    paper_count=17,
    left_out=1,
    group_count=3,
    expected_others=3.4,
    needed=1.25,
    why_needed="+1.2 is needed to join two groups: about 3.4 other persons of the name are expected",
    model=PersonModelFacts(works=172_958, revision=12, is_current=False, doubt=None),
    groups=(
        group(
            1,
            grouped(1, 1, f"Tides of {HOSTILE}", 1850, attribution="homonym number"),
            LICHENS,
            count=14,
            coauthors=(("Ada Quill", 9), (HOSTILE, 2)),
            spellings=(Y_LEE,),
        ),
        group(2, MOSS, grouped(5, 2, "No year", None, None, attribution="person's say")),
        group(3, ALONE),
    ),
    comparisons=(COMPARISON, replace(COMPARISON, other=3, reasons=(FACT,), closest=(LICHENS, ALONE))),
    undecided_count=2,
    different_count=1,
    contradictions=(f"statement: one:1, one:6 are not taken to be the same person although {HOSTILE}",),
)
"""Two groups and a paper alone."""

ONE_GROUP = replace(
    GROUPS,
    summary="These 2 papers seem to be by one person.",
    paper_count=2,
    left_out=0,
    group_count=1,
    groups=(replace(GROUPS.groups[1], number=1),),
    comparisons=(),
    undecided_count=0,
    different_count=0,
    contradictions=(),
)


def many_groups(count: int) -> PersonGroups:
    """A crowded name: groups of one paper each."""
    return replace(
        GROUPS,
        group_count=count,
        paper_count=count,
        groups=tuple(group(number, grouped(number, number, f"Paper {number}")) for number in range(1, count + 1)),
        comparisons=tuple(replace(COMPARISON, other=number) for number in range(2, min(count, 21) + 1)),
        undecided_count=count - 1,
        different_count=(count - 1) * (count - 2) // 2,
    )


PERSON_REASONS = PersonReasons(
    name="Yan Lee",
    key="yan lee",
    one="group 1",
    other="group 2",
    answer="cannot tell",
    summary=COMPARISON.summary,
    needed=1.25,
    why_needed=GROUPS.why_needed,
    strength=0.5,
    closest=(LICHENS, MOSS),
    reasons=(FACT, *REASONS),
)

PERSON_MODEL = PersonModel(
    works=172_958,
    names=236_000,
    revision=12,
    version=1,
    scale=1.8,
    crowded=2_311,
    pairs_of_one=45_000,
    pairs_of_two=100_000,
    connected=0.71,
    doubt=None,
    levels=(
        WeightedLevel(scale="coauthors", level="a paper without coauthors", weight=-0.5),
        WeightedLevel(scale="coauthors", level="shared coauthors, strength 2.2 or more", weight=7.0),
        WeightedLevel(scale="title", level="no title word in common", weight=-0.31),
        WeightedLevel(scale="years", level="a paper without a year", weight=0.0),
    ),
)

PERSONS = {
    "person_groups": GROUPS,
    "person_groups_one": ONE_GROUP,
    "person_groups_many": many_groups(100),
    "person_reasons": PERSON_REASONS,
    "person_model": PERSON_MODEL,
}
