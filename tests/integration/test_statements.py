"""What people say: written whole or not at all, and what it outlives."""

import json
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from graphapp.cli import main
from graphapp.errors import DatabaseBusy, InvalidArgument, NotFound, Refused, SourceError
from graphapp.formats.statement_files import as_csv, as_yaml
from graphapp.graph import Graph
from graphapp.loading.source_state import hold_lock
from graphapp.loading.statements import import_statements, say_different, say_same, undo
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.results.statements import PersonStatement
from graphapp.schema import apply_schema
from graphapp.services.export import export_graph
from graphapp.services.health import check
from graphapp.services.person_groups import explain_persons, person_groups
from graphapp.services.statement_rows import statement_state
from graphapp.services.statements import export_statements, statements
from tests.graphs import ask, put
from tests.namesakes import ACL, DBLP, WHY, paper


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


def test_an_author_is_one_person_on_all_rows_of_a_work(graph: Graph) -> None:
    for source in ("one", "two"):
        put(graph, [paper("1", "Yu Li", title="Graphs", doi="10.1000/1"), paper("2", "Yu Li")], source=source)
    say_same(graph, "one:1", "one:2", name="Yu Li", why=WHY)
    with pytest.raises(Refused, match="contradicts statement 1"):
        say_different(graph, "two:1", "one:2", name="Yu Li", why=WHY)
    assert statements(graph).count == 1


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
    with pytest.raises(Refused, match=r"statement 1 .* says so already"):
        say_same(people, "y. li", "Yu Li 0001", why="another reason")


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
    done = undo(people, 1, who="bo")
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


def test_nothing_is_said_while_a_load_runs(people: Graph) -> None:
    say_same(people, "Yu Li 0001", "Y. Li", why=WHY)
    with hold_lock(people):
        with pytest.raises(DatabaseBusy):
            say_same(people, "Yu Li 0001", "Yu-Lin Li", why=WHY)
        with pytest.raises(DatabaseBusy):
            undo(people, 1)
    assert statements(people).count == 1


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
    assert (done.read, done.written, done.objections) == (2, 2, 1)
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
            r"own.yaml:3 \(.*\) contradicts statement 1 \(by .*\) and own.yaml:1 \(.*; nothing was written",
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


def test_groups_follow_what_a_person_says_until_it_is_undone(people: Graph) -> None:
    def groups() -> list[set[str]]:
        return [{work.paper_id for work in group.papers} for group in person_groups(people, "Yu Li").groups]

    before = groups()
    assert not any({"dblp:1", "dblp:2"} <= group for group in before)
    say_same(people, "Yu Li 0001", "Y. Li", why=WHY)
    say_same(people, "Y. Li", "dblp:Yu Li 0002", why=WHY)
    assert any({"dblp:1", "dblp:2", "dblp:3", "dblp:4"} <= group for group in groups())
    undo(people, 2)
    say_different(people, "acl:a", "dblp:2", name="Yu Li", why=WHY, other_name="Yu Li 0002")
    found = person_groups(people, "Yu Li")
    reasons = explain_persons(people, "Yu Li", one="acl:a", other="dblp:2").reasons
    assert any("said so on" in reason.words for reason in reasons)
    assert not any({"acl:a", "dblp:2"} <= {work.paper_id for work in group.papers} for group in found.groups)
    for number in (1, 3):
        undo(people, number)
    assert groups() == before


# Commands


def run(graph: Graph, *words: str) -> Result:
    environment = {
        "NEO4J_URI": graph.address.uri,
        "NEO4J_USERNAME": graph.address.user,
        "NEO4J_PASSWORD": graph.address.password,
        "GRAPHAPP_USER": "ada",
    }
    return CliRunner(catch_exceptions=False, env=environment).invoke(main, list(words))


def test_commands_say_list_export_import_and_undo(people: Graph, tmp_path: Path) -> None:
    done = run(people, "same", "Yu Li 0001", "Yu Li 0002", "--why", WHY)
    assert (done.exit_code, done.stdout.splitlines()[0]) == (
        0,
        "statement 1: Yu Li 0001 and Yu Li 0002 are the same person",
    )
    assert "This contradicts a source: dblp gives them the homonym numbers 0001, 0002." in done.stderr
    listing = json.loads(run(people, "statements", "--format", "json").stdout)
    assert [found["who"] for found in listing["statements"]] == ["ada"]
    for form in ("yaml", "csv"):
        path = write(tmp_path, f"statements.{form}", run(people, "export", "statements", "--format", form).stdout)
        imported = json.loads(run(people, "import-statements", str(path), "--format", "json").stdout)
        assert (imported["read"], imported["already"]) == (1, 1)
    assert run(people, "undo", "1", "--who", "bo").stdout.splitlines()[-1].startswith("  undone by bo, 20")
    assert "undone by" in run(people, "statements", "--undone").stdout
    assert run(people, "statements").stdout == "none\n"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["same", "Y. Li", "Y. LI", "--why", WHY], 2, "both are the name"),
        (["same", "Y. Li", "Bo Reed", "--why", " "], 2, "'why' is empty"),
        (["same", "Y. Li", "Bo Reed"], 2, "Missing option '--why'"),
        (["same", "Y. Li", "Bo Reed", "--name", "Yu Li", "--why", WHY], 2, "and neither is a paper"),
        (["same", "Y. Li", "Bo Reed", "--other-name", "Yu Li", "--why", WHY], 2, "and neither is a paper"),
        (
            ["same", "dblp:1", "Y. Li", "--name", "Yu Li", "--other-name", "Bo Reed", "--why", WHY],
            *(2, "and one is no paper"),
        ),
        (
            ["same", "Y. Li", "dblp:1", "--name", "Bo Reed", "--other-name", "Yu Li", "--why", WHY],
            *(2, "and one is no paper"),
        ),
        (["different", "Y. Li", "Nobody Here", "--why", WHY], 4, "no author row has the name or the id"),
        (["undo", "7"], 4, "no statement has the id 7"),
        (["undo", "x"], 2, "not a valid integer"),
        (["import-statements", "/none.csv"], 1, "does not exist"),
        (["statements", "--name", "Nobody Here"], 4, "no statement is about"),
    ],
)
def test_a_mistake_is_a_sentence_and_an_exit_code(people: Graph, words: list[str], code: int, message: str) -> None:
    before = dump(people)
    done = run(people, *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert message in done.stderr
    assert dump(people) == before
