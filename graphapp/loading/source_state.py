"""The bookkeeping of sources: the lock, the revision, and what is owed. The protocol of every writing command.

A `(:Source)` node is the record of one source. Every command that writes follows one protocol:

1. It holds the lock, so that no other command writes, and checks before each step that it still holds it. A lock can
   be lost: when the server restarts, when somebody ends the transaction, when the machine sleeps. So each of its
   transactions first checks that no other command has begun since (`Turn.write_together`); if one has, it writes
   nothing more.
2. It begins: the source gets a new revision, greater than any other, a `state` that names the running work (`loading`,
   `removing`, `rekeying`), and `owed_since`, the first revision whose rows are not settled. Rows that the command
   touches carry its revision.
3. It writes rows, in transactions of bounded size, each of which leaves the graph whole.
4. It settles everything that was touched since the smallest `owed_since` of all sources: works, the names that author
   rows and venues show, and rows that nothing states. A rekeying settles all rows: its `owed_since` is 0.
5. It ends: no source has an `owed_since`, and the source's `state` is `complete`, or the source is deleted.

A command that ends before step 5 leaves `state` and `owed_since` set. The next command settles what is owed, and
running the same command again completes the graph.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from graphapp.errors import DatabaseBusy, InvalidArgument, NotFound, SchemaMismatch
from graphapp.graph import Graph, Step, Written
from graphapp.queries import Query, load_query
from graphapp.rules.known_sources import SourceTraits, known_traits
from graphapp.rules.names import KEY_VERSION
from graphapp.rules.venues import VENUES_VERSION
from graphapp.schema import foreign_items
from graphapp.services.source_records import SourceRecord, is_outdated, source_records

_IS_EMPTY: Final = load_query("read/is_empty")
_OCCUPATION: Final = load_query("read/occupation")
_HOLD_LOAD_LOCK: Final = load_query("write/hold_load_lock")
_TAKE_TURN: Final = load_query("write/take_turn")
_KEEP_TURN: Final = load_query("write/keep_turn")
_BEGIN_LOAD: Final = load_query("write/begin_load")
_BEGIN_UPKEEP: Final = load_query("write/begin_upkeep")
_FINISH_LOAD: Final = load_query("write/finish_load")
_ABANDON_LOAD: Final = load_query("write/abandon_load")
_FINISH_REMOVAL: Final = load_query("write/finish_removal")
_FINISH_REKEY: Final = load_query("write/finish_rekey")

_LOCK: Final = "(load lock)"
"""Not a valid name of a source, so no source has it."""
_LOCK_PATIENCE_SECONDS: Final = 3.0
_LOCK_TRIALS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A running command on the rows of a source, and its right to write: the revision is its fencing token."""

    graph: Graph
    assure: Callable[[], None]
    """Raises DatabaseUnavailable when the lock is lost."""
    source: str
    traits: SourceTraits
    revision: int
    settle_since: int
    """The first revision of any source that is not settled."""
    before: SourceRecord | None
    """The record of the source before this command; None for a new source."""

    def write(self, query: Query, /, **parameters: object) -> Written:
        """Run one writing query as `write_together` does."""
        return self.write_together(Step(query, parameters))[0]

    def write_together(self, *steps: Step) -> list[Written]:
        """Run writing queries in one transaction, unless another command has begun since this one did.

        The other command waits until the transaction ends, or this one finds it and raises DatabaseBusy.
        """
        keep_turn = Step(_KEEP_TURN, {"source": self.source, "revision": self.revision}, self._check_turn)
        return self.graph.write_together(keep_turn, *steps)[1:]

    def _check_turn(self, written: Written) -> None:
        if written.rows != [{"kept": True}]:
            address = self.graph.address
            raise DatabaseBusy(
                f"another command has written to the database {address.database!r} at {address.uri} since this one "
                "lost its lock, so this one writes nothing more; what it wrote is kept: run it again"
            )


def hold_lock(graph: Graph) -> AbstractContextManager[Callable[[], None]]:
    """Keep out every other writing command while the block runs; raises DatabaseBusy when one is running.

    Gives a function to call before each step; it raises DatabaseUnavailable when the lock is lost.
    """
    return graph.hold(_HOLD_LOAD_LOCK, patience_seconds=_LOCK_PATIENCE_SECONDS, trials=_LOCK_TRIALS, name=_LOCK)


def is_empty(graph: Graph) -> bool:
    """Whether the database holds nothing: no node, and no constraint or index of somebody else."""
    [found] = graph.read(_IS_EMPTY, dict[str, bool])
    return found["empty"] and not foreign_items(graph)


def check_occupation(graph: Graph) -> None:
    """Raise SchemaMismatch for a database that holds nodes with our labels from another program."""
    [found] = graph.read(_OCCUPATION, dict[str, bool])
    if found["occupied"] and not found["ours"]:
        raise SchemaMismatch(
            f"the database {graph.address.database!r} at {graph.address.uri} holds nodes labelled Author, Paper, "
            "Venue or Source that graphapp did not write; give it a database of its own with --database or "
            "NEO4J_DATABASE"
        )


def traits_for_load(
    graph: Graph,
    source: str,
    format_traits: SourceTraits | None,
    *,
    homonym_numbers: bool | None,
    complete_lists: bool | None,
    own_venues: str | None,
) -> SourceTraits:
    """The traits for a load of the source; None takes what is known.

    The rank is the smallest of all its loads, so that it does not depend on their order. A source that has its name by
    hand and was loaded before ranks were stored gets that of its format with its next load.

    Raises SchemaMismatch for a source whose rows follow older rules, and InvalidArgument for other traits than those
    with which its rows were written.
    """
    stored = next((record for record in source_records(graph) if record.name == source), None)
    if stored is not None and is_outdated(stored):
        raise SchemaMismatch(
            f"the rows of {source!r} follow other rules of names and venues "
            f"({stored.key_version}.{stored.venues_version}, not {KEY_VERSION}.{VENUES_VERSION}), "
            "or their rekeying was interrupted; run `graphapp rekey` first"
        )
    traits = known_traits(source, format_traits)
    if stored is not None:
        traits = replace(stored.traits, rank=min(stored.traits.rank, traits.rank))
    wanted = with_options(traits, homonym_numbers=homonym_numbers, complete_lists=complete_lists, own_venues=own_venues)
    if stored is not None and wanted.own_venues != traits.own_venues:
        raise InvalidArgument(
            f"the rows of {source!r} were loaded with other venues than those of this file; "
            f"bring them along with `graphapp rekey --source {source} --venues FILE`, then load again"
        )
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


def with_options(
    traits: SourceTraits, *, homonym_numbers: bool | None, complete_lists: bool | None, own_venues: str | None
) -> SourceTraits:
    """The traits with what the options of a load say; None says nothing."""
    return replace(
        traits,
        homonym_numbers=traits.homonym_numbers if homonym_numbers is None else homonym_numbers,
        complete_lists=traits.complete_lists if complete_lists is None else complete_lists,
        own_venues=traits.own_venues if own_venues is None else own_venues,
    )


def begin_load(graph: Graph, assure: Callable[[], None], source: str, traits: SourceTraits) -> Turn:
    """Step 2 of a load; `assure` is what `hold_lock` gave."""
    return _begin(
        graph,
        assure,
        _BEGIN_LOAD,
        source,
        traits,
        homonym_numbers=traits.homonym_numbers,
        complete_lists=traits.complete_lists,
        rank=traits.rank,
        key_version=KEY_VERSION,
        venues_version=VENUES_VERSION,
        own_venues=traits.own_venues or None,
    )


def begin_upkeep(
    graph: Graph,
    assure: Callable[[], None],
    source: str,
    state: Literal["removing", "rekeying"],
    own_venues: str | None = None,
) -> Turn:
    """Step 2 of a removal or a rekeying; `own_venues` replace those of the source, None keeps them.

    Raises NotFound for a source that is not loaded.
    """
    records = {record.name: record for record in source_records(graph)}
    if source not in records:
        raise NotFound(f"no source is named {source!r}", near=tuple(records))
    traits = records[source].traits
    if own_venues is not None:
        traits = replace(traits, own_venues=own_venues)
    venues = traits.own_venues or None
    # Other rules may give other works, and show other names, also where they change no row.
    everything = state == "rekeying"
    return _begin(graph, assure, _BEGIN_UPKEEP, source, traits, everything, state=state, own_venues=venues)


def abandon_load(turn: Turn) -> None:
    """Undo step 2 of a load that has written nothing: the source gets back its earlier state."""
    before = turn.before
    turn.write(
        _ABANDON_LOAD,
        source=turn.source,
        state=before and before.state,
        owed_since=before and before.owed_since,
        rank=before and before.rank,
    )


def finish_load(turn: Turn, *, sources: Sequence[str] = ()) -> None:
    """Step 5 of a load; of an import also for the other `sources` of it whose inputs were read to their ends."""
    turn.assure()
    turn.write(_FINISH_LOAD, sources=sources or [turn.source])


def resume_load(graph: Graph, assure: Callable[[], None], source: str, traits: SourceTraits, revision: int) -> Turn:
    """The turn of a load whose source an import wrote with this revision, the greatest of all."""
    return Turn(
        graph=graph,
        assure=assure,
        source=source,
        traits=traits,
        revision=revision,
        settle_since=revision,
        before=None,
    )


def finish_removal(turn: Turn) -> None:
    """Step 5 of a removal."""
    turn.assure()
    turn.write(_FINISH_REMOVAL, source=turn.source)


def finish_rekeying(turns: Sequence[Turn]) -> None:
    """Step 5 of a rekeying of several sources, one after the other: they get back their earlier states."""
    turns[-1].assure()
    before = {turn.source: turn.before.state for turn in turns if turn.before is not None}
    turns[-1].write(
        _FINISH_REKEY,
        # An interrupted rekeying leaves its own state; before it, the rows were complete.
        states={source: "complete" if state == "rekeying" else state for source, state in before.items()},
        key_version=KEY_VERSION,
        venues_version=VENUES_VERSION,
    )


def _begin(
    graph: Graph,
    assure: Callable[[], None],
    query: Query,
    source: str,
    traits: SourceTraits,
    everything: bool = False,
    **parameters: Any,
) -> Turn:
    """Take the turn; the command shall settle all rows if `everything` is true, or if the source has another rank."""
    records = source_records(graph)
    before = next((record for record in records if record.name == source), None)
    everything |= before is not None and before.traits.rank != traits.rank
    parameters |= {"source": source, "owed_since": 0 if everything else None}
    _, begun = graph.write_together(Step(_TAKE_TURN, {}), Step(query, parameters))
    [row] = begun.rows
    revision = int(str(row["revision"]))
    owed = [record.owed_since for record in records if record.owed_since is not None]
    return Turn(
        graph=graph,
        assure=assure,
        source=source,
        traits=traits,
        revision=revision,
        settle_since=0 if everything else min([revision, *owed]),
        before=before,
    )
