"""Bare loops for `bench/sources.py`: each reads the files of `source_files` with the fastest parser for Python.

They make the same records as graphapp's readers with the constructors of these. They know no other spellings than those
of these files, and no damage; of each record they check what every record must be (`checked`). JSON is read with the
readers' own types, which decode no other fields than those that are used; files of JSON that are one document,
workbooks and BibTeX are in memory as a whole.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final
from unicodedata import normalize

import source_json_rivals
from lxml import etree
from source_json_rivals import authors_of

from graphapp.formats.authors.name_words import ENDINGS
from graphapp.records import Authorship, PaperRecord
from graphapp.rules.identifiers import SCHEMES
from graphapp.rules.names import WORDS_OF_ORGANISATIONS, natural_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A bare loop."""

    title: str
    needs: str | None = None
    """The package that it imports; None for those of graphapp."""
    read: Callable[[str], Iterator[PaperRecord]]


def _turned(name: str) -> str:
    """ "Last, First" in natural order; a suffix or an organisation is no name of a person."""
    family, _, given = name.partition(", ")
    turned = f"{given} {family}"
    is_person = given and _OF_NO_PERSON.isdisjoint(turned.replace(".", "").casefold().split())
    return turned if is_person else natural_order(name)


_OF_NO_PERSON: Final = ENDINGS | WORDS_OF_ORGANISATIONS


# --- XML


def _elements(path: str, *tags: str, **options: Any) -> Iterator[tuple[str, Any]]:
    for _, element in etree.iterparse(path, tag=tags, huge_tree=True, **options):
        yield f"{path}:{element.sourceline}", element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _text(element: Any) -> str:
    return "".join(element.itertext())


def dblp(path: str) -> Iterator[PaperRecord]:
    for place, entry in _elements(path, "inproceedings", load_dtd=True):
        names, editions, stated = [], [], {}
        for field in entry:
            if field.tag == "author":
                names.append(field.text)
            elif field.tag == "ee":
                editions.append(field.text)
            else:
                stated[field.tag] = field.text
        key = entry.get("key")
        yield PaperRecord(
            place=place,
            title=stated["title"],
            authorships=authors_of(names),
            paper_id=key,
            year=int(stated["year"]),
            type=entry.tag,
            venue=stated["booktitle"],
            venue_key=f"dblp:{key.rpartition('/')[0]}",
            identifiers={
                "doi": next(each for each in editions if "doi.org" in each),
                "arxiv_id": next(each for each in editions if "arxiv.org" in each),
            },
            url=editions[0],
        )


def acl(path: str) -> Iterator[PaperRecord]:
    volume_id = title = key = ""
    year = 0
    for place, entry in _elements(path, "meta", "paper"):
        if entry.tag == "meta":
            volume = entry.getparent()
            volume_id = f"{volume.getparent().get('id')}-{volume.get('id')}"
            title, year = entry.findtext("booktitle"), int(entry.findtext("year"))
            key = f"acl-anthology/{entry.findtext('venue')}"
            yield PaperRecord(
                place=place,
                title=title,
                authorships=(),
                paper_id=volume_id,
                year=year,
                type="proceedings",
                venue=title,
                venue_key=key,
                url=f"https://aclanthology.org/volumes/{volume_id}/",
            )
            continue
        names, stated = [], {}
        for field in entry:
            if field.tag == "author":
                names.append(f"{field.findtext('first')} {field.findtext('last')}")
            else:
                stated[field.tag] = _text(field) if len(field) else field.text
        yield PaperRecord(
            place=place,
            title=stated["title"],
            authorships=authors_of(names),
            paper_id=f"{volume_id}.{entry.get('id')}",
            abstract=stated["abstract"],
            year=year,
            type="inproceedings",
            venue=title,
            venue_key=key,
            identifiers={"doi": stated["doi"]},
            url=stated["url"],
        )


def pubmed(path: str) -> Iterator[PaperRecord]:
    for place, entry in _elements(path, "PubmedArticle"):
        citation = entry.find("MedlineCitation")
        article, pmid = citation.find("Article"), citation.findtext("PMID")
        journal = article.find("Journal")
        ids = {each.get("IdType"): each.text for each in entry.find("PubmedData").find("ArticleIdList")}
        yield PaperRecord(
            place=place,
            title=_text(article.find("ArticleTitle")),
            authorships=authors_of(
                f"{author.findtext('ForeName')} {author.findtext('LastName')}" for author in article.find("AuthorList")
            ),
            paper_id=pmid,
            abstract=" ".join(_text(each) for each in article.find("Abstract")),
            year=int(journal.find("JournalIssue").find("PubDate").findtext("Year")),
            type="; ".join(each.text for each in article.find("PublicationTypeList")),
            venue=journal.findtext("Title"),
            identifiers={"arxiv_id": ids["pii"], "doi": ids["doi"], "pmid": pmid},
        )


def endnote(path: str) -> Iterator[PaperRecord]:
    for place, entry in _elements(path, "record"):
        stated = {field.tag: field for field in entry}
        titles = stated["titles"]
        yield PaperRecord(
            place=place,
            title=_text(titles.find("title")),
            authorships=authors_of(_turned(_text(each)) for each in stated["contributors"].find("authors")),
            paper_id=stated["rec-number"].text,
            abstract=_text(stated["abstract"]),
            year=int(_text(stated["dates"].find("year"))),
            type=stated["ref-type"].get("name"),
            venue=_text(titles.find("secondary-title")),
            identifiers={
                "doi": _text(stated["electronic-resource-num"]),
                "arxiv_id": _text(stated["accession-num"]),
            },
            url=_text(stated["urls"].find("related-urls").find("url")),
        )


# --- Text


def arrow(path: str) -> Iterator[PaperRecord]:
    with open(path, encoding="utf-8") as file:
        lines = (line.strip() for line in file)
        parts: list[str] = []
        page = next(name for line in lines if line == "Author name cluster" for name in lines if name)
        number = 0
        for number, line in enumerate(lines):
            if line.endswith(" Conference Paper") and parts:
                yield _of_page(f"{path}:{number}", parts, page)
                parts = []
            if line and (parts or line.endswith(" Conference Paper")):
                parts.append(line)
        yield _of_page(f"{path}:{number}", parts, page)


def _of_page(place: str, parts: list[str], page: str) -> PaperRecord:
    head, title, *rest = parts
    venue, track, year, type = head.split(" ", 3)
    names = [line[1:].strip() for line in rest if line.startswith("•")]
    return PaperRecord(
        place=place,
        title=title,
        authorships=(*authors_of(names), Authorship(printed_name=page, position=None)),
        authors_complete=False,
        abstract="\n\n".join(rest[len(names) :]),
        year=int(year),
        type=type,
        venue=venue,
        track=track,
    )


def _tagged(path: str, *, width: int, begins: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Records of tagged text: the text of a tag begins in the column `width`, and so do its further lines."""
    fields: dict[str, list[str]] = {}
    indentation = " " * width
    values: list[str] = []
    start = 0
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.startswith(begins):
                if begins[:2] in fields:
                    yield f"{path}:{start}", fields
                fields, start = {}, number
            if line.startswith(indentation):
                values[-1] += f" {line.strip()}"
            elif line != "\n":
                values = fields.setdefault(line[:2], [])
                values.append(line[width:].strip())
    yield f"{path}:{start}", fields


def nbib(path: str) -> Iterator[PaperRecord]:
    for place, stated in _tagged(path, width=6, begins="PMID"):
        pmid = stated["PM"][0]
        ids = {kind: value for value, _, kind in (each.rpartition(" ") for each in stated["AI"])}
        yield PaperRecord(
            place=place,
            title=stated["TI"][0],
            authorships=authors_of(map(_turned, stated["FA"])),
            paper_id=pmid,
            abstract=stated["AB"][0],
            year=int(stated["DP"][0][:4]),
            type="; ".join(stated["PT"]),
            venue=stated["JT"][0],
            identifiers={"doi": ids["[doi]"], "arxiv_id": ids["[pii]"], "pmid": pmid},
        )


def nbib_nbib(path: str) -> Iterator[PaperRecord]:
    for number, stated in enumerate(import_module("nbib").read_file(path)):
        pmid = str(stated["pubmed_id"])
        yield PaperRecord(
            place=f"{path}:{number}",
            title=stated["title"],
            authorships=authors_of(f"{each['first_name']} {each['last_name']}" for each in stated["authors"]),
            paper_id=pmid,
            abstract=stated["abstract"],
            year=int(stated["publication_date"][:4]),
            type="; ".join(stated["publication_types"]),
            venue=stated["journal"],
            identifiers={"doi": stated["doi"], "arxiv_id": stated["pii"], "pmid": pmid},
        )


def wosfile_wos(path: str) -> Iterator[PaperRecord]:
    for number, stated in enumerate(import_module("wosfile").read(path)):
        yield PaperRecord(
            place=f"{path}:{number}",
            title=stated["TI"],
            authorships=authors_of(map(_turned, stated["AF"].split("; "))),
            paper_id=stated["UT"],
            abstract=stated["AB"],
            year=int(stated["PY"]),
            type=stated["DT"],
            venue=stated["SO"],
            identifiers={"doi": stated["DI"], **_identified(stated["AR"]), **_identified(stated["UT"])},
        )


def wos(path: str) -> Iterator[PaperRecord]:
    for place, stated in _tagged_lists(path):
        yield PaperRecord(
            place=place,
            title=" ".join(stated["TI"]),
            authorships=authors_of(map(_turned, stated["AF"])),
            paper_id=stated["UT"][0],
            abstract=" ".join(stated["AB"]),
            year=int(stated["PY"][0]),
            type=stated["DT"][0],
            venue=" ".join(stated["SO"]),
            identifiers={"doi": stated["DI"][0], **_identified(stated["AR"][0]), **_identified(stated["UT"][0])},
        )


def _identified(number: str) -> dict[str, str]:
    """A number, which may be an identifier that says itself of which scheme it is."""
    return {scheme.property: number for scheme in SCHEMES if scheme.in_address(number) is not None}


def _tagged_lists(path: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    start = 0
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            tag = line[:2]
            if tag == "  ":
                values.append(line.strip())
            elif tag == "ER":
                yield f"{path}:{start}", fields
                fields = {}
            elif tag == "PT":
                start = number
                values = fields[tag] = [line[3:].strip()]
            else:
                values = fields[tag] = [line[3:].strip()]


def ris(path: str) -> Iterator[PaperRecord]:
    for place, stated in _tagged(path, width=6, begins="TY"):
        yield PaperRecord(
            place=place,
            title=stated["TI"][0],
            authorships=authors_of(map(_turned, stated["AU"])),
            abstract=stated["AB"][0],
            year=int(stated["PY"][0][:4]),
            type=stated["TY"][0],
            venue=stated["T2"][0],
            identifiers={"doi": stated["DO"][0], **_identified(stated["M1"][0])},
            url=stated["UR"][0],
        )


def rispy_ris(path: str) -> Iterator[PaperRecord]:
    with open(path, encoding="utf-8") as file:
        for number, stated in enumerate(import_module("rispy").load(file)):
            yield PaperRecord(
                place=f"{path}:{number}",
                title=stated["title"],
                authorships=authors_of(map(_turned, stated["authors"])),
                abstract=stated["abstract"],
                year=int(stated["year"][:4]),
                type=stated["type_of_reference"],
                venue=stated["secondary_title"],
                identifiers={"doi": stated["doi"], **_identified(stated["note"])},
                url=stated["urls"][0],
            )


def bibtex(path: str) -> Iterator[PaperRecord]:
    with open(path, encoding="utf-8") as file:
        text = file.read()
    document = import_module("refkit").BibDocument.parse(text)
    line, counted = 1, 0
    macros = {"icml": "International Conference on Machine"}
    for entry in document.entries.occurrences():
        stated = {field.name: field.value for field in entry.fields.occurrences()}
        macro, _, rest = stated["booktitle"].partition(" # ")
        line += text.count("\n", counted, entry.span[0])
        counted = entry.span[0]
        yield PaperRecord(
            place=f"{path}:{line}",
            title=_plain(stated["title"]),
            authorships=authors_of(_turned(_plain(name)) for name in stated["author"].split(" and ")),
            paper_id=entry.key,
            abstract=_plain(stated["abstract"]),
            year=int(stated["year"]),
            type=entry.kind.lower(),
            venue=macros[macro] + _plain(rest),
            identifiers={"doi": stated["doi"], "arxiv_id": stated["eprint"]},
            url=stated["url"],
        )


def _plain(tex: str) -> str:
    if "\\" in tex:
        tex = _ACCENT.sub(lambda found: normalize("NFC", found[2] + _MARKS[found[1]]), tex)
    return _SPACE.sub(" ", tex.replace("{", "").replace("}", ""))


_SPACE: Final = re.compile(r"\s+")
_ACCENT: Final = re.compile(r"\\([`'^~\".=])\{?([A-Za-z])\}?")
_MARKS: Final = dict(zip("`'^~\".=", "\u0300\u0301\u0302\u0303\u0308\u0307\u0304", strict=True))


# --- Tables


def _rows(path: str, rows: Iterator[Sequence[Any]]) -> Iterator[PaperRecord]:
    """The papers of rows below a header. Columns stand in any order, and a blank cell is None, as in each table."""
    header = [*next(rows)]
    columns = [header.index(name) for name in _COLUMNS]
    for number, cells in enumerate(rows, start=2):
        title, names, year, venue, doi, arxiv_id, abstract, url = (cells[column] for column in columns)
        yield PaperRecord(
            place=f"{path}:{number}",
            title=title,
            authorships=authors_of([name.strip() for name in names.split(";")]),
            abstract=abstract or None,
            year=int(year) if year else None,
            venue=venue or None,
            identifiers={name: value for name, value in (("doi", doi), ("arxiv_id", arxiv_id)) if value},
            url=url or None,
        )


_COLUMNS: Final = ("title", "authors", "year", "venue", "doi", "arxiv_id", "abstract", "url")


def csv_table(path: str) -> Iterator[PaperRecord]:
    with open(path, encoding="utf-8", newline="") as file:
        yield from _rows(path, csv.reader(file))


def xlsx(path: str) -> Iterator[PaperRecord]:
    """Calamine unpacks the whole workbook into memory, and so is no way to read a large one."""
    return _rows(
        path, import_module("python_calamine").CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows()
    )


def openpyxl_xlsx(path: str) -> Iterator[PaperRecord]:
    """The fastest reader that takes a sheet row by row; it has all texts of the workbook in memory."""
    book = import_module("openpyxl").load_workbook(path, read_only=True)
    return _rows(path, book.worksheets[0].iter_rows(values_only=True))


RIVALS: Final[Mapping[str, tuple[Rival, ...]]] = {
    "rejects": (Rival(title="msgspec", read=source_json_rivals.rejects_lines),),
    "arrow": (Rival(title="lines", read=arrow),),
    "dblp": (Rival(title="lxml", read=dblp),),
    "acl": (Rival(title="lxml", read=acl),),
    "pubmed": (Rival(title="lxml", read=pubmed),),
    "endnote": (Rival(title="lxml", read=endnote),),
    "nbib": (Rival(title="nbib", needs="nbib", read=nbib_nbib), Rival(title="lines", read=nbib)),
    "ris": (Rival(title="rispy", needs="rispy", read=rispy_ris), Rival(title="lines", read=ris)),
    "wos": (Rival(title="wosfile", needs="wosfile", read=wosfile_wos), Rival(title="lines", read=wos)),
    "bibtex": (Rival(title="refkit", needs="refkit", read=bibtex),),
    "xlsx": (
        Rival(title="calamine", needs="python_calamine", read=xlsx),
        Rival(title="openpyxl", needs="openpyxl", read=openpyxl_xlsx),
    ),
    "dblp-search": (Rival(title="msgspec, whole", read=source_json_rivals.dblp_search_document),),
    "mlanthology": (Rival(title="msgspec", read=source_json_rivals.mlanthology_lines),),
    "openalex": (Rival(title="msgspec", read=source_json_rivals.openalex_lines),),
    "arxiv": (Rival(title="msgspec", read=source_json_rivals.arxiv_lines),),
    "crossref": (Rival(title="msgspec", read=source_json_rivals.crossref_lines),),
    "openreview": (Rival(title="msgspec, whole", read=source_json_rivals.openreview_document),),
    "semantic-scholar": (Rival(title="msgspec", read=source_json_rivals.semantic_scholar_lines),),
    "csl-json": (Rival(title="msgspec, whole", read=source_json_rivals.csl_json_document),),
    "jsonl": (Rival(title="msgspec", read=source_json_rivals.jsonl_lines),),
    "csv": (Rival(title="csv", read=csv_table),),
}
"""Format -> its rivals, the one to measure against first."""
