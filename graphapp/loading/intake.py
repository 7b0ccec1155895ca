"""The input of a load: records with their identities, in batches; what was read, rejected and left out is counted."""

import datetime
import decimal
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Generic, TypeVar

import msgspec

from graphapp.errors import InvalidArgument, SourceError
from graphapp.loading.batches import is_full
from graphapp.loading.fingerprints import Identified, identify
from graphapp.loading.reasons import Reasons
from graphapp.loading.rows import reject_of
from graphapp.records import Loss, PaperRecord, PassedOver, PersonRecord, Record, Reject, Unfit

Known = TypeVar("Known", bound=Identified)


# Kept as they are, and so refused as texts: msgspec would write them as texts.
_NO_TEXTS: Final = (bytes, bytearray, memoryview, datetime.date, datetime.datetime, decimal.Decimal, uuid.UUID)


def declared_records(records: Iterable[Record]) -> Iterator[Record]:
    """Records that a program made, each value of the type that its field declares.

    Lists become tuples and numbers of NumPy Python's. Records with values of other types, such as a year that is a
    text, become rejects. Raises InvalidArgument for what is no record at all.
    """
    for record in records:
        if isinstance(record, Reject | PassedOver):
            yield record
            continue
        if not isinstance(record, PaperRecord | PersonRecord):
            raise no_record(record)
        try:
            plain = msgspec.to_builtins(record, builtin_types=_NO_TEXTS, enc_hook=_plain)
            yield msgspec.convert(plain, type(record))
        except (TypeError, msgspec.ValidationError) as error:
            raw = repr(record).encode(errors="backslashreplace")
            yield Reject.of(str(record.place), f"a value of another type: {error}", raw)


def no_record(given: object) -> InvalidArgument:
    """The error of what stands among the records and is none."""
    return InvalidArgument(
        f"{repr(given)[:100]} among the records is none; give PaperRecord and PersonRecord, or write other data to a "
        "table or JSON Lines, and load the file"
    )


def _plain(value: Any) -> Any:
    """What a value of a type that msgspec does not know says: a mapping, or a scalar of NumPy; raises TypeError."""
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"a {type(value).__name__} is no value of a record")


def identified_records(records: Iterable[Record], source: str) -> Iterator[Identified | Reject | PassedOver]:
    """The records of a source with their identities; those that cannot be rows become rejects."""
    for record in records:
        if isinstance(record, Reject | PassedOver):
            yield record
            continue
        try:
            yield identify(record, source)
        except Unfit as unfit:
            yield reject_of(record, str(unfit))


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
