"""What tests of pages share: a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browsing import open_chromium


@pytest.fixture
def chromium(tmp_path: Path) -> Iterator[Chrome]:
    """A Chromium for one test."""
    with open_chromium(tmp_path) as opened:
        yield opened
