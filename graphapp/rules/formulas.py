"""Cells of tables that a spreadsheet would run as a formula: an apostrophe before them keeps it from that.

A spreadsheet takes the apostrophe for "this is text"; whoever reads the table as a file takes it off again.
"""

from typing import Final

_STARTS: Final = frozenset("=+-@＝＋－＠")
"""The last four, full width, begin a formula in a Japanese spreadsheet."""


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs. A text that looks guarded gets an apostrophe more."""
    return f"'{text}" if _needs_guard(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that `guarded` wrote; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and _needs_guard(cell) else cell


def _needs_guard(text: str) -> bool:
    bare = text.lstrip("'")
    if bare.startswith("\t"):
        return True
    # Spreadsheets pass over white space and characters that nobody sees, and look at the first one after them.
    return next((letter for letter in bare if letter.isprintable() and not letter.isspace()), "") in _STARTS
