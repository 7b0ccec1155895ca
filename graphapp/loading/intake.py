"""The input of a load: records with their identities, in batches; what was read, rejected and left out is counted."""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

import msgspec

from graphapp.errors import InvalidArgument, SourceError
from graphapp.loading.batches import is_full
from graphapp.loading.fingerprints import Identified, identify
from graphapp.loading.reasons import Reasons
from graphapp.loading.rows import reject_of
from graphapp.records import Loss, PaperRecord, PassedOver, PersonRecord, Record, Reject, Unfit

Known = TypeVar("Known", bound=Identified)


def identified_records(records: Iterable[Record], source: str) -> Iterator[Identified | Reject | PassedOver]:
    """The records of a source with their identities; those that cannot be rows become rejects.

    Raises InvalidArgument for what is no record, and for a record whose values are not of the types of its fields.
    """
    for record in records:
        if isinstance(record, Reject | PassedOver):
            yield record
            continue
        try:
            yield identify(record, source)
        except Unfit as unfit:
            yield reject_of(record, str(unfit))
        except (AttributeError, TypeError) as error:
            raise _not_a_record(record, error) from error


def _not_a_record(record: object, error: Exception) -> InvalidArgument:
    """What to say of a value that cannot be identified, which its user made in Python."""
    if not isinstance(record, PaperRecord | PersonRecord):
        return InvalidArgument(
            f"a load takes records of the types PaperRecord and PersonRecord, not {type(record).__name__}; "
            "write other data to a table or JSON Lines, and load the file"
        )
    why = str(error)
    try:
        msgspec.convert(msgspec.structs.asdict(record), type(record), from_attributes=True)
    except msgspec.ValidationError as mismatch:
        why = str(mismatch)
    return InvalidArgument(f"the record at {record.place} has a value of a wrong type: {why}")


class Intake(Generic[Known]):
    """Takes the records of an input. For one thread."""

    def __init__(
        self,
        records: Iterable[Known | Reject | PassedOver],
        *,
        batch_size: int,
        max_rejects: int | None,
        on_reject: Callable[[Reject], None],
        on_loss: Callable[[Loss], None],
    ) -> None:
        self.read = 0
        """Records so far, bad ones included."""
        self.passed_over = 0
        """Entries so far that are no records."""
        self.rejected = 0
        self.lost = 0
        """Parts of records that were left out."""
        self.reasons = Reasons()
        self._records = records
        self._batch_size = batch_size
        self._max_rejects = max_rejects
        self._on_reject = on_reject
        self._on_loss = on_loss
        self._broken_off: str | None = None

    @property
    def failure(self) -> str | None:
        """Why the input was not read to its end; None when it was."""
        if self._has_too_many_rejects():
            return f"{self.rejected:,} records were rejected, more than the {self._max_rejects:,} allowed"
        return self._broken_off

    def batches(self) -> Iterator[list[Known]]:
        """The records in their order, without the rejects; an input that breaks off gives those before the break."""
        batch: list[Known] = []
        size = weight = 0
        try:
            for record in self._records:
                if self._has_too_many_rejects():
                    break
                if isinstance(record, PassedOver):
                    self.passed_over += 1
                    self.reasons.add(record)
                    continue
                self.read += 1
                size += 1
                if isinstance(record, Reject):
                    self.reject(record)
                else:
                    batch.append(record)
                    self._lose(record.losses)
                    weight += weight_of(record.record)
                if is_full(size, weight, self._batch_size):
                    yield batch
                    batch, size, weight = [], 0, 0
        except SourceError as error:
            self._broken_off = str(error)
        yield batch

    def reject(self, reject: Reject) -> None:
        """Count a reject and report it."""
        self.rejected += 1
        self.reasons.add(reject)
        self._on_reject(reject)

    def _lose(self, losses: Iterable[Loss]) -> None:
        for loss in losses:
            self.lost += 1
            self.reasons.add(loss)
            self._on_loss(loss)

    def _has_too_many_rejects(self) -> bool:
        return self._max_rejects is not None and self.rejected > self._max_rejects


def weight_of(record: PaperRecord | PersonRecord) -> int:
    """Number of authorships or names that a record states."""
    return len(record.authorships) if isinstance(record, PaperRecord) else len(record.names)
