"""What people paste around an identifier: encodings, references, invisible characters, brackets, final punctuation."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from typing import Final, TypeVar
from urllib.parse import unquote

from graphapp.rules.names import LONGEST_NAME

_CACHED: Final = 16_384
_Read = TypeVar("_Read")


def remembered(read: Callable[[str], _Read | None]) -> Callable[[str], _Read | None]:
    """The reader with a memory; a text that is too long for an identifier is none, and is not kept."""
    cached = lru_cache(maxsize=_CACHED)(read)

    def bounded(text: str, /) -> _Read | None:
        return cached(text) if len(text) <= LONGEST_NAME else None

    return bounded


_REFERENCE: Final = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});")
MOST_ROUNDS: Final = 8
OPENERS: Final = "([{<"
_CLOSERS: Final = ")]}>"
QUOTES: Final = "\"'`\u00b4\u2018\u2019\u201c\u201d\u00ab\u00bb"
_FINAL: Final = ".,;:!?\u2026\\/| " + QUOTES
SCHEME_OF_ADDRESS: Final = r"(?:(?:https?|ftp)(?::/{0,3}|//))?"


def plain_text(text: str, *, percent: bool) -> str | None:
    """The text in small letters without character references and invisible characters, and trimmed.

    With `percent`, also without percent-encoding. None for a text that is too long, holds what is no character of a
    text, or is encoded again and again.
    """
    if len(text) > LONGEST_NAME:
        return None
    for _ in range(MOST_ROUNDS):
        before, text = text, _REFERENCE.sub(lambda found: unescape(found[0]), text.lower())
        if percent and "%" in text:
            try:
                text = unquote(text, errors="strict")
            except UnicodeDecodeError:
                return None
        if not text.isascii():
            text = "".join(c for c in text if unicodedata.category(c) != "Cf")
            # Some capitals become two characters, which composing joins again.
            text = unicodedata.normalize("NFC", text.lower())
        text = " ".join(text.split())
        if text == before:
            return text if text.isprintable() else None
    return None


def trimmed(text: str) -> str:
    """The text without the punctuation, the quotes and the brackets of the sentence that it stood in."""
    while True:
        before = text
        text = text.rstrip(_FINAL + OPENERS)
        if text and text[-1] in _CLOSERS:
            opener = OPENERS[_CLOSERS.index(text[-1])]
            if text.count(text[-1]) > text.count(opener):
                text = text[:-1]
        if text == before:
            return text
