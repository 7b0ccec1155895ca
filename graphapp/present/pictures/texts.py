"""How much room texts take, before anything draws them: estimates, since the reader's fonts are not known here."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

FONT: Final = "Arial, 'Liberation Sans', Helvetica, 'Segoe UI', system-ui, 'DejaVu Sans', sans-serif"
"""Those of the widths below come first: in a wider one, like DejaVu Sans, lines would run into each other."""

# Widths in units of the size of the font, as sans-serif fonts have them, rounded up.
_NARROW: Final = frozenset("iljtfrI.,;:'!|()[] -·")
_WIDE: Final = frozenset("mwMW@%—…")
_WIDTHS: Final = {"narrow": 0.31, "usual": 0.56, "capital": 0.69, "wide": 0.90, "full": 1.02}


@lru_cache(maxsize=65_536)
def text_width(text: str, size: float) -> float:
    """The width of one line of text, in the unit of `size`; on the safe side."""
    return size * sum(map(_character_width, text))


def cut(text: str, size: float, room: float) -> str:
    """The text, or as much of it as has room, with an ellipsis at its end."""
    if text_width(text, size) <= room:
        return text
    left = room - text_width("…", size)
    for place, character in enumerate(text):
        left -= size * _character_width(character)
        if left < 0:
            return text[:place].rstrip() + "…"
    return text


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The text in lines that have room, broken between words; a word without room is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(cut(word, size, room))
    return lines


@lru_cache(maxsize=4_096)
def _character_width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDTHS["full"]
    if character in _NARROW:
        return _WIDTHS["narrow"]
    if character in _WIDE:
        return _WIDTHS["wide"]
    return _WIDTHS["capital" if character.isupper() else "usual"]
