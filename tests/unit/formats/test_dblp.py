"""XML of dblp: every kind of record, and what is no publication and no person."""

import io
import random
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats import dblp
from graphapp.formats.dblp import recognises
from graphapp.loading.losses import usable
from graphapp.records import Authorship, Loss, PaperRecord, PassedOver, PersonName, PersonRecord, Record, Reject
from graphapp.rules.identifiers import read_identifiers
from graphapp.rules.titles import note_of_type
from graphapp.rules.venues import resolve_venue

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data" / "sources"
SHARED = ROOT.parent / "shared" / "data" / "sample" / "dblp-xml"


def records(data: bytes) -> list[Record]:
    return list(dblp.read(io.BufferedReader(io.BytesIO(data)), "dblp.xml"))


def papers() -> dict[str, PaperRecord]:
    found = records((DATA / "dblp.xml").read_bytes())
    return {record.paper_id or "": record for record in found if isinstance(record, PaperRecord)}


def paper(fields: str, key: str = "conf/flock/Lind20", tag: str = "inproceedings") -> PaperRecord:
    [record] = records(f'<dblp><{tag} key="{key}"><title>Wool</title>{fields}</{tag}></dblp>'.encode())
    assert isinstance(record, PaperRecord)
    return record


def test_an_article() -> None:
    assert papers()["journals/meadow/OkaforW19"] == PaperRecord(
        place="dblp.xml:4",
        paper_id="journals/meadow/OkaforW19",
        title="Counting Sheep in O(n2) Meadows.",
        authorships=(
            Authorship(printed_name="Inés Okafor", position=1, orcid="0000-0002-1694-233X"),
            Authorship(printed_name="Wei Wang 0007", position=2),
        ),
        year=2019,
        type="article",
        venue="J. Meadow Sci.",
        venue_key="dblp:journals/meadow",
        identifiers={"doi": "https://doi.org/10.1234/SHEEP.19"},
        url="https://sheep.example.org/counting",
    )


def test_every_record_is_a_paper_a_person_a_reject_or_passed_over() -> None:
    found = records((DATA / "dblp.xml").read_bytes())
    assert len(found) == (DATA / "dblp.xml").read_bytes().count(b" key=")
    assert [
        (type(record), record.reason if isinstance(record, Reject | PassedOver) else "") for record in found[11:]
    ] == [
        (PersonRecord, ""),
        (PersonRecord, ""),
        (PassedOver, "a page that lists persons of one name, and is no person"),
        (PassedOver, "a redirect to another person's record"),
        (Reject, "a person without a name"),
        (Reject, "author 2 has no name"),
    ]
    assert all(isinstance(record, PaperRecord) for record in found[:11])


def test_a_proceedings_volume_has_editors() -> None:
    volume = papers()["conf/flock/2020w"]
    assert volume.authorships == (
        Authorship(printed_name="Petra Lind", position=1, role="editor"),
        Authorship(printed_name="Bo Li 0001", position=2, role="editor", orcid="0000-0002-1825-0097"),
    )
    assert (volume.title, volume.type, volume.venue) == (
        "Flock Workshops 2020, Hillside",
        "proceedings",
        "Wool@FLOCK",
    )
    assert volume.url == "https://dblp.org/db/conf/flock/flock2020w.html"


@pytest.mark.parametrize(
    ("key", "type", "venue", "year"),
    [
        ("conf/flock/Lind20", "inproceedings", "Wool@FLOCK", 2020),
        ("reference/wool/Li08", "incollection", "Book of Wool", 2008),
        ("books/meadow/Berg01", "book", None, 2001),
        ("phd/meadow/Lind15", "phdthesis", "University of Meadow", 2015),
        ("ms/Lind12", "mastersthesis", "University of Meadow", 2012),
        ("data/10/Lind22", "dataset", None, 2022),
        ("www/org/meadow/wool", "www", None, 1999),
        ("journals/corr/abs-2101-00009", "informal", "CoRR", 2021),
        ("journals/corr/abs-2101-00010", "informal withdrawn", "CoRR", 2021),
    ],
)
def test_kinds_of_publications(key: str, type: str, venue: str | None, year: int) -> None:
    record = papers()[key]
    assert (record.type, record.venue, record.year) == (type, venue, year)


def test_a_title_over_two_lines_is_one_line() -> None:
    assert papers()["conf/flock/Lind20"].title == "Shearing by Moonlight."


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ("<ee>https://doi.org/10.1234/a</ee><ee>https://doi.org/10.1234/b</ee>", {"doi": "10.1234/a"}),
        ("<ee>http://doi.acm.org/10.1145/12.34</ee>", {"doi": "10.1145/12.34"}),
        ("<ee>https://dl.acm.org/doi/10.1145/12.34</ee>", {"doi": "10.1145/12.34"}),
        (
            "<ee>https://arxiv.org/abs/2101.00007</ee><ee>https://doi.org/10.1234/a</ee>",
            {"doi": "10.1234/a", "arxiv_id": "2101.00007"},
        ),
        ("<ee>https://doi.org/10.48550/arXiv.2101.00007</ee>", {"arxiv_id": "2101.00007"}),
        ("<ee>https://doi.org/10.48550/ARXIV.2101.00007</ee>", {"arxiv_id": "2101.00007"}),
        ("<journal>CoRR</journal><volume>abs/2305.14314</volume>", {"arxiv_id": "2305.14314"}),
        ("<journal>CoRR</journal><volume>abs/cs/0301001</volume>", {"arxiv_id": "cs/0301001"}),
        ("<journal>CoRR</journal><volume>cs.CL/0301001</volume>", {"arxiv_id": "cs/0301001"}),
        ("<journal>J. CoRR</journal><volume>abs/2305.14314</volume>", {}),
        ("<ee>https://www.wikidata.org/entity/Q10.1</ee><ee>https://example.org/10.pdf</ee>", {}),
    ],
)
def test_identifiers_stand_in_addresses_of_editions_and_in_volumes_of_corr(
    fields: str, identifiers: dict[str, str]
) -> None:
    record = paper(fields)
    assert usable(record).losses == ()
    assert read_identifiers(record.identifiers, record.url).normal == identifiers


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("<url>db/conf/flock/flock2020.html#Lind20</url>", "https://dblp.org/db/conf/flock/flock2020.html#Lind20"),
        ("<url>https://example.org/a</url>", "https://example.org/a"),
        ("<url>db/a.html</url><ee>\n https://example.org/a \n</ee>", "https://example.org/a"),
        ("", None),
    ],
)
def test_the_address_is_that_of_the_first_edition_else_dblps(fields: str, url: str | None) -> None:
    assert paper(fields).url == url


@pytest.mark.parametrize(
    ("key", "fields", "venue_key", "venue_id"),
    [
        ("conf/icml/Lind20", "<booktitle>ICML</booktitle>", "dblp:conf/icml", "icml"),
        ("conf/icml/Lind20", "<booktitle>Wool@ICML</booktitle>", "dblp:conf/icml", "wool icml"),
        ("conf/icml/L", "<booktitle>X</booktitle><crossref>conf/flock/20</crossref>", "dblp:conf/flock", "x"),
        ("journals/meadow/Lind20", "<journal>J. Meadow</journal>", "dblp:journals/meadow", "j meadow"),
        ("journals/meadow/Lind20", "<journal>J. Hill</journal>", "dblp:journals/meadow", "j hill"),
        ("books/meadow/Lind20", "<booktitle>Book</booktitle>", None, "book"),
        ("conf/icml/Lind20", "", None, None),
        ("conf/icml", "<booktitle>ICML</booktitle>", None, "icml"),
        ("", "<booktitle>Book</booktitle>", None, "book"),
    ],
)
def test_a_key_never_makes_one_venue_of_two(key: str, fields: str, venue_key: str | None, venue_id: str | None) -> None:
    record = paper(fields, key)
    assert record.venue_key == venue_key
    venue = resolve_venue(record.venue, record.venue_key)
    assert (venue and venue.venue_id) == venue_id


def test_a_withdrawn_paper_is_a_kind_of_its_own() -> None:
    assert note_of_type(papers()["journals/corr/abs-2101-00010"].type) == "withdrawal"
    assert note_of_type(papers()["journals/corr/abs-2101-00009"].type) is None


def test_a_person() -> None:
    [okafor, wang] = [r for r in records((DATA / "dblp.xml").read_bytes()) if isinstance(r, PersonRecord)]
    assert okafor == PersonRecord(
        place=okafor.place,
        person_id="12/345-6",
        names=(PersonName(printed_name="Inés Okafor"), PersonName(printed_name="I. Okafor")),
        orcid="0000-0002-1694-233X",
        other_ids={"wikidata": "Q1234567", "google_scholar": "abc-DEF_1"},
        losses=(
            Loss(
                place=okafor.place,
                field="orcid",
                reason="the record states another ORCID before this one",
                raw="0000-0002-1825-0097",
            ),
        ),
    )
    assert (wang.person_id, wang.names) == ("w/WeiWang7", (PersonName(printed_name="Wei Wang 0007"),))


@pytest.mark.parametrize(
    ("address", "other_ids"),
    [
        ("https://dl.acm.org/profile/81100000000", {"acm": "81100000000"}),
        ("https://d-nb.info/gnd/106944784X", {"gnd": "106944784X"}),
        ("https://isni.org/isni/000000011760545X", {"isni": "000000011760545X"}),
        ("https://id.loc.gov/authorities/names/n81090000", {"lccn": "n81090000"}),
        ("https://mathgenealogy.org/id.php?id=61000", {"mathgenealogy": "61000"}),
        ("https://openreview.net/profile?id=~Petra_Lind1", {"openreview": "~Petra_Lind1"}),
        ("https://www.scopus.com/authid/detail.uri?authorId=7003295000", {"scopus": "7003295000"}),
        ("https://viaf.org/viaf/44337100", {"viaf": "44337100"}),
        ("https://zbmath.org/authors/?q=ai:lind.petra", {"zbmath": "lind.petra"}),
        ("https://zbmath.org/authors/lind.petra", {"zbmath": "lind.petra"}),
        ("https://example.org/wikidata.org/entity/Q1", {}),
    ],
)
def test_addresses_say_where_else_a_person_is_known(address: str, other_ids: dict[str, str]) -> None:
    [person] = records(f'<dblp><www key="homepages/1/2"><author>A B</author><url>{address}</url></www></dblp>'.encode())
    assert isinstance(person, PersonRecord)
    assert person.other_ids == other_ids


def test_the_page_of_a_person() -> None:
    wang, namesake, article = records((DATA / "dblp_person.xml").read_bytes())
    assert isinstance(wang, PersonRecord)
    assert (wang.person_id, wang.names, wang.orcid) == (
        "35/7092-7",
        (PersonName(printed_name="Wei Wang 0007"),),
        "0000-0002-1825-0097",
    )
    assert isinstance(namesake, PersonRecord)
    assert namesake.person_id == "35/7092-8"
    assert isinstance(article, PaperRecord)
    assert [authorship.printed_name for authorship in article.authorships] == ["Inés Okafor", "Wei Wang 0007"]


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b"<dblp>", True),
        (b'<?xml version="1.0"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<!-- dump -->\n<dblp mdate="x">', True),
        (b'<?xml version="1.0"?><dblpperson name="A"/>', True),
        (b'<bht key="db/conf/flock/flock2020.bht" title="FLOCK 2020">', True),
        ('<?xml version="1.0" encoding="UTF-16"?><dblp/>'.encode("utf-16"), True),
        (b"<dblpx>", False),
        (b"<html><dblp>", False),
        (b'{"dblp": "<dblp>"}', False),
        (b"<!-- <dblp> -->", False),
    ],
)
def test_the_root_tells_the_format(head: bytes, known: bool) -> None:
    assert recognises(head) is known


def test_the_page_of_a_volume_has_its_volume_and_papers() -> None:
    found = records(
        b'<bht key="db/conf/flock/flock2020.bht" title="FLOCK 2020"><h1>FLOCK 2020</h1><dblpcites><r>'
        b'<proceedings key="conf/flock/2020"><editor>A B</editor><title>Flocks.</title></proceedings></r></dblpcites>'
        b'<h2>Wool <ref href="x">here</ref></h2><dblpcites><r style="ee"><inproceedings key="conf/flock/Lind20">'
        b"<author>Petra Lind 0002</author><title>Wool.</title></inproceedings></r></dblpcites></bht>"
    )
    assert [record.paper_id for record in found if isinstance(record, PaperRecord)] == [
        "conf/flock/2020",
        "conf/flock/Lind20",
    ]
    assert len(found) == 2


def test_a_broken_record_among_many_is_a_reject() -> None:
    good = b'<article key="a/%d"><author>A B</author><title>T</title></article>\n'
    bad = b'<article key="b"><author>A &nosuch; B</author><title>T</title><year>soon</year></article>\n'
    found = records(b"<dblp>\n" + b"".join(good % n for n in range(500)) + bad + good % 500 + b"</dblp>")
    assert [(record.place, record.reason) for record in found if isinstance(record, Reject)] == [
        ("dblp.xml:502", "the entity &nosuch; is not defined")
    ]
    assert len(found) == 502


def test_a_file_that_is_cut_gives_the_records_before_its_end() -> None:
    data = (DATA / "dblp.xml").read_bytes()
    found: list[Record] = []
    with pytest.raises(SourceError, match=r"^dblp\.xml:\d+ is not well-formed XML, and cannot be read further: "):
        found.extend(dblp.read(io.BufferedReader(io.BytesIO(data[: data.index(b"<proceedings") + 50])), "dblp.xml"))
    # The list is extended record by record.
    assert len(found) == 3


def test_mutated_dumps_raise_nothing_but_source_errors() -> None:
    draw = random.Random(14)
    dump = (DATA / "dblp.xml").read_bytes()
    for _ in range(300):
        data = bytearray(dump)
        for _ in range(draw.randint(1, 4)):
            place = draw.randrange(len(data))
            match draw.randrange(3):
                case 0:
                    data[place] = draw.randrange(256)
                case 1:
                    del data[place : place + draw.randrange(60)]
                case _:
                    data[place:place] = draw.choice([b"&", b"<i>", b"</i>", b"<!--", b"&x;", b"\xff", b"<author>"])
        try:
            records(bytes(data))
        except SourceError:
            continue


@pytest.mark.parametrize(
    ("name", "papers", "persons"), [("giacatho_dblp_small.xml", 170, 0), ("evelasquez_dblp.xml", 15, 8)]
)
def test_shared_samples_are_read_whole(name: str, papers: int, persons: int) -> None:
    if not SHARED.exists():
        pytest.skip("the shared samples lie beside the project only where graphapp is made")
    found = records((SHARED / name).read_bytes())
    assert sum(isinstance(record, PaperRecord) for record in found) == papers
    assert sum(isinstance(record, PersonRecord) for record in found) == persons
    assert len(found) == papers + persons
    usable_ones = [record for record in found if isinstance(record, PaperRecord | PersonRecord)]
    assert [loss for record in usable_ones for loss in usable(record).losses] == []
