"""What the venue of a record says of its type, for formats that name a type for each work."""

import re
from typing import Final

from graphapp.formats.fields import type_words
from graphapp.records import PaperRecord
from graphapp.rules.names import fold_key
from graphapp.rules.venues import resolve_venue
from graphapp.rules.work_rows import PREPRINT_SERVER

# The patterns are for results of `fold_key`.
_PRESENTED: Final = re.compile(r"\b(?:oral)?(?:posters?|orals?|spotlights?)$|\bnotable top \d+$")
"""How a paper was presented: `NeurIPS 2023 poster`."""
_CONFERENCE: Final = re.compile(r"\b(?:conferences?|workshops?|symposi(?:um|a)|congress|colloquium)\b")
_JOURNAL: Final = re.compile(r"^(?!proceedings\b).*\b(?:journal|transactions|letters|magazine|bulletin|annals)\b")
_PROCEEDINGS: Final = re.compile(r"\bproceedings\b|^(?:in )?proc\b(?=.*\d)")
_OF_A_SOCIETY: Final = re.compile(
    r"^\D*\b(?:academy|association|clinic|institut(?:e|ion)|royal|society)\b\D*$|^proceedings of the ieee$"
)
"""Proceedings that are a journal: a conference's have a number or a year."""
_WHOLE_JOURNAL: Final = frozenset({"journal", "journal issue", "journal volume"})


def type_of(record: PaperRecord) -> str | None:
    """The record's type; `preprint` where only the key of its venue says so, for which these formats have no place."""
    known, printed = (resolve_venue(record.venue, key) for key in (record.venue_key, None))
    if known is None or known.kind != PREPRINT_SERVER or (printed is not None and printed.kind == PREPRINT_SERVER):
        return record.type
    return "preprint"


def kind_of_venue(record: PaperRecord) -> str | None:
    """`conference`, `workshop`, `journal` or `preprint server`; None for a record that has no venue.

    A venue that the table does not have is a journal, unless its name or the record's type says otherwise.
    """
    if _PRESENTED.search(type_words(record.type or "-")):
        return "conference"
    venue = resolve_venue(record.venue, record.venue_key)
    if venue is None or venue.kind is not None:
        return None if venue is None else venue.kind
    return "conference" if _is_of_a_conference(record.venue or venue.name) else "journal"


def is_whole_journal(record: PaperRecord) -> bool:
    """Whether the record is a volume of a journal, which has editors; what has authors is an article in one."""
    has_authors = any(authorship.role == "author" for authorship in record.authorships)
    return not has_authors and fold_key(record.type or "-") in _WHOLE_JOURNAL


def _is_of_a_conference(printed: str) -> bool:
    name = fold_key(printed)
    if "@" in printed or _PRESENTED.search(name):
        return True
    if _JOURNAL.search(name):
        return False
    return bool(_CONFERENCE.search(name) or (_PROCEEDINGS.search(name) and not _OF_A_SOCIETY.search(name)))
