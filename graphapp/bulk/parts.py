"""Records become rows on disk in several processes; this one gives them out and takes their identities back in order.

A part is some thousand records, and one process makes all rows of it. What decides which records stand, the ledger, is
with the process that reads the input: it keeps the number of a record for its rows.
"""

import pickle
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from graphapp.bulk.tables import write_part
from graphapp.bulk.workers import OBJECTS_OF_A_PART, Workers
from graphapp.errors import InvalidArgument
from graphapp.loading.cycles import rare_search_for_cycles
from graphapp.loading.fingerprints import Identified, identify
from graphapp.loading.intake import no_record, weight_of
from graphapp.loading.losses import usable
from graphapp.loading.rows import reject_of, rows_of
from graphapp.records import Loss, PaperRecord, PassedOver, PersonRecord, Record, Reject, Unfit
from graphapp.row_kinds import Kind, Rows
from graphapp.rules.known_sources import SourceTraits

_MOST_RECORDS: Final = 10_000
_MOST_NAMES: Final = 100_000
_MOST_TEXT: Final = 20_000_000
"""A part has at most so many records, or so many authorships or characters and those of one record."""


class Numbered(Identified, frozen=True):
    """A record whose rows are on disk."""

    number: int = 0
    """By which its rows are known."""
    unfit: str | None = None
    """Why the graph cannot hold the record, which then has no rows."""


class _Answer(NamedTuple):
    """What a process says of a record."""

    kind: Kind
    id: str
    row_hash: str
    rank: bytes
    losses: tuple[Loss, ...]
    is_whole: bool
    """Whether no identifier is left out of it, damaged or a placeholder."""
    unfit: str | None
    """Why the record has no rows; with an empty id it has no identity either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartMaker:
    """Makes rows of the records of one source."""

    folder: Path
    """With the folders of `tables.make_folders`."""
    source: str
    traits: SourceTraits
    revision: int

    def make(self, part: "Part") -> list[_Answer]:
        """Write the rows of a part, and say of each record what the ledger wants to know."""
        with rare_search_for_cycles(OBJECTS_OF_A_PART):
            # The rows are gone when it ends: what is left then is searched.
            return self._written(part)

    def _written(self, part: "Part") -> list[_Answer]:
        answers: list[_Answer] = []

        def made() -> Iterator[tuple[int, Rows]]:
            for number, record in enumerate(part.records(), part.first):
                answer, rows = self._make(record)
                answers.append(answer)
                if rows is not None:
                    yield number, rows

        write_part(self.folder, f"{part.first:012}", made())
        return answers

    def _make(self, record: PaperRecord | PersonRecord) -> tuple[_Answer, Rows | None]:
        try:
            identified = identify(record, self.source)
        except Unfit as unfit:
            return _Answer("paper", "", "", b"", (), True, str(unfit)), None
        rows = reason = None
        try:
            rows = rows_of(identified, self.source, self.traits, self.revision, with_authors=False)
        except Unfit as unfit:
            reason = str(unfit)
        kind, id, row_hash = identified.kind, identified.id, identified.row_hash
        is_whole = identified.record is record
        return _Answer(kind, id, row_hash, identified.rank, identified.losses, is_whole, reason), rows


class Numbers:
    """Numbers of records, each given once."""

    def __init__(self) -> None:
        self._left = count()

    def take(self, size: int) -> int:
        """The first of so many consecutive numbers."""
        first = next(self._left)
        self._left = count(first + size)
        return first


def numbered_records(
    records: Iterable[Record], maker: PartMaker, workers: Workers, numbers: Numbers
) -> Generator[Numbered | Reject | PassedOver, None, None]:
    """The records of a source, their rows on disk; those that have no identity become rejects.

    All comes in the order of the records, and an error of the input after what came before it. Once the iterator is
    closed, no process writes rows any more.
    """
    given: deque[tuple[int, list[Record]]] = deque()

    def parts() -> Iterator[Part]:
        for some in _parted(records):
            stated = [each for each in some if isinstance(each, PaperRecord | PersonRecord)]
            part = Part.of(numbers.take(len(stated)), stated)
            given.append((part.first, some))
            yield part

    with closing(workers.map(maker.make, parts())) as made:
        for answers in made:
            first, some = given.popleft()
            left = enumerate(answers, first)
            for record in some:
                if isinstance(record, Reject | PassedOver):
                    yield record
                else:
                    number, answer = next(left)
                    yield _numbered(record, answer, number)


def _numbered(record: PaperRecord | PersonRecord, answer: _Answer, number: int) -> Numbered | Reject:
    if not answer.id:
        return reject_of(record, str(answer.unfit))
    kept = record if answer.is_whole else usable(record).record
    return Numbered(
        kept,
        answer.kind,
        answer.id,
        answer.row_hash,
        answer.rank,
        answer.losses,
        number=number,
        unfit=answer.unfit,
    )


class Part(msgspec.Struct, frozen=True):
    """Records on their way to another process."""

    first: int
    """The number of the first one; the others follow."""
    is_packed: bool
    """Whether msgspec packed them, in a third of the time of pickle, which also takes texts that are no characters."""
    content: bytes

    @classmethod
    def of(cls, first: int, records: list[PaperRecord | PersonRecord]) -> "Part":
        persons = {place: each for place, each in enumerate(records) if isinstance(each, PersonRecord)}
        papers = [each for each in records if isinstance(each, PaperRecord)]
        try:
            return cls(first, True, msgspec.msgpack.encode(_Packed(papers, persons)))
        except (UnicodeEncodeError, OverflowError):
            return cls(first, False, pickle.dumps(records))
        except TypeError as error:
            raise _of_another_type(error) from error

    def records(self) -> list[PaperRecord | PersonRecord]:
        if not self.is_packed:
            return list(pickle.loads(self.content))  # noqa: S301 - made by `of`
        try:
            packed = _UNPACK.decode(self.content)
        except msgspec.ValidationError as error:
            raise _of_another_type(error) from error
        papers = iter(packed.papers)
        size = len(packed.papers) + len(packed.persons)
        return [packed.persons[place] if place in packed.persons else next(papers) for place in range(size)]


class _Packed(msgspec.Struct, frozen=True):
    papers: list[PaperRecord]
    persons: dict[int, PersonRecord]
    """By their places among all records."""


_UNPACK: Final = msgspec.msgpack.Decoder(_Packed)


def _of_another_type(error: Exception) -> InvalidArgument:
    return InvalidArgument(f"a record has a value of another type than its field: {error}")


def _parted(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records in lists that one process takes at a time; those before an error of the input come before it."""
    part: list[Record] = []
    names = text = 0
    try:
        for record in records:
            if isinstance(record, PaperRecord | PersonRecord):
                names += weight_of(record)
                text += len(record.abstract or "") if isinstance(record, PaperRecord) else 0
            elif not isinstance(record, Reject | PassedOver):
                raise no_record(record)
            part.append(record)
            if len(part) >= _MOST_RECORDS or names >= _MOST_NAMES or text >= _MOST_TEXT:
                yield part
                part, names, text = [], 0, 0
    except Exception:
        if part:
            yield part
        raise
    if part:
        yield part
