"""Every format: each record of an input is a record or a reject, and what follows damage is reported, not dropped."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import openpyxl
import pytest

from graphapp.errors import SourceError
from graphapp.formats import FORMATS
from graphapp.records import PaperRecord, Record, Reject

MANY: Final = 40
"""Records of a sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How an input of a format is put together. In `record`, and only there, `#` is the number of the record."""

    begin: str = ""
    record: str
    broken: str
    """A record that is a reject."""
    between: str = ""
    end: str = ""
    seen_from: str = "Meadow #"
    """The text from which on a reader knows that the record is another one than the one before."""
    of_its_own: int = 0
    """Records that the begin states, such as the volume of the papers."""

    def sample(self, broken: tuple[int, ...] = ()) -> str:
        """An input with `MANY` records; those with these numbers are broken."""
        records = (self.broken if n in broken else self.record.replace("#", str(n)) for n in range(1, MANY + 1))
        return self.begin + self.between.join(records) + self.end


def lines_of(record: dict[str, object], broken: str) -> Shape:
    return Shape(record=json.dumps(record) + "\n", broken=broken + "\n")


def list_of(record: dict[str, object], broken: str, begin: str = "[\n", end: str = "\n]\n") -> Shape:
    return Shape(begin=begin, record=json.dumps(record), broken=broken, between=",\n", end=end)


PAPER: Final[dict[str, object]] = {"version": 1, "paper_id": "p#", "title": "Meadow #", "authors": ["Bo Li"]}
ML: Final[dict[str, object]] = {"bibtex_key": "li#", "title": "Meadow #", "authors": []}
OPENALEX: Final[dict[str, object]] = {"id": "https://openalex.org/W#", "title": "Meadow #", "authorships": []}
ARXIV: Final[dict[str, object]] = {
    "id": "2101.000#",
    "title": "Meadow #",
    "authors_parsed": [["Li", "Bo", ""]],
}
CROSSREF: Final[dict[str, object]] = {"DOI": "10.1234/#", "title": ["Meadow #"], "indexed": {}}
HIT: Final[dict[str, object]] = {
    "info": {"key": "conf/icml/L#", "title": "Meadow #.", "type": "Article"},
    "@score": "1",
}
NOTE: Final[dict[str, object]] = {"id": "n#", "forum": "n#", "content": {"title": {"value": "Meadow #"}}}
S2: Final[dict[str, object]] = {"paperId": "s#", "title": "Meadow #", "authors": []}
CSL: Final[dict[str, object]] = {"id": "c#", "type": "book", "title": "Meadow #", "author": [{"family": "Li"}]}
REJECT: Final[dict[str, object]] = {
    "source": "meadow",
    "kind": "reject",
    "place": "m.jsonl:#",
    "field": None,
    "format": "jsonl",
    "reason": "no title",
    "header": None,
    "raw": '{"version": 1, "title": "Meadow #"}',
}

SHAPES: Final[dict[str, tuple[str, Shape]]] = {
    "jsonl: lines": ("jsonl", lines_of(PAPER, '{"version": 1, "title": "Sheep')),
    "jsonl: an array": ("jsonl", list_of(PAPER, '{"version": 1, "title": 7}')),
    "jsonl: an array with a record without an end": ("jsonl", list_of(PAPER, '{"version": 1, "title": "Sheep"')),
    "mlanthology: lines": ("mlanthology", lines_of(ML, '{"bibtex_key": "x", "title": []}')),
    "openalex: lines": ("openalex", lines_of(OPENALEX, '{"id": "https://openalex.org/W0", "authorships": 1}')),
    "openalex: a page": ("openalex", list_of(OPENALEX, '{"id": 1, "title"}', '{"meta": {},\n"results": [\n', "\n]}\n")),
    "arxiv: lines": ("arxiv", lines_of(ARXIV, '{"id": "2101.00099", "title": null, "authors_parsed": []}')),
    "crossref: lines": ("crossref", lines_of(CROSSREF, '{"DOI": "10.1234/x", "title": [], "indexed": {}}')),
    "crossref: a page": ("crossref", list_of(CROSSREF, '{"DOI": 1}', '{"message": {"items": [\n', "\n]}}\n")),
    "dblp-search: a page": (
        "dblp-search",
        list_of(HIT, '{"info": {"key": "x"}}', '{"result": {"hits": {"hit": [\n', "\n]}}}\n"),
    ),
    "openreview: a page": ("openreview", list_of(NOTE, '{"id": "x", "content": {}}', '{"notes": [\n', "\n]}\n")),
    "semantic-scholar: lines": ("semantic-scholar", lines_of(S2, '{"paperId": "x", "title": ""}')),
    "csl-json: an array": ("csl-json", list_of(CSL, '{"id": "x", "type": "book"}')),
    "rejects: lines": ("rejects", lines_of(REJECT, '{"kind": "reject"}')),
    "csv": ("csv", Shape(begin="title,year\n", record="Meadow #,2020\n", broken='"Sheep" of it,2020\n')),
    "csv: a quote without an end": (
        "csv",
        Shape(begin="title,year\n", record="Meadow #,2020\n", broken='"Sheep of it,2020\n'),
    ),
    "bibtex": (
        "bibtex",
        Shape(
            record="@book{b#,\n  title = {Meadow #},\n  year = 2020\n}\n\n",
            broken="@book{x,\n  title = {Sheep {of it},\n  year = 2020\n}\n\n",
        ),
    ),
    "ris": (
        "ris",
        Shape(record="TY  - BOOK\nTI  - Meadow #\nER  - \n\n", broken="TY  - BOOK\nAU  - Li, Bo\nER  - \n\n"),
    ),
    "wos": (
        "wos",
        Shape(
            begin="FN Clarivate Analytics Web of Science\nVR 1.0\n",
            record="PT J\nAU Li, B\nTI Meadow #\nPY 2020\nER\n\n",
            broken="PT J\nAU Li, B\nPY 2020\nER\n\n",
            end="EF\n",
        ),
    ),
    "nbib": (
        "nbib",
        Shape(record="PMID- 9000#\nTI  - Meadow #\nDP  - 2020\n\n", broken="PMID- 90\nnothing that is a tag\n\n"),
    ),
    "dblp": (
        "dblp",
        Shape(
            begin="<?xml version='1.0'?>\n<dblp>\n",
            record="<book key='books/m/L#'><title>Meadow #.</title></book>\n",
            broken="<book key='books/m/X'><author>Bo Li</author></book>\n",
            end="</dblp>\n",
        ),
    ),
    "pubmed": (
        "pubmed",
        Shape(
            begin="<PubmedArticleSet>\n",
            record="<PubmedArticle><MedlineCitation><PMID>9000#</PMID><Article>"
            "<ArticleTitle>Meadow #</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n",
            broken="<PubmedArticle><MedlineCitation><PMID>90</PMID></MedlineCitation></PubmedArticle>\n",
            end="</PubmedArticleSet>\n",
        ),
    ),
    "endnote": (
        "endnote",
        Shape(
            begin="<xml><records>\n",
            record="<record><titles><title>Meadow #</title></titles></record>\n",
            broken="<record><titles/></record>\n",
            end="</records></xml>\n",
        ),
    ),
    "acl": (
        "acl",
        Shape(
            begin="<collection id='P18'><volume id='1'>\n<meta><booktitle>Sheep</booktitle></meta>\n",
            record="<paper id='#'><title>Meadow #</title></paper>\n",
            broken="<paper id='99'><author><last>Li</last></author></paper>\n",
            end="</volume></collection>\n",
            of_its_own=1,
        ),
    ),
    "acl: persons": (
        "acl",
        Shape(record="bo-li-#:\n  names:\n    - {first: Bo, last: Li#}\n", broken="bo-li-x:\n  names: 7\n"),
    ),
    "arrow": (
        "arrow",
        Shape(
            begin=f"Author name cluster\n\nBo Li\n\n{MANY} papers\n1 author row\n\nPossible papers\n\n{MANY}\n\n",
            record="JMS Journal 2023 Journal Article\n\nMeadow #\n\n  • BO LI\n  • Ada Song\n\nWe herd #.\n\n\n",
            seen_from="We herd #",
            broken="JMS Journal\n\nSheep of it\n\n  • BO LI\n\nWe herd.\n\n\n",
        ),
    ),
}
"""A shape of an input -> its format, and how it is put together."""

READ_AS_A_WHOLE: Final = {"acl: persons"}
"""The names of a person depend on all other persons, so an input that breaks off gives none."""


class BreaksOff(io.RawIOBase):
    """Bytes, then a SourceError, as of a packed file that is cut."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        count = self._data.readinto(buffer)
        if not count:
            raise SourceError("the input breaks off")
        return count


def records_of(form: str, stream: io.RawIOBase | io.BytesIO) -> Iterator[Record]:
    return FORMATS[form].read(io.BufferedReader(stream), "m")


def counts(records: list[Record]) -> tuple[int, int]:
    """How many records are good, and how many are rejects."""
    rejected = sum(isinstance(record, Reject) for record in records)
    return len(records) - rejected, rejected


def test_every_format_has_a_sample() -> None:
    assert {form for form, _ in SHAPES.values()} | {"xlsx"} == FORMATS.keys()


@pytest.mark.parametrize("name", SHAPES)
def test_the_format_of_a_sample_is_recognised(name: str) -> None:
    form, shape = SHAPES[name]
    assert next(known.name for known in FORMATS.values() if known.recognises(shape.sample().encode())) == form


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("broken", [(), (17,), (2, 3), (17, 38)], ids=str)
def test_each_record_of_an_input_is_a_record_or_a_reject(name: str, broken: tuple[int, ...]) -> None:
    form, shape = SHAPES[name]
    records = list(records_of(form, io.BytesIO(shape.sample(broken).encode())))
    assert counts(records) == (shape.of_its_own + MANY - len(broken), len(broken))
    if not broken and name != "acl: persons":
        titles = [record.title for record in records if isinstance(record, PaperRecord)][shape.of_its_own :]
        assert [title.rstrip(".") for title in titles] == [f"Meadow {n}" for n in range(1, MANY + 1)]


@pytest.mark.parametrize("name", sorted(SHAPES.keys() - READ_AS_A_WHOLE))
@pytest.mark.parametrize("after", [1, 17, MANY - 1])
def test_the_records_before_the_place_where_an_input_breaks_off_are_read(name: str, after: int) -> None:
    form, shape = SHAPES[name]
    whole = shape.sample().encode()
    cut = whole.index(shape.seen_from.replace("#", str(after + 1)).encode())
    found: list[Record] = []
    with pytest.raises(SourceError, match="the input breaks off"):
        found.extend(records_of(form, BreaksOff(whole[:cut])))
    good, rejected = counts(found)
    assert good == shape.of_its_own + after
    assert rejected <= 1


@pytest.mark.parametrize("name", sorted(READ_AS_A_WHOLE))
def test_an_input_that_is_read_as_a_whole_says_that_it_breaks_off(name: str) -> None:
    form, shape = SHAPES[name]
    with pytest.raises(SourceError, match="the input breaks off"):
        list(records_of(form, BreaksOff(shape.sample().encode()[:-10])))


def test_a_workbook_gives_each_row_and_says_when_it_is_cut() -> None:
    book = openpyxl.Workbook()
    for row in (["Title", "Year"], *(["Sheep" if n != 17 else None, 2020] for n in range(1, MANY + 1))):
        book.active.append(row)
    saved = io.BytesIO()
    book.save(saved)
    assert counts(list(records_of("xlsx", io.BytesIO(saved.getvalue())))) == (MANY - 1, 1)
    with pytest.raises(SourceError, match=r"^m "):
        list(records_of("xlsx", io.BytesIO(saved.getvalue()[:-1000])))
