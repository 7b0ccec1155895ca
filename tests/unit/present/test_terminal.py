"""Pages for people: golden files, and what must stay whole on a line."""

from pathlib import Path

import pytest

from graphapp.present.terminal import as_table
from graphapp.services.names import explain_names
from tests.answers import INSPECTION
from tests.answers.cluster import CLUSTER, REPORT

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
    assert CLUSTER.next is not None
    assert as_table(CLUSTER, width=40).splitlines()[-1].endswith(f"--after {CLUSTER.next}")


def test_an_empty_list_says_so() -> None:
    assert as_table([]) == "none\n"


def test_color_is_for_a_terminal_that_shows_it() -> None:
    assert "\x1b[1m" in as_table(CLUSTER, color=True)
    assert "\x1b" not in as_table(CLUSTER, color=False)
