"""Papers leave the graph as records: which ones, in which order, and that a source comes back as it was."""

import io
import json
from collections.abc import Iterable
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graphapp.bibliography import Bibliography
from graphapp.cli import main
from graphapp.errors import InvalidArgument, NotFound
from graphapp.formats import jsonl
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.records import PaperRecord, PersonRecord
from graphapp.services.clusters import name_cluster
from graphapp.services.export import cited_papers, export_papers, export_persons
from tests.bibliography import bibliography, paper, people
from tests.graphs import dump, empty

SHEEP = paper("p1", "Ada Ray", "Bo Li", title="Sheep", year=2021, venue="ICML", identifiers={"doi": "10.1234/s"})
GOATS = paper("p2", "Bo Li", title="Goats", year=2019, venue="Meadow Letters")
SHEEP_AGAIN = paper("q1", "A. Ray", "Bo Li", title="Sheep", year=2021, identifiers={"doi": "10.1234/s"})
WORDS = {
    "bibtex": "@",
    "ris": "TY  - ",
    "csl-json": '"title"',
    "markdown": "- ",
    "jsonl": '"title"',
    "csv": "\n",
}
"""Format -> what stands in it once a paper, but for the header of a table."""


@pytest.fixture
def flock(graph: Graph) -> Graph:
    load(graph, [SHEEP, GOATS], source="one")
    load(graph, [SHEEP_AGAIN], source="two")
    return graph


def ids(papers: Iterable[tuple[str, PaperRecord]]) -> list[str]:
    return [paper_id for paper_id, _ in papers]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["one:p1", "one:p2"]),
        ({"source": "two"}, ["two:q1"]),
        ({"name": "bo li"}, ["one:p1", "one:p2"]),
        ({"name": "bo li", "source": "two"}, ["two:q1"]),
        ({"name": "a. ray"}, ["one:p1"]),
        ({"venue": "meadow letters"}, ["one:p2"]),
        ({"venue": "ICML", "name": "Bo Li"}, ["one:p1"]),
        ({"since": 2020}, ["one:p1"]),
        ({"since": 2020, "name": "Bo Li"}, ["one:p1"]),
        ({"since": 2022}, []),
    ],
)
def test_papers_are_works_or_the_rows_of_a_source(filters: dict[str, Any], expected: list[str], flock: Graph) -> None:
    assert ids(export_papers(flock, **filters)) == expected


@pytest.mark.parametrize("filters", [{}, {"name": "Cy Day"}, {"source": "one"}])
def test_a_paper_without_a_year_is_before_every_year(filters: dict[str, Any], graph: Graph) -> None:
    load(graph, [paper("p1", "Cy Day", year=1843), paper("p2", "Cy Day", title="Undated")], source="one")
    assert ids(export_papers(graph, since=0, **filters)) == ids(export_papers(graph, since=-1, **filters)) == ["one:p1"]


@pytest.mark.parametrize("filters", [{"source": "three"}, {"name": "Nobody"}, {"venue": "Nowhere"}])
def test_what_the_graph_does_not_have_is_not_found(filters: dict[str, Any], flock: Graph) -> None:
    with pytest.raises(NotFound):
        list(export_papers(flock, **filters))
    with pytest.raises(NotFound, match="no source is named 'three'"):
        list(export_persons(flock, source="three"))


def test_a_record_is_what_the_source_said(flock: Graph) -> None:
    [(paper_id, record)] = export_papers(flock, source="two")
    assert paper_id == "two:q1"
    assert (record.title, record.year, record.identifiers) == ("Sheep", 2021, {"doi": "10.1234/s"})
    assert [authorship.printed_name for authorship in record.authorships] == ["A. Ray", "Bo Li"]


def without_fingerprints(graph: Graph) -> list[dict[str, Any]]:
    """Fingerprints are those of the records as they were printed, such as an identifier in another spelling."""
    return [{name: value for name, value in node.items() if name != "row_hash"} for node in dump(graph)]


@pytest.mark.parametrize("source", ["one", "dblp"])
def test_the_json_lines_of_a_source_give_the_same_graph(source: str, graph: Graph) -> None:
    load(graph, [*bibliography(41, 120), *people(41, 20)], source=source)
    expected = without_fingerprints(graph)
    records: list[PaperRecord | PersonRecord] = [record for _, record in export_papers(graph, source=source)]
    records += export_persons(graph, source=source)
    lines = [jsonl.write(record, "") for record in records]
    empty(graph)
    stream: Any = io.BufferedReader(io.BytesIO("".join(lines).encode()))
    report = load(graph, jsonl.read(stream, "lines"), source=source)
    assert (report.rejected, report.warnings) == (0, 0)
    assert without_fingerprints(graph) == expected


def test_an_answer_lists_its_papers_once(flock: Graph) -> None:
    with Bibliography(flock.address) as opened:
        assert ids(cited_papers(opened, opened.name_cluster(name="bo li"))) == ["one:p1", "one:p2"]
        assert ids(cited_papers(opened, opened.paper(id="two:q1"))) == ["one:p1"]
        assert ids(cited_papers(opened, opened.venue(name="ICML"))) == ["one:p1"]
        near = opened.coauthor_neighborhood(name="Ada Ray", with_papers=True)
        assert ids(cited_papers(opened, near)) == ["one:p1"]
        with pytest.raises(InvalidArgument, match="--with-papers"):
            cited_papers(opened, opened.coauthor_neighborhood(name="Ada Ray"))


def run(graph: Graph, *words: str) -> Result:
    settings = {"URI": graph.address.uri, "USERNAME": "neo4j", "PASSWORD": graph.address.password}
    variables = {f"NEO4J_{name}": value for name, value in settings.items()}
    return CliRunner(catch_exceptions=False, env=variables).invoke(main, list(words))


def test_a_bibliography_prints_neither_homonym_numbers_nor_character_references(graph: Graph) -> None:
    printed = {"title": "Cats &amp; &lt;i&gt;dogs&lt;/i&gt;", "venue": "Food &amp; Flocks"}
    load(graph, [paper("p", "Wei Wang 0001", "Bo Li", **printed)], source="dblp")
    load(graph, [paper("p", "Agent 0007", title="Spies")], source="one")
    [(_, cited)] = cited_papers(graph, name_cluster(graph, "Wei Wang"))
    assert [each.printed_name for each in cited.authorships] == ["Wei Wang", "Bo Li"]
    assert (cited.title, cited.venue) == ("Cats & <i>dogs</i>", "Food & Flocks")
    by_id = dict(export_papers(graph, for_bibliography=True))
    assert by_id["dblp:p"] == cited
    assert by_id["one:p"].authorships[0].printed_name == "Agent 0007"
    assert dict(export_papers(graph))["dblp:p"].authorships[0].printed_name == "Wei Wang 0001"
    for form, name in (("bibtex", "{Wang, Wei and Li, Bo}"), ("markdown", "Wei Wang, Bo Li"), ("csv", "Wei Wang 0001")):
        assert name in run(graph, "export", "papers", "--name", "Wei Wang", "--format", form).stdout


@pytest.mark.parametrize("form", WORDS)
def test_a_command_writes_papers_in_every_format(form: str, flock: Graph) -> None:
    done = run(flock, "export", "papers", "--name", "Bo Li", "--format", form)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.count(WORDS[form]) == 2 + (form == "csv")
    assert "Goats" in done.stdout


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json", "markdown"])
def test_answers_become_bibliographies(form: str, flock: Graph) -> None:
    for words in (
        ["name-cluster", "Bo Li"],
        ["coauthor-neighborhood", "Ada Ray", "--with-papers"],
        ["paper", "one:p1"],
    ):
        done = run(flock, *words, "--format", form)
        assert done.exit_code == 0, done.stderr
        assert "Sheep" in done.stdout
    assert run(flock, "coauthor-neighborhood", "Ada Ray", "--format", form).exit_code == 2


def test_a_command_writes_parquet(flock: Graph) -> None:
    import pyarrow.parquet

    done = run(flock, "export", "papers", "--source", "two", "--format", "parquet")
    [row] = pyarrow.parquet.read_table(io.BytesIO(done.stdout_bytes)).to_pylist()
    assert (row["paper_id"], row["title"]) == ("two:q1", "Sheep")


def test_json_lines_of_a_source_have_its_persons(graph: Graph) -> None:
    load(graph, [SHEEP, *people(7, 3)], source="one")
    lines = [json.loads(line) for line in run(graph, "export", "papers", "--source", "one").stdout.splitlines()]
    assert [sorted(line.keys() & {"title", "person_id"}) for line in lines] == [["title"], *[["person_id"]] * 3]
