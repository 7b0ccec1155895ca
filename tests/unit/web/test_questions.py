"""Parameters of requests: what is understood, and the sentence for what is not."""

from urllib.parse import urlencode

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.web import questions
from graphapp.web.questions import (
    ClusterPageQuestion,
    ClusterQuestion,
    NeighborhoodQuestion,
    Nothing,
    PathQuestion,
    parameters_of,
    read_question,
    schema_text,
)

QUESTIONS = [kind for kind in vars(questions).values() if isinstance(kind, type) and kind.__name__.endswith("Question")]


def test_parameters_have_their_types_and_defaults() -> None:
    assert read_question("", ClusterQuestion) == ClusterQuestion(match="exact", limit=50, after=None)
    assert read_question("limit=7&match=fold&after=", ClusterQuestion) == ClusterQuestion(match="fold", limit=7)
    asked = read_question("since=-300&with_links=true&venue=A+%26+B", NeighborhoodQuestion)
    assert (asked.since, asked.with_links, asked.venue) == (-300, True, "A & B")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("limit=-1", "'limit'"),
        ("limit=1e9", "'limit'"),
        ("limit=1e1", "'limit'"),
        ("limit=1.0", "'limit'"),
        ("limit=1%0A", "'limit'"),
        ("limit=%D9%A1", "'limit'"),
        ("limit=99999999999999999999999", "'limit'"),
        ("match=no", "'match'"),
        ("limit=1&limit=2", "given twice"),
        ("unknown=1", "there is no parameter 'unknown' here; those that exist: match, limit, after"),
        ("limit", "cannot be read"),
        ("&".join(f"p{number}=1" for number in range(2_000)), "more than 4,000 characters"),
        ("&".join(f"p{number}=1" for number in range(60)), "at most 40 of them"),
        ("after=%ff", "not UTF-8"),
        (f"after={'x' * 3_500}", "'after'"),
    ],
)
def test_what_is_no_question_gets_a_sentence(query: str, sentence: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        read_question(query, ClusterQuestion)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("query", "kind", "sentence"),
    [
        ("limit=-1", ClusterQuestion, "the parameter 'limit' cannot be '-1'; give a whole number from 1 to 10,000"),
        ("limit=1e9", ClusterQuestion, "the parameter 'limit' cannot be '1e9'; give a whole number from 1 to 10,000"),
        ("match=no", ClusterQuestion, "the parameter 'match' cannot be 'no'; give exact or fold"),
        (
            "page=1e1",
            ClusterPageQuestion,
            "the parameter 'page' cannot be '1e1'; give a whole number from 1 to 100,000",
        ),
        ("year=2019%0A", ClusterPageQuestion, "the parameter 'year' cannot be '2019\\n'; give a year, or none"),
        ("year=%D9%A1", ClusterPageQuestion, "the parameter 'year' cannot be '\u0661'; give a year, or none"),
        ("year=soon", ClusterPageQuestion, "the parameter 'year' cannot be 'soon'; give a year, or none"),
        ("with_links=2", NeighborhoodQuestion, "the parameter 'with_links' cannot be '2'; give true or false"),
        ("a=1", PathQuestion, "the parameter 'b' is missing; give a text of at most 1,000 characters"),
        ("", PathQuestion, "the parameter 'a' is missing; give a text of at most 1,000 characters"),
        ("a=x%00y", PathQuestion, "the parameter 'a' has a zero character, which no text has; leave it out"),
    ],
)
def test_the_sentence_says_what_the_parameter_may_be(query: str, kind: type[msgspec.Struct], sentence: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        read_question(query, kind)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("kind", QUESTIONS)
def test_whatever_a_parameter_cannot_be_has_a_sentence(kind: type[msgspec.Struct]) -> None:
    for name in kind.__struct_fields__:
        required = {other: "1" for other in ("a", "b", "one", "other", "text") if other in kind.__struct_fields__}
        with pytest.raises(InvalidArgument) as refused:
            read_question(urlencode(required | {name: "x" * 3_200}), kind)
        assert str(refused.value).startswith(f"the parameter {name!r} cannot be 'xxx")
        assert len(str(refused.value)) < 250


@given(st.text(alphabet="limtafer=&%+0123456789é\x00", max_size=60), st.sampled_from([ClusterQuestion, Nothing]))
def test_any_query_is_a_question_or_refused(query: str, kind: type[ClusterQuestion] | type[Nothing]) -> None:
    refused = ""
    try:
        assert isinstance(read_question(query, kind), kind)
    except InvalidArgument as error:
        refused = str(error)
    assert len(refused) < 400


@pytest.mark.parametrize("kind", QUESTIONS)
def test_each_parameter_is_described(kind: type[ClusterQuestion]) -> None:
    described = parameters_of(kind)
    assert [one["name"] for one in described] == list(kind.__struct_fields__)
    assert all(one["schema"] for one in described)


def test_values_of_parameters_are_described_in_words() -> None:
    assert schema_text({"type": "integer", "minimum": 1, "maximum": 1_000}) == "a whole number from 1 to 1,000"
    optional = {"anyOf": [{"type": "string", "maxLength": 1_000}, {"type": "null"}]}
    assert schema_text(optional) == "a text of at most 1,000 characters"
    assert schema_text({"enum": ["exact", "fold"]}) == "exact or fold"
    assert schema_text({"type": "boolean", "default": False}) == "true or false"
    assert schema_text({"type": "string"}) == "a text"
