"""Pages for people: golden files, and what must stay whole on a line."""

from dataclasses import replace
from pathlib import Path

import pytest

from graphapp.present.terminal import as_table
from graphapp.services.names import explain_names
from tests.answers import INSPECTION
from tests.answers.cluster import CLUSTER, REPORT, work

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cluster.txt", as_table(CLUSTER, width=80)),
        ("load_report.txt", as_table([REPORT])),
        ("load_reports.txt", as_table([REPORT, REPORT])),
        ("inspections.txt", as_table([INSPECTION, INSPECTION], width=80)),
        ("explain_names.txt", as_table(explain_names(a="José García 0001", b="Jose GARCIA"), width=100)),
    ],
    ids=lambda value: value if value.endswith("txt") else "",
)
def test_what_a_user_sees_is_what_was_agreed(name: str, text: str) -> None:
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_a_cursor_stands_whole_on_one_line() -> None:
    by_cursor = replace(CLUSTER, page=None)
    assert by_cursor.next is not None
    assert as_table(by_cursor, width=40).splitlines()[-1] == f"More papers: --after {by_cursor.next}, or --all"


def test_an_id_stands_whole_on_one_line() -> None:
    title = "A very long title " * 8
    page = as_table(replace(CLUSTER, papers=(work(title, "Ada Lovelace"),)), width=40)
    assert f"\none:{title.rstrip()}\n" in page


def test_an_empty_list_says_so() -> None:
    assert as_table([]) == "none\n"


def test_color_is_for_a_terminal_that_shows_it() -> None:
    assert "\x1b[1m" in as_table(CLUSTER, color=True)
    assert "\x1b" not in as_table(CLUSTER, color=False)


def test_a_page_behind_the_last_one_says_so() -> None:
    behind = as_table(replace(CLUSTER, page=9, papers=(), next=None))
    assert behind.endswith("\nThere are no papers on page 9: it is behind the last one.\n")
    assert "behind the last one" not in as_table(CLUSTER)
