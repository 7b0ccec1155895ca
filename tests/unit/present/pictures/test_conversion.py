"""PNG and PDF: of the right size, deterministic, and a clear word where a library is missing."""

import sys
from collections.abc import Callable

import pytest

from graphapp.errors import GraphAppError
from graphapp.present.pictures import as_pdf, as_png, svg
from tests.answers.networks import NEIGHBORHOOD
from tests.unit.present.pictures.shapes import read


def test_a_png_has_twice_the_pixels_of_the_picture() -> None:
    content = as_png(NEIGHBORHOOD)
    size = [int.from_bytes(content[place : place + 4]) for place in (16, 20)]
    root = read(svg(NEIGHBORHOOD))
    assert size == pytest.approx([2 * float(str(root.get(name))) for name in ("width", "height")], abs=2)


def test_the_same_answer_gives_the_same_pixels_and_a_pdf_of_the_same_parts() -> None:
    assert as_png(NEIGHBORHOOD) == as_png(NEIGHBORHOOD)
    # The library orders the parts of a PDF by chance.
    assert len(as_pdf(NEIGHBORHOOD)) == len(as_pdf(NEIGHBORHOOD))


@pytest.mark.parametrize(
    ("write", "module", "package"), [(as_png, "resvg_py", "resvg-py"), (as_pdf, "svg2pdf_py", "svg2pdf-py")]
)
def test_a_missing_library_is_named(
    write: Callable[[object], bytes], module: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(GraphAppError, match=rf"{package}.*pip install '\.\[pictures\]'"):
        write(NEIGHBORHOOD)
