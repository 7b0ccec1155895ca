"""Characters that control a terminal, end a line or turn its direction: texts of others must do none of that.

They are control characters (Unicode Cc), the line and paragraph separators, and all that Unicode calls Bidi_Control
(https://www.unicode.org/reports/tr9/).
"""

import re
from typing import Final

STEERING: Final = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""All of them but line feed and tab: the inside of a regular expression's set."""
_STEERING: Final = re.compile(f"[{STEERING}]")

# White space that steers: to leave it out would join words.
_LINE_END: Final = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")


def visible(text: str) -> str:
    """The text in one line, without characters that steer: the end of a line, or a tab, becomes a space."""
    if text.isprintable():
        return text
    return re.sub(r"[\n\t]", " ", without_steering(text))


def without_steering(text: str) -> str:
    """The text without characters that steer: line feeds and tabs stay, other ends of a line become line feeds."""
    if text.isprintable():
        return text
    return _STEERING.sub("", _LINE_END.sub("\n", text))


def escaped(text: str, pattern: re.Pattern[str] = _STEERING) -> str:
    """The text with each character that the pattern finds written as its JSON escape: `\\u0007`."""
    return pattern.sub(lambda found: json_escape(found[0]), text)


def json_escape(text: str) -> str:
    """The text in JSON's escapes: `\\u0007`; a character above U+FFFF takes two."""
    units = text.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
