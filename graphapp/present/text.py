"""What all formats for people share: how numbers, years, counts and facts are written."""

from collections.abc import Iterable, Sequence
from typing import Final

from graphapp.rules.steering import visible

_BARS: Final = " ▁▂▃▄▅▆▇█"


def number_text(value: float) -> str:
    """`1,234` or, for a float, `1,234.500`."""
    return f"{value:,.3f}" if isinstance(value, float) else f"{value:,}"


def count_text(number: int, noun: str) -> str:
    """`1 paper`, `1,234 papers`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


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
