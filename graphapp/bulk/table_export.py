"""The command: the tables of a first load for a server elsewhere, and the command of Neo4j's import tool for them.

The folder gets `csv/`, what the tool reads; `parquet/`, the same tables for everybody, a file a label or type; and
`import.sh`, the command. Nothing of it is there before all tables are ready.
"""

import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from graphapp.bulk.engine import room
from graphapp.bulk.import_files import write_import_files, write_parquet_files
from graphapp.bulk.source_tables import Report, SourceTables
from graphapp.errors import InvalidArgument
from graphapp.results.upkeep import LoadReport

if TYPE_CHECKING:
    from graphapp.bulk.spark import Spark

SCRIPT: Final = "import.sh"


class TableExport(SourceTables):
    """Tables for another server: `read` each source, then `finish`. A context manager.

    Raises InvalidArgument for a folder that holds anything or cannot be made.
    """

    def __init__(self, to: Path, *, spark: "Spark | None" = None) -> None:
        """`to` is the folder that gets the tables; it is made if it is not there. `spark` is as for `SourceTables`."""
        self._to = to.absolute()
        try:
            if to.is_dir() and any(to.iterdir()):
                raise InvalidArgument(f"the folder {to} is not empty; name another one for the tables")
            to.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InvalidArgument(f"the folder {to} cannot be used ({error.strerror}); name another one") from error
        super().__init__(_folder_in(self._to), spark=spark)

    def finish(
        self, *, database: str = "neo4j", on_progress: Report = lambda progress: None
    ) -> tuple[list[LoadReport], str]:
        """Write the files; returns a report for each source, in the order of reading, and the command of the tool.

        The command is for the folder of the tables and for a `database` that does not exist yet.
        """
        began = time.monotonic()
        made = self.folder / "made"
        with self.settle(state="complete", on_progress=on_progress) as engine, room(self._to):
            for folder in ("csv", "parquet"):
                (made / folder).mkdir(parents=True)
            arguments = write_import_files(engine, made / "csv", seen_from=made)
            write_parquet_files(engine, made / "parquet")
            command = shlex.join(["neo4j-admin", "database", "import", "full", database, *arguments])
            (made / SCRIPT).write_text(f'#!/bin/sh\ncd "$(dirname "$0")" && {command} "$@"\n', encoding="utf-8")
            (made / SCRIPT).chmod(0o755)
            for each in made.iterdir():
                each.rename(self._to / each.name)
        return self.reports(time.monotonic() - began), command


@contextmanager
def _folder_in(folder: Path) -> Iterator[Path]:
    """A folder for tables in the making, which is deleted with them."""
    with TemporaryDirectory(dir=folder, prefix="making-") as made:
        yield Path(made)
