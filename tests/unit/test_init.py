"""The front door of the package."""

import subprocess
import sys

import pytest

import graphapp
from graphapp.bibliography import connect
from graphapp.errors import GraphAppError, NotFound
from graphapp.records import PaperRecord, PersonRecord


def test_what_most_programs_need_is_at_the_door() -> None:
    found = {name: getattr(graphapp, name) for name in graphapp.__all__}
    assert found == {each.__name__: each for each in (GraphAppError, NotFound, PaperRecord, PersonRecord, connect)}


def test_nothing_else_is_at_the_door() -> None:
    with pytest.raises(AttributeError, match="no attribute 'disconnect'"):
        graphapp.disconnect  # noqa: B018


def test_the_package_alone_imports_no_driver() -> None:
    program = "import sys, graphapp; print(graphapp.PaperRecord.__name__); sys.exit('neo4j' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "PaperRecord\n"
