"""Mathematics between dollars in letters, and prices that are none."""

import pytest

from graphapp.formats.bibtex.maths import without_commands, without_maths


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("$O(n^2)$ and $$x_1$$", "O(n²) and x₁"),
        (r"$\alpha$-sheep", "α-sheep"),
        ("$2^n$, $3$ and $k$NN", "2ⁿ, 3 and kNN"),
        ("$x^{ab}$", "x^(ab)"),
        ("$5 vs $10", "$5 vs $10"),
        ("$5 million and a_b for 10$", "$5 million and a_b for 10$"),
        (r"\$a_b to c$", r"\$a_b to c$"),
        ("A$AP and Ke$ha", "A$AP and Ke$ha"),
        (r"\emph{a} x_1", r"\emph{a} x_1"),
    ],
)
def test_mathematics_is_read_between_dollars_alone(text: str, read: str) -> None:
    assert without_maths(text) == read


def test_commands_are_read_from_within() -> None:
    assert without_commands(r"\textbf{\emph{All}} of R\&D ~ a_b") == "All of R&D ~ a_b"
