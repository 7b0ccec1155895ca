"""The command line. A command parses its options, calls one function and writes the result to standard output.

Everything else goes to standard error. `edge` has what all commands share, `options` what several have, `progress` the
progress bars; each other module has the commands of one subject. Commands import inside their functions, so that
`graphapp --help` does not wait for the driver.
"""

from graphapp.cli import (
    catalog,
    coauthors,
    evaluating,
    inspecting,
    loading,
    local_server,
    names,
    persons,
    queries,
    searching,
    serving,
    statements,
    upkeep,
)
from graphapp.cli.edge import main

__all__ = [
    "catalog",
    "coauthors",
    "evaluating",
    "inspecting",
    "loading",
    "local_server",
    "main",
    "names",
    "persons",
    "queries",
    "searching",
    "serving",
    "statements",
    "upkeep",
]
