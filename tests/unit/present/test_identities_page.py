"""The page of suspicious identities."""

from dataclasses import replace
from pathlib import Path

from graphapp.present.data import as_csv
from graphapp.present.terminal import as_table
from tests.answers.hostile import ALL
from tests.answers.identities import IDENTITIES

GOLDEN = Path(__file__).parents[2] / "golden"


def test_what_a_user_sees_is_what_was_agreed() -> None:
    assert as_table(IDENTITIES, width=100) == (GOLDEN / "identities.txt").read_text(encoding="utf-8")


def test_a_line_of_csv_is_a_suspicion() -> None:
    assert as_csv(IDENTITIES).splitlines()[::2] == [
        "kind,suspicion,ids,names,paper_id",
        "disjoint names of a person record,the person record one:p has names without a common word,"
        "one:p; one:Cy Wu; one:Eve Ash,Cy Wu; Eve Ash,",
    ]


def test_ids_stand_whole_on_one_line_and_steer_nothing() -> None:
    [first, *others] = IDENTITIES.suspicions
    ids = tuple(f"one:{place} {'x' * 40}" for place in range(5))
    hostile = replace(first, ids=ids, names=(ALL,), suspicion=ALL, paper_id=None)
    page = as_table(replace(IDENTITIES, suspicions=(hostile, *others)), width=40)
    assert f"\n    {', '.join(ids)}\n" in page
    assert "\x1b" not in page
