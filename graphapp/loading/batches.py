"""Records and rows in portions, each small enough for one transaction."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeVar

from graphapp.chunks import chunks
from graphapp.graph import Graph
from graphapp.loading.progress import Phase, Progress
from graphapp.queries import load_query

_AUTHORSHIP_COUNTS: Final = load_query("read/authorship_counts")
_SOURCE_PAPER_COUNT: Final = load_query("read/source_paper_count")
_SOURCE_PAPER_IDS: Final = load_query("read/source_paper_ids")
_SOURCE_PERSON_IDS: Final = load_query("read/source_person_ids")

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


def source_paper_ids(graph: Graph, source: str, size: int) -> Iterator[list[str]]:
    """The ids of the paper rows of a source in their order, in lists of at most `size`; rows may go meanwhile."""
    # The semicolon is the character behind the colon, with which the ids of the source begin.
    after, before = f"{source}:", f"{source};"
    while True:
        [page] = graph.read(
            _SOURCE_PAPER_IDS, dict[str, list[str]], unlimited=True, after=after, before=before, limit=size
        )
        paper_ids = page["paper_ids"]
        if not paper_ids:
            return
        yield paper_ids
        after = paper_ids[-1]


def source_portions(
    graph: Graph,
    source: str,
    size: int,
    *,
    phase: Phase,
    on_progress: Callable[[Progress], None],
    among: Callable[[list[str]], list[str]] = lambda paper_ids: paper_ids,
) -> Iterator[list[str]]:
    """The paper rows of a source, or only those that `among` chooses, as `stored_portions`.

    A portion counts as done when the next one is requested.
    """
    done = 0
    [counted] = graph.read(_SOURCE_PAPER_COUNT, dict[str, int], unlimited=True, prefix=f"{source}:")
    total = counted["papers"]
    on_progress(Progress(phase=phase, done=0, total=total))
    for paper_ids in source_paper_ids(graph, source, size):
        chosen = among(paper_ids)
        if chosen:
            for portion in stored_portions(graph, chosen, size):
                yield portion
                done += len(portion)
                on_progress(Progress(phase=phase, done=done, total=total))
        done += len(paper_ids) - len(chosen)
        on_progress(Progress(phase=phase, done=done, total=total))


def source_person_portions(graph: Graph, source: str, size: int) -> Iterator[list[str]]:
    """The person records of a source, by their ids."""
    rows = graph.stream(_SOURCE_PERSON_IDS, dict[str, str], unlimited=True, prefix=f"{source}:")
    return chunks((row["person_id"] for row in rows), size)
