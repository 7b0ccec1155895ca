"""How much room texts take, before anything draws them: estimates, since the reader's fonts are not known here."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

FONT: Final = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, 'DejaVu Sans', sans-serif"

# Widths in units of the size of the font: those of DejaVu Sans, the widest of the fonts that readers commonly have,
# rounded up.
_WIDTHS: Final = {
    character: width
    for width, characters in {
        0.30: "ijlłı'",
        0.35: "I ,./:;\\|·’",
        0.40: "()-[]f",
        0.45: "!rt",
        0.50: '"*J`°',
        0.55: "csz“”",
        0.60: "?L_kvxy–Ł",
        0.65: "$0123456789FTabdeghnopqu{}ßøđðþ",
        0.70: "ABEKPSVXYZÞ",
        0.75: "CNRU",
        0.80: "&DGHOQØÐ",
        0.85: "#+<=>^w~×±÷ω",
        0.90: "M",
        1.00: "%Wm…—æÆ©®¼½¾жфшщю",
        1.15: "@œŒЖШЩЮ",
    }.items()
    for character in characters
}
_FULL_WIDTH: Final = 1.02
_OTHER_CAPITAL: Final = 0.9
_OTHER: Final = 0.72
_BOLD: Final = 1.16
"""Width of a bold text by that of the same text in the usual weight."""


@lru_cache(maxsize=65_536)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text, in the unit of `size`; on the safe side."""
    return size * (_BOLD if bold else 1.0) * sum(map(_character_width, text))


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as has room, with an ellipsis at its end."""
    if text_width(text, size, bold=bold) <= room:
        return text
    left = room - text_width("…", size, bold=bold)
    for place, character in enumerate(text):
        left -= text_width(character, size, bold=bold)
        if left < 0:
            return text[:place].rstrip() + "…"
    return text


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines that have room, broken between words; a word without room is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(cut(word, size, room, bold=bold))
    return lines


@lru_cache(maxsize=4_096)
def _character_width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL_WIDTH
    # An accented letter is as wide as its base letter.
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTHS.get(base, _OTHER_CAPITAL if base.isupper() else _OTHER)
