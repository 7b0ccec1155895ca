"""Addresses of pages."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.web.addresses import cluster_address, paper_address, same_address, segment, web_link, with_query


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=50))
def test_a_path_gives_its_text_back(text: str) -> None:
    assert unquote(segment(text), errors="strict") == text
    assert urlsplit(f"http://host/x/{segment(text)}").path == f"/x/{segment(text)}"


def test_paths_of_ids_stay_readable() -> None:
    assert cluster_address("tim dettmers") == "/name-cluster/tim%20dettmers"
    assert paper_address("dblp:conf/nips/Li20") == "/paper/dblp:conf/nips/Li20"
    assert paper_address("x:a//b/../c?d#e") == "/paper/x:a%2F%2Fb%2F..%2Fc%3Fd%23e"


@given(st.text(alphabet="ab/. %é", max_size=20))
def test_a_page_knows_its_own_address(text: str) -> None:
    assert same_address(f"/name-cluster/{text}") == cluster_address(text)
    assert same_address("/") == "/"
    assert same_address("/venues") == "/venues"


def test_parameters_that_are_none_are_left_out() -> None:
    assert with_query("/a", b=None) == "/a"
    assert with_query("/a", b="x&y", c=1, d=["p", "q"]) == "/a?b=x%26y&c=1&d=p&d=q"


@pytest.mark.parametrize(
    "stated",
    ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "//a.org", "", None, "http://[", "file:///etc"],
)
def test_a_browser_follows_addresses_of_the_web_alone(stated: str | None) -> None:
    assert web_link(stated) is None


def test_addresses_of_the_web_are_links() -> None:
    assert web_link(" https://a.org/b?c=d ") == "https://a.org/b?c=d"
