"""What a question costs that looks at every row: in a large graph the user knows before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphapp.cli.streams import say

if TYPE_CHECKING:
    from graphapp.graph import Graph

_WORTH_SAYING_SECONDS: Final = 2.0


def say_cost(graph: Graph, *, seconds_per_million: float, instead: str = "") -> None:
    """Say about how long all rows take, unless that is short.

    `seconds_per_million` are those of a million paper rows on two processors (docs/scale.md); `instead` says what is
    quicker.
    """
    from graphapp.present.text import duration_text
    from graphapp.services.person_models import paper_rows

    rows = paper_rows(graph)
    seconds = rows / 1_000_000 * seconds_per_million
    if seconds < _WORTH_SAYING_SECONDS:
        return
    taken = duration_text(seconds)
    say(f"This looks at each of {rows:,} paper rows, which takes some {taken}.{instead and f' {instead}.'}")
