"""Query files describe themselves and declare what they use."""

import re
from pathlib import Path

import pytest

from graphapp import queries
from graphapp.errors import QueryFileError
from graphapp.queries import Access, Query, all_queries, load_query
from graphapp.rules.identifiers import SCHEMES, Scheme
from tests.query_files import cuts, order, row_key

QUERIES = all_queries()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_query_file_describes_itself(query: Query) -> None:
    assert query.title[0].isupper()
    assert not query.title.endswith(".")
    assert re.fullmatch(r"[a-z]+/[a-z][a-z_]*", query.name)
    assert "\r" not in query.text
    assert not query.text.rstrip().endswith(";")
    if query.access is not Access.SCHEMA:
        assert query.description


READING = [query for query in QUERIES if query.access in (Access.READ, Access.BROWSER)]


@pytest.mark.parametrize("query", READING, ids=lambda query: query.name)
def test_a_reading_query_writes_nothing(query: Query) -> None:
    code = "\n".join(line for line in query.text.splitlines() if not line.startswith("//"))
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD)\b", code)
    assert not re.search(r"\bid\(", code)


@pytest.mark.parametrize("query", READING, ids=lambda query: query.name)
def test_the_rows_of_a_reading_query_have_a_total_order(query: Query) -> None:
    """The sort keys include the keys that identify a row, and end with one of them; one row needs no order.

    Neither do the rows of a query that says so.
    """
    key, sorted_by = row_key(query), order(query)
    if key is None or "in no order" in query.description:
        assert not sorted_by, "needs no order"
    else:
        assert key <= {*sorted_by, *map(column, sorted_by)}, f"rows may be equal by {sorted_by}"
        assert key & {sorted_by[-1], column(sorted_by[-1])}, f"{sorted_by[-1]} decides nothing"


@pytest.mark.parametrize("query", READING, ids=lambda query: query.name)
def test_what_a_limit_cuts_off_is_decided_by_an_id(query: Query) -> None:
    undecided = [by for by in cuts(query) if not by or column(by[-1]) not in IDS]
    assert not undecided, f"LIMIT after ORDER BY {undecided}"


IDS = {"author_id", "paper_id", "person_id", "work_id", "venue_id", "statement_id", "key", "printed_venue"}


def column(sort_key: str) -> str:
    """The property or column of a sort key, without its variable."""
    return sort_key.rpartition(".")[2]


def test_author_rows_are_found_in_one_way_by_each_property() -> None:
    """A CALL with a branch for each property, and the header's line that lists the properties."""
    found = {
        query.name: (
            [line for line in query.description.splitlines() if line.startswith("`property` says what `values` are")],
            query.text.partition("CALL () {")[2].partition("\n}\n")[0],
        )
        for query in QUERIES
        if query.parameters.keys() >= {"property", "values"}
    }
    assert len(found) >= 3
    [line], branches = found["read/author_rows"]
    assert re.findall(r'"(\w+)"', line) == re.findall(r'\$property WHEN "(\w+)"', branches)
    assert {name: ([line], branches) for name in found} == found


@pytest.mark.parametrize("query", [q for q in QUERIES if q.access is Access.BROWSER], ids=lambda query: query.name)
def test_browser_takes_a_file_for_one_statement(query: Query) -> None:
    """A semicolon, in a comment too, makes Neo4j Browser run it as a script, which it does not draw."""
    assert ";" not in query.text


def test_queries_for_browser_map_a_typed_name_in_one_way() -> None:
    mappings = {
        query.text.partition("WITH typed,")[2].partition("AS keys")[0]
        for query in QUERIES
        if query.access is Access.BROWSER and "AS typed" in query.text
    }
    assert len(mappings) == 1


def test_a_schema_file_is_named_like_what_it_creates() -> None:
    for query in QUERIES:
        if query.access is Access.SCHEMA:
            assert f" {query.name.partition('/')[2]} IF NOT EXISTS" in query.text


def test_an_unknown_query_is_named_by_its_path() -> None:
    with pytest.raises(QueryFileError, match=r"cypher/read/no_such_query\.cypher"):
        load_query("read/no_such_query")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("RETURN 1", "does not begin with a line `// Title`"),
        ("//\nRETURN 1", "does not begin with a line `// Title`"),
        ("// Title\nRETURN $a", r"different parameters: \$a"),
        ("// Title\n// :param b => 1\nRETURN 1", r"different parameters: \$b"),
        ("// Title\n// :param a => 1\nRETURN '$a'", r"different parameters: \$a"),
    ],
)
def test_a_file_that_misdeclares_itself_is_refused(
    text: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "read").mkdir()
    (tmp_path / "read" / "broken.cypher").write_text(text, encoding="utf-8")
    monkeypatch.setattr(queries, "_folder", lambda: tmp_path)
    with pytest.raises(QueryFileError, match=reason):
        load_query.__wrapped__("read/broken")


def test_a_parameter_is_no_parameter_inside_strings_comments_and_quoted_names() -> None:
    text = """// Title
// :param a => 1
RETURN $a, '$b', "$c \\" $d", `$e` /* $f */ // $g"""
    assert queries._parse("read/x", text).parameters == {"a": "1"}


# Identifiers: one table, and every query follows it


def test_lines_for_each_identifier_stand_once_for_each_that_joins_works(monkeypatch: pytest.MonkeyPatch) -> None:
    schemes = [
        Scheme(property="doi", name="DOI", normal_form=str, resolver="", joins_works=True),
        Scheme(property="isbn", name="ISBN", normal_form=str, resolver="", joins_works=False),
        Scheme(property="pmid", name="PMID", normal_form=str, resolver="", joins_works=True),
    ]
    monkeypatch.setattr(queries, "SCHEMES", schemes)
    text = """// Title
MATCH (p)
WHERE false
// for each identifier that joins works, here doi
  OR p.doi = p.doi_of
// end
RETURN p"""
    assert queries._parse("read/x", text).text.splitlines() == [
        "// Title",
        "MATCH (p)",
        "WHERE false",
        "  OR p.doi = p.doi_of",
        "  OR p.pmid = p.doi_of",
        "RETURN p",
    ]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.property)
def test_each_identifier_has_its_index(scheme: Scheme) -> None:
    assert f"ON (paper.{scheme.property})" in load_query(f"schema/paper_{scheme.property}").text


@pytest.mark.parametrize("query", [q for q in QUERIES if q.access is not Access.SCHEMA], ids=lambda query: query.name)
def test_no_query_names_an_identifier_but_where_it_names_each(query: Query) -> None:
    code = "\n".join(line for line in query.text.splitlines() if not line.startswith("//"))
    named = [len(re.findall(rf"\b{scheme.property}\b", code)) for scheme in SCHEMES if scheme.joins_works]
    assert len(set(named)) == 1
