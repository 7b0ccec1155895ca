"""Limits on the size of an answer, and on the time that it may take."""

from collections.abc import Iterable
from typing import Final

from graphapp.errors import InvalidArgument

DEFAULT_TIMEOUT_SECONDS: Final = 60.0
"""How long the server works on one reading query, unless a connection sets another limit."""
MOST_PAPERS: Final = 100_000
"""Maximum number of works on one page, even without a limit."""
_LARGEST: Final = 2**63 - 1


def check_whole(**numbers: object) -> None:
    """Raise InvalidArgument for what is no whole number.

    A year as a text is neither before nor after a number, so that the database would find nothing and not say why.
    """
    for name, number in numbers.items():
        if isinstance(number, bool) or not hasattr(number, "__index__"):
            raise InvalidArgument(f"{name} is {number!r}; it must be a whole number")


def check_whole_or_none(**numbers: object) -> None:
    """The same for numbers that may be left out: None is none that was given."""
    check_whole(**{name: number for name, number in numbers.items() if number is not None})


def check_texts(**texts: object) -> None:
    """Raise InvalidArgument for what is no text."""
    for name, text in texts.items():
        if not isinstance(text, str):
            raise InvalidArgument(f"{name} is {text!r}; it must be a text")


def texts_of(texts: Iterable[str], what: str) -> tuple[str, ...]:
    """The texts of a list, such as a column of a data frame; raises InvalidArgument for anything else."""
    if isinstance(texts, str) or not isinstance(texts, Iterable):
        raise InvalidArgument(f"{what} is {texts!r}; it must be a list of texts")
    listed = tuple(texts)
    for text in listed:
        check_texts(**{f"one of {what}": text})
    return listed


def check_limit(limit: int | None, *, most: int | None = None) -> None:
    """Raise InvalidArgument for an invalid limit; None is no limit, unless an answer has `most`."""
    check_whole_or_none(limit=limit)
    if most is not None and (limit is None or not 1 <= limit <= most):
        given = "no limit" if limit is None else f"a limit of {limit:,}"
        raise InvalidArgument(f"{given} is out of range; give a limit from 1 to {most:,}")
    if limit is not None and limit < 1:
        raise InvalidArgument(f"a limit of {limit} shows nothing; give a positive number")
    if limit is not None and limit > _LARGEST:
        raise InvalidArgument(f"a limit of {limit} does not fit in 64 bits; give a smaller one or none")


def check_page(page: int | None, limit: int | None) -> None:
    """Raise InvalidArgument for the number of a page that no answer has; None asks for the first one."""
    check_whole_or_none(page=page)
    if page is not None and page < 1:
        raise InvalidArgument(f"there is no page {page}; pages are counted from 1")
    if page is not None and limit is None and page > 1:
        raise InvalidArgument(f"without a limit there is one page, and no page {page:,}; give the length of a page")
    if page is not None and page * min(limit or MOST_PAPERS, MOST_PAPERS) > _LARGEST:
        raise InvalidArgument(f"there is no page {page}; give a smaller number")
