"""How much of an answer may be asked for."""

from typing import Final

from graphapp.errors import InvalidArgument

MOST_PAPERS: Final = 100_000
"""Works that one page shows, also where no limit is given."""
_LARGEST: Final = 2**63 - 1


def check_limit(limit: int | None) -> None:
    """Raise InvalidArgument for a limit that cannot be meant; None is no limit."""
    if limit is not None and limit < 1:
        raise InvalidArgument(f"a limit of {limit} shows nothing; give a positive number")
    if limit is not None and limit > _LARGEST:
        raise InvalidArgument(f"a limit of {limit} is more than 64 bits hold; give a smaller one, or none at all")
