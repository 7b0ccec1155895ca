"""The page of a picture: one file, a strict policy, and all of the answer as a table."""

import re
from base64 import b64decode
from hashlib import sha256
from html import unescape

import pytest
from lxml import html as parser

from graphapp.present.networks import as_networkx
from graphapp.present.pictures import SCRIPT as PICTURE_SCRIPT
from graphapp.present.pictures import Links, html
from tests.answers.networks import NETWORKS, SCRIPT


@pytest.mark.parametrize("kind", NETWORKS)
def test_the_policy_allows_this_style_and_this_script_and_nothing_else(kind: str) -> None:
    page = html(NETWORKS[kind])
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    directives = dict(part.strip().split(" ", 1) for part in unescape(policy).split(";"))
    assert directives["default-src"] == "'none'"
    for name, tag in (("style-src", "style"), ("script-src", "script")):
        [text] = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert b64decode(directives[name].strip("'").removeprefix("sha256-")) == sha256(text.encode()).digest()
    assert PICTURE_SCRIPT in page
    assert " style=" not in page
    root = parser.document_fromstring(page)
    assert not [name for element in root.iter() for name in element.attrib if str(name).startswith("on")]
    assert SCRIPT not in page


@pytest.mark.parametrize("kind", NETWORKS)
def test_every_name_or_paper_is_in_the_table_and_every_link_leads_to_a_row(kind: str) -> None:
    root = parser.document_fromstring(html(NETWORKS[kind]))
    graph = as_networkx(NETWORKS[kind])
    cells = {cell.text_content() for cell in root.iter("th", "td")}
    kinds = {"Paper"} if kind == "cluster" else {None}
    assert {node["label"] for _, node in graph.nodes(data=True) if node.get("kind") in kinds} <= cells
    rows = {f"#{row.get('id')}" for row in root.iter("tr") if row.get("id")}
    assert len(rows) == len(set(rows)) > 0
    shown = {str(a.get("href")) for a in root.iter("a")}
    assert {href for href in shown if href.startswith("#paper") or kind != "cluster"} <= rows


def test_links_to_a_server_are_in_the_picture_and_in_the_table() -> None:
    page = html(NETWORKS["people"], links=Links(base="http://127.0.0.1:8000"))
    assert page.count('href="http://127.0.0.1:8000/name-cluster/Ada%20Lovelace"') == 2
