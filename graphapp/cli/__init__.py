"""The command line. A command parses its options, calls one function and writes the result to standard output.

Everything else goes to standard error. `edge` has what all commands share, `progress` the progress bars; each other
module has the commands of one subject. Commands import inside their functions, so that `graphapp --help` does not wait
for the driver.
"""

from graphapp.cli import (
    answers,
    evaluating,
    inspecting,
    loading,
    local_server,
    persons,
    queries,
    searching,
    serving,
    statements,
    upkeep,
)
from graphapp.cli.edge import main

__all__ = [
    "answers",
    "evaluating",
    "inspecting",
    "loading",
    "local_server",
    "main",
    "persons",
    "queries",
    "searching",
    "serving",
    "statements",
    "upkeep",
]
