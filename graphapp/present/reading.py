"""Titles and abstracts tidied for reading, as plain text. Pure; what is stored stays as its source printed it.

Sources print TeX, Markdown, tags, and the traces of a line that was cut: `\\emph{all}`, `$1\\%$`, `**all**`,
`CO<sub>2</sub>`, `<jats:p>`, `&amp;`, `https: //a.org`, `1. 4 trillion`. What is not surely such a trace stays as it
is.
"""

import re
from typing import Final

from graphapp.formats.bibtex.maths import LOWERED, RAISED, without_commands, without_maths
from graphapp.results.search import Mark
from graphapp.rules.search_words import marks, phrases
from graphapp.rules.titles import with_characters, without_tags

_HEADING: Final = re.compile(r"^\s*<jats:title>\s*(?:abstract|summary)\s*</jats:title>", re.IGNORECASE)
"""What the page says itself above an abstract."""
_BETWEEN_PARAGRAPHS: Final = re.compile(r"</?jats:(?:p|title|sec|list|list-item|label|disp-formula)(?:\s[^<>]*)?>")
_SHIFTED: Final = re.compile(r"<((?:jats:)?su([pb]))(?:\s[^<>]*)?>(.{1,60}?)</\1>", re.IGNORECASE | re.DOTALL)
_CUT_ADDRESS: Final = re.compile(r"\b(https?): ?/ ?/ ?(?=\w)")
_CUT_DECIMAL: Final = re.compile(
    r"(?<![\w.])(\d{1,3})\. (\d{1,3})(?= ?(?:[%×]|x\b|(?:thousand|million|billion|trillion|times|percent|bits?)\b))"
)
_BOLD: Final = re.compile(r"\*\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*\*")
_ITALIC: Final = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\*(?![\w*])")


def tidy(text: str) -> str:
    """The text as a person reads it: without marks of HTML, TeX and Markdown, and without the spaces of a cut line."""
    text = _without_markup(text)
    text = without_commands(without_maths(text))
    if "*" in text:
        text = _ITALIC.sub(r"\1", _BOLD.sub(r"\1", text))
    return _CUT_DECIMAL.sub(r"\1.\2", _CUT_ADDRESS.sub(r"\1://", text))


def found_in(text: str, typed: str) -> tuple[str, tuple[Mark, ...]]:
    """A title or a part of an abstract, tidied, and the places in it that have what was typed to search papers.

    Marks of an answer are of the text as it is stored, which has other places than the tidied one.
    """
    shown = tidy(text)
    return shown, tuple(Mark(start=start, end=end) for start, end in marks(shown, phrases(typed)))


def _without_markup(text: str) -> str:
    """The text without tags, and with characters for character references."""
    text = with_characters(text)
    if "<" not in text:
        return text
    text = _SHIFTED.sub(_shifted, _HEADING.sub("", text))
    plain = without_tags(_BETWEEN_PARAGRAPHS.sub(" ", text))
    # A text of nothing but tags is about them.
    return text if plain == text else " ".join(plain.split()) or text


def _shifted(found: re.Match[str]) -> str:
    """What stands raised or lowered, in letters of that height; words, as in 19<sup>th</sup>, stand as they are."""
    sign, letters = ("^", RAISED) if found[2] in "pP" else ("_", LOWERED)
    text = without_tags(found[3]).strip()
    if all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return f"{sign}{text}" if len(text) == 1 and text.isalnum() else text
