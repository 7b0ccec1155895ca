"""Errors of the driver become sentences that say what to do; errors that only our own faults cause do not."""

import pytest
from neo4j import exceptions as driver_errors

from graphapp.address import Address
from graphapp.errors import DatabaseUnavailable, GraphAppError, IndexMissing, QueryTooLarge, UserRefused
from graphapp.server_errors import failure_of, is_failure, limits_are_final, sentence_of

HERE = Address(uri="bolt://127.0.0.1:7687", user="ada", password="a-secret-one")
SECURITY = "Neo.ClientError.Security."


def error_of(code: str, message: str = "a message") -> driver_errors.Neo4jError:
    """The driver's error for what a server answers."""
    return driver_errors.Neo4jError._hydrate_neo4j(code=code, message=message)


@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (driver_errors.ServiceUnavailable(), DatabaseUnavailable, "no database answers at bolt://127.0.0.1:7687"),
        (ConnectionRefusedError(), DatabaseUnavailable, "no database answers at bolt://127.0.0.1:7687"),
        (driver_errors.UnsupportedServerProduct(), DatabaseUnavailable, "is no Neo4j that graphapp can use"),
        (error_of(f"{SECURITY}Unauthorized"), UserRefused, "refuses the user 'ada' with the password given"),
        (error_of(f"{SECURITY}TokenExpired"), UserRefused, "refuses the user 'ada' with the password given"),
        (error_of(f"{SECURITY}AuthenticationRateLimit"), UserRefused, "has locked the user 'ada' out"),
        (error_of(f"{SECURITY}Forbidden"), UserRefused, "does not allow this to the user 'ada'"),
        (
            error_of("Neo.ClientError.Database.DatabaseNotFound"),
            DatabaseUnavailable,
            "has no database 'neo4j'; set NEO4J_DATABASE",
        ),
        (
            error_of("Neo.ClientError.Procedure.ProcedureCallFailed", "no such fulltext schema index: paper_words"),
            IndexMissing,
            "has no index of words to search in",
        ),
        (error_of("Neo.ClientError.Statement.SyntaxError", "Invalid input"), GraphAppError, "refuses a query: Invalid"),
    ],
)
def test_an_error_of_the_driver_says_what_to_do(error: Exception, kind: type[GraphAppError], sentence: str) -> None:
    found = sentence_of(error, HERE)
    assert type(found) is kind
    assert sentence in str(found)
    assert HERE.password not in str(found)


def test_an_error_that_only_a_fault_of_this_program_causes_has_no_sentence() -> None:
    assert sentence_of(ValueError("no host in it"), HERE) is None
    assert sentence_of(driver_errors.TransactionError(None, "closed"), HERE) is None


def test_a_host_that_is_not_found_is_a_database_that_does_not_answer() -> None:
    error = ValueError("Cannot resolve address")
    error.__cause__ = OSError("Name or service not known")
    assert isinstance(sentence_of(error, HERE), DatabaseUnavailable)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("No space left on device", "the disk of the database at bolt://127.0.0.1:7687 is full; make room on it"),
        ("its store is damaged", "the database 'neo4j' at bolt://127.0.0.1:7687 has failed (its store is damaged)"),
    ],
)
def test_a_failed_database_says_why_and_that_nothing_is_lost(reason: str, sentence: str) -> None:
    assert is_failure(error_of("Neo.DatabaseError.Transaction.TransactionStartFailed"))
    assert not is_failure(error_of("Neo.ClientError.Statement.SyntaxError"))
    assert not is_failure(OSError("No space left on device"))
    found = str(failure_of(reason, HERE))
    assert found.startswith(sentence)
    assert found.endswith("what was written is kept")


@pytest.mark.parametrize(
    ("code", "limit"),
    [
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "its memory"),
        ("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", "its time"),
    ],
)
def test_a_limit_of_the_server_is_no_error_to_repeat(code: str, limit: str) -> None:
    sentence = f"ended the query read/x because it reached {limit} limit"
    with pytest.raises(QueryTooLarge, match=sentence), limits_are_final("read/x"):
        raise error_of(code)


def test_other_errors_pass_the_limits() -> None:
    with pytest.raises(driver_errors.ClientError), limits_are_final("read/x"):
        raise error_of("Neo.ClientError.Statement.SyntaxError")
