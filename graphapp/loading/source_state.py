"""The bookkeeping of sources: the lock, the revision, and what is owed. The protocol of every writing command.

A `(:Source)` node is the record of one source. Every command that writes follows one protocol:

1. It holds the lock, so that no other command writes, and checks before each step that it still holds it.
2. It begins: the source gets a new revision, greater than any other, a `state` that names the running work (`loading`,
   `removing`, `rekeying`), and `owed_since`, the first revision whose rows are not settled. Rows that the command
   touches carry its revision.
3. It writes rows, in transactions of bounded size, each of which leaves the graph whole.
4. It settles everything that was touched since the smallest `owed_since` of all sources: works, the names that author
   rows and venues show, and rows that nothing states.
5. It ends: no source has an `owed_since`, and the source's `state` is `complete`, or the source is deleted.

A command that ends before step 5 leaves `state` and `owed_since` set. The next command settles what is owed, and
running the same command again completes the graph.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from graphapp.errors import InvalidArgument, NotFound, SchemaMismatch
from graphapp.graph import Graph
from graphapp.queries import Query, load_query
from graphapp.rules.known_sources import SourceTraits, known_traits
from graphapp.rules.names import KEY_VERSION
from graphapp.rules.venues import VENUES_VERSION
from graphapp.services.source_records import is_outdated, source_records

_OCCUPATION: Final = load_query("read/occupation")
_HOLD_LOAD_LOCK: Final = load_query("write/hold_load_lock")
_BEGIN_LOAD: Final = load_query("write/begin_load")
_BEGIN_UPKEEP: Final = load_query("write/begin_upkeep")
_FINISH_LOAD: Final = load_query("write/finish_load")
_FINISH_REMOVAL: Final = load_query("write/finish_removal")
_FINISH_REKEY: Final = load_query("write/finish_rekey")

_LOCK: Final = "(load lock)"
"""Not a valid name of a source, so no source has it."""
_LOCK_PATIENCE_SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A running command on the rows of a source."""

    source: str
    traits: SourceTraits
    revision: int
    settle_since: int
    """The first revision of any source that is not settled."""
    state_before: str | None
    """The state of the source before this command; None for a new source."""


def hold_lock(graph: Graph) -> AbstractContextManager[Callable[[], None]]:
    """Keep out every other writing command while the block runs; raises DatabaseBusy when one is running.

    Gives a function to call before each step; it raises DatabaseUnavailable when the lock is lost.
    """
    return graph.hold(_HOLD_LOAD_LOCK, patience_seconds=_LOCK_PATIENCE_SECONDS, name=_LOCK)


def check_occupation(graph: Graph) -> None:
    """Raise SchemaMismatch for a database that holds nodes with our labels from another program."""
    [found] = graph.read(_OCCUPATION, dict[str, bool])
    if found["occupied"] and not found["ours"]:
        raise SchemaMismatch(
            f"the database {graph.address.database!r} at {graph.address.uri} holds Author, Paper or Venue nodes that "
            "graphapp did not write; give it a database of its own with --database or NEO4J_DATABASE"
        )


def traits_for_load(
    graph: Graph,
    source: str,
    format_traits: SourceTraits | None,
    *,
    homonym_numbers: bool | None,
    complete_lists: bool | None,
) -> SourceTraits:
    """The traits for a load of the source; None takes what is known.

    Raises SchemaMismatch for a source whose rows follow older rules, and InvalidArgument for other traits than those
    with which its rows were written.
    """
    stored = next((record for record in source_records(graph) if record.name == source), None)
    if stored is not None and is_outdated(stored):
        raise SchemaMismatch(
            f"the rows of {source!r} follow other rules of names and venues "
            f"({stored.key_version}.{stored.venues_version}, not {KEY_VERSION}.{VENUES_VERSION}); "
            "run `graphapp rekey` first"
        )
    traits = known_traits(source, format_traits) if stored is None else stored.traits
    wanted = traits
    if homonym_numbers is not None:
        wanted = replace(wanted, homonym_numbers=homonym_numbers)
    if complete_lists is not None:
        wanted = replace(wanted, complete_lists=complete_lists)
    if stored is not None and wanted != traits:
        differing = [
            f"{'with' if value else 'without'} {words}"
            for words, value, other in (
                ("homonym numbers", traits.homonym_numbers, wanted.homonym_numbers),
                ("complete author lists", traits.complete_lists, wanted.complete_lists),
            )
            if value != other
        ]
        raise InvalidArgument(
            f"the rows of {source!r} were loaded {' and '.join(differing)}; load it as before, "
            f"or run `graphapp remove-source {source}` first"
        )
    return wanted


def begin_load(graph: Graph, source: str, traits: SourceTraits) -> Work:
    """Step 2 of a load."""
    return _begin(
        graph,
        _BEGIN_LOAD,
        source,
        traits,
        homonym_numbers=traits.homonym_numbers,
        complete_lists=traits.complete_lists,
        rank=traits.rank,
        key_version=KEY_VERSION,
        venues_version=VENUES_VERSION,
    )


def begin_upkeep(graph: Graph, source: str, state: Literal["removing", "rekeying"]) -> Work:
    """Step 2 of a removal or a rekeying. Raises NotFound for a source that is not loaded."""
    records = {record.name: record for record in source_records(graph)}
    if source not in records:
        raise NotFound(f"no source is named {source!r}", near=tuple(records))
    return _begin(graph, _BEGIN_UPKEEP, source, records[source].traits, state=state)


def finish_load(graph: Graph, work: Work) -> None:
    """Step 5 of a load."""
    graph.write(_FINISH_LOAD, source=work.source)


def finish_removal(graph: Graph, work: Work) -> None:
    """Step 5 of a removal."""
    graph.write(_FINISH_REMOVAL, source=work.source)


def finish_rekeying(graph: Graph, work: Work) -> None:
    """Step 5 of a rekeying: the source gets back its earlier state."""
    graph.write(
        _FINISH_REKEY,
        source=work.source,
        # An interrupted rekeying leaves its own state; before it, the rows were complete.
        state="complete" if work.state_before == "rekeying" else work.state_before,
        key_version=KEY_VERSION,
        venues_version=VENUES_VERSION,
    )


def _begin(graph: Graph, query: Query, source: str, traits: SourceTraits, **parameters: Any) -> Work:
    records = source_records(graph)
    [row] = graph.write(query, source=source, **parameters).rows
    revision = int(str(row["revision"]))
    owed = [record.owed_since for record in records if record.owed_since is not None]
    return Work(
        source=source,
        traits=traits,
        revision=revision,
        settle_since=min([revision, *owed]),
        state_before=next((record.state for record in records if record.name == source), None),
    )
