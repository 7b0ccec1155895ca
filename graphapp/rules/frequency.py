"""Which of several texts represents all: the most frequent one; a rule decides among equally frequent ones."""

from collections.abc import Mapping


def most_frequent(counts: Mapping[str, int]) -> str | None:
    """The text with the greatest count, then the smallest by code points; None when there is none."""
    return min(counts, key=lambda text: (-counts[text], text), default=None)


def shown_spelling(counts: Mapping[str, int]) -> str | None:
    """The spelling with the greatest count, then one in mixed case, then the smallest; None when there is none.

    "Li Yang" comes before "LI YANG" and "li yang", which lists in capitals or in small letters have of any name.
    """
    return min(counts, key=lambda text: (-counts[text], text.isupper() or text.islower(), text), default=None)
