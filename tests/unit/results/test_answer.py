"""The items of an answer: the same rows and columns in CSV, in notebooks and in data frames."""

from copy import deepcopy
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp import results
from graphapp.errors import GraphAppError
from graphapp.results.answer import Answer, text_of_member, values_of
from graphapp.results.queries import QueryRows
from tests.answers import ADA, ANSWERS, HOSTILE, NEIGHBORHOOD, PATH
from tests.answers.hostile import STEERS, steering

KINDS = {
    kind
    for module in iter_modules(results.__path__)
    for kind in vars(import_module(f"graphapp.results.{module.name}")).values()
    if isinstance(kind, type) and is_dataclass(kind)
}
ANSWERING = sorted((kind for kind in KINDS if issubclass(kind, Answer)), key=lambda kind: kind.__name__)


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables alone; `test_viewing.py` looks at pictures."""
    monkeypatch.setattr(Answer, "VIEWER", None)


@pytest.mark.parametrize("kind", ANSWERING, ids=lambda kind: kind.__name__)
def test_every_answer_is_represented_in_one_way(kind: type[Answer]) -> None:
    assert kind.__repr__ is Answer.__repr__


@pytest.mark.parametrize("name", ANSWERS)
def test_equal_answers_have_one_hash(name: str) -> None:
    assert len({ANSWERS[name], deepcopy(ANSWERS[name])}) == 1


def test_an_answer_is_represented_by_one_line_with_its_facts_and_the_sizes_of_its_lists() -> None:
    assert repr(NEIGHBORHOOD) == (
        "<CoauthorNeighborhood by='name', center='Ada Lovelace', hops=2, nodes: 2, edges: 2, skipped_papers=1, "
        "truncated=True, node_counts: 2, ungrouped_papers=0>"
    )


@pytest.mark.parametrize("name", ANSWERS)
def test_no_text_of_an_answer_ends_or_turns_the_line_that_represents_it(name: str) -> None:
    shown = repr(steering(ANSWERS[name]))
    assert not STEERS.search(shown)
    assert len(shown.splitlines()) == 1


@pytest.mark.parametrize("name", ANSWERS)
def test_every_item_has_a_value_for_every_column(name: str) -> None:
    answer = ANSWERS[name]
    assert all(len(list(values_of(item))) == len(answer.columns) for item in answer.items)


@pytest.mark.parametrize("kind", ANSWERING, ids=lambda kind: kind.__name__)
def test_the_way_to_the_items_is_made_of_fields(kind: type[Answer]) -> None:
    step: Any = kind
    for name in kind.ITEMS:
        assert name in {field.name for field in fields(step)}
        step = get_type_hints(step)[name].__args__[0]


def test_a_data_frame_has_typed_columns_and_marks_missing_values() -> None:
    frame = NEIGHBORHOOD.to_dataframe()
    assert list(frame["name"]) == ["Bo Li", HOSTILE]
    assert (str(frame["first_year"].dtype), str(frame["weight"].dtype)) == ("Int64", "Float64")
    assert frame["first_year"].isna().tolist() == [False, True]


def test_a_data_frame_without_pandas_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(GraphAppError, match="pip install pandas"):
        NEIGHBORHOOD.to_dataframe()


class Cells(HTMLParser):
    """The texts of a page's cells, and every tag that it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_notebook_shows_a_table_of_every_answer(name: str) -> None:
    shown = Cells(ANSWERS[name]._repr_html_())
    assert shown.tags <= {"table", "thead", "tbody", "tr", "th", "td"}
    assert {column.replace("_", " ") for column in ANSWERS[name].columns} <= set(shown.texts)


@given(st.text(min_size=1))
def test_a_notebook_shows_any_text_as_text(text: str) -> None:
    answer = QueryRows(query=text, rows=({"column": text},), truncated=False)
    page = answer._repr_html_()
    assert page.count("<") == page.count(">") == QUERY_ROWS_TAGS
    assert answer.to_dataframe()["column"].tolist() == [text]


@pytest.mark.parametrize("name", ANSWERS)
def test_no_text_in_a_notebook_ends_or_turns_a_line(name: str) -> None:
    page = steering(ANSWERS[name])._repr_html_()
    assert not STEERS.search(page)
    assert page.splitlines() == [page]


QUERY_ROWS_TAGS = QueryRows(query="q", rows=({"column": "v"},), truncated=False)._repr_html_().count("<")


@pytest.mark.parametrize(
    ("member", "text"),
    [(ADA, "Ada Lovelace"), (PATH.chains[0].steps[0].works[0], "Notes"), ("plain", "plain"), ({"a": [1]}, '{"a":[1]}')],
)
def test_a_member_of_a_list_is_shown_by_its_name(member: object, text: str) -> None:
    assert text_of_member(member) == text
