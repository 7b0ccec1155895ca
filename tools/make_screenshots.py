"""Make pictures of the main pages, of the demo and of papers that are hard to show.

    python tools/make_screenshots.py FOLDER

A temporary local Neo4j holds the papers, `graphapp serve` shows them, and Chromium takes the pictures: each page wide
in light and dark, narrow, and as it is printed. Those that the documentation shows also go to docs/screenshots. The
size of each page in bytes, not compressed, is printed.
"""

import base64
import sys
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal

from PIL import Image
from selenium.webdriver import Chrome

from graphapp import local
from graphapp.address import Address
from graphapp.graph import Graph
from graphapp.loading.learning import learn_persons
from graphapp.loading.load import load, load_file
from graphapp.web.addresses import cluster_address, reasons_address
from tests.browsing import open_chromium, served, show_as
from tests.hard_papers import LONGEST, NAMESAKE, hard_papers, namesakes
from tests.servers import start_server

SHOWN: Final = Path(__file__).parent.parent / "docs" / "screenshots"
WIDE: Final = 1280
NARROW: Final = 360
HIGHEST: Final = 2_600
HIGHEST_SHOWN: Final = 1_000
COLOURS: Final = 128
"""A palette keeps the files small; pages have few colours, and as many shades of their letters."""

PAGES: Final = {
    "home": "/",
    "search": "/search?q=quantized",
    "search-names": "/search?q=luke",
    "cluster": "/name-cluster/tim%20dettmers",
    "cluster-hard": "/name-cluster/marta%20quill",
    "cluster-long": "/name-cluster/ida%20falk",
    "cluster-filtered": "/name-cluster/ida%20falk?venue=Survey+Days",
    "persons": f"{cluster_address(NAMESAKE.lower())}?by=person",
    "persons-hard": "/name-cluster/marta%20quill?by=person",
    "persons-group": "/name-cluster/ida%20falk?by=person&group=1",
    "persons-why": f"{reasons_address(NAMESAKE.lower())}?one=1&other=2",
    "person-model": "/person-model",
    "cluster-long-name": f"/name-cluster/{LONGEST.casefold()}",
    "neighborhood": "/coauthor-neighborhood/tim%20dettmers",
    "neighborhood-many": "/coauthor-neighborhood/marta%20quill?limit=500",
    "network": "/network?source=mlanthology&largest=60",
    "path": "/collaboration-path?a=Tim+Dettmers&b=Percy+Liang",
    "path-empty": "/collaboration-path",
    "paper": "/paper/mlanthology:muennighoff2025iclr-olmoe",
    "paper-hard": "/paper/hard:long-title",
    "paper-crowd": "/paper/hard:crowd",
    "venue": "/venue/neurips",
    "venues": "/venues",
    "ambiguous-names": "/ambiguous-names",
    "about": "/about",
    "docs": "/docs",
    "not-found": "/name-cluster/tim%20detmers",
}
SHOWN_PICTURES: Final = (
    "home-wide-light",
    "cluster-wide-light",
    "cluster-wide-dark",
    "neighborhood-wide-light",
    "path-wide-light",
)
"""What README and docs/web.md show."""

Kind = Literal["wide-light", "wide-dark", "narrow-light", "print"]
KINDS: Final[dict[Kind, dict[str, Any]]] = {
    "wide-light": {"width": WIDE},
    "wide-dark": {"width": WIDE, "scheme": "dark"},
    "narrow-light": {"width": NARROW},
    "print": {"width": 794, "media": "print"},
}


def take(chromium: Chrome, *, width: int, highest: int) -> bytes:
    """A picture of the open page from its top, as PNG."""
    height = chromium.execute_script("return document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, highest), "scale": 1}
    asked = {"format": "png", "captureBeyondViewport": True, "clip": clip}
    taken = base64.b64decode(chromium.execute_cdp_cmd("Page.captureScreenshot", asked)["data"])
    written = BytesIO()
    with Image.open(BytesIO(taken)) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(written, "png", optimize=True)
    return written.getvalue()


def photograph(home: str, chromium: Chrome, folder: Path, names: list[str]) -> None:
    """Pictures of these pages of a server, in all kinds."""
    for name in names:
        for kind, look in KINDS.items():
            show_as(chromium, **look)
            chromium.get(home + PAGES[name])
            picture = f"{name}-{kind}"
            (folder / f"{picture}.png").write_bytes(take(chromium, width=look["width"], highest=HIGHEST))
            if picture in SHOWN_PICTURES:
                (SHOWN / f"{picture}.png").write_bytes(take(chromium, width=look["width"], highest=HIGHEST_SHOWN))
        size = chromium.execute_script("return performance.getEntriesByType('navigation')[0].decodedBodySize")
        print(f"{name}: {size:,} bytes of HTML", flush=True)


def fill(address: Address) -> None:
    """Load the demo, the hard papers and those of a crowded name, and learn what tells people apart."""
    with Graph(address) as graph, as_file(files("graphapp").joinpath("demo.jsonl.gz")) as path:
        load_file(graph, path, format="jsonl", source="mlanthology")
        load(graph, hard_papers(), source="hard")
        load(graph, namesakes(), source="dblp")
        learn_persons(graph)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    SHOWN.mkdir(exist_ok=True)
    with TemporaryDirectory() as temporary:
        database = Path(temporary) / "home"
        address = start_server(database)
        try:
            fill(address)
            with served(address) as home, open_chromium(Path(temporary)) as chromium:
                photograph(home, chromium, folder, list(PAGES))
        finally:
            local.stop(home=database)
    return 0


if __name__ == "__main__":
    sys.exit(main())
