"""The years that a question asks for."""

from graphapp.errors import InvalidArgument
from graphapp.limits import check_whole_or_none
from graphapp.records import FIRST_YEAR, LAST_YEAR


def check_years(since: int | None, until: int | None = None) -> None:
    """Raise InvalidArgument for what is no whole number, and when a paper can be of no year between these two.

    0 is before every year: from then on are all papers that have one.
    """
    check_whole_or_none(since=since, until=until)
    if since is not None and since > LAST_YEAR:
        raise InvalidArgument(f"no paper is of the year {since} or later; the last year is {LAST_YEAR}")
    if until is not None and until < FIRST_YEAR:
        raise InvalidArgument(f"no paper is of the year {until} or earlier; the first year is {FIRST_YEAR}")
    if since is not None and until is not None and since > until:
        raise InvalidArgument(f"there is no year from {since} to {until}; give the earlier year first")
