"""The last step of a load, on a real graph: it is a function of what the rows state."""

from graphapp.graph import Graph
from graphapp.loading.settle import settle
from graphapp.loading.source_state import begin_upkeep, finish_rekeying, hold_lock
from graphapp.loading.upkeep import remove_source
from graphapp.services.health import check
from tests.bibliography import bibliography, paper, people
from tests.graphs import ask, dump, put


def put_both(graph: Graph) -> None:
    """Two sources with works in common, and persons of the first one."""
    put(graph, [*bibliography(1, 40, titles=10), *people(1, 10)], "one")
    put(graph, bibliography(2, 40, source="two", titles=10), "two")


def settle_all(graph: Graph) -> None:
    with hold_lock(graph) as assure:
        turn = begin_upkeep(graph, assure, "one", "rekeying")
        settle(turn, on_progress=lambda progress: None)
        finish_rekeying([turn])


def test_settling_what_is_settled_changes_nothing(graph: Graph) -> None:
    put_both(graph)
    before = dump(graph)
    settle_all(graph)
    assert dump(graph) == before


def test_what_was_written_over_what_rows_state_is_put_right(graph: Graph) -> None:
    put_both(graph)
    before = dump(graph)
    ask(graph, "MATCH (a:Author) SET a.name = 'Nobody', a.name_key = 'nobody', a.revision = 0")
    ask(graph, "MATCH (p:Paper) SET p.work_id = p.paper_id, p.preferred = true")
    ask(graph, "MATCH (v:Venue) SET v.name = 'Nowhere'")
    ask(graph, "CREATE (:Author {author_id: 'one:Nobody', name: 'Nobody', source: 'one', revision: 0})")
    assert dump(graph) != before
    settle_all(graph)
    assert dump(graph) == before


def test_a_venue_is_looked_at_again_only_if_it_may_show_something_else(graph: Graph) -> None:
    """Looking at it reads all of its papers, of which there may be a million."""

    def venue_after(source: str, printed: str, key: str | None = None) -> tuple[str, int]:
        put(graph, [paper(source, "Ada Lovelace", title=source, venue=printed, venue_key=key)], source)
        [found] = ask(graph, "MATCH (venue:Venue) RETURN venue.name AS name, venue.revision AS revision")
        return found["name"], found["revision"]

    assert venue_after("one", "Annals of Wool") == ("Annals of Wool", 1)
    assert venue_after("two", "Annals of Wool") == ("Annals of Wool", 1)
    assert venue_after("three", "ANNALS OF WOOL") == ("Annals of Wool", 3)
    assert venue_after("four", "Annals  of Wool", "annals-of-wool") == ("Annals of Wool", 3)
    assert venue_after("five", "ANNALS OF WOOL", "Annals of Wool") == ("Annals of Wool", 5)
    assert venue_after("six", "ANNALS OF WOOL") == ("Annals of Wool", 6)
    assert venue_after("seven", "ANNALS OF WOOL") == ("ANNALS OF WOOL", 7)
    assert check(graph).ok


def test_a_venue_without_papers_that_stays_shows_nothing_of_its_past(graph: Graph) -> None:
    """Somebody else wrote on it; what a later paper prints then decides as if the venue had just been created."""
    put(graph, [paper("1", "Bo Li", title="Other")], "three")
    put(graph, [paper("1", "Ada Lovelace", venue="SheepL")], "one")
    ask(graph, "MATCH (venue:Venue) SET venue.note = 1")
    remove_source(graph, source="one")
    put(graph, [paper("1", "Ada Lovelace", venue="Proceedings of a Meadow", venue_key="SHEEPL")], "two")
    assert ask(graph, "MATCH (venue:Venue) RETURN venue.venue_id AS id, venue.name AS name") == [
        {"id": "sheepl", "name": "sheepl"}
    ]
