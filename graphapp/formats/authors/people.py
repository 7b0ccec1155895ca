"""The authors and editors of a record, as formats collect them that state both in any order."""

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from graphapp.formats.fields import author_name
from graphapp.records import MOST_NAMES, Authorship, Role


class Person(NamedTuple):
    """An author or editor as a record states it."""

    role: Role
    name: str
    orcid: str | None = None


def listed(people: Iterable[Person]) -> tuple[Authorship, ...]:
    """The authorships of people in their order, each with its rank among those of its role.

    Raises Unfit for a blank name. Of a list over the limit, one more than the limit allows, which `paper` refuses.
    """
    ranks = {"author": 0, "editor": 0}
    found = []
    for role, name, orcid in islice(people, MOST_NAMES + 1):
        ranks[role] = rank = ranks[role] + 1
        found.append(Authorship(printed_name=author_name(name, rank), position=rank, role=role, orcid=orcid))
    return tuple(found)
