"""The first step of a load: the input is read, and the rows that the graph lacks are handed on to be created."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypedDict

from graphapp.graph import Graph
from graphapp.loading.fingerprints import Identified
from graphapp.loading.intake import Intake, Known
from graphapp.loading.ledger import Candidate, Kept, Key, Ledger, Seen
from graphapp.loading.progress import Progress
from graphapp.loading.rows import reject_of
from graphapp.queries import load_query
from graphapp.records import Reject, Unfit
from graphapp.row_kinds import Kind

_STORED_PAPER_HASHES: Final = load_query("read/stored_paper_hashes")
_STORED_PERSON_HASHES: Final = load_query("read/stored_person_hashes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[Known, Kept]):
    """The records of one source on their way to rows."""

    intake: Intake[Known]
    ledger: Ledger[Kept]
    rows: Callable[[Known], Kept]
    """What is kept of the rows of a record. Raises Unfit for a record that the graph cannot hold."""
    stored_hashes: Callable[[list[Known]], Mapping[Key, str]] = lambda batch: {}
    """The fingerprints of the rows of these records that the graph holds."""
    check_changes: Callable[[list[Kept]], None] = lambda changes: None
    """Gets the rows of a batch that differ from those in the graph, and prevents a load by an error."""
    on_progress: Callable[[Progress], None]

    def read(self, create: Callable[[list[Kept]], None], stop: Callable[[], bool]) -> bool:
        """Read the input and hand on the rows that the graph lacks, batch by batch; returns whether it was stopped."""
        for batch in self.intake.batches():
            seen = self.ledger.recall(batch)
            stored = self.stored_hashes([each for each in batch if each.key not in seen])
            candidates, unfit = find_candidates(batch, seen, stored, self.rows)
            self.check_changes([each.rows for each in candidates if each.stored is not None and each.rows is not None])
            verdict = self.ledger.judge(candidates, seen)
            for reject in (*unfit, *verdict.rejects):
                self.intake.reject(reject)
            if verdict.create:
                create(verdict.create)
            self.on_progress(Progress(phase="reading", done=self.intake.read, total=None))
            if stop():
                return True
        return stop()


class _StoredHashes(TypedDict):
    """Fingerprints that the graph holds."""

    ids: list[str]
    row_hashes: list[str]
    """Of the rows with these ids, in their order."""


def stored_hashes(graph: Graph, batch: list[Identified]) -> dict[Key, str]:
    """The fingerprints of the rows of these records that the graph holds."""
    papers = [each.id for each in batch if each.kind == "paper"]
    persons = [each.id for each in batch if each.kind == "person"]
    found: dict[Key, str] = {}
    if papers:
        [stored] = graph.read(_STORED_PAPER_HASHES, _StoredHashes, unlimited=True, ids=papers)
        found.update(_by_key("paper", stored))
    if persons:
        [stored] = graph.read(_STORED_PERSON_HASHES, _StoredHashes, unlimited=True, ids=persons)
        found.update(_by_key("person", stored))
    return found


def _by_key(kind: Kind, stored: _StoredHashes) -> Iterator[tuple[Key, str]]:
    return zip(((kind, id) for id in stored["ids"]), stored["row_hashes"], strict=True)


def find_candidates(
    batch: Sequence[Known], seen: Seen, stored: Mapping[Key, str], rows: Callable[[Known], Kept]
) -> tuple[list[Candidate[Kept]], list[Reject]]:
    """The records of a batch that may stand, and rejects for those that the graph cannot hold.

    `seen` is what the ledger remembers of them; `stored` are the fingerprints of the others in the graph; `rows` is as
    in `Reading`.
    """
    candidates: list[Candidate[Kept]] = []
    rejects: list[Reject] = []
    for each in batch:
        before = seen[each.key].stored if each.key in seen else stored.get(each.key)
        try:
            kept = None if each.row_hash == before else rows(each)
        except Unfit as unfit:
            rejects.append(reject_of(each.record, str(unfit)))
        else:
            candidates.append(Candidate(each, before, kept))
    return candidates, rejects
