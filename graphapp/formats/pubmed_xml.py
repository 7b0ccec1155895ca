"""PubMed's XML: sets of articles as E-utilities and the site give them, the yearly baseline and the daily update files.

Elements and attributes: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/index.html. An update file also lists the
records that PubMed has deleted. Each is a reject, since there is nothing to load, and the list should not be lost.
"""

from collections.abc import Iterable, Iterator
from io import BufferedReader
from typing import Final

from graphapp.formats.authors.people import Person, listed
from graphapp.formats.fields import paper
from graphapp.formats.medline import identifier, original_title, person_name, publication_type, year_of
from graphapp.formats.syntax.xml_elements import Element, child_of, read_elements, root_tag, text_at, text_of
from graphapp.records import PaperRecord, Record, Reject, Role
from graphapp.rules.printed_names import name_of_organisation

_ROOTS: Final = ("PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle")
_TAGS: Final = ("PubmedArticle", "PubmedBookArticle", "DeleteCitation", "DeleteDocument")
_PARTS: Final = ("LastName", "ForeName", "Initials", "Suffix", "CollectiveName")
"""The elements of an author that make the name."""


def recognises(head: bytes) -> bool:
    """Whether the root of an XML document has articles of PubMed, or is one."""
    return root_tag(head) in _ROOTS


def read(stream: BufferedReader, place: str) -> Iterator[Record]:
    """The articles, chapters and books of a document, and a reject for each record that it says is deleted."""
    return read_elements(stream, place, _TAGS, _records, roots=_ROOTS)


def _records(element: Element, place: str) -> PaperRecord | Iterable[Record]:
    if element.tag == "PubmedArticle":
        return _article(element, place)
    if element.tag == "PubmedBookArticle":
        return _book(element, place)
    return _deleted(element, place)


def _deleted(element: Element, place: str) -> Iterator[Reject]:
    for stated in element.iter("PMID"):
        pmid = text_of(stated)
        reason = f"PubMed has deleted its record {pmid[:40]}; a row of an earlier load is still in the graph"
        yield Reject.of(place, reason, f"<PMID>{pmid}</PMID>".encode())


def _article(element: Element, place: str) -> PaperRecord:
    citation = child_of(element, "MedlineCitation")
    article = child_of(citation, "Article")
    journal = child_of(article, "Journal")
    lists = _children(article, "AuthorList")
    pmid = text_at(citation, "PMID")
    return paper(
        place=place,
        title=original_title(text_at(article, "ArticleTitle"), text_at(article, "VernacularTitle")),
        authorships=listed(person for each in lists for person in _people(each)),
        authors_complete=_are_complete(lists),
        paper_id=pmid,
        abstract=_abstract(article),
        year=_year(child_of(journal, "JournalIssue")),
        type=publication_type(map(text_of, _children(child_of(article, "PublicationTypeList"), "PublicationType"))),
        venue=text_at(journal, "Title")
        or text_at(child_of(citation, "MedlineJournalInfo"), "MedlineTA")
        or text_at(journal, "ISOAbbreviation"),
        identifiers=[
            # Of several, the last one stands.
            *_identifiers(_children(child_of(child_of(element, "PubmedData"), "ArticleIdList"), "ArticleId")),
            *_identifiers(_children(article, "ELocationID")),
            ("pmid", pmid),
        ],
    )


def _book(element: Element, place: str) -> PaperRecord:
    document = child_of(element, "BookDocument")
    book = child_of(document, "Book")
    lists = _children(document, "AuthorList")
    of_book = _children(book, "AuthorList")
    pmid = text_at(document, "PMID")
    title = original_title(text_at(document, "ArticleTitle"), text_at(document, "VernacularTitle"))
    book_title = text_at(book, "BookTitle")
    # A chapter has its own authors; those of the book are not its.
    lists += [each for each in of_book if not title or each.get("Type") == "editors"]
    return paper(
        place=place,
        title=title or book_title,
        authorships=listed(person for each in lists for person in _people(each)),
        authors_complete=_are_complete(lists),
        paper_id=pmid,
        abstract=_abstract(document),
        year=_year(book),
        type=publication_type(map(text_of, _children(document, "PublicationType"))),
        venue=book_title if title else None,
        identifiers=[
            *_identifiers(_children(book, "ELocationID")),
            *_identifiers(_children(child_of(document, "ArticleIdList"), "ArticleId")),
            ("pmid", pmid),
        ],
    )


def _people(authors: Element) -> Iterator[Person]:
    role: Role = "editor" if authors.get("Type") == "editors" else "author"
    for author in authors.iterchildren("Author"):
        # The author with the right name is in the list, too.
        if author.get("ValidYN") == "N":
            continue
        stated = {child.tag: child for child in author}
        parts = [text_of(stated[tag]) if tag in stated else "" for tag in _PARTS]
        family, given, initials, suffix, collective = parts
        orcid = next(
            (text_of(each) for each in author.iterchildren("Identifier") if each.get("Source") == "ORCID"), None
        )
        yield Person(role, name_of_organisation(collective) or person_name(family, given or initials, suffix), orcid)


def _are_complete(lists: Iterable[Element]) -> bool:
    return all(each.get("CompleteYN") != "N" for each in lists)


def _abstract(parent: Element | None) -> str:
    """The sections of an abstract, each behind its label."""
    sections = []
    for section in _children(child_of(parent, "Abstract"), "AbstractText"):
        label, stated = section.get("Label"), text_of(section)
        sections.append(f"{label}: {stated}" if label else stated)
    return " ".join(filter(None, sections))


def _year(parent: Element | None) -> str:
    date = child_of(parent, "PubDate")
    return year_of(text_at(date, "Year") or text_at(date, "MedlineDate"))


def _identifiers(elements: Iterable[Element]) -> Iterator[tuple[str, str]]:
    """What the elements state, the last one first."""
    for each in reversed(list(elements)):
        if each.get("ValidYN") != "N":
            yield from identifier(each.get("EIdType") or each.get("IdType") or "", text_of(each))


def _children(parent: Element | None, tag: str) -> list[Element]:
    return [] if parent is None else [*parent.iterchildren(tag)]
