"""The facade: every service, the schema and every change of the graph are methods of it."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest

from graphapp import schema, services
from graphapp.bibliography import Bibliography
from graphapp.loading import load, statements, upkeep
from graphapp.loading.inspection import inspect_file
from graphapp.services import query_files
from graphapp.services.names import explain_names

SHARED = {
    *("author_rows", "joint_works", "near_names", "references", "source_objections", "source_records"),
    *("group_members", "grouped_works", "people", "person_evidence", "person_neighborhoods", "spellings"),
    *("statement_rows", "venue_names"),
}
"""Modules of services that serve the others."""
SERVING = {
    *(
        "closure",
        "counted_titles",
        "few_person_groups",
        "foreign_items",
        "learned_for",
        "named_work",
        "names_of",
        "paper_rows",
    ),
    "stored_model",
}
"""Functions that take a graph and serve others."""

MODULES = [schema, *(import_module(f"graphapp.services.{found.name}") for found in iter_modules(services.__path__))]
FUNCTIONS = {
    name: function
    for module in MODULES
    if module.__name__.rpartition(".")[2] not in SHARED
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__
    and not name.startswith("_")
    and name not in SERVING
    and "graph" in inspect.signature(function).parameters
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_that_takes_a_graph_is_a_method(name: str) -> None:
    assert getattr(Bibliography, name) is FUNCTIONS[name]


def test_what_writes_to_a_graph_is_a_method() -> None:
    assert (Bibliography.load, Bibliography.load_file) == (load.load, load.load_file)
    assert (Bibliography.remove_source, Bibliography.rekey) == (upkeep.remove_source, upkeep.rekey)
    said = (Bibliography.say_same, Bibliography.say_different, Bibliography.undo, Bibliography.import_statements)
    assert said == (statements.say_same, statements.say_different, statements.undo, statements.import_statements)


def test_functions_without_a_graph_are_methods_too() -> None:
    assert Bibliography.explain_names is explain_names
    assert Bibliography.inspect_file is inspect_file
    assert Bibliography.query_files() == query_files.query_files()
