"""The commands of TeX: each has one meaning, and its sign is printed."""

import unicodedata

import pytest

from graphapp.formats.bibtex.tex import to_text
from graphapp.formats.bibtex.tex_signs import ACCENTS, ESCAPES, HIDDEN, SIGNS, SILENT


def test_a_command_has_one_meaning() -> None:
    commands = [*ACCENTS, *SIGNS, *ESCAPES, *HIDDEN, *SILENT]
    assert len(commands) == len(set(commands))


@pytest.mark.parametrize("command", sorted(SIGNS))
def test_a_sign_is_printed(command: str) -> None:
    assert to_text(f"a{{\\{command}}}b") == f"a{SIGNS[command]}b"


@pytest.mark.parametrize("command", sorted(ACCENTS))
def test_an_accent_is_on_the_letter_behind_it(command: str) -> None:
    assert to_text(f"b\\{command}{{a}}") == "b" + unicodedata.normalize("NFC", f"a{ACCENTS[command]}")
