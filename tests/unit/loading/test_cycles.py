"""Cycles of objects: looked for seldom meanwhile, and as before afterwards."""

import gc

import pytest

from graphapp.loading.cycles import rare_search_for_cycles


def test_the_search_is_rare_meanwhile_only() -> None:
    before = gc.get_threshold()
    with rare_search_for_cycles():
        assert gc.get_threshold()[0] > 10 * before[0]
    assert gc.get_threshold() == before


def test_of_two_at_once_the_first_ends_it() -> None:
    before = gc.get_threshold()
    first, second = rare_search_for_cycles(), rare_search_for_cycles()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert gc.get_threshold() == before


def test_an_error_ends_it_too() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), rare_search_for_cycles():
        raise KeyError
    assert gc.get_threshold() == before
