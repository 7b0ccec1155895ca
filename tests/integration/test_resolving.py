"""What a text names, on a real database."""

from __future__ import annotations

import pytest

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.records import PersonName, PersonRecord
from graphapp.services.catalog import paper as paper_of
from graphapp.services.resolving import resolve
from graphapp.services.works import explain_work
from tests import graphs
from tests.bibliography import paper

ORCID = "0000-0002-1694-233X"


@pytest.fixture
def loaded(graph: Graph) -> Graph:
    person = PersonRecord(
        place="x", person_id="35/7092", names=(PersonName(printed_name="Ada Ray"),), orcid=ORCID, other_ids={}
    )
    meadow = paper(
        "conf/nips/Ray20",
        "Ada Ray",
        title="Sheep of the Meadow",
        year=2020,
        venue="NeurIPS",
        identifiers={"doi": "10.1000/abc", "arxiv_id": "2001.00001"},
    )
    graphs.put(graph, [meadow, person], "dblp")
    graphs.put(graph, [paper("1", "Ada Ray", title="Sheep of the Meadow", year=2020, venue="NIPS")], "two")
    graphs.put(graph, [paper("2", "Bo Li", title="Sheep again")], "two")
    return graph


WORK = ("work", "dblp:conf/nips/Ray20")


@pytest.mark.parametrize(
    ("text", "kind", "id", "found_by"),
    [
        ("dblp:conf/nips/Ray20", *WORK, "work_id"),
        ("two:1", "paper row", "two:1", "paper_id"),
        ("conf/nips/Ray20", *WORK, "id of the source"),
        ("https://dblp.org/rec/conf/nips/Ray20.html", *WORK, "id of dblp"),
        ("https://dblp.org/pid/35/7092.html", "person", "dblp:35/7092", "id of dblp"),
        ("https://doi.org/10.1000/ABC", *WORK, "DOI"),
        ("arXiv:2001.00001v3", *WORK, "arXiv id"),
        ("dblp:Ada Ray", "author row", "dblp:Ada Ray", "author_id"),
        (f"https://orcid.org/{ORCID}", "author row", "dblp:Ada Ray", "ORCID"),
        ("Proc. of NIPS 2020", "venue", "neurips", "name of a venue"),
        ("neurips", "venue", "neurips", "venue_id"),
        ("SHEEP OF THE MEADOW.", *WORK, "title"),
        ("meadow sheep", *WORK, "words of title or abstract"),
    ],
)
def test_a_text_names_a_thing_and_says_how(loaded: Graph, text: str, kind: str, id: str, found_by: str) -> None:
    [thing] = [each for each in resolve(loaded, text=text).things if each.id == id]
    assert (thing.kind, thing.found_by) == (kind, found_by)


@pytest.mark.parametrize("text", ["https://doi.org/10.1000/ABC", "conf/nips/Ray20", "two:1", "Sheep of the Meadow"])
def test_a_paper_and_its_explanation_are_found_by_what_names_it(loaded: Graph, text: str) -> None:
    assert paper_of(loaded, id=text).work_id == explain_work(loaded, id=text).work_id == "dblp:conf/nips/Ray20"


def test_a_text_that_names_several_works_lists_their_ids(loaded: Graph) -> None:
    with pytest.raises(NotFound, match="names 2 works") as caught:
        paper_of(loaded, id="sheep")
    assert set(caught.value.near) == {"dblp:conf/nips/Ray20", "two:2"}


def test_of_many_works_of_one_title_twenty_are_given_and_the_others_mentioned(graph: Graph) -> None:
    for source in ("one", "two", "three"):
        papers = [paper(f"{n:02}", "Ada Quill", title="Notes", identifiers={"doi": f"10.1/{n}"}) for n in range(22)]
        graphs.put(graph, papers, source)
    found = resolve(graph, text="Notes")
    assert (len({thing.work_id for thing in found.things}), found.truncated) == (20, True)
    with pytest.raises(NotFound, match="more than 20 works"):
        explain_work(graph, "Notes")


def test_a_text_that_names_something_else_says_what(loaded: Graph) -> None:
    with pytest.raises(NotFound, match="the venue 'neurips', but no paper"):
        paper_of(loaded, id="NIPS")


@pytest.mark.parametrize("text", ["10.1000/none", "https://example.org/sheep", "nothing at all", "the", "x" * 9_000])
def test_what_names_nothing_is_not_found(loaded: Graph, text: str) -> None:
    with pytest.raises(NotFound):
        resolve(loaded, text=text)


@pytest.mark.parametrize("text", ["", "  ", "x" * 10_001])
def test_an_empty_or_huge_text_is_refused(graph: Graph, text: str) -> None:
    with pytest.raises(InvalidArgument):
        resolve(graph, text=text)
