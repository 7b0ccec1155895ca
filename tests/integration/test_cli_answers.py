"""The commands that answer: each gives what its service gives, in every format; mistakes get a sentence and a code."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from click.testing import CliRunner, Result

from graphapp import cli
from graphapp.bibliography import Bibliography
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.present import FORMATS
from tests.bibliography import paper

Run = Callable[..., Result]


PAPERS = [
    paper("p1", "Ada Lovelace", "Bo Li", title="Paper 1", year=2000, venue="NeurIPS"),
    paper("p2", "ADA LOVELACE", "Bo Li", "Cy Young", title="Paper 2", year=2001, venue="NeurIPS"),
    paper("p3", "Cy Young", "Dee Dee", title="Paper 3", venue="Annals of Engines"),
    paper("p4", "A. Lovelace", title="Paper 4", year=2000, venue="ICML"),
    paper("p5", "Ada Lovelace", title="Paper 5", year=1843, venue="NeurIPS"),
]

COMMANDS: dict[str, tuple[list[str], Callable[[Bibliography], object]]] = {
    "name-cluster": (["ada lovelace"], lambda graph: graph.name_cluster(name="ada lovelace")),
    "coauthor-neighborhood": (
        ["ada lovelace", "--hops", "2", "--with-links", "--with-papers", "--since", "1999"],
        lambda graph: graph.coauthor_neighborhood(
            name="ada lovelace", hops=2, with_links=True, with_papers=True, since=1999
        ),
    ),
    "collaboration-path": (
        ["Ada Lovelace", "Dee Dee", "--steps", "3"],
        lambda graph: graph.collaboration_path(a="Ada Lovelace", b="Dee Dee", k=3),
    ),
    "coauthor-graph": (
        ["Ada Lovelace", "Bo Li", "Dee Dee"],
        lambda graph: graph.coauthor_graph(names=["Ada Lovelace", "Bo Li", "Dee Dee"]),
    ),
    "likely-collaborators": (["Dee Dee", "--all"], lambda graph: graph.likely_collaborators(name="Dee Dee")),
    "similar-names": (["Ada Lovelace"], lambda graph: graph.similar_names(name="Ada Lovelace")),
    "person-groups": (["ADA lovelace"], lambda graph: graph.person_groups(name="Ada Lovelace", spellings=True)),
    "ambiguous-names": (["--by", "works"], lambda graph: graph.ambiguous_names(by="works")),
    "search-authors": (["love ad"], lambda graph: graph.search_authors(text="love ad")),
    "search-papers": (
        ["paper", "--since", "2000", "--venue", "NIPS", "--limit", "1"],
        lambda graph: graph.search_papers(text="paper", since=2000, venue="NIPS", limit=1),
    ),
    "resolve": (["p1"], lambda graph: graph.resolve(text="p1")),
    "venues": (["neur"], lambda graph: graph.venues(name="neur")),
    "explain-names": (["Ada", "ADA"], lambda graph: graph.explain_names(a="Ada", b="ADA")),
    "explain-work": (["one:p1"], lambda graph: graph.explain_work(id="one:p1")),
    "paper": (["one:p1"], lambda graph: graph.paper(id="one:p1")),
    "venue": (["NIPS", "--year", "2001"], lambda graph: graph.venue(name="NIPS", year=2001)),
    "unknown-venues": ([], lambda graph: graph.unknown_venues()),
    "graph-counts": ([], lambda graph: graph.graph_counts()),
}


@pytest.fixture
def run(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> Run:
    load(graph, PAPERS, source="one")
    for name, value in (("URI", graph.address.uri), ("USERNAME", "neo4j"), ("PASSWORD", graph.address.password)):
        monkeypatch.setenv(f"NEO4J_{name}", value)

    def invoke(*words: str, given: str | None = None) -> Result:
        return CliRunner(catch_exceptions=False).invoke(cli.main, list(words), input=given)

    return invoke


@pytest.fixture
def bibliography(graph: Graph) -> Any:
    with Bibliography(graph.address) as opened:
        yield opened


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_gives_what_its_service_gives(run: Run, bibliography: Bibliography, command: str) -> None:
    words, service = COMMANDS[command]
    done = run(command, *words, "--format", "json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout) == json.loads(msgspec.json.encode(service(bibliography)))
    for form in ("table", "jsonl", "csv"):
        shown = run(command, *words, "--format", form)
        assert (shown.exit_code, bool(shown.stdout)) == (0, True)
        # Lines alone do not say that papers were cut off.
        is_cut = command == "search-papers" and form != "table"
        assert shown.stderr.startswith("More are found than are written: --after ") if is_cut else not shown.stderr


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "explain-names"])
def test_a_link_opens_the_answer_in_neo4j_browser(run: Run, command: str) -> None:
    done = run(command, *COMMANDS[command][0], "--browser-url")
    assert done.exit_code == 0
    assert done.stderr == "" or done.stderr.startswith("The query in Neo4j Browser ignores --")
    link = urlsplit(done.stdout.strip())
    asked = parse_qs(link.query)
    assert (link.hostname, link.path) == ("localhost", "/browser/")
    assert asked["cmd"] == ["edit"]
    assert asked["arg"][0].startswith("// ")
    assert "$" not in asked["arg"][0]


@pytest.mark.parametrize("command", ["name-cluster", "coauthor-neighborhood", "collaboration-path", "coauthor-graph"])
@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.writes in ("network", "picture")])
def test_a_network_is_written_for_programs_that_draw(run: Run, command: str, form: str) -> None:
    done = run(command, *COMMANDS[command][0], "--format", form)
    assert done.exit_code == 0, done.stderr
    assert "Ada Lovelace" in done.stdout or (FORMATS[form].is_bytes and done.stdout_bytes[:4] in (b"\x89PNG", b"%PDF"))


def test_a_scope_is_a_network_too(run: Run, bibliography: Bibliography) -> None:
    done = run("coauthor-graph", "--source", "one", "--min-works", "2", "--centrality", "degree", "--format", "json")
    assert done.exit_code == 0, done.stderr
    service = bibliography.coauthor_graph(sources=["one"], min_works=2, with_centralities=["degree"])
    assert json.loads(done.stdout) == json.loads(msgspec.json.encode(service))
    assert run("coauthor-graph").exit_code == 2


def test_a_picture_of_a_neighborhood_asks_for_its_links(run: Run) -> None:
    words = ("coauthor-neighborhood", "ada lovelace", "--format", "svg")
    assert run(*words).stdout == run(*words, "--with-links").stdout


def test_a_picture_leads_to_the_pages_of_a_server(run: Run) -> None:
    words = ("coauthor-neighborhood", "ada lovelace", "--links", "http://localhost:8420")
    assert 'href="http://localhost:8420/name-cluster/Ada%20Lovelace"' in run(*words, "--format", "svg").stdout
    assert run(*words).exit_code == 2


def test_lines_are_the_items(run: Run) -> None:
    words = COMMANDS["coauthor-neighborhood"][0]
    rows = list(csv.DictReader(io.StringIO(run("coauthor-neighborhood", *words, "--format", "csv").stdout)))
    assert [(row["name"], row["distance"], row["joint_papers"]) for row in rows] == [
        ("Bo Li", "1", "2"),
        ("Cy Young", "1", "1"),
    ]
    lines = run("coauthor-neighborhood", *words, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["key"] for line in lines] == ["bo li", "cy young"]


def test_names_of_a_graph_come_from_standard_input(run: Run) -> None:
    done = run("coauthor-graph", "-", "--format", "json", given="Ada Lovelace\n\n  Bo Li \n")
    assert [node["name"] for node in json.loads(done.stdout)["nodes"]] == ["Ada Lovelace", "Bo Li"]


def test_a_chain_that_is_not_there_is_an_answer(run: Run) -> None:
    done = run("collaboration-path", "Ada Lovelace", "A. Lovelace")
    assert done.exit_code == 0
    assert "no chain within 6 steps" in done.stdout


def test_what_is_cut_off_is_reported(run: Run) -> None:
    assert "1 of 2 are shown; --all shows more" in run("coauthor-neighborhood", "Ada Lovelace", "--limit", "1").stdout


def test_the_catalogue_of_queries(run: Run) -> None:
    assert "read/author_rows" in run("query", "list").stdout
    assert run("query", "show", "author_rows").stdout.startswith(":param property => ")
    words = ("--param", "property=name_key", "--param", 'values=["bo li"]', "--format", "json")
    assert json.loads(run("query", "run", "author_rows", *words).stdout)["rows"][0]["names"] == ["Bo Li"]
    assert "one:Bo Li" in run("query", "run", "author_rows", *words[:4]).stdout


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["coauthor-neighborhood", "Ada Lovelace", "--hops", "0"], 2, "0 is not in the range"),
        (["coauthor-neighborhood", "Ada Lovelace", "--hops", "9"], 2, "9 is not in the range"),
        (["coauthor-neighborhood", "Ada Lovelace", "--since", "2020", "--until", "2019"], 2, "earlier year first"),
        (["coauthor-neighborhood", "Ada Lovelace", "--venue", "Nowhere"], 4, "no paper row appeared at a venue"),
        (["coauthor-neighborhood"], 2, "give either a name or an author_id"),
        (["coauthor-neighborhood", "--browser-url"], 2, "has no letter or digit"),
        (["coauthor-neighborhood", ""], 2, "has no letter or digit"),
        (["coauthor-neighborhood", "Ada Lovelac"], 4, "Did you mean: Ada Lovelace?"),
        (["collaboration-path", "Ada Lovelace", "ADA lovelace"], 2, "are one name"),
        (["collaboration-path", "Ada Lovelace", "Bo Li", "--steps", "13"], 2, "13 is not in the range"),
        (["coauthor-graph", "Ada Lovelace"], 2, "two different names or more"),
        (["name-cluster", "x" * 100_000], 2, "a name of 100,000 characters"),
        (["name-cluster", '`"}) RETURN $key //'], 4, "no author row is named"),
        (["paper", "one:nothing"], 4, "no paper row and no work has the id"),
        (["venue", "Nowhere"], 4, "no paper row appeared at a venue"),
        (["query", "show", "nothing"], 4, "there is no query file"),
        (["query", "run", "author_rows"], 2, "also needs property"),
        (["query", "run", "author_rows", "--param", "property"], 2, "write it like --param limit=5"),
        (["query", "run", "create_papers"], 2, "is not a reading query"),
    ],
    ids=lambda value: re.sub("x{9,}", "x…", " ".join(value))[:60] if isinstance(value, list) else "",
)
def test_a_mistake_gets_a_sentence_and_its_exit_code(run: Run, words: list[str], code: int, sentence: str) -> None:
    done = run(*words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert sentence in done.stderr
