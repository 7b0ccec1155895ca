"""SVG -> PNG and PDF, by resvg and svg2pdf: libraries in Rust that share their reading of SVG and need no browser.

Both read the fonts of the system. A letter that no font has is an empty box; a server without any font has none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from graphapp.errors import GraphAppError, PackageMissing

if TYPE_CHECKING:
    import svg2pdf_py

_SCALE: Final = 2.0
"""Pixels of a PNG by those of the picture, for sharp letters on paper and on fine screens."""
_FAMILY: Final = "DejaVu Sans"
"""What `sans-serif` is where the system does not say; without it, any font with the letters is taken."""


def png(svg: str) -> bytes:
    """The picture as PNG. Raises GraphAppError where the package resvg-py is not installed."""
    try:
        import resvg_py
    except ImportError as error:
        raise _missing("resvg-py", "PNG") from error
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=_SCALE, sans_serif_family=_FAMILY)


def pdf(svg: str) -> bytes:
    """The picture as PDF. Raises GraphAppError where the package svg2pdf-py is not installed."""
    try:
        import svg2pdf_py
    except ImportError as error:
        raise _missing("svg2pdf-py", "PDF") from error
    content: bytes = svg2pdf_py.svg_to_pdf(svg, _fonts())
    return content


@cache
def _fonts() -> svg2pdf_py.FontDatabase:
    import svg2pdf_py

    fonts = svg2pdf_py.FontDatabase()
    fonts.load_system_fonts()
    return fonts


def _missing(package: str, form: str) -> GraphAppError:
    return PackageMissing(f"a picture as {form}", package, "pictures")
