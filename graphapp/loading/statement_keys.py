"""What people said about names follows the rules of names: it is looked up again, as if they said it today."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from graphapp.graph import Graph
from graphapp.queries import load_query
from graphapp.rules.names import KEY_VERSION
from graphapp.rules.persons.statements import Reference
from graphapp.rules.printed_names import read_name
from graphapp.services.references import Mention, find_references
from graphapp.services.statement_rows import Rows, outdated_statements

_REKEY_STATEMENTS: Final = load_query("write/rekey_statements")

_BATCH: Final = 1_000


def rekey_statements(graph: Graph, assure: Callable[[], None]) -> int:
    """Give all statements the names and keys of the current rules, which all author rows follow; how many had others.

    `assure` is what `hold_lock` gave. Equal statements and rows give the same, so it can end early and be run again.
    """
    count = after = 0
    while found := outdated_statements(graph, after=after, limit=_BATCH):
        sides = _again(graph, [side for each in found for side in each.references])
        rows = [
            {
                "statement_id": each.statement_id,
                "one_name": one.name,
                "one_key": one.name_key,
                "other_name": other.name,
                "other_key": other.name_key,
            }
            for each, one, other in zip(found, sides, sides, strict=True)
        ]
        assure()
        graph.write(_REKEY_STATEMENTS, rows=rows, key_version=KEY_VERSION)
        count += len(found)
        after = found[-1].statement_id
    return count


def _again(graph: Graph, references: Sequence[Reference]) -> Iterator[Reference]:
    """Each reference with its name and key: of the rows that the typed text means, or that have the id, else of itself.

    A name that is none any more keeps its key.
    """
    mentions = [Mention(text=f"name={reference.typed}") for reference in references if reference.typed is not None]
    read = list(map(_read_again, references))
    rows = Rows.of(graph, read)
    typed = iter(find_references(graph, mentions, rows))
    for reference in read:
        meant = next(typed) if reference.typed is not None else None
        if isinstance(meant, Reference) and meant.homonym == reference.homonym:
            yield meant
        else:
            placed = rows.place(reference)
            yield placed if placed.in_graph else reference


def _read_again(reference: Reference) -> Reference:
    name = read_name(reference.name)
    return reference if name is None else replace(reference, name=name.name, name_key=name.name_key)
