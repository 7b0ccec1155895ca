"""A service asks again when its rows do not fit together."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from graphapp.errors import GraphChanged, NotFound
from graphapp.services import whole
from graphapp.services.whole import TornAnswer, whole_answers

LOADING = [SimpleNamespace(name="one", revision=2, state="loading")]
COMPLETE = [SimpleNamespace(name="one", revision=2, state="complete")]
ENDED_AND_BEGUN = [SimpleNamespace(name="one", revision=3, state="complete")]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[list[Any]]:
    """What the sources are, one state after the other; the last one stays."""
    states = [LOADING]
    monkeypatch.setattr(whole, "source_records", lambda graph: states.pop(0) if len(states) > 1 else states[0])
    monkeypatch.setattr("graphapp.services.whole._PAUSES_SECONDS", [0.0] * 9)
    return states


def failing(times: int, error: Exception) -> Callable[..., str]:
    """A service that fails so often, then answers."""
    left = [error] * times

    @whole_answers
    def service(graph: Any, *, name: str) -> str:
        if left:
            raise left.pop()
        return f"the answer for {name}"

    return service


@pytest.mark.parametrize(
    "error",
    [TornAnswer("no authors"), KeyError("a key"), IndexError("a place")],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("times", [0, 1, 3])
def test_an_answer_that_fits_together_in_the_end_is_given(seen: list[list[Any]], error: Exception, times: int) -> None:
    assert failing(times, error)(None, name="Ada") == "the answer for Ada"


def test_a_graph_that_keeps_changing_gives_a_sentence(seen: list[list[Any]]) -> None:
    with pytest.raises(GraphChanged, match="since a load, a removal or a rekeying runs; ask again later"):
        failing(99, KeyError("a key"))(None, name="Ada")


def test_an_error_while_nothing_writes_is_raised_as_it_is(seen: list[list[Any]]) -> None:
    seen[:] = [COMPLETE]
    with pytest.raises(KeyError, match="a key"):
        failing(99, KeyError("a key"))(None, name="Ada")


def test_a_command_that_ended_between_two_attempts_does_not_count_as_none(seen: list[list[Any]]) -> None:
    seen[:] = [COMPLETE, ENDED_AND_BEGUN, ENDED_AND_BEGUN]
    assert failing(2, KeyError("a key"))(None, name="Ada") == "the answer for Ada"


def test_what_other_programs_have_torn_is_reported(seen: list[list[Any]]) -> None:
    seen[:] = [COMPLETE]
    with pytest.raises(GraphChanged, match="'one:p' has lost authors; `graphapp check` says what to do"):
        failing(99, TornAnswer("'one:p' has lost authors"))(None, name="Ada")


def test_an_error_of_the_question_is_not_asked_again(seen: list[list[Any]]) -> None:
    service = failing(1, NotFound("no author row"))
    with pytest.raises(NotFound):
        service(None, name="Ada")
    assert service(None, name="Ada") == "the answer for Ada"
