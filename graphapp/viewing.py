"""Pictures of answers for people who work in Python: in a notebook below the cell, elsewhere in a browser."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Any

from graphapp.errors import GraphAppError
from graphapp.present import pictures
from graphapp.results.answer import Answer


class PictureViewer:
    """Draws answers with `present.pictures`."""

    def drawn(self, answer: Answer, /) -> str | None:
        """The picture as SVG; None for an answer without one, a picture that is too large, and without the extra."""
        try:
            return pictures.svg(answer)
        except GraphAppError:
            # A notebook shows every answer, so it shows the table alone.
            return None

    def show(self, answer: Answer, /) -> None:
        """Display the picture in a notebook; elsewhere write a page to a temporary file and open it in a browser."""
        if notebook := _notebook():
            from_svg: Any = notebook.display.SVG
            notebook.display.display(from_svg(pictures.svg(answer)))
            return
        page = pictures.html(answer)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="graphapp-", suffix=".html", delete=False
        ) as file:
            file.write(page)
        if not webbrowser.open(Path(file.name).as_uri()):
            raise GraphAppError(f"no browser can be opened here; the picture is in {file.name}")


def _notebook() -> Any:
    """IPython, where it runs this program and can show pictures; None elsewhere."""
    found = sys.modules.get("IPython")
    shell = found.get_ipython() if found is not None else None
    return found if shell is not None and hasattr(shell, "kernel") else None
