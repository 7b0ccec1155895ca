"""A connection to one Neo4j database. Only this module, `server_errors` and `server_values` import the driver.

Retries, pooling and routing are the driver's. This module adds two things: a query runs in the access mode of its
folder with exactly the parameters that its file declares, and errors of the driver become sentences.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, LiteralString, NamedTuple, Self, TypeVar, cast
from urllib.parse import urlsplit

import msgspec
import neo4j
from neo4j import exceptions as driver_errors
from neo4j.auth_management import AuthManager

from graphapp import __version__
from graphapp.address import Address, invalid_address
from graphapp.errors import DatabaseBusy, DatabaseUnavailable, GraphAppError, InvalidArgument
from graphapp.limits import DEFAULT_TIMEOUT_SECONDS
from graphapp.queries import Access, Query, load_query
from graphapp.server_errors import failure_of, finds_no_host, is_failure, limits_are_final, sentence_of
from graphapp.server_values import json_value, quiet, unfit_value

Row = TypeVar("Row")
Parameters = Mapping[str, object]

_LONGEST_TIMEOUT_SECONDS: Final = 2**31
"""Some 68 years; a number of milliseconds that every server takes."""

_BOLT_PORT: Final = 7_687
"""Where Bolt listens when an address has no port (https://neo4j.com/docs/bolt/current/driver-api/)."""

_DATABASE_STATES: Final = load_query("read/database_states")
_LOCK_HOLDERS: Final = load_query("read/lock_holders")
_SYSTEM: Final = "system"
"""The database in which every server keeps its own bookkeeping."""

_LOCK_TIMEOUTS: Final = {
    "Neo.ClientError.Transaction.LockAcquisitionTimeout",
    "Neo.TransientError.Transaction.LockAcquisitionTimeout",
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.ClientError.Transaction.LockClientStopped",
    "Neo.TransientError.Transaction.LockClientStopped",
    "Neo.TransientError.Transaction.Terminated",
}
_HOLDS: Final = {"holds": True}
"""Tells a transaction that holds locks from those that wait for them."""

# The driver warns of each attempt that it repeats; without any handler Python prints that on standard error.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a write query returned and changed."""

    rows: list[dict[str, object]]
    nodes_created: int
    nodes_deleted: int
    relationships_created: int
    relationships_deleted: int
    properties_set: int


class Step(NamedTuple):
    """A writing query of a transaction."""

    query: Query
    parameters: Parameters
    check: Callable[[Written], None] = lambda written: None
    """Gets what the query wrote; if it raises, the transaction is undone."""


class Graph:
    """One Neo4j database. Use it as a context manager, or call `close`. Threads may share it.

    Creating one raises InvalidArgument for an invalid address, and DatabaseUnavailable when nothing answers there or
    the password is refused.
    """

    def __init__(
        self,
        address: Address,
        *,
        timeout_seconds: float | None = DEFAULT_TIMEOUT_SECONDS,
        retry_seconds: float | None = None,
    ) -> None:
        """`timeout_seconds` is how long the server works on one reading query; None or 0 set no limit.

        `retry_seconds` is how long the driver repeats a query when no server answers; None for its own 30 seconds.
        """
        if timeout_seconds is not None and not (
            isinstance(timeout_seconds, int | float) and 0 <= timeout_seconds <= _LONGEST_TIMEOUT_SECONDS
        ):
            raise InvalidArgument(
                f"{timeout_seconds!r} is no time limit in seconds; give a number up to {_LONGEST_TIMEOUT_SECONDS:,}, "
                "or None for no limit"
            )
        self.address = address
        """Where the database is; of a server that moves, where it was at the latest connection."""
        self.timeout_seconds = timeout_seconds
        self._options: dict[str, Any] = {} if retry_seconds is None else {"max_transaction_retry_time": retry_seconds}
        if address.locate is not None:
            self._options["resolver"] = self._present_place
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._is_closed = False
        self._drivers: list[neo4j.Driver] = []
        self._idle: list[neo4j.Driver] = []
        driver = self._open_driver()
        try:
            with self._errors_as_sentences():
                driver.verify_connectivity()
        except GraphAppError:
            self.close()
            raise
        self._idle.append(driver)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. What another thread still asks raises DatabaseUnavailable."""
        self._is_closed = True
        for driver in self._drivers:
            driver.close()

    @property
    def bookmark(self) -> str:
        """How far the database had come when this connection last had an answer of it; empty before the first one.

        It differs after each committed transaction, whoever committed it, and not after one that only read
        (https://neo4j.com/docs/python-manual/current/bookmarks/).
        """
        return " ".join(sorted(self._bookmarks.get_bookmarks()))

    def read(self, query: Query, into: type[Row], /, *, unlimited: bool = False, **parameters: object) -> list[Row]:
        """All rows of a reading query, each made into `into` by its columns' names.

        The server ends it at the time limit of the connection (QueryTooLarge), unless it is `unlimited`, as the queries
        of loads and checks are.
        """
        _check(query, parameters, Access.READ, Access.BROWSER)

        options: dict[str, Any] = {"metadata": _tag(query), "timeout": self._limit(unlimited)}

        def rows_of(
            runner: neo4j.Session | neo4j.ManagedTransaction, text: str | neo4j.Query
        ) -> list[dict[str, object]]:
            with limits_are_final(query.name):
                return list(_rows(_send(runner, query, parameters, text)))

        with self._errors_as_sentences(), self._session(neo4j.READ_ACCESS) as session:
            try:
                # One round trip: a transaction that this side begins and ends takes two more.
                rows = rows_of(session, neo4j.Query(query.text, **options))
            except (driver_errors.DriverError, driver_errors.Neo4jError) as error:
                if not error.is_retryable():
                    raise
                rows = session.execute_read(
                    neo4j.unit_of_work(**options)(lambda transaction: rows_of(transaction, query.text))
                )
        return msgspec.convert(rows, list[into])  # type: ignore[valid-type]

    def stream(
        self, query: Query, into: type[Row], /, *, unlimited: bool = False, **parameters: object
    ) -> Iterator[Row]:
        """The rows of a reading query one by one, for answers that are too large for memory; limited as `read` is."""
        _check(query, parameters, Access.READ)
        with (
            self._errors_as_sentences(),
            self._session(neo4j.READ_ACCESS) as session,
            session.begin_transaction(metadata=_tag(query), timeout=self._limit(unlimited)) as transaction,
            limits_are_final(query.name),
        ):
            for row in _rows(_send(transaction, query, parameters, query.text)):
                yield msgspec.convert(row, into)

    def stream_typed(self, text: str, parameters: Parameters) -> Iterator[dict[str, Any]]:
        """The rows of a statement that a user typed, one by one, in a read transaction; limited as `read` is.

        Nodes and relationships become maps, and values that JSON does not have become texts. Raises GraphAppError for a
        statement that the server refuses, as it does when the statement writes.
        """
        query = Query(
            name="typed",
            title="",
            description="",
            parameters=dict.fromkeys(parameters, ""),
            text=text,
            access=Access.READ,
        )
        with (
            self._errors_as_sentences(),
            self._session(neo4j.READ_ACCESS) as session,
            session.begin_transaction(metadata=_tag(query), timeout=self._limit(False)) as transaction,
            limits_are_final(query.name),
        ):
            for row in _rows(_send(transaction, query, parameters, query.text)):
                yield {name: json_value(value) for name, value in row.items()}

    def write(self, query: Query, /, **parameters: object) -> Written:
        """Run a writing query in a managed transaction, which the driver repeats when the server asks for it."""
        return self.write_together(Step(query, parameters))[0]

    def write_together(self, *steps: Step) -> list[Written]:
        """Run several writing queries in one managed transaction, which the driver may repeat as a whole."""
        for step in steps:
            _check(step.query, step.parameters, Access.WRITE)

        @neo4j.unit_of_work(metadata=_tag(steps[-1].query))
        def work(transaction: neo4j.ManagedTransaction) -> list[Written]:
            return [_run(transaction, step) for step in steps]

        with self._errors_as_sentences(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def change_schema(self, query: Query) -> None:
        """Run one statement of `cypher/schema/`."""
        _check(query, {}, Access.SCHEMA)
        with self._errors_as_sentences(), self._session(neo4j.WRITE_ACCESS) as session:
            session.execute_write(lambda transaction: transaction.run(query.text).consume())

    def plan(self, query: Query, /, **parameters: object) -> dict[str, object]:
        """The server's plan of a query, which it does not run: nested maps of `operatorType`, `args`, `children`."""
        with self._errors_as_sentences(), self._session(neo4j.READ_ACCESS) as session:
            plan = session.run("EXPLAIN " + query.text, dict(parameters)).consume().plan
        return cast(dict[str, object], plan)

    @contextmanager
    def hold(
        self, query: Query, /, *, patience_seconds: float, trials: int, **parameters: object
    ) -> Iterator[Callable[[], None]]:
        """Keep the locks of a writing query while the block runs, then undo what it wrote.

        Gives a function that asks the server, in about a millisecond, whether the locks are still kept, and raises
        DatabaseUnavailable when they are not: a restarted server has lost them, while all other queries still work.
        Each call runs the query again, so its second run must write nothing. For one thread.

        The server releases the locks when this process ends, for any reason. A trial waits `patience_seconds` for the
        locks. Raises DatabaseBusy when after it another process holds them; otherwise the server was slow, and
        DatabaseBusy says so after as many `trials`.
        """
        _check(query, parameters, Access.WRITE)
        with self._session(neo4j.WRITE_ACCESS) as session:
            with self._errors_as_sentences():
                # A time limit would also end the block, so the wait is in a separate transaction.
                while not _can_lock(session, query, parameters, patience_seconds):
                    trials -= 1
                    self._check_lock_is_free(query, is_last_trial=trials == 0)
                holding = session.begin_transaction(metadata=_tag(query) | _HOLDS)
                holding.run(query.text, dict(parameters)).consume()

            def assure() -> None:
                try:
                    holding.run(query.text, dict(parameters)).consume()
                except (driver_errors.DriverError, driver_errors.Neo4jError, OSError) as error:
                    raise DatabaseUnavailable(
                        f"the database at {self.address.uri} was restarted, or ended the transaction that keeps other "
                        "loads out; what was written is kept: when the database answers, run the command again"
                    ) from error

            try:
                yield assure
            finally:
                # A server that went away has released the locks already, and the block's own error reports that.
                with suppress(driver_errors.DriverError, driver_errors.Neo4jError):
                    holding.rollback()

    def _check_lock_is_free(self, query: Query, *, is_last_trial: bool) -> None:
        """Raise DatabaseBusy when another process holds the locks of a query, and after the last trial."""
        where = f"the database {self.address.database!r} at {self.address.uri}"
        [found] = self.read(_LOCK_HOLDERS, dict[str, bool], lock=query.name)
        if found["held"]:
            raise DatabaseBusy(
                f"another load, removal or rekeying runs on {where}; wait until it has ended and run the command again"
            )
        if is_last_trial:
            raise DatabaseBusy(
                f"{where} is too slow at this time to give the lock that keeps two loads apart, or a load of another "
                "user holds it; run the command again later"
            )

    def _limit(self, unlimited: bool) -> float | None:
        return None if unlimited else self.timeout_seconds

    @contextmanager
    def _session(self, access: str, *, database: str | None = None) -> Iterator[neo4j.Session]:
        """A session with a driver of its own, since threads cannot share one.

        A driver gives the connection of a failed transaction back before it has ended that transaction: it may then
        wait for ever for what another thread reads, or end the transaction of that thread.
        """
        try:
            driver = self._idle.pop()
        except IndexError:
            driver = self._open_driver()
        try:
            with driver.session(
                database=database or self.address.database,
                default_access_mode=access,
                # So that on a cluster every transaction sees all earlier writes, whichever server it is sent to.
                bookmark_manager=self._bookmarks,
            ) as session:
                yield session
        finally:
            self._idle.append(driver)

    def _open_driver(self) -> neo4j.Driver:
        """One more driver; as many are open as sessions were at the same time."""
        if self._is_closed:
            raise driver_errors.DriverError("closed")
        address = self.address
        try:
            driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=(address.user, address.password) if address.locate is None else _Login(self),
                user_agent=f"graphapp/{__version__}",
                # An empty database does not know our labels yet: that is expected, so the warning is turned off.
                notifications_disabled_classifications=["UNRECOGNIZED"],
                **self._options,
            )
        except (driver_errors.ConfigurationError, ValueError) as error:
            raise invalid_address(address.uri, error) from error
        self._drivers.append(driver)
        return driver

    def _present_place(self, _: object) -> list[tuple[str, int]]:
        """Where a server is that moves; the driver asks before each connection that it opens.

        While the server does not run there is no such place: another program may have its port, and would get the
        password. The driver may try again until the server is back.
        """
        if self.address.locate is None or (present := self.address.locate()) is None:
            raise driver_errors.ServiceUnavailable("the local server does not run")
        self.address = present
        parts = urlsplit(self.address.uri)
        return [(parts.hostname or "", parts.port or _BOLT_PORT)]

    @contextmanager
    def _errors_as_sentences(self) -> Iterator[None]:
        try:
            yield
        except GraphAppError:
            raise
        except (driver_errors.DriverError, driver_errors.Neo4jError, OSError, ValueError) as error:
            if self._is_closed:
                raise DatabaseUnavailable("this connection to the database is closed; open another one") from error
            if is_failure(error):
                raise failure_of(self._reason_of_failure() or error.message or "", self.address) from error
            if sentence := sentence_of(error, self.address):
                raise sentence from error
            raise

    def _reason_of_failure(self) -> str | None:
        """Why the database refuses every transaction; None when no other database of the server answers."""
        with (
            suppress(driver_errors.DriverError, driver_errors.Neo4jError),
            # The database itself does not answer; this one lists the states of all.
            self._session(neo4j.READ_ACCESS, database=_SYSTEM) as session,
        ):
            for row in session.run(_DATABASE_STATES.text).data():
                if row["name"] == self.address.database and row["message"]:
                    return str(row["message"])
        return None


class _Login(AuthManager):
    """User and password of a server that moves, as they were when a connection to it was opened last."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def get_auth(self) -> tuple[str, str]:
        """What the driver needs for each connection."""
        return self._graph.address.user, self._graph.address.password

    def handle_security_exception(self, auth: object, error: driver_errors.Neo4jError) -> bool:
        """Nothing is tried again: the server locks out who tries too often."""
        return False


def _check(query: Query, parameters: Parameters, *accesses: Access) -> None:
    """Refuse parameters that the file does not declare, before anything is sent."""
    if query.access not in accesses:
        raise InvalidArgument(f"the query {query.name} is not a {' or '.join(a.value for a in accesses)} query")
    if differing := query.parameters.keys() ^ parameters.keys():
        listed = ", ".join(f"${name}" for name in sorted(differing))
        raise InvalidArgument(f"the query {query.name} takes other parameters than were given: {listed}")


def _send(
    runner: neo4j.Session | neo4j.Transaction | neo4j.ManagedTransaction,
    query: Query,
    parameters: Parameters,
    text: str | neo4j.Query,
) -> neo4j.Result:
    """The result of a query, sent as `text`. Raises InvalidArgument for values that Neo4j does not have."""
    try:
        return runner.run(cast(LiteralString, text), dict(parameters))
    except (OverflowError, RecursionError, TypeError, ValueError) as error:
        if finds_no_host(error):
            raise
        raise InvalidArgument(f"the query {query.name} gets {unfit_value(error)}") from error


def _run(transaction: neo4j.ManagedTransaction, step: Step) -> Written:
    with limits_are_final(step.query.name):
        result = _send(
            transaction, step.query, {name: quiet(value) for name, value in step.parameters.items()}, step.query.text
        )
        rows = result.data()
        counters = result.consume().counters
    written = Written(
        rows=rows,
        nodes_created=counters.nodes_created,
        nodes_deleted=counters.nodes_deleted,
        relationships_created=counters.relationships_created,
        relationships_deleted=counters.relationships_deleted,
        properties_set=counters.properties_set,
    )
    step.check(written)
    return written


def _rows(result: neo4j.Result) -> Iterator[dict[str, object]]:
    """The rows by their columns. `Record.data` would look for nodes in every value, and read queries return none."""
    columns = result.keys()
    for record in result:
        yield dict(zip(columns, record, strict=True))


def _tag(query: Query) -> dict[str, object]:
    """What `SHOW TRANSACTIONS` and the server's query log show of a transaction."""
    return {"app": "graphapp", "version": __version__, "query": query.name}


def _can_lock(session: neo4j.Session, query: Query, parameters: Parameters, patience_seconds: float) -> bool:
    """Whether a query gets its locks within some seconds; what it writes is undone."""
    try:
        with session.begin_transaction(metadata=_tag(query), timeout=patience_seconds) as trial:
            trial.run(query.text, dict(parameters)).consume()
            trial.rollback()
    except driver_errors.Neo4jError as error:
        if error.code not in _LOCK_TIMEOUTS:
            raise
        return False
    return True
