"""Links to Neo4j Browser: what Browser reads out of them, and where they lead."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphapp.errors import InvalidArgument
from graphapp.neo4j_browser import browser_address, browser_url, cypher_literal
from graphapp.queries import Query, all_queries, with_literals
from graphapp.services.browser_queries import query_of
from tests.conftest import ROOT

BROWSER = "http://localhost:7474/browser/"
LOCAL = {"uri": "bolt://127.0.0.1:7687", "user": "neo4j", "database": "neo4j"}
STYLE = (ROOT / "cypher" / "browser" / "graphapp.grass").read_text(encoding="utf-8")
NAMES = (
    "Tim Dettmers",
    "A & B #1 + 2 = 100 % ?arg=x&cmd=play;",
    'O\'Neill "Al" `x` $name ${a} } // \\ \\u0041',
    "two\nlines\r\n\ttabs\x00",
    "Ελύτης 李明 😀 \u202e \u2028",
)


def text_in_editor(link: str) -> str:
    """What Neo4j Browser 5.24.0 puts into its editor: it decodes the whole address, then looks for `arg`."""
    found = re.search("[?&]arg=([^&#]*)", unquote(link.replace("+", " ")))
    assert found
    return found[1]


@pytest.mark.parametrize("query", all_queries(), ids=lambda query: query.name)
@pytest.mark.parametrize("name", NAMES)
def test_the_editor_gets_the_whole_statement_whatever_the_values(query: Query, name: str) -> None:
    parameters = dict.fromkeys(query.parameters, name)
    link = browser_url(BROWSER, **LOCAL, query=query, parameters=parameters)
    literals = {parameter: cypher_literal(name) for parameter in query.parameters}
    text = text_in_editor(link)
    assert text == with_literals(query, literals)
    assert text.startswith(f"// {query.title}\n")
    # Browser would take it for a script, which it runs without drawing.
    assert ";" not in text
    assert not re.search(r"\$\w", re.sub(re.escape(cypher_literal(name)), "", text))


def test_what_is_not_given_is_as_in_the_file() -> None:
    query, parameters = query_of("name_cluster", {"name": "Ada"})
    text = text_in_editor(browser_url(BROWSER, **LOCAL, query=query, parameters=parameters))
    assert 'UNWIND ["ada"] AS typed' in text
    assert text.endswith("LIMIT 100")


def test_the_form_gets_address_user_and_database() -> None:
    fields = parse_qs(urlsplit(browser_url(BROWSER, uri="neo4j://db.example.org:7688", user="ann", database="x")).query)
    assert fields == {"dbms": ["neo4j://ann@db.example.org:7688"], "db": ["x"]}


@pytest.mark.parametrize(
    ("uri", "user", "dbms", "address"),
    [
        ("bolt://127.0.0.1:7687", "neo4j", "bolt://neo4j@localhost:7687", "http://localhost:7474/browser/"),
        ("neo4j://[::1]", "neo4j", "neo4j://neo4j@localhost", "http://localhost:7474/browser/"),
        ("neo4j://[2001:db8::1]:7687", "a", "neo4j://a@[2001:db8::1]:7687", "http://[2001:db8::1]:7474/browser/"),
        ("neo4j+s://db.example.org", "a", "neo4j+s://a@db.example.org", "https://db.example.org:7473/browser/"),
        ("bolt+ssc://db.example.org", "a", "bolt+ssc://a@db.example.org", "https://db.example.org:7473/browser/"),
        # Browser would show such a user with percent signs.
        ("bolt://db.example.org", "ann@x.org", "bolt://db.example.org", "http://db.example.org:7474/browser/"),
        ("bolt://db.example.org", "jörg", "bolt://db.example.org", "http://db.example.org:7474/browser/"),
        # graphapp refuses such an address; no link repeats its password all the same.
        (
            "bolt://a:secret@db.example.org?x=secret",
            "a",
            "bolt://a@db.example.org",
            "http://db.example.org:7474/browser/",
        ),
    ],
)
def test_a_link_leads_to_the_host_of_the_database(uri: str, user: str, dbms: str, address: str) -> None:
    assert browser_address(uri) == address
    [named] = parse_qs(urlsplit(browser_url(BROWSER, uri=uri, user=user, database="neo4j")).query)["dbms"]
    assert named == dbms


def test_a_link_that_neo4j_would_refuse_is_not_made() -> None:
    query, parameters = query_of("coauthor_graph", {"names": [f"Name {number}" * 20 for number in range(200)]})
    with pytest.raises(InvalidArgument, match="longer than Neo4j Browser takes"):
        browser_url(BROWSER, **LOCAL, query=query, parameters=parameters)


@pytest.mark.parametrize("value", [{1}, {"a": object()}, {"a b": 1}, b"a"])
def test_a_value_without_a_literal_is_refused(value: object) -> None:
    with pytest.raises(InvalidArgument, match="no literal"):
        cypher_literal([value])


@given(st.text())
def test_a_text_is_one_line_that_can_be_seen(text: str) -> None:
    assert cypher_literal(text).isprintable()


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB", from 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_texts_in_the_style_file_can_be_read() -> None:
    nodes = re.findall(r"node[^{]*{[^}]*? color: (\S+);[^}]*text-color-internal: (\S+);", STYLE)
    assert len(nodes) == 4
    for ground, text in nodes:
        dark, light = sorted((luminance(ground), luminance(text)))
        # What WCAG asks of text of normal size.
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_colour_blind_people_can_distinguish_the_colours_of_the_style_file() -> None:
    """Three of the eight colours of M. Okabe, K. Ito, "Color Universal Design", 2008."""
    safe = {"#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7"}
    colours = re.findall(r"node\.\w+ {[^}]*? color: (\S+);", STYLE)
    assert len(set(colours)) == 3
    assert set(colours) <= safe
