"""Files of statements: what is written is read, and what is broken is named with its line."""

import gzip
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import SourceError
from graphapp.formats import statement_files
from graphapp.formats.statement_files import COLUMNS, as_csv, as_yaml, read_statement_file, read_statements
from graphapp.rules.names import clean, name_key
from graphapp.rules.persons.statements import Reference, ReferenceKind, Statement

words = st.text(min_size=1, max_size=30).map(clean).filter(bool) | st.sampled_from(
    [
        "=1+1",
        "'=1",
        "''-x",
        "'Abd",
        "null",
        "yes",
        "0001",
        "- a",
        "{a: b}",
        "#x",
        "a, b",
        'a "b"',
        "@x",
        "~",
        "&a",
        "*a",
    ]
)
names = words.filter(name_key)
KINDS: tuple[ReferenceKind, ...] = ("name", "author row", "authorship")


@st.composite
def references(draw: st.DrawFn) -> Reference:
    name = draw(names)
    kind = draw(st.sampled_from(KINDS))
    return Reference(
        kind=kind,
        name=name,
        name_key=name_key(name),
        homonym=draw(st.none() | st.just("0001")) if kind == "name" else None,
        author_id=None if kind == "name" else draw(words),
        paper_id=draw(words) if kind == "authorship" else None,
    )


statements = st.lists(
    st.builds(
        Statement,
        statement_id=st.integers(1, 9),
        same=st.booleans(),
        one=references(),
        other=references(),
        why=words,
        who=words,
        at=st.just("2026-01-31T12:00:00Z"),
        undone_at=st.none(),
        undone_by=st.none(),
    ),
    max_size=4,
)


@given(statements)
def test_what_is_written_is_read(said: list[Statement]) -> None:
    expected = [(one.same, one.one, one.other, one.why, one.who, one.at) for one in said]
    for text in (as_yaml(said), as_csv(said)):
        read = read_statements(text.encode(), "x").lines
        assert [
            (line.same, line.one.reference, line.other.reference, line.why, line.who, line.at) for line in read
        ] == expected


@given(
    st.binary(max_size=200) | st.sampled_from([b"- same: [a, b]\n", b"alias,name\n", b"says,one\n"]),
    st.binary(max_size=60),
)
def test_any_bytes_are_read_or_refused_with_a_sentence(head: bytes, tail: bytes) -> None:
    with suppress(SourceError):
        read_statements(head + tail, "x.csv")


def test_texts_are_as_a_person_types_them() -> None:
    own = read_statements(
        b"- different: [A B 0001, 'row=x:C']\n  why: so\n- same: [D, {name: E, number: '0002'}]\n", "x"
    )
    first, second = own.lines
    assert (first.place, first.same, first.one.text, first.other.text, first.why, first.who) == (
        *("x:1", False, "A B 0001", "row=x:C", "so"),
        None,
    )
    assert second.other.reference == Reference(kind="name", name="E", name_key="e", homonym="0002")
    table = read_statements(b"says,one,other,why,at\nSame,A,B,so,2026-01-31 13:00+01:00\n", "x").lines[0]
    assert (table.same, table.one.text, table.other.text, table.at) == (True, "A", "B", "2026-01-31T12:00:00Z")
    for separator in ";\t":
        again = "says,one,other,why,at\nSame,A,B,so,2026-01-31 13:00+01:00\n".replace(",", separator)
        assert read_statements(again.encode(), "x").lines == (table,)


@pytest.mark.parametrize(
    ("text", "format", "pairs", "passed_over"),
    [
        ("alias,name\nA. B,Ada B\n\nC,D\n", "a list of aliases", [("x:2", "A. B", "Ada B"), ("x:4", "C", "D")], 0),
        ("\ufeffname,alias\nAda B,A. B\n", "a list of aliases", [("x:2", "A. B", "Ada B")], 0),
        # As spreadsheets save tables in many countries.
        ('alias;name\n"B; A.";"B, Ada"\n', "a list of aliases", [("x:2", "B; A.", "B, Ada")], 0),
        ('alias\tname\n"A. B"\tAda B\n', "a list of aliases", [("x:2", "A. B", "Ada B")], 0),
        ("label,replace by\nA. B,Ada B\n", "a thesaurus of VOSviewer", [("x:2", "A. B", "Ada B")], 0),
        (
            'label\treplace by\nb, a.\tb, ada\nnobody\t\n"q\tr\n',
            "a thesaurus of VOSviewer",
            [("x:2", "b, a.", "b, ada"), ("x:4", '"q', "r")],
            1,
        ),
        (
            "alias,name\nA,B\na,b\nB,A\nC,C\n",
            "a list of aliases",
            [("x:2", "A", "B"), ("x:3", "a", "b"), ("x:4", "B", "A"), ("x:5", "C", "C")],
            0,
        ),
        (
            "a:\n  names:\n  - {first: A., last: B}\n  - {first: Ada, last: B}\n  - {first: Bo, last: C}\n"
            "b:\n  names:\n  - {first: Bo, last: C}\n",
            "people.yaml of the ACL Anthology",
            [("x:1", "Ada B", "A. B")],
            2,
        ),
        ("", "an empty file", [], 0),
    ],
)  # fmt: skip
def test_lists_of_names_say_who_is_the_same(
    text: str, format: str, pairs: list[tuple[str, str, str]], passed_over: int
) -> None:
    found = read_statements(text.encode(), "x")
    assert [(line.place, line.one.text, line.other.text) for line in found.lines] == pairs
    assert all(line.same and line.one.is_name and line.other.is_name for line in found.lines)
    assert (found.format, found.passed_over) == (format, passed_over)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("alias,name\nA,B\nA,C\n", "x:2 and x:3 give the alias 'A' two names, 'B' and 'C'"),
        ("alias,name\nA,B,C\n", "x:2 has 3 cells, and the header 2"),
        ("alias,name,name\n", "x:1 has the column 'name' twice"),
        ('alias,name\n"A,B\n', "x:2 is broken"),
        ("names of people\n", "x is no file of statements"),
        ("- a\n", "x:1 is no statement"),
        ("- {same: [a, b], who: c}\n- {same: [a, b], by: c}\n", "x:2 has the key 'by'"),
        ("- {same: [a]}\n", "x:1 needs either"),
        ("- {same: [a, b], different: [a, b]}\n", "x:1 needs either"),
        ("- {same: [a, {title: b}]}\n", "x:1 has a side that is neither"),
        ("- {same: [a, {number: '0001'}]}\n", "x:1 has a side without a name"),
        ("- {same: [a, {row: 'x:b', number: '0001'}]}\n", "x:1 has a number beside a row or a paper"),
        ("- {same: [a, {paper: 'x:1', name: b, number: '0001'}]}\n", "x:1 has a number beside a row or a paper"),
        ("says,one,other_name,other_number,other_row\nsame,a,b,0001,x:b\n", "x:2 has a number beside a row or a paper"),
        ("says,one,one_name,other\nsame,a,b,c\n", "x:2 has both one and one_name"),
        ("says,one,other,other_paper\nsame,a,b,x:1\n", "x:2 has both other and other_paper"),
        ("- {same: [a, '']}\n", "x:1 has an empty side"),
        ("- {same: [a, b], at: soon}\n", "x:1 has the time 'soon'"),
        ("- {same: [a, b], why: [c]}\n", "x:1 has a list or a map"),
        (f"- {{same: [a, b], why: {'c' * 2_001}}}\n", "x:1 has 2,001 characters of 'why'"),
        ("- {same: [a, b]\n", "x: not YAML"),
        ("says,one,other\nmaybe,A,B\n", "x:2 says 'maybe'"),
        ("says,one,other,colour\n", "x:1 has the column 'colour'"),
        (f"alias,name\nA,{'b' * 1_001}\n", "x:2 has a name of 1,001 characters"),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, words: str) -> None:
    with pytest.raises(SourceError) as refusal:
        read_statements(text.encode(), "x")
    assert str(refusal.value).startswith(words)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match=r"none\.csv does not exist"):
        read_statement_file(tmp_path / "none.csv")
    (tmp_path / "a.csv").write_bytes(b"alias,name\nA\xe4,B\n")
    with pytest.raises(SourceError, match=r"a\.csv:2 is not UTF-8"):
        read_statement_file(tmp_path / "a.csv")
    monkeypatch.setattr(statement_files, "LONGEST_FILE", 5)
    with pytest.raises(SourceError, match="split it"):
        read_statement_file(tmp_path / "a.csv")


@pytest.mark.parametrize("packed", [gzip.compress, lambda content: content.decode().encode("utf-16")])
def test_a_file_may_be_packed_or_as_a_spreadsheet_writes_it(tmp_path: Path, packed: Callable[[bytes], bytes]) -> None:
    (tmp_path / "a.csv").write_bytes(packed("alias,name\nA. Groß,Ada Groß\n".encode()))
    read = read_statement_file(tmp_path / "a.csv")
    assert [(line.place, line.one.text, line.other.text) for line in read.lines] == [("a.csv:2", "A. Groß", "Ada Groß")]
    (tmp_path / "a.csv").write_bytes(gzip.compress(b"alias,name\nA,B\n")[:20])
    with pytest.raises(SourceError, match="damaged or cut short"):
        read_statement_file(tmp_path / "a.csv")


def test_no_cell_is_a_formula() -> None:
    name = Reference(kind="name", name="=A", name_key="=a")
    said = Statement(statement_id=1, same=True, one=name, other=name, why="+1", who="@x", at="2026-01-31T12:00:00Z")
    header, row = as_csv([said]).splitlines()
    assert header == ",".join(COLUMNS)
    assert not [cell for cell in row.split(",") if cell[:1] in "=+-@" and cell]
