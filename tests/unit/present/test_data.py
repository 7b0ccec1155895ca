"""Text for programs: golden files, and that nothing is lost or taken for a formula."""

import csv
import io
import json
from pathlib import Path

import pytest

from graphapp.present.data import as_csv, as_json, as_jsonl
from graphapp.results.queries import QueryRows
from tests.answers.cluster import CLUSTER, REPORT

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cluster.json", as_json(CLUSTER)),
        ("cluster.jsonl", as_jsonl(CLUSTER)),
        ("cluster.csv", as_csv(CLUSTER)),
        ("load_reports.csv", as_csv([REPORT, REPORT])),
    ],
    ids=lambda value: value if value.endswith(("json", "jsonl", "csv")) else "",
)
def test_what_a_program_reads_is_what_was_agreed(name: str, text: str) -> None:
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_json_gives_back_every_field() -> None:
    read = json.loads(as_json(CLUSTER))
    assert list(read) == [
        *("name", "key", "match", "notice", "paper_count", "author_row_count", "author_rows"),
        *("missing_number", "head", "spellings", "also_printed", "printed_rows", "page", "papers", "next", "truncated"),
    ]
    assert list(read["papers"][0]) == [
        *("work_id", "paper_id", "title", "year", "venue", "track", "type", "authors", "author_count"),
        *("matched_author_ids", "abstract", "identifiers", "url", "rows"),
    ]


def test_json_keeps_what_it_escapes() -> None:
    titles = [json.loads(line)["title"] for line in as_jsonl(CLUSTER).splitlines()]
    assert titles == [paper.title for paper in CLUSTER.papers]


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(CLUSTER))))
    assert len(rows) == 1 + len(CLUSTER.papers)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(1)", "＝1", "＋1", "－1", "＠SUM(1)"])
@pytest.mark.parametrize(
    "before",
    [
        "",
        "\x01",
        "\x1b",
        "\x7f",
        "\x9b",
        " ",
        "\n",
        "\t",
        "\r",
        "\r\n",
        "\x0b",
        "\u2028",
        "\u202e",
        "\u200b",
        "\ufeff\xa0",
    ],
)
def test_no_cell_is_a_formula_once_what_nobody_sees_is_gone(before: str, formula: str) -> None:
    rows = ({"name": before + formula, "names": (before + formula, "Ada")},)
    written = as_csv(QueryRows(query="q", rows=rows, truncated=False))
    _, cells = csv.reader(io.StringIO(written))
    for cell in cells:
        assert cell.startswith("'")
        assert formula in cell


@pytest.mark.parametrize("text", ["Ada", "1 - 2", "a = b", "שלום", "'t Hooft", "(+1)", "…", ""])
def test_any_other_cell_has_its_text(text: str) -> None:
    written = as_csv(QueryRows(query="q", rows=({"name": text, "other": "x"},), truncated=False))
    _, cells = csv.reader(io.StringIO(written))
    assert cells == [text, "x"]


def test_lines_of_a_cell_stay_apart() -> None:
    written = as_csv(QueryRows(query="q", rows=({"name": "one\u2028two\r\nthree\x85four"},), truncated=False))
    _, [cell] = csv.reader(io.StringIO(written))
    assert cell == "one\ntwo\nthree\nfour"


def test_an_empty_list_says_so() -> None:
    assert as_json([]) == "[]\n"
    assert as_jsonl([]) == as_csv([]) == ""
