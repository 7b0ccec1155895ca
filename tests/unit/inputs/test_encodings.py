"""Encodings: any text is read as UTF-8, in pieces of any size, and what is no text stays recognisable."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.inputs.encodings import Transcoder, Utf8Signs, check_encoding, marked_encoding

MARKED = ("utf-16", "utf-32")
ENCODINGS = ("cp1252", "latin-1", "utf-16-le", "utf-32-be", "gb18030", "shift_jis", "big5", "koi8-r", "utf-7")


class Piecewise(io.RawIOBase):
    """Gives a few bytes at a time, as a pipe may."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = io.BytesIO(data)
        self._size = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._data.read(min(self._size, len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)


def transcoded(data: bytes, encoding: str, size: int = 1_000) -> bytes:
    transcoder = Transcoder(io.BufferedReader(Piecewise(data, size), 16), encoding)
    pieces = []
    while piece := transcoder.read(7):
        assert len(piece) <= 7
        pieces.append(piece)
    return b"".join(pieces)


@given(text=st.text(), encoding=st.sampled_from(ENCODINGS + MARKED), size=st.integers(1, 20))
def test_text_in_any_encoding_is_read(text: str, encoding: str, size: int) -> None:
    packed = text.encode(encoding, errors="ignore")
    assert transcoded(packed, encoding, size) == packed.decode(encoding).encode()


@given(data=st.binary(), encoding=st.sampled_from(ENCODINGS), size=st.integers(1, 20))
def test_any_bytes_are_read_and_those_that_are_no_text_are_not_utf8(data: bytes, encoding: str, size: int) -> None:
    found = transcoded(data, encoding, size)
    try:
        text = data.decode(encoding)
        text.encode()
    except UnicodeError:
        assert b"\xff" in found
    else:
        assert found == text.encode()


@pytest.mark.parametrize("encoding", MARKED)
def test_an_encoding_without_an_order_of_bytes_needs_a_mark(encoding: str) -> None:
    with pytest.raises(ValueError, match="does not start with BOM; name the encoding with its order of bytes"):
        transcoded(b"t\0i\0t\0l\0", encoding)


@pytest.mark.parametrize(
    ("declared", "read"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', '<?xml version="1.0" encoding="UTF-8"?><a>é</a>'),
        ("<?xml version='1.0' encoding='latin-1' ?><a/>", "<?xml version='1.0' encoding=\"UTF-8\" ?><a/>"),
        ('<?xml version="1.0"?><a encoding="x"/>', '<?xml version="1.0"?><a encoding="x"/>'),
        ('{"encoding": "latin-1"}', '{"encoding": "latin-1"}'),
    ],
)
def test_the_declaration_of_xml_follows_its_encoding(declared: str, read: str) -> None:
    assert transcoded(declared.encode("latin-1"), "latin-1") == read.encode()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\xef\xbb\xbf", None),
        (b"", None),
    ],
)
def test_a_byte_order_mark_names_an_encoding(mark: bytes, encoding: str | None) -> None:
    assert marked_encoding(mark + b"t\0i\0") == encoding


@pytest.mark.parametrize(("name", "known"), [("CP1252", "cp1252"), ("utf8", "utf-8"), ("GB18030", "gb18030")])
def test_encodings_have_many_names(name: str, known: str) -> None:
    assert check_encoding(name) == known


@pytest.mark.parametrize("name", ["klingon", "base64", "rot13", "idna", "unicode_escape", "undefined", "", "a\0b", "é"])
def test_what_is_no_encoding_of_files_is_refused(name: str) -> None:
    with pytest.raises(InvalidArgument, match="there is no encoding"):
        check_encoding(name)


@pytest.mark.parametrize(
    ("data", "encoding", "certain", "letters"),
    [
        ("Café, Ñame, Über".encode(), "cp1252", True, "Ñ, Ü, é"),
        ("Café".encode(), "cp1252", False, "é"),
        ("\ufeffCafe".encode(), "latin-1", True, ""),
        ("Café, Ñame, Über".encode("cp1252"), "cp1252", False, ""),
        ("CAFÉ™ only".encode("cp1252"), "cp1252", False, "ə"),
        ("Café, Ñandú, Über \x81".encode() + b"\x81", "cp1252", False, ""),
        ("Café, Ñandú, Übe\u0302".encode()[:-1], "cp1252", False, ""),
        ("羊を数える".encode(), "shift_jis", False, "え, る, を"),
        ("羊を数える、牧場の論文集".encode(), "shift_jis", True, "、, え, の"),
        ("Café, Ñame, Über".encode("utf-16-le"), "utf-16-le", False, ""),
        (b"Cafe", "cp1252", False, ""),
    ],
)
@pytest.mark.parametrize("size", [1, 1_000])
def test_bytes_that_are_utf8_all_the_same_are_told(
    data: bytes, encoding: str, certain: bool, letters: str, size: int
) -> None:
    signs = Utf8Signs(encoding)
    for start in range(0, len(data), size):
        signs.take(data[start : start + size])
    signs.take(b"")
    assert (signs.certain, signs.letters) == (certain, letters)


LETTERS = st.text(st.characters(codec="cp1252", categories=["Ll", "Lu"]), min_size=1)


@given(words=st.lists(LETTERS, min_size=1))
def test_words_in_another_encoding_are_never_taken_for_utf8(words: list[str]) -> None:
    signs = Utf8Signs("cp1252")
    signs.take(" ".join(words).encode("cp1252"))
    assert not signs.certain
