"""What is learned of a whole graph: the same for the same rows, kept with them, brought up to date by loads."""

import random
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest

from graphapp.errors import DatabaseBusy, Refused
from graphapp.graph import Graph
from graphapp.loading import learning
from graphapp.loading.learning import learn_persons
from graphapp.loading.upkeep import remove_source
from graphapp.queries import load_query
from graphapp.records import PaperRecord
from graphapp.rules.persons.authorships import Authorship, Surroundings
from graphapp.rules.persons.learning import Asked, learn
from graphapp.rules.persons.rarity import rarity
from graphapp.rules.persons.samples import draw_names
from graphapp.rules.persons.standard_weights import STANDARD_WEIGHTS
from graphapp.rules.persons.venue_lifts import venue_lifts
from graphapp.services import person_models
from graphapp.services.coauthor_works import CoauthorWorks
from graphapp.services.names import ambiguous_names
from graphapp.services.person_evidence import Around, GraphNumbers, name_works, surroundings_of
from graphapp.services.person_groups import person_groups
from graphapp.services.person_models import counted_titles, person_model, stored_model, weights_of
from tests.bibliography import paper
from tests.graphs import ask, dump, put

GIVENS = ("Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal")
FAMILIES = ("Quill", "Reed", "Moss", "Fern", "Vale")
FIELDS = ("lichens", "tides", "graphs", "parsing", "bridges")


def papers() -> list[PaperRecord]:
    """Teams of three that write two or three papers on one field; their names are drawn from few words."""
    drawn = random.Random(7)
    people = [f"{given} {family}" for family in FAMILIES for given in GIVENS]
    drawn.shuffle(people)
    found: list[PaperRecord] = []
    for number in range(0, len(people) - 3, 2):
        field = FIELDS[number % len(FIELDS)]
        for each in range(2 + number % 2):
            title = f"Study {number} {each} of {field} and {drawn.choice(FIELDS)}"
            found.append(
                paper(
                    f"{number}-{each}", *people[number : number + 3], title=title, year=2000 + number % 9, venue=field
                )
            )
    return found


@pytest.fixture(autouse=True)
def learning_from_few(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (learning, person_models):
        monkeypatch.setattr(module, "FEWEST_PAPERS", 10)


def learned(graph: Graph) -> list[dict[str, Any]]:
    """All that was learned, without what differs from one learning to the next."""
    found = ask(
        graph,
        """
        MATCH (node) WHERE node:PersonModel OR node:NameRarity OR node:TitleWord OR node:VenueLifts
        RETURN labels(node)[0] AS kind, properties(node) AS of
        """,
    )
    for row in found:
        for name in ("edition", "begun", "revision"):
            row["of"].pop(name, None)
        if "others" in row["of"]:
            row["of"] |= {"others": sorted(zip(row["of"].pop("others"), row["of"].pop("lifts"), strict=True))}
    return sorted(found, key=repr)


def test_the_order_of_loading_does_not_matter(empty_graph: Callable[[], Graph]) -> None:
    records = papers()
    answers = []
    for seed in (None, 1, 2):
        graph = empty_graph()
        shuffled = list(records)
        if seed is not None:
            random.Random(seed).shuffle(shuffled)
        put(graph, shuffled[:20], batch_size=7)
        put(graph, shuffled[20:], "two" if seed is None else "one")
        if seed is None:
            remove_source(graph, source="two")
            put(graph, shuffled[20:])
        learn_persons(graph)
        answers.append((learned(graph), person_groups(graph, "ada quill").groups))
    assert answers[1:] == answers[:1] * 2


def test_the_rarity_of_names_is_that_of_the_rule(graph: Graph) -> None:
    put(graph, papers())
    counts = ask(graph, "MATCH (a:Author)-->(p) RETURN a.name_key AS key, count(DISTINCT p.work_id) AS n ORDER BY key")
    expected = rarity((row["key"], row["n"]) for row in counts).expected_others
    stored = ask(graph, "MATCH (r:NameRarity) RETURN r.name_key AS key, r.expected_others AS expected ORDER BY key")
    assert [(row["key"], row["expected"]) for row in stored] == [
        (row["key"], pytest.approx(each)) for row, each in zip(counts, expected, strict=True)
    ]


def test_weights_are_learned_and_explained(graph: Graph) -> None:
    put(graph, papers())
    model = person_model(graph)
    assert model.works == len(papers())
    assert min(model.pairs_of_one, model.pairs_of_two) >= 0
    assert {level.scale for level in model.levels} == {"coauthors", "title", "venue", "years"}


def test_weights_are_those_of_all_authorships_of_the_drawn_names(graph: Graph) -> None:
    """Of drawn names only those works are read with their coauthors that are compared; that changes nothing."""

    class Whole:
        """Reads all, and each time anew."""

        def authorships(self, names: Sequence[str], *, most: int) -> dict[str, list[Authorship]]:
            del most
            return {key: [work.authorship for work in found] for key, found in name_works(graph, names).items()}

        def surroundings(self, asked: Sequence[Asked]) -> list[Surroundings]:
            around = [
                Around(rows, {row.paper_id for found in self.authorships(names, most=0).values() for row in found})
                for names, rows in asked
            ]
            return surroundings_of(CoauthorWorks(graph), around, numbers)

    rare = ("Xanthe Okonkwo", "Ulrika Tamm", "Ignatz Wolff", "Olwen Pryce")
    by_rare = [
        paper(f"{name} {number}", name, f"{GIVENS[number]} Quill", title=f"{FIELDS[number % 5]} {number} of {name}")
        for name in rare
        for number in range(6)
    ]
    put(graph, [*papers(), *by_rare])
    put(graph, [*papers()[::3], *by_rare[::2]], "two")
    learn_persons(graph)
    model = stored_model(graph)
    assert model is not None
    works, titles_with = counted_titles(graph)
    venues: list[dict[str, Any]] = graph.read(load_query("read/names_at_venues"), dict[str, Any], most_listed=30)
    numbers = GraphNumbers(works=works, titles_with=titles_with, lifts=venue_lifts(row["venue_ids"] for row in venues))
    expected = rarity((row["key"], row["papers"]) for row in venues).expected_others
    names = [(row["key"], row["papers"], each) for row, each in zip(venues, expected, strict=True)]
    weights = learn(Whole(), draw_names(names))
    assert min(weights.pairs) > 0
    assert weights_of(model) == weights


def test_a_load_of_few_rows_leaves_what_was_learned_and_answers_say_so(graph: Graph) -> None:
    put(graph, papers())
    before = learned(graph)
    assert person_groups(graph, "Ada Quill").model.is_current
    put(graph, [paper("late", "Ada Quill", "Bo Reed")], "two")
    assert [row for row in learned(graph) if row["kind"] != "PersonModel"] == [
        row for row in before if row["kind"] != "PersonModel"
    ]
    assert not person_groups(graph, "Ada Quill").model.is_current
    put(graph, [paper("late", "Ada Quill", "Bo Reed")], "two")
    assert not person_groups(graph, "Ada Quill").model.is_current
    learn_persons(graph)
    assert person_groups(graph, "Ada Quill").model.is_current


def test_a_load_that_changes_nothing_keeps_what_was_learned_current(graph: Graph) -> None:
    put(graph, papers())
    put(graph, papers())
    assert person_groups(graph, "Ada Quill").model.is_current


def test_many_changed_rows_are_learned_from_at_once(graph: Graph) -> None:
    records = papers()
    put(graph, records[:20])
    put(graph, records[20:], "two")
    answer = person_groups(graph, "Ada Quill")
    assert answer.model.is_current
    assert answer.model.works == len(records)


def test_a_load_need_not_learn(graph: Graph) -> None:
    put(graph, papers(), learn=False)
    assert learned(graph) == []
    with pytest.raises(Refused, match="graphapp learn"):
        person_groups(graph, "Ada Quill")
    with pytest.raises(Refused, match="graphapp learn"):
        person_model(graph)


def test_what_was_learned_is_no_part_of_the_dump(graph: Graph) -> None:
    put(graph, papers(), learn=False)
    before = dump(graph)
    learn_persons(graph)
    assert dump(graph) == before


def test_what_was_learned_goes_with_the_rows(graph: Graph) -> None:
    put(graph, papers())
    put(graph, [paper("1", "Ada Quill", "Bo Reed")], "two")
    remove_source(graph, source="one")
    assert [row["kind"] for row in learned(graph)] == ["PersonModel"]
    answer = person_groups(graph, "Ada Quill")
    assert answer.model.revision is None
    assert answer.model.doubt is not None


def test_interrupted_learning_leaves_what_was_learned(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    put(graph, papers())
    before = learned(graph)
    stored = graph.write

    def write(query: Any, /, **parameters: object) -> Any:
        if query.name == "write/finish_learning":
            raise KeyboardInterrupt
        return stored(query, **parameters)

    monkeypatch.setattr(graph, "write", write)
    with pytest.raises(KeyboardInterrupt):
        learn_persons(graph)
    monkeypatch.undo()
    for module in (learning, person_models):
        monkeypatch.setattr(module, "FEWEST_PAPERS", 10)
    assert len(learned(graph)) > len(before)
    assert person_groups(graph, "Ada Quill").model.is_current
    learn_persons(graph)
    assert learned(graph) == before


def test_only_the_latest_learning_is_used(graph: Graph) -> None:
    put(graph, papers())
    before = person_model(graph)

    def other_learning(progress: object) -> None:
        ask(graph, "MATCH (m:PersonModel) SET m.begun = m.begun + 1")

    with pytest.raises(DatabaseBusy, match="another command has begun to learn"):
        learn_persons(graph, on_progress=other_learning)
    assert person_model(graph) == before


def test_a_graph_of_few_papers_is_refused(graph: Graph) -> None:
    put(graph, [paper("1", "Ada Quill", "Bo Reed")])
    for ask_of_persons in (learn_persons, person_model, partial(ambiguous_names, by="persons")):
        with pytest.raises(Refused, match="the graph has 1 paper row, and at least"):
            ask_of_persons(graph)


def test_a_graph_of_one_name_has_standard_weights_and_tells_nobody_apart(graph: Graph) -> None:
    put(graph, [paper(f"{number}", "Ada Quill", title=f"Lichens {number}") for number in range(20)])
    model = person_model(graph)
    assert (model.pairs_of_one, model.pairs_of_two) == (0, 0)
    assert model.levels[0].weight == STANDARD_WEIGHTS.coauthors[0] / 100
    answer = person_groups(graph, "Ada Quill")
    assert answer.different_count == 0
    assert answer.model.doubt is not None


@pytest.fixture
def empty_graph(graph: Graph) -> Callable[[], Graph]:
    def emptied() -> Graph:
        ask(graph, "MATCH (n) DETACH DELETE n")
        return graph

    return emptied
