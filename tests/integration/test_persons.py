"""Person records on the real database: author rows that share a person, with papers and without."""

from typing import Any

import pytest

from graphapp.errors import NotFound
from graphapp.graph import Graph
from graphapp.loading import upkeep
from graphapp.loading.load import load
from graphapp.loading.upkeep import rekey, remove_source
from graphapp.records import Authorship, PersonName, PersonRecord, Record
from graphapp.results.names import PRINTED_NOTICE, NameCluster
from graphapp.results.upkeep import LoadReport
from graphapp.services.clusters import name_cluster
from graphapp.services.health import check
from graphapp.services.neighborhoods import coauthor_neighborhood
from tests import graphs
from tests.bibliography import paper
from tests.graphs import ask, dump

ORCID = "0000-0002-1825-0097"
OTHER_ORCID = "0000-0002-1694-233X"


def person(person_id: str, *names: str | PersonName, **fields: Any) -> PersonRecord:
    listed = tuple(PersonName(printed_name=name) if isinstance(name, str) else name for name in names)
    return PersonRecord(place=f"test:{person_id}", person_id=person_id, names=listed, **fields)


def put(graph: Graph, *records: Record, source: str = "dblp", **options: Any) -> LoadReport:
    report = graphs.put(graph, records, source, **options)
    assert check(graph).ok
    return report


def authors(graph: Graph) -> dict[str, tuple[str | None, str | None]]:
    """author_id -> person_id and ORCID."""
    return {row["author_id"]: (row["person_id"], row["orcid"]) for row in dump(graph) if row["node"] == "author"}


LI = person("l/Li", "Wei Li 0001", "William Li", orcid=ORCID, other_ids={"wikidata": "Q1"})


def test_the_names_of_a_person_are_author_rows_that_share_it_and_need_no_paper(graph: Graph) -> None:
    put(graph, LI, paper("p", "William Li", "Ada Lovelace"))
    assert authors(graph) == {
        "dblp:Ada Lovelace": (None, None),
        "dblp:Wei Li 0001": ("dblp:l/Li", ORCID),
        "dblp:William Li": ("dblp:l/Li", ORCID),
    }
    cluster = name_cluster(graph, name="wei li")
    [row] = cluster.author_rows
    assert (cluster.paper_count, row.homonym, row.person_id) == (0, "0001", "dblp:l/Li")


def test_a_person_that_is_loaded_again_changes_nothing(graph: Graph) -> None:
    put(graph, LI)
    before = dump(graph)
    report = put(graph, LI)
    assert (report.created, report.updated, report.unchanged) == (0, 0, 1)
    assert dump(graph) == before


def test_a_changed_record_takes_away_the_names_that_it_no_longer_has(graph: Graph) -> None:
    put(graph, LI, paper("p", "William Li"))
    report = put(graph, person("l/Li", "Wei Li 0001", "Will Li"))
    assert (report.updated, report.authors.created) == (1, 1)
    assert authors(graph) == {
        "dblp:Wei Li 0001": ("dblp:l/Li", None),
        "dblp:Will Li": ("dblp:l/Li", None),
        "dblp:William Li": (None, None),
    }


def test_an_author_row_goes_when_neither_a_person_nor_a_paper_states_it(graph: Graph) -> None:
    put(graph, LI, paper("p", "William Li"))
    put(graph, LI, replace_source=True)
    assert authors(graph).keys() == {"dblp:Wei Li 0001", "dblp:William Li"}
    report = put(graph, paper("p", "William Li"), replace_source=True)
    assert report.deleted == 1
    assert authors(graph) == {"dblp:William Li": (None, None)}


def test_a_row_that_two_persons_state_is_of_neither_until_one_of_them_goes(graph: Graph) -> None:
    other = person("l/Li2", "William Li", "Bill Li", orcid=OTHER_ORCID)
    put(graph, LI)
    alone = dump(graph)
    put(graph, other)
    assert authors(graph)["dblp:William Li"] == (None, None)
    put(graph, LI, replace_source=True)
    assert dump(graph) == alone


def test_the_orcid_of_the_person_comes_before_those_that_papers_print(graph: Graph) -> None:
    printed = Authorship(printed_name="William Li", position=1, orcid=OTHER_ORCID)
    put(graph, paper("p", authorships=(printed,)), LI)
    assert authors(graph)["dblp:William Li"] == ("dblp:l/Li", ORCID)
    put(graph, person("l/Li", "Wei Li 0001", "William Li"))
    assert authors(graph)["dblp:William Li"] == ("dblp:l/Li", OTHER_ORCID)


def test_names_with_ids_of_their_own_are_the_rows_that_papers_name_by_these_ids(graph: Graph) -> None:
    put(graph, person("ada", PersonName(printed_name="A. Lovelace", author_id="~Ada1")), source="openreview")
    printed = Authorship(printed_name="Ada Lovelace", position=1, author_id="~Ada1")
    put(graph, paper("p", authorships=(printed,)), source="openreview")
    [row] = name_cluster(graph, name="a. lovelace").author_rows
    assert (row.author_id, row.person_id, row.paper_count) == ("openreview:~Ada1", "openreview:ada", 1)


def test_the_graph_does_not_depend_on_the_order_of_persons_and_papers(graph: Graph) -> None:
    records: list[Record] = [
        LI,
        person("l/Ada", "Ada Lovelace", "A. Lovelace"),
        paper("p", "William Li", "Ada Lovelace"),
    ]
    dumps = []
    for order in (records, records[::-1]):
        for batch_size in (1, 2_000):
            put(graph, *order, batch_size=batch_size)
            dumps.append(dump(graph))
            remove_source(graph, source="dblp")
            assert dump(graph) == []
    assert all(each == dumps[0] for each in dumps)


def test_of_two_records_of_one_person_the_one_with_more_names_stands(graph: Graph) -> None:
    shorter = person("l/Li", "Wei Li 0001")
    report = put(graph, shorter, LI)
    assert (report.created, report.rejected) == (1, 1)
    assert len(authors(graph)) == 2


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (person("x"), "a person without a name"),
        (person("x", "Ada", "Ada "), "a name of one person that stands there twice for one author row"),
        (person(" ", "Ada"), "an id that is blank"),
        (person("x", "\u200b"), "is not a name"),
        (person("x", "Ada", other_ids={"a:b": "c"}), "a colon in the scheme of a person's other id"),
        (person("x", "Ada", other_ids={"a": "b" * 1_000}), "an id of more than 1,000 characters"),
        (person("x", "half \ud800"), "half of a surrogate pair"),
    ],
)
def test_a_person_that_no_graph_can_hold_is_a_reject(graph: Graph, record: PersonRecord, reason: str) -> None:
    reasons: list[str] = []
    report = put(graph, record, paper("p", "Ada"), on_reject=lambda reject: reasons.append(reject.reason))
    assert (report.created, report.rejected) == (1, 1)
    assert reason in reasons[0]


def test_a_dry_run_says_what_a_load_of_persons_would_do(graph: Graph) -> None:
    put(graph, LI)
    before = dump(graph)
    report = load(graph, [person("l/Ada", "Ada Lovelace")], source="dblp", dry_run=True, replace_source=True)
    assert (report.created, report.deleted) == (1, 1)
    assert dump(graph) == before


def test_rekeying_brings_persons_to_the_rules_in_force(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    put(graph, LI, paper("p", "Wei Li 0001"))
    expected = dump(graph)
    ask(graph, "MATCH (source:Source) SET source.key_version = 0")
    ask(
        graph,
        "MATCH (person:PersonRecord) MATCH (author:Author {author_id: 'dblp:William Li'})"
        " SET person.author_ids = ['dblp:Wei Li 0001', 'dblp:Old'], author.author_id = 'dblp:Old'",
    )
    monkeypatch.setattr(upkeep, "_BATCH", 1)
    rekey(graph)
    assert dump(graph) == expected
    assert check(graph).ok


def test_check_finds_persons_whose_rows_do_not_name_them(graph: Graph) -> None:
    put(graph, LI)
    ask(graph, "MATCH (author:Author {author_id: 'dblp:William Li'}) SET author.person_ids = ['dblp:x']")
    assert {finding.name: finding.detail for finding in check(graph).findings if not finding.ok} == {
        "author rows of a person record that does not state them": "1",
        "person records without one of their author rows": "1",
    }


# Names that only a person record prints


def known_as(person_id: str, printed: str, own_id: str = "~ada") -> PersonRecord:
    """A person with one author row, which has an id of its own."""
    return person(person_id, PersonName(printed_name=printed, author_id=own_id))


def printed_as(*names: str) -> list[Record]:
    """Papers of the author row with that id, each of which prints another name."""
    return [
        paper(f"{number}", authorships=(Authorship(printed_name=name, position=1, author_id="~ada"),))
        for number, name in enumerate(names)
    ]


def also_printed(cluster: NameCluster) -> list[tuple[str, int, int]]:
    return [(each.name, each.count, each.person_count) for each in cluster.also_printed]


def test_a_name_that_only_a_person_record_prints_finds_the_row(graph: Graph) -> None:
    papers = printed_as("Ada Lovelace", "Ada Lovelace", "Ada Lovelace", "A. Lovelace")
    put(graph, *papers, known_as("x", "Ada King*"), known_as("y", "ADA KING"), known_as("z", "A. Lovelace"))

    found = name_cluster(graph, name="ada king")
    assert [(row.author_id, row.name, row.paper_count) for row in found.author_rows] == [
        ("dblp:~ada", "Ada Lovelace", 4)
    ]
    assert (found.name, found.notice, found.paper_count) == ("ada king", PRINTED_NOTICE, 4)
    assert also_printed(found) == [("Ada Lovelace", 3, 0), ("A. Lovelace", 1, 1)]
    shown = name_cluster(graph, name="Ada Lovelace")
    assert also_printed(shown) == [("A. Lovelace", 1, 1), ("ADA KING", 0, 1), ("Ada King", 0, 1)]
    assert also_printed(name_cluster(graph, name="Áda Lovelace", match="fold")) == also_printed(shown)
    with pytest.raises(NotFound) as unknown:
        coauthor_neighborhood(graph, name="Ada King")
    assert unknown.value.near[0] == "Ada Lovelace"


def test_several_names_of_a_person_may_be_those_of_one_row(graph: Graph) -> None:
    names = [PersonName(printed_name=name, author_id="~ada") for name in ("Ada Lovelace", "Ada King", "A. A. King")]
    put(graph, person("x", *names, orcid=ORCID), *printed_as("Ada King"))
    assert authors(graph) == {"dblp:~ada": ("dblp:x", ORCID)}
    for name in names:
        [row] = name_cluster(graph, name=name.printed_name).author_rows
        assert (row.author_id, row.name) == ("dblp:~ada", "Ada King")
    before = dump(graph)
    put(graph, person("x", names[0]), replace_source=True)
    put(graph, person("x", *names, orcid=ORCID), *printed_as("Ada King"), replace_source=True)
    assert dump(graph) == before
    remove_source(graph, source="dblp")
    assert dump(graph) == []


def test_a_name_with_a_number_finds_the_row_of_a_person_without_papers(graph: Graph) -> None:
    put(graph, known_as("x", "Ada Lovelace"), known_as("y", "Ada Lovelace"), known_as("z", "Ada King 0002"))
    for typed in ("Ada King 0002", "ada king"):
        found = name_cluster(graph, name=typed)
        assert [(row.author_id, row.paper_count) for row in found.author_rows] == [("dblp:~ada", 0)]
        assert (also_printed(found), found.papers) == ([("Ada Lovelace", 0, 2)], ())


def test_rows_that_show_a_name_come_before_those_that_a_person_record_prints_so(graph: Graph) -> None:
    put(graph, *printed_as("Ada Lovelace", "Ada Lovelace"), known_as("x", "Ada King"), paper("k", "Ada King"))
    cluster = name_cluster(graph, name="Ada King")
    assert [row.author_id for row in cluster.author_rows] == ["dblp:Ada King"]
    [other] = cluster.printed_rows
    assert (other.author_id, other.name, other.count, other.person_count) == ("dblp:~ada", "Ada Lovelace", 0, 1)


def test_a_name_is_forgotten_with_the_person_record_that_prints_it(graph: Graph) -> None:
    papers = printed_as("Ada Lovelace", "Ada Lovelace")
    put(graph, *papers)
    without = dump(graph)
    put(graph, known_as("x", "Ada King"), known_as("y", "Ada Byron"))
    put(graph, known_as("x", "A. Noel"), *papers, replace_source=True)
    assert also_printed(name_cluster(graph, name="Ada Lovelace")) == [("A. Noel", 0, 1)]
    for forgotten in ("Ada King", "Ada Byron"):
        with pytest.raises(NotFound):
            name_cluster(graph, name=forgotten)
    put(graph, *papers, replace_source=True)
    assert dump(graph) == without
    put(graph, known_as("x", "Ada King"), source="other")
    remove_source(graph, source="other")
    assert dump(graph) == without


def test_names_that_another_program_deletes_are_found_and_written_again(graph: Graph) -> None:
    records = [*printed_as("Ada Lovelace", "Ada Lovelace"), known_as("x", "Ada King")]
    put(graph, *records)
    expected = dump(graph)
    ask(graph, "MATCH ()-[names:NAMES]->() DELETE names")
    [finding] = [finding for finding in check(graph).findings if not finding.ok]
    assert (finding.name, finding.detail) == ("person records without one of their names", "1")
    assert finding.remedy is not None
    assert "load the same input again" in finding.remedy
    ask(graph, "MATCH (source:Source) SET source.key_version = 3")
    assert {finding.remedy for finding in check(graph).findings if not finding.ok} == {"run `graphapp rekey`"}
    rekey(graph)
    assert dump(graph) == expected
    ask(graph, "MATCH ()-[names:NAMES]->() DELETE names")
    report = put(graph, *records)
    assert (report.updated, report.unchanged) == (1, 2)
    assert dump(graph) == expected
