"""Facets and works per year of a cluster."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphapp.results.names import NOTICE, AuthorRow, NameCluster
from graphapp.results.papers import PaperAuthor, PaperRow, Work, YearCount
from graphapp.web.facets import NO_TEXT, NO_YEAR, facets_of, filtered, label_of, works_per_year, years_to_choose


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


TWO = (PaperRow(paper_id="a:1", source="a"), PaperRow(paper_id="b:1", source="b"))


def counted(works: Sequence[Work], chosen: Mapping[str, str]) -> dict[str, dict[str, int]]:
    return {facet.name: {one.value: one.works for one in facet.values} for facet in facets_of(works, chosen)}


def test_facets_count_works_and_filter_them() -> None:
    works = [work(1), work(2, year=1850, venue=None), work(3, year=None, rows=TWO)]
    facets = counted(works, {})
    assert facets == {
        "year": {"1850": 1, "1843": 1, NO_YEAR: 1},
        "venue": {"Annals": 2, NO_TEXT: 1},
        "source": {"one": 2, "a": 1, "b": 1},
    }
    for name, values in facets.items():
        for value, count in values.items():
            assert len(filtered(works, {name: value})) == count
    assert filtered(works, {"source": "b", "year": NO_YEAR}) == (works[2],)
    assert filtered(works, {"venue": "Nowhere"}) == ()


def test_a_value_is_counted_among_the_works_of_all_other_chosen_values() -> None:
    works = [
        work(number, year=1840 + number % 3, venue=venue, rows=TWO if number % 2 else work(0).rows)
        for number, venue in enumerate(["Annals", "Notes", None, "Annals", "none", "Notes", "Annals"])
    ]
    choices = [{name: value} for name, values in counted(works, {}).items() for value in values]
    choices += [one | other for one in choices for other in choices] + [{"venue": "Nowhere"}]
    for chosen in choices:
        facets = counted(works, chosen)
        assert chosen.keys() <= facets.keys()
        for name, values in facets.items():
            for value, count in values.items():
                assert len(filtered(works, {**chosen, name: value})) == count
                assert count or value == chosen.get(name)
        years = {int(year): count for year, count in facets.get("year", {}).items() if count}
        chart = {year: count for year, count in years_to_choose(works, chosen) if count}
        assert chart == years or ("year" not in facets and len(chart) < 2)


def test_a_venue_that_is_called_none_is_not_the_lack_of_one() -> None:
    works = [work(1, venue="none", type="none"), work(2, venue=None, type=None)]
    assert counted(works, {}) == {"venue": {"none": 1, NO_TEXT: 1}, "type": {"none": 1, NO_TEXT: 1}}
    assert filtered(works, {"venue": "none"}) == (works[0],)
    assert (label_of("venue", "none"), label_of("venue", NO_TEXT)) == ("none", "no venue")
    assert (label_of("year", NO_YEAR), label_of("year", "1843")) == ("no year", "1843")


def test_years_are_listed_from_the_newest_on() -> None:
    [years] = facets_of([work(year, year=year) for year in (-50, 1843, 9)] + [work(4, year=None)], {})
    assert [one.value for one in years.values] == ["1843", "9", "-50", NO_YEAR]


def test_years_without_works_are_counted_too() -> None:
    counted = [YearCount(year=1845, papers=1), YearCount(year=1843, papers=2), YearCount(year=None, papers=7)]
    assert works_per_year(counted) == [(1843, 2), (1844, 0), (1845, 1)]
    assert works_per_year(counted[2:]) == []
