"""What all formats for people share: how numbers, years, counts and facts are written."""

from collections.abc import Iterable, Sequence
from math import exp
from typing import Final

from graphapp.rules.steering import visible

MOST_OTHERS: Final = 20
"""Rows of other works that the page of a work lists; a title such as "Panel discussion" has thousands."""
_BARS: Final = " ▁▂▃▄▅▆▇█"
_LEAST_TIMES: Final = 1.05
"""A smaller factor is written as 1.0 times."""
_MOST_WEIGHT: Final = 25.0
"""About the logarithm of the number of people who ever lived."""
_SHOWN_IN_MINUTES: Final = 100
"""Seconds."""


def number_text(value: float) -> str:
    """`1,234` or, for a float, `1,234.500`."""
    return f"{value:,.3f}" if isinstance(value, float) else f"{value:,}"


def count_text(number: int, noun: str) -> str:
    """`1 paper`, `1,234 papers`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def duration_text(seconds: float) -> str:
    """A time that was guessed: `17 seconds`, and `3 minutes` from 100 seconds on."""
    return f"{seconds:.0f} seconds" if seconds < _SHOWN_IN_MINUTES else f"{seconds / 60:.0f} minutes"


def year_text(year: int | None) -> str:
    """`1843`, or `no year` for None."""
    return "no year" if year is None else str(year)


def years_text(first: int | None, last: int | None) -> str | None:
    """`1843`, `1843-1850`, or None where the first is None."""
    if first is None:
        return None
    return str(first) if first == last else f"{first}-{last}"


def printings_text(count: int, person_count: int) -> str:
    """How many authorships print a name, and how many person records, if any do: `3`, `3 and 1 person record`."""
    counts = [f"{count:,}"] if count or not person_count else []
    if person_count:
        counts.append(count_text(person_count, "person record"))
    return " and ".join(counts)


def counts_text(counts: Iterable[tuple[str, int]]) -> str:
    """`NeurIPS (12), ICML (3)`."""
    return ", ".join(f"{name} ({count:,})" for name, count in counts)


def sparkline(numbers: Sequence[int]) -> str:
    """A bar for each number, from `▁` to `█` for the greatest; a space for 0."""
    most = max(numbers, default=0)
    # Rounded up, so that every number but 0 has a bar.
    return "".join(_BARS[-(-number * (len(_BARS) - 1) // most)] if number else " " for number in numbers)


def facts_text(*facts: str | None) -> str:
    """`NeurIPS · 2023 · preprint`; facts that are None or empty are left out."""
    return visible(" · ".join(fact for fact in facts if fact))


def odds_text(weight: float | None) -> str:
    """What a weight, a natural logarithm, does to the odds of one person; None is the weight of a fact.

    `13 times as likely`, `2.5 times less likely`, `as likely as before`, `decides`.
    """
    if weight is None:
        return "decides"
    times = exp(min(abs(weight), _MOST_WEIGHT))
    if times < _LEAST_TIMES:
        return "as likely as before"
    # Two digits: the weights themselves are no more exact.
    rounded = float(f"{times:.1e}")
    return f"{rounded:,.{0 if rounded >= 10 else 1}f} times {'as' if weight > 0 else 'less'} likely"
