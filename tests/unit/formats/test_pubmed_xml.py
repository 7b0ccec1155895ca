"""PubMed's XML: articles, chapters, deleted records, damage, and that it gives the same rows as the tagged text."""

import io
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from graphapp.errors import SourceError
from graphapp.formats import nbib, pubmed_xml
from graphapp.records import Authorship, PaperRecord, Record, Reject

DATA = Path(__file__).parents[2] / "data" / "sources"


def records(document: str | bytes) -> list[Record]:
    data = document.encode() if isinstance(document, str) else document
    return list(pubmed_xml.read(io.BufferedReader(io.BytesIO(data)), "f.xml"))


def article(inside: str = "<ArticleTitle>Sheep.</ArticleTitle>", data: str = "") -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>{inside}</Article></MedlineCitation>"
        f"<PubmedData>{data}</PubmedData></PubmedArticle>"
    )


def in_set(*articles: str) -> str:
    return f"<PubmedArticleSet>{''.join(articles)}</PubmedArticleSet>"


def paper(more: str = "", data: str = "") -> PaperRecord:
    [record] = records(in_set(article(f"<ArticleTitle>Sheep.</ArticleTitle>{more}", data)))
    assert isinstance(record, PaperRecord), record
    return record


def test_a_record_with_everything() -> None:
    [first, *_] = records((DATA / "pubmed.xml").read_bytes())
    assert first == PaperRecord(
        place="f.xml:4",
        title="Counting lambs in CO2: a census without fences.",
        authorships=(
            Authorship(printed_name="Ines Okafor", position=1, orcid="0000-0002-1694-233X"),
            Authorship(printed_name="Peter A Lind, 3rd", position=2),
            Authorship(printed_name="Lamb Census Group", position=3),
        ),
        paper_id="90000001",
        abstract="BACKGROUND: Lambs do not stand still. METHODS: We counted twice.",
        year=2020,
        type="Journal Article; Comment",
        venue="The meadow journal",
        identifiers={"doi": "10.1234/lambs.1", "pmid": "90000001"},
    )


def test_both_formats_of_pubmed_state_the_same() -> None:
    text = nbib.read(io.BufferedReader(io.BytesIO((DATA / "pubmed.nbib").read_bytes())), "f")
    xml = [record for record in records((DATA / "pubmed.xml").read_bytes()) if isinstance(record, PaperRecord)]
    for one, other in zip(text, xml, strict=True):
        assert isinstance(one, PaperRecord)
        # The text prints an index in brackets, and names without a full name by their initials.
        title = one.title.replace("CO(2)", "CO2")
        authorships = other.authorships if one.title == "Das graue Schaf." else one.authorships
        complete = other.authors_complete
        assert replace(one, place=other.place, title=title, authorships=authorships, authors_complete=complete) == other


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<LastName>Lind</LastName><ForeName>Petra</ForeName><Initials>P</Initials>", "Petra Lind"),
        ("<LastName>Lind</LastName><Initials>PA</Initials>", "PA Lind"),
        ("<LastName>Lind</LastName>", "Lind"),
        ("<LastName>King</LastName><ForeName>Martin</ForeName><Suffix>Jr</Suffix>", "Martin King, Jr"),
        ("<CollectiveName>Lamb <i>Census</i> Group</CollectiveName>", "Lamb Census Group"),
        ("<CollectiveName>CERN, Geneva</CollectiveName>", "CERN,, Geneva"),
        ("<LastName>de\n la  Cruz</LastName><ForeName>A</ForeName>", "A de la Cruz"),
    ],
)
def test_names(author: str, name: str) -> None:
    found = paper(f"<AuthorList><Author>{author}</Author></AuthorList>")
    assert found.authorships == (Authorship(printed_name=name, position=1),)
    assert found.authors_complete


def test_a_list_that_says_so_is_not_complete() -> None:
    assert not paper(
        '<AuthorList CompleteYN="N"><Author><LastName>Lind</LastName></Author></AuthorList>'
    ).authors_complete


def test_other_identifiers_of_an_author_are_no_orcid() -> None:
    identifiers = (
        '<Identifier Source="GRID">grid.7</Identifier><Identifier Source="ORCID">http://orcid.org/0</Identifier>'
    )
    found = paper(f"<AuthorList><Author><LastName>Lind</LastName>{identifiers}</Author></AuthorList>")
    assert found.authorships[0].orcid == "http://orcid.org/0"


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<ArticleTitle>D<sup>+</sup> and <b>CO<sub>2</sub></b></ArticleTitle>", "D+ and CO2"),
        ("<ArticleTitle>[Sheep].</ArticleTitle>", "[Sheep]."),
        ("<ArticleTitle>[Sheep].</ArticleTitle><VernacularTitle>Schaf</VernacularTitle>", "Schaf"),
        ("<ArticleTitle/><VernacularTitle>Schaf</VernacularTitle>", "Schaf"),
        ("<ArticleTitle>Sheep.</ArticleTitle><VernacularTitle>Schaf</VernacularTitle>", "Sheep."),
        ("<ArticleTitle>[Not Available].</ArticleTitle><VernacularTitle>Schaf</VernacularTitle>", "Schaf"),
    ],
)
def test_titles(inside: str, title: str) -> None:
    [record] = records(in_set(article(inside)))
    assert isinstance(record, PaperRecord)
    assert record.title == title


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("<Year>2020</Year><Month>Jan</Month>", 2020),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", 1998),
        ("<Season>Winter</Season>", None),
    ],
)
def test_years(date: str, year: int | None) -> None:
    assert paper(f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>").year == year


def ids(inside: str) -> str:
    return f"<ArticleIdList>{inside}</ArticleIdList>"


def test_identifiers_are_those_of_the_article() -> None:
    own = ids('<ArticleId IdType="doi">10.1000/b</ArticleId><ArticleId IdType="pmc">PMC7</ArticleId>')
    cited = ids('<ArticleId IdType="doi">10.1000/c</ArticleId>')
    cited = f"<ReferenceList><Reference>{cited}</Reference></ReferenceList>"
    assert paper(data=own + cited).identifiers == {"doi": "10.1000/b", "pmid": "1"}
    assert paper(data=cited).identifiers == {"pmid": "1"}
    assert paper('<ELocationID EIdType="doi">10.1000/a</ELocationID>', own).identifiers["doi"] == "10.1000/a"
    assert paper('<ELocationID EIdType="doi" ValidYN="N">10.1/x</ELocationID>', own).identifiers["doi"] == "10.1000/b"
    arxiv = ids('<ArticleId IdType="pii">arXiv:2101.00007v1</ArticleId>')
    assert paper(data=arxiv).identifiers == {"arxiv_id": "arXiv:2101.00007v1", "pmid": "1"}


def test_records_that_pubmed_has_deleted_are_rejects() -> None:
    *_, first, second = records((DATA / "pubmed.xml").read_bytes())
    assert first == Reject(
        place="f.xml:104",
        reason="PubMed has deleted its record 90000008; a row of an earlier load is still in the graph",
        raw="<PMID>90000008</PMID>",
    )
    assert isinstance(second, Reject)
    assert "90000009" in second.reason


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("<PubmedArticle/>", "no title"),
        ("<PubmedBookArticle/>", "no title"),
        (article("<ArticleTitle> </ArticleTitle>"), "no title"),
        (article("<ArticleTitle>[Not Available].</ArticleTitle>"), "no title"),
        (article("<ArticleTitle>A</ArticleTitle><AuthorList><Author/></AuthorList>"), "author 1 has no name"),
        (article("<ArticleTitle>A&nosuch;</ArticleTitle>"), "the entity &nosuch; is not defined"),
        (article(f"<ArticleTitle>{'x' * 9_000}</ArticleTitle>"), "a title of 9,000 characters; at most 8,000"),
    ],
)
def test_a_broken_article_costs_itself(broken: str, reason: str) -> None:
    first, second, third = records(in_set(article(), broken, article()))
    assert isinstance(first, PaperRecord)
    assert isinstance(second, Reject)
    assert isinstance(third, PaperRecord)
    assert second.reason.startswith(reason)
    assert second.raw.startswith("<Pubmed")


@pytest.mark.parametrize("end", ["</PubmedArticle", "<PubmedArticle><MedlineCitation>", "&", "\x01"])
def test_a_document_that_breaks_off_keeps_what_it_had(end: str) -> None:
    found: list[Record] = []
    data = f"<PubmedArticleSet>{article()}{end}".encode()
    with pytest.raises(SourceError, match=re.escape("f.xml")):
        found.extend(pubmed_xml.read(io.BufferedReader(io.BytesIO(data)), "f.xml"))
    assert len(found) <= 1


def test_an_entity_bomb_is_refused() -> None:
    bomb = '<!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(SourceError, match="defines entities"):
        records(bomb + in_set(article("<ArticleTitle>&b;</ArticleTitle>")))


@pytest.mark.parametrize(
    ("head", "is_pubmed"),
    [
        (b"<?xml version='1.0'?>\n<!DOCTYPE PubmedArticleSet>\n<PubmedArticleSet>\n", True),
        (b"<PubmedArticleSet><PubmedBookArticle>", True),
        (b"\n<PubmedBookArticleSet>", True),
        (b"<PubmedArticle>", True),
        (b"<dblp><article>", False),
        (b"PubmedArticleSet", False),
        (b'{"a": "<PubmedArticleSet>"}', False),
    ],
)
def test_the_names_of_elements_tell_the_format(head: bytes, is_pubmed: bool) -> None:
    assert pubmed_xml.recognises(head) is is_pubmed
