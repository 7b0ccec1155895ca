"""The commands of `graphapp --help` in groups, in the order in which somebody new needs them."""

from collections.abc import Iterable
from typing import Final

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "Start": ("demo", "load", "inspect", "formats", "serve"),
    "Names": ("search-authors", "name-cluster", "similar-names", "ambiguous-names", "explain-names"),
    "People": ("coauthor-neighborhood", "collaboration-path", "coauthor-graph", "likely-collaborators"),
    "Who is who": (*("person-groups", "person-model", "same", "different", "undo", "statements", "import-statements"),),
    "Papers": ("search-papers", "resolve", "paper", "explain-work", "venue", "venues", "unknown-venues", "export"),
    "Database": (
        *("sources", "graph-counts", "check", "remove-source", "rekey", "learn", "evaluate-groups"),
        *("query", "schema", "server"),
    ),
}
"""Heading -> commands."""
OTHERS: Final = "Others"


def grouped(commands: Iterable[str]) -> dict[str, list[str]]:
    """Heading -> those of the commands in its group; those in no group come last, under a heading of their own."""
    left = set(commands)
    groups = {heading: [name for name in names if name in left] for heading, names in GROUPS.items()}
    groups[OTHERS] = sorted(left - {name for names in groups.values() for name in names})
    return {heading: names for heading, names in groups.items() if names}
