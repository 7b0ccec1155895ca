"""Titles and abstracts tidied for reading, as plain text. Pure; what is stored stays as its source printed it.

Sources print TeX, Markdown and the traces of a line that was cut: `\\emph{all}`, `$1\\%$`, `**all**`, `https: //a.org`,
`1. 4 trillion`. What is not surely such a trace stays as it is.
"""

import re
from html.entities import html5
from typing import Final

from graphapp.formats.bibtex.tex import to_text

_CUT_ADDRESS: Final = re.compile(r"\b(https?): ?/ ?/ ?(?=\w)")
_CUT_DECIMAL: Final = re.compile(
    r"(?<![\w.])(\d{1,3})\. (\d{1,3})(?= ?(?:[%×]|x\b|(?:thousand|million|billion|trillion|times|percent|bits?)\b))"
)
_BOLD: Final = re.compile(r"\*\*(?=\S)([^*\n]{1,300}?)(?<=\S)\*\*")
_ITALIC: Final = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\*(?![\w*])")
_MATHS: Final = re.compile(r"\$(?=[^\s$])((?:[^$\\\n]|\\.){1,300}?)(?<=\S)\$(?!\d)")
_MATHS_SIGN: Final = re.compile(r"[\\^_{}=<>+]|^[A-Za-z0-9]{1,3}$|^[0-9.,]+$")
"""What tells mathematics between dollars from two prices."""
_TEX: Final = re.compile(
    r"\\[A-Za-z]++\*?(?: ?\{[^{}]{0,300}\}|(?! ?\{))"
    r"|\\['`^\"~=.](?: ?\{\\?[A-Za-z]\}|\\?[A-Za-z])"
    r"|\\[&%#_${}]"
)
_COMMAND: Final = re.compile(r"\\([A-Za-z]++)(?! ?\{)")
"""A name of a sign; most of TeX's are those of HTML's character references."""
_RAISED: Final = re.compile(r"\^(?:\{([^{}]{1,20})\}|(\w))")
_LOWERED: Final = re.compile(r"_(?:\{([^{}]{1,20})\}|(\w))")
_UP: Final = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_DOWN: Final = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
_MOST_NESTED: Final = 4


def tidy(text: str) -> str:
    """The text as a person reads it: without marks of TeX and Markdown, and without the spaces of a cut line."""
    if "$" in text:
        text = _MATHS.sub(_maths, text)
    if "\\" in text:
        text = _without_tex(text)
    if "*" in text:
        text = _ITALIC.sub(r"\1", _BOLD.sub(r"\1", text))
    return _CUT_DECIMAL.sub(r"\1.\2", _CUT_ADDRESS.sub(r"\1://", text))


def _without_tex(text: str) -> str:
    """The text with the commands of TeX read, the inner ones first; a tilde or a dash of the text is not TeX."""
    for _ in range(_MOST_NESTED):
        read = _TEX.sub(lambda found: to_text(found[0]), text)
        if read == text:
            break
        text = read
    return text


def _maths(found: re.Match[str]) -> str:
    inner = found[1]
    if not _MATHS_SIGN.search(inner):
        return found[0]
    inner = _LOWERED.sub(lambda low: _shifted(low, "_", _DOWN), _RAISED.sub(lambda up: _shifted(up, "^", _UP), inner))
    inner = _COMMAND.sub(lambda command: html5.get(f"{command[1]};", command[0]), inner)
    return _without_tex(inner).replace("{", "").replace("}", "")


def _shifted(found: re.Match[str], sign: str, letters: dict[int, int]) -> str:
    """The raised or lowered text in letters of that height; as it is printed where Unicode lacks one of them."""
    text: str = found[1] or found[2]
    if all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"
