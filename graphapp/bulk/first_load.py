"""The command: a first load of one or several sources by Neo4j's import tool.

The database is empty before and stays as it is until all tables are ready, so a load that ends early changes nothing.
Then the server is stopped, the tool makes the database, and the server starts again. The imported sources are in the
state `loading` until the schema is there: the next command settles them if this one ends before.
"""

import time
from pathlib import Path
from typing import TYPE_CHECKING

from graphapp import local
from graphapp.address import Address
from graphapp.bulk.import_files import write_import_files
from graphapp.bulk.source_tables import Report, SourceTables
from graphapp.connection import find_address
from graphapp.errors import Refused
from graphapp.graph import Graph
from graphapp.loading.learning import refresh
from graphapp.loading.progress import Progress
from graphapp.loading.source_state import finish_load, hold_lock, is_empty, resume_load
from graphapp.local.home import home_folder
from graphapp.local.importing import tables_folder
from graphapp.results.upkeep import LoadReport
from graphapp.schema import apply_schema

if TYPE_CHECKING:
    from graphapp.bulk.spark import Spark


class BulkLoad(SourceTables):
    """A first load into the empty database of the local server: `read` each source, then `finish`. A context manager.

    Nothing is written to the database before `finish`. Raises Refused for a database that is not empty, and
    DatabaseBusy when another load prepares tables or writes.
    """

    def __init__(self, *, home: Path | None = None, spark: "Spark | None" = None) -> None:
        """`home` is that of the local server, which runs; None for the user's. `spark` is as for `SourceTables`."""
        self._home = (home or home_folder()).absolute()
        with Graph(self._address()) as graph:
            check_empty(graph)
        super().__init__(tables_folder(self._home), spark=spark)

    def finish(self, *, learn: bool = True, on_progress: Report = lambda progress: None) -> list[LoadReport]:
        """Import what was read; returns a report for each source, in the order of reading.

        Nothing is imported when no record became a row; the database then stays without the sources.
        The time after reading counts for the last source. `learn` is as for `load`. Also raises GraphAppError when the
        disk is full, and DatabaseUnavailable when the tool does not succeed: the database is then empty.
        """
        began = time.monotonic()
        if not self.has_rows:
            return self.reports(0)
        with self.settle(state="loading", on_progress=on_progress) as engine:
            arguments = write_import_files(engine, self.folder, seen_from=self._home / "logs")
        on_progress(Progress(phase="importing", done=0, total=None))
        # The lock keeps other commands out until the server stops, and the connection ends with it.
        with Graph(self._address()) as graph, hold_lock(graph) as assure:
            check_empty(graph)
            local.import_tables(arguments, home=self._home, before=assure)
        on_progress(Progress(phase="indexing", done=0, total=None))
        with Graph(self._address()) as graph:
            self._complete(graph, learn, on_progress)
        return self.reports(time.monotonic() - began)

    def _complete(self, graph: Graph, learn: bool, on_progress: Report) -> None:
        apply_schema(graph)
        with hold_lock(graph) as assure:
            whole = [name for name, source in self.sources.items() if source.whole]
            if not whole:
                return
            name, last = list(self.sources.items())[-1]
            finish_load(resume_load(graph, assure, name, last.traits, last.revision), sources=whole)
            if learn:
                changed = sum(source.report.created for source in self.sources.values())
                refresh(graph, assure, changed=changed, on_progress=on_progress)

    def _address(self) -> Address:
        return find_address(environment={}, home=self._home)


def check_empty(graph: Graph) -> None:
    """Raise Refused for a database that holds anything."""
    if not is_empty(graph):
        raise Refused(
            f"the database {graph.address.database!r} at {graph.address.uri} holds nodes, or constraints or indexes of "
            "another program, and a bulk load makes it anew; load with --online, or set GRAPHAPP_HOME to a folder for "
            "another database"
        )
