"""Simple rules on the papers of a name."""

from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.persons.authorships import Authorship
from graphapp.rules.persons.trivial import GATE, RULES, Groups, one_shared_coauthor, rarity_gate
from tests.unit.rules.persons.made_up import authorship

ROWS = [
    authorship("a", "ada quill", "bo reed", venue="Tides"),
    authorship("b", "ada quill", "bo reed", venue="Moss"),
    authorship("c", "bo reed", "cy moss", venue="Moss"),
    authorship("d", "cy moss"),
    authorship("e", "di fern", venue="Moss"),
    authorship("f", "di fern"),
    authorship("g", venue="Moss"),
]


def sets_of(groups: Groups) -> set[str]:
    found: defaultdict[str, str] = defaultdict(str)
    for key, group in sorted(groups.items()):
        found[group] += key
    return set(found.values())


@pytest.mark.parametrize(
    ("rule", "groups"),
    [
        ("one person", "abcdefg"),
        ("each paper its own", "a b c d e f g"),
        ("one shared coauthor", "abcd ef g"),
        ("Author Disambiguator", "abc d e f g"),
    ],
)
def test_a_rule_groups_as_it_says(rule: str, groups: str) -> None:
    assert sets_of(RULES[rule](ROWS)) == set(groups.split())


def test_a_rare_name_is_of_one_person_and_another_is_grouped_by_coauthors() -> None:
    assert sets_of(rarity_gate(ROWS, expected_others=GATE - 0.01)) == {"abcdefg"}
    assert rarity_gate(ROWS, expected_others=GATE) == one_shared_coauthor(ROWS)


@given(
    st.lists(st.tuples(st.frozensets(st.sampled_from("uvwxyz"), max_size=4), st.sampled_from([None, "M", "T"]))),
    st.randoms(use_true_random=False),
)
def test_links_are_found_in_whatever_order(papers: list[tuple[frozenset[str], str | None]], random: object) -> None:
    rows = [authorship(f"{place:03}", *coauthors, venue=venue) for place, (coauthors, venue) in enumerate(papers)]

    def linked(needs: int) -> set[frozenset[str]]:
        sets = {row.authorship_id: {row.authorship_id} for row in rows}
        for a, b in combinations(rows, 2):
            shared = len(a.coauthors & b.coauthors)
            if shared >= needs or (shared and a.venue and a.venue == b.venue):
                joined = sets[a.authorship_id] | sets[b.authorship_id]
                for key in joined:
                    sets[key] = joined
        return {frozenset(keys) for keys in sets.values()}

    shuffled: list[Authorship] = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    for rule, needs in (("one shared coauthor", 1), ("Author Disambiguator", 2)):
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for key, group in RULES[rule](shuffled).items():
            groups[group].add(key)
        assert {frozenset(keys) for keys in groups.values()} == linked(needs)
