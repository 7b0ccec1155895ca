"""Names that weights are learned from."""

from itertools import product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.persons.samples import MOST_PAPERS, Draw, draw_names, drawn_papers, drawn_works, without
from tests.unit.rules.persons.made_up import authorship

GIVENS = ("adelheid", "bo", "cyprian", "d.", "eve", "flo")
FAMILIES = ("quill", "reed", "moss", "fern")
graphs = st.dictionaries(
    st.builds("{} {}".format, st.sampled_from(GIVENS), st.sampled_from(FAMILIES)) | st.sampled_from(FAMILIES),
    st.tuples(st.integers(1, 5), st.sampled_from([0.001, 0.019, 0.05, 0.5, 7.0])),
)
Graph = dict[str, tuple[int, float]]


def draw(graph: Graph, count: int = 6) -> Draw:
    return draw_names([(name, papers, others) for name, (papers, others) in graph.items()], count=count)


@given(graphs, st.randoms(use_true_random=False))
def test_the_order_of_names_does_not_matter(graph: Graph, random: Random) -> None:
    names = list(graph.items())
    random.shuffle(names)
    assert draw(dict(names)) == draw(graph)


@given(graphs, st.integers(1, 8))
def test_names_of_one_person_are_rare_and_pairs_are_of_two_people_of_one_family_name(graph: Graph, count: int) -> None:
    found = draw(graph, count)
    assert len(found.of_one) == len(set(found.of_one)) <= count
    for name in found.of_one:
        papers, others = graph[name]
        assert papers >= 2
        assert others < 0.02
        assert len(name) > 6
        assert "." not in name
    assert len(found.of_two) == len(set(found.of_two)) <= count
    for one, other in found.of_two:
        assert one.split()[-1] == other.split()[-1]
        assert one[0] != other[0]


def test_family_names_of_crowded_names_have_half_of_the_draw() -> None:
    lone = {f"{given} lone{number}": (2, 0.001) for given, number in product(GIVENS, range(50)) if "." not in given}
    crowd = {f"rare{number} crowd": (2, 0.001) for number in range(20)} | {
        f"{given}{number} crowd": (9, 5.0) for given, number in product(GIVENS, range(9))
    }
    found = draw({**lone, **crowd}, count=40)
    assert len(found.of_one) == 40
    assert sum(name.endswith(" crowd") for name in found.of_one) >= 15
    assert sum(one.endswith(" crowd") for one, _ in found.of_two) >= 15


def test_a_graph_without_names_has_nothing_to_draw() -> None:
    assert draw({}) == Draw(of_one=(), of_two=())


def test_a_few_papers_of_a_name_are_drawn_whatever_their_ids_and_order() -> None:
    titles = [f"On {word}" for word in ("Moss", "Ferns", "Tides", "Lichens", "Quartz", "Kelp")]
    found = drawn_papers([authorship(str(place), title=title) for place, title in enumerate(titles)])
    turned = drawn_papers([authorship(str(place), title=title) for place, title in enumerate(reversed(titles))])
    assert [row.title for row in found] == [row.title for row in turned]
    assert len(found) == MOST_PAPERS


@given(
    st.lists(st.sampled_from(["On Moss", "On Kelp", "Tides", "Ferns"]), max_size=9),
    st.integers(1, MOST_PAPERS),
)
def test_drawn_works_are_those_of_the_first_drawn_papers(titles: list[str], most: int) -> None:
    rows = [authorship(str(place), title=title) for place, title in enumerate(titles)]
    works = drawn_works({row.paper_id: row.title for row in rows}, most)
    assert works == [row.paper_id for row in drawn_papers(rows)[:most]]


def test_names_are_taken_out_of_a_list() -> None:
    assert without(authorship("a", "bo reed", "ed vale"), ["bo reed"]).coauthors == {"ed vale"}
