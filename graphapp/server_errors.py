"""What an error of the driver means for a user: an error of graphapp with a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TypeGuard

from neo4j import exceptions as driver_errors

from graphapp.address import Address
from graphapp.errors import DatabaseUnavailable, GraphAppError, IndexMissing, QueryTooLarge, UserRefused

_LIMITS: Final = {
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": "its memory",
    "Neo.TransientError.General.OutOfMemoryError": "its memory",
    "Neo.ClientError.Transaction.TransactionTimedOut": "its time",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": "its time",
}
_SECURITY: Final = "Neo.ClientError.Security."
_WAYS_IN: Final = {
    "AuthenticationRateLimit": "has locked the user {user!r} out after too many wrong passwords; wait a minute, then "
    "try again with the right one: check NEO4J_USERNAME and NEO4J_PASSWORD",
    "CredentialsExpired": "wants another password of the user {user!r} first; change it (in Neo4j Browser, or with "
    "ALTER CURRENT USER SET PASSWORD), then set NEO4J_PASSWORD to it",
    "Forbidden": "does not allow this to the user {user!r}; ask who manages it, or set NEO4J_USERNAME to another user",
    "Unauthorized": "refuses the user {user!r} with the password given; check NEO4J_USERNAME and NEO4J_PASSWORD",
}
"""Why a server lets a user not in, by the end of its code; for all others the reason is that of `Unauthorized`."""
_DATABASE_MISSING: Final = "Neo.ClientError.Database.DatabaseNotFound"
_DATABASE_FAILED: Final = {
    # Errors of a full disk: the transaction that hits it cannot be committed, and no other one can begin after it.
    "Neo.DatabaseError.Transaction.TransactionCommitFailed",
    "Neo.DatabaseError.Transaction.TransactionLogError",
    "Neo.DatabaseError.Transaction.TransactionStartFailed",
    # A database that did not start with its server.
    "Neo.TransientError.General.DatabaseUnavailable",
}
_NO_INDEX: Final = "no such fulltext schema index"
_SEARCH_INDEXES: Final = ("author_words", "paper_words", "venue_words")
_DISK_FULL: Final = ("out of disk space", "No space left on device")


def sentence_of(error: Exception, address: Address) -> GraphAppError | None:
    """graphapp's error for one of the driver; None for an error that only a fault of this program can cause."""
    if isinstance(error, driver_errors.UnsupportedServerProduct):
        return DatabaseUnavailable(
            f"what answers at {address.uri} is no Neo4j that graphapp can use; set NEO4J_URI to the Bolt address, "
            "like neo4j://host:7687, of Neo4j 5.26 or newer"
        )
    unreachable = driver_errors.ServiceUnavailable | driver_errors.SessionExpired | OSError
    if isinstance(error, unreachable) or finds_no_host(error):
        return DatabaseUnavailable(
            f"no database answers at {address.uri}; start it (`graphapp server start` starts a local one), "
            "or set NEO4J_URI to its address"
        )
    if not isinstance(error, driver_errors.Neo4jError):
        return None
    code, message = error.code or "", error.message or ""
    if code.startswith(_SECURITY) or isinstance(error, driver_errors.AuthError):
        way_in = _WAYS_IN.get(code.removeprefix(_SECURITY), _WAYS_IN["Unauthorized"])
        return UserRefused(f"the database at {address.uri} {way_in.format(user=address.user)}")
    if code == _DATABASE_MISSING:
        return DatabaseUnavailable(
            f"the server at {address.uri} has no database {address.database!r}; set NEO4J_DATABASE"
        )
    if _NO_INDEX in message and any(name in message for name in _SEARCH_INDEXES):
        return IndexMissing(
            f"the database {address.database!r} at {address.uri} has no index of words to search in; load "
            "something, or run `graphapp schema apply`, which makes the index for what is loaded"
        )
    return GraphAppError(f"the database at {address.uri} refuses a query: {error.message}")


def is_failure(error: Exception) -> TypeGuard[driver_errors.Neo4jError]:
    """Whether the database has failed, so that it refuses every transaction; the error does not say why."""
    return isinstance(error, driver_errors.Neo4jError) and error.code in _DATABASE_FAILED


def failure_of(reason: str, address: Address) -> DatabaseUnavailable:
    """The error for a database that has failed, with the reason that the server has for it."""
    next_step = (
        "restart it (a local one with `graphapp server stop` and `graphapp server start`) "
        "and run the command again; what was written is kept"
    )
    if any(text in reason for text in _DISK_FULL):
        return DatabaseUnavailable(f"the disk of the database at {address.uri} is full; make room on it, {next_step}")
    return DatabaseUnavailable(f"the database {address.database!r} at {address.uri} has failed ({reason}); {next_step}")


def finds_no_host(error: Exception) -> bool:
    """Whether the driver could not resolve the host of the address; for some reasons it raises a plain ValueError."""
    return isinstance(error, ValueError) and isinstance(error.__cause__, OSError)


@contextmanager
def limits_are_final(query_name: str) -> Iterator[None]:
    """Turn a server's limit into an error that the driver does not repeat.

    The server reports its memory limit as transient, so the driver would retry for 30 seconds.
    """
    try:
        yield
    except driver_errors.Neo4jError as error:
        if (limit := _LIMITS.get(error.code or "")) is None:
            raise
        raise QueryTooLarge(
            f"the server ended the query {query_name} because it reached {limit} limit; "
            "ask for less (fewer hops, a smaller limit or batch), or give the server more"
        ) from error
