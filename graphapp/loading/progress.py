"""The progress of a load, a removal or a rekeying: a value that they report."""

from dataclasses import dataclass
from typing import Literal

Phase = Literal[
    "reading",
    "writing",
    "comparing",
    "removing",
    "rekeying",
    "works",
    "cleaning up",
    "importing",
    "indexing",
    "learning",
    "measuring",
]
"""The phases, in their order; from `works` on they are the last ones of a load, a removal and a rekeying.

`writing` writes changed rows; `comparing` finds those that `--replace` takes away, and `removing` deletes them, or
those of a removal.
`importing` and `indexing` are those of a bulk load alone. `measuring` is the only phase of `evaluate-groups`.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The progress of a phase."""

    phase: Phase
    done: int
    """Records in the phase `reading`, author rows in `cleaning up`, names in `learning` and `measuring`.

    Paper rows in all others; 0 at the beginning.
    """
    total: int | None
    """Total number in this phase; None in the phase `reading`, and until they are counted."""
