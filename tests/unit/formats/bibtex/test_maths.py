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
        (r"$a \cdot b$ at $90^\circ$", "a · b at 90°"),
        (r"$\tilde{O}(\sqrt{n})$ and $\tilde O(\sqrt{\log n})$", "Õ(√n) and Õ(√(log n))"),
        (r"$\frac{1}{2}$, $\frac12$ and $\frac{\sqrt{n}}{a + b}$", "1/2, 1/2 and (√n)/(a + b)"),
        (r"$\{0,1\}^n$, $\mathbb{Z}_{p^k}$", "{0,1}ⁿ, Z_(p^k)"),
        (r"$L_\infty$, $\ell_{\infty}$", "L_∞, ℓ_∞"),
        (r"$\sup_x f$, $\Pr(x)$, $\deg x_1$, $n\log^2 n$", "sup_x f, Pr(x), deg x₁, n log² n"),
        (r"$x \not= y$, $\neg x$, ${\it a}_1$, ${\bf x}^2$", "x ≠ y, ¬ x, a₁, x²"),
        (r"$\dot{x}=f$, $\hat x$, $\check C$", "ẋ=f, x̂, Č"),
        (r"$\sim$10 and $\epsilon$-$\varepsilon$", "∼10 and ε-ε"),
        ("$σ$-GSM-$∞$, $SE(3)$ in $O(1/n)$, $1/e$, $k-$means", "σ-GSM-∞, SE(3) in O(1/n), 1/e, k-means"),
        (r"ST$^2$360D, $\mathcal O \left( k^{-2} \right)$", "ST²360D, O ( k⁻² )"),
        ("$5-$10 a_b$10", "$5-$10 a_b$10"),
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
