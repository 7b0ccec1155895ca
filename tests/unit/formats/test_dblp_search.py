"""dblp's search: a hit is the row of dblp's XML, and one author is a list of one."""

import io
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from graphapp.formats import dblp, dblp_search
from graphapp.records import Authorship, PaperRecord, Record, Reject

DATA = Path(__file__).parents[2] / "data" / "sources"


def records(document: bytes | object) -> list[Record]:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return list(dblp_search.read(io.BufferedReader(io.BytesIO(data)), "hits"))


def answer(*infos: dict[str, object]) -> dict[str, object]:
    hits = [{"@score": "1", "@id": "7", "info": info, "url": "URL#7"} for info in infos]
    return {"result": {"query": "a", "hits": {"@total": str(len(hits)), "hit": hits}}}


def info(**fields: object) -> dict[str, object]:
    return {"key": "conf/meadow/A20", "title": "Fences.", "type": "Journal Articles"} | fields


def paper(**fields: object) -> PaperRecord:
    [record] = records(answer(info(**fields)))
    assert isinstance(record, PaperRecord)
    return record


def test_an_answer() -> None:
    fences, wolves, volume = records((DATA / "dblp_search.json").read_bytes())
    assert fences == PaperRecord(
        place="hits:10",
        paper_id="conf/icml/OkaforO20",
        title="Fences & Hedges: Don't Jump.",
        authorships=(
            Authorship(printed_name="Ines Okafor 0002", position=1),
            Authorship(printed_name="Sean O'Hara", position=2),
        ),
        year=2020,
        type="inproceedings",
        venue="ICML",
        venue_key="dblp:conf/icml",
        identifiers={"doi": "https://doi.org/10.1234/fences"},
        url="https://doi.org/10.1234/fences",
    )
    assert isinstance(wolves, PaperRecord)
    assert wolves.authorships == (Authorship(printed_name="Wei Wang 0001", position=1),)
    assert (wolves.venue, wolves.url) == ("CoRR", "https://arxiv.org/abs/2003.00001")
    assert (wolves.type, wolves.identifiers) == ("informal", {"arxiv_id": "abs/2003.00001"})
    assert isinstance(volume, PaperRecord)
    assert volume.authorships == (Authorship(printed_name="Petra Lind", position=1, role="editor"),)
    assert (volume.venue, volume.type) == ("Meadow", "proceedings")


def test_a_hit_is_the_row_of_the_xml() -> None:
    [found, *_] = records((DATA / "dblp_search.json").read_bytes())
    xml = """<dblp><inproceedings key="conf/icml/OkaforO20"><author>Ines Okafor 0002</author>
        <author>Sean O'Hara</author>
        <title>Fences &amp; Hedges: Don't Jump.</title><pages>1-9</pages><year>2020</year><booktitle>ICML</booktitle>
        <ee>https://doi.org/10.1234/fences</ee><crossref>conf/icml/2020</crossref></inproceedings></dblp>"""
    [parsed] = dblp.read(io.BufferedReader(io.BytesIO(xml.encode())), "hits")
    assert isinstance(found, PaperRecord)
    assert isinstance(parsed, PaperRecord)
    assert replace(found, place=parsed.place) == parsed


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ({"author": [{"text": "Ada Byron"}, {"text": "Wei Wang 0001"}]}, ["Ada Byron", "Wei Wang 0001"]),
        ({"author": {"text": "Ada Byron"}}, ["Ada Byron"]),
        ({"author": ["Ada Byron", "Wei Wang"]}, ["Ada Byron", "Wei Wang"]),
        ({"author": "Ada Byron"}, ["Ada Byron"]),
        ({}, []),
        (None, []),
    ],
)
def test_every_form_of_a_list_of_authors(authors: object, names: list[str]) -> None:
    assert [author.printed_name for author in paper(authors=authors).authorships] == names


def test_several_answers_hits_and_infos_are_read() -> None:
    page = answer(info(key="a"), info(key="b"))
    for document in (
        json.dumps(page) + "\n" + json.dumps(answer(info(key="c"))),
        json.dumps([{"info": info(key="a")}, {"info": info(key="b")}, {"info": info(key="c")}]),
        "\n".join(json.dumps(info(key=key)) for key in "abc"),
    ):
        found = records(document.encode())
        assert [record.paper_id for record in found if isinstance(record, PaperRecord)] == ["a", "b", "c"]


def test_an_answer_without_hits_is_no_paper() -> None:
    [record] = records({"result": {"query": "a", "hits": {"@total": "0", "@sent": "0"}}})
    assert isinstance(record, Reject)
    assert record.reason == 'an object of no known shape: its keys are "result"'


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": ""}, "no title"),
        ({"authors": {"author": [{"@pid": "1/1"}]}}, "author 1 has no name"),
        ({"authors": {"author": 7}}, "info.authors.author: expected `str | object | array | null`, got `int`"),
        ({"year": "soon"}, 'year "soon" is not a year'),
    ],
)
def test_a_damaged_hit_costs_itself(fields: dict[str, object], reason: str) -> None:
    bad, good = records(answer(info(**fields), info()))
    assert isinstance(bad, Reject)
    assert bad.reason == reason
    assert isinstance(good, PaperRecord)
