"""Facets and works per year of a cluster."""

from typing import Any

from graphapp.results.names import NOTICE, AuthorRow, NameCluster
from graphapp.results.papers import PaperAuthor, PaperRow, Work, YearCount
from graphapp.web.facets import NONE, facets_of, filtered, works_per_year


def work(number: int, **stated: Any) -> Work:
    """A work of Ada and Bo."""
    facts: dict[str, Any] = {
        "work_id": f"one:{number}",
        "paper_id": f"one:{number}",
        "title": f"Notes {number}",
        "year": 1843,
        "venue": "Annals",
        "track": None,
        "type": None,
        "authors": (author("Ada Lovelace"), author("Bo Li")),
        "author_count": 2,
        "matched_author_ids": ("one:Ada Lovelace",),
        "abstract": None,
        "identifiers": {},
        "url": None,
        "rows": (PaperRow(paper_id=f"one:{number}", source="one"),),
    }
    return Work(**(facts | stated))


def author(name: str, source: str = "one") -> PaperAuthor:
    """An author of that name."""
    return PaperAuthor(author_id=f"{source}:{name}", name=name, position=1)


def cluster(*works: Work, **stated: Any) -> NameCluster:
    """The cluster of Ada with these works."""
    row = AuthorRow(
        author_id="one:Ada Lovelace", name="Ada Lovelace", source="one", homonym=None, person_id=None, paper_count=1
    )
    facts: dict[str, Any] = {
        "name": "Ada Lovelace",
        "key": "ada lovelace",
        "match": "exact",
        "notice": NOTICE,
        "paper_count": len(works),
        "author_row_count": 1,
        "author_rows": (row,),
        "papers": works,
        "next": None,
        "truncated": False,
    }
    return NameCluster(**(facts | stated))


def test_facets_count_works_and_filter_them() -> None:
    two = (PaperRow(paper_id="a:1", source="a"), PaperRow(paper_id="b:1", source="b"))
    works = [work(1), work(2, year=1850, venue=None), work(3, year=None, rows=two)]
    facets = {facet.name: {one.value: one.works for one in facet.values} for facet in facets_of(works)}
    assert facets == {
        "year": {"1850": 1, "1843": 1, NONE: 1},
        "venue": {"Annals": 2, NONE: 1},
        "source": {"one": 2, "a": 1, "b": 1},
    }
    for name, values in facets.items():
        for value, count in values.items():
            assert len(filtered(works, {name: value})) == count
    assert filtered(works, {"source": "b", "year": NONE}) == (works[2],)
    assert filtered(works, {"venue": "Nowhere"}) == ()


def test_years_are_listed_from_the_newest_on() -> None:
    [years] = facets_of([work(year, year=year) for year in (-50, 1843, 9)] + [work(4, year=None)])
    assert [one.value for one in years.values] == ["1843", "9", "-50", NONE]


def test_years_without_works_are_counted_too() -> None:
    counted = [YearCount(year=1845, papers=1), YearCount(year=1843, papers=2), YearCount(year=None, papers=7)]
    assert works_per_year(counted) == [(1843, 2), (1844, 0), (1845, 1)]
    assert works_per_year(counted[2:]) == []
