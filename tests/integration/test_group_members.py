"""Groups as they are shown: venues and coauthors are counted by works, and the fewest are left out."""

from graphapp.graph import Graph
from graphapp.services.group_members import described_groups, shown_works
from graphapp.services.grouped_works import grouped_works
from tests.bibliography import paper
from tests.graphs import put


def test_a_group_shows_its_main_venues_and_coauthors(graph: Graph) -> None:
    venues = ("Lichenology", "Lichenology", "Moss Letters", "Reports of Tides", "Bridge News")
    put(
        graph,
        [
            paper(
                f"{number}",
                "Wei Wang",
                *(f"{given} Quill" for given in ("Ada", "Bo", "Cy", "Di", "Ed", "Flo")[: 2 + number]),
                title=f"Lichens {number}",
                year=2000 + number,
                venue=venue,
            )
            for number, venue in enumerate(venues)
        ],
    )
    grouped = grouped_works(graph, "wei wang")
    shown = shown_works(grouped)
    [group] = described_groups(grouped, shown, None)
    assert group.spellings is None
    assert [venue.papers for venue in group.venues] == [2, 1, 1]
    assert group.venues[0].name == "Lichenology"
    assert [(each.key, each.papers) for each in group.coauthors] == [
        ("ada quill", 5),
        ("bo quill", 5),
        ("cy quill", 4),
        ("di quill", 3),
        ("ed quill", 2),
    ]
    assert [work.year for work in group.papers] == [2004, 2003, 2002, 2001, 2000]
    assert {work.group for work in shown.values()} == {1}
