"""The colours of pictures, in light and in dark, and the style sheet that turns one into the other.

A picture states its light colours as attributes, which every program that draws SVG understands and which no
Content-Security-Policy refuses. The classes of the style sheet change them: for a dark screen, and for what the script
marks. The sheet is one constant text, so that a policy can name its digest.
"""

from typing import Final

INK: Final = "#1b1e23"
FAINT: Final = "#5b636e"
PAPER: Final = "#ffffff"
EDGE: Final = "#8b939e"
CENTRE: Final = "#1b1e23"
OTHER: Final = "#a9b0b9"
"""Of what is in no community, or in one beyond the palette."""

# Colours that colour-blind people can tell apart: the scheme "vibrant" of P. Tol, "Colour Schemes", SRON/EPS/TN/09-002,
# 2021, in an order in which neighbours differ in lightness too.
PALETTE: Final = ("#0077bb", "#ee7733", "#009988", "#ee3377", "#33bbee", "#cc3311")

STYLESHEET: Final = """\
.ga-picture{max-width:100%;height:auto}
.ga-picture a{cursor:pointer;text-decoration:none}
.ga-picture a:hover text,.ga-picture a:focus text{text-decoration:underline}
.ga-picture a:focus{outline:2px solid currentColor;outline-offset:2px}
.ga-some [data-dot]:not(.ga-on),.ga-some [data-ends]:not(.ga-on){opacity:.12}
@media screen and (prefers-color-scheme:dark){
.ga-paper{fill:#15181c}
.ga-ink{fill:#e7e9ec}
.ga-faint{fill:#a4acb6}
.ga-halo{stroke:#15181c}
.ga-edge{stroke:#69727d}
.ga-rule{stroke:#363c44}
.ga-centre{fill:#e7e9ec}
}
"""
"""The style sheet of every picture."""


def color_of(community: int | None) -> str:
    """The colour of a community by its number."""
    return OTHER if community is None or community >= len(PALETTE) else PALETTE[community]
