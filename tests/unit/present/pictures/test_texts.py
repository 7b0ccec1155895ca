"""The room that texts take."""

from hypothesis import given
from hypothesis import strategies as st

from graphapp.present.pictures.texts import cut, text_width, wrapped


def test_wide_letters_take_more_room_and_marks_none() -> None:
    assert text_width("illi", 12) < text_width("anna", 12) < text_width("MWMW", 12) < text_width("李李李李", 12)
    assert text_width("e\u0301", 12) == text_width("e", 12)


@given(st.text(max_size=60), st.floats(10, 400))
def test_a_cut_text_has_room_and_only_a_long_one_is_cut(text: str, room: float) -> None:
    shown = cut(text, 12, room)
    assert text_width(shown, 12) <= max(room, text_width("…", 12))
    assert (shown == text) == (text_width(text, 12) <= room) or shown.endswith("…")


@given(st.text(alphabet="ab  -", max_size=80), st.floats(30, 200))
def test_wrapped_lines_have_room_and_lose_no_word(text: str, room: float) -> None:
    lines = wrapped(text, 12, room)
    assert all(text_width(line, 12) <= room for line in lines)
    if all(text_width(word, 12) <= room for word in text.split()):
        assert " ".join(lines).split() == text.split()
