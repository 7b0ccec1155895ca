"""The page of suspicious identities: what stays whole on a line."""

from dataclasses import replace

from graphapp.present.terminal import as_table
from tests.answers.identities import IDENTITIES


def test_ids_stand_whole_on_one_line() -> None:
    ids = tuple(f"one:{place} {'x' * 40}" for place in range(5))
    [first, *others] = IDENTITIES.suspicions
    page = as_table(replace(IDENTITIES, suspicions=(replace(first, ids=ids, paper_id=None), *others)), width=40)
    assert f"\n    {', '.join(ids)}\n" in page


def test_suspicions_that_are_not_listed_are_counted() -> None:
    assert as_table(IDENTITIES).count("  and 1,200 more\n") == 1
