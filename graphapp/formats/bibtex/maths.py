"""Mathematics of TeX in a text that is not TeX otherwise, in letters and signs of Unicode: `$O(n^2)$` as "O(n²)"."""

import re
from typing import Final
from unicodedata import normalize

from graphapp.formats.bibtex.tex import to_text
from graphapp.formats.bibtex.tex_signs import MATHS_ACCENTS, MATHS_SIGNS, OPERATORS, SILENT

_MATHS: Final = re.compile(r"(?<!\\)(\$\$?)(?=[^\s$])((?:[^$\\\n]|\\.){1,300}?)(?<=\S)\1(?=(\d)?)")
_MATHS_SIGN: Final = re.compile(
    r"[\\^_{}=<>+\u2200-\u22ff]|^\w{1,3}$|^[0-9.,]+$|^[A-Za-z]{0,4}\([^()\s]+\)$|^\w ?[-*/] ?\w$|^[A-Za-z][-*/]$"
)
"""What tells mathematics between dollars from two prices."""
_MATHS_BEFORE_DIGIT: Final = re.compile(r"\\|^[\^_]")
"""The same where the second dollar may be that of a price."""
_PRICE: Final = re.compile(r"\d[\d.,]*[^\W\d_]?\s+[^\W\d_]{2}")
"""A number with a word behind it."""
_TEX: Final = re.compile(
    r"\\[A-Za-z]++\*?(?: ?\{[^{}]{0,300}\}|(?! ?\{))"
    r"|\\['`^\"~=.](?: ?\{\\?[A-Za-z]\}|\\?[A-Za-z])"
    r"|\\[&%#_${}]"
)
_COMMAND: Final = re.compile(r"\\([A-Za-z]++)(?! ?\{)")
_SILENT: Final = re.compile(rf"\\(?:{'|'.join(sorted(SILENT | {'left', 'right'}))})(?![A-Za-z]) ?")
_OPERATOR: Final = re.compile(rf"(?<=[\w)])\\(?=(?:{'|'.join(sorted(OPERATORS))})(?![A-Za-z]))")
_NEGATED: Final = re.compile(r"\\not ?([^\s\\{}])")
_GROUP: Final = r" ?\{([^{}]{0,100})\}"
_FRACTION: Final = re.compile(rf"\\[dt]?frac(?:{_GROUP}{_GROUP}| ?(\d) ?(\d))")
_ROOT: Final = re.compile(rf"\\sqrt(?:{_GROUP}| (\w))")
_ACCENT: Final = re.compile(rf"\\({'|'.join(MATHS_ACCENTS)})(?: ?\{{([^\s{{}}\\])\}}| ([A-Za-z]))")
_ALPHABET: Final = re.compile(rf"\\(?:math[a-z]+|text[a-z]*|boldsymbol|operatorname|[mh]box)(?:{_GROUP}| ([A-Za-z]))")
_RAISED: Final = re.compile(r"\^(?:\{([^{}]{1,20})\}|([^\s{}\\(]))")
_LOWERED: Final = re.compile(r"_(?:\{([^{}]{1,20})\}|([^\s{}\\(]))")
RAISED: Final = str.maketrans("0123456789+-−()n∘′*†", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ°′*†")
"""What stands raised -> the letter of Unicode for it."""
LOWERED: Final = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
"""The same for what stands lowered."""
_KEPT_BRACES: Final = str.maketrans({"\ufdd0": "{", "\ufdd1": "}"})
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
    if _PRICE.match(inner) or not _MATHS_SIGN.search(inner) or (found[3] and not _MATHS_BEFORE_DIGIT.search(inner)):
        return found[0]
    # Noncharacters stand for the braces of sets until those of groups are gone.
    inner = inner.replace(r"\{", "\ufdd0").replace(r"\}", "\ufdd1")
    inner = _OPERATOR.sub(r" \\", _SILENT.sub("", inner))
    inner = _COMMAND.sub(lambda command: MATHS_SIGNS.get(command[1], command[0]), inner)
    inner = _NEGATED.sub(lambda sign: normalize("NFC", f"{sign[1]}\u0338"), inner)
    for _ in range(_MOST_NESTED):
        # Each takes groups without groups inside.
        read = _LOWERED.sub(
            lambda low: _shifted(low, "_", LOWERED), _RAISED.sub(lambda up: _shifted(up, "^", RAISED), inner)
        )
        read = _ALPHABET.sub(lambda letters: letters[1] or letters[2] or "", _ACCENT.sub(_accented, read))
        read = _ROOT.sub(lambda root: f"√{_factor(root[1] or root[2] or '')}", _FRACTION.sub(_fraction, read))
        if read == inner:
            break
        inner = read
    return without_commands(inner).replace("{", "").replace("}", "").translate(_KEPT_BRACES)


def _shifted(found: re.Match[str], sign: str, letters: dict[int, int]) -> str:
    """The raised or lowered text in letters of that height; as it is printed where Unicode lacks one of them."""
    text: str = found[1] or found[2]
    if all(ord(letter) in letters for letter in text):
        return text.translate(letters)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _accented(found: re.Match[str]) -> str:
    return normalize("NFC", f"{found[2] or found[3]}{MATHS_ACCENTS[found[1]]}")


def _fraction(found: re.Match[str]) -> str:
    return f"{_factor(found[1] or found[3] or '')}/{_factor(found[2] or found[4] or '')}"


def _factor(text: str) -> str:
    """The text so that it stands as one beside a sign."""
    return text if text.isalnum() or len(text) == 1 else f"({text})"
