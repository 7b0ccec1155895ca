"""Cypher on a terminal."""

import io

from rich.console import Console
from rich.syntax import Syntax


def as_cypher(text: str, *, color: bool = False) -> str:
    """Cypher, highlighted if there is color; without color the text is unchanged, ready to copy."""
    if not color:
        return text
    out = io.StringIO()
    Console(file=out, force_terminal=True, width=max(map(len, text.splitlines()))).print(
        Syntax(text, "cypher", theme="ansi_dark", background_color="default"), soft_wrap=True
    )
    return out.getvalue()
