"""The colours: told apart by colour-blind people, seen on both papers; and the sheet that changes them."""

from itertools import combinations

import pytest

from graphapp.present.pictures.colors import FAINT, INK, OTHER, PALETTE, PAPER, STYLESHEET, color_of

# What people without one kind of cones see: H. Brettel et al., 1997, as one matrix for linear RGB (F. Viénot, 1999).
BLINDNESS = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}
DARK = "#15181c"


def linear(color: str) -> tuple[float, ...]:
    values = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)


def lightness_and_hue(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    """CIE L*a*b* for D65."""
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(m * v for m, v in zip(row, rgb, strict=True)) for row in matrix]
    f = [
        v ** (1 / 3) if (v := max(x / w, 0)) > 0.008856 else 7.787 * v + 16 / 116
        for x, w in zip(xyz, (0.9505, 1, 1.089), strict=True)
    ]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio."""
    bright, dark = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(linear, (one, other))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("kind", BLINDNESS)
def test_colour_blind_people_tell_communities_apart(kind: str) -> None:
    seen = {}
    for color in (*PALETTE, OTHER):
        rgb = linear(color)
        seen[color] = lightness_and_hue(
            tuple(sum(m * v for m, v in zip(row, rgb, strict=True)) for row in BLINDNESS[kind])
        )
    for one, other in combinations(seen, 2):
        difference = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert difference > 10, (one, other)


def test_words_have_the_contrast_of_wcag_and_dots_are_seen_in_both_themes() -> None:
    assert min(contrast(INK, PAPER), contrast(FAINT, PAPER)) >= 4.5
    assert min(contrast("#e7e9ec", DARK), contrast("#a4acb6", DARK)) >= 4.5
    assert {DARK, "#e7e9ec", "#a4acb6"} <= {
        word.strip("};") for word in STYLESHEET.replace(":", " ").replace("}", " ").split()
    }
    assert all(contrast(color, PAPER) > 1.9 and contrast(color, DARK) > 1.9 for color in (*PALETTE, OTHER))


def test_communities_beyond_the_palette_share_a_colour() -> None:
    assert len({color_of(number) for number in range(len(PALETTE))}) == len(PALETTE)
    assert color_of(len(PALETTE)) == color_of(None) == OTHER


def test_paper_stays_light() -> None:
    assert "@media screen and (prefers-color-scheme:dark)" in STYLESHEET
