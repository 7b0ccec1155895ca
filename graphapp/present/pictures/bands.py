"""A name cluster -> a picture: its papers along the years, a band for each group of coauthors.

Papers are in one group when they share coauthors, directly or through other papers, more than with the rest: for a
crowded name these groups are the answer. The name itself is on every paper, so it is left out. Nothing says that a
group is one person. Where papers are asked for by person, a band is a group by person evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import combinations
from typing import Final

from graphapp.measures import communities
from graphapp.present.networks import legible
from graphapp.present.pictures.colors import FAINT, INK, OTHER, PALETTE, PAPER, color_of
from graphapp.present.pictures.links import Links
from graphapp.present.pictures.svg import Legend, linked, number, text_element
from graphapp.present.pictures.texts import cut, text_width, wrapped
from graphapp.present.reading import tidy
from graphapp.present.text import count_text, years_text
from graphapp.results.names import NameCluster
from graphapp.results.papers import Work
from graphapp.results.persons import GroupedWork, PersonGroups
from graphapp.rules.names import parse_name

MOST_BANDS: Final = 30
"""Groups with a band of their own, the largest; the papers of all others share one."""

_NAMED_COAUTHORS: Final = 3
_LABEL_WIDTH: Final = 250.0
_TIME_WIDTH: Final = 820.0
_DOT: Final = 5.0
_STEP: Final = 14.0
"""From dot to dot of one year and group, and from title to title."""
_BAND_GAP: Final = 14.0
_SIZE: Final = 12.0
_TITLE_SIZE: Final = 11.0
_LONGEST_TITLE: Final = 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A group of papers."""

    coauthors: tuple[tuple[str, int], ...]
    """The names of its coauthors with the numbers of papers, the most frequent first; empty for papers without."""
    works: tuple[Work | GroupedWork, ...]
    """Oldest first; papers without a year come last."""
    mixed: int = 0
    """How many groups it stands for, when it holds the papers of several."""
    group: int | None = None
    """The number of a group by person; None for a group of coauthors, and for several groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The body of a picture with its size."""

    body: str
    width: float
    height: float
    legend: tuple[Legend, ...]


def bands_of(cluster: NameCluster) -> list[Band]:
    """The papers of a cluster in their groups, the largest group first.

    The groups are communities of a network in which two papers have an edge for the coauthors that they share, as a
    part of the longer list: a list of hundreds says little about each.
    """
    coauthors = [_coauthors(work) for work in cluster.papers]
    names: dict[str, Counter[str]] = defaultdict(Counter)
    papers_of: dict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(coauthors):
        for key, name in found.items():
            names[key][name] += 1
            papers_of[key].append(place)
    shared = Counter(pair for places in papers_of.values() for pair in combinations(places, 2))
    edges = [(a, b, count / max(len(coauthors[a]), len(coauthors[b]))) for (a, b), count in shared.items()]
    groups = communities(len(coauthors), edges)
    alone = [place for group in groups for place in group if not coauthors[place]]
    groups = [group for group in groups if coauthors[group[0]]]
    groups.sort(key=lambda group: (-len(group), group[0]))
    bands = [_band(cluster, group, coauthors, names) for group in groups[:MOST_BANDS]]
    if rest := [place for group in groups[MOST_BANDS:] for place in group]:
        bands.append(Band(coauthors=(), works=_by_year(cluster, rest), mixed=len(groups) - MOST_BANDS))
    if alone:
        bands.append(Band(coauthors=(), works=_by_year(cluster, alone)))
    return bands


def person_bands(found: PersonGroups) -> list[Band]:
    """The groups of a name by person, in their order; the last ones of many share a band."""
    bands = [
        Band(
            coauthors=tuple((coauthor.name, coauthor.papers) for coauthor in group.coauthors),
            works=_oldest_first(group.papers),
            group=group.number,
        )
        for group in found.groups[:MOST_BANDS]
    ]
    if rest := found.groups[MOST_BANDS:]:
        papers = [paper for group in rest for paper in group.papers]
        bands.append(Band(coauthors=(), works=_oldest_first(papers), mixed=len(rest)))
    return bands


def draw_bands(bands: Sequence[Band], links: Links) -> Drawn:
    """The bands below each other, years from left to right, each paper a dot with its title where there is room."""
    stated = {work.year for band in bands for work in band.works}
    years = sorted(year for year in stated if year is not None)
    unknown = None in stated
    columns = _columns(years, unknown)
    parts: list[str] = []
    y = 24.0
    dot = 0
    for place, band in enumerate(bands):
        color = color_of(place) if band.coauthors or band.group is not None else OTHER
        drawn, height, dot = _draw_band(band, color, columns, links, y, dot)
        parts.append(drawn)
        y += height + _BAND_GAP
    rules = _axis(columns, y - _BAND_GAP)
    by_person = any(band.group is not None for band in bands)
    what = (
        "A band is a group of papers that evidence holds together as one person's."
        if by_person
        else "A band is a group of papers that share coauthors; the searched name is left out of them."
    )
    legend = [
        Legend(text=what),
        Legend(text="Groups need not be persons: one person may have several, and namesakes may share one."),
    ]
    if len(bands) > len(PALETTE):
        legend.append(Legend(text=f"The {len(PALETTE)} largest groups have colours of their own."))
    return Drawn(
        body=rules + "".join(parts),
        width=_LABEL_WIDTH + _TIME_WIDTH,
        height=y - _BAND_GAP if bands else y,
        legend=tuple(legend) if bands else (),
    )


def _coauthors(work: Work) -> dict[str, str]:
    """The coauthors of a paper by what identifies them here, the name; without the author rows of the cluster."""
    found: dict[str, str] = {}
    for author in work.authors:
        if author.author_id not in work.matched_author_ids:
            parsed = parse_name(author.name)
            found.setdefault(author.name if parsed is None else parsed.name_key, author.name)
    return found


def _band(
    cluster: NameCluster, group: Sequence[int], coauthors: Sequence[dict[str, str]], names: dict[str, Counter[str]]
) -> Band:
    counts = Counter(key for place in group for key in coauthors[place])
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    return Band(
        coauthors=tuple((min(names[key], key=lambda name: (-names[key][name], name)), counts[key]) for key in ranked),
        works=_by_year(cluster, group),
    )


def _by_year(cluster: NameCluster, places: Sequence[int]) -> tuple[Work | GroupedWork, ...]:
    return _oldest_first([cluster.papers[place] for place in places])


def _oldest_first(works: Iterable[Work | GroupedWork]) -> tuple[Work | GroupedWork, ...]:
    return tuple(sorted(works, key=lambda work: (work.year is None, work.year or 0, work.title, work.work_id)))


def _columns(years: Sequence[int], unknown: bool) -> dict[int | None, float]:
    """Where the papers of each year stand, from the left; those without a year come last."""
    first, last = (years[0], years[-1]) if years else (0, 0)
    end = _LABEL_WIDTH + _TIME_WIDTH - 40
    columns: dict[int | None, float] = {}
    room = end - _LABEL_WIDTH - (70 if unknown and years else 0)
    for year in years:
        columns[year] = _LABEL_WIDTH + (room * (year - first) / (last - first) if last > first else 0.0)
    if unknown:
        columns[None] = end if years else _LABEL_WIDTH
    return columns


def _axis(columns: dict[int | None, float], bottom: float) -> str:
    """The years with a thin line each; a year without room for its number has only the line."""
    drawn: list[str] = []
    free = 0.0
    for year, x in columns.items():
        text = "no year" if year is None else str(year)
        half = text_width(text, _TITLE_SIZE) / 2
        if x - half >= free:
            drawn.append(text_element(text, x, 10, anchor="middle"))
            free = x + half + 8
    lines = "".join(f"M{number(x)} 16V{number(bottom)}" for x in columns.values())
    return (
        f'<path class="ga-rule" d="{lines}" stroke="#dfe3e8" stroke-width="1"/>\n'
        f'<g class="ga-faint" fill="{FAINT}" font-size="{number(_TITLE_SIZE)}">{"".join(drawn)}</g>\n'
    )


def _draw_band(
    band: Band, color: str, columns: dict[int | None, float], links: Links, top: float, dot: int
) -> tuple[str, float, int]:
    """A band from the height `top` on, its own height, and the number of the next dot.

    Each paper takes the first row in which its dot has room. Its title follows where the row is free up to the next
    dot; a group of few papers gives every title a row of its own.
    """
    label, lines = _label(band, color, links, top)
    right = _LABEL_WIDTH + _TIME_WIDTH
    roomy = len(band.works) <= 12
    rows: list[list[tuple[float, float]]] = []
    marks: list[str] = []
    for work in reversed(band.works):
        x = columns[work.year]
        text = cut(legible(" ".join(tidy(work.title).split())), _TITLE_SIZE, _LONGEST_TITLE)
        width = text_width(text, _TITLE_SIZE)
        before = x + _DOT + 4 + width > right
        span = (x - _DOT - 4 - width, x + _DOT + 2) if before else (x - _DOT - 2, x + _DOT + 4 + width)
        if not roomy:
            span = (x - _DOT - 2, x + _DOT + 2)
        row = next((row for row, taken in enumerate(rows) if all(span[1] <= a or span[0] >= b for a, b in taken)), None)
        if row is None:
            rows.append([])
            row = len(rows) - 1
        rows[row].append(span)
        y = top + _DOT + 3 + row * _STEP
        title = f"<title>{escape(_about(work), quote=False)}</title>"
        circle = f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(_DOT)}" fill="{color}"/>'
        words = ""
        if roomy:
            at = x - _DOT - 4 if before else x + _DOT + 4
            words = text_element(text, at, y + 4, anchor="end" if before else "start")
        marks.append(f'<g data-dot="{dot}">{linked(title + circle + words, links.paper(work.work_id))}</g>\n')
        dot += 1
    height = max(len(rows) * _STEP, lines * _SIZE * 1.35) + 6
    drawn = (
        f'<path class="ga-rule" d="M0 {number(top - _BAND_GAP / 2)}H{number(right)}" stroke="#dfe3e8"/>\n{label}'
        f'<g class="ga-ink ga-halo" fill="{INK}" stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" '
        f'paint-order="stroke" font-size="{number(_TITLE_SIZE)}">\n{"".join(marks)}</g>\n'
    )
    return drawn, height, dot


def _label(band: Band, color: str, links: Links, top: float) -> tuple[str, int]:
    """What a band is called, at its left, and in how many lines: its coauthors, the number of papers, the years."""
    room = _LABEL_WIDTH - 40
    names = [(legible(name), links.name(name)) for name, _ in band.coauthors[:_NAMED_COAUTHORS]]
    if band.mixed:
        names = [(f"{band.mixed:,} smaller groups", None)]
    elif not names:
        names = [("no coauthors", None)]
    known = [work.year for work in band.works if work.year is not None]
    years = years_text(min(known, default=None), max(known, default=None))
    papers = count_text(len(band.works), "paper")
    more = len(band.coauthors) - _NAMED_COAUTHORS if band.group is None else 0
    group = f"group {band.group:,}" if band.group is not None else ""
    further = count_text(more, "more coauthor") if more > 0 else ""
    facts = ", ".join(part for part in (group, papers, years, further) if part)
    y = top + _SIZE - 2
    fact_lines = wrapped(facts, _TITLE_SIZE, _LABEL_WIDTH - 24)
    line_count = len(names) + len(fact_lines)
    tall = number(line_count * _SIZE * 1.35)
    drawn = [f'<rect x="0" y="{number(top - 2)}" width="4" height="{tall}" fill="{color}"/>']
    for name, href in names:
        text = text_element(cut(name, _SIZE, room), 12, y)
        drawn.append(f'<g class="ga-ink" fill="{INK}">{linked(text, href)}</g>')
        y += _SIZE * 1.35
    for line in fact_lines:
        drawn.append(
            text_element(line, 12, y, attributes=f' class="ga-faint" fill="{FAINT}" font-size="{number(_TITLE_SIZE)}"')
        )
        y += _SIZE * 1.35
    return "".join(drawn) + "\n", line_count


def names_of(work: Work | GroupedWork) -> list[str]:
    """The authors of a paper; none for one of a group, which comes without them."""
    return [author.name for author in work.authors] if isinstance(work, Work) else []


def _about(work: Work | GroupedWork) -> str:
    """All about a paper in one line, for the pointer."""
    names = names_of(work)
    authors = ", ".join(names[:8])
    more = len(names) - 8
    facts = [str(work.year) if work.year is not None else "", work.venue or ""]
    where = ", ".join(fact for fact in facts if fact)
    people = f"{authors} and {more:,} more" if more > 0 else authors
    attributed = work.attribution if isinstance(work, GroupedWork) else ""
    return legible(" ".join(". ".join(part for part in (tidy(work.title), people, where, attributed) if part).split()))
