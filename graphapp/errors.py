"""Everything that can go wrong, as one tree.

GraphAppError                 exit code 1, HTTP status 500
├── PackageMissing            1, 500   a package of an extra is not installed
├── InvalidArgument           2, 400   a call, option or parameter that is not valid
├── NotFound                  4, 404   the graph holds nothing under this name or id
├── DatabaseUnavailable       5, 503   no server, or a lost connection
│   └── UserRefused           5, 503   a server that refuses the user, as with a wrong password
├── SourceError               1, 500   an input that cannot be read at all
├── SchemaMismatch            1, 500   the database holds something that graphapp did not make
│   └── IndexMissing          1, 503   the database lacks an index that this version asks
├── DatabaseBusy              1, 503   another command writes to this database
├── GraphChanged              1, 503   the graph changed while it was read or written
├── Refused                   1, 409   a command that would take away what it cannot give back
├── QueryTooLarge             1, 503   the server refused a query for its memory or time
└── QueryFileError            1, 500   a query file without its title, or with wrong parameters

A message says what failed, on which thing, and what to do next.
"""

from typing import ClassVar


class GraphAppError(Exception):
    """The base of every error that graphapp raises on purpose."""

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500


class PackageMissing(GraphAppError):
    """A package of one of graphapp's extras is not installed."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        """`what` needs the package, which the extra brings."""
        super().__init__(
            f"{what} needs the package {package}, which is not installed; in the clone of graphapp, "
            f"`pip install '.[{extra}]'` installs it"
        )


class InvalidArgument(GraphAppError, ValueError):
    """An argument that is not valid; nothing was sent to the database."""

    exit_code = 2
    http_status = 400


class NotFound(GraphAppError, LookupError):
    """The graph holds nothing under this name or id.

    `near` lists existing names that are similar to the requested one; may be empty.
    """

    exit_code = 4
    http_status = 404

    def __init__(self, message: str, *, near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.near = near


class DatabaseUnavailable(GraphAppError, ConnectionError):
    """No database answers, or it refuses the user."""

    exit_code = 5
    http_status = 503


class UserRefused(DatabaseUnavailable):
    """The database does not let the user in."""


class SourceError(GraphAppError):
    """An input that cannot be read at all: missing, unreadable, or not in the format it claims."""


class SchemaMismatch(GraphAppError):
    """The database holds a schema or keys that this version of graphapp cannot work on."""


class IndexMissing(SchemaMismatch):
    """The database lacks an index that this version asks: nothing is loaded, or an older version loaded it."""

    http_status = 503


class DatabaseBusy(GraphAppError):
    """Another command writes to this database."""

    http_status = 503


class Refused(GraphAppError):
    """A command that would take away what it cannot give back, and that was not forced to."""

    http_status = 409


class GraphChanged(GraphAppError):
    """The graph changed while it was read or written, so that there is no whole answer, or a batch was not written."""

    http_status = 503


class QueryTooLarge(GraphAppError):
    """The server ended a query because of its limits of memory or time."""

    http_status = 503


class QueryFileError(GraphAppError):
    """A query file without its title, or with parameters that do not match its statement."""
