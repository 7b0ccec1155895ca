"""Invalid questions, hostile text, forged cursors and a server that goes away: each gives one sentence.

The tests of a service have the refusals that only this service makes.
"""

from __future__ import annotations

import gc
import re
import selectors
import socket
import socketserver
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import msgspec
import pandas
import psutil
import pytest

from graphapp import local
from graphapp.address import Address
from graphapp.errors import DatabaseUnavailable, GraphAppError, InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.loading.statements import say_same
from graphapp.queries import load_query
from graphapp.records import PaperRecord
from graphapp.rules.printed_names import read_name
from graphapp.services.catalog import paper, venue
from graphapp.services.clusters import name_cluster
from graphapp.services.coauthor_graphs import coauthor_graph
from graphapp.services.collaborators import likely_collaborators
from graphapp.services.cursors import write_cursor
from graphapp.services.export import export_graph
from graphapp.services.name_search import search_authors
from graphapp.services.names import ambiguous_names, similar_names
from graphapp.services.neighborhoods import coauthor_neighborhood
from graphapp.services.paper_search import search_papers
from graphapp.services.paths import collaboration_path
from graphapp.services.person_groups import explain_persons
from graphapp.services.query_files import run_cypher
from graphapp.services.resolving import resolve
from graphapp.services.venue_lists import venues
from graphapp.services.works import explain_work
from tests.bibliography import bibliography
from tests.bibliography import paper as paper_record
from tests.graphs import dump, empty
from tests.servers import start_server

if TYPE_CHECKING:
    from tests.conftest import Database

ADA, BO = "Ada Lovelace", "Bo Li"
HOSTILE = (
    'O\'Neill "Quote"',
    "`Author`",
    "$name $key",
    "}) DETACH DELETE (n) //",
    "\\u0027 OR 1=1 /*",
    "{{7*7}} %s {0}",
)
EXIT_CODES = {InvalidArgument: 2, NotFound: 4, DatabaseUnavailable: 5}
BEYOND_64_BITS = (2**63, 10**30, -(10**30))


@pytest.fixture(scope="module")
def graph(database: Database) -> Iterator[Graph]:
    """The test database with papers of hostile names. Nothing here writes, so they are the same after all questions."""
    with Graph(database.address) as graph:
        empty(graph)
        names = (BO, *HOSTILE)
        load(graph, [joint(number, ADA, name) for number, name in enumerate(names)], source="one")
        load(graph, [joint(number, "Tim Xu 0001") for number in range(3)], source="dblp")
        load(graph, bibliography(1, 200, source="two"), source="two")
        before = dump(graph)
        yield graph
        assert dump(graph) == before


def joint(number: int, *names: str) -> PaperRecord:
    return paper_record(f"p{number}", *names, title=f"Title {number}", venue="NeurIPS")


def refusal(kind: type[GraphAppError], ask: Callable[..., object], *args: object, **arguments: Any) -> str:
    """The sentence of an error of exactly this kind."""
    with pytest.raises(GraphAppError) as caught:
        ask(*args, **arguments)
    assert type(caught.value) is kind
    assert caught.value.exit_code == EXIT_CODES[kind]
    sentence = str(caught.value)
    assert " " in sentence
    assert sentence.isprintable()
    assert len(sentence) < 2_000
    return sentence


# Names

Ask = Callable[[Graph, str], object]

NAMED: dict[str, Ask] = {
    "name_cluster": lambda graph, name: name_cluster(graph, name=name),
    "name_cluster by fold": lambda graph, name: name_cluster(graph, name=name, match="fold"),
    "coauthor_neighborhood": lambda graph, name: coauthor_neighborhood(graph, name=name, hops=3),
    "coauthor_neighborhood by fold": lambda graph, name: coauthor_neighborhood(graph, name=name, match="fold"),
    "collaboration_path from": lambda graph, name: collaboration_path(graph, a=name, b=BO),
    "collaboration_path to": lambda graph, name: collaboration_path(graph, a=BO, b=name),
    "coauthor_graph": lambda graph, name: coauthor_graph(graph, names=[BO, name]),
    "likely_collaborators": lambda graph, name: likely_collaborators(graph, name=name),
    "similar_names": lambda graph, name: similar_names(graph, name=name),
}
named = pytest.mark.parametrize("ask", NAMED.values(), ids=NAMED)


@named
@pytest.mark.parametrize(
    "name",
    [
        pytest.param("", id="empty"),
        pytest.param(" \t\n\u3000", id="white space"),
        pytest.param("\0\x1b", id="control characters"),
        pytest.param("\ud800", id="half of a surrogate pair"),
        pytest.param("\u202e\u200f\u2067", id="marks of direction"),
        pytest.param("x" * 1_000_000, id="a megabyte"),
        pytest.param("\ufdfa" * 1_000, id="of which each character folds to four words"),
    ],
)
def test_a_text_that_is_not_a_name_is_refused(graph: Graph, ask: Ask, name: str) -> None:
    sentence = refusal(InvalidArgument, ask, graph, name)
    assert re.search(
        r"has no letter or digit|a name of 1,000,000 characters is too long|has keys that are too long", sentence
    )


@named
def test_a_name_without_author_rows_is_not_found(graph: Graph, ask: Ask) -> None:
    for name in ("' OR '1'='1", "`; //", "x" * 1_000, "x " * 499, "a\u0301" * 500, "\uffff", "0001", "…"):
        if ask is NAMED["similar_names"]:
            assert similar_names(graph, name=name).similar == ()
        else:
            refusal(NotFound, ask, graph, name)


def texts(value: object) -> Iterator[str]:
    """All texts in an answer."""
    match value:
        case str():
            yield value
        case dict():
            yield from texts(list(value.values()))
        case list() | tuple():
            for part in value:
                yield from texts(part)


@named
def test_a_name_is_a_value_whatever_stands_in_it(graph: Graph, ask: Ask) -> None:
    for name in HOSTILE:
        shown = read_name(name)
        assert shown is not None
        assert shown.name in texts(msgspec.to_builtins(ask(graph, name)))


@named
def test_what_cannot_be_seen_in_a_name_is_no_part_of_it(graph: Graph, ask: Ask) -> None:
    assert ask(graph, "\u202eAda\0 Love\ud800la\u200dce\u00a0 ") == ask(graph, ADA)


@pytest.mark.parametrize("name", ["", "\0", "\ud800", "x" * 1_000_000])
def test_a_text_that_is_not_a_venue_is_refused(graph: Graph, name: str) -> None:
    assert "is not the name of a venue" in refusal(InvalidArgument, venue, graph, name=name)
    assert "is not the name of a venue" in refusal(InvalidArgument, coauthor_neighborhood, graph, name=ADA, venue=name)


@pytest.mark.parametrize("name", ["Nowhere", *HOSTILE, "Annals\0 of \ud800 Nothing", "x" * 1_000])
def test_a_venue_at_which_nothing_appeared_is_not_found(graph: Graph, name: str) -> None:
    refusal(NotFound, venue, graph, name=name)
    refusal(NotFound, coauthor_neighborhood, graph, name=ADA, venue=name)


# Ids

IDENTIFIED: dict[str, Ask] = {
    "paper": lambda graph, id: paper(graph, id=id),
    "explain_work": lambda graph, id: explain_work(graph, id=id),
    "coauthor_neighborhood": lambda graph, id: coauthor_neighborhood(graph, author_id=id),
}
identified = pytest.mark.parametrize("ask", IDENTIFIED.values(), ids=IDENTIFIED)


@identified
def test_an_id_that_nothing_has_is_not_found(graph: Graph, ask: Ask) -> None:
    for id in ("", " ", "one:\0", "one:p0\0", "\u202eone:p0", "x" * 1_000_000, "\U0010ffff" * 10_000, *HOSTILE):
        assert re.search("has the id|names the author row", refusal(NotFound, ask, graph, id))


@identified
def test_an_id_that_no_database_holds_is_refused(graph: Graph, ask: Ask) -> None:
    assert "half of a surrogate pair" in refusal(InvalidArgument, ask, graph, "one:p\udc80")


# Numbers

LIMITED: dict[str, Callable[..., object]] = {
    "name_cluster": partial(name_cluster, name=ADA),
    "venue": partial(venue, name="NeurIPS"),
    "similar_names": partial(similar_names, name=ADA),
    "coauthor_neighborhood": partial(coauthor_neighborhood, name=ADA, hops=2),
    "collaboration_path": partial(collaboration_path, a=ADA, b=BO),
    "likely_collaborators": partial(likely_collaborators, name=BO),
}
limited = pytest.mark.parametrize("ask", LIMITED.values(), ids=LIMITED)


@pytest.mark.parametrize(
    ("service", "question"),
    [
        (coauthor_neighborhood, {"name": ADA, "since": "1843"}),
        (coauthor_neighborhood, {"name": ADA, "until": "1843"}),
        (coauthor_neighborhood, {"name": ADA, "hops": 1.5}),
        (coauthor_neighborhood, {"name": ADA, "hops": None}),
        (coauthor_neighborhood, {"name": ADA, "min_joint": None}),
        (coauthor_neighborhood, {"name": ADA, "max_authors": "3"}),
        (coauthor_neighborhood, {"name": ADA, "by": "person", "group": True}),
        (collaboration_path, {"a": ADA, "b": "Bo Li", "since": "1843"}),
        (collaboration_path, {"a": ADA, "b": "Bo Li", "k": 2.5}),
        (collaboration_path, {"a": ADA, "b": "Bo Li", "k": None}),
        (coauthor_graph, {"since": "1843"}),
        (coauthor_graph, {"everything": True, "largest": 2.5}),
        (coauthor_graph, {"everything": True, "min_works": None}),
        (venue, {"name": "NeurIPS", "year": "2020"}),
        (name_cluster, {"name": ADA, "limit": 2.5}),
        (name_cluster, {"name": ADA, "page": 1.5}),
    ],
)
def test_what_is_no_whole_number_is_refused_and_finds_not_nothing(
    graph: Graph, service: Ask, question: dict[str, Any]
) -> None:
    assert "it must be a whole number" in refusal(InvalidArgument, service, graph, **question)


def test_one_text_is_no_list_of_names(graph: Graph) -> None:
    """Each of its letters would be a name."""
    assert "it must be a list of texts" in refusal(InvalidArgument, coauthor_graph, graph, names="王伟")


@pytest.mark.parametrize(
    ("service", "question"),
    [
        (name_cluster, {"name": None}),
        (name_cluster, {"name": [ADA]}),
        (name_cluster, {"name": ADA, "sources": [None]}),
        (name_cluster, {"name": ADA, "sources": 5}),
        (name_cluster, {"name": ADA, "after": 5}),
        (coauthor_neighborhood, {"name": ADA.encode()}),
        (coauthor_neighborhood, {"name": ADA, "venue": 5}),
        (collaboration_path, {"a": ADA, "b": 5}),
        (coauthor_graph, {"names": [ADA, 5]}),
        (coauthor_graph, {"names": 5}),
        (venue, {"name": ["NeurIPS"]}),
        (venues, {"name": 5}),
        (paper, {"id": 5}),
        (explain_work, {"id": None}),
        (resolve, {"text": b"one:p0"}),
        (search_authors, {"text": None}),
        (search_papers, {"text": 5}),
        (explain_persons, {"name": ADA, "one": 1, "other": 2}),
        (run_cypher, {"text": 5}),
        (say_same, {"one": ADA, "other": BO, "why": 5}),
    ],
)
def test_what_is_no_text_is_refused(graph: Graph, service: Ask, question: dict[str, Any]) -> None:
    assert re.search("it must be a (list of )?text", refusal(InvalidArgument, service, graph, **question))


def test_names_and_sources_may_come_out_of_a_data_frame(graph: Graph) -> None:
    frame: Any = pandas.DataFrame({"name": [ADA, BO], "source": ["one", "one"]})
    found = coauthor_graph(graph, names=frame["name"], sources=frame["source"])
    assert found == coauthor_graph(graph, names=[ADA, BO], sources=["one"])


def test_an_empty_text_is_no_source(graph: Graph) -> None:
    """It is no question about all sources either."""
    assert "no source is named ''" in refusal(NotFound, name_cluster, graph, name=ADA, sources="")


@pytest.mark.parametrize(
    ("service", "question", "most"),
    [
        (search_authors, {"text": "ada"}, 100),
        (search_papers, {"text": "title"}, 1_000),
        (venues, {}, 1_000),
        (ambiguous_names, {}, 1_000),
    ],
)
def test_an_answer_without_an_end_has_a_limit(graph: Graph, service: Ask, question: dict[str, Any], most: int) -> None:
    limit: Any
    for limit in (None, 0, most + 1):
        sentence = refusal(InvalidArgument, service, graph, **question, limit=limit)
        assert f"out of range; give a limit from 1 to {most:,}" in sentence
    for limit in ("5", True, 2.5):
        assert "it must be a whole number" in refusal(InvalidArgument, service, graph, **question, limit=limit)


@limited
@pytest.mark.parametrize("limit", [0, -1, *BEYOND_64_BITS])
def test_an_invalid_limit_is_refused(graph: Graph, ask: Callable[..., object], limit: int) -> None:
    assert str(limit) in refusal(InvalidArgument, ask, graph, limit=limit)


@limited
def test_a_limit_beyond_all_there_is_shows_all(graph: Graph, ask: Callable[..., object]) -> None:
    assert ask(graph, limit=10**18) == ask(graph, limit=1_000)


@pytest.mark.parametrize("number", BEYOND_64_BITS)
def test_a_number_that_no_database_holds_is_refused(graph: Graph, number: int) -> None:
    for ask in (
        partial(venue, name="NeurIPS", year=number),
        partial(coauthor_neighborhood, name=ADA, since=number),
        partial(coauthor_neighborhood, name=ADA, until=number),
        partial(coauthor_neighborhood, name=ADA, max_authors=number),
        partial(coauthor_neighborhood, name=ADA, hops=number),
        partial(collaboration_path, a=ADA, b=BO, k=number),
        partial(ambiguous_names, limit=number),
    ):
        refusal(InvalidArgument, ask, graph)


# Cursors

QUESTION = ("name_cluster", "exact", "ada lovelace")


def page_after(graph: Graph, cursor: str) -> object:
    return name_cluster(graph, name=ADA, limit=2, after=cursor)


def test_a_cursor_of_a_name_with_a_homonym_number_leads_on(graph: Graph) -> None:
    first = name_cluster(graph, name="Tim Xu 0001", limit=2)
    second = name_cluster(graph, name="Tim Xu 0001", limit=2, after=first.next)
    assert [work.paper_id for work in first.papers + second.papers] == ["dblp:p0", "dblp:p1", "dblp:p2"]


def test_a_damaged_cursor_is_refused(graph: Graph) -> None:
    cursor = name_cluster(graph, name=ADA, limit=2).next
    assert cursor is not None
    for damaged in (
        "", "!", "é", "\0", "\ud800", "null", cursor[:-1], cursor[:-4], cursor[1:], cursor + "AAAA",
        cursor[:5] + "x" * 9, "A" * 1_000_000, cursor * 9_999,
    ):  # fmt: skip
        assert "the cursor is damaged" in refusal(InvalidArgument, page_after, graph, damaged)


@pytest.mark.parametrize(
    "question",
    [
        {"name": BO},
        {"name": ADA, "match": "fold"},
        {"name": "Nobody At All"},
    ],
)
def test_a_cursor_of_another_question_is_refused(graph: Graph, question: dict[str, Any]) -> None:
    cursor = name_cluster(graph, name=ADA, limit=2).next
    assert "another question" in refusal(InvalidArgument, name_cluster, graph, after=cursor, **question)


@pytest.mark.parametrize(
    "position",
    [
        ("x", "Title", "one:p0"),
        (None, None, None),
        (2000.5, "Title", "one:p0"),
        (2000, 7, "one:p0"),
        (2000, ["Title"], "one:p0"),
        (2000, "Title"),
        (2000, "Title", "one:p0", "more"),
        {"year": "x"},
        {"year": 2000, "title": "Title", "work_id": "one:p0"},
        (2000, "Title", msgspec.msgpack.Ext(5, b"one:p0")),
    ],
)
def test_a_forged_cursor_with_other_types_in_it_is_refused(graph: Graph, position: Any) -> None:
    forged = write_cursor(position, QUESTION)
    assert "the cursor is damaged" in refusal(InvalidArgument, page_after, graph, forged)


def test_a_forged_cursor_with_a_year_beyond_64_bits_is_refused(graph: Graph) -> None:
    forged = write_cursor((2**64 - 1, "Title", "one:p0"), QUESTION)
    assert "more than 64 bits" in refusal(InvalidArgument, page_after, graph, forged)


def test_a_forged_cursor_of_a_hundred_thousand_nested_lists_is_refused(graph: Graph) -> None:
    fingerprint = b"\xc4\x08" + bytes(8)
    for nested in (b"\x91" * 100_000, b"\x81\xa1a" * 100_000, b"\x93" * 100_000):
        forged = urlsafe_b64encode(b"\x92" + fingerprint + nested).decode()
        assert "the cursor is damaged" in refusal(InvalidArgument, page_after, graph, forged)


def test_a_forged_cursor_only_moves_within_the_answer(graph: Graph) -> None:
    forged = write_cursor((-1, "}) DETACH DELETE (n) //", "' OR 1=1"), QUESTION)
    page = name_cluster(graph, name=ADA, after=forged)
    assert {work.paper_id for work in page.papers} <= {f"one:p{number}" for number in range(1 + len(HOSTILE))}


# Query files

PAPER = load_query("read/paper")


@pytest.mark.parametrize("parameters", [{}, {"ids": "one:p0"}, {"id": "one:p0", "more": 1}])
def test_a_query_file_without_its_parameters_is_not_sent(graph: Graph, parameters: dict[str, Any]) -> None:
    sentence = refusal(InvalidArgument, graph.read, PAPER, dict[str, Any], **parameters)
    assert sentence.startswith("the query read/paper takes other parameters")


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (2**63, "a number of more than 64 bits"),
        ([{"a": -(2**63) - 1}], "a number of more than 64 bits"),
        ("\ud800", "half of a surrogate pair"),
        (["\ud800"], "half of a surrogate pair"),
        (nested(100_000), "nested too deep"),
        ({"a": object()}, "object"),
        ({1: 2}, "keys"),
    ],
)
def test_a_value_that_no_database_holds_is_refused_and_the_connection_lives_on(
    graph: Graph, value: object, reason: str
) -> None:
    for answer in (graph.read, lambda *args, **named: list(graph.stream(*args, **named))):
        sentence = refusal(InvalidArgument, answer, PAPER, dict[str, Any], id=value, identifiers=[])
        assert sentence.startswith("the query read/paper gets a value that no database can hold: ")
        assert reason in sentence
    assert paper(graph, id="one:p0").work_id == "one:p0"


# A server that goes away


class Line(socketserver.ThreadingTCPServer):
    """Forwards the bytes of client and server until the server has sent a given number; then the line is dead."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, address: Address) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        host, _, port = address.uri.partition("://")[2].rpartition(":")
        self.upstream = (host, int(port))
        self.bytes_left = float("inf")
        self.address = Address(
            uri=f"bolt://127.0.0.1:{self.server_address[1]}", user=address.user, password=address.password
        )
        Thread(target=self.serve_forever, args=[0.01], daemon=True).start()


class _Talk(socketserver.BaseRequestHandler):
    server: Line

    def handle(self) -> None:
        with socket.create_connection(self.server.upstream) as upstream, selectors.DefaultSelector() as ready:
            ready.register(self.request, selectors.EVENT_READ, upstream)
            ready.register(upstream, selectors.EVENT_READ, self.request)
            while self.server.bytes_left > 0:
                for key, _ in ready.select():
                    said = key.fileobj.recv(65_536)  # type: ignore[union-attr]
                    if key.fileobj is upstream:
                        said = said[: int(min(self.server.bytes_left, 65_536))]
                        self.server.bytes_left -= len(said)
                    if not said:
                        return
                    key.data.sendall(said)


@pytest.fixture
def line(graph: Graph, no_patience: None) -> Iterator[Line]:
    with Line(graph.address) as line:
        yield line
        line.shutdown()
    # So that what a broken connection left is deleted before another test begins.
    gc.collect()


ANSWERS: dict[str, Callable[[Graph], object]] = {
    "coauthor_neighborhood": lambda graph: coauthor_neighborhood(graph, name="Wei Wang", hops=3, limit=None),
    "name_cluster": lambda graph: name_cluster(graph, name="Wei Wang", limit=None),
    "export_graph": lambda graph: list(export_graph(graph)),
}


# A connection of the driver that breaks off while it greets the server fails once more in its `__del__`.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("ask", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("bytes_left", [1, 20, 60, 150, 400, 1_000])
def test_a_line_that_breaks_in_an_answer(line: Line, ask: Callable[[Graph], object], bytes_left: int) -> None:
    with Graph(line.address) as graph:
        line.bytes_left = bytes_left
        assert "no database answers" in refusal(DatabaseUnavailable, ask, graph)
        assert line.bytes_left == 0


def collect(rows: Iterator[dict[str, Any]], into: list[dict[str, Any]]) -> None:
    for row in rows:
        into.append(row)


def test_what_was_streamed_before_the_line_breaks_is_no_whole_answer(line: Line, graph: Graph) -> None:
    whole = dump(graph)
    with Graph(line.address) as doomed:
        line.bytes_left = 20_000
        got: list[dict[str, Any]] = []
        refusal(DatabaseUnavailable, collect, export_graph(doomed), got)
    assert 0 < len(got) < len(whole)
    assert got == whole[: len(got)]


@pytest.mark.own_server
def test_a_server_that_is_killed_while_it_answers(tmp_path: Path, no_patience: None) -> None:
    home = tmp_path / "home of a server to kill"
    try:
        with Graph(start_server(home)) as graph:
            load(graph, bibliography(1, 300), source="one")
            rows = export_graph(graph)
            next(rows)
            pid = local.status(home=home).pid
            assert pid is not None
            psutil.Process(pid).kill()
            refusal(DatabaseUnavailable, list, rows)
            refusal(DatabaseUnavailable, coauthor_neighborhood, graph, name="Wei Wang", hops=3)
    finally:
        local.stop(home=home)
