"""arXiv's metadata snapshot: the row is the preprint of the first version."""

import io
import json

import pytest

from graphapp.formats import arxiv
from graphapp.records import Authorship, PaperRecord, Record, Reject


def records(data: bytes) -> list[Record]:
    return list(arxiv.read(io.BufferedReader(io.BytesIO(data)), "eprints"))


def eprint(**fields: object) -> PaperRecord:
    [record] = records(json.dumps({"id": "2101.00001", "title": "Hay"} | fields).encode())
    assert isinstance(record, PaperRecord), record
    return record


def names(**fields: object) -> list[str]:
    return [authorship.printed_name for authorship in eprint(**fields).authorships]


def test_an_eprint() -> None:
    assert eprint(
        title="Hay\n  and  straw\r\n in winter",
        authors="ignored beside the parts",
        authors_parsed=[["Okafor", "Ines", ""]],
        versions=[
            {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
            {"version": "v2", "created": "Tue, 1 Jan 2008 00:00:00 GMT"},
        ],
        update_date="2020-01-01",
        doi="10.1234/hay.5",
        categories="math.CO cs.CG",
        abstract="  Dry\nhay.\n",
        **{"journal-ref": "Meadow Letters 5 (2009) 1-7"},
    ) == PaperRecord(
        place="eprints:1",
        paper_id="2101.00001",
        title="Hay and  straw in winter",
        authorships=(Authorship(printed_name="Ines Okafor", position=1),),
        abstract="  Dry\nhay.\n",
        year=2007,
        venue="arXiv",
        track="math.CO",
        identifiers={"arxiv_id": "2101.00001", "doi": "10.1234/hay.5"},
    )


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (["van der Berg", "Cora", ""], "Cora van der Berg"),
        (["Smith", "J. R.", "Jr"], "J. R. Smith Jr"),
        (["Byron", "Ada", "", "Night Pasture"], "Ada Byron"),
        (["ATLAS Collaboration", "", ""], "ATLAS Collaboration"),
        (["Devvi"], "Devvi"),
        ([r"Ga\v{s}i\'c", "Ana", ""], "Ana Gašić"),
    ],
)
def test_names_in_parts_are_printed_in_their_natural_order(parts: list[str], name: str) -> None:
    assert names(authors_parsed=[parts]) == [name]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Byron, Wei Wang and Ines Okafor", ["Ada Byron", "Wei Wang", "Ines Okafor"]),
        ("Ada Byron (1), Wei Wang (1 and 2) ((1) Hill, (2) Dale)", ["Ada Byron", "Wei Wang"]),
        ("Ada Byron (Hill, Dale", ["Ada Byron"]),
        ("Ada Byron, Jr., Wei Wang, III and Ines Okafor", ["Ada Byron Jr.", "Wei Wang III", "Ines Okafor"]),
        ("Ada Byron, Wei Wang, and Ines Okafor", ["Ada Byron", "Wei Wang", "Ines Okafor"]),
        (r"C. Bal\'azs, J{\"o}rg M\"uller and \L{}ukasz \'Swi\k{a}tek", ["C. Balázs", "Jörg Müller", "Łukasz Świątek"]),
        (r"A. Mu\~noz (Gda\'nsk), B.~Pe\v{c}ar", ["A. Muñoz", "B. Pečar"]),
        ("BABAR Collaboration: B. Aubert, M. Bona", ["BABAR Collaboration", "B. Aubert", "M. Bona"]),
        (None, []),
    ],
)
def test_without_names_in_parts_the_text_is_divided(text: str | None, found: list[str]) -> None:
    assert names(authors=text) == found


def test_a_text_that_says_that_there_are_more_authors() -> None:
    assert not eprint(authors="Ada Byron, Wei Wang, et al. (Hill)").authors_complete


@pytest.mark.parametrize(
    ("fields", "type"),
    [
        ({"comments": "This paper has been withdrawn by the author due to an error"}, "withdrawn"),
        ({"comments": "Withdrawn"}, "withdrawn"),
        ({"abstract": "  This submission has been withdrawn.\n"}, "withdrawn"),
        ({"abstract": "Hay that has been withdrawn from sheep"}, None),
        ({"comments": "7 pages; cash withdrawn by sheep"}, None),
    ],
)
def test_a_withdrawn_eprint_says_so(fields: dict[str, object], type: str | None) -> None:
    assert eprint(**fields).type == type


@pytest.mark.parametrize(
    ("doi", "first", "others"),
    [
        ("10.1234/hay.5", "10.1234/hay.5", []),
        ("10.1234/hay.5 10.1234/hay.6\n 10.1234/hay.7", "10.1234/hay.5", ["10.1234/hay.6", "10.1234/hay.7"]),
        ("10.1234/hay.5 (erratum)", "10.1234/hay.5 (erratum)", []),
    ],
)
def test_of_several_dois_the_first_is_that_of_the_article(doi: str, first: str, others: list[str]) -> None:
    record = eprint(doi=doi)
    assert record.identifiers["doi"] == first
    assert [(loss.field, loss.raw) for loss in record.losses] == [("doi", other) for other in others]


@pytest.mark.parametrize("versions", [None, [], [{}], [{"version": "v1", "created": "soon"}]])
def test_an_eprint_without_a_date_has_no_year(versions: object) -> None:
    assert eprint(versions=versions).year is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "2101.00001", "authors_parsed": []}', "no title"),
        (b'{"id": "2101.00001", "title": "A", "authors_parsed": [["", ""]]}', "author 1 has no name"),
        (b'{"id": 2101.00001, "title": "A"}', "id: expected `str | null`, got `float`"),
        (b'{"id": "2101.00001", "title": "A"', "not JSON: Input data was truncated"),
    ],
)
def test_a_broken_eprint_is_a_reject_and_the_next_one_is_read(line: bytes, reason: str) -> None:
    broken, read = records(line + b'\n{"id": "2101.00002", "title": "B"}')
    assert isinstance(broken, Reject)
    assert broken.reason == reason
    assert isinstance(read, PaperRecord)


def test_brackets_cost_linear_time() -> None:
    assert names(authors="Ada Byron " + "(" * 1_000_000) == ["Ada Byron"]


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b'{"id": "2101.00001", "authors_parsed": [["A", "B", ""]]}', True),
        (b'{"id": "2101.00001", "categories": "cs.LG", "abstract": "", "versions": []}', True),
        (b'{"id": "2101.00001", "title": "A"}', False),
    ],
)
def test_recognised_by_the_fields_of_eprints(head: bytes, known: bool) -> None:
    assert arxiv.recognises(head) is known
