"""py2neo's models on a real database: they read what the loader wrote; what py2neo changes, and what it cannot do."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import py2neo
import pytest
from py2neo.client.bolt import Bolt
from py2neo.database import Transaction
from py2neo.errors import ClientError
from py2neo.ogm import Model, Property, RelatedTo

from graphapp import ogm
from graphapp.errors import DatabaseUnavailable, InvalidArgument
from graphapp.graph import Graph
from graphapp.loading.load import load
from graphapp.loading.upkeep import remove_source
from graphapp.ogm import Author, Paper, Properties, Venue
from graphapp.records import Authorship, PaperRecord
from graphapp.services.export import export_graph
from graphapp.services.health import check
from tests.bibliography import bibliography
from tests.conftest import ROOT

STAMPS = {"revision", "row_hash", "link_count"}
NOT_GIVEN = {"person_id"}
"""What no source of these tests states."""

FULL = PaperRecord(
    place="test",
    paper_id="full",
    title="Notes on the Engine",
    abstract="On \\emph{engines}.",
    year=1843,
    type="Article",
    venue="Taylor's Scientific Memoirs",
    venue_key="memoirs",
    track="Translations",
    identifiers={"doi": "10.1000/full", "arxiv_id": "2101.00001", "pmid": "7"},
    url="https://example.org/full",
    authorships=(
        Authorship(printed_name="Luigi Menabrea", position=2),
        Authorship(printed_name="Ada Lovelace 0001", position=1, orcid="0000-0002-1825-0097"),
        Authorship(printed_name="Ada Lovelace 0001", position=3),
        Authorship(printed_name="Ada Lovelace 0001", position=1, role="editor"),
    ),
)
"""States everything that a record can, and one author three times."""


@pytest.fixture
def ogm_graph(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> Iterator[py2neo.Graph]:
    """py2neo's connection to the test database, which is the configured one."""
    monkeypatch.setenv("NEO4J_URI", graph.address.uri)
    monkeypatch.setenv("NEO4J_USERNAME", graph.address.user)
    monkeypatch.setenv("NEO4J_PASSWORD", graph.address.password)
    connected = ogm.connect()
    yield connected
    connected.service.connector.close()


def properties_of(model: type[Model]) -> list[str]:
    return [name for name, value in vars(model).items() if isinstance(value, Property)]


def stated(model: Model) -> dict[str, Any]:
    return {name: getattr(model, name) for name in properties_of(type(model))}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_both_clients_read_alike_what_the_loader_wrote(graph: Graph, ogm_graph: py2neo.Graph, seed: int) -> None:
    load(graph, [*bibliography(seed, 30, source="dblp", titles=20), FULL], source="dblp")
    load(graph, bibliography(seed, 30, source="two", titles=20), source="two")
    exported = [{key: row[key] for key in row.keys() - STAMPS} for row in export_graph(graph)]

    authors = [{"node": "author"} | stated(author) for author in Author.match(ogm_graph).order_by("_.author_id")]
    venues = [{"node": "venue"} | stated(venue) for venue in Venue.match(ogm_graph).order_by("_.venue_id")]
    papers = []
    for paper in Paper.match(ogm_graph).order_by("_.paper_id"):
        at = [{"venue_id": venue.venue_id} | properties for venue, properties in filter(None, [paper.published_at])]
        by = [{"author_id": author.author_id} | authored for author, authored in paper.authors + paper.editors]
        papers.append({"node": "paper"} | stated(paper) | {"published": at, "authored": by})

    assert [*authors, *venues, *papers] == exported


@pytest.mark.parametrize("seed", [4, 5])
def test_relationships_are_read_alike_from_both_ends(graph: Graph, ogm_graph: py2neo.Graph, seed: int) -> None:
    load(graph, [*bibliography(seed, 30, source="dblp"), FULL], source="dblp")
    by_author, by_venue = defaultdict(list), defaultdict(list)
    for row in export_graph(graph):
        if row["node"] == "paper":
            for authored in row["authored"]:
                by_author[authored.pop("author_id"), authored["role"]].append((row["paper_id"], authored))
            for published in row["published"]:
                by_venue[published.pop("venue_id")].append((row["paper_id"], published))

    for author in Author.match(ogm_graph):
        assert by_id(author.papers) == by_author[author.author_id, "author"]
        assert by_id(author.edited_papers) == by_author[author.author_id, "editor"]
    for venue in Venue.match(ogm_graph):
        assert by_id(venue.papers) == by_venue[venue.venue_id]


def by_id(papers: list[tuple[Paper, Properties]]) -> list[tuple[str, Properties]]:
    return [(paper.paper_id, properties) for paper, properties in papers]


@pytest.mark.parametrize("model", [Author, Paper, Venue])
def test_a_model_has_all_that_is_stored_but_the_stamps(
    graph: Graph, ogm_graph: py2neo.Graph, model: type[Model]
) -> None:
    load(graph, [FULL], source="dblp")
    stored = {key for node in ogm_graph.nodes.match(model.__name__) for key in node}
    assert stored - STAMPS == set(properties_of(model)) - NOT_GIVEN - ({"kind"} if model is Venue else set())


def test_a_model_reads_as_py2neo_says(graph: Graph, ogm_graph: py2neo.Graph) -> None:
    load(graph, [FULL], source="dblp")
    paper = Paper.match(ogm_graph, "dblp:full").first()
    [ada] = Author.match(ogm_graph).where(name_key="ada lovelace")

    assert [author.name for author, _ in paper.authors] == ["Ada Lovelace", "Luigi Menabrea", "Ada Lovelace"]
    assert [authored["position"] for _, authored in ada.papers] == [1, 3]
    assert [authored["role"] for _, authored in ada.edited_papers] == ["editor"]
    assert paper.venue.name == "memoirs"
    assert ada.papers[0][0] == paper
    assert Author.match(ogm_graph).count() == 2


def test_a_model_of_no_row_has_no_relationships() -> None:
    assert Author("dblp:Ada Lovelace").papers == []
    assert Paper("dblp:1").venue is None


def test_the_document_runs(graph: Graph, ogm_graph: py2neo.Graph) -> None:
    load(graph, [FULL], source="dblp")
    [example] = re.findall(r"^```python\n(.*?)^```$", DOCUMENT, flags=re.DOTALL | re.MULTILINE)
    done = subprocess.run([sys.executable, "-W", "error", "-c", example], capture_output=True, text=True)
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.splitlines() == [
        "dblp:Ada Lovelace 0001 Ada Lovelace",
        "1 Notes on the Engine 1843 memoirs",
        "by ['Ada Lovelace', 'Luigi Menabrea', 'Ada Lovelace']",
        "3 Notes on the Engine 1843 memoirs",
        "by ['Ada Lovelace', 'Luigi Menabrea', 'Ada Lovelace']",
    ]


DOCUMENT = (ROOT / "docs" / "py2neo.md").read_text(encoding="utf-8")


# py2neo does not close a connection that is refused.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_database_that_cannot_be_used_is_an_error(graph: Graph, scheme: str) -> None:
    uri = graph.address.uri.replace("bolt", scheme)
    with pytest.raises(DatabaseUnavailable, match="refuses the user 'nobody'"):
        ogm.connect(uri, user="nobody", password="wrong")
    with pytest.raises(DatabaseUnavailable, match="no database answers"):
        ogm.connect(f"{scheme}://127.0.0.1:1", password="wrong")
    gc.collect()  # so that the warning comes here


@pytest.mark.parametrize("uri", ["gopher://127.0.0.1", "bolt+x://127.0.0.1"])
def test_an_invalid_address_is_refused(uri: str) -> None:
    with pytest.raises(InvalidArgument, match="is not the address of a Neo4j database"):
        ogm.connect(uri, password="secret")


# What writing through the models does


def test_a_pushed_change_stays_and_is_not_found_until_its_source_is_removed(
    graph: Graph, ogm_graph: py2neo.Graph
) -> None:
    load(graph, [FULL], source="dblp")
    loaded = list(export_graph(graph))
    [ada] = Author.match(ogm_graph).where(name_key="ada lovelace")
    ada.name = "Somebody"
    ogm_graph.push(ada)

    assert check(graph).ok
    assert load(graph, [FULL], source="dblp").unchanged == 1
    assert [author.name for author in Author.match(ogm_graph).where(name_key="ada lovelace")] == ["Somebody"]

    remove_source(graph, source="dblp")
    load(graph, [FULL], source="dblp")
    assert list(export_graph(graph)) == loaded


def test_a_pushed_row_that_no_record_states_is_found_by_check(graph: Graph, ogm_graph: py2neo.Graph) -> None:
    load(graph, [FULL], source="dblp")
    ogm_graph.push(Author("mine:Somebody", name="Somebody"))

    findings = {finding.name: finding.detail for finding in check(graph).findings if not finding.ok}
    assert findings == {"author rows that nothing states": "1", "rows of a source that is not on record": "1"}


def test_a_deleted_paper_row_is_loaded_again(graph: Graph, ogm_graph: py2neo.Graph) -> None:
    load(graph, [FULL], source="dblp")
    loaded = list(export_graph(graph))
    ogm_graph.delete(Paper.match(ogm_graph, "dblp:full").first())

    assert not check(graph).ok
    assert load(graph, [FULL], source="dblp").created == 1
    assert list(export_graph(graph)) == loaded


def test_a_model_shows_its_node_as_it_was_when_matched(graph: Graph, ogm_graph: py2neo.Graph) -> None:
    load(graph, [FULL], source="dblp")
    before = Paper.match(ogm_graph, "dblp:full").first()
    load(graph, [PaperRecord(place="test", paper_id="full", title="Other", authorships=())], source="dblp")

    assert before.title == "Notes on the Engine"
    assert before.authors == []
    assert ogm_graph.exists(before)
    assert Paper.match(ogm_graph, "dblp:full").first().title == "Other"


# What py2neo 2021.2.4 does not do on Neo4j 5


class RelatedAuthor(Model):  # type: ignore[misc] # py2neo publishes no types
    """An author row with py2neo's own relationships."""

    __primarylabel__ = "Author"
    __primarykey__ = "author_id"

    papers = RelatedTo(Paper, "AUTHORED")


def test_related_to_keeps_one_of_several_relationships_and_pushes_it_over_the_others(
    graph: Graph, ogm_graph: py2neo.Graph
) -> None:
    load(graph, [FULL], source="dblp")
    related = RelatedAuthor.match(ogm_graph, "dblp:Ada Lovelace 0001").first()

    assert len(related.papers) == 1
    ogm_graph.push(related)

    [ada] = Author.match(ogm_graph).where(name_key="ada lovelace")
    left = [authored for _, authored in ada.papers + ada.edited_papers]
    assert len(left) == 3
    assert left[0] == left[1] == left[2]
    assert not check(graph).ok


def test_a_relationship_takes_four_queries_besides_the_first(
    graph: Graph, ogm_graph: py2neo.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(graph, [FULL], source="dblp")
    queries: list[str] = []
    run = Transaction.run

    def counted(self: Transaction, cypher: str, *parameters: object, **named: object) -> py2neo.Cursor:
        queries.append(cypher)
        return run(self, cypher, *parameters, **named)

    monkeypatch.setattr(Transaction, "run", counted)

    assert sum(1 for _ in ogm_graph.match(r_type="AUTHORED")) == 4
    assert len(queries) == 1 + 4 * 4

    queries.clear()
    [ada] = Author.match(ogm_graph).where(name_key="ada lovelace")
    assert len(ada.papers) == 2
    assert len(queries) == 3


def test_bolt_ends_at_version_4_3() -> None:
    assert max(dialect.protocol_version for dialect in Bolt._walk_subclasses()) == (4, 3)


@pytest.mark.parametrize(
    ("helper", "arguments"),
    [
        ("get_indexes", ["Author"]),
        ("get_uniqueness_constraints", ["Author"]),
        ("create_index", ["Author", "orcid"]),
        ("drop_index", ["Author", "orcid"]),
        ("create_uniqueness_constraint", ["Author", "orcid"]),
        ("drop_uniqueness_constraint", ["Author", "orcid"]),
    ],
)
def test_helpers_for_the_schema_fail(ogm_graph: py2neo.Graph, helper: str, arguments: list[str]) -> None:
    assert f"`{helper}`" in DOCUMENT
    with pytest.raises(ClientError, match=r"ProcedureNotFound|SyntaxError"):
        getattr(ogm_graph.schema, helper)(*arguments)


def test_procedures_are_called_by_name_but_not_listed(graph: Graph, ogm_graph: py2neo.Graph) -> None:
    load(graph, [FULL], source="dblp")
    assert {row["label"] for row in ogm_graph.call["db.labels"]()} >= ogm_graph.schema.node_labels >= {"Author"}
    assert ogm_graph.schema.relationship_types >= {"AUTHORED", "PUBLISHED_AT"}
    with pytest.raises(ClientError, match="ProcedureNotFound"):
        dir(ogm_graph.call)


def test_the_document_names_every_model_and_property() -> None:
    for model in (Author, Paper, Venue):
        assert f"`{model.__name__}`" in DOCUMENT
        names = [*properties_of(model), *(name for name, value in vars(model).items() if isinstance(value, property))]
        assert not [name for name in names if f"`{name}`" not in DOCUMENT]
