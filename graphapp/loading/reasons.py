"""Why records were rejected, parts of them left out, and entries passed over, counted by the kind of reason."""

import re
from dataclasses import dataclass
from typing import Final

from graphapp.records import Loss, PassedOver, Reject
from graphapp.results.upkeep import ReasonCount, ReasonKind

_MOST_KINDS: Final = 1_000
"""Kinds of reasons that are told apart: a format may quote a record in a way that no rule here knows."""
_OTHERS: Final = "other reasons"
_QUOTES: Final = (
    # As Python quotes a text: no apostrophe of a word begins or ends it.
    (re.compile(r"(?<!\w)'(?:[^'\\]|\\.)*'(?!\w)", re.DOTALL), "'...'"),
    (re.compile(r"\".*\"", re.DOTALL), '"..."'),
    (re.compile(r"\([^()]*:[0-9]+\)"), "(...)"),
    (re.compile(r"\b0x[0-9a-f]+\b"), "0x.."),
    # Numbers behind these words are limits, the same for all records.
    (re.compile(r"(?<!more than )(?<!at most )(?<![\w.,-])[0-9][0-9.,/-]*(?=[^\w]|$)"), "N"),
)


_KINDS: Final[dict[type, ReasonKind]] = {Reject: "reject", Loss: "warning", PassedOver: "passed over"}


@dataclass(slots=True)
class _Counted:
    count: int
    first: str


class Reasons:
    """Counts the reasons of one load."""

    def __init__(self) -> None:
        self._counted: dict[tuple[ReasonKind, str], _Counted] = {}

    def add(self, found: Reject | Loss | PassedOver) -> None:
        """Count one."""
        kind: ReasonKind = _KINDS[type(found)]
        key = (kind, kind_of_reason(found.reason))
        if key not in self._counted and len(self._counted) >= _MOST_KINDS:
            key = (kind, _OTHERS)
        counted = self._counted.setdefault(key, _Counted(0, found.place))
        counted.count += 1

    def counts(self) -> tuple[ReasonCount, ...]:
        """The most frequent first."""
        ordered = sorted(self._counted.items(), key=lambda item: (-item[1].count, item[0]))
        return tuple(
            ReasonCount(kind=kind, reason=reason, count=counted.count, first=counted.first)
            for (kind, reason), counted in ordered
        )


def kind_of_reason(reason: str) -> str:
    """A reason without what it quotes of a record: `'...' is not a valid DOI`, `author N has no name`."""
    for pattern, stands in _QUOTES:
        reason = pattern.sub(stands, reason)
    return reason
