"""Pages in a real browser: Debian's Chromium, and `graphapp serve` as a process."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from graphapp.address import Address
from graphapp.errors import GraphAppError

_FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,1000",
)
_PAGE_SECONDS: Final = 60
_END_SECONDS: Final = 20


@contextmanager
def open_chromium(folder: Path) -> Iterator[Chrome]:
    """A Chromium without a window, with a profile of its own; what it downloads goes to `folder / "downloads"`.

    Raises GraphAppError where there is none.
    """
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if browser is None or driver is None:
        raise GraphAppError("no browser is installed here; install Debian's chromium and chromium-driver")
    options = ChromeOptions()
    options.binary_location = browser
    for flag in (*_FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder / "downloads")})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    # With the paths of both given, Selenium does not look for newer ones on the network.
    with Chrome(options=options, service=ChromeService(driver)) as opened:
        opened.set_page_load_timeout(_PAGE_SECONDS)
        yield opened


def show_as(
    chromium: Chrome, *, scheme: Literal["light", "dark"] = "light", media: str = "screen", width: int = 1280
) -> None:
    """Show pages in a colour scheme, for a medium, at a width in CSS pixels."""
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


@contextmanager
def served(address: Address, *options: str) -> Iterator[str]:
    """`graphapp serve` on a free port, until the block ends; the address of its home page, without the last slash."""
    configured = {"NEO4J_URI": address.uri, "NEO4J_USERNAME": address.user, "NEO4J_PASSWORD": address.password}
    command = [sys.executable, "-m", "graphapp", "serve", "--port", "0", "--quiet", *options]
    with subprocess.Popen(
        command, env=os.environ | configured, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            home = process.stdout.readline().strip()
            assert home.startswith("http://localhost:"), f"no address, but {home!r}"
            yield home.removesuffix("/")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(_END_SECONDS)
