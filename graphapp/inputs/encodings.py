"""Text in other encodings than UTF-8, transcoded as it is read."""

import codecs
import re
from io import BufferedReader
from typing import Final

from graphapp.errors import InvalidArgument

NO_TEXT: Final = b"\xff"
"""Stands in UTF-8 for bytes that are no text in the encoding of their input. UTF-8 has no such byte."""

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_ENCODINGS_OF_FILES: Final = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)
_LONGEST_DECLARATION: Final = 1_000
_DECLARATION: Final = re.compile(rb"((?:\xef\xbb\xbf)?<\?xml[^>]*?\bencoding\s*=\s*)(\"[^\"]*\"|'[^']*')")
_BEGINNING: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml[^>]*>|(?!<\?xml|(?:<\?xm|<\?x|<\?|<)\Z).)|.{%d}" % _LONGEST_DECLARATION, re.DOTALL
)
"""A whole declaration, or the sign that there is none."""
_MARKED: Final = "graphapp-no-text"


def check_encoding(name: str) -> str:
    """Python's name of an encoding; raises InvalidArgument for one that Python does not know or that no file has."""
    try:
        known = codecs.lookup(name).name
        # A codec that is no encoding of text, such as base64, refuses texts.
        "".encode(known)
    except (LookupError, ValueError) as error:
        raise _unknown(name) from error
    if known in _NO_ENCODINGS_OF_FILES:
        raise _unknown(name)
    return known


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark names, if it is not UTF-8."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


class Utf8Signs:
    """Whether bytes that somebody takes for another encoding are UTF-8, as far as they have come.

    Nearly all letters of other encodings are no UTF-8. In Windows-1252, only a capital letter with a mark before a sign
    such as a quote may be; of the pairs of bytes in East Asian encodings, one in ten. That several different ones are,
    and no other one is there, is no chance.
    """

    def __init__(self, encoding: str) -> None:
        """`encoding` is the other one."""
        upper = bytes(range(0x80, 0x100))
        self._enough = 3 if len(upper.decode(encoding, "replace")) == len(upper) else 10
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._possible = True
        self._letters: set[str] = set()

    def take(self, data: bytes) -> None:
        """Look at the next bytes; none mark the end."""
        if not self._possible:
            return
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            self._possible = False
            return
        # Each second byte of most text in UTF-16 is zero.
        self._possible = "\0" not in text
        if not self.certain and not text.isascii():
            self._letters.update(letter for letter in text if letter > "\x7f")

    @property
    def certain(self) -> bool:
        """Whether the bytes are UTF-8 beyond doubt; a byte order mark says so too."""
        return self._possible and (len(self._letters) >= self._enough or "\ufeff" in self._letters)

    @property
    def letters(self) -> str:
        """Some of the letters beyond ASCII; none where there are none, or where the bytes are no UTF-8."""
        return ", ".join(sorted(self._letters - {"\ufeff"})[:_SHOWN_LETTERS]) if self._possible else ""


_SHOWN_LETTERS: Final = 3


class Transcoder:
    """Reads a stream in some encoding as UTF-8.

    Bytes that are no text in that encoding become `NO_TEXT`, so that only the record in which they stand is rejected.
    The declaration of an XML document names UTF-8 afterwards.
    """

    def __init__(self, stream: BufferedReader, encoding: str, signs: Utf8Signs | None = None) -> None:
        """`signs` get the bytes of the stream, to tell whether it is UTF-8 all the same."""
        self._signs = signs
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(_MARKED)
        self._ready = b""
        self._is_first = True

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end. Raises ValueError for UTF-16 and UTF-32 without a byte order mark."""
        while not self._ready:
            data = self._stream.read1(size)
            self._ready = self._utf8(data)
            if self._is_first:
                self._begin()
            if not data:
                break
        part, self._ready = self._ready[:size], self._ready[size:]
        return part

    def _utf8(self, data: bytes) -> bytes:
        if self._signs is not None:
            self._signs.take(data)
        try:
            return self._decoder.decode(data, final=not data).encode("utf-8", _MARKED)
        except UnicodeError as error:
            # The only error that the handler does not get.
            raise ValueError(f"{error}; name the encoding with its order of bytes, such as utf-16-le") from error

    def _begin(self) -> None:
        """Change the declaration, which may come in pieces."""
        while not _BEGINNING.match(self._ready) and (data := self._stream.read1(_LONGEST_DECLARATION)):
            self._ready += self._utf8(data)
        self._is_first = False
        declared = _DECLARATION.match(self._ready, 0, _LONGEST_DECLARATION)
        if declared is not None:
            self._ready = declared[1] + b'"UTF-8"' + self._ready[declared.end() :]


def _unknown(name: str) -> InvalidArgument:
    return InvalidArgument(
        f"there is no encoding {name[:100]!r}; names are cp1252, latin-1, utf-16, gb18030, shift_jis, and all others "
        "that Python knows"
    )


def _mark(error: UnicodeError) -> tuple[str | bytes, int]:
    # Some codecs decode to halves of surrogate pairs, which UTF-8 does not have either.
    if isinstance(error, UnicodeEncodeError):
        return NO_TEXT, error.end
    if isinstance(error, UnicodeDecodeError):
        return NO_TEXT.decode("utf-8", "surrogateescape"), error.end
    raise error


codecs.register_error(_MARKED, _mark)
