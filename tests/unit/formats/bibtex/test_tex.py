"""TeX as text and back: what TeX prints, and nothing that it could run."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.formats.bibtex.tex import _printed, _single_spaced, address, to_tex, to_text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (
            r"M{\"u}ller, Andr{\'{e}}, Garc{\'\i}a, \v{S}koda, {\v S}koda, \c Cen",
            "Müller, André, García, Škoda, Škoda, Çen",
        ),
        (r"H{\aa}kon {\O}stb{\o}, Gro{\ss}, fa\c{c}ade, {\.I}zmir", "Håkon Østbø, Groß, façade, İzmir"),
        ("a---b--c-d ``q'' `x y' don't", "a—b–c-d “q” ‘x y’ don't"),
        (r"50\% of \$5 \& \#1 a\_b~c", "50% of $5 & #1 a_b c"),
        (r"Tree{\TeX} in \LaTeX{} and \TeX", "TreeTeX in LaTeX and TeX"),
        (r"$O(n^2)$ and {$\beta_{1}$}", r"$O(n^2)$ and $\beta_{1}$"),
        (r"{\em troff\/} \textbf{x} \emph{y}", "troff x y"),
        (r"{\noopsort{1986e}}1986", "1986"),
        (r"{\SHEEP} and \SHEEP{} and \sheep{x}", "SHEEP and SHEEP and x"),
        (r"\def \SHEEP {{\sc sheep}} Text", "Text"),
        (r"\href{https://example.org}{Text} \url{https://a_b} \path|x@y|", "Text https://a_b x@y"),
        (r"Pub\-lish\-ing\ by\,night\\again", "Publishing by night again"),
        (r"?`S{\'\i}? !`No!", "¿Sí? ¡No!"),
        (r"\~{} \^{} \'", "~ ^ ´"),
        ("two\n  lines", "two lines"),
        (r"{{\ensuremath{\Lambda}}CDM, Ly{\ensuremath{\alpha}} at z {\ensuremath{\sim}} 7}", "ΛCDM, Lyα at z ∼ 7"),
        (r"3 \times 4 \pm 1, \beta -decay, 90\ensuremath{^\circ} {\textalpha}", "3 × 4 ± 1, β-decay, 90^∘ α"),
        (r"10\raisebox{-0.5ex}\textasciitilde20, \scalebox{0.8}{x}, \SI{5}{\mu m}", "10~20, x, 5μm"),
        (r"A \texorpdfstring{$\alpha$}{alpha} and \texorpdfstring {{\bf b}} {b}", r"A $\alpha$ and b"),
        (r"A \texorpdfstring{$\alpha$", r"A $\alpha$"),
        ("$ alone", "$ alone"),
        ("\\", "\\"),
    ],
)
def test_what_tex_prints(tex: str, text: str) -> None:
    assert to_text(tex) == text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\url{https://a.org/~c\_d\%20}", "https://a.org/~c_d%20"),
        (r"https://a.org/{\~{}}b", "https://a.org/~b"),
        (r"https://a.org/$\sim$b", "https://a.org/~b"),
        (r"{\tt https://a.org/{\_}b--c}", "https://a.org/_b--c"),
        (r"10.1002/(sici)1\textless{}1::aid-a\textunderscore b\textgreater{}3", "10.1002/(sici)1<1::aid-a_b>3"),
        ("10.1000/a<b>c", "10.1000/a<b>c"),
    ],
)
def test_addresses_have_no_dashes_or_accents(tex: str, text: str) -> None:
    assert address(tex) == text


@given(st.text(st.sampled_from("{}-'?! \n\t\u00a0aé"), max_size=40))
def test_a_text_without_commands_is_printed_as_all_rules_print_it(text: str) -> None:
    assert to_text(text) == _printed(_single_spaced(text))


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("α-sheep and λ", r"\ensuremath{\alpha}-sheep and \ensuremath{\lambda}"),
        ("αβ, αβγ", r"\ensuremath{\alpha}\ensuremath{\beta}, αβγ"),
        ("Η νέα μέθοδος", "Η νέα μέθοδος"),
        ("ℓ1 → ∞", r"\ensuremath{\ell}1 \ensuremath{\to} \ensuremath{\infty}"),
        ("a − b ∗ c", r"a \textminus{} b \textasteriskcentered{} c"),
        ("$d^α$, $αx$ and $a−b$", r"$d^\alpha$, $\alpha x$ and $a-b$"),
        ("É × †", "É × †"),
    ],
)
def test_signs_that_pdflatex_does_not_know_are_commands(text: str, tex: str) -> None:
    assert to_tex(text) == tex


@given(st.text(st.sampled_from("\\{}%#&_~^'`-?!<>| aÉ1xαβΛέ∞ℓ−→"), max_size=40))
def test_signs_are_read_as_they_were_written(text: str) -> None:
    plain = " ".join(text.split())
    assert to_text(to_tex(plain)) == plain


@given(st.text(st.sampled_from("\\{}$%#&_~^'`-?!<>| aÉ1x"), max_size=40))
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    plain = " ".join(text.split())
    assert to_text(to_tex(plain)) == plain


@pytest.mark.parametrize(
    "maths",
    [
        *("$\\input{x}$", "$\\write18{x}$", "$a%b$", "$a#1$", "$}{$", "$\\{$", "$a\\$", "$ 5 $"),
        *("$^^M$", "$x^$", "$x^{a_}$", "$x^2^3$", "$x_{a}_b$", "$x^a_b^c$", "$x'^2$", "$x^2'$", "$a_^b$"),
        *(
            "$\\frac{a}$",
            "$\\hat$",
            "$\\sqrt^2$",
            "$\\left( a$",
            "$\\left a\\right b$",
            "$\\hbox a$",
            "$a\\limits$",
            "$\\text\\in$",
            "$\\text{a_b}$",
            "$\\em x$",
            "$\\sqrt\\log x$",
        ),
    ],
)
def test_dollars_that_are_no_mathematics_are_escaped(maths: str) -> None:
    assert to_tex(maths).startswith("\\$")


@pytest.mark.parametrize(
    "maths",
    [
        *("$O(n^2)$", "$x_1^{-1}$", "$x'_n$", "$e^{-\\frac{x^2}{2}}$", "$\\left(\\frac ab\\right)$", "$\\ell_1$"),
        *(
            "$\\mathbb{R}^n$",
            "$\\hat x^*$",
            "$\\sum_{i=1}^n x_i$",
            "$n^{o(1)}$",
            "$\\textbf{x}$",
            "$\\leq 5$",
            "$a \\leftarrow b$",
            "$\\hat\\theta$",
        ),
    ],
)
def test_mathematics_stays(maths: str) -> None:
    assert to_tex(maths) == maths


@pytest.mark.parametrize("piece", ["\\noopsort{a}", "\\'", "`", "$", "\\path|", "{", "\\def\\a", "--", "?`"])
def test_no_text_takes_quadratic_time(piece: str) -> None:
    start = time.process_time()
    to_text(piece * 100_000)
    to_tex(piece * 100_000)
    assert time.process_time() - start < 20
