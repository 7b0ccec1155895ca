"""CSL-JSON: what Zotero and Pandoc write is read, and what is written reads as the same paper."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphapp.errors import SourceError
from graphapp.formats import csl_json
from graphapp.records import Authorship, PaperRecord, Record, Reject, Role
from graphapp.rules.placeholders import placeholder
from graphapp.rules.printed_names import read_name

DATA = Path(__file__).parents[2] / "data" / "sources"
IN_A_JOURNAL = {"article-journal", "article-magazine", "article-newspaper", "review"}


def records(document: bytes | object) -> list[Record]:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    return list(csl_json.read(io.BufferedReader(io.BytesIO(data)), "items"))


def paper(**fields: object) -> PaperRecord:
    [record] = records([{"id": "a", "type": "article-journal", "title": "Fences", **fields}])
    assert isinstance(record, PaperRecord)
    return record


def test_an_export_of_zotero() -> None:
    fences, wolves = records((DATA / "zotero.json").read_bytes())
    assert fences == PaperRecord(
        place="items:2",
        paper_id="okaforFences2020",
        title="Fences, Revisited",
        authorships=(
            Authorship(printed_name="Ines Okafor", position=1),
            Authorship(printed_name="Cora van der Berg", position=2),
            Authorship(printed_name="University of Meadow, Hillside", position=3),
            Authorship(printed_name="Petra Lind Jr.", position=1, role="editor"),
        ),
        abstract="We count fences.",
        year=2020,
        type="paper-conference",
        venue="Proceedings of the 4th Meadow Conference",
        identifiers={"doi": "10.1234/fences", "arxiv_id": "2003.00001 [cs]", "pmid": "31000001"},
        url="https://example.org/fences",
    )
    assert isinstance(wolves, PaperRecord)
    assert (wolves.paper_id, wolves.year) == ("http://zotero.org/users/1/items/ABCD1234", 2021)
    assert (wolves.venue, wolves.identifiers) == ("arXiv", {"arxiv_id": "arXiv:2101.00008"})
    assert [author.printed_name for author in wolves.authorships] == ["Wei Wang"]
    assert not wolves.authors_complete


@pytest.mark.parametrize(
    "document",
    [
        [{"id": "a", "type": "book", "title": "Fences", "author": []}],
        {"items": [{"id": "a", "type": "book", "title": "Fences", "author": []}]},
        {"references": [{"id": "a", "type": "book", "title": "Fences", "issued": {}}]},
        {"id": "a", "type": "book", "title": "Fences", "publisher": "Meadow"},
    ],
)
def test_the_forms_of_a_file(document: object) -> None:
    assert csl_json.recognises(json.dumps(document).encode())
    [record] = records(document)
    assert isinstance(record, PaperRecord)
    assert record.title == "Fences"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ({"family": "Byron", "given": "Ada"}, "Ada Byron"),
        ({"family": "Byron"}, "Byron"),
        ({"given": "Devvi", "family": ""}, "Devvi"),
        ({"family": "Cruz", "given": "Juan", "dropping-particle": "de la"}, "Juan de la Cruz"),
        ({"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, "Vincent van Gogh"),
        ({"family": "Alembert", "given": "Jean", "non-dropping-particle": "d’"}, "Jean d’Alembert"),
        ({"family": "King", "given": "Martin", "suffix": "Jr."}, "Martin King Jr."),
        ({"family": "King", "given": "Martin", "suffix": "Jr.", "comma-suffix": True}, "Martin King, Jr."),
        ({"literal": "Meadow Collaboration"}, "Meadow Collaboration"),
        ({"literal": "Meadow, Hillside and Sons"}, "Meadow,, Hillside and Sons"),
        ("Ada Byron", "Ada Byron"),
    ],
)
def test_names(name: object, printed: str) -> None:
    [author] = paper(author=[name]).authorships
    assert author.printed_name == printed


def test_an_orcid_beside_a_name_is_kept() -> None:
    [author] = paper(author=[{"family": "Byron", "ORCID": "https://orcid.org/0000-0002-1694-233X"}]).authorships
    assert author.orcid == "https://orcid.org/0000-0002-1694-233X"


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"date-parts": [[2019, 5, 1]]}, 2019),
        ({"date-parts": [["2019"]]}, 2019),
        ({"date-parts": [[2019], [2020]]}, 2019),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": []}, None),
        ({"date-parts": [[]], "raw": "2019"}, 2019),
        ({"date-parts": [[None]], "literal": "May 2019"}, 2019),
        ({"date-parts": [[""]], "raw": "2019-05"}, 2019),
        ({"date-parts": [], "raw": "2019"}, 2019),
        ({"date-parts": [[2018]], "raw": "2019"}, 2018),
        ({"raw": "2019-05-01"}, 2019),
        ({"raw": "May 3, 2019"}, 2019),
        ({"literal": "Spring 2019"}, 2019),
        ({"literal": "n.d."}, None),
        ("2019-05", 2019),
        (2019, 2019),
        (None, None),
    ],
)
def test_years(issued: object, year: int | None) -> None:
    assert paper(issued=issued).year == year


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ({"container-title": "Hedges", "event-title": "Meadow"}, "Hedges"),
        ({"container-title": ["Hedges", "Lecture Notes"]}, "Hedges"),
        ({"container-title": [], "event-title": "Meadow"}, "Meadow"),
        ({"event": "Meadow"}, "Meadow"),
        ({"type": "article", "publisher": "arXiv"}, "arXiv"),
        ({"type": "thesis", "publisher": "Dale University"}, "Dale University"),
        ({"type": "book", "publisher": "Meadow Press"}, None),
    ],
)
def test_venues(fields: dict[str, object], venue: str | None) -> None:
    assert paper(**fields).venue == venue


@pytest.mark.parametrize(
    ("fields", "type"),
    [
        ({"publisher": "arXiv"}, "preprint"),
        ({"genre": "Preprint", "container-title": "SheepRxiv"}, "preprint"),
        ({"genre": "preprint"}, "preprint"),
        ({"genre": "Working paper", "publisher": "Meadow Bank"}, "preprint"),
        ({"publisher": "Meadow Press", "container-title": "Hedges"}, "article"),
        ({"publisher": "Meadow Press", "event-title": "Meadow"}, "article"),
        ({"genre": ["Preprint"]}, "article"),
        ({}, "article"),
        ({"type": "article-journal", "publisher": "arXiv"}, "article-journal"),
        ({"type": "thesis", "genre": "preprint"}, "thesis"),
    ],
)
def test_an_article_is_a_preprint_where_it_says_so_or_stands_in_no_container(
    fields: dict[str, object], type: str
) -> None:
    assert paper(**{"type": "article", **fields}).type == type


@pytest.mark.parametrize(
    ("issn", "key"),
    [
        ("1532-4435", "issn:1532-4435"),
        ("1532-4436, 1533-7928", "issn:1533-7928"),
        (["1532-4435", "1533-7928"], "issn:1532-4435"),
        ("none", None),
        ([], None),
    ],
)
def test_an_issn_is_the_key_of_the_venue(issn: object, key: str | None) -> None:
    assert paper(**{"container-title": "J. Hedges", "ISSN": issn}).venue_key == key


@pytest.mark.parametrize("type", sorted(csl_json.TYPES))
def test_an_issn_of_a_series_is_no_key_of_a_conference(type: str) -> None:
    key = paper(**{"type": type, "container-title": "Hedge Conf.", "ISSN": "1532-4435"}).venue_key
    assert key == ("issn:1532-4435" if type in IN_A_JOURNAL else None)


@pytest.mark.parametrize(
    ("fields", "identifiers"),
    [
        ({"note": "arXiv: 2101.00007"}, {"arxiv_id": "2101.00007"}),
        ({"note": "Seen.\r\n  ARXIV:2101.00007\r\nPMID: 7"}, {"arxiv_id": "2101.00007", "pmid": "7"}),
        ({"note": "{:DOI: 10.1000/a}"}, {"doi": "10.1000/a"}),
        ({"note": "DOI: 10.1000/b", "DOI": "10.1000/a"}, {"doi": "10.1000/a"}),
        ({"note": "See the DOI: 10.1000/b of the other"}, {}),
        ({"number": "7"}, {}),
        ({"PMID": 7}, {"pmid": "7"}),
    ],
)
def test_identifiers(fields: dict[str, object], identifiers: dict[str, str]) -> None:
    assert paper(**fields).identifiers == identifiers


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": None}, "no title"),
        ({"author": "Ada Byron"}, "author: expected `array | null`, got `str`"),
        ({"author": [{}]}, "author 1 has no name"),
        ({"issued": {"literal": "soon"}}, 'year "soon" is not a year'),
        ({"issued": {"literal": "1999 or 2001"}}, 'year "1999 or 2001" is not a year'),
        ({"issued": {"date-parts": [[-44]]}}, 'year "-44" is not a year'),
    ],
)
def test_a_damaged_item_costs_itself(fields: dict[str, object], reason: str) -> None:
    item = {"id": "a", "type": "book", "title": "Fences"}
    bad, good = records([item | fields, item])
    assert isinstance(bad, Reject)
    assert bad.reason == reason
    assert isinstance(good, PaperRecord)


def test_a_broken_item_among_many_costs_itself() -> None:
    items = [{"id": f"a{number}", "type": "book", "title": "Fences"} for number in range(50)]
    text = json.dumps(items, indent=2).replace('"a17",\n    "type": "book"', '"a17"\n    "type": "book"')
    found = records(text.replace("\n", "\r\n").encode())
    assert [record.reason[:8] for record in found if isinstance(record, Reject)] == ["not JSON"]
    assert sum(isinstance(record, PaperRecord) for record in found) == 49


def test_items_before_a_cut_are_read() -> None:
    found: list[Record] = []
    text = (DATA / "zotero.json").read_bytes()
    with pytest.raises(SourceError):
        found.extend(csl_json.read(io.BufferedReader(io.BytesIO(text[:-90])), "items"))
    assert [record.paper_id for record in found if isinstance(record, PaperRecord)] == ["okaforFences2020"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": "x" * 8_001}, "a title of 8,001 characters; at most 8,000 can be stored"),
        ({"author": [{"family": "x" * 1_001}]}, "an author name of 1,001 characters; at most 1,000 can be stored"),
        ({"author": [{"family": "x"}] * 100_001}, "more than 100,000 names or ids in one list"),
        ({"issued": {"raw": "x" * 100_000}}, f'year "{"x" * 40}..." is not a year'),
    ],
)
def test_what_is_over_a_limit_is_a_reject(fields: dict[str, object], reason: str) -> None:
    [record] = records([{"id": "a", "type": "book", "title": "Fences"} | fields])
    assert isinstance(record, Reject)
    assert record.reason == reason


# Writing


def written(record: PaperRecord) -> dict[str, Any]:
    text = csl_json.write(record, "key1")
    assert "\n" not in text
    item = json.loads(text)
    assert isinstance(item, dict)
    return item


def record(**fields: Any) -> PaperRecord:
    return PaperRecord(**({"place": "a:1", "title": "Fences", "authorships": ()} | fields))


def people(*names: str, role: Role = "author") -> tuple[Authorship, ...]:
    return tuple(
        Authorship(printed_name=name, position=position, role=role) for position, name in enumerate(names, start=1)
    )


def test_a_written_item() -> None:
    item = written(
        record(
            authorships=people("Ada Byron", "Cora van der Berg") + people("Petra Lind", role="editor"),
            authors_complete=False,
            year=2020,
            venue="ICML",
            identifiers={"doi": "10.1000/a", "arxiv_id": "2101.00007", "pmid": "7"},
            url="https://example.org",
            abstract="We count.",
        )
    )
    assert item == {
        "id": "key1",
        "type": "paper-conference",
        "title": "Fences",
        "author": [
            {"given": "Ada", "family": "Byron"},
            {"given": "Cora", "non-dropping-particle": "van der", "family": "Berg"},
            {"literal": "others"},
        ],
        "editor": [{"given": "Petra", "family": "Lind"}],
        "issued": {"date-parts": [[2020]]},
        "container-title": "ICML",
        "DOI": "10.1000/a",
        "PMID": "7",
        "URL": "https://example.org",
        "abstract": "We count.",
        "note": "arXiv: 2101.00007",
    }


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ada Byron", {"given": "Ada", "family": "Byron"}),
        ("Byron, Ada", {"given": "Ada", "family": "Byron"}),
        ("Devvi", {"family": "Devvi"}),
        ("Agent 0007", {"literal": "Agent 0007"}),
        ("Wei Wang 0001", {"literal": "Wei Wang 0001"}),
        ("Wei Wang 0001 Jr.", {"literal": "Wei Wang 0001 Jr."}),
        ("Wang, Wei 0001", {"literal": "Wei Wang 0001"}),
        ("CERN,, Geneva", {"literal": "CERN, Geneva"}),
        ("R2 D2", {"given": "R2", "family": "D2"}),
        ("Barnes and Noble", {"literal": "Barnes and Noble"}),
        ("Sheep & Goats", {"literal": "Sheep & Goats"}),
        ("R&D Sheep", {"literal": "R&D Sheep"}),
        ("Simon und Garfunkel", {"literal": "Simon und Garfunkel"}),
        ("Karl von und zu Hill", {"given": "Karl", "non-dropping-particle": "von", "family": "und zu Hill"}),
        ("Rosand Bandit", {"given": "Rosand", "family": "Bandit"}),
        ("van der Berg", {"non-dropping-particle": "van der", "family": "Berg"}),
        ("bell hooks", {"given": "bell", "family": "hooks"}),
        ("Martin Luther King Jr.", {"given": "Martin Luther", "family": "King", "suffix": "Jr."}),
        ("King, Jr., Martin", {"given": "Martin", "family": "King", "suffix": "Jr.", "comma-suffix": True}),
        ("University of Meadow", {"literal": "University of Meadow"}),
        ("Meadowsoft, Inc.", {"literal": "Meadowsoft, Inc."}),
        ("John Smith, PhD", {"literal": "John Smith, PhD"}),
        ("Ada Byron, MD", {"literal": "Ada Byron, MD"}),
        ("Dr. Ada Byron", {"literal": "Dr. Ada Byron"}),
        ("Ada Byron*", {"literal": "Ada Byron*"}),
        ("山田 太郎", {"literal": "山田 太郎"}),
        ("山田太郎", {"literal": "山田太郎"}),
        ("Wang 伟", {"literal": "Wang 伟"}),
        ("Ada Byron et al.", {"literal": "Ada Byron et al."}),
        ("Ada* Byron", {"literal": "Ada* Byron"}),
    ],
)
def test_written_names(printed: str, name: dict[str, object]) -> None:
    assert written(record(authorships=people(printed)))["author"] == [name]


@pytest.mark.parametrize(
    ("type", "venue", "csl"),
    [
        ("thesis", None, "thesis"),
        ("phdthesis", None, "thesis"),
        ("inproceedings", "Meadow", "paper-conference"),
        ("Article; Proceedings Paper", "Meadow", "paper-conference"),
        ("Case Reports; Journal Article", "Meadow", "article-journal"),
        ("Case Reports; Multicenter Study", "Meadow", "article-journal"),
        ("Dataset; Journal Article", "Meadow", "article-journal"),
        ("bookSection", None, "chapter"),
        ("book-part", None, "chapter"),
        ("Book Review", "Meadow", "review-book"),
        ("CPAPER", "Meadow", "paper-conference"),
        ("RPRT", "Meadow", "report"),
        ("proceedings", None, "book"),
        ("article", "Journal of Hedges", "article-journal"),
        ("article", "arXiv", "article"),
        ("JournalArticle, Review", None, "article-journal"),
        ("book-chapter", "Hedges", "chapter"),
        (None, "NeurIPS", "paper-conference"),
        (None, "Nature", "article-journal"),
        (None, "ICML Workshop", "paper-conference"),
        (None, "Hedges", "article-journal"),
        (None, "NeurIPS 2023 poster", "paper-conference"),
        (None, "Proceedings of the 3rd Workshop on Sheep at ACL 2023", "paper-conference"),
        (None, "International Conference on Sheep", "paper-conference"),
        ("Spotlight", "Sheep 2023", "paper-conference"),
        ("journal", None, "periodical"),
        (None, None, "document"),
    ],
)
def test_written_types(type: str | None, venue: str | None, csl: str) -> None:
    assert written(record(type=type, venue=venue))["type"] == csl


_WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"]), min_size=1)
_LINE = st.lists(_WORD, min_size=1, max_size=5).map(" ".join).filter(str.strip)
_NAME = st.one_of(
    _LINE,
    st.lists(
        st.sampled_from(
            (
                *("Ada", "A.", "von", "van", "d'", "Byron", "Jr.", "III", "Byron,", "Müller", "de", "la", "of"),
                *("University", "et al.", "Ada*", "PhD", "王", "伟", "太郎", "스미스", "Dr."),
            )
        ),
        min_size=1,
        max_size=5,
    ).map(" ".join),
).filter(lambda name: placeholder(name) is None and read_name(name) is not None)
_TEXT = st.none() | _LINE


@st.composite
def _records(draw: st.DrawFn) -> PaperRecord:
    authors = draw(st.lists(_NAME, max_size=4))
    return record(
        title=draw(_LINE),
        authorships=people(*authors) + people(*draw(st.lists(_NAME, max_size=2)), role="editor"),
        authors_complete=draw(st.booleans()) or not authors,
        year=draw(st.none() | st.integers(1000, 2999)),
        type=draw(st.none() | st.sampled_from(sorted({*csl_json.TYPES, "preprint"} - {"article"}))),
        venue=draw(_TEXT),
        venue_key=draw(st.sampled_from([None, "issn:1532-4435"])),
        abstract=draw(_TEXT),
        url=draw(_TEXT),
        identifiers={
            name: value
            for name, value in {"doi": "10.1000/a", "arxiv_id": "cs/0301001", "pmid": "7"}.items()
            if draw(st.booleans())
        },
    )


def _keys(name: str) -> tuple[str, str] | None:
    read = read_name(name)
    return None if read is None else (read.name_key, read.fold_key)


@given(_records())
@example(record(authorships=people("Jo' d' Alembert", "Byron,, Ada", "Ada  Byron", "von", "Jr.", "d' d'")))
def test_what_is_written_reads_as_the_same_paper(stated: PaperRecord) -> None:
    [read] = records(f"[{csl_json.write(stated, 'key1')}]".encode())
    assert isinstance(read, PaperRecord)
    for field in ("title", "authors_complete", "year", "venue", "abstract", "url", "identifiers"):
        assert getattr(read, field) == getattr(stated, field), field
    assert read.venue_key == (stated.venue_key if read.type in IN_A_JOURNAL else None)
    assert stated.type in (None, read.type)
    assert [(author.role, author.position, _keys(author.printed_name)) for author in read.authorships] == [
        (author.role, author.position, _keys(author.printed_name)) for author in stated.authorships
    ]


@given(_records())
def test_what_is_written_has_the_fields_of_the_schema(stated: PaperRecord) -> None:
    """The schema allows no other fields, in an item or in a name; types are an enumeration, texts are no lists."""
    item = written(stated)
    assert item["id"] == "key1"
    assert item["type"] in csl_json.TYPES
    texts = {"id", "type", "genre", "title", "container-title", "ISSN", "DOI", "PMID", "URL", "abstract", "note"} | {
        "publisher"
    }
    assert item.keys() <= texts | {"author", "editor", "issued"}
    assert all(isinstance(item[field], str) for field in item.keys() & texts)
    for name in [*item.get("author", []), *item.get("editor", [])]:
        assert name.keys() <= {"given", "non-dropping-particle", "family", "suffix", "comma-suffix"} or name.keys() == {
            "literal"
        }
