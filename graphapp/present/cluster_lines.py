"""A name cluster on a terminal: its head, and how papers print its rows."""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from graphapp.present.text import counts_text, printings_text, sparkline, years_text
from graphapp.results.names import ClusterHead, NameCluster, PrintedName
from graphapp.rules.steering import visible

_MOST_BARS: Final = 60
"""Longer spans have a bar for each decade."""


def head_lines(head: ClusterHead) -> Iterator[RenderableType]:
    """The years with a bar for the works of each, the venues and the coauthors; nothing for a cluster without works."""
    grid = Table(box=None, pad_edge=False, show_header=False)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    if years := _years(head):
        grid.add_row("years", Text(years))
    venues = counts_text((venue.name, venue.papers) for venue in head.venues)
    coauthors = counts_text((coauthor.name, coauthor.papers) for coauthor in head.coauthors)
    for heading, listed, more in (
        ("venues", venues, head.venue_count - len(head.venues)),
        ("coauthors", coauthors, head.coauthor_count - len(head.coauthors)),
    ):
        if listed:
            grid.add_row(heading, Text(visible(f"{listed} and {more:,} more" if more else listed)))
    if grid.row_count:
        yield grid


def _years(head: ClusterHead) -> str | None:
    if head.first_year is None or head.last_year is None:
        return None
    width, per = (1, "year") if head.last_year - head.first_year < _MOST_BARS else (10, "decade")
    start = head.first_year // width
    papers = [0] * (head.last_year // width - start + 1)
    for counted in head.years:
        if counted.year is not None:
            papers[counted.year // width - start] += counted.papers
    span = years_text(head.first_year, head.last_year)
    return f"{span}  {sparkline(papers)}  at most {max(papers):,} a {per}"


def printing_lines(cluster: NameCluster) -> Iterator[RenderableType]:
    """The spellings of the name, the other names of its rows, and the other rows printed under it."""
    if len(cluster.spellings) > 1:
        yield ""
        yield Text(visible(f"spelled as {_names(cluster.spellings)}"))
    if cluster.also_printed:
        yield ""
        yield Text(visible(f"also printed as {_names(cluster.also_printed)}"))
    if cluster.printed_rows:
        rows = ", ".join(
            f"{row.name}, {row.author_id} ({printings_text(row.count, row.person_count)})"
            for row in cluster.printed_rows
        )
        yield ""
        yield Text(visible(f"other author rows printed under this name: {rows}"))


def _names(printed: Iterable[PrintedName]) -> str:
    return ", ".join(f"{each.name} ({printings_text(each.count, each.person_count)})" for each in printed)
