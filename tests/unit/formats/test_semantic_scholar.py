"""Semantic Scholar: releases and the API give one row for one paper, and nothing of a page is lost in silence."""

import io
import json
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats import semantic_scholar
from graphapp.records import Authorship, PaperRecord, Record, Reject

DATA = Path(__file__).parents[2] / "data" / "sources"


def records(data: bytes) -> list[Record]:
    return list(semantic_scholar.read(io.BufferedReader(io.BytesIO(data)), "papers"))


def papers_in(document: object) -> list[PaperRecord]:
    return [record for record in records(json.dumps(document).encode()) if isinstance(record, PaperRecord)]


def test_a_release() -> None:
    fences, untitled, wolves = records((DATA / "semantic_scholar_papers.jsonl").read_bytes())
    assert fences == PaperRecord(
        place="papers:1",
        paper_id="900001",
        title="Fences, Revisited",
        authorships=(
            Authorship(printed_name="Ines Okafor", position=1, author_id="70001"),
            Authorship(printed_name="Wei Wang", position=2),
        ),
        year=2020,
        type="JournalArticle, Conference",
        venue="Meadow Conference",
        identifiers={"doi": "10.1234/fences", "arxiv_id": "2003.00001", "pmid": "31000001"},
        url="https://www.semanticscholar.org/paper/00000000000000000000000000000000000000a1",
    )
    assert isinstance(untitled, Reject)
    assert (untitled.place, untitled.reason) == ("papers:2", "no title")
    assert isinstance(wolves, PaperRecord)
    assert (wolves.venue, wolves.year) == ("Journal of Hedges", 2019)


def test_a_page_of_the_api_gives_the_row_of_the_release() -> None:
    [released, *_] = records((DATA / "semantic_scholar_papers.jsonl").read_bytes())
    found, bare = records((DATA / "semantic_scholar_search.json").read_bytes())
    assert isinstance(released, PaperRecord)
    assert isinstance(found, PaperRecord)
    assert isinstance(bare, PaperRecord)
    for field in ("paper_id", "title", "authorships", "year", "type", "venue", "venue_key", "identifiers", "url"):
        assert getattr(found, field) == getattr(released, field)
    assert found.abstract == "We count fences."
    assert (bare.paper_id, bare.title) == ("00000000000000000000000000000000000000a4", "A Title Is Enough")


@pytest.mark.parametrize(
    ("id", "count", "complete"),
    [("paperId", 500, False), ("paperId", 499, True), ("corpusid", 500, True), ("corpusid", 2926, True)],
)
def test_the_api_may_cut_lists_of_500_authors(id: str, count: int, complete: bool) -> None:
    document = {id: "7", "title": "Fences", "authors": [{"name": f"Sheep {number}"} for number in range(count)]}
    assert [paper.authors_complete for paper in papers_in(document)] == [complete]


def test_an_id_that_a_batch_does_not_find_is_a_reject() -> None:
    unknown, found = records(b'[null, {"paperId": "a1", "title": "Fences"}]')
    assert isinstance(unknown, Reject)
    assert (unknown.reason, unknown.raw) == ("null, which stands for an id that Semantic Scholar does not know", "null")
    assert isinstance(found, PaperRecord)


@pytest.mark.parametrize(
    ("stated", "id"),
    [
        ({"corpusid": 7}, "7"),
        ({"paperId": "a1", "corpusId": 7}, "7"),
        ({"paperId": "a1", "externalIds": {"CorpusId": 7}}, "7"),
        ({"paperId": "a1", "externalIds": None}, "a1"),
        ({"paperId": None}, None),
    ],
)
def test_the_corpus_id_goes_first(stated: dict[str, object], id: str | None) -> None:
    """Of one paper, Semantic Scholar knows several hashes and one corpus id."""
    [paper] = papers_in([{"title": "Fences", **stated}])
    assert paper.paper_id == id


@pytest.mark.parametrize(
    "page",
    [
        {"offset": 0, "data": [{"citingPaper": {"paperId": "a1", "title": "Fences"}, "contexts": []}]},
        {"offset": 0, "data": [{"citedPaper": {"paperId": "a1", "title": "Fences"}, "isInfluential": False}]},
        {"recommendedPapers": [{"paperId": "a1", "title": "Fences"}]},
        {"authorId": "7", "name": "Ines Okafor", "papers": [{"paperId": "a1", "title": "Fences"}]},
        {"paperId": "a1", "title": "Fences"},
    ],
)
def test_every_answer_of_the_api_with_papers_is_read(page: object) -> None:
    assert semantic_scholar.recognises(json.dumps(page).encode())
    [paper] = papers_in(page)
    assert (paper.paper_id, paper.title) == ("a1", "Fences")


@pytest.mark.parametrize(
    ("stated", "venue", "key"),
    [
        ({"venue": "Meadow", "publicationVenue": {"name": "Meadow Conference"}}, "Meadow", None),
        ({"venue": "", "publicationVenue": {"name": "Hedges", "issn": "1532-4435"}}, "Hedges", "issn:1532-4435"),
        ({"venue": "", "publicationVenue": {"name": "Hedges", "issn": "soon"}}, "Hedges", None),
        ({"venue": "", "publicationVenue": None, "journal": {"name": "Hedges"}}, "Hedges", None),
        ({"venue": "", "journal": {"pages": "1"}}, None, None),
    ],
)
def test_the_venue(stated: dict[str, object], venue: str | None, key: str | None) -> None:
    [paper] = papers_in([{"paperId": "a1", "title": "Fences", **stated}])
    assert (paper.venue, paper.venue_key) == (venue, key)


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ({"title": 7}, "title: expected `str | null`, got `int`"),
        ({"title": "A", "authors": [{"authorId": "1", "name": None}]}, "author 1 has no name"),
        ({"title": "A", "authors": ["Ines Okafor"]}, "authors[0]: expected `object`, got `str`"),
        ({"title": "A", "year": "soon"}, 'year "soon" is not a year'),
        ({"error": "Paper not found"}, 'an object of no known shape: its keys are "error"'),
    ],
)
def test_what_is_no_paper_is_a_reject(stated: dict[str, object], reason: str) -> None:
    [record] = records(json.dumps([stated]).encode())
    assert isinstance(record, Reject)
    assert record.reason == reason


def test_one_broken_line_among_many_costs_itself() -> None:
    good = b'{"corpusid": 1, "title": "Fences"}\n'
    damaged = [b'{"corpusid": 2, "title": "Fen\n', b'{"corpusid": 3, "title": "Fen\xe9"}\r\n', b"[]\n"]
    found = records(good * 5 + damaged[0] + good * 5 + damaged[1] + damaged[2] + good)
    assert [record.place for record in found if isinstance(record, Reject)] == ["papers:6", "papers:12", "papers:13"]
    assert sum(isinstance(record, PaperRecord) for record in found) == 11


def test_a_page_that_is_cut_off_gives_the_papers_before() -> None:
    whole = (DATA / "semantic_scholar_search.json").read_bytes()
    found: list[Record] = []
    with pytest.raises(SourceError):
        found.extend(semantic_scholar.read(io.BufferedReader(io.BytesIO(whole[:-60])), "papers"))
    assert [record.paper_id for record in found if isinstance(record, PaperRecord)] == ["900001"]
