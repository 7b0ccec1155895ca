"""Finished answers in memory: what is kept, how much of it, and how it comes back."""

import threading
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from graphapp.web.kept_answers import LARGEST, KeptAnswers

_MIB = 1 << 20


def test_an_answer_comes_back_as_it_was_and_as_a_response_of_its_own() -> None:
    kept = KeptAnswers(most_bytes=_MIB)
    made = Response("Größe", media_type="text/html", headers={"Link": "</a>; rel=next", "ETag": 'W/"1"'})
    kept.put("1", made)
    headers = list(made.raw_headers)
    made.headers["Content-Encoding"] = "gzip"
    for _ in range(2):
        found = kept.get("1")
        assert found is not None
        assert (found.status_code, found.body, found.raw_headers) == (200, "Größe".encode(), headers)
        # As the compression does with what it is given.
        found.headers["Content-Encoding"] = "gzip"
    assert kept.get("2") is None


NOT_KEPT = {
    "an error": Response("No.", 404),
    "a part": Response("a", 206),
    "a redirect": RedirectResponse("/a", 302),
    "a stream": StreamingResponse(iter(["a"])),
    "a response of another kind": JSONResponse({}),
    "a task behind it": Response("a", background=BackgroundTask(print)),
    "too much": Response(b"x" * LARGEST),
}


@pytest.mark.parametrize("what", NOT_KEPT)
def test_what_is_not_kept(what: str) -> None:
    kept = KeptAnswers(most_bytes=64 * _MIB)
    kept.put("1", NOT_KEPT[what])
    assert kept.get("1") is None
    assert kept.bytes == 0


def test_without_memory_nothing_is_kept() -> None:
    kept = KeptAnswers(most_bytes=0)
    kept.put("1", Response(""))
    assert kept.get("1") is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 6_000)), max_size=60))
def test_what_was_asked_for_last_stays_within_its_bytes(asked: list[tuple[int, int]]) -> None:
    most = 20_000
    kept = KeptAnswers(most_bytes=most)
    for number, length in asked:
        body = b"x" * length
        kept.put(str(number), Response(body))
        assert kept.bytes <= most
        found = kept.get(str(number))
        assert found is not None
        assert found.body == body


def test_many_small_answers_take_no_more_memory_than_they_may() -> None:
    """As a client fills it that asks for one address with ever other parameters."""
    most = 2 * _MIB
    kept = KeptAnswers(most_bytes=most)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        for number in range(4_000):
            kept.put(f'W/"{number:032x}"', Response(f"{number}", media_type="text/html", headers={"ETag": f"{number}"}))
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most / 2 < kept.bytes <= most
    assert after - before < most


def test_threads_may_share_it() -> None:
    kept = KeptAnswers(most_bytes=30_000)
    wrong: list[object] = []

    def ask(own: int) -> None:
        for turn in range(2_000):
            number = (own * turn) % 31
            try:
                found = kept.get(str(number))
                if found is not None and found.body != str(number).encode():
                    wrong.append(found.body)
                kept.put(str(number), Response(str(number)))
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=ask, args=(own,)) for own in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert 0 < kept.bytes <= 30_000
