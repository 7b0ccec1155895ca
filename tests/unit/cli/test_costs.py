"""A question that looks at every row of a large graph says so before it begins; of a small one it says nothing."""

from typing import Any

import pytest

from graphapp.cli.costs import say_cost


@pytest.mark.parametrize(
    ("rows", "per_million", "said"),
    [
        (900_000, 2, ""),
        (8_000_000, 2, "This looks at each of 8,000,000 paper rows, which takes some 16 seconds."),
        (8_000_000, 20, "This looks at each of 8,000,000 paper rows, which takes some 3 minutes. --quick is quicker."),
    ],
)
def test_what_takes_long_is_said_before(
    rows: int, per_million: float, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    graph: Any = object()
    monkeypatch.setattr("graphapp.services.person_models.paper_rows", lambda graph: rows)
    say_cost(graph, seconds_per_million=per_million, instead="--quick is quicker" if per_million > 2 else "")
    assert capsys.readouterr().err.strip() == said
