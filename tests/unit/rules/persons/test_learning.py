"""Weights of a made-up graph, in which people write with the same coauthors again."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graphapp.rules.persons.authorships import Authorship, Surroundings
from graphapp.rules.persons.learning import Asked, learn
from graphapp.rules.persons.samples import MOST_PAPERS, Draw
from graphapp.rules.persons.scales import SHARED_COAUTHORS
from tests.unit.rules.persons.made_up import SURROUNDINGS, authorship


class Graph:
    """Each name has two papers with one coauthor of its own."""

    def authorships(self, names: Sequence[str], *, most: int) -> dict[str, Sequence[Authorship]]:
        assert most in (1, MOST_PAPERS)
        return {name: self.of(name) for name in names}

    def surroundings(self, asked: Sequence[Asked]) -> Sequence[Surroundings]:
        return [self.around(names, rows) for names, rows in asked]

    def of(self, name: str) -> Sequence[Authorship]:
        title = {"a": "On Lichens", "b": "Tides"}.get(name[0], "Data")
        return [
            authorship(f"{name} {number}", f"friend of {name}", title=title, year=1900 + number) for number in (1, 2)
        ]

    def around(self, names: Sequence[str], authorships: Sequence[Authorship]) -> Surroundings:
        coauthors = {coauthor for row in authorships for coauthor in row.coauthors}
        assert not coauthors & set(names)
        return replace(SURROUNDINGS, papers_of=dict.fromkeys(coauthors, 2))


DRAW = Draw(of_one=("ada quill", "bo reed", "cy moss"), of_two=(("ada quill", "bo quill"), ("cy moss", "bo moss")))


def test_shared_coauthors_are_learned_to_tell_persons() -> None:
    learned = learn(Graph(), DRAW)
    assert learned.pairs == (3, 2)
    assert learned.connected == 1
    assert max(learned.coauthors) == learned.coauthors[SHARED_COAUTHORS + 3] > 0
    assert learned.title[0] < 0 < learned.title[-1]


def test_a_name_on_one_paper_twice_is_no_pair_of_one_person() -> None:
    class Twice(Graph):
        def of(self, name: str) -> Sequence[Authorship]:
            return [replace(row, paper_id=name) for row in super().of(name)]

    with pytest.raises(ValueError, match="pairs of both kinds"):
        learn(Twice(), DRAW)


def test_two_names_on_one_paper_are_no_pair_of_two_persons() -> None:
    class Together(Graph):
        def of(self, name: str) -> Sequence[Authorship]:
            rows = super().of(name)
            return [replace(row, paper_id=row.title) for row in rows] if name == "bo moss" else rows

    papers = {row.paper_id for name in DRAW.of_two[1] for row in Together().of(name)}
    assert "Tides" in papers
    assert learn(Together(), DRAW).pairs == (3, 2)
