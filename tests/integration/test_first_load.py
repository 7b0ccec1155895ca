"""A first load by Neo4j's import tool gives the graph that ordinary loads give, and never half of one."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from graphapp import local
from graphapp.bulk.first_load import BulkLoad
from graphapp.bulk.table_export import TableExport
from graphapp.errors import DatabaseUnavailable, InvalidArgument, Refused
from graphapp.formats import jsonl
from graphapp.formats.parts import records_of, survey
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.loading.source_state import is_empty
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.records import PaperRecord, PersonName, PersonRecord, Record
from graphapp.results.upkeep import LoadReport
from graphapp.rules.own_venues import read_own_venues
from graphapp.schema import apply_schema
from graphapp.services.health import check
from tests.bibliography import bibliography, paper, people
from tests.conftest import ROOT
from tests.graphs import ask, dump, empty
from tests.hard_papers import hard_papers
from tests.servers import start_server
from tests.unit.formats.test_golden_paper import FOLDER

pytestmark = pytest.mark.own_server

HARD_TEXTS = (
    'quotation "marks"',
    '"all quoted"',
    'one " alone',
    "a line\nand another\r\nand\ra third",
    "tab\tcomma, semicolon; bar| and 'apostrophe'",
    "backslash \\ and at the end \\",
    'backslash and quotation mark \\"',
    "separators \x1f of \x1e lists \x1d",
    "\u2028 line separator, \ufeff mark, \u00a0 space",
    "😀 beyond the plane",
    "NULL",
    "\\N",
)
OWN_VENUES = read_own_venues('[annals]\nname = "Annals"\nkind = "journal"\naliases = ["Annals of Made-up Results"]')


def hard_records() -> list[Record]:
    """Papers and persons whose texts mean something in CSV files, whole and long ones."""
    papers: list[Record] = [
        paper(
            f"t{number}",
            f"Ada {text}",
            "Bo Li",
            title=text,
            abstract=text,
            venue=text,
            year=2000 + number,
            url=f"https://example.org/{number}",
        )
        for number, text in enumerate(HARD_TEXTS)
    ]
    persons: list[Record] = [
        PersonRecord(
            place=f"person {number}",
            person_id=f"p{number}",
            names=(PersonName(printed_name=f"Ada {text}"), PersonName(printed_name="Bo Li", author_id=f"b{number}")),
            other_ids={"note": text[:20]},
        )
        for number, text in enumerate(HARD_TEXTS)
    ]
    plain = PersonRecord(place="person", person_id="plain", names=(PersonName(printed_name="Bo Li"),))
    crowd = [f"Name{number} Of{number % 7}" for number in range(3_000)]
    return [
        *papers,
        *persons,
        plain,
        paper("long", "Bo Li", title="A long abstract", abstract='"😀" and ' * 120_000),
        paper("crowd", *crowd, title="A paper of many"),
        paper("bare", title="Nothing else"),
        *hard_papers(),
    ]


def inputs() -> dict[str, tuple[list[Record], dict[str, Any]]]:
    """Source -> its records and the options of its load: each format, and records with all that real ones have."""
    found: dict[str, tuple[list[Record], dict[str, Any]]] = {}
    for number, path in enumerate(sorted(FOLDER.iterdir())):
        parts = survey((str(path),), format=None, columns={}, encoding=None)
        records = records_of(parts.parts, parts.failures, columns={}, encoding=None, on_note=lambda note: None)
        found[f"format-{number:02}"] = list(records), {"format_traits": parts.parts[0].format.traits}
    papers = bibliography(1, 900, titles=200)
    found["one"] = [*people(1, 200), *papers, *map(fuller_version, papers[:60]), *papers[:50]], {}
    found["dblp"] = [*bibliography(2, 600, source="two", titles=200)], {"own_venues": OWN_VENUES}
    found["cut"] = (
        [*bibliography(3, 300, source="three", titles=200)],
        {"complete_lists": False, "homonym_numbers": True},
    )
    found["hard"] = hard_records(), {}
    return found


def fuller_version(record: PaperRecord) -> PaperRecord:
    """Another record of the same paper, which stands instead of the first."""
    names = [authorship.printed_name for authorship in record.authorships]
    return paper(record.paper_id, *names, "Zoe Last", title=f"{record.title} again")


def without_time(reports: Iterable[LoadReport]) -> list[LoadReport]:
    return [replace(report, seconds=0, records_per_second=0) for report in reports]


def facts(graph: Graph) -> list[str]:
    """All nodes and relationships with all their properties, but for the stamps of loads."""
    nodes = ask(graph, "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")
    for node in nodes:
        if node["labels"] != ["Paper"] and node["labels"] != ["Source"]:
            node["properties"].pop("revision", None)
        node["properties"].pop("loaded_at", None)
        if "person_ids" in node["properties"]:
            node["properties"]["person_ids"].sort()
    relationships = ask(
        graph,
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, properties(r) AS properties, "
        "coalesce(a.author_id, a.paper_id, a.person_id) AS start, coalesce(b.paper_id, b.venue_id, b.author_id) AS end",
    )
    return sorted(json.dumps(fact, sort_keys=True) for fact in (*nodes, *relationships))


def settle_by_other_rules(graph: Graph) -> None:
    """Settle all rows again, as a change of the rules of works and of shown names does that leaves the rows alone."""
    ask(graph, "MATCH (paper:Paper) SET paper.preferred = false")
    ask(graph, "MATCH (venue:Venue) SET venue.name = 'An older name'")
    ask(graph, "MATCH (source:Source) SET source.key_version = 0")
    rekey(graph)
    assert ask(graph, "MATCH (venue:Venue {name: 'An older name'}) RETURN count(venue) AS older") == [{"older": 0}]
    assert check(graph).ok


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a local server with an empty database."""
    folder = tmp_path_factory.mktemp("bulk, home's")
    local.start(home=folder)
    yield folder
    local.stop(home=folder)


IMPORT = """
import sys
from pathlib import Path
from graphapp.bulk.first_load import BulkLoad
from graphapp.bulk.table_export import TableExport
from tests.bibliography import bibliography
from tests.servers import servers_for_tests
with servers_for_tests(number=int(sys.argv[2])), BulkLoad(home=Path(sys.argv[1])) as bulk:
    bulk.read(bibliography(7, 300), source="one")
    bulk.finish()
"""


@pytest.mark.parametrize("delay", [0.0, 2.0])
def test_an_import_that_is_killed_leaves_an_empty_database_that_answers(home: Path, delay: float) -> None:
    command = [sys.executable, "-c", IMPORT, str(home), "7"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        while not (home / "run" / "importing").exists():
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(delay)
        process.kill()
    with Graph(start_server(home)) as graph:
        commands = [one.info["cmdline"] or () for one in psutil.process_iter(["cmdline"])]
        assert not [command for command in commands if f"@{home / 'run' / 'admin.args'}" in command]
        assert ask(graph, "MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 0}]
        load(graph, bibliography(7, 20), source="one")
        assert check(graph).ok
        empty(graph)


def test_a_tool_that_does_not_succeed_leaves_an_empty_database_and_says_why(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("author_id:ID(Author)\nada\nada\n")
    with pytest.raises(DatabaseUnavailable, match=r"import tool did not succeed, and the database is empty: .*ada"):
        local.import_tables([f"--nodes=Author={tmp_path / 'a.csv'}", "--bad-tolerance=0"], home=home)
    with Graph(start_server(home)) as graph, BulkLoad(home=home) as bulk:
        assert ask(graph, "MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 0}]
        bulk.read([], source="one")
        with pytest.raises(InvalidArgument, match="were read already"):
            bulk.read([], source="one")
        [report] = bulk.finish()
        assert (report.read, report.authors.created) == (0, 0)
        assert ask(graph, "MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 0}]


def test_a_server_elsewhere_gets_the_graph_from_exported_tables(graph: Graph, home: Path, tmp_path: Path) -> None:
    sources: dict[str, list[Record]] = {
        "one": [*bibliography(1, 120), *people(1, 30)],
        "two": [*bibliography(2, 40, source="two")],
    }
    with TableExport(tmp_path / "to") as export:
        for source, records in sources.items():
            export.read(records, source=source)
        reports, command = export.finish()
    assert without_time(reports) == without_time(
        load(graph, records, source=source, learn=False) for source, records in sources.items()
    )
    # The local server stands for the one elsewhere; its tool runs in its folder of logs.
    (home / "logs").mkdir(exist_ok=True)
    shutil.copytree(tmp_path / "to" / "csv", home / "logs" / "csv")
    local.import_tables(shlex.split(command)[5:], home=home)
    with Graph(start_server(home)) as imported:
        apply_schema(imported)
        assert dump(imported) == dump(graph)
        assert facts(imported) == facts(graph)
        assert check(imported).ok
        load(imported, sources["one"], source="one", learn=False, replace_source=True)
        assert dump(imported) == dump(graph)
        empty(imported)


def test_a_database_without_nodes_but_with_an_index_of_others_is_not_empty(home: Path) -> None:
    with Graph(start_server(home)) as graph:
        empty(graph)
        apply_schema(graph)
        assert is_empty(graph)
        ask(graph, "CREATE INDEX somebody_elses FOR (tag:Tag) ON (tag.name)")
        assert not is_empty(graph)
        with pytest.raises(Refused, match="constraints or indexes of another program"):
            BulkLoad(home=home)
        ask(graph, "DROP INDEX somebody_elses")


MANY = """
import sys
from graphapp.cli import loading, main
from tests.servers import servers_for_tests
loading._MANY = 90
with servers_for_tests(number=7):
    main(sys.argv[1:])
"""


def test_a_first_load_of_many_records_is_a_bulk_load_by_itself(home: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "big.jsonl", tmp_path / "small.jsonl"]
    for path, papers in zip(paths, (91, 30), strict=True):
        lines = (jsonl.write(record, f"{record.paper_id}") for record in bibliography(papers, papers))
        path.write_text("".join(lines), encoding="utf-8")

    def command(*words: object, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-c", MANY, *map(str, words)],
            cwd=ROOT,
            env=os.environ | {"GRAPHAPP_HOME": str(home), "NEO4J_URI": ""},
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stderr
        return done.stderr

    def is_bulk(*words: object) -> bool:
        return "loading by Neo4j's import tool" in command("load", *words)

    def make_empty() -> None:
        with Graph(start_server(home)) as graph:
            empty(graph)

    make_empty()
    assert not is_bulk(paths[1])
    make_empty()
    assert not is_bulk(paths[0], "--dry-run")
    assert "Nothing was written" in command("load", paths[0], "--bulk", "--dry-run")
    # The first source decides, and is a quarter of all bytes.
    assert is_bulk(*reversed(paths))
    assert not is_bulk(paths[0]), "the database is not empty"
    assert "holds nodes" in command("load", paths[0], "--bulk", "--dry-run", code=1)
    make_empty()
    assert not is_bulk(paths[0], "--online")
    make_empty()


def test_it_gives_the_graph_and_the_reports_of_ordinary_loads_also_to_what_follows(graph: Graph, home: Path) -> None:
    ordinary = [
        load(graph, records, source=source, learn=False, **options) for source, (records, options) in inputs().items()
    ]
    with Graph(start_server(home)) as before:
        ask(before, "CREATE USER ada SET PASSWORD 'analytical' CHANGE NOT REQUIRED")
    with BulkLoad(home=home) as bulk:
        for source, (records, options) in inputs().items():
            assert bulk.read(records, source=source, **options)
        reports = bulk.finish(learn=False)
    assert without_time(reports) == without_time(ordinary)
    assert not (home / "run" / "tables").exists()
    # Another user of the server is still there.
    with Graph(replace(start_server(home), user="ada", password="analytical")) as imported:
        assert dump(imported) == dump(graph)
        assert facts(imported) == facts(graph)
        assert check(imported).ok
        for each in (graph, imported):
            settle_by_other_rules(each)
        assert dump(imported) == dump(graph)
        for each in (graph, imported):
            load(each, bibliography(4, 500, titles=200), source="one", learn=False, replace_source=True, force=True)
            remove_source(each, source="dblp")
            rekey(each)
        assert dump(imported) == dump(graph)
        with pytest.raises(Refused, match="holds nodes"):
            BulkLoad(home=home)
