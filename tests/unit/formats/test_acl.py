"""ACL Anthology: volumes, papers and their authors in XML."""

import io
from collections import Counter
from pathlib import Path

import pytest

from graphapp.errors import SourceError
from graphapp.formats import FORMATS, acl, guess_format, open_input, read
from graphapp.records import Authorship, PaperRecord, PersonRecord, Record, Reject
from graphapp.rules.titles import note_of_type
from graphapp.rules.venues import resolve_venue, venue_of_id

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data" / "sources"
TOY = ROOT.parent / "shared" / "data" / "sample" / "acl-toy"


def records(data: bytes) -> list[Record]:
    return list(acl.read(io.BufferedReader(io.BytesIO(data)), "acl.xml"))


def papers(data: bytes) -> list[PaperRecord]:
    found = []
    for record in records(data):
        assert isinstance(record, PaperRecord), record
        found.append(record)
    return found


def collection(
    papers: str, *, id: str = "2031.meadow", volume: str = "1", venues: tuple[str, ...] = (), title: str = "A Meadow"
) -> bytes:
    keys = "".join(f"<venue>{venue}</venue>" for venue in venues)
    meta = f"<meta><booktitle>{title}</booktitle><year>2031</year>{keys}</meta>"
    return f'<collection id="{id}"><volume id="{volume}">{meta}{papers}</volume></collection>'.encode()


def paper_of(inside: str) -> PaperRecord:
    _, paper = papers(collection(f'<paper id="1">{inside}</paper>'))
    return paper


def test_a_collection() -> None:
    read = records((DATA / "acl.xml").read_bytes())
    found = {record.paper_id: record for record in read if isinstance(record, PaperRecord)}
    assert found["2031.meadow-long.0"] == PaperRecord(
        place="acl.xml:4",
        paper_id="2031.meadow-long.0",
        title="Proceedings of the 4th Meadow Conference (MEADOW 2031)",
        authorships=(
            Authorship(printed_name="Ines Okafor", position=1, role="editor", author_id="ines-okafor"),
            Authorship(printed_name="Petra Lind", position=2, role="editor"),
        ),
        year=2031,
        type="proceedings",
        venue="Proceedings of the 4th Meadow Conference (MEADOW 2031)",
        venue_key="acl-anthology/meadow",
        identifiers={"doi": "10.1234/meadow.0"},
        url="https://aclanthology.org/2031.meadow-long.0/",
    )
    assert found["2031.meadow-long.1"] == PaperRecord(
        place="acl.xml:23",
        paper_id="2031.meadow-long.1",
        title="Counting Sheep in $O(n^2)$: a woolly survey of https://sheep.example.org",
        authorships=(
            Authorship(printed_name="Wei Wang", position=1, author_id="wei-wang-hill", orcid="0000-0002-1694-233X"),
            Authorship(printed_name="Devvi", position=2),
            Authorship(printed_name="Xiaoming Chen", position=3),
            Authorship(printed_name="Petra Lind", position=1, role="editor"),
        ),
        abstract="Sheep are $k$-connected & calm.\n        They sleep.",
        year=2031,
        type="inproceedings",
        venue="Proceedings of the 4th Meadow Conference (MEADOW 2031)",
        venue_key="acl-anthology/meadow",
        identifiers={"doi": "10.1234/meadow.1"},
        url="https://aclanthology.org/2031.meadow-long.1/",
    )
    types = {paper_id: record.type for paper_id, record in found.items()}
    assert types == {
        "2031.meadow-long.0": "proceedings",
        "2031.meadow-long.1": "inproceedings",
        "2031.meadow-long.2": "retracted inproceedings",
        "2031.meadow-long.3": "backmatter",
        "2031.meadow-tools": "proceedings",
        "2031.meadow-tools.1": "removed inproceedings",
        "2031.meadow-journal": "journal",
        "2031.meadow-journal.1": "article",
    }
    assert found["2031.meadow-long.2"].url == "https://wolves.example.org/paper.pdf"
    assert found["2031.meadow-tools"].url == "https://aclanthology.org/volumes/2031.meadow-tools/"
    assert found["2031.meadow-tools"].identifiers == {"doi": "10.1234/meadow.tools"}
    assert found["2031.meadow-journal.1"].venue == "Meadow Letters"


def test_each_volume_and_each_paper_is_one_record() -> None:
    """Talks and the facts of an event are none."""
    found = records((DATA / "acl.xml").read_bytes())
    assert Counter(type(record) for record in found) == {PaperRecord: 8, Reject: 1}
    [reject] = (record for record in found if isinstance(record, Reject))
    assert (reject.place, reject.reason) == ("acl.xml:52", "no title")
    assert reject.raw.startswith('<paper id="4">')


def test_a_retracted_paper_is_the_paper_and_no_retraction() -> None:
    assert note_of_type("retracted inproceedings") is None
    assert note_of_type("removed article") is None


@pytest.mark.parametrize(
    ("collection_id", "volume", "paper", "expected"),
    [
        ("P18", "1", "1", "P18-1001"),
        ("P18", "1", None, "P18-1"),
        ("P18", "1", "0", "P18-1000"),
        ("W18", "63", "7", "W18-6307"),
        ("W05", "1", "12", "W05-0112"),
        ("W05", "01", None, "W05-01"),
        ("C69", "1", "1", "C69-0101"),
        ("D19", "1", "42", "D19-1042"),
        ("D19", "57", "2", "D19-5702"),
        ("D19", "5", "2", "D19-0502"),
        ("P18", "1", "00042", "P18-1042"),
        ("P18", "1", "1001", "P18-11001"),
        ("2022.acl", "long", "42", "2022.acl-long.42"),
        ("2022.acl", "1", None, "2022.acl-1"),
        ("P18", "x", "1", "P18-x.1"),
    ],
)
def test_ids_of_the_anthology(collection_id: str, volume: str, paper: str | None, expected: str) -> None:
    inside = "" if paper is None else f'<paper id="{paper}"><title>A</title></paper>'
    assert papers(collection(inside, id=collection_id, volume=volume))[-1].paper_id == expected


def test_a_paper_without_an_id_is_identified_by_what_it_says() -> None:
    _, paper = papers(collection("<paper><title>A</title></paper>"))
    assert (paper.paper_id, paper.url) == (None, None)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("<author><first>Ada</first><last>Byron</last></author>", "Ada Byron"),
        ("<author><last>Byron</last><first>Ada</first></author>", "Ada Byron"),
        ("<author><first/><last>Mausam</last></author>", "Mausam"),
        ("<author><last>van  der\n Berg</last></author>", "van der Berg"),
        ("<author><first>Ada</first></author>", "Ada"),
        ("<author>Ada Byron</author>", "Ada Byron"),
        ("<author><first>Ada</first><last>O&#8217;Neill &amp; Sons</last></author>", "Ada O’Neill & Sons"),
    ],
)
def test_names_of_authors(author: str, expected: str) -> None:
    [authorship] = paper_of(f"<title>A</title>{author}").authorships
    assert authorship == Authorship(printed_name=expected, position=1)


def test_an_orcid_is_an_attribute_or_an_element() -> None:
    attribute, element = paper_of(
        '<title>A</title><author orcid="0000-0002-1694-233X"><last>Byron</last></author>'
        "<author><last>Wang</last><orcid>https://orcid.org/0000-0002-1825-0097</orcid></author>"
    ).authorships
    assert (attribute.orcid, element.orcid) == ("0000-0002-1694-233X", "https://orcid.org/0000-0002-1825-0097")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<fixed-case>BERT</fixed-case>s", "BERTs"),
        ("The <tex-math>k</tex-math>-th", "The $k$-th"),
        ("The <tex-math>$k$</tex-math>-th", "The $k$-th"),
        ("No <tex-math> </tex-math>formula", "No formula"),
        ("<b><i>Deep</i> <fixed-case>R<b>N</b>A</fixed-case></b>", "Deep RNA"),
        ("A<!-- a remark --> B <?word processor?>C", "A B C"),
        ("<![CDATA[A < B]]>", "A < B"),
        ("M&#252;ll\n  and   more", "Müll and more"),
    ],
)
def test_markup_in_a_title(title: str, expected: str) -> None:
    assert paper_of(f"<title>{title}</title>").title == expected


@pytest.mark.parametrize(
    ("id", "venues", "expected"),
    [
        ("2021.acl", ("ijcnlp", "acl"), "acl"),
        ("P09", ("acl", "ijcnlp"), "acl"),
        ("2022.naloma", ("nlma", "ws"), "acl-anthology/nlma"),
        ("W05", ("ws",), None),
        ("2031.meadow", (), None),
        ("2023.alt", ("alt",), "acl-anthology/alt"),
        ("2020.stoc", ("stoc",), "acl-anthology/stoc"),
    ],
)
def test_the_key_of_a_venue(id: str, venues: tuple[str, ...], expected: str | None) -> None:
    [volume] = papers(collection("", id=id, venues=venues))
    assert volume.venue_key == expected


@pytest.mark.parametrize(
    ("title", "venue", "expected"),
    [
        ("Proceedings of the ACL: Student Research Workshop", "acl", None),
        ("Proceedings of the 2020 EMNLP: System Demonstrations", "emnlp", None),
        ("Proceedings of the 2020 EMNLP: Industry Track", "emnlp", "emnlp"),
        ("Findings of the ACL: EMNLP 2020", "findings", "findings"),
        ("Proceedings of the Workshop on Fences", "fence", "acl-anthology/fence"),
    ],
)
def test_a_part_of_a_conference_is_not_under_its_key(title: str, venue: str, expected: str | None) -> None:
    [volume] = papers(collection("", venues=(venue,), title=title))
    assert volume.venue_key == expected


@pytest.mark.parametrize("key", sorted(acl.WELL_KNOWN))
def test_a_well_known_key_is_the_venue_of_the_table(key: str) -> None:
    assert venue_of_id(key) is not None
    assert resolve_venue("Proceedings of a Meadow", key) == venue_of_id(key)


def test_a_marked_key_is_no_venue_of_the_table() -> None:
    """ALT and STOC are other conferences."""
    for key in ("alt", "stoc", "case", "cl"):
        venue = resolve_venue("Proceedings of a Workshop", f"acl-anthology/{key}")
        assert venue is not None
        assert venue.venue_id == f"acl anthology {key}"


def test_a_broken_meta_costs_the_volume_and_what_its_papers_take_from_it() -> None:
    first = collection('<paper id="1"><title>A</title></paper>').removesuffix(b"</collection>")
    second = (
        b'<volume id="2"><meta><booktitle>&nosuch;</booktitle><year>2032</year></meta><frontmatter/>'
        b'<paper id="1"><title>B</title></paper></volume></collection>'
    )
    volume, paper, broken, other = records(first + second)
    assert isinstance(volume, PaperRecord)
    assert isinstance(paper, PaperRecord)
    assert isinstance(broken, Reject)
    assert broken.reason == "the entity &nosuch; is not defined"
    assert isinstance(other, PaperRecord)
    # Not those of the volume before.
    assert (other.paper_id, other.year, other.venue) == ("2031.meadow-2.1", None, None)


def test_the_frontmatter_of_another_volume_is_not_that_of_a_volume_without_one() -> None:
    first = collection("").removesuffix(b"</collection>")
    second = b'<volume id="2"><meta>&nosuch;</meta><frontmatter/></volume></collection>'
    broken, volume = records(first + second)
    assert isinstance(broken, Reject)
    assert isinstance(volume, PaperRecord)
    assert volume.paper_id == "2031.meadow-1"


def test_one_broken_paper_among_many() -> None:
    inside = "".join(f'<paper id="{number}"><title>T{number}</title></paper>' for number in range(1, 500))
    inside = inside.replace("<title>T17</title>", "<title>T17</title><author><first/><last> </last></author>")
    found = records(collection(inside))
    assert Counter(type(record) for record in found) == {PaperRecord: 499, Reject: 1}
    assert found[17] == Reject(
        place="acl.xml:1",
        reason="author 1 has no name",
        raw='<paper id="17"><title>T17</title><author><first/><last> </last></author></paper>',
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (collection('<paper id="1"><title>A</title></paper>')[:-20], "is not well-formed XML"),
        (b"<dblp><article/></dblp>", "is XML, but its root <dblp> is no <collection>"),
        (b'<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><collection id="P18"/>', "defines entities"),
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "file:///etc/passwd" [<!ENTITY x SYSTEM "y">]><collection/>',
            "defi",
        ),
        ("<collection id='P18'><a>é</a></collection>".encode("latin-1"), "is not text in UTF-8"),
        (b"Just a letter.", "is neither XML nor a person file of the ACL Anthology"),
        (b"a: 1\nb: 2\n", "is neither XML nor a person file of the ACL Anthology"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        records(data)


def test_records_before_a_break_are_read() -> None:
    whole = collection("").removesuffix(b"</volume></collection>")
    reading = acl.read(io.BufferedReader(io.BytesIO(whole + b"<paper")), "acl.xml")
    volume = next(reading)
    assert isinstance(volume, PaperRecord)
    assert volume.paper_id == "2031.meadow-1"
    with pytest.raises(SourceError):
        next(reading)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.decode().encode("utf-16"),
        lambda text: text.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    ],
)
def test_other_bytes_of_the_same_document(change: object) -> None:
    assert callable(change)
    data = (DATA / "acl.xml").read_bytes()
    assert [getattr(record, "title", None) for record in records(change(data))] == [
        getattr(record, "title", None) for record in records(data)
    ]


def test_nothing_is_no_record() -> None:
    assert records(b"") == []
    assert records(b" \n") == []
    assert records(b'<collection id="2022.ws"><event id="ws-2022"/></collection>') == []


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<?xml version='1.0'?>\n<!-- <a> --><collection id='P18'><volume", True),
        (b'<collection id="2022.acl">', True),
        (b'<collection xmlns="http://www.loc.gov/MARC21/slim"><record>', False),
        (b'<collection id="my books">', False),
        (b"<!-- never closed " * 20_000, False),
        (b"<dblp>", False),
    ],
)
def test_a_collection_is_recognised_by_its_root(head: bytes, expected: bool) -> None:
    assert acl.recognises(head) is expected


def test_the_toy_data_of_the_anthology() -> None:
    if not TOY.exists():
        pytest.skip("the shared sample lies beside the project only where graphapp is made")
    found: Counter[tuple[str, type[Record], str | None]] = Counter()
    for path in sorted(TOY.glob("*.xml")) + sorted(TOY.glob("*.yaml")):
        with open_input(str(path)) as opened:
            assert guess_format(path.name, opened.head) is FORMATS["acl"]
            for record in read(opened, FORMATS["acl"]):
                found[path.name, type(record), getattr(record, "type", None)] += 1
    assert found == {
        ("2022.naloma.xml", PaperRecord, "proceedings"): 1,
        ("2022.naloma.xml", PaperRecord, "inproceedings"): 5,
        ("J89.xml", PaperRecord, "journal"): 4,
        ("J89.xml", PaperRecord, "article"): 58,
        ("L06.xml", PaperRecord, "proceedings"): 1,
        ("L06.xml", PaperRecord, "inproceedings"): 4,
        ("name_variants.yaml", PersonRecord, None): 11,
    }
