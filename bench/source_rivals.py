"""Bare loops for `bench/sources.py`: each reads the files of `source_files` with the fastest parser for Python.

They make the same records as graphapp's readers, and check nothing: neither other spellings than those of these files,
nor damage. JSON is read with the readers' own types, which decode no other fields than those that are used; files of
JSON that are one document, workbooks and BibTeX are in memory as a whole.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import msgspec
from lxml import etree

from graphapp.formats import (
    arxiv,
    crossref,
    csl_json,
    dblp_search,
    jsonl,
    mlanthology,
    openalex,
    openreview,
    semantic_scholar,
)
from graphapp.records import Authorship, PaperRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A bare loop."""

    title: str
    needs: str | None = None
    """The package that it imports; None for those of graphapp."""
    read: Callable[[str], Iterator[PaperRecord]]


def _authors(names: Iterable[str], ids: Iterable[str | None] = ()) -> tuple[Authorship, ...]:
    if ids:
        return tuple([
            Authorship(printed_name=name, position=rank, author_id=id)
            for rank, (name, id) in enumerate(zip(names, ids, strict=True), start=1)
        ])  # fmt: skip
    return tuple([Authorship(printed_name=name, position=rank) for rank, name in enumerate(names, start=1)])


def _turned(name: str) -> str:
    """ "Last, First" in natural order."""
    family, _, given = name.partition(", ")
    return f"{given} {family}" if given else name


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
            authorships=_authors(names),
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
            authorships=_authors(names),
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
            authorships=_authors(
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
            authorships=_authors(_turned(_text(each)) for each in stated["contributors"].find("authors")),
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
        authorships=(*_authors(names), Authorship(printed_name=page, position=None)),
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
            authorships=_authors(map(_turned, stated["FA"])),
            paper_id=pmid,
            abstract=stated["AB"][0],
            year=int(stated["DP"][0][:4]),
            type="; ".join(stated["PT"]),
            venue=stated["JT"][0],
            identifiers={"doi": ids["[doi]"], "arxiv_id": ids["[pii]"], "pmid": pmid},
        )


def wos(path: str) -> Iterator[PaperRecord]:
    for place, stated in _tagged_lists(path):
        yield PaperRecord(
            place=place,
            title=" ".join(stated["TI"]),
            authorships=_authors(map(_turned, stated["AF"])),
            paper_id=stated["UT"][0],
            abstract=" ".join(stated["AB"]),
            year=int(stated["PY"][0]),
            type=stated["DT"][0],
            venue=" ".join(stated["SO"]),
            identifiers={"doi": stated["DI"][0], "arxiv_id": stated["AR"][0]},
        )


def _tagged_lists(path: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    fields: dict[str, list[str]] = {}
    values: list[str] = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            tag = line[:2]
            if tag == "  ":
                values.append(line.strip())
            elif tag == "ER":
                yield f"{path}:{number}", fields
                fields = {}
            else:
                values = fields[tag] = [line[3:].strip()]


def ris(path: str) -> Iterator[PaperRecord]:
    for place, stated in _tagged(path, width=6, begins="TY"):
        yield PaperRecord(
            place=place,
            title=stated["TI"][0],
            authorships=_authors(map(_turned, stated["AU"])),
            abstract=stated["AB"][0],
            year=int(stated["PY"][0][:4]),
            type=stated["TY"][0],
            venue=stated["T2"][0],
            identifiers={"doi": stated["DO"][0], "arxiv_id": stated["M1"][0]},
            url=stated["UR"][0],
        )


def rispy_ris(path: str) -> Iterator[PaperRecord]:
    with open(path, encoding="utf-8") as file:
        for number, stated in enumerate(import_module("rispy").load(file)):
            yield PaperRecord(
                place=f"{path}:{number}",
                title=stated["title"],
                authorships=_authors(map(_turned, stated["authors"])),
                abstract=stated["abstract"],
                year=int(stated["year"][:4]),
                type=stated["type_of_reference"],
                venue=stated["secondary_title"],
                identifiers={"doi": stated["doi"], "arxiv_id": stated["note"]},
                url=stated["urls"][0],
            )


def bibtex(path: str) -> Iterator[PaperRecord]:
    with open(path, encoding="utf-8") as file:
        document = import_module("refkit").BibDocument.parse(file.read())
    macros = {"icml": "International Conference on Machine"}
    for entry in document.entries.occurrences():
        stated = {field.name: field.value for field in entry.fields.occurrences()}
        macro, _, rest = stated["booktitle"].partition(" # ")
        yield PaperRecord(
            place=f"{path}:{entry.span}",
            title=_plain(stated["title"]),
            authorships=_authors(_turned(_plain(name)) for name in stated["author"].split(" and ")),
            paper_id=entry.key,
            abstract=_plain(stated["abstract"]),
            year=int(stated["year"]),
            type=entry.kind.lower(),
            venue=macros[macro] + _plain(rest),
            identifiers={"doi": stated["doi"], "arxiv_id": stated["eprint"]},
            url=stated["url"],
        )


def _plain(tex: str) -> str:
    return _SPACE.sub(" ", tex.replace('{\\"u}', "ü").replace("{", "").replace("}", ""))


_SPACE: Final = re.compile(r"\s+")


# --- Tables


def _row(place: str, cells: list[Any]) -> PaperRecord:
    title, names, year, venue, doi, arxiv_id, abstract, url = cells
    return PaperRecord(
        place=place,
        title=title,
        authorships=_authors(names.split("; ")),
        abstract=abstract,
        year=int(year),
        venue=venue,
        identifiers={"doi": doi, "arxiv_id": arxiv_id},
        url=url,
    )


def csv_table(path: str) -> Iterator[PaperRecord]:
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for number, cells in enumerate(rows, start=2):
            yield _row(f"{path}:{number}", cells)


def xlsx(path: str) -> Iterator[PaperRecord]:
    sheet = import_module("python_calamine").CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    rows = sheet.iter_rows()
    next(rows)
    for number, cells in enumerate(rows, start=2):
        yield _row(f"{path}:{number}", cells)


# --- JSON


def _lines(path: str, decode: Callable[[bytes], Any]) -> Iterator[tuple[str, Any]]:
    with open(path, "rb") as file:
        for number, line in enumerate(file, start=1):
            yield f"{path}:{number}", decode(line)


def _whole(path: str, type: Any, *keys: str) -> Iterator[tuple[str, Any]]:
    with open(path, "rb") as file:
        found = msgspec.json.decode(file.read(), type=type)
    for key in keys:
        found = found[key]
    return ((f"{path}:{number}", each) for number, each in enumerate(found, start=2))


def mlanthology_lines(path: str) -> Iterator[PaperRecord]:
    for place, stated in _lines(path, mlanthology._paper_decoder.decode):
        yield PaperRecord(
            place=place,
            title=stated.title,
            authorships=_authors(f"{each.given} {each.family}" for each in stated.authors),
            paper_id=stated.bibtex_key,
            abstract=stated.abstract,
            year=stated.year,
            venue=stated.venue_name,
            venue_key=stated.venue,
            identifiers={"doi": stated.doi},
            url=stated.venue_url,
        )


def openalex_lines(path: str) -> Iterator[PaperRecord]:
    for place, work in _lines(path, openalex._decoder.decode):
        location = work.primary_location
        placed = [(at, word) for word, places in work.abstract_inverted_index.items() for at in places]
        placed.sort()
        yield PaperRecord(
            place=place,
            title=work.title,
            authorships=_authors(
                [each.raw_author_name or each.author.display_name for each in work.authorships],
                [each.author.id.rpartition("/")[2] for each in work.authorships],
            ),
            paper_id=work.id.rpartition("/")[2],
            abstract=" ".join([word for _, word in placed]),
            year=work.publication_year,
            type=work.type,
            venue=location.source.display_name,
            venue_key=f"openalex:{location.source.id.rpartition('/')[2]}",
            identifiers={
                "doi": work.doi,
                "arxiv_id": next(
                    each.landing_page_url for each in work.locations if "arxiv.org" in each.landing_page_url
                ),
            },
            url=location.landing_page_url,
        )


def arxiv_lines(path: str) -> Iterator[PaperRecord]:
    for place, eprint in _lines(path, arxiv._decoder.decode):
        yield PaperRecord(
            place=place,
            title=eprint.title.replace("\n ", ""),
            authorships=_authors(f"{each[1]} {each[0]}" for each in eprint.authors_parsed),
            paper_id=eprint.id,
            abstract=eprint.abstract,
            year=int(eprint.versions[0].created.split()[3]),
            venue="arXiv",
            track=eprint.categories.partition(" ")[0],
            identifiers={"arxiv_id": eprint.id, "doi": eprint.doi},
        )


def crossref_lines(path: str) -> Iterator[PaperRecord]:
    for place, work in _lines(path, crossref._decoder.decode):
        yield PaperRecord(
            place=place,
            title=f"{work.title[0]}: {work.subtitle[0]}",
            authorships=_authors(f"{each.given} {each.family}" for each in work.author),
            paper_id=work.doi.lower(),
            abstract=work.abstract,
            year=work.issued.parts[0][0],
            type=work.type,
            venue=work.container_title[-1],
            identifiers={"doi": work.doi, "arxiv_id": work.relation.preprints[0].id},
            url=work.resource.primary.url,
        )


def semantic_scholar_lines(path: str) -> Iterator[PaperRecord]:
    for place, stated in _lines(path, semantic_scholar._decoder.decode):
        yield PaperRecord(
            place=place,
            title=stated.title,
            authorships=_authors([each.name for each in stated.authors], [each.authorId for each in stated.authors]),
            paper_id=str(stated.corpusid),
            abstract=stated.abstract,
            year=stated.year,
            type=", ".join(stated.publicationtypes),
            venue=stated.venue,
            identifiers={"doi": stated.externalids.DOI, "arxiv_id": stated.externalids.ArXiv},
            url=stated.url,
        )


def jsonl_lines(path: str) -> Iterator[PaperRecord]:
    for place, stated in _lines(path, jsonl._decoder.decode):
        yield PaperRecord(
            place=place,
            title=stated.title,
            authorships=_authors(stated.authors),
            paper_id=stated.paper_id,
            abstract=stated.abstract,
            year=stated.year,
            venue=stated.venue,
            identifiers={"doi": stated.doi, "arxiv_id": stated.arxiv_id},
            url=stated.url,
        )


def dblp_search_document(path: str) -> Iterator[PaperRecord]:
    answer = dict[str, dict[str, dict[str, list[dblp_search._Hit]]]]
    for place, hit in _whole(path, answer, "result", "hits", "hit"):
        stated = hit.info
        yield PaperRecord(
            place=place,
            title=stated.title,
            authorships=_authors(each.text.replace("&uuml;", "ü") for each in stated.authors.author),
            paper_id=stated.key,
            year=int(stated.year),
            type="inproceedings",
            venue=stated.venue,
            venue_key=f"dblp:{stated.key.rpartition('/')[0]}",
            identifiers={"doi": stated.doi},
            url=stated.ee,
        )


def openreview_document(path: str) -> Iterator[PaperRecord]:
    for place, note in _whole(path, dict[str, list[openreview._Note]], "notes"):
        content: Any = openreview._content_decoder.decode(note.content)
        yield PaperRecord(
            place=place,
            title=content.title.value,
            authorships=_authors(
                content.authors.value, [id if id.startswith("~") else None for id in content.authorids.value]
            ),
            paper_id=note.id,
            abstract=content.abstract.value,
            year=int(content.venueid.value.split("/")[1]),
            venue=content.venue.value,
            venue_key=content.venueid.value.partition(".")[0],
            url=content.html.value,
        )


def csl_json_document(path: str) -> Iterator[PaperRecord]:
    for place, item in _whole(path, list[csl_json._Item]):
        yield PaperRecord(
            place=place,
            title=item.title,
            authorships=_authors(
                " ".join(filter(None, (each.given, each.non_dropping_particle, each.family))) for each in item.author
            ),
            paper_id=item.id,
            abstract=item.abstract,
            year=item.issued.date_parts[0][0],
            type=item.type,
            venue=item.container_title,
            identifiers={"doi": item.doi, "arxiv_id": item.note.partition(": ")[2]},
            url=item.url,
        )


RIVALS: Final[Mapping[str, tuple[Rival, ...]]] = {
    "arrow": (Rival(title="lines", read=arrow),),
    "dblp": (Rival(title="lxml", read=dblp),),
    "acl": (Rival(title="lxml", read=acl),),
    "pubmed": (Rival(title="lxml", read=pubmed),),
    "endnote": (Rival(title="lxml", read=endnote),),
    "nbib": (Rival(title="lines", read=nbib),),
    "ris": (Rival(title="lines", read=ris), Rival(title="rispy", needs="rispy", read=rispy_ris)),
    "wos": (Rival(title="lines", read=wos),),
    "bibtex": (Rival(title="refkit", needs="refkit", read=bibtex),),
    "xlsx": (Rival(title="calamine", needs="python_calamine", read=xlsx),),
    "dblp-search": (Rival(title="msgspec, whole", read=dblp_search_document),),
    "mlanthology": (Rival(title="msgspec", read=mlanthology_lines),),
    "openalex": (Rival(title="msgspec", read=openalex_lines),),
    "arxiv": (Rival(title="msgspec", read=arxiv_lines),),
    "crossref": (Rival(title="msgspec", read=crossref_lines),),
    "openreview": (Rival(title="msgspec, whole", read=openreview_document),),
    "semantic-scholar": (Rival(title="msgspec", read=semantic_scholar_lines),),
    "csl-json": (Rival(title="msgspec, whole", read=csl_json_document),),
    "jsonl": (Rival(title="msgspec", read=jsonl_lines),),
    "csv": (Rival(title="csv", read=csv_table),),
}
"""Format -> its rivals, the one to measure against first."""
