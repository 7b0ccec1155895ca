"""The tree of errors is what its module draws."""

import re

import pytest

from graphapp import errors
from graphapp.errors import GraphAppError

DRAWN = re.findall(r"^[├└]── (\w+) +(\d+), (\d+) ", errors.__doc__ or "", re.MULTILINE)
KINDS = {kind.__name__: kind for kind in GraphAppError.__subclasses__() if kind.__module__ == errors.__name__}


def test_every_error_is_drawn() -> None:
    assert {name for name, _, _ in DRAWN} == KINDS.keys()


@pytest.mark.parametrize(("name", "exit_code", "http_status"), DRAWN, ids=[name for name, _, _ in DRAWN])
def test_an_error_has_the_codes_that_are_drawn(name: str, exit_code: str, http_status: str) -> None:
    assert (KINDS[name].exit_code, KINDS[name].http_status) == (int(exit_code), int(http_status))
