"""Limits on the size of an answer, and on the time that it may take."""

from typing import Final

from graphapp.errors import InvalidArgument

DEFAULT_TIMEOUT_SECONDS: Final = 60.0
"""How long the server works on one reading query, unless a connection sets another limit."""
MOST_PAPERS: Final = 100_000
"""Maximum number of works on one page, even without a limit."""
_LARGEST: Final = 2**63 - 1


def check_limit(limit: int | None) -> None:
    """Raise InvalidArgument for an invalid limit; None is no limit."""
    if limit is not None and limit < 1:
        raise InvalidArgument(f"a limit of {limit} shows nothing; give a positive number")
    if limit is not None and limit > _LARGEST:
        raise InvalidArgument(f"a limit of {limit} does not fit in 64 bits; give a smaller one or none")
