"""What tests of pages share: a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browsing import open_chromium


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A Chromium for all tests of a file."""
    with open_chromium(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[Chrome]:
    """A Chromium for one test, which remembers nothing."""
    with open_chromium(tmp_path) as opened:
        yield opened
