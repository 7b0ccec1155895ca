"""Which of several spellings represents all: the most frequent one, and among equally frequent ones the smallest."""

from collections.abc import Mapping


def most_frequent(counts: Mapping[str, int]) -> str | None:
    """The text with the greatest count, then the smallest by code points; None when there is none."""
    return min(counts, key=lambda text: (-counts[text], text), default=None)
