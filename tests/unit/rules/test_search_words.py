"""What people type to search, and where it stands in what is found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.rules.search_words import (
    STOP_WORDS,
    inexact_venues_expression,
    marks,
    name_words,
    names_expression,
    papers_expression,
    phrases,
    snippet,
    typed_apart,
    venues_expression,
    whole_names,
)

SPECIALS = r'+-&|!(){}[]^"~*?:\/'


@pytest.mark.parametrize(
    ("typed", "folds", "whole"),
    [
        ("yann le", [("yann",), ("le",)], [False, False]),
        ("Li$ wei", [("li",), ("wei",)], [True, False]),
        ("Jean-L", [("jean", "l")], [False]),
        ("Dettmers, Tim", [("dettmers",), ("tim",)], [False, False]),
        ("Li$, Wei", [("li",), ("wei",)], [True, False]),
        ("李", [("李",)], [False]),
        ("O'N", [("on",)], [False]),
        ("$ , -", [], []),
    ],
)
def test_words_of_a_name_as_typed(typed: str, folds: list[tuple[str, ...]], whole: list[bool]) -> None:
    words = name_words(typed)
    assert ([word.folds for word in words], [word.is_whole for word in words]) == (folds, whole)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Li", [("li", "li")]),
        ("Li Li", [("li li", "li li")]),
        ("Müller, Jan", [("muller jan", "müller jan"), ("jan muller", "jan müller")]),
        ("Park Hae-Won", [("park hae won", "park hae-won"), ("hae won park", "hae-won park")]),
        ("van Gool$ Luc", [("van gool luc",) * 2, ("gool luc van",) * 2, ("luc van gool",) * 2]),
    ],
)
def test_a_whole_name_may_be_typed_from_any_of_its_words_on(typed: str, names: list[tuple[str, str]]) -> None:
    assert list(whole_names(name_words(typed))) == names


def test_only_letters_that_folding_changes_are_asked_for_as_typed() -> None:
    assert [word.key for word in typed_apart(name_words("Jan Müll"))] == ["müll"]


@given(st.text(alphabet=st.sampled_from([*SPECIALS, "a", "B", " ", "$", "ü", "李"]), max_size=30))
def test_in_the_words_of_names_each_special_sign_of_lucene_is_escaped(typed: str) -> None:
    for word in name_words(typed):
        expression = names_expression((word,)).partition(" authorships_from:")[0]
        values = re.findall(r"(?:fold|name)_key:(?:\[)?((?:\\.|[^\\\s*^])+)", expression)
        assert values
        assert not any(sign in re.sub(r"\\.", "", value) for value in values for sign in SPECIALS)


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("GPT3.int8()", ["GPT3.int8()"]),
        ('say "hello world" C++', ["say", "hello world", "C++"]),
        ('"', []),
        ('a:b"', ["a:b"]),
        ("AND graph", ["graph"]),
        ("the of", []),
        ("--- ??", []),
    ],
)
def test_what_is_searched_in_papers(typed: str, texts: list[str]) -> None:
    assert [phrase.text for phrase in phrases(typed)] == texts


def test_only_plain_words_of_some_length_are_beginnings() -> None:
    searched = phrases('net learn "graph" C++ int8()')
    assert [phrase.text for phrase in searched if phrase.is_beginning] == ["learn"]


@given(st.text(max_size=40))
def test_each_phrase_is_one_quoted_text_of_lucene(typed: str) -> None:
    for phrase in phrases(typed):
        expression = papers_expression((phrase,))
        written = r' ?title:"(?:[^"\\]|\\.)*"\^3 abstract:"(?:[^"\\]|\\.)*"'
        assert re.match(rf"\+\((?:{written})+(?: title:\S+ abstract:\S+)?\)$", expression)


def test_a_text_of_many_numbers_is_asked_for_as_it_is_typed() -> None:
    few, many = (papers_expression(phrases("a1" * numbers)).count("title:") for numbers in (8, 9))
    assert few > many == 2


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("QLoRA: Efficient Finetuning", "finetun", ["Finetuning"]),
        ("GPT3.int8(): 8-bit Matrix", "GPT3.int8()", ["GPT3.int8"]),
        ("On Ångström scales", "angstrom", ["Ångström"]),
        ("On A\u030angstro\u0308m scales", "Ångström", ["A\u030angstro\u0308m"]),
        ("机器学习方法", "学习", ["学习"]),
        ("Deep deep learning", "deep learning", ["Deep", "deep", "learning"]),
        ("A graph of graphs", '"graph"', ["graph"]),
        ("Nothing", "graph", []),
        ("ﬁnite ﬁeld", "field", ["ﬁeld"]),
        ("CO<sub>2</sub>, CO₂, CO-2, $CO_2$ and a CO of 2", "co2", ["CO<sub>2", "CO₂", "CO-2", "CO_2"]),
        ("H<sub>2</sub>O and GPT-3.5", "H₂O gpt3", ["H<sub>2</sub>O", "GPT-3"]),
        ("Ὁ ΣΊΣΥΦΟΣ", "σίσυφος", ["ΣΊΣΥΦΟΣ"]),
    ],
)
def test_the_places_of_what_is_searched(text: str, typed: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marks(text, phrases(typed))] == marked


def test_a_snippet_is_cut_at_spaces_around_the_first_place() -> None:
    text = "word " * 100 + "graphs everywhere " + "word " * 100
    found = snippet(text, phrases("graph"))
    assert found is not None
    part, places = found
    assert part in text
    assert len(part) <= 240
    assert part.split()[0] == part.split()[-1] == "word"
    assert [part[start:end] for start, end in places] == ["graphs"]
    assert snippet("word", phrases("graph")) is None


@given(st.text(max_size=200), st.text(max_size=20))
def test_places_are_in_the_text_in_order_and_apart(text: str, typed: str) -> None:
    searched = phrases(typed)
    ends = [place for pair in marks(text, searched) for place in pair]
    assert ends == sorted(set(ends))
    assert not ends or (ends[0] >= 0 and ends[-1] <= len(text))
    if (found := snippet(text, searched)) is not None:
        part, places = found
        assert part in text
        assert places
        assert all(0 <= start < end <= len(part) for start, end in places)


def test_venues_are_searched_without_stop_words() -> None:
    assert venues_expression("Conference on Neural") == "+(conference conference*) +(neural neural*)"
    assert venues_expression("of ++") is None
    assert inexact_venues_expression("?") is None
    assert "neurips~2" in (inexact_venues_expression("NeurIPS") or "")


def test_stop_words_are_folded() -> None:
    assert all(word == word.lower() for word in STOP_WORDS)
