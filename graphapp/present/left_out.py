"""What an answer lacks of what was asked, in sentences: what was cut off, and numbers of names that no row has."""

from collections.abc import Iterator

from graphapp.present.text import count_text
from graphapp.results.coauthors import CoauthorGraph, CoauthorNeighborhood, CollaborationPath, LikelyCollaborators
from graphapp.results.identities import Identities
from graphapp.results.names import NameCluster, SimilarNames
from graphapp.results.papers import VenuePage
from graphapp.results.persons import PersonGroups
from graphapp.results.queries import QueryRows
from graphapp.results.search import FoundAuthors, FoundPapers, Resolution, Venues
from graphapp.results.statements import Statements


def missing_numbers(value: object) -> Iterator[str]:
    """A sentence for each requested name whose homonym number no author row has: all rows of the name count then."""
    match value:
        case NameCluster() | SimilarNames() | PersonGroups():
            yield from _missing("this name", value.missing_number)
        case CoauthorNeighborhood() | LikelyCollaborators():
            yield from _missing("this name", value.center.missing_number)
        case CollaborationPath():
            yield from _missing(value.a.name, value.a.missing_number)
            yield from _missing(value.b.name, value.b.missing_number)
        case CoauthorGraph():
            yield from (f"No author row has the number of {typed}." for typed in value.missing_numbers)


def not_written(value: object) -> Iterator[str]:
    """A sentence for an answer that a limit or a page cut off, or that has not all papers of a name."""
    match value:
        case NameCluster(truncated=True):
            yield _only(len(value.papers), value.paper_count, "paper", "--all")
        case VenuePage(truncated=True):
            yield _only(len(value.papers), value.paper_count, "paper", "--all")
        case CoauthorNeighborhood(truncated=True):
            yield _only(len(value.nodes), sum(value.node_counts), "name", "--all")
        case CollaborationPath(truncated=True):
            yield _only(len(value.chains), value.chain_count, "chain", "a greater --limit")
        case CoauthorGraph(truncated=True):
            yield _only(len(value.nodes), value.name_count or 0, "name", "a greater --largest")
        case LikelyCollaborators(truncated=True):
            yield _only(len(value.candidates), value.candidate_count, "name", "--all")
        case SimilarNames(truncated=True):
            yield _only(len(value.similar), value.similar_count, "name", "--all")
        case Statements(truncated=True):
            yield _only(len(value.statements), value.count, "statement", "--all")
        case PersonGroups():
            listed = len({paper.work_id for group in value.groups for paper in group.papers})
            if listed < value.paper_count - value.left_out:
                yield _only(listed, value.paper_count, "paper", "--all")
            if value.left_out:
                yield f"{count_text(value.left_out, 'older paper')} of the name not grouped, so not written."
        case Identities():
            count = sum(counted.count for counted in value.counts)
            if len(value.suspicions) < count:
                yield _only(len(value.suspicions), count, "suspicion", "--all")
        case FoundAuthors(truncated=True):
            yield f"More than {count_text(len(value.names), 'name')} are found; a greater --limit writes more."
        case FoundPapers(truncated=True) | Venues(truncated=True):
            if value.next is not None:
                yield f"More are found than are written: --after {value.next}"
        case QueryRows(truncated=True):
            yield f"Only the first {count_text(len(value.rows), 'row')} are written; --all writes all."
        case Resolution(truncated=True):
            yield "More papers have these words: see `graphapp search-papers`."


def _missing(whose: str, number: str | None) -> Iterator[str]:
    if number is not None:
        yield f"No author row of {whose} has the number {number}."


def _only(written: int, count: int, what: str, remedy: str) -> str:
    verb = "is" if written == 1 else "are"
    return f"Only {written:,} of {count_text(count, what)} {verb} written; {remedy} writes more."
