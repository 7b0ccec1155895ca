"""OpenAlex works: old and new snapshots, pages of the API, and what stands for no author at all."""

import io
import json
from collections import Counter
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats import guess_format, open_input, openalex
from graphapp.formats import read as read_input
from graphapp.records import Authorship, PaperRecord, Record, Reject

SAMPLE = Path(__file__).parents[4] / "shared" / "data" / "sample" / "openalex"


def records(data: bytes) -> list[Record]:
    return list(openalex.read(io.BufferedReader(io.BytesIO(data)), "works"))


def work(**fields: object) -> PaperRecord:
    [record] = records(
        json.dumps({"id": "https://openalex.org/W5", "title": "Hay", "authorships": []} | fields).encode()
    )
    assert isinstance(record, PaperRecord), record
    return record


def test_a_work() -> None:
    assert work(
        doi="https://doi.org/10.1234/hay.5",
        ids={"pmid": "https://pubmed.ncbi.nlm.nih.gov/12345678", "mag": 5},
        publication_year=2019,
        type="article",
        authorships=[
            {
                "author_position": "first",
                "author": {
                    "id": "https://openalex.org/A51",
                    "display_name": "Wei Wang",
                    "orcid": "https://orcid.org/0000-0002-1694-233X",
                },
                "raw_author_name": "W. Wang",
            },
            {"author": {"id": None, "display_name": "Ines Okafor"}, "raw_author_name": " "},
        ],
        primary_location={
            "landing_page_url": "https://hay.example.org/5",
            "source": {"id": "https://openalex.org/S52", "display_name": "Meadow Letters", "issn_l": "1234-5679"},
        },
        abstract_inverted_index={"hay": [1, 3], "Dry": [0], "is": [2]},
    ) == PaperRecord(
        place="works:1",
        paper_id="W5",
        title="Hay",
        authorships=(
            Authorship(
                printed_name="W. Wang", position=1, author_id="A51", orcid="https://orcid.org/0000-0002-1694-233X"
            ),
            Authorship(printed_name="Ines Okafor", position=2),
        ),
        abstract="Dry hay is hay",
        year=2019,
        type="article",
        venue="Meadow Letters",
        venue_key="openalex:S52",
        identifiers={
            "doi": "https://doi.org/10.1234/hay.5",
            "pmid": "https://pubmed.ncbi.nlm.nih.gov/12345678",
        },
        url="https://hay.example.org/5",
    )


def test_a_work_of_an_old_snapshot() -> None:
    record = work(
        title=None,
        display_name="Old hay",
        publication_year=None,
        publication_date="2003-05-01",
        host_venue={
            "id": "https://openalex.org/V52",
            "display_name": "Meadow Letters",
            "url": "https://hay.example.org",
        },
        alternate_host_venues=[{"url": "https://example.org"}, {"url": "http://arxiv.org/pdf/0301.00001"}],
        abstract_inverted_index={"IndexLength": 3, "InvertedIndex": {"old": [1], "Very": [0], "hay.": [2]}},
    )
    assert (record.title, record.year, record.abstract) == ("Old hay", 2003, "Very old hay.")
    assert (record.venue, record.venue_key, record.url) == ("Meadow Letters", "openalex:S52", "https://hay.example.org")
    assert record.identifiers == {"arxiv_id": "http://arxiv.org/pdf/0301.00001"}


@pytest.mark.parametrize("id", ["https://openalex.org/A9999999999", "https://openalex.org/A5317838346", None, ""])
def test_ids_that_stand_for_many_people_are_none(id: str | None) -> None:
    [authorship] = work(authorships=[{"author": {"id": id, "display_name": "Ada Byron"}}]).authorships
    assert authorship.author_id is None


@pytest.mark.parametrize(
    ("printed", "profile", "name"),
    [
        ("Wang, Wei", "Wei Wang", "Wang, Wei"),
        ("Bo Li1,2", "Bo Li", "Bo Li"),
        ("Bo Li*1, 2†", "Bo Li", "Bo Li"),
        ("Bo Li 12", "Bo Li", "Bo Li"),
        ("Bo Li1,2", None, "Bo Li1,2"),
        ("Wei Wang 0001", "Wei Wang", "Wei Wang 0001"),
        ("John Smith 3rd", "John Smith", "John Smith 3rd"),
        ("GBD 2019", "Global Burden", "GBD 2019"),
        ("Apollo 11", "Apollo 11", "Apollo 11"),
        ("J. Smith Jr.", "John Smith", "J. Smith Jr."),
        (" ", "Bo Li", "Bo Li"),
    ],
)
def test_the_numbers_of_footnotes_are_no_part_of_a_name(printed: str, profile: str | None, name: str) -> None:
    [authorship] = work(authorships=[{"raw_author_name": printed, "author": {"display_name": profile}}]).authorships
    assert authorship.printed_name == name


@pytest.mark.parametrize(
    ("fields", "complete"),
    [({}, True), ({"is_authors_truncated": True}, False), ({"authors_count": 1}, True), ({"authors_count": 7}, False)],
)
def test_a_cut_list_of_authors(fields: dict[str, object], complete: bool) -> None:
    assert work(authorships=[{"raw_author_name": "Ada Byron"}], **fields).authors_complete is complete


@pytest.mark.parametrize(
    ("count", "last", "fields", "complete"),
    [
        (100, "middle", {}, False),
        (100, None, {}, False),
        (100, "last", {}, True),
        (100, "middle", {"is_authors_truncated": False}, True),
        (100, None, {"authors_count": 100}, True),
        (99, "middle", {}, True),
        (140, None, {}, True),
    ],
)
def test_a_hundred_authors_may_be_cut_where_nothing_says_it(
    count: int, last: str | None, fields: dict[str, object], complete: bool
) -> None:
    authorships = [{"raw_author_name": f"Sheep {number}", "author_position": last} for number in range(count)]
    assert work(authorships=authorships, **fields).authors_complete is complete


@pytest.mark.parametrize(
    "id",
    [
        "https://openalex.org/A5023888391",
        "A5023888391",
        "https://openalex.org/authors/A5",
        "https://openalex.org/S52",
        "https://openalex.org/I1",
        "https://openalex.org/fields/17",
        "https://openalex.org/keywords/sheep",
    ],
)
def test_what_is_no_work_is_a_reject(id: str) -> None:
    [record] = records(json.dumps({"id": id, "display_name": "Ada Byron", "works_count": 7}).encode())
    assert isinstance(record, Reject)
    assert record.reason == f"{id} is no work; authors, sources and topics of OpenAlex are no papers"


@pytest.mark.parametrize("id", ["W5", "w5", "https://openalex.org/works/W5", "https://api.openalex.org/works/W5", "x"])
def test_the_ids_of_works(id: str) -> None:
    assert work(id=id).paper_id == id.rpartition("/")[2]


@pytest.mark.parametrize(
    ("fields", "type"),
    [
        ({"type": "erratum"}, "erratum"),
        ({"type": "article", "is_retracted": True}, "retracted article"),
        ({"type": "retraction", "is_retracted": True}, "retraction"),
        ({"is_retracted": True}, "retracted work"),
        ({"type": "journal-article", "is_paratext": True}, "paratext"),
    ],
)
def test_what_a_work_is(fields: dict[str, object], type: str) -> None:
    assert work(**fields).type == type


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://arxiv.org/abs/2101.00007", True),
        ("https://arxiv.org/pdf/hep-th/9901001", True),
        ("https://doi.org/10.48550/arXiv.2101.00007", True),
        ("https://notarxiv.org/abs/2101.00007", False),
        ("https://arxiv.org/a/byron_a_1", False),
        (None, False),
    ],
)
def test_the_arxiv_id_is_in_one_of_the_locations(address: str | None, found: bool) -> None:
    record = work(locations=[{"landing_page_url": "https://hay.example.org"}, {"landing_page_url": address}])
    assert record.identifiers == ({"arxiv_id": address} if found else {})


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "https://openalex.org/W6", "title": null, "display_name": null}', "no title"),
        (b'{"id": "https://openalex.org/W6", "title": 7}', "title: expected `str | null`, got `int`"),
        (b'{"title": "A", "authorships": [{"author": {}}]}', "author 1 has no name"),
        (b'{"title": "A", "authorships": {}}', "authorships: expected `array | null`, got `object`"),
        (
            b'{"title": "A", "abstract_inverted_index": {"x": ["y"]}}',
            "abstract_inverted_index[...][0]: expected `int`",
        ),
        (b'{"title": "caf\xe9"}', "byte 0xe9 at offset 14 is not UTF-8"),
        (b'{"title": "A"', "not JSON: Input data was truncated"),
    ],
)
def test_a_broken_work_is_a_reject_and_the_next_one_is_read(line: bytes, reason: str) -> None:
    good = b'{"id": "https://openalex.org/W7", "title": "B"}'
    broken, read = records(line + b"\r\n" + good + b"\n")
    assert isinstance(broken, Reject)
    assert broken.reason.startswith(reason)
    assert isinstance(read, PaperRecord)


def test_a_page_that_is_cut_short_gives_its_works_first() -> None:
    page = b'{"meta": {}, "results": [{"id": "W1", "title": "A"}, {"id": "W2", "ti'
    found = openalex.read(io.BufferedReader(io.BytesIO(page)), "works")
    assert isinstance(next(found), PaperRecord)
    with pytest.raises(SourceError):
        next(found)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b'{"id": "x", "display_name": "y", "publication_year": 2020}', True),
        (b'[{"id": "x", "authorships": []}]', True),
        (b'{"meta": {}, "results": [{"id": "x", "abstract_inverted_index": null', True),
        (b'{"id": "https://openalex.org/A1", "display_name": "Ada Byron", "works_count": 7}', False),
        (b'{"id": "x", "title": "y"}', False),
    ],
)
def test_recognised_by_the_fields_of_works(head: bytes, known: bool) -> None:
    assert openalex.recognises(head) is known


@pytest.mark.parametrize(
    ("name", "papers", "untitled"),
    [("works_2021-11-03_part_000.jsonl", 50, 0), ("works_2023-05-16_part_000.jsonl", 11, 16)],
)
def test_every_work_of_the_shared_sample_is_accounted_for(name: str, papers: int, untitled: int) -> None:
    if not SAMPLE.exists():
        pytest.skip("the shared sample lies beside the project only where graphapp is made")
    with open_input(str(SAMPLE / name)) as opened:
        format = guess_format(opened.place, opened.head)
        found = Counter(each.reason if isinstance(each, Reject) else "paper" for each in read_input(opened, format))
    assert format.name == "openalex"
    assert found == Counter({"paper": papers, "no title": untitled})
