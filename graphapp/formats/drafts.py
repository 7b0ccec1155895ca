"""Records that are made fast: the constructor of a frozen class takes six times as long as plain assignments.

A draft has the slots of a record and takes assignments; when it is whole, it becomes the record by its `__class__`.
Python allows that for classes with equal slots. The record is frozen like any other and equal to one that its
constructor makes.
"""

from dataclasses import replace
from operator import attrgetter
from typing import Any, Final

from graphapp.records import Authorship, PaperRecord, Role


def _draft_class(record: type) -> Any:
    slots: tuple[str, ...] = vars(record)["__slots__"]
    return type(f"{record.__name__}Draft", (), {"__slots__": slots})


PaperDraft: Final = _draft_class(PaperRecord)
"""To be filled field by field, none left out, and then to become a `PaperRecord`."""


def placed(record: PaperRecord, place: str) -> PaperRecord:
    """The record as one that stands at this place, and so do its losses."""
    made = PaperDraft()
    for name, value in zip(_FIELDS, _values_of(record), strict=True):
        setattr(made, name, value)
    made.place = place
    made.losses = tuple(replace(loss, place=place) for loss in record.losses)
    made.__class__ = PaperRecord
    return made  # type: ignore[no-any-return]


_FIELDS: Final[tuple[str, ...]] = vars(PaperDraft)["__slots__"]
_values_of: Final = attrgetter(*_FIELDS)

_AuthorshipDraft: Final = _draft_class(Authorship)


def authorship(
    printed_name: str,
    position: int | None,
    role: Role = "author",
    author_id: str | None = None,
    orcid: str | None = None,
) -> Authorship:
    """What `Authorship` makes of the same values."""
    made = _AuthorshipDraft()
    made.printed_name = printed_name
    made.position = position
    made.role = role
    made.author_id = author_id
    made.orcid = orcid
    made.__class__ = Authorship
    return made  # type: ignore[no-any-return]
