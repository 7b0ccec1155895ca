"""The rows of reading queries and the code that reads them: neither has a column that the other lacks."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints, is_typeddict

import msgspec
import pytest
from msgspec.structs import replace

import graphapp
from graphapp.bibliography import Bibliography
from graphapp.bulk.first_load import check_empty
from graphapp.errors import DatabaseBusy, NotFound, Refused
from graphapp.graph import Graph
from graphapp.loading import learning
from graphapp.loading.source_state import hold_lock
from graphapp.queries import Access, Query, all_queries, load_query
from graphapp.records import PersonName, PersonRecord
from graphapp.rules.own_venues import read_own_venues
from graphapp.schema import apply_schema
from graphapp.services import person_models
from tests.bibliography import authorships, bibliography, paper, people
from tests.graphs import ask
from tests.query_files import columns

QUERIES: Final = [query for query in all_queries() if query.access is Access.READ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A place in the code that reads the rows of a query."""

    module: str
    query: Query
    into: Any
    """The type that it makes of each row."""


def readings() -> Iterator[Reading]:
    """Every call `graph.read(_QUERY, Type, ...)` or `graph.stream` in graphapp, also of `_QUERIES[kind]`."""
    package = Path(graphapp.__file__).parent
    for path in sorted(package.rglob("*.py")):
        code = ast.parse(path.read_text(encoding="utf-8"))
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        for call in ast.walk(code):
            match call:
                case ast.Call(
                    func=ast.Attribute(attr="read" | "stream"),
                    args=[ast.Name(id=given) | ast.Subscript(value=ast.Name(id=given)), into],
                ):
                    known = vars(import_module(name))
                    for value in (known.get(constant) for constant in _values(code, given)):
                        for query in value.values() if isinstance(value, dict) else [value]:
                            if isinstance(query, Query):
                                yield Reading(module=name, query=query, into=eval(ast.unparse(into), known))  # noqa: S307


def _values(code: ast.Module, name: str) -> list[str]:
    """The constants that a name stands for: itself, or those that a loop `for name in (_A, _B)` gives it."""
    loops = [
        node.iter
        for node in ast.walk(code)
        if isinstance(node, ast.For | ast.comprehension)
        and isinstance(node.target, ast.Name)
        and node.target.id == name
    ]
    return [
        name,
        *(item.id for loop in loops if isinstance(loop, ast.Tuple) for item in loop.elts if isinstance(item, ast.Name)),
    ]


def has_fields(type: Any) -> bool:
    return is_dataclass(type) or is_typeddict(type) or hasattr(type, "_fields") or hasattr(type, "__struct_fields__")


def field_names(type: Any) -> set[str]:
    return {field.name for field in fields(type)} if is_dataclass(type) else set(get_type_hints(type))


READINGS: Final = list(readings())

READ_OTHERWISE: Final = {
    # By the driver, from the server's own database, when the other one does not answer.
    "read/database_states",
    # By py2neo.
    "read/authored",
    "read/published_at",
    # As they are, each column being one of the dump.
    "read/export_authors",
    "read/export_papers",
    "read/export_persons",
    "read/export_statements",
    "read/export_venues",
}
"""Queries whose rows no `graph.read(_QUERY, Type, ...)` takes."""

FOR_PEOPLE: Final = {
    # `graphapp ambiguous-names --browser-url` shows it.
    "read/names_by_rows": {"author_row_count"},
    # A row has a column at least.
    "read/await_schema": {"ready"},
}
"""Columns that no code reads; the header of the file names them."""


def test_every_reading_query_is_read_into_a_type() -> None:
    read = {reading.query.name for reading in READINGS}
    assert read & {query.name for query in QUERIES} == {query.name for query in QUERIES} - READ_OTHERWISE


@pytest.mark.parametrize(
    "reading",
    [reading for reading in READINGS if has_fields(reading.into)],
    ids=lambda reading: f"{reading.query.name} in {reading.module}",
)
def test_the_columns_of_a_query_are_the_fields_of_what_is_made_of_its_rows(graph: Graph, reading: Reading) -> None:
    apply_schema(graph)
    assert set(columns(graph, reading.query)) == field_names(reading.into)


def test_the_code_reads_every_column_and_every_key_of_a_map(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Rows that are read as a dict record which columns the code uses, while every service runs once."""
    read: defaultdict[str, set[str]] = defaultdict(set)
    watch(monkeypatch, read)
    for module in (learning, person_models):
        monkeypatch.setattr(module, "FEWEST_PAPERS", 10)
    with Bibliography(graph.address) as everything:
        do_everything(everything, tmp_path / "known.jsonl")
    monkeypatch.undo()

    watched = [query for query in QUERIES if query.name not in READ_OTHERWISE]
    assert read.keys() >= {query.name for query in watched}, "let do_everything ask for a row of each"
    unread = {query.name: set(columns(graph, query)) - read[query.name] for query in watched}
    assert {name: left for name, left in unread.items() if left} == FOR_PEOPLE


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_a_header_names_the_columns_that_are_for_people(name: str) -> None:
    assert all(f"`{column}`" in load_query(name).description for column in FOR_PEOPLE[name])


class Watched(dict[str, Any]):
    """A row that records which of its columns are read by name; reading all of them at once is not recorded."""

    taken: set[str]

    def __getitem__(self, column: str) -> Any:
        self.taken.add(column)
        return super().__getitem__(column)

    def get(self, column: str, default: Any = None) -> Any:
        self.taken.add(column)
        return super().get(column, default)


def watch(monkeypatch: pytest.MonkeyPatch, taken: dict[str, set[str]]) -> None:
    """Record for each query which parts of its rows are read: columns of dicts, fields of types that rows become."""
    read, stream, convert = Graph.read, Graph.stream, msgspec.convert

    def watched(query: Query, row: Any) -> Any:
        if query.name in READ_OTHERWISE:
            return row
        of_query = taken[query.name]
        if isinstance(row, dict):
            row = Watched(row)
            row.taken = of_query
        else:
            of_query.update(field_names(type(row)))
        return row

    def watched_read(self: Graph, query: Query, into: Any, /, **parameters: Any) -> list[Any]:
        return [watched(query, row) for row in read(self, query, into, **parameters)]

    def watched_stream(self: Graph, query: Query, into: Any, /, **parameters: Any) -> Iterator[Any]:
        return (watched(query, row) for row in stream(self, query, into, **parameters))

    def watched_convert(value: Any, into: Any) -> Any:
        compare_keys(value, into)
        return convert(value, into)

    monkeypatch.setattr(Graph, "read", watched_read)
    monkeypatch.setattr(Graph, "stream", watched_stream)
    monkeypatch.setattr(msgspec, "convert", watched_convert)


def compare_keys(value: Any, into: Any) -> None:
    """Compare the keys of every map with the fields of the type that it becomes.

    A watched row may have more keys: other reads of it are recorded too.
    """
    if get_origin(into) in (Union, UnionType):
        if value is None:
            return
        into = next(one for one in get_args(into) if one is not NoneType)
    if isinstance(value, Watched):
        value.taken.update(field_names(into))
    elif isinstance(value, dict) and has_fields(into):
        assert value.keys() == field_names(into), f"a query gives {into} other keys"
        hints = get_type_hints(into)
        for key, part in value.items():
            compare_keys(part, hints[key])
    elif isinstance(value, list | dict) and get_args(into):
        for part in value.values() if isinstance(value, dict) else value:
            compare_keys(part, get_args(into)[1 if isinstance(value, dict) else 0])


def do_everything(graph: Bibliography, known: Path) -> None:
    """Load, ask and maintain the graph, so that every reading query gives at least one row."""
    cypher(graph, "DROP INDEX author_name_key IF EXISTS")
    check_empty(graph)
    one, two = bibliography(1, 80, source="one"), bibliography(2, 80, source="two", titles=40)
    persons = people(1, 10, source="one")
    graph.load(one, source="one")
    graph.load(two, source="two")
    graph.load(persons, source="one")
    graph.load(persons, source="one")
    changed = [replace(each, abstract="Changed.") for each in one[:40]]
    graph.load([*changed, *persons[5:]], source="one", replace_source=True)
    with pytest.raises(Refused):
        check_empty(graph)
    others = [replace(each, title=f"Not {each.title}", authorships=authorships("Nobody")) for each in one[:40]]
    with pytest.raises(Refused):
        graph.load(others, source="one")
    with hold_lock(graph), pytest.raises(DatabaseBusy):
        graph.load(one, source="one")
    # As an interrupted load leaves it.
    cypher(graph, "MATCH (source:Source) SET source.owed_since = 1")
    cypher(graph, "CREATE (:Author {author_id: 'one:Stray', name: 'Stray', source: 'one', revision: 1})")
    graph.load(one, source="one")
    own_venues = read_own_venues('[annals]\nname = "Annals"\nkind = "journal"\naliases = ["Annals of Made-up Results"]')
    graph.load(one, source="own", own_venues=own_venues)

    name = graph.ambiguous_names(by="works", limit=1).names[0].name
    other = graph.coauthor_neighborhood(name=name).nodes[0].name
    first = graph.name_cluster(name=name, limit=1)
    graph.name_cluster(name=name, match="fold", limit=None, after=None)
    graph.name_cluster(name=name, after=first.next)
    not_found(graph.name_cluster, name=f"{name}x")
    given, _, family = name.partition(" ")
    graph.load([paper("both", name, f"{given[0]}. {family}", title="Of both")], source="own")
    graph.similar_names(name=name, evidence=True)
    graph.ambiguous_names(by="rows")
    graph.ambiguous_names(by="persons")
    graph.learn_persons()
    graph.person_model()
    graph.person_groups(name, spellings=True)
    graph.coauthor_neighborhood(name, by="person", with_links=True)
    papers = {first.papers[0].paper_id: "one"}
    known.write_bytes(msgspec.json.encode({"name_key": first.key, "papers": papers}))
    graph.evaluate_groups(truth=str(known))
    reached = graph.coauthor_neighborhood(name=name, hops=2, with_links=True, with_papers=True, limit=None).nodes
    graph.collaboration_path(a=name, b=next(node.name for node in reached if node.distance == 2))
    graph.collaboration_path(a=name, b=other)
    graph.collaboration_path(a=name, b=other, level="row")
    graph.coauthor_graph(names=[name, other], with_papers=True)
    graph.coauthor_graph(sources=["one"], largest=1)
    graph.coauthor_graph(everything=True, largest=1)
    graph.likely_collaborators(name=name)
    graph.paper(id="one:p1")
    graph.search_authors(text="a", limit=1)
    graph.search_papers(text=first.papers[0].title.replace(" a ", " "))
    graph.resolve(text="p1")
    graph.resolve(text=first.papers[0].title)
    graph.venues(limit=1)
    graph.explain_work(id=first.papers[0].work_id)
    graph.venue(name="NeurIPS")
    not_found(graph.venue, name="NeurIPX")
    graph.unknown_venues()
    list(graph.export_papers())
    list(graph.export_papers(venue="NeurIPS"))
    list(graph.export_persons(source="one"))
    graph.graph_counts()
    graph.graph_counts(sources=["one"])
    list(graph.export_graph())
    graph.sources()

    graph.say_same(name, other, why="a home page")
    graph.say_same(first.papers[0].paper_id, other, name=name, why="a home page")
    list(graph.export_statements())
    graph.statements()
    graph.undo(1)
    rows = {row.source: row.author_id for row in first.author_rows}
    graph.say_different(f"row={rows['one']}", f"row={rows['own']}", why="a home page")

    cypher(graph, "MATCH (source:Source) SET source.key_version = 0")
    cypher(graph, "MATCH (statement:Statement) SET statement.key_version = 0")
    graph.check()
    graph.rekey()
    graph.check()
    twice = [
        replace(authorship, author_id="reed", orcid="0000-0002-1825-0097")
        for authorship in authorships("Mary Reed", "Eva Stone")
    ]
    names = (PersonName(printed_name="Mary Reed", author_id="reed"), PersonName(printed_name="Cy Hill"))
    suspect = PersonRecord(place="twice", person_id="reed", names=names, orcid="0000-0001-5109-3700")
    graph.load([replace(one[0], authorships=tuple(twice)), suspect], source="twice")
    graph.suspicious_identities()
    graph.remove_source(source="two")


def not_found(service: Callable[..., object], **arguments: object) -> None:
    with pytest.raises(NotFound):
        service(**arguments)


def cypher(graph: Graph, statement: str) -> None:
    ask(graph, statement)
