"""What the works of a cluster have in common: facets to filter by, and works per year. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graphapp.results.papers import Work, YearCount

NO_YEAR: Final = "none"
NO_TEXT: Final = " none"
"""The values of facets for works that lack them. No stored text begins with a space, and some may be "none"."""


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
    "year": ("Year", lambda work: (NO_YEAR if work.year is None else str(work.year),)),
    "venue": ("Venue", lambda work: (work.venue or NO_TEXT,)),
    "type": ("Type", lambda work: (work.type or NO_TEXT,)),
    "source": ("Source", lambda work: dict.fromkeys(row.source for row in work.rows)),
    "row": ("Author row", lambda work: work.matched_author_ids),
}
FACETS: Final = tuple(_VALUES)
"""The names of all facets."""


def facets_of(works: Sequence[Work], chosen: Mapping[str, str]) -> list[Facet]:
    """The facets with more than one value, and the chosen ones; years from the newest on, others by falling works.

    A value is counted over the works that have the chosen values of all other facets: as many are shown when it is
    chosen too, or in the place of the facet's other value.
    """
    facets = []
    for name, (label, values_of) in _VALUES.items():
        left = filtered(works, {facet: value for facet, value in chosen.items() if facet != name})
        counts = Counter(value for work in left for value in values_of(work))
        if name in chosen:
            counts.setdefault(chosen[name], 0)
        elif len(counts) < 2:
            continue
        values = (
            FacetValue(value=value, label=label_of(name, value), works=number)
            for value, number in sorted(counts.items(), key=_newest_first if name == "year" else _most_first)
        )
        facets.append(Facet(name=name, label=label, values=tuple(values)))
    return facets


def label_of(name: str, value: str) -> str:
    """The value of a facet as a person reads it."""
    lacks = value == (NO_YEAR if name == "year" else NO_TEXT)
    return f"no {_VALUES[name][0].lower()}" if lacks else value


def _newest_first(counted: tuple[str, int]) -> tuple[int, str]:
    year, _ = counted
    return (10_000 if year == NO_YEAR else -int(year)), ""


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    value, works = counted
    return -works, value


def filtered(works: Iterable[Work], chosen: Mapping[str, str]) -> tuple[Work, ...]:
    """The works that have the chosen value of each facet."""
    return tuple(work for work in works if all(value in _VALUES[name][1](work) for name, value in chosen.items()))


def years_to_choose(works: Iterable[Work], chosen: Mapping[str, str]) -> list[tuple[int, int]]:
    """Works per year, each as many as its facet says."""
    left = filtered(works, {facet: value for facet, value in chosen.items() if facet != "year"})
    counts = Counter(work.year for work in left)
    return works_per_year(YearCount(year=year, papers=number) for year, number in counts.items())


def works_per_year(counted: Iterable[YearCount]) -> list[tuple[int, int]]:
    """Each year from the first to the last with its number of works; empty where no work has a year."""
    dated = {one.year: one.papers for one in counted if one.year is not None}
    return [(year, dated.get(year, 0)) for year in range(min(dated), max(dated) + 1)] if dated else []
