"""What people say: written whole or not at all, and what it outlives."""

import json
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from graphapp.errors import DatabaseBusy, InvalidArgument, NotFound, Refused, SourceError
from graphapp.formats.statement_files import as_csv, as_yaml
from graphapp.graph import Graph
from graphapp.loading.source_state import hold_lock
from graphapp.loading.statements import import_statements, say_different, say_same, undo
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.records import Authorship, PaperRecord, PersonName, PersonRecord
from graphapp.results.statements import PersonStatement
from graphapp.schema import apply_schema
from graphapp.services.export import export_graph
from graphapp.services.health import check
from graphapp.services.statement_rows import statement_state, statements_about
from graphapp.services.statements import export_statements, statements
from tests.graphs import ask, put

WHY = "one home page"


def paper(paper_id: str, *authors: str | Authorship, title: str | None = None, doi: str | None = None) -> PaperRecord:
    return PaperRecord(
        place=paper_id,
        paper_id=paper_id,
        title=title or f"On {paper_id}",
        year=2020,
        authorships=tuple(
            Authorship(printed_name=author, position=place) if isinstance(author, str) else author
            for place, author in enumerate(authors, start=1)
        ),
        identifiers={"doi": doi} if doi else {},
    )


DBLP = [
    paper("1", "Yu Li 0001", "Ada Lovelace"),
    paper("2", "Yu Li 0002", "Bo Reed"),
    paper("3", "Y. Li", "Yu Li 0001"),
    paper("4", "Yu Li 0001", "Yu Li 0002"),
    paper("5", "Yu-Lin Li", "Ada Lovelace"),
]
ACL = [paper("a", "Yu Li", "Bo Reed"), paper("b", "Yu Li", "Yu Li")]


@pytest.fixture
def people(graph: Graph) -> Graph:
    put(graph, DBLP, source="dblp")
    put(graph, ACL, source="acl")
    return graph


def dump(graph: Graph) -> bytes:
    """The canonical dump, byte for byte."""
    return b"\n".join(msgspec.json.encode(row) for row in export_graph(graph))


def listed(graph: Graph, *, undone: bool = False) -> list[tuple[int, str, str, str]]:
    return [
        (one.statement_id, one.one.text, one.says, one.other.text)
        for one in statements(graph, undone=undone, limit=None).statements
    ]


def test_a_statement_says_who_said_it_when_and_why(people: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHAPP_USER", "ada")
    said = say_same(people, "yu li 0001", "Y. Li", why="  one\nhome page ")
    [found] = statements(people).statements
    assert found == said.statement
    assert (found.statement_id, found.says, found.why, found.who) == (1, "same", WHY, "ada")
    assert (found.one.name, found.one.number, found.one.kind) == ("Yu Li", "0001", "name")
    assert found.at.endswith("Z")
    assert say_different(people, "Yu Li 0002", "Yu-Lin Li", why=WHY, who="bo").statement.who == "bo"


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("YU LI", None, ("name", "Yu Li", None, None)),
        ("Li, Yu", None, ("name", "Yu Li", None, None)),
        ("dblp:Yu Li 0002", None, ("author row", "Yu Li", "dblp:Yu Li 0002", None)),
        ("row=acl:Yu Li", None, ("author row", "Yu Li", "acl:Yu Li", None)),
        ("dblp:4", "Yu Li 0002", ("authorship", "Yu Li", "dblp:Yu Li 0002", "dblp:4")),
        ("dblp:4", "dblp:Yu Li 0002", ("authorship", "Yu Li", "dblp:Yu Li 0002", "dblp:4")),
        ("paper=acl:a", "yu li", ("authorship", "Yu Li", "acl:Yu Li", "acl:a")),
        ("On a", "yu li", ("authorship", "Yu Li", "acl:Yu Li", "acl:a")),
    ],
)
def test_what_is_typed_is_a_name_a_row_or_an_authorship(
    people: Graph, text: str, name: str | None, found: tuple[str, str, str | None, str | None]
) -> None:
    side = say_same(people, text, "Bo Reed", name=name, why=WHY).statement.one
    assert (side.kind, side.name, side.author_id, side.paper_id) == found


@pytest.mark.parametrize(
    ("one", "other", "name", "error", "words"),
    [
        ("Nobody Here", "Y. Li", None, NotFound, "no author row has the name or the id 'Nobody Here'"),
        ("Yu Li 0009", "Y. Li", None, NotFound, "has the number 0009; it has 0001, 0002"),
        ("dblp:1", "Y. Li", None, InvalidArgument, "'dblp:1' is a paper; say which of its authors is meant"),
        ("dblp:1", "Y. Li", "Bo Reed", NotFound, "'dblp:1' has no author 'Bo Reed'"),
        ("dblp:4", "Y. Li", "Yu Li", InvalidArgument, "2 authors of the name 'Yu Li'; give the id of one of them"),
        ("dblp:99", "Y. Li", "Yu Li", NotFound, "dblp:99"),
        ("row=dblp:99", "Y. Li", None, NotFound, "no author row has the id 'dblp:99'"),
        ("paper=dblp:99", "Y. Li", None, NotFound, "no paper row has the id 'dblp:99'"),
        ("Ada Lovelace", "Y. Li", "Yu Li", (InvalidArgument, NotFound), ""),
        ("", "Y. Li", None, InvalidArgument, "empty"),
        ("x" * 20_000, "Y. Li", None, InvalidArgument, "too long"),
        ("Yu Li", "yu LI", None, InvalidArgument, "both are the name 'Yu Li'"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(
    people: Graph,
    one: str,
    other: str,
    name: str | None,
    error: type[Exception] | tuple[type[Exception], ...],
    words: str,
) -> None:
    before = dump(people)
    with pytest.raises(error, match=words):
        say_same(people, one, other, name=name, why=WHY)
    assert dump(people) == before


def test_a_text_that_is_a_name_and_a_row_must_say_which(graph: Graph) -> None:
    put(graph, [paper("1", "dblp:Yu Li", "Yu Li", "Bo Reed")], source="dblp")
    with pytest.raises(InvalidArgument, match="write row=dblp:Yu Li or name=dblp:Yu Li"):
        say_same(graph, "dblp:Yu Li", "Bo Reed", why=WHY)
    assert say_same(graph, "row=dblp:Yu Li", "Bo Reed", why=WHY).statement.one.kind == "author row"
    assert say_same(graph, "name=dblp:Yu Li", "Bo Reed", why=WHY).statement.one.kind == "name"


def test_digits_that_are_a_number_and_a_name_must_say_which(people: Graph) -> None:
    put(people, [paper("x", "Yu Li 0001")], source="other")
    with pytest.raises(InvalidArgument, match="give the id of an author row"):
        say_same(people, "Yu Li 0001", "Bo Reed", why=WHY)


@pytest.mark.parametrize(("why", "words"), [("", "empty"), (" \n", "empty"), ("x" * 2_001, "2,001 characters")])
def test_a_reason_is_needed(people: Graph, why: str, words: str) -> None:
    with pytest.raises(InvalidArgument, match=words):
        say_same(people, "Yu Li 0001", "Y. Li", why=why)


def test_different_people_do_not_overlap(people: Graph) -> None:
    with pytest.raises(InvalidArgument, match="overlap"):
        say_different(people, "Yu Li", "dblp:Yu Li 0001", why=WHY)


def test_rows_of_one_work_are_one_person(graph: Graph) -> None:
    for source in ("one", "two"):
        put(graph, [paper("1", "Yu Li", "Bo Reed", title="Graphs", doi="10.1000/1")], source=source)
    with pytest.raises(InvalidArgument, match="are rows of one work"):
        say_different(graph, "one:1", "two:1", name="Yu Li", why=WHY)


def test_what_contradicts_a_statement_is_refused_with_both(people: Graph) -> None:
    say_same(people, "Yu Li 0001", "Y. Li", why=WHY, who="ada")
    say_same(people, "Y. Li", "Yu-Lin Li", why=WHY, who="ada")
    before = dump(people)
    with pytest.raises(Refused) as refusal:
        say_different(people, "dblp:5", "dblp:Yu Li 0001", name="Yu-Lin Li", why=WHY)
    assert "what you say ('Yu-Lin Li' on 'dblp:5' and the author row 'dblp:Yu Li 0001' are different people)" in str(
        refusal.value
    )
    assert "statement 1 (by ada on " in str(refusal.value)
    assert "statement 2 (by ada on " in str(refusal.value)
    assert dump(people) == before
    undo(people, 2)
    assert say_different(people, "dblp:5", "dblp:Yu Li 0001", name="Yu-Lin Li", why=WHY).statement.statement_id == 3


def test_what_was_said_is_not_said_again(people: Graph) -> None:
    say_same(people, "Yu Li 0001", "Y. Li", why=WHY)
    with pytest.raises(Refused, match="statement 1 .* says so already"):
        say_same(people, "y. li", "Yu Li 0001", why="another reason")


@pytest.mark.parametrize(
    ("same", "one", "other", "name", "objections"),
    [
        (True, "Yu Li 0001", "Yu Li 0002", None, ["dblp gives them the homonym numbers 0001, 0002", "dblp:4"]),
        (True, "Yu Li 0001", "Y. Li", None, ["both are in the author list of dblp:3"]),
        (True, "dblp:4", "dblp:Yu Li 0001", "Yu Li 0002", ["homonym numbers 0001, 0002", "author list of dblp:4"]),
        (True, "Y. Li", "Yu-Lin Li", None, []),
        (False, "Y. Li", "Yu-Lin Li", None, []),
        (False, "dblp:1", "dblp:3", "Yu Li 0001", ["dblp gives them one author row of the number 0001"]),
    ],
)
def test_what_a_source_states_against_it_is_said(
    people: Graph, same: bool, one: str, other: str, name: str | None, objections: list[str]
) -> None:
    say = say_same if same else say_different
    found = say(people, one, other, name=name, why=WHY).objections
    assert len(found) == len(objections)
    assert all(words in objection for words, objection in zip(objections, found, strict=True))
    assert statements(people).count == 1


def test_orcids_and_person_records_object(graph: Graph) -> None:
    orcids = ["0000-0002-1825-0097", "0000-0001-5109-3700"]
    rows = [Authorship(printed_name=f"A {place}", position=1, orcid=orcid) for place, orcid in enumerate(orcids)]
    person = PersonRecord(place="x", person_id="p", names=(PersonName(printed_name="B"), PersonName(printed_name="C")))
    put(graph, [*(paper(str(place), row) for place, row in enumerate(rows)), paper("b", "B"), paper("c", "C"), person])
    found = say_same(graph, "A 0", "A 1", why=WHY).objections
    assert found == (f"sources state the ORCIDs {', '.join(sorted(orcids))}",)
    assert say_different(graph, "B", "C", why=WHY).objections == ("a source says that they are the person one:p",)


# Undoing, and what statements outlive


def test_undoing_restores_the_dump_byte_for_byte(people: Graph, tmp_path: Path) -> None:
    before = dump(people)
    say_same(people, "Yu Li 0001", "Y. Li", why=WHY)
    between = dump(people)
    say_different(people, "dblp:4", "dblp:2", name="Yu Li 0001", other_name="Yu Li 0002", why=WHY)
    (tmp_path / "aliases.csv").write_text("alias,name\nYu-Lin Li,Y. Li\nB. Reed,Bo Reed\n")
    assert import_statements(people, tmp_path / "aliases.csv").written == 1
    assert before != between != dump(people)
    undo(people, 3)
    undo(people, 2)
    assert dump(people) == between
    undo(people, 1)
    assert dump(people) == before
    assert [found[0] for found in listed(people, undone=True)] == [1, 2, 3]
    assert listed(people) == []
    assert say_same(people, "Yu Li 0001", "Y. Li", why=WHY).statement.statement_id == 4


def test_an_undone_statement_says_who_undid_it_and_is_not_undone_again(people: Graph) -> None:
    say_same(people, "Yu Li 0001", "Y. Li", why=WHY)
    state = statement_state(people)
    done = undo(people, 1, who="bo")
    assert statement_state(people) != state
    assert (done.undone_by, done.undone_at is not None) == ("bo", True)
    with pytest.raises(Refused, match="statement 1 was undone already, by bo on 20"):
        undo(people, 1)
    for unknown in (2, 0, -1, 2**70):
        with pytest.raises(NotFound, match=f"no statement has the id {unknown}"):
            undo(people, unknown)


def test_statements_outlive_loads_removals_and_rekeying(people: Graph) -> None:
    say_same(people, "Yu Li 0001", "Y. Li", why=WHY)
    say_different(people, "acl:a", "dblp:Yu Li 0002", name="Yu Li", why=WHY)
    before = listed(people)
    whole = dump(people)
    put(people, DBLP, source="dblp")
    put(people, DBLP, source="dblp", replace_source=True)
    rekey(people)
    assert dump(people) == whole
    remove_source(people, source="acl")
    assert [found[0] for found in listed(people)] == [1, 2]
    found = statements(people)
    assert (found.not_in_graph, found.statements[1].one.in_graph) == (1, False)
    assert check(people).ok
    put(people, ACL, source="acl")
    assert (listed(people), statements(people).not_in_graph) == (before, 0)
    assert dump(people) == whole
    assert check(people).ok


def test_an_authorship_is_found_again_by_its_name_when_its_row_has_another_id(people: Graph) -> None:
    say_same(people, "acl:a", "Yu-Lin Li", name="Yu Li", why=WHY)
    identified = Authorship(printed_name="Yu Li", position=1, author_id="yu-li-x")
    put(people, [paper("a", identified, "Bo Reed")], source="acl")
    side = statements(people).statements[0].one
    assert (side.author_id, side.in_graph) == ("acl:yu-li-x", True)
    twice = [msgspec.structs.replace(identified, author_id=f"yu-li-{letter}", position=None) for letter in "yz"]
    put(people, [paper("a", *twice)], source="acl")
    assert not statements(people).statements[0].one.in_graph


def test_nothing_is_said_while_a_load_runs(people: Graph) -> None:
    say_same(people, "Yu Li 0001", "Y. Li", why=WHY)
    with hold_lock(people):
        with pytest.raises(DatabaseBusy):
            say_same(people, "Yu Li 0001", "Yu-Lin Li", why=WHY)
        with pytest.raises(DatabaseBusy):
            undo(people, 1)
    assert statements(people).count == 1


def test_statements_about_a_name_come_with_those_of_linked_names(people: Graph) -> None:
    say_same(people, "dblp:Yu Li 0001", "Y. Li", why=WHY)
    say_different(people, "Y. Li", "Yu-Lin Li", why=WHY)
    say_same(people, "Bo Reed", "Ada Lovelace", why=WHY)
    found = statements_about(people, name_keys=["yu li"])
    assert [one.statement_id for one in found] == [1, 2]
    assert statements(people, name="YU-LIN LI").count == 1
    assert statements(people, name="Ada Lovelace", limit=1).count == 1
    assert statements(people, limit=1).truncated
    with pytest.raises(NotFound):
        statements(people, name="Nobody Here")


# Files


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_what_is_exported_gives_the_same_dump_in_another_graph(people: Graph, tmp_path: Path, form: str) -> None:
    say_same(people, "Yu Li 0001", "Y. Li", why="=1+1: 'so'", who="ada")
    say_different(people, "dblp:4", "dblp:Yu Li 0001", name="Yu Li 0002", why="- null", who="bo")
    text = (as_yaml if form == "yaml" else as_csv)(export_statements(people))
    whole = dump(people)
    for number in (1, 2):
        undo(people, number)
    done = import_statements(people, write(tmp_path, f"statements.{form}", text))
    assert (done.read, done.written, done.objections) == (2, 2, 2)
    assert dump(people) == whole
    again = import_statements(people, tmp_path / f"statements.{form}")
    assert (again.written, again.already) == (0, 2)
    assert dump(people) == whole


def test_aliases_that_are_not_in_the_graph_are_counted_and_named(people: Graph, tmp_path: Path) -> None:
    text = "alias,name\nY. Li,Yu-Lin Li\nX. Nobody,Yu-Lin Li\nYu-Lin Li,Y. Li\nYU LI,Yu Li\nZ. Nobody,X. Nobody\n"
    path = write(tmp_path, "dblp-aliases.csv", text)
    before = dump(people)
    dry = import_statements(people, path, dry_run=True)
    assert dump(people) == before
    done = import_statements(people, path)
    assert (done.read, done.written, done.already, done.one_name, done.not_in_graph) == (5, 1, 1, 1, 2)
    assert done.missing == ("X. Nobody", "Z. Nobody")
    assert replace(dry, dry_run=False) == done
    [found] = statements(people).statements
    assert found.why == "stated in dblp-aliases.csv:2"


def test_a_thesaurus_and_persons_of_the_anthology_are_read(people: Graph, tmp_path: Path) -> None:
    thesaurus = write(tmp_path, "thesaurus.txt", "Label\tReplace by\nli, y.\tli, yu-lin\nreed, bo\t\n")
    done = import_statements(people, thesaurus, why="our thesaurus")
    assert (done.read, done.passed_over) == (1, 1)
    undone = [undo(people, one.statement_id) for one in statements(people).statements]
    assert [one.why for one in undone] == ["our thesaurus"] * done.written
    persons = (
        "yu-li:\n  names:\n  - {first: Y., last: Li}\n  - {first: Yu-Lin, last: Li}\n  - {first: Bo, last: Reed}\n"
        "bo-reed:\n  names:\n  - {first: Bo, last: Reed}\n"
    )
    done = import_statements(people, write(tmp_path, "people.yaml", persons))
    assert (done.format, done.written, done.passed_over) == ("people.yaml of the ACL Anthology", 1, 2)


@pytest.mark.parametrize(
    ("name", "text", "error", "words"),
    [
        (
            "own.yaml",
            "- same: [Y. Li, Yu-Lin Li]\n  why: x\n- different: ['Yu Li 0001', Yu-Lin Li]\n  why: x\n",
            Refused,
            r"own.yaml:3 says that .* contradicts own.yaml:1 \(.*statement 1 \(by",
        ),
        (
            "own.yaml",
            "- same: [Y. Li, Y. Li]\n- different: [Yu Li, 'row=dblp:Yu Li 0001']\n",
            InvalidArgument,
            "own.yaml:2",
        ),
        ("own.yaml", "- same: [dblp:1, Y. Li]\n", InvalidArgument, "own.yaml:1: 'dblp:1' is a paper"),
        ("a.csv", "alias,name\nY. Li,Bo Reed\nY. Li,Yu-Lin Li\n", SourceError, "a.csv:2 and a.csv:3 give the alias"),
        ("own.yaml", "- same: [Y. Li, Yu-Lin Li]\n- same: [\n", SourceError, "own.yaml: not YAML"),
    ],
)
def test_a_file_with_a_fault_writes_nothing(
    people: Graph, tmp_path: Path, name: str, text: str, error: type[Exception], words: str
) -> None:
    say_same(people, "Yu Li 0001", "Y. Li", why=WHY)
    before = dump(people)
    with pytest.raises(error, match=words):
        import_statements(people, write(tmp_path, name, text))
    assert dump(people) == before


def test_a_long_list_is_written_in_batches_and_at_once(graph: Graph, tmp_path: Path) -> None:
    names = [f"Name N{number}" for number in range(1_500)]
    put(graph, [paper(str(number), name, f"{name} Junior") for number, name in enumerate(names)])
    text = "alias,name\n" + "".join(f"{name} Junior,{name}\n" for name in names)
    done = import_statements(graph, write(tmp_path, "a.csv", text))
    assert (done.written, done.objections, len(done.against_sources)) == (1_500, 1_500, 20)
    assert statement_state(graph).latest == 1_500


def test_statements_of_another_program_are_none_of_ours(people: Graph) -> None:
    ask(people, "CREATE (:Statement {text: 'The earth is round'})")
    apply_schema(people)
    before = dump(people)
    assert say_same(people, "Y. Li", "Yu-Lin Li", why=WHY).statement.statement_id == 1
    undo(people, 1)
    assert dump(people) == before


def test_the_dump_has_a_line_for_each_statement_that_stands(people: Graph) -> None:
    say_same(people, "Y. Li", "dblp:Yu Li 0001", why=WHY, who="ada")
    rows = [json.loads(line) for line in dump(people).splitlines()]
    [row] = [row for row in rows if row["node"] == "statement"]
    assert (row["says"], row["one_key"], row["other_id"], row["who"]) == ("same", "y. li", "dblp:Yu Li 0001", "ada")
    assert "statement_id" not in row
    assert isinstance(statements(people).statements[0], PersonStatement)
