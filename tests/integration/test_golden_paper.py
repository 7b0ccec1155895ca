"""One invented paper, loaded in every format, is one work of the graph."""

from graphapp import formats
from graphapp.graph import Graph
from graphapp.loading.load import load_file
from tests.graphs import ask
from tests.unit.formats.test_golden_paper import FOLDER


def test_the_golden_paper_of_all_formats_is_one_work_of_three_authors(graph: Graph) -> None:
    files = sorted(FOLDER.iterdir())
    for number, path in enumerate(files):
        report = load_file(graph, path, source=f"source-{number:02}")
        assert report.read == report.created + report.rejected, path.name
        assert (report.rejected, report.warnings) == (0, 0), path.name
    [found] = ask(
        graph,
        """
        MATCH (paper:Paper) WHERE paper.title STARTS WITH "Colouring"
        WITH count(DISTINCT paper.work_id) AS works, count(*) AS rows
        RETURN works, rows
        """,
    )
    assert found == {"works": 1, "rows": len(files)}
    names = ask(
        graph, "MATCH (a:Author)-[:AUTHORED {role: 'author'}]->() RETURN DISTINCT a.name_key AS key ORDER BY key"
    )
    assert [row["key"] for row in names] == ["ada müller", "bo li", "cora van der berg"]
    assert {path.suffix for path in files} >= {".bib", ".csv", ".json", ".jsonl", ".nbib", ".ris", ".xlsx", ".xml"}
    assert len(files) >= len(formats.FORMATS) - 1
