"""The list of venues on a real database."""

from __future__ import annotations

import pytest

from graphapp.errors import InvalidArgument
from graphapp.graph import Graph
from graphapp.services.venue_lists import venues
from tests import graphs
from tests.bibliography import paper


@pytest.fixture
def loaded(graph: Graph) -> Graph:
    counts = {"NeurIPS": 4, "ICML": 3, "Annals of Neural Sheep": 3, "Sheep Letters": 1}
    printed = [venue for venue, count in counts.items() for _ in range(count)]
    records = [paper(f"{n}", f"Author {n}", title=f"Paper {n}", year=2020, venue=v) for n, v in enumerate(printed)]
    graphs.put(graph, records, "one")
    # Of these works, another source states ten rows that show nothing.
    graphs.put(graph, records[7:8], "two")
    return graph


def names(graph: Graph, name: str | None = None) -> list[tuple[str, int]]:
    return [(venue.name, venue.paper_count) for venue in venues(graph, name=name).venues]


def test_venues_stand_by_their_works(loaded: Graph) -> None:
    assert names(loaded) == [("NeurIPS", 4), ("Annals of Neural Sheep", 3), ("ICML", 3), ("Sheep Letters", 1)]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("sheep", [("Annals of Neural Sheep", 3), ("Sheep Letters", 1)]),
        ("ann of neu", [("Annals of Neural Sheep", 3)]),
        ("NIPS", [("NeurIPS", 4)]),
        ("nothing", []),
    ],
)
def test_a_part_of_a_name_or_an_alias_keeps_its_venues(loaded: Graph, name: str, found: list[tuple[str, int]]) -> None:
    assert names(loaded, name) == found


def test_pages_have_each_venue_once(loaded: Graph) -> None:
    whole = [venue.venue_id for venue in venues(loaded).venues]
    pages: list[str] = []
    after = None
    while True:
        page = venues(loaded, limit=1, after=after)
        pages += [venue.venue_id for venue in page.venues]
        if (after := page.next) is None:
            break
    assert pages == whole


@pytest.mark.parametrize("arguments", [{"limit": 0}, {"limit": 1_001}, {"name": "?"}, {"after": "forged"}])
def test_invalid_arguments_are_refused(graph: Graph, arguments: dict[str, object]) -> None:
    with pytest.raises(InvalidArgument):
        venues(graph, **arguments)  # type: ignore[arg-type]
