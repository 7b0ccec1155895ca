"""What a load guarantees, on the real database: the graph is a function of what the records say."""

import itertools
import random
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from graphapp.errors import DatabaseBusy, InvalidArgument, Refused, SchemaMismatch, SourceError
from graphapp.graph import Graph, Step, Written
from graphapp.loading import losses, rows, settle
from graphapp.loading.source_state import hold_lock
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.records import Authorship, Loss, PaperRecord, PersonName, PersonRecord, Record, Reject
from graphapp.rules.identifiers import Identifiers
from graphapp.rules.names import Name, parse_name
from graphapp.rules.placeholders import NamedAuthors
from graphapp.rules.printed_names import read_name
from graphapp.services import works
from graphapp.services.catalog import sources
from graphapp.services.clusters import name_cluster
from graphapp.services.health import check
from tests.bibliography import bibliography, paper, people
from tests.graphs import ask, dump, empty, put

STAMPS = "MATCH (paper:Paper) RETURN paper.paper_id AS id, paper.revision AS revision ORDER BY id"


def node(graph: Graph, kind: str, **where: object) -> dict[str, Any]:
    [found] = [row for row in dump(graph) if row["node"] == kind and where.items() <= row.items()]
    return found


# Loading twice, in any order, in any batches


def test_a_second_load_writes_nothing(graph: Graph) -> None:
    records = bibliography(1, 200)
    put(graph, records)
    before = dump(graph)
    stamps = ask(graph, STAMPS)
    report = put(graph, records)
    assert (report.created, report.updated, report.deleted, report.unchanged) == (0, 0, 0, 200)
    assert (report.authors.created, report.venues.created) == (0, 0)
    assert dump(graph) == before
    assert stamps == ask(
        graph, "MATCH (paper:Paper) RETURN paper.paper_id AS id, paper.revision AS revision ORDER BY id"
    )


@pytest.mark.parametrize(
    ("size", "batch_size", "writers"),
    [(120, 1, 1), (120, 2, 4), (120, 7, 3), (120, 100, 2), (450, 10, 4), (450, 300, 3), (450, 10_000, 1)],
    ids=lambda value: str(value),
)
def test_the_graph_depends_neither_on_order_nor_on_batches_nor_on_writers(
    graph: Graph, size: int, batch_size: int, writers: int
) -> None:
    one = bibliography(2, size, source="one", titles=size // 2)
    two = bibliography(2, size, source="two", titles=size // 2)
    put(graph, one, "one")
    put(graph, two, "two")
    expected = dump(graph)
    assert any(len({row["source"] for row in rows}) > 1 for rows in works_of(expected).values())
    chance = random.Random(batch_size)
    for shuffled in (lambda records: chance.sample(records, len(records)), lambda records: records[::-1]):
        empty(graph)
        for source, records in (("two", shuffled(two)), ("one", shuffled(one))):
            put(graph, records[: size // 3], source, batch_size=batch_size, writers=writers)
            put(graph, records[size // 3 :], source, batch_size=batch_size, writers=writers)
        assert dump(graph) == expected
        assert check(graph).ok


def works_of(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    works: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["node"] == "paper":
            works.setdefault(row["work_id"], []).append(row)
    return works


@pytest.mark.parametrize("batch_size", [1, 2, 10])
@pytest.mark.parametrize("fuller_first", [True, False])
def test_of_two_records_of_one_paper_the_fuller_one_stands(graph: Graph, fuller_first: bool, batch_size: int) -> None:
    fuller, other = paper("p", "Ada Lovelace", "Wei Wang"), paper("p", "Ada Lovelace", year=1843)
    records = [fuller, other, paper("q")] if fuller_first else [other, paper("q"), fuller]
    rejects: list[Reject] = []
    report = put(graph, records, batch_size=batch_size, on_reject=rejects.append)
    assert (report.created, report.rejected) == (2, 1)
    assert "says more" in rejects[0].reason
    assert [entry["printed_name"] for entry in node(graph, "paper", paper_id="one:p")["authored"]] == [
        "Ada Lovelace",
        "Wei Wang",
    ]
    again = put(graph, records, batch_size=batch_size)
    assert (again.created, again.updated, again.unchanged, again.rejected) == (0, 0, 2, 1)


def test_the_same_record_twice_counts_as_unchanged(graph: Graph) -> None:
    report = put(graph, [paper("p"), paper("p"), paper("p")])
    assert (report.read, report.created, report.unchanged) == (3, 1, 2)


# What a record no longer states goes


def test_a_changed_record_takes_away_what_it_no_longer_states(graph: Graph) -> None:
    put(
        graph,
        [
            paper("p", "Ada Lovelace", "Wei Wang", venue="ICML", identifiers={"doi": "10.1000/1"}),
            paper("q", "Wei Wang"),
        ],
    )
    report = put(graph, [paper("p", "Ada Lovelace", venue="Some Unknown Venue")])
    assert report.updated == 1
    assert node(graph, "paper", paper_id="one:p")["doi"] is None
    assert [row["venue_id"] for row in dump(graph) if row["node"] == "venue"] == ["some unknown venue"]
    put(graph, [paper("q", "Grace Hopper")])
    assert [row["name"] for row in dump(graph) if row["node"] == "author"] == ["Ada Lovelace", "Grace Hopper"]


def test_replacing_a_source_leaves_what_others_state(graph: Graph) -> None:
    put(graph, [paper("p", "Ada Lovelace"), paper("q", "Wei Wang")], "one")
    put(graph, [paper("q", "Wei Wang")], "two")
    report = put(graph, [paper("p", "Ada Lovelace")], "one", replace_source=True)
    assert (report.deleted, report.unchanged, report.authors.deleted) == (1, 1, 1)
    assert [row["paper_id"] for row in dump(graph) if row["node"] == "paper"] == ["one:p", "two:q"]


def test_an_input_that_breaks_off_replaces_nothing(graph: Graph) -> None:
    def broken() -> Iterator[Record]:
        yield paper("p")
        raise SourceError("papers.gz ends in the middle")

    put(graph, [paper("p"), paper("q")])
    report = put(graph, broken(), replace_source=True)
    assert report.failure == "papers.gz ends in the middle"
    assert (report.unchanged, report.deleted) == (1, 0)


@pytest.mark.parametrize(
    "records", [[], [Reject(place="here", reason="no title", raw="")]], ids=["no record", "nothing but rejects"]
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_an_input_without_a_row_replaces_nothing_unless_it_is_forced(
    graph: Graph, records: list[Record], dry_run: bool
) -> None:
    put(graph, [paper("p"), paper("q")])
    before = dump(graph)
    with pytest.raises(Refused, match=r"all 2 paper rows of 'one' would go.*remove-source one"):
        put(graph, records, replace_source=True, dry_run=dry_run)
    assert dump(graph) == before
    assert put(graph, records, replace_source=True, force=True, dry_run=dry_run).deleted == 2


def test_an_input_without_a_row_does_not_replace_persons_either(graph: Graph) -> None:
    put(graph, people(1, 2))
    before = dump(graph)
    with pytest.raises(Refused, match=r"all person records of 'one' would go"):
        put(graph, [], replace_source=True)
    assert dump(graph) == before


def test_removing_a_source_gives_the_graph_without_it(graph: Graph) -> None:
    one, two = bibliography(3, 80, source="one", titles=40), bibliography(3, 80, source="two", titles=40)
    put(graph, one, "one")
    alone = dump(graph)
    put(graph, two, "two")
    assert dump(graph) != alone
    removal = remove_source(graph, source="two")
    assert removal.papers == 80
    assert dump(graph) == alone
    assert [state.name for state in sources(graph)] == ["one"]
    assert check(graph).ok


# What rows show is a function of all records


def test_an_author_row_shows_its_most_frequent_name_then_the_smallest(graph: Graph) -> None:
    def by(name: str, paper_id: str) -> PaperRecord:
        return paper(paper_id, authorships=(Authorship(printed_name=name, position=1, author_id="~ada"),))

    records = [by("Ada Lovelace", "1"), by("A. Lovelace", "2"), by("Ada Lovelace", "3"), by("A. Lovelace", "4")]
    for order in (records, records[::-1]):
        empty(graph)
        put(graph, order)
        assert node(graph, "author", author_id="one:~ada")["name"] == "A. Lovelace"
    put(graph, [by("Ada Lovelace", "5")])
    assert node(graph, "author", author_id="one:~ada")["name_key"] == "ada lovelace"


def test_an_unknown_venue_shows_its_most_frequent_printing(graph: Graph) -> None:
    put(graph, [paper("1", venue="ANNALS OF X"), paper("2", venue="Annals of X"), paper("3", venue="Annals of X")])
    assert node(graph, "venue", venue_id="annals of x")["name"] == "Annals of X"


def test_homonym_numbers_are_data_of_declared_sources_alone(graph: Graph) -> None:
    put(graph, [paper("p", "Wei Wang 0001", "wei wang 0001", "Wei Wang")], "dblp")
    put(graph, [paper("p", "Wei Wang 0001")], "one")
    names = {row["author_id"]: (row["name_key"], row["homonym"]) for row in dump(graph) if row["node"] == "author"}
    assert names == {
        "dblp:Wei Wang": ("wei wang", None),
        "dblp:Wei Wang 0001": ("wei wang", "0001"),
        "dblp:wei wang 0001": ("wei wang", "0001"),
        "one:Wei Wang 0001": ("wei wang 0001", None),
    }
    assert name_cluster(graph, name="WEI WANG").author_row_count == 3


# Odd but good records


def test_a_name_printed_twice_on_one_paper_keeps_both_places(graph: Graph) -> None:
    put(graph, [paper("p", "Wei Wang", "Ada Lovelace", "Wei Wang")])
    assert [entry["position"] for entry in node(graph, "paper")["authored"]] == [1, 2, 3]
    assert name_cluster(graph, name="wei wang").paper_count == 1


def test_a_paper_of_twenty_thousand_authors_is_loaded(graph: Graph) -> None:
    report = put(graph, [paper("p", *(f"Author Number {number}" for number in range(20_000))), paper("q")])
    assert (report.created, report.authors.created) == (2, 20_000)


def test_a_paper_may_lack_authors_venue_and_year(graph: Graph) -> None:
    put(graph, [paper("p")])
    row = node(graph, "paper")
    assert (row["authored"], row["published"], row["year"], row["author_count"]) == ([], [], None, 0)


def test_a_source_that_cuts_its_lists_counts_no_authors(graph: Graph) -> None:
    put(graph, [paper("p", "Ada Lovelace", authors_complete=False)])
    assert node(graph, "paper")["author_count"] is None


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (paper("p", "\u200b"), "is not a name"),
        (paper("p", "x" * 2_000), "an author name of 2,000 characters"),
        (paper("p", title="x" * 10_000), "a title of 10,000 characters"),
        (paper("p", title="\ufdfa" * 1_000), "a title of 1,000 characters"),
        (paper("p", abstract="x" * 1_000_001), "an abstract of 1,000,001 characters"),
        (paper("x" * 2_000), "an id of 2,000 characters"),
        (paper("p", title="half \ud800"), "surrogate"),
        (paper("p", authorships=(Authorship(printed_name="A B", position=1),) * 2), "two authors at position 1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_record_that_the_graph_cannot_hold_is_a_reject_and_stops_nothing(
    graph: Graph, record: PaperRecord, reason: str
) -> None:
    rejects: list[Reject] = []
    report = put(graph, [record, paper("good")], on_reject=rejects.append)
    assert (report.created, report.rejected) == (1, 1)
    assert reason in rejects[0].reason
    assert rejects[0].place == record.place


def test_a_damaged_identifier_costs_itself_and_is_reported_by_each_load(graph: Graph) -> None:
    records = [
        paper("p", "Ada Lovelace", identifiers={"doi": "soon", "arxiv_id": "2301.00001v2"}),
        paper("q", identifiers={"doi": "N/A"}),
    ]
    for created in (2, 0):
        losses: list[Loss] = []
        report = put(graph, records, on_loss=losses.append)
        assert (report.created, report.rejected, report.warnings) == (created, 0, 1)
        assert [(loss.place, loss.field, loss.raw) for loss in losses] == [(records[0].place, "doi", "soon")]
    stored = node(graph, "paper", paper_id="one:p")
    assert (stored["doi"], stored["arxiv_id"]) == (None, "2301.00001")


def test_too_many_rejects_end_the_load_with_what_was_good(graph: Graph) -> None:
    bad = Reject(place="x:1", reason="no title", raw="")
    report = put(graph, [paper("p"), bad, bad, paper("q")], batch_size=1, max_rejects=1)
    assert report.failure is not None
    assert "2 records were rejected" in report.failure
    assert node(graph, "paper")["paper_id"] == "one:p"


# Loads that do not end, and loads that must not begin


def test_an_iterable_of_something_else_is_refused_and_leaves_no_source(graph: Graph) -> None:
    with pytest.raises(InvalidArgument, match="5 among the records"):
        put(graph, [5])  # type: ignore[list-item]
    assert dump(graph) == []


def test_a_dry_run_writes_nothing_and_reports_what_a_load_would_do(graph: Graph) -> None:
    put(graph, [paper("p", "Ada Lovelace"), paper("q")])
    before = ask(graph, "MATCH (n) RETURN elementId(n) AS id, properties(n) AS properties ORDER BY id")
    changed = [paper("p", "Ada Lovelace", year=1843), paper("r"), paper("r")]
    plan = put(graph, changed, dry_run=True, replace_source=True)
    assert before == ask(graph, "MATCH (n) RETURN elementId(n) AS id, properties(n) AS properties ORDER BY id")
    done = put(graph, changed, replace_source=True)
    counts = ("read", "created", "updated", "unchanged", "rejected", "deleted")
    assert [getattr(plan, name) for name in counts] == [getattr(done, name) for name in counts] == [3, 1, 1, 1, 0, 1]


def test_a_stopped_load_is_whole_so_far_and_the_next_load_of_anything_settles_it(graph: Graph) -> None:
    one, two = bibliography(4, 60, source="one", titles=30), bibliography(4, 60, source="two", titles=30)
    put(graph, one, "one")
    put(graph, two[:20], "two")
    expected = dump(graph)
    empty(graph)
    put(graph, one, "one")
    report = put(graph, two, "two", batch_size=20, stop=lambda: True)
    assert report.interrupted
    assert report.read == 20
    assert not check(graph).ok
    put(graph, [], "three")
    assert dump(graph) == expected
    assert [finding.remedy for finding in check(graph).findings if not finding.ok] == [
        "load its input again, to the end"
    ]


def test_two_loads_never_mix(graph: Graph) -> None:
    put(graph, [paper("p")])
    with hold_lock(graph), pytest.raises(DatabaseBusy, match="another load, removal or rekeying runs"):
        put(graph, [paper("q")])
    assert put(graph, [paper("q")]).created == 1


def test_a_load_that_was_killed_holds_nothing(graph: Graph) -> None:
    put(graph, [paper("p")])
    address = graph.address
    program = (
        "from graphapp.graph import Address, Graph\n"
        "from graphapp.loading.source_state import hold_lock\n"
        f"graph = Graph(Address(uri={address.uri!r}, user={address.user!r}, password={address.password!r}))\n"
        "with hold_lock(graph):\n"
        "    print('held', flush=True)\n"
        "    input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(DatabaseBusy):
            put(graph, [paper("q")])
        process.send_signal(signal.SIGKILL)
    assert put(graph, [paper("q")]).created == 1


def test_a_database_of_another_program_is_left_alone(graph: Graph) -> None:
    ask(graph, "CREATE (:Author {name: 'somebody else'})")
    with pytest.raises(SchemaMismatch, match="that graphapp did not write"):
        put(graph, [paper("p")])
    assert ask(graph, "MATCH (n) RETURN count(n) AS n") == [{"n": 1}]


def test_older_keys_are_refused_until_they_are_rekeyed(graph: Graph) -> None:
    records = bibliography(5, 50)
    put(graph, records)
    expected = dump(graph)
    ask(graph, "MATCH (a:Author) SET a.name_key = 'old ' + a.name_key, a.fold_key = a.name")
    ask(graph, "MATCH (p:Paper) SET p.title_key = 'old ' + p.title_key")
    ask(graph, "MATCH (s:Source) SET s.key_version = 0")
    with pytest.raises(SchemaMismatch, match="graphapp rekey"):
        put(graph, records)
    [done] = rekey(graph)
    assert (done.source, done.papers) == ("one", 50)
    assert dump(graph) == expected
    assert put(graph, records).unchanged == 50
    assert rekey(graph) == []


def upper_case_keys(printed: str, *, homonym_numbers: bool) -> Name | None:
    """Rules of names that no version has."""
    name = read_name(printed, homonym_numbers=homonym_numbers)
    return None if name is None else replace(name, name_key=name.name.upper())


def test_a_change_of_the_rules_themselves_is_carried_out_in_place(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = bibliography(6, 50)
    put(graph, records)
    expected = dump(graph)
    empty(graph)
    with monkeypatch.context() as older:
        older.setattr(rows, "title_key", lambda title: title.upper())
        older.setattr(rows, "read_name", upper_case_keys)
        rows._author.cache_clear()
        put(graph, records)
    rows._author.cache_clear()
    ask(graph, "MATCH (s:Source) SET s.key_version = 0")
    rekey(graph)
    assert dump(graph) == expected


def older_identifiers(printed: Mapping[str, str], address: str | None = None) -> Identifiers:
    """Rules of identifiers that earlier versions had: a DOI of arXiv is a DOI, and an address says nothing."""
    normal = {name: text.lower() for name, text in printed.items()}
    return Identifiers(normal=normal, damaged={}, missing=frozenset())


def test_identifiers_of_older_rules_are_rewritten_and_join_the_works_that_they_name(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    preprint = {"year": 2023, "venue": "arXiv"}
    sources = {
        "one": [
            paper("q", "Ada Lovelace", title="Tuning", identifiers={"arxiv_id": "2301.00001"}, **preprint),
            paper("r", "Wei Wang", title="Lambing", identifiers={"doi": "10.1000/x"}),
        ],
        "two": [
            paper(
                "q", "Ada Lovelace", title="Tuning, twice", identifiers={"doi": "10.48550/arXiv.2301.00001"}, **preprint
            ),
            paper("r", "Wei Wang", title="Lambing, twice", url="https://doi.org/10.1000/X"),
            paper("s", "Wei Wang", title="Shearing", identifiers={"doi": "10.1000/Y"}),
        ],
    }
    for name, records in sources.items():
        put(graph, records, name)
    expected = dump(graph)
    empty(graph)
    with monkeypatch.context() as older:
        older.setattr(losses, "read_identifiers", older_identifiers)
        for name, records in sources.items():
            put(graph, records, name)
    assert dump(graph) != expected
    ask(graph, "MATCH (s:Source) SET s.key_version = 0")
    assert [(done.source, done.changed, done.warnings) for done in rekey(graph)] == [("one", 0, 0), ("two", 2, 0)]
    assert dump(graph) == expected
    assert all(put(graph, records, name).unchanged == len(records) for name, records in sources.items())


def test_a_stored_text_that_is_no_identifier_is_left_out_and_reported(graph: Graph) -> None:
    put(graph, [paper("p")])
    ask(graph, "MATCH (p:Paper) SET p.doi = '10.1000/a 10.1000/b'")
    ask(graph, "MATCH (s:Source) SET s.key_version = 0")
    losses: list[Loss] = []
    [done] = rekey(graph, on_loss=losses.append)
    assert (done.changed, done.warnings) == (1, 1)
    assert [(loss.place, loss.field, loss.raw) for loss in losses] == [("one:p", "doi", "10.1000/a 10.1000/b")]
    assert node(graph, "paper")["doi"] is None


def test_rekeying_brings_a_graph_of_earlier_names_along(graph: Graph) -> None:
    people = ("Okafor, Ines*", "Anonymous", "Wei Wang", "Wei Wang", "et al.")
    records: list[Record] = [
        paper("p", *people),
        paper("q", authorships=(Authorship(printed_name="W. Wang", position=1, author_id="~wei"),)),
        PersonRecord(
            place="test:w",
            person_id="w",
            names=(PersonName(printed_name="W. Y. Wang"), PersonName(printed_name="Wang Wei", author_id="~wei")),
        ),
    ]
    put(graph, records)
    expected = dump(graph)
    empty(graph)
    with pytest.MonkeyPatch.context() as older:
        # What earlier versions did: each printed text was a name, and no row had a family key, a printed key or a name
        # from a person record.
        older.setattr(losses, "named_authors", as_they_are)
        older.setattr(rows, "read_name", parse_name)
        rows._author.cache_clear()
        put(graph, records)
    rows._author.cache_clear()
    ask(graph, "MATCH (author:Author) REMOVE author.family_key")
    ask(graph, "MATCH ()-[authored:AUTHORED]->() REMOVE authored.printed_key")
    ask(graph, "MATCH ()-[names:NAMES]->() DELETE names")
    ask(graph, "MATCH (paper:Paper {paper_id: 'one:p'}) SET paper.author_count = 5")
    ask(graph, "MATCH (source:Source) SET source.key_version = 1")
    rekey(graph)
    assert dump(graph) == expected
    assert rekey(graph) == []
    assert check(graph).ok


def as_they_are(authorships: tuple[Authorship, ...]) -> NamedAuthors:
    return NamedAuthors(authorships=authorships, left_out=(), complete=True)


@pytest.mark.parametrize("source", ["", "a:b", "Wei Wang", "x" * 65, "ä", 5])
def test_a_source_is_named_so_that_ids_can_begin_with_it(graph: Graph, source: Any) -> None:
    with pytest.raises(InvalidArgument, match=r"not a valid source name|source is 5"):
        put(graph, [paper("p")], source)


@pytest.mark.parametrize("options", [{"batch_size": 0}, {"batch_size": -1}, {"writers": 0}, {"batch_size": 2.5}])
def test_a_load_takes_positive_sizes(graph: Graph, options: dict[str, Any]) -> None:
    with pytest.raises(InvalidArgument, match=r"positive|whole"):
        put(graph, [paper("p")], **options)


# What several records say of one author row, whoever came first


def authored_by(paper_id: str, name: str, **stated: Any) -> PaperRecord:
    return paper(paper_id, authorships=(Authorship(printed_name=name, position=1, **stated),))


ORCID = "0000-0002-1825-0097"


@pytest.mark.parametrize("batch_size", [1, 10])
@pytest.mark.parametrize(
    ("records", "shown"),
    [
        pytest.param(
            [authored_by("1", "Ada Lovelace"), authored_by("2", "Ada Lovelace", orcid=ORCID)],
            ("Ada Lovelace", ORCID),
            id="only one of two records prints the ORCID",
        ),
        pytest.param(
            [authored_by("1", "Ada Lovelace"), authored_by("2", "Zita", author_id="Ada Lovelace")],
            ("Ada Lovelace", None),
            id="one record's name is the id that another gives",
        ),
        pytest.param(
            [authored_by("1", "Ada Lovelace", author_id="Ada Lovelace", orcid=ORCID), authored_by("2", "Ada Lovelace")],
            ("Ada Lovelace", ORCID),
            id="one record gives the name as an id",
        ),
    ],
)
def test_an_author_row_is_the_same_in_whatever_order_and_loads_its_records_come(
    graph: Graph, records: list[PaperRecord], shown: tuple[str, str | None], batch_size: int
) -> None:
    for order in (records, records[::-1]):
        for loads in ([order], [[record] for record in order]):
            empty(graph)
            for part in loads:
                put(graph, part, batch_size=batch_size)
            author = node(graph, "author", author_id="one:Ada Lovelace")
            assert (author["name"], author["orcid"]) == shown


def test_works_do_not_depend_on_which_spelling_an_author_row_showed_first(graph: Graph) -> None:
    spellings = [authored_by("1", "A. Lovelace", author_id="~ada"), authored_by("2", "Ada Lovelace", author_id="~ada")]
    same_work = [structs.replace(record, title="One title", year=1843, venue="ICML") for record in spellings]
    other = structs.replace(authored_by("9", "A. Lovelace"), title="One title", year=1843, venue="ICML")
    for order in (same_work, same_work[::-1]):
        empty(graph)
        put(graph, order)
        put(graph, [other], "two")
        assert node(graph, "paper", paper_id="two:9")["work_id"] == "one:1"


# Loads that end early, in every way


def test_authors_whose_papers_were_never_written_go_with_the_next_load_of_anything(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(graph, [paper("p", "Ada Lovelace")])
    expected = dump(graph)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr("graphapp.loading.writer.GraphWriter._create", die)
        with pytest.raises(KeyboardInterrupt):
            put(graph, [paper("q", "Wei Wang", venue="ICML")])
    assert dump(graph) != expected
    report = put(graph, [], "two")
    assert (report.authors.deleted, report.venues.deleted) == (1, 1)
    assert dump(graph) == expected


def test_a_load_of_nothing_but_rejects_can_be_stopped(graph: Graph) -> None:
    bad = Reject(place="x:1", reason="no title", raw="")
    report = put(graph, [bad] * 10, batch_size=3, stop=lambda: True)
    assert (report.read, report.rejected, report.interrupted) == (3, 3, True)


def test_an_input_that_breaks_off_keeps_what_it_gave_and_is_not_complete(graph: Graph) -> None:
    def broken() -> Iterator[Record]:
        yield paper("p", "Ada Lovelace")
        yield paper("q", "Ada Lovelace")
        raise SourceError("line 3 is no text")

    report = put(graph, broken(), batch_size=10)
    assert (report.created, report.failure) == (2, "line 3 is no text")
    assert [state.state for state in sources(graph)] == ["loading"]
    assert put(graph, [paper("p", "Ada Lovelace"), paper("q", "Ada Lovelace")]).unchanged == 2
    assert [state.state for state in sources(graph)] == ["complete"]
    assert check(graph).ok


def test_a_dry_run_needs_no_schema_and_makes_none(graph: Graph) -> None:
    for item in ask(graph, "SHOW CONSTRAINTS YIELD name"):
        ask(graph, f"DROP CONSTRAINT {item['name']}")
    for item in ask(graph, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        ask(graph, f"DROP INDEX {item['name']}")
    report = put(graph, [paper("p", "Ada Lovelace")], dry_run=True)
    assert report.created == 1
    assert ask(graph, "MATCH (node) RETURN count(node) AS count") == [{"count": 0}]
    assert ask(graph, "SHOW INDEXES YIELD type WHERE type <> 'LOOKUP' RETURN type") == []


def test_a_dry_run_reports_why_a_load_would_be_refused(graph: Graph) -> None:
    ask(graph, "CREATE (:Author {name: 'somebody else'})")
    with pytest.raises(SchemaMismatch, match="that graphapp did not write"):
        put(graph, [paper("p")], dry_run=True)


# Many records of one paper


@pytest.mark.parametrize("batch_size", [1, 2, 10])
def test_of_many_records_of_one_paper_one_stands_whatever_their_order(graph: Graph, batch_size: int) -> None:
    records = [paper("p", "Ada Lovelace", title=f"Title {number}") for number in range(3)]
    put(graph, records)
    expected = dump(graph)
    for order in itertools.permutations(records):
        empty(graph)
        put(graph, order[:1])
        report = put(graph, (paper("p", title="x" * 10_000), *order), batch_size=batch_size)
        assert report.rejected == 3
        assert dump(graph) == expected


# Many papers of one title


def test_papers_that_share_a_title_are_settled_once_however_many_they_are(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settle, "_CHUNK", 5)
    read: list[int] = []
    closure = works.closure

    def counted(graph: Graph, paper_ids: Iterable[str], *, unlimited: bool) -> list[dict[str, Any]]:
        rows = closure(graph, paper_ids, unlimited=unlimited)
        read.append(len(rows))
        return rows

    monkeypatch.setattr(settle, "closure", counted)
    titles = ["Wool"] * 30 + [f"Title {number}" for number in range(10)] + ["Twice"] * 2 + ["Editorial"] * 20
    put(graph, [paper(f"p{number}", title=title) for number, title in enumerate(titles)])
    assert sum(read) == 52
    read.clear()
    put(graph, [paper("p99", title="Wool")])
    assert read == [31]
    read.clear()
    # A title that joins nothing needs no other rows.
    put(graph, [paper("p100", title="Editorial")])
    assert read == [1]


# Papers of thousands of authors


def test_papers_of_many_authors_are_changed_and_taken_away_a_few_at_a_time(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = [f"Author {number}" for number in range(20)]
    put(graph, [paper(f"p{number}", *crowd, title=f"Title {number}") for number in range(6)])
    taken: list[int] = []
    write_together = Graph.write_together

    def counted(self: Graph, *steps: Step) -> list[Written]:
        written = write_together(self, *steps)
        taken.extend(
            step_written.relationships_deleted
            for step, step_written in zip(steps, written, strict=True)
            if step.query.name in ("write/delete_papers", "write/restate_papers")
        )
        return written

    monkeypatch.setattr(Graph, "write_together", counted)
    fewer = [paper(f"p{number}", "Ada Lovelace", title=f"Title {number}") for number in range(4)]
    report = put(graph, fewer, replace_source=True, batch_size=5)
    assert (report.updated, report.deleted, report.authors.deleted) == (4, 2, 20)
    assert sum(taken) == 6 * 20
    assert max(taken) == 40
    assert [row["name"] for row in dump(graph) if row["node"] == "author"] == ["Ada Lovelace"]
