"""Titles and abstracts tidied for reading, as plain text. Pure; what is stored stays as its source printed it.

Sources print TeX, Markdown and the traces of a line that was cut: `\\emph{all}`, `$1\\%$`, `**all**`, `https: //a.org`,
`1. 4 trillion`. What is not surely such a trace stays as it is.
"""

import re
from typing import Final

from graphapp.formats.bibtex.maths import without_commands, without_maths

_CUT_ADDRESS: Final = re.compile(r"\b(https?): ?/ ?/ ?(?=\w)")
_CUT_DECIMAL: Final = re.compile(
    r"(?<![\w.])(\d{1,3})\. (\d{1,3})(?= ?(?:[%×]|x\b|(?:thousand|million|billion|trillion|times|percent|bits?)\b))"
)
_BOLD: Final = re.compile(r"\*\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*\*")
_ITALIC: Final = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\*(?![\w*])")


def tidy(text: str) -> str:
    """The text as a person reads it: without marks of TeX and Markdown, and without the spaces of a cut line."""
    text = without_commands(without_maths(text))
    if "*" in text:
        text = _ITALIC.sub(r"\1", _BOLD.sub(r"\1", text))
    return _CUT_DECIMAL.sub(r"\1.\2", _CUT_ADDRESS.sub(r"\1://", text))
