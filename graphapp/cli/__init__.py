"""The command line. Parses, calls one function, renders; results go to standard output, all else to standard error.

`edge` has what all commands share; the other modules hold the commands, a subject each. What a command does not need is
imported inside it: `graphapp --help` should not wait for a database driver.
"""

from graphapp.cli import answers, loading, local_server, queries, upkeep
from graphapp.cli.edge import main

__all__ = ["answers", "loading", "local_server", "main", "queries", "upkeep"]
