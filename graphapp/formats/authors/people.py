"""The authors and editors of a record, as formats collect them that state both in any order."""

from collections.abc import Iterable
from typing import NamedTuple

from graphapp.formats.fields import author_name, ranked
from graphapp.records import Authorship, Role


class Person(NamedTuple):
    """An author or editor as a record states it."""

    role: Role
    name: str
    orcid: str | None = None
    author_id: str | None = None


def listed(people: Iterable[Person]) -> tuple[Authorship, ...]:
    """The authorships of people in their order, each with its rank among those of its role.

    Raises Unfit for a blank name. A list over the limit is cut as `ranked` does.
    """
    ranks = {"author": 0, "editor": 0}
    found = []
    for _, (role, name, orcid, author_id) in ranked(people):
        ranks[role] = rank = ranks[role] + 1
        found.append(
            Authorship(printed_name=author_name(name, rank), position=rank, role=role, author_id=author_id, orcid=orcid)
        )
    return tuple(found)
