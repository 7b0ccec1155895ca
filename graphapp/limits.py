"""Limits on the size of an answer, and on the time that it may take."""

from typing import Final

from graphapp.errors import InvalidArgument

DEFAULT_TIMEOUT_SECONDS: Final = 60.0
"""How long the server works on one reading query, unless a connection sets another limit."""
MOST_PAPERS: Final = 100_000
"""Maximum number of works on one page, even without a limit."""
_LARGEST: Final = 2**63 - 1


def check_whole(**numbers: object) -> None:
    """Raise InvalidArgument for what is no whole number; None is none that was given.

    A year as a text is neither before nor after a number, so that the database would find nothing and not say why.
    """
    for name, number in numbers.items():
        if number is not None and (isinstance(number, bool) or not hasattr(number, "__index__")):
            raise InvalidArgument(f"{name} is {number!r}; it must be a whole number")


def check_years(since: int | None, until: int | None = None) -> None:
    """Raise InvalidArgument for what is no year, and when no year is between these two."""
    check_whole(since=since, until=until)
    if since is not None and until is not None and since > until:
        raise InvalidArgument(f"there is no year from {since} to {until}; give the earlier year first")


def check_limit(limit: int | None) -> None:
    """Raise InvalidArgument for an invalid limit; None is no limit."""
    check_whole(limit=limit)
    if limit is not None and limit < 1:
        raise InvalidArgument(f"a limit of {limit} shows nothing; give a positive number")
    if limit is not None and limit > _LARGEST:
        raise InvalidArgument(f"a limit of {limit} does not fit in 64 bits; give a smaller one or none")


def check_page(page: int | None, limit: int | None) -> None:
    """Raise InvalidArgument for the number of a page that no answer has; None asks for the first one."""
    check_whole(page=page)
    if page is not None and page < 1:
        raise InvalidArgument(f"there is no page {page}; pages are counted from 1")
    if page is not None and limit is None and page > 1:
        raise InvalidArgument(f"without a limit there is one page, and no page {page:,}; give the length of a page")
    if page is not None and page * min(limit or MOST_PAPERS, MOST_PAPERS) > _LARGEST:
        raise InvalidArgument(f"there is no page {page}; give a smaller number")
