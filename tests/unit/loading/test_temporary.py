"""A temporary database lies on disk, and a disk without room is a sentence."""

import pytest

from graphapp.errors import GraphAppError
from graphapp.loading.temporary import room, temporary_database


def test_a_disk_without_room_is_named_with_what_to_do() -> None:
    database = temporary_database()
    database.execute("CREATE TABLE large (text TEXT)")
    database.execute("PRAGMA max_page_count = 2")
    with pytest.raises(GraphAppError, match="make room where temporary files are"), room():
        database.execute("INSERT INTO large VALUES (?)", ("x" * 100_000,))
    database.close()


def test_two_temporary_databases_share_nothing() -> None:
    one, two = temporary_database(), temporary_database()
    one.execute("CREATE TABLE here (x)")
    assert two.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    one.close()
    two.close()
