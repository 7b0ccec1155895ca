"""Where names and papers lead."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.present.pictures.links import Links, anchor, page_text, server_links, text_of_page
from tests.answers.networks import SCRIPT


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (Links(), None),
        (Links(base=""), "/name-cluster/Jos%C3%A9%20%2F%3F%23%22%26"),
        (Links(base="http://127.0.0.1:8000"), "http://127.0.0.1:8000/name-cluster/Jos%C3%A9%20%2F%3F%23%22%26"),
        (Links(anchors=True), "#name-cluster:Jos%C3%A9%20%2F%3F%23%22%26"),
    ],
)
def test_a_name_leads_to_its_page_or_row(links: Links, expected: str | None) -> None:
    assert links.name('José /?#"&') == expected


def test_a_paper_leads_to_its_page() -> None:
    assert Links(base="").paper("one:1/2") == "/paper/one%3A1%2F2"
    assert Links(anchors=True).paper("one:1") == f"#{anchor('paper', 'one:1')}"


def test_no_name_leaves_its_place_in_an_address() -> None:
    for name in (SCRIPT, "../../etc", "javascript:alert(1)", "\ud800", "a\nb"):
        address = Links(base="").name(name)
        assert address is not None
        assert address.startswith("/name-cluster/")
        assert not set(address.removeprefix("/name-cluster/")) & set("/:<>\"'\n ")


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("http://localhost:8420", "http://localhost:8420"),
        ("https://example.org/papers/", "https://example.org/papers"),
        ("http://[::1]:8420/", "http://[::1]:8420"),
        ('http://example.org/"><b>', "http://example.org/%22%3E%3Cb%3E"),
    ],
)
def test_names_lead_to_the_pages_of_a_server(address: str, base: str) -> None:
    assert server_links(address).name("Ada Byron") == f"{base}/name-cluster/Ada%20Byron"


@pytest.mark.parametrize(
    "address",
    [
        "", "localhost:8420", "//localhost", "javascript:alert(1)", "bolt://localhost:7687", "http://", "http://h:x",
        "http://user:secret@h", "http://h/?q=1", "http://h/#top", "http://h/a b", "http://h\n", "http://h\\x", "http://[::1",
    ],
)  # fmt: skip
def test_links_need_the_address_of_a_server(address: str) -> None:
    with pytest.raises(InvalidArgument, match="like http://localhost:8420") as raised:
        server_links(address)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("name.json", "name.json/"),
        ("lib.csl.json", "lib.csl.json/"),
        ("one:refs.bib", "one:refs.bib/"),
        ("a.csv/", "a.csv//"),
        ("name.js", "name.js"),
        ("json", "json"),
        ("a.json b", "a.json b"),
        ("a/", "a/"),
    ],
)
def test_a_text_with_the_ending_of_another_form_has_a_slash_behind_it(text: str, shown: str) -> None:
    assert page_text(text) == shown
    assert text_of_page(shown) == text
    assert Links(base="").name(text) == f"/name-cluster/{quote(shown, safe='')}"


@given(st.lists(st.sampled_from([".json", ".csv", "/", "a", "."]), max_size=8).map("".join))
def test_each_text_has_an_address_of_its_own(text: str) -> None:
    assert text_of_page(page_text(text)) == text
    assert not page_text(text).endswith((".json", ".csv"))
