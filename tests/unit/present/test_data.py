"""What people see: golden files for a cluster that has every case once, and what must never reach a terminal."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graphapp.present import data, terminal
from graphapp.results import NOTICE, AuthorRow, KindCounts, LoadReport, NameCluster, PaperAuthor, PaperRow, Work
from graphapp.services.names import explain_names
from tests.answers import ANSWERS

GOLDEN = Path(__file__).parents[2] / "golden"


def authors(*names: str) -> tuple[PaperAuthor, ...]:
    return tuple(
        PaperAuthor(author_id=f"one:{name}", name=name, position=rank) for rank, name in enumerate(names, start=1)
    )


def work(title: str, *names: str, **fields: object) -> Work:
    stated = {
        "work_id": f"one:{title}",
        "paper_id": f"one:{title}",
        "title": title,
        "year": 1843,
        "venue": "Memoirs",
        "track": None,
        "type": None,
        "authors": authors(*names),
        "author_count": len(names),
        "matched_author_ids": ("one:Ada Lovelace",),
        "abstract": None,
        "rows": (PaperRow(paper_id=f"one:{title}", source="one"),),
    }
    return Work(**(stated | fields))  # type: ignore[arg-type]


MANY = [f"Author {letter}" for letter in "ABCDEFGHIJ"]

CLUSTER = NameCluster(
    name="Ada Lovelace",
    key="ada lovelace",
    match="exact",
    notice=NOTICE,
    paper_count=1234,
    author_row_count=2,
    author_rows=(
        AuthorRow(
            author_id="one:Ada Lovelace",
            name="Ada Lovelace",
            source="one",
            homonym=None,
            person_id=None,
            paper_count=1200,
        ),
        AuthorRow(
            author_id="dblp:ADA LOVELACE 0001",
            name="ADA LOVELACE",
            source="dblp",
            homonym="0001",
            person_id="dblp:1",
            paper_count=34,
        ),
    ),
    papers=(
        work("Few authors", "Ada Lovelace", "Luigi Menabrea", track="Conference", type="Conference Paper"),
        work("Many authors, the matched one early", "Ada Lovelace", *MANY),
        work("Many authors, the matched one late", *MANY, "Ada Lovelace"),
        work(
            "Two matched ones, the second late",
            "Ada Lovelace",
            *MANY,
            "ADA LOVELACE",
            matched_author_ids=("one:ADA LOVELACE", "one:Ada Lovelace"),
        ),
        work("A list that the source may cut", *MANY[:7], "Ada Lovelace", author_count=None),
        work("A list that the source may cut, longer", *MANY, "Ada Lovelace", author_count=None),
        work(
            "Stated by two sources",
            "Ada Lovelace",
            rows=(
                PaperRow(paper_id="one:Stated by two sources", source="one"),
                PaperRow(paper_id="two:x", source="two"),
            ),
        ),
        work("Matched by another row alone", "A. Lovelace", matched_author_ids=("two:Ada Lovelace",)),
        work("No authors in this row", matched_author_ids=("two:Ada Lovelace",), author_count=None),
        work(
            "No year, no venue, <b>[bold]markup[/bold]</b> \x1b[31mred\x07 \x9b1m \u202edesrever",
            "Ada Lovelace",
            year=None,
            venue=None,
        ),
        work("=HYPERLINK(1)", "Ada Lovelace", abstract="An abstract, with a comma\nand a second line."),
        work("שלום עולם 名前", "Ada Lovelace"),
    ),
    next="A-cursor-that-is-longer-than-a-line_" * 3,
    truncated=True,
)

REPORT = LoadReport(
    source="one",
    read=10,
    created=5,
    updated=1,
    unchanged=2,
    rejected=2,
    deleted=0,
    authors=KindCounts(created=7),
    venues=KindCounts(created=1, deleted=1),
    seconds=1.5,
    records_per_second=6.7,
    interrupted=False,
    failure=None,
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cluster.txt", terminal.as_table(CLUSTER, width=80)),
        ("cluster.json", data.as_json(CLUSTER)),
        ("cluster.jsonl", data.as_jsonl(CLUSTER)),
        ("cluster.csv", data.as_csv(CLUSTER)),
        ("load_report.txt", terminal.as_table([REPORT])),
        ("load_reports.txt", terminal.as_table([REPORT, REPORT])),
        ("load_reports.csv", data.as_csv([REPORT, REPORT])),
        ("explain_names.txt", terminal.as_table(explain_names(a="José García 0001", b="Jose GARCIA"), width=100)),
    ],
    ids=lambda value: value if value.endswith(("txt", "json", "jsonl", "csv")) else "",
)
def test_what_a_user_sees_is_what_was_agreed(name: str, text: str) -> None:
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_has_a_page_and_lines(name: str) -> None:
    shown = terminal.as_table(ANSWERS[name], width=80) + "\n" + data.as_csv(ANSWERS[name])
    assert shown == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", [terminal.as_table, *data.FORMATS.values()])
@pytest.mark.parametrize("name", ANSWERS)
def test_no_answer_steers_a_terminal(name: str, form: Callable[[object], str]) -> None:
    assert "\x1b" not in form(ANSWERS[name])


def test_json_gives_back_every_field() -> None:
    read = json.loads(data.as_json(CLUSTER))
    assert list(read) == [
        *("name", "key", "match", "notice", "paper_count", "author_row_count", "author_rows"),
        *("papers", "next", "truncated"),
    ]
    assert list(read["papers"][0]) == [
        *("work_id", "paper_id", "title", "year", "venue", "track", "type", "authors", "author_count"),
        *("matched_author_ids", "abstract", "rows"),
    ]


@pytest.mark.parametrize("form", [terminal.as_table, *data.FORMATS.values()])
def test_nothing_that_steers_a_terminal_reaches_it(form: Callable[[object], str]) -> None:
    text = form(CLUSTER)
    assert not set(text) & set("\x1b\x07\x9b\u202e")
    assert "[bold]markup[/bold]" in text


def test_json_keeps_what_it_escapes() -> None:
    titles = [json.loads(line)["title"] for line in data.as_jsonl(CLUSTER).splitlines()]
    assert titles == [paper.title for paper in CLUSTER.papers]


def test_a_cursor_stands_whole_on_one_line() -> None:
    assert CLUSTER.next is not None
    assert terminal.as_table(CLUSTER, width=40).splitlines()[-1].endswith(f"--after {CLUSTER.next}")


def test_no_cell_is_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(data.as_csv(CLUSTER))))
    assert len(rows) == 1 + len(CLUSTER.papers)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_an_empty_list_says_so() -> None:
    assert terminal.as_table([]) == "none\n"
    assert data.as_json([]) == "[]\n"
    assert data.as_jsonl([]) == data.as_csv([]) == ""
