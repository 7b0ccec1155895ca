"""The quick answer for ordinary names is that of all patterns, which it saves."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphapp.rules.names import clean
from graphapp.rules.ordinary_names import is_ordinary
from graphapp.rules.placeholders import placeholder, without_others
from graphapp.rules.printed_names import _bare
from tests.unit.rules.test_names import texts
from tests.unit.rules.test_placeholders import NAMES, NOTHING, OTHERS, UNNAMED
from tests.unit.rules.test_printed_names import PARTS


@pytest.mark.parametrize(
    "printed",
    [
        "Ada Byron",
        "A. Byron",
        "Byron A",
        "Zoë O’Neill-Li",
        "王 伟明",
        "Иван Петров",
        "al Farsi",
        "Priya Andal",
        "Yılmaz Kaya",
    ],
)
def test_most_names_are_ordinary(printed: str) -> None:
    assert is_ordinary(printed)


@pytest.mark.parametrize("printed", [*OTHERS, *UNNAMED, *NOTHING, "Byron, Ada", "Ada Byron 0001", "Ada Byron ...", ""])
def test_what_must_be_read_is_not(printed: str) -> None:
    assert not is_ordinary(printed)


WORDS = st.sampled_from(sorted({word for text in (*OTHERS, *UNNAMED, *NOTHING, *NAMES) for word in text.split()}))
PRINTED = st.lists(st.one_of(WORDS, PARTS), min_size=2, max_size=5).flatmap(
    lambda parts: st.sampled_from([" ", "-", ". "]).map(lambda between: between.join(parts))
)


@given(st.one_of(PRINTED, texts))
@example("Na T")
@example("Ada Byron ...")
@example("Ada Byron u.a")
@example("Priya Andal")
@example("Ada Byron et al\u3164")
@example("Anonymous\u3164 Submission")
@example("Ada Byron and add\u0131t\u0131onal")
@example("M\u0131ss\u0131ng name")
def test_an_ordinary_name_is_no_placeholder_and_has_no_decoration(printed: str) -> None:
    if is_ordinary(printed):
        text = clean(printed)
        assert placeholder(printed) is None
        assert without_others(text) == text
        assert _bare(text) == text
        assert "," not in text
