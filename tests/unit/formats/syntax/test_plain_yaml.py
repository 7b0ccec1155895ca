"""YAML of lists, maps and texts, and where each item of a list begins."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graphapp.formats.syntax.plain_yaml import items_with_lines, plain_yaml
from graphapp.records import Unfit

texts = st.text(st.characters(exclude_categories=["C"]), max_size=20)
values = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8
)


@given(st.lists(values, max_size=5))
def test_what_is_dumped_is_read(items: list[object]) -> None:
    text = yaml.safe_dump(items, allow_unicode=True, sort_keys=False)
    assert plain_yaml(text) == items
    assert [item for _, item in items_with_lines(text)] == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("# a remark\n- a\n\n- {b: c}\n-\n  - d\n", [(2, "a"), (4, {"b": "c"}), (6, ["d"])]),
        ("[a,\n b]", [(1, "a"), (2, "b")]),
        ("", []),
        ("# nothing", []),
        ("- yes\n- 007\n- ~\n- '~'\n", [(1, "yes"), (2, "007"), (3, None), (4, "~")]),
    ],
)
def test_each_item_has_its_line(text: str, items: list[tuple[int, object]]) -> None:
    assert items_with_lines(text) == items


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: b", "not one list"),
        ("- a\n---\n- b", "not one list"),
        ("- a\n- [", r"not YAML: .* \(line \d\)"),
        ("- &x a\n- *x", "alias"),
        ("- !!python/object:os.system a", "tag"),
        ("- {a: b, a: c}", "twice"),
        ("- {[a]: b}", "no word"),
    ],
)
def test_other_texts_are_refused(text: str, words: str) -> None:
    with pytest.raises(Unfit, match=words):
        items_with_lines(text)
