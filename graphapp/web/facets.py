"""What the works of a cluster have in common: facets to filter by, and works per year. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from graphapp.results.papers import Work, YearCount

NONE: Final = "none"
"""The value of a facet for works that lack it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that works have, with their number."""

    value: str
    label: str
    works: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A fact by which works can be filtered."""

    name: str
    """The parameter of the page."""
    label: str
    values: tuple[FacetValue, ...]


_VALUES: Final[dict[str, tuple[str, Callable[[Work], Iterable[str]]]]] = {
    "year": ("Year", lambda work: (NONE if work.year is None else str(work.year),)),
    "venue": ("Venue", lambda work: (work.venue or NONE,)),
    "type": ("Type", lambda work: (work.type or NONE,)),
    "source": ("Source", lambda work: dict.fromkeys(row.source for row in work.rows)),
    "row": ("Author row", lambda work: work.matched_author_ids),
}


def facets_of(shown: Sequence[Work]) -> list[Facet]:
    """The facets with more than one value; years from the newest on, all others by falling number of works."""
    facets = []
    for name, (label, values_of) in _VALUES.items():
        counts = Counter(value for work in shown for value in values_of(work))
        if len(counts) < 2:
            continue
        values = (
            FacetValue(value=value, label=f"no {label.lower()}" if value == NONE else value, works=works)
            for value, works in sorted(counts.items(), key=_newest_first if name == "year" else _most_first)
        )
        facets.append(Facet(name=name, label=label, values=tuple(values)))
    return facets


def _newest_first(counted: tuple[str, int]) -> tuple[int, str]:
    year, _ = counted
    return (10_000 if year == NONE else -int(year)), ""


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    value, works = counted
    return -works, value


def filtered(works: Iterable[Work], chosen: dict[str, str]) -> tuple[Work, ...]:
    """The works that have the chosen value of each facet."""
    return tuple(work for work in works if all(value in _VALUES[name][1](work) for name, value in chosen.items()))


def works_per_year(counted: Iterable[YearCount]) -> list[tuple[int, int]]:
    """Each year from the first to the last with its number of works; empty where no work has a year."""
    dated = {one.year: one.papers for one in counted if one.year is not None}
    return [(year, dated.get(year, 0)) for year in range(min(dated), max(dated) + 1)] if dated else []
