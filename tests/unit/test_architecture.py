"""The rooms of the project: who may import whom, and what stands where."""

import ast
from pathlib import Path

import pytest

import graphapp
from graphapp.queries import Access, all_queries

PACKAGE = Path(graphapp.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "queries": {"errors"},
    "records": set(),
    "rules": set(),
    "local": {"errors"},
    "graph": {"errors", "queries"},
    "results": {"errors", "rules"},
    "formats": {"errors", "records", "rules"},
    "schema": {"errors", "graph", "queries", "results"},
    "connection": {"errors", "graph", "local", "queries"},
    "ogm": {"connection", "errors", "graph", "queries"},
    "services": {"errors", "graph", "queries", "results", "rules"},
    "loading": {"errors", "formats", "graph", "queries", "records", "results", "rules", "schema", "services"},
    "present": {"errors", "results"},
    "neo4j_browser": {"errors", "queries", "services"},
    "bibliography": {"connection", "graph", "loading", "services"},
    "cli": {
        "connection",
        "errors",
        "formats",
        "graph",
        "loading",
        "local",
        "neo4j_browser",
        "present",
        "records",
        "results",
        "schema",
        "services",
    },
    "__init__": {"bibliography"},
    "__main__": {"cli"},
}
"""Room (a module or a package beside this one) -> the rooms that it imports."""

OWNERS = {
    "neo4j": "graph",
    "neo4j_viz": "present",
    "click": "cli",
    "py2neo": "ogm",
    "jgo": "local",
    "xopen": "formats",
    "zstandard": "formats",
    "idutils": "loading",
}
"""Third-party package -> the one room that imports it."""


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(module: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names if node.module == "graphapp")
    return found


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_imports_what_the_table_says(name: str) -> None:
    imported = {
        found.split(".")[1]
        for module in MODULES
        if room(module) == name
        for found in imports(module)
        if found.startswith("graphapp.")
    }
    assert imported - {name, "__version__"} == ROOMS[name]


def test_every_room_is_in_the_table() -> None:
    assert {room(module) for module in MODULES} == ROOMS.keys()


@pytest.mark.parametrize(("package", "owner"), OWNERS.items())
def test_a_package_is_imported_in_one_room(package: str, owner: str) -> None:
    rooms = {room(module) for module in MODULES if any(name.split(".")[0] == package for name in imports(module))}
    assert rooms == {owner}


def test_cypher_stands_in_query_files_alone() -> None:
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "MATCH (" not in node.value, f"{module.name} line {node.lineno}"


def test_the_cypher_folder_holds_nothing_but_query_files() -> None:
    folder = PACKAGE.parent / "cypher"
    others = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".cypher", ".grass")]
    assert not others
    assert {path.name for path in folder.iterdir()} <= {access.value for access in Access}


def test_every_query_is_used_or_for_browser() -> None:
    code = "\n".join(module.read_text(encoding="utf-8") for module in MODULES)
    unused = [
        query.name
        for query in all_queries()
        if query.access in (Access.READ, Access.WRITE) and f'"{query.name}"' not in code
    ]
    assert not unused
