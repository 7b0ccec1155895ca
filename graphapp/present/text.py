"""What all formats share: texts that do not control a terminal, and how numbers, years and counts are written."""

import re
from typing import Final

STEERING: Final = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
"""Characters that could control a terminal or change its writing direction: the inside of a regular expression's set.

Line feed and tab are not among them.
"""
_STEERING: Final = re.compile(f"[{STEERING}]")


def visible(text: str) -> str:
    """The text without control characters, which could control a terminal; a line break or tab becomes a space."""
    if text.isprintable():
        return text
    return without_steering(re.sub(r"[\n\r\t]", " ", text))


def without_steering(text: str) -> str:
    """The text without characters that could control a terminal; line feeds and tabs stay."""
    return _STEERING.sub("", text)


def escaped(text: str, pattern: re.Pattern[str] = _STEERING) -> str:
    """The text with each character that the pattern finds written as its JSON escape: `\\u0007`."""
    return pattern.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


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


def facts_text(*facts: str | None) -> str:
    """`NeurIPS · 2023 · preprint`; facts that are None or empty are left out."""
    return visible(" · ".join(fact for fact in facts if fact))
