"""Common short forms of given names: Bob is Robert.

Each line of `short_names.txt` has a full name and its short forms, as fold keys. A short form may belong to several
full names, and these are then related to it, but not to each other: Chris is Christopher and Christine. The list holds
only short forms that are in common use; names that are merely alike (Jon and John) are not in it, since the same
letters may be another name.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def other_given_names(name: str) -> frozenset[str]:
    """The short forms of a given name, and the names that it shortens; both as fold keys of one word."""
    return _short_forms().get(name, frozenset())


@cache
def _short_forms() -> Mapping[str, frozenset[str]]:
    """Each name of the list with its short forms, and with those that it shortens."""
    others: defaultdict[str, set[str]] = defaultdict(set)
    for line in files("graphapp.rules").joinpath("short_names.txt").read_text(encoding="utf-8").splitlines():
        full, *shorts = line.split()
        others[full].update(shorts)
        for short in shorts:
            others[short].add(full)
    return {name: frozenset(found - {name}) for name, found in others.items()}
