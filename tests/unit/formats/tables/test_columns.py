"""The columns of tables: which headers are known, alone and in the exports of others."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.formats.authors.author_cells import UNKNOWN, Style
from graphapp.formats.tables.columns import EXPORTS, FIELDS, OF_ANY_TABLE, Layout, header_key, layout_of

DOCS = Path(__file__).parents[4] / "docs" / "formats.md"

FAMILY_FIRST = Style(separators=";", last_first=True)
GIVEN_FIRST = Style(separators=";", last_first=False)

HEADERS: dict[str, str] = {
    "Zotero": "Key,Item Type,Publication Year,Author,Title,Publication Title,ISBN,ISSN,DOI,Url,Abstract Note,Date,Type,"
    "Conference Name",
    "Scopus": "Authors,Author full names,Author(s) ID,Title,Year,Source title,Volume,Cited by,DOI,Link,Abstract,"
    "Document Type,Source,EID",
    "Web of Science": "PT,AU,BA,BE,GP,AF,TI,SO,LA,DT,DE,ID,AB,PY,VL,DI,UT,PM",
    "Lens": "Lens ID,Title,Date Published,Publication Year,Publication Type,Source Title,ISSNs,Author/s,Abstract,DOI,"
    "External URL",
    "Dimensions": "Rank,Publication ID,DOI,PMID,Title,Abstract,Source title,Anthology title,PubYear,Publication Type,"
    "Authors,Authors (Raw Affiliation),Dimensions URL",
    "IEEE Xplore": "Document Title,Authors,Author Affiliations,Publication Title,Publication Year,Abstract,DOI,"
    "PDF Link,Document Identifier",
    "PubMed": "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,DOI",
    "OpenAlex": "id,doi,title,display_name,publication_year,type,primary_location.source.display_name,"
    "authorships.author.display_name,authorships.raw_author_name,cited_by_count",
    "Publish or Perish": "Cites,Authors,Title,Year,Source,Publisher,ArticleURL,CitesURL,GSRank,QueryDate,Type,DOI",
    "Google Scholar": "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher",
}
"""Each as its service writes it; columns that nothing reads are left out where they are many."""

READ: dict[str, str] = {
    "Zotero": "Key,Title,Author,Publication Year,Publication Title+Conference Name,Item Type,Url,Abstract Note,DOI",
    "Scopus": "EID,Title,Author full names+Authors,Year,Source title,Document Type,Link,Abstract,DOI",
    "Web of Science": "UT,TI,AF+AU,PY,SO,DT,AB,DI,PM",
    "Lens": "Lens ID,Title,Author/s,Publication Year,Source Title,Publication Type,External URL,Abstract,DOI",
    "Dimensions": "Publication ID,Title,Authors,PubYear,Source title+Anthology title,Publication Type,Dimensions URL,"
    "Abstract,DOI,PMID",
    "IEEE Xplore": "Document Title,Authors,Publication Year,Publication Title,Document Identifier,"
    "PDF Link,Abstract,DOI",
    "PubMed": "PMID,Title,Authors,Publication Year,Journal/Book,DOI,PMID",
    "OpenAlex": "id,title+display_name,authorships.author.display_name+authorships.raw_author_name,publication_year,"
    "primary_location.source.display_name,type,doi",
    "Publish or Perish": "Title,Authors,Year,Source,Type,ArticleURL,DOI",
    "Google Scholar": "Title,Authors,Year,Publication",
}

STYLES: dict[str, Style] = {
    "Zotero": FAMILY_FIRST,
    "Scopus": FAMILY_FIRST,
    "Web of Science": FAMILY_FIRST,
    "Lens": GIVEN_FIRST,
    "Dimensions": FAMILY_FIRST,
    "IEEE Xplore": GIVEN_FIRST,
    "PubMed": Style(separators=",;", last_first=False, final_dot=True),
    "OpenAlex": Style(separators="|", last_first=False),
    "Publish or Perish": Style(separators=",", last_first=False),
    "Google Scholar": FAMILY_FIRST,
}


def read_columns(layout: Layout) -> set[str]:
    """Each field's headers, the best first."""
    return {"+".join(layout.headers[column] for column in columns) for columns in layout.fields.values()}


@pytest.mark.parametrize("name", HEADERS)
def test_the_columns_of_an_export_are_known(name: str) -> None:
    layout = layout_of(HEADERS[name].split(","))
    assert layout.export is not None
    assert layout.export.name == name
    assert read_columns(layout) == set(READ[name].split(","))
    assert layout.styles[layout.fields["authors"][0]] == STYLES[name]
    assert layout.repeated is None


def test_every_export_is_tested() -> None:
    assert {export.name for export in EXPORTS} == HEADERS.keys()
    assert {field for export in EXPORTS for field in export.columns} <= set(FIELDS)


def test_the_documentation_names_every_column() -> None:
    section = DOCS.read_text(encoding="utf-8").partition("## CSV")[2].partition("\n## ")[0]
    headers = {header for known in OF_ANY_TABLE.values() for header in known}
    for export in EXPORTS:
        headers |= {header for group in export.signs for header in group} | set(export.styles)
        headers |= {header for known in export.columns.values() for header in known}
    assert not [header for header in headers if f"`{header}`".casefold() not in section.casefold()]


def test_the_full_headers_of_web_of_science_are_known() -> None:
    layout = layout_of(["Authors", "Author Full Names", "Article Title", "Source Title", "UT (Unique WOS ID)"])
    assert read_columns(layout) == {
        "UT (Unique WOS ID)",
        "Article Title",
        "Author Full Names+Authors",
        "Source Title",
    }
    assert layout.styles == {1: FAMILY_FIRST, 0: FAMILY_FIRST}


def test_quotes_of_web_of_science_are_characters() -> None:
    assert [export.name for export in EXPORTS if not export.quoted] == ["Web of Science"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Author", "authors"),
        (" AUTHOR(S) ", "authors"),
        ("Author/s", "authors"),
        ("author_names", "authors"),
        ("Paper ID", "paper_id"),
        ("TITLES", "title"),
        ("Article Title", "title"),
        ("publication-year", "year"),
        ("Journals", "venue"),
        ("Source title", "venue"),
        ("Links", "url"),
        ("arXiv ID", "arxiv_id"),
        ("PMID", "pmid"),
        ("PubMed ID", "pmid"),
        ("\ufefftitle", "title"),
    ],
)
def test_a_header_is_known_in_any_case_spacing_and_number(header: str, field: str) -> None:
    assert layout_of([header]).fields == {field: (0,)}


@pytest.mark.parametrize(
    "header", ["Key", "PM", "Source", "Publication Title", "Authors (Raw Affiliation)", "First Author", "Date", ""]
)
def test_a_header_that_means_something_in_one_export_only_means_nothing_elsewhere(header: str) -> None:
    assert layout_of(["title", header]).fields == {"title": (0,)}


def test_of_two_columns_for_a_field_of_any_table_the_better_one_is_read() -> None:
    layout = layout_of(["Journal", "title", "venue", ""])
    assert layout.fields == {"title": (1,), "venue": (2,)}
    assert layout.unread == ["Journal"]


@pytest.mark.parametrize("headers", [["title", "authors", "Author"], ["title", "id", "paper_id"]])
def test_two_columns_with_the_same_right_are_reported(headers: list[str]) -> None:
    assert layout_of(headers).repeated in ("authors", "paper_id")


def test_a_user_names_the_columns() -> None:
    headers = ["Name", "authors", "Author", "Published in", "venue"]
    layout = layout_of(headers, {"title": "name", "authors": "Author", "venue": "Published in"})
    assert layout.fields == {"title": (0,), "authors": (2,), "venue": (3,)}
    assert layout.repeated is None
    assert layout.unread == ["authors", "venue"]
    assert layout.styles == {2: UNKNOWN}
    assert "authors" not in layout_of(headers, {"authors": "Writers"}).fields


def test_a_column_that_a_user_names_for_one_field_is_no_other_field() -> None:
    assert layout_of(["title", "venue"], {"track": "venue"}).fields == {"track": (1,), "title": (0,)}


def test_a_column_that_a_user_names_keeps_the_style_of_its_export() -> None:
    headers = HEADERS["Scopus"].split(",")
    layout = layout_of(headers, {"authors": "Authors"})
    assert layout.styles == {headers.index("Authors"): UNKNOWN}


@pytest.mark.parametrize(
    ("cells", "header"),
    [
        (["title", "authors", "venue"], True),
        ([" Title ", "AUTHORS", "Venue"], True),
        (["venue", "title", "authors"], True),
        (["title", "authors", "year", "venue"], True),
        (["title", "authors", ""], True),
        (["shelf", "authors", "Title", "room"], True),
        (["Title", "", ""], False),
        (["Title", "Ada Byron", "2019", "Venue", "3"], False),
        (["Title", "Ada Byron", "Meadow"], False),
        (["authors", "venue", "year"], False),
        (["", "", ""], False),
    ],
)
def test_a_row_of_nothing_but_headers_is_a_header(cells: list[str], header: bool) -> None:
    assert layout_of(["title", "authors", "venue"]).is_header(cells) is header


@given(headers=st.lists(st.one_of(st.text(max_size=12), st.sampled_from(",".join(HEADERS.values()).split(",")))))
def test_any_headers_have_a_layout_in_which_no_column_fills_two_fields(headers: list[str]) -> None:
    layout = layout_of(headers)
    # In a table of PubMed, the id of a row is also an identifier.
    own_id = layout.fields.get("paper_id")
    columns = [
        column
        for field, columns in layout.fields.items()
        if not (field == "pmid" and columns == own_id)
        for column in columns
    ]
    assert len(columns) == len(set(columns))
    assert all(0 <= column < len(headers) for column in columns)
    assert layout.styles.keys() == set(layout.fields.get("authors", ()))


@given(header=st.text(st.characters(codec="ascii")))
def test_a_key_does_not_depend_on_case_and_spaces(header: str) -> None:
    assert header_key(f" {header.swapcase()} ") == header_key(header)
