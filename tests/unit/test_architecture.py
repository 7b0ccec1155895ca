"""The rooms of the project: who may import whom, and what stands where."""

import ast
from pathlib import Path

import pytest

import graphapp
from graphapp.queries import Access, all_queries

PACKAGE = Path(graphapp.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = (
    ("errors", "records", "items", "names"),
    ("results", "queries", "venues", "server", "progress"),
    ("rows", "graph", "sources", "works"),
    ("ledger", "schema", "connection", "settling", "ogm"),
    ("loader", "render", "networks", "pictures", "load_input"),
    ("pages",),
    ("upkeep", "services", "browser"),
    ("bibliography",),
    ("web", "cli"),
    ("__main__",),
)
"""Lowest first. A module imports from its own layer and those below; `graphapp` itself is above all and below all."""

OWNERS = {
    "neo4j": "graph",
    "neo4j_viz": "pictures",
    "click": "cli",
    "py2neo": "ogm",
    "jgo": "server",
    "xopen": "sources",
    "zstandard": "sources",
    "idutils": "rows",
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


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_imports_go_one_way(module: Path) -> None:
    rank = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    if room(module) == "__init__":
        return
    for name in imports(module):
        parts = name.split(".")
        if parts[0] == "graphapp" and len(parts) > 1 and parts[1] in rank:
            assert rank[parts[1]] <= rank[room(module)], f"{room(module)} imports {parts[1]}, which stands above it"


@pytest.mark.parametrize(("package", "owner"), OWNERS.items())
def test_a_package_is_imported_in_one_room(package: str, owner: str) -> None:
    rooms = {room(module) for module in MODULES if any(name.split(".")[0] == package for name in imports(module))}
    assert rooms <= {owner}


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
