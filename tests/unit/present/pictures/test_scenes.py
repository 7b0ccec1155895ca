"""What a picture shows, before anything has a place."""

from dataclasses import replace

from graphapp.present.pictures.links import Links
from graphapp.present.pictures.scenes import chains_scene, neighborhood_scene, people_scene
from tests.answers.networks import CHAINS, HEBREW, IMAGE, NEIGHBORHOOD, PEOPLE, QUOTES, edge, neighborhood

NO_LINKS = Links()


def test_a_neighborhood_is_grouped_as_it_would_be_without_its_centre() -> None:
    names = neighborhood(4)
    linked = replace(names, edges=(*names.edges, edge("Near 0", "Near 2", 3), edge("Near 1", "Near 3", 2)))
    scene = neighborhood_scene(linked, NO_LINKS)
    assert [dot.community for dot in scene.dots] == [None, 0, 1, 0, 1]
    assert [dot.role for dot in scene.dots] == ["centre", *["member"] * 4]
    assert scene.communities == ("Near 0, Near 2", "Near 1, Near 3")
    assert {(line.a, line.b, line.papers) for line in scene.lines} >= {(1, 3, 3), (2, 4, 2), (0, 1, 4)}


def test_names_without_links_are_in_no_community() -> None:
    scene = neighborhood_scene(neighborhood(4), NO_LINKS)
    assert scene.communities == ()
    assert {dot.community for dot in scene.dots} == {None}


def test_a_legend_names_the_most_important_and_counts_the_others() -> None:
    names = neighborhood(5)
    links = tuple(edge(f"Near {a}", f"Near {b}", 1) for a in range(5) for b in range(a))
    assert neighborhood_scene(replace(names, edges=(*names.edges, *links)), NO_LINKS).communities == (
        "Near 0, Near 1 and 3 more",
    )


def test_people_come_by_their_works_in_the_communities_of_the_answer() -> None:
    scene = people_scene(PEOPLE, Links(base=""))
    assert [(dot.label, dot.works, dot.community) for dot in scene.dots] == [
        ("Ada Lovelace", 5, 0),
        (IMAGE, 4, 0),
        (QUOTES, 1, 0),
        (HEBREW, 0, None),
    ]
    assert scene.dots[0].href == "/name-cluster/Ada%20Lovelace"
    assert [(line.a, line.b, line.papers) for line in scene.lines] == [(0, 1, 4), (0, 2, 1)]


def test_chains_have_columns_and_a_step_is_pooled_where_any_chain_pools_it() -> None:
    scene = chains_scene(CHAINS, NO_LINKS)
    columns = {dot.label: (dot.column, dot.role) for dot in scene.dots}
    assert columns == {
        "Ada Lovelace": (0, "end"),
        IMAGE: (1, "member"),
        HEBREW: (1, "member"),
        "Luigi Menabrea": (2, "member"),
        QUOTES: (3, "end"),
    }
    labels = [dot.label for dot in scene.dots]
    assert {frozenset((labels[line.a], labels[line.b])) for line in scene.lines if line.pooled} == {
        frozenset((IMAGE, "Luigi Menabrea")),
        frozenset(("Luigi Menabrea", QUOTES)),
    }


def test_two_names_without_a_chain_stand_side_by_side() -> None:
    scene = chains_scene(replace(CHAINS, distance=None, chains=(), chain_count=0, truncated=False), NO_LINKS)
    assert [(dot.label, dot.column, dot.role) for dot in scene.dots] == [
        ("Ada Lovelace", 0, "end"),
        (QUOTES, 1, "end"),
    ]
    assert scene.lines == ()


def test_skipped_papers_and_cut_names_are_in_the_title() -> None:
    title = neighborhood_scene(NEIGHBORHOOD, NO_LINKS).title
    assert title.startswith("4 of 2,003 names up to 2 steps from Ada Lovelace; papers skipped")
