"""What the works of a cluster have in common: facets to filter by, coauthors, and works per year. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from graphapp.results.names import NameCluster
from graphapp.results.papers import Work
from graphapp.rules.names import name_key

NONE: Final = "none"
"""The value of a facet for works that lack it."""
_MOST_COAUTHORS: Final = 12


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Coauthor:
    """A name on works of the cluster that is not the cluster's own."""

    name: str
    works: int


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


def coauthors_of(cluster: NameCluster) -> list[Coauthor]:
    """The names on most works of the cluster, a name in any case once; by falling number of works, then by name."""
    own = {row.author_id for row in cluster.author_rows}
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for work in cluster.papers:
        names = {name_key(author.name): author.name for author in work.authors if author.author_id not in own}
        counts.update(names.keys())
        for key, name in names.items():
            spelled.setdefault(key, name)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    return [Coauthor(name=spelled[key], works=counts[key]) for key in ranked[:_MOST_COAUTHORS]]


def works_per_year(works: Iterable[Work]) -> list[tuple[int, int]]:
    """Each year from the first to the last with its number of works; empty where no work has a year."""
    counts = Counter(work.year for work in works if work.year is not None)
    return [(year, counts[year]) for year in range(min(counts), max(counts) + 1)] if counts else []
