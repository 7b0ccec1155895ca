"""References in Markdown: what a reader sees, and that no text is markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from graphapp.formats.markdown import write
from graphapp.records import PaperRecord
from tests.bibliography import paper


def reference(**facts: object) -> str:
    return write(paper("p", "Ada Müller", "Bo Li", **{"title": "Sheep", **facts}), "key")


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, "- Ada Müller, Bo Li. **Sheep**.\n"),
        ({"year": 2021}, "- Ada Müller, Bo Li. **Sheep**. 2021.\n"),
        ({"year": 2021, "venue": "ICML"}, "- Ada Müller, Bo Li. **Sheep**. *ICML*, 2021.\n"),
        ({"authors_complete": False}, "- Ada Müller, Bo Li, et al. **Sheep**.\n"),
        (
            {"identifiers": {"doi": "10.1/a_b"}, "url": "https://example.org"},
            "- Ada Müller, Bo Li. **Sheep**. [10.1/a\\_b](<https://doi.org/10.1/a_b>)\n",
        ),
        ({"url": "https://example.org/a_b"}, "- Ada Müller, Bo Li. **Sheep**. <https://example.org/a_b>\n"),
        ({"url": "javascript:alert(1)"}, "- Ada Müller, Bo Li. **Sheep**.\n"),
        ({"url": "https://example.org/> <script>"}, "- Ada Müller, Bo Li. **Sheep**.\n"),
        (
            {"title": "*Stars* & [links](x) <b>\n# 1"},
            "- Ada Müller, Bo Li. **\\*Stars\\* \\& \\[links\\](x) \\# 1**.\n",
        ),
    ],
)
def test_a_reference_has_what_the_paper_has(facts: dict[str, object], text: str) -> None:
    assert reference(**facts) == text


def test_a_paper_without_authors_begins_with_its_title() -> None:
    assert write(paper("p", title="1. Sheep"), "key") == "- **1. Sheep**.\n"


def test_a_name_that_looks_like_a_list_is_none() -> None:
    record: PaperRecord = paper("p", "1. Ada", title="Sheep")
    assert write(record, "key") == "- 1\\. Ada. **Sheep**.\n"


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("snake_case and {0,1} and $5 vs $10 and O(n^2)", "snake_case and {0,1} and $5 vs $10 and O(n^2)"),
        ("$5 million and a_b for 10$ more", "$5 million and a_b for 10$ more"),
        ("A$AP and Ke$ha", "A$AP and Ke$ha"),
        ("from \\$a_b to c$", "from \\$a_b to c$"),
        ("in $O(n^2)$ and $$x_1$$ of $\\alpha$-sheep", "in O(n²) and x₁ of α-sheep"),
        ("$2^n$ and $3$", "2ⁿ and 3"),
        ("C:\\new \\emph{y} ~ a--b", "C:\\new \\emph{y} ~ a--b"),
        ("<i>B. vulgaris</i> in H<sub>2</sub>O if a<b", "B. vulgaris in H2O if a<b"),
        ("<i></i>", "<i></i>"),
        ("@home `x` ![y](z)", "@home `x` ![y](z)"),
    ],
)
def test_a_title_is_read_as_it_is_printed(title: str, read: str) -> None:
    [shown] = texts(reference(title=title), "strong")
    assert shown == read


@given(st.lists(st.sampled_from([*"_{}^~*`[]()<>#|&@!.:+-\\", "Ada", " ", "1. ", "www.a.org", "é", "\n"])).map("".join))
def test_a_text_is_no_markup(text: str) -> None:
    printed = " ".join(f"x{text}y".split())
    record = paper("p", printed, title="Sheep", venue=printed)
    [shown] = texts(write(record, "key"), "em")
    assert shown == printed


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.1/sheep(2020)1<1::aid-x>3.0;2-#", "https://doi.org/10.1/sheep(2020)1%3C1::aid-x%3E3.0;2-%23"),
        ("10.1/100%a", "https://doi.org/10.1/100%25a"),
        ("10.1/a&copy;b?c", "https://doi.org/10.1/a%26copy;b%3Fc"),
        ('10.1/a"b\\c', "https://doi.org/10.1/a%22b%5Cc"),
    ],
)
def test_a_link_leads_to_the_identifier(doi: str, address: str) -> None:
    [link] = re.findall(r'href="([^"]*)"', MarkdownIt("commonmark").render(reference(identifiers={"doi": doi})))
    assert link == address


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["Byron, Ada", "Wang, Wei"], "Ada Byron, Wei Wang."),
        (["CERN,, Geneva", "Wang, Wei"], "CERN, Geneva; Wei Wang."),
        (["Ada Byron", "Smith, John, Jr."], "Ada Byron; John Smith, Jr."),
        (["University of Meadow, Hillside", "Wei Wang"], "University of Meadow, Hillside; Wei Wang."),
        (["Lind, C. et al."], "C. Lind et al."),
    ],
)
def test_names_are_in_natural_order_and_apart(names: list[str], text: str) -> None:
    assert write(paper("p", *names, title="Sheep"), "key") == f"- {text} **Sheep**.\n"


def texts(markdown: str, kind: str) -> list[str]:
    """What a reader sees in each element of a kind."""
    found: list[str] = []
    inside = False
    for block in MarkdownIt("commonmark").parse(markdown):
        for token in block.children or ():
            if token.type in (f"{kind}_open", f"{kind}_close"):
                inside = token.nesting == 1
                found += [""] if inside else []
            elif inside:
                assert token.type in ("text", "text_special"), token
                found[-1] += token.content
    return found
