"""Records and rows in portions, each small enough for one transaction."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from graphapp.graph import Graph
from graphapp.loading.progress import Phase, Progress
from graphapp.queries import load_query
from graphapp.services.source_records import row_ids

_AUTHORSHIP_COUNTS: Final = load_query("read/authorship_counts")
_SOURCE_PAPER_COUNT: Final = load_query("read/source_paper_count")

_AUTHORSHIPS_PER_ITEM: Final = 8
"""A portion is also full at this many authorships per item of `size`: papers of thousands of authors make it small."""

Item = TypeVar("Item")


def is_full(items: int, authorships: int, size: int) -> bool:
    """Whether a portion of at most `size` items is full, by its items or by its authorships."""
    return items >= size or authorships >= size * _AUTHORSHIPS_PER_ITEM


def portions(weighed: Iterable[tuple[Item, int]], size: int) -> Iterator[list[Item]]:
    """Items, each given with its number of authorships, in lists of at most `size` that fit one transaction."""
    portion: list[Item] = []
    authorships = 0
    for item, weight in weighed:
        portion.append(item)
        authorships += weight
        if is_full(len(portion), authorships, size):
            yield portion
            portion, authorships = [], 0
    if portion:
        yield portion


def stored_portions(graph: Graph, paper_ids: list[str], size: int) -> Iterator[list[str]]:
    """These paper rows as `portions`, by their authorships in the graph."""
    rows = graph.read(_AUTHORSHIP_COUNTS, dict[str, Any], unlimited=True, paper_ids=paper_ids)
    return portions(((row["paper_id"], row["authorships"]) for row in rows), size)


def source_paper_count(graph: Graph, source: str) -> int:
    """How many paper rows a source has."""
    [counted] = graph.read(_SOURCE_PAPER_COUNT, dict[str, int], unlimited=True, prefix=f"{source}:")
    return counted["papers"]


def source_portions(
    graph: Graph, source: str, size: int, *, phase: Phase, on_progress: Callable[[Progress], None]
) -> Iterator[list[str]]:
    """The paper rows of a source as `stored_portions`; one counts as done when the next one is requested."""
    done, total = 0, source_paper_count(graph, source)
    on_progress(Progress(phase=phase, done=0, total=total))
    for paper_ids in row_ids(graph, "paper", source, size):
        for portion in stored_portions(graph, paper_ids, size):
            yield portion
            done += len(portion)
            on_progress(Progress(phase=phase, done=done, total=total))
