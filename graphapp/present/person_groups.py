"""The groups of a name by person evidence, the reasons between them, and what the weights are, on a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from graphapp.present.left_out import missing_numbers
from graphapp.present.paper_lines import id_line
from graphapp.present.reading import tidy
from graphapp.present.tables import table
from graphapp.present.text import count_text, counts_text, facts_text, odds_text, year_text, years_text
from graphapp.results.person_reasons import PersonReason
from graphapp.results.persons import (
    MOST_COAUTHORS,
    GroupComparison,
    GroupedWork,
    PersonGroup,
    PersonGroups,
    PersonModel,
    PersonReasons,
)
from graphapp.rules.steering import visible

Lines = Iterator[RenderableType]

MOST_WHOLE: Final = 8
"""Groups of several papers that are shown with them; the others have a line each."""
MOST_LISTED: Final = 40
"""Groups of several papers that have a line; the others are counted."""
MOST_EXPLAINED: Final = 5
"""Pairs of groups that are shown with their reasons; the others have a line each."""
_MOST_ROWS: Final = 5
_MOST_CONTRADICTIONS: Final = 5

ATTRIBUTIONS: Final = (
    "Behind each paper stands the strongest of what says who its author is: a person's say, an id that a source gives "
    "the person, a source's homonym number, or the name only."
)
WEIGHTS: Final = (
    "A weight is a natural logarithm: +2.3 makes one person ten times as likely as before, -2.3 ten times less likely. "
    "The weights of two papers add up."
)


def groups_page(found: PersonGroups) -> Lines:
    """What the groups say, then each group, with those of one paper in a list, then the pairs, and the notice last."""
    yield Text(visible(found.name), style="bold")
    for text in (found.summary, *limits_of(found)):
        yield Text(visible(text))
    several, single = several_and_single(found.groups)
    for group in several[:MOST_WHOLE]:
        yield ""
        yield from _group_lines(group)
    yield from _smaller_groups(several[MOST_WHOLE:])
    yield from _single_groups(single)
    yield from _between(found)
    yield from _contradictions(found.contradictions)
    yield ""
    for standard in standards_of(found):
        yield Text(visible(standard))
    yield ""
    yield Text(ATTRIBUTIONS, style="dim")
    yield Text(visible(found.notice), style="dim")


def limits_of(found: PersonGroups) -> Iterator[str]:
    """What a reader must know before the groups: what is left out, and why no two of them may be told apart."""
    yield from missing_numbers(found)
    if found.left_out:
        papers = count_text(found.left_out, "older paper")
        yield f"{papers} of this name {'is' if found.left_out == 1 else 'are'} not grouped: they are too many."
    if found.model.doubt:
        yield f"Without a hard fact, this graph tells no two people apart: {found.model.doubt}."


def standards_of(found: PersonGroups) -> Iterator[str]:
    """How much evidence joins two groups, and how old the weights are."""
    yield f"{_sentence(found.why_needed)}."
    if found.model.revision is not None and not found.model.is_current:
        yield "The graph has changed since the weights were learned; `graphapp learn` learns them again."


def answer_text(comparison: GroupComparison, found: PersonGroups) -> str:
    """The answer between two groups in a sentence, without the doubt about the graph, which is said once for all."""
    return comparison.summary.removesuffix(f", but {found.model.doubt}")


def closest_text(reasons: Sequence[PersonReason]) -> str:
    """What the two closest papers are, and what their evidence adds up to."""
    weights = [reason.weight for reason in reasons if reason.weight is not None]
    return f"The two closest papers, {sum(weights):+.1f} in all:" if weights else "The two closest papers:"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def several_and_single(groups: Sequence[PersonGroup]) -> tuple[Sequence[PersonGroup], Sequence[PersonGroup]]:
    """The groups of several papers, and those of one, which come behind them: half of the groups of a crowded name."""
    several = sum(group.paper_count > 1 for group in groups)
    return groups[:several], groups[several:]


def _group_lines(group: PersonGroup) -> Lines:
    yield Text(group_title(group), style="bold")
    grid = Table(box=None, pad_edge=False, show_header=False)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    if group.part_count > 1:
        grid.add_row("parts", Text(parts_text(group.part_count)))
    rows = counts_text((row.author_id, row.paper_count) for row in group.author_rows[:_MOST_ROWS])
    for heading, listed, more in (
        ("venues", counts_text((venue.name, venue.papers) for venue in group.venues), 0),
        ("coauthors", counts_text((coauthor.name, coauthor.papers) for coauthor in group.coauthors), 0),
        ("author rows", rows, len(group.author_rows) - _MOST_ROWS),
        ("also as", counts_text((each.name, each.papers) for each in group.spellings or ()), 0),
    ):
        if listed:
            grid.add_row(heading, Text(visible(f"{listed} and {more:,} more" if more > 0 else listed)))
    if grid.row_count:
        yield grid
    for paper in group.papers:
        yield Text(visible(f"  {tidy(paper.title)} ({facts_text(year_text(paper.year), paper.venue)})"))
        part = f"part {paper.part:,}" if group.part_count > 1 else None
        yield id_line(f"    {facts_text(paper.paper_id, paper.attribution, part)}")
    if group.paper_count > len(group.papers):
        yield Text(f"  and {group.paper_count - len(group.papers):,} more; --all shows all", style="dim")


def group_title(group: PersonGroup) -> str:
    """`Group 3: 12 papers, 2015-2019`."""
    years = years_text(group.first_year, group.last_year) or "no year"
    return f"Group {group.number:,}: {count_text(group.paper_count, 'paper')}, {years}"


def parts_text(count: int) -> str:
    """What several parts of one group mean."""
    return f"{count:,} parts: the evidence within each is strong, between them it is weak"


def _smaller_groups(groups: Sequence[PersonGroup]) -> Lines:
    if not groups:
        return
    yield ""
    yield Text("Smaller groups", style="bold")
    yield table(
        groups[:MOST_LISTED],
        ("group", lambda group: group.number),
        ("papers", lambda group: group.paper_count),
        ("years", lambda group: years_text(group.first_year, group.last_year)),
        ("coauthors", lambda group: ", ".join(coauthor.name for coauthor in group.coauthors[:2])),
        ("newest paper", lambda group: tidy(group.papers[0].title) if group.papers else None),
    )
    if more := groups[MOST_LISTED:]:
        papers = count_text(sum(group.paper_count for group in more), "paper")
        yield Text(f"{count_text(len(more), 'more group')} with {papers}; --format json has all")


def _single_groups(groups: Sequence[PersonGroup]) -> Lines:
    if not groups:
        return
    yield ""
    yield Text(f"Groups of one paper: {len(groups):,}", style="bold")
    width = len(f"{groups[-1].number:,}")
    for group in groups:
        for paper in group.papers:
            names = ", ".join(coauthor.name for coauthor in group.coauthors)
            beside = f", with {names}{more_coauthors(group)}" if names else ""
            spelled = counts_text((each.name, each.papers) for each in group.spellings or ())
            beside += f"; also as {spelled}" if spelled else ""
            grid = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
            grid.add_column(width=width + 2, justify="right")
            grid.add_column(overflow="fold")
            facts = facts_text(year_text(paper.year), paper.venue)
            grid.add_row(f"{group.number:,}", Text(visible(f"{tidy(paper.title)} ({facts}){beside}")))
            yield grid
            yield id_line(f"  {'':{width}}  {facts_text(paper.paper_id, paper.attribution)}")


def more_coauthors(group: PersonGroup) -> str:
    """What to say behind the coauthors of a single paper, of which so many are listed."""
    return " and perhaps more" if len(group.coauthors) == MOST_COAUTHORS else ""


def _between(found: PersonGroups) -> Lines:
    """Which pairs of groups nothing can be told of, the nearest ones with their reasons."""
    if len(found.groups) < 2:
        return
    yield ""
    yield Text(between_text(found), style="bold")
    for comparison in found.comparisons[:MOST_EXPLAINED]:
        yield ""
        yield Text(visible(f"Groups {comparison.one:,} and {comparison.other:,}: {answer_text(comparison, found)}"))
        yield from _closest(comparison.closest, comparison.reasons)
        yield Padding(reasons_table(comparison.reasons), (0, 0, 0, 2))
    if others := found.comparisons[MOST_EXPLAINED:]:
        yield ""
        yield table(
            others,
            ("groups", lambda other: f"{other.one:,} and {other.other:,}"),
            ("evidence", lambda other: f"{other.strength:+.1f}"),
            ("needed", lambda other: f"{other.needed:+.1f}"),
            ("strongest reason", _strongest),
        )
    yield Text(visible(f"`graphapp person-groups {_quoted(found.name)} --why 1 2` compares any two groups or papers."))


def between_text(found: PersonGroups) -> str:
    """`Of 10 pairs of groups, 7 are different, and of 3 nothing can be told`."""
    pairs = found.group_count * (found.group_count - 1) // 2
    different, undecided = found.different_count, found.undecided_count
    if not undecided:
        return "The two groups are different" if pairs == 1 else f"All {pairs:,} pairs of groups are different"
    if pairs == 1:
        return "Whether the two groups are one person cannot be told"
    if not different:
        return f"Of the {pairs:,} pairs of groups, nothing can be told of any"
    verb = "is" if different == 1 else "are"
    return f"Of {pairs:,} pairs of groups, {different:,} {verb} different; of {undecided:,} nothing can be told"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '\\"') + '"'


def _strongest(comparison: GroupComparison) -> str | None:
    """The words of the reason that speaks most for one person, or of a fact."""
    reasons = sorted(comparison.reasons, key=lambda reason: (reason.weight is not None, -(reason.weight or 0)))
    return reasons[0].words if reasons else None


def _closest(papers: Iterable[GroupedWork], reasons: Sequence[PersonReason]) -> Lines:
    """The two papers that the reasons are about, with the ids that `--why` takes."""
    yield Text(f"  {closest_text(reasons)}", style="dim")
    for paper in papers:
        yield Text(visible(f"    {tidy(paper.title)} ({facts_text(year_text(paper.year), paper.venue)})"))
        yield id_line(f"      {paper.paper_id}")


def reasons_table(reasons: Sequence[PersonReason]) -> Table:
    """A line for each reason: its weight, and what it makes of the odds."""
    return table(
        reasons,
        ("evidence", lambda reason: reason.kind),
        ("weight", lambda reason: "" if reason.weight is None else f"{reason.weight:+.1f}"),
        ("one person becomes", lambda reason: odds_text(reason.weight)),
        ("in words", lambda reason: reason.words),
    )


def _contradictions(contradictions: Sequence[str]) -> Lines:
    if not contradictions:
        return
    yield ""
    yield Text("Facts that do not count, since stronger ones contradict them", style="bold")
    for words in contradictions[:_MOST_CONTRADICTIONS]:
        yield Text(visible(f"  {words}"))
    if (more := len(contradictions) - _MOST_CONTRADICTIONS) > 0:
        yield Text(f"  and {more:,} more; --format json has all", style="dim")


def reasons_page(found: PersonReasons) -> Lines:
    """The answer between two works or groups, then the reasons as a table."""
    yield Text(visible(found.name), style="bold")
    yield Text(visible(found.one))
    yield Text(visible(found.other))
    yield ""
    yield Text(visible(_sentence(found.summary)), style="bold")
    if found.reasons:
        yield ""
        yield reasons_table(found.reasons)
    yield ""
    yield from _closest(found.closest, found.reasons)
    yield ""
    yield Text(visible(f"{_sentence(found.why_needed)}."), style="dim")
    yield Text(WEIGHTS, style="dim")


def model_page(found: PersonModel) -> Lines:
    """What rarity and weights were learned from, and what each level of evidence weighs."""
    yield Text("How graphapp judges whether papers of one name are by one person", style="bold")
    yield Text(
        f"Learned from this graph, without anybody's labels: {count_text(found.works, 'paper')}, "
        f"{count_text(found.names, 'name')}; revision {found.revision:,}, version {found.version}."
    )
    if found.doubt:
        yield Text(visible(f"Without a hard fact, this graph tells no two people apart: {found.doubt}."))
    yield ""
    yield Text("Rarity of a name", style="bold")
    yield Text(
        "How many other people of a name are expected follows from how many names share its given and its family "
        f"name. {count_text(found.crowded, 'crowded name')} with their papers set the scale: {found.scale:.2f} "
        "times the estimate from names alone. The rarer a name, the less evidence joins two groups."
    )
    yield ""
    yield Text("Weights of evidence", style="bold")
    yield Text(
        f"From {count_text(found.pairs_of_one, 'pair')} of papers of one person (names so rare that they have one "
        f"bearer) and {count_text(found.pairs_of_two, 'pair')} of two; {found.connected:.0%} of the first share a "
        "coauthor or have coauthors who write together."
    )
    yield Text(WEIGHTS)
    for scale, levels in groupby(found.levels, key=lambda level: level.scale):
        yield ""
        yield table(
            list(levels),
            (scale, lambda level: level.level),
            ("weight", lambda level: f"{level.weight:+.2f}"),
            ("one person becomes", lambda level: odds_text(level.weight)),
        )
