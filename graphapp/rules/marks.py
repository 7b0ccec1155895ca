"""Runs of combining marks, which are bounded before a text is normalised.

Unicode's normal forms put the marks of a letter into a fixed order, and Python takes quadratic time for that. Unicode's
stream-safe text format (https://www.unicode.org/reports/tr15/) therefore allows 30 marks in a row, counted in the
decomposed text; no language needs more than a few. The format breaks a longer run with an invisible character, which
keys do not have. So keys keep the first 30 marks of a run, in the fixed order. No mark is lost in silence: loading
rejects a record with such a run in a text that has a key, and questions refuse such a name.
"""

import re
import unicodedata
from itertools import groupby
from typing import Final

MOST_MARKS: Final = 30
"""Combining marks in a row."""


class _Marks(dict[str, int]):
    """Character -> 1 if it is a mark when decomposed, else 0. Filled on demand, at most once per character."""

    def __missing__(self, character: str) -> int:
        first = unicodedata.normalize("NFKD", character)[0]
        return self.setdefault(character, int(unicodedata.combining(first) > 0))


_MARKS: Final = _Marks()

# A character decomposes into three marks at most, so that fewer than ten never make a long run.
_SUSPECT: Final = re.compile(rb"\x01{10}")


def has_long_run(text: str) -> bool:
    """Whether the text has more than `MOST_MARKS` marks in a row."""
    return _is_suspect(text) and any(len(marks) > MOST_MARKS for is_mark, marks in _runs(text) if is_mark)


def cut_long_runs(text: str) -> str:
    """The text with at most `MOST_MARKS` marks in a row; unchanged, or an equivalent text, if it has no long run."""
    if not _is_suspect(text):
        return text
    return "".join(
        # In their fixed order, so that equivalent texts stay equivalent.
        "".join(sorted(run, key=unicodedata.combining)[:MOST_MARKS]) if is_mark and len(run) > MOST_MARKS else run
        for is_mark, run in _runs(text)
    )


def _is_suspect(text: str) -> bool:
    """Whether there are so many marks in a row that a closer look is needed; false for all but hostile texts."""
    return not text.isascii() and _SUSPECT.search(bytes(map(_MARKS.__getitem__, text))) is not None


def _runs(text: str) -> list[tuple[int, str]]:
    """The decomposed text in runs of marks (1) and of other characters (0)."""
    decomposed = "".join(unicodedata.normalize("NFD", character) for character in text)
    return [(is_mark, "".join(run)) for is_mark, run in groupby(decomposed, key=_MARKS.__getitem__)]
