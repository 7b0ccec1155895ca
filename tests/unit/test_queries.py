"""Query files say what they are and declare what they use."""

import re
from pathlib import Path

import pytest

from graphapp import queries
from graphapp.queries import Access, Query, QueryFileError, all_queries, load_query

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
def test_a_reading_query_has_a_total_order_and_writes_nothing(query: Query) -> None:
    code = "\n".join(line for line in query.text.splitlines() if not line.startswith("//"))
    assert "ORDER BY" in code
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD)\b", code)
    assert not re.search(r"\bid\(", code)


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


def test_an_unknown_query_is_told_by_its_path() -> None:
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
