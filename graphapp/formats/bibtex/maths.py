"""Mathematics of TeX in a text that is not TeX otherwise, in letters and signs of Unicode: `$O(n^2)$` as "O(n²)"."""

import re
from html.entities import html5
from typing import Final

from graphapp.formats.bibtex.tex import to_text

_MATHS: Final = re.compile(r"(?<!\\)(\$\$?)(?=[^\s$])((?:[^$\\\n]|\\.){1,300}?)(?<=\S)\1(?!\d)")
_MATHS_SIGN: Final = re.compile(r"[\\^_{}=<>+]|^[A-Za-z0-9]{1,3}$|^[0-9.,]+$")
"""What tells mathematics between dollars from two prices."""
_PRICE: Final = re.compile(r"\d[\d.,]*[^\W\d_]?\s+[^\W\d_]{2}")
"""A number with a word behind it."""
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


def without_maths(text: str) -> str:
    """The text with the mathematics between two dollars as it is read; two prices stay as they are."""
    return _MATHS.sub(_maths, text) if "$" in text else text


def without_commands(text: str) -> str:
    """The text with the commands of TeX read, the inner ones first; a tilde or a dash of the text is not TeX."""
    if "\\" not in text:
        return text
    for _ in range(_MOST_NESTED):
        read = _TEX.sub(lambda found: to_text(found[0]), text)
        if read == text:
            break
        text = read
    return text


def _maths(found: re.Match[str]) -> str:
    inner = found[2]
    if _PRICE.match(inner) or not _MATHS_SIGN.search(inner):
        return found[0]
    inner = _LOWERED.sub(lambda low: _shifted(low, "_", _DOWN), _RAISED.sub(lambda up: _shifted(up, "^", _UP), inner))
    inner = _COMMAND.sub(lambda command: html5.get(f"{command[1]};", command[0]), inner)
    return without_commands(inner).replace("{", "").replace("}", "")


def _shifted(found: re.Match[str], sign: str, letters: dict[int, int]) -> str:
    """The raised or lowered text in letters of that height; as it is printed where Unicode lacks one of them."""
    text: str = found[1] or found[2]
    if all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"
