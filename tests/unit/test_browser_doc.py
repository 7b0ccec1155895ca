"""docs/browser.md describes every query for Neo4j Browser, with the parameters of its file."""

import re
import subprocess
import sys

from graphapp.neo4j_browser import browser_url
from graphapp.queries import Access, all_queries
from tests.conftest import ROOT

DOC = (ROOT / "docs" / "browser.md").read_text(encoding="utf-8")


def test_it_describes_each_query_with_its_parameters() -> None:
    sections = re.findall(r"^### `(\w+)`\n\n```\n(.*?)^```\n\n\w", DOC, flags=re.DOTALL | re.MULTILINE)
    documented = {f"browser/{name}": lines.splitlines() for name, lines in sections}
    assert documented == {
        query.name: [f":param {name} => {example}" for name, example in query.parameters.items()]
        for query in all_queries()
        if query.access is Access.BROWSER
    }


def test_its_example_makes_a_link() -> None:
    [example] = re.findall(r"^```python\n(.*?)^```$", DOC, flags=re.DOTALL | re.MULTILINE)
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=True)
    opened = browser_url(
        "http://db.example.org:7474/browser/", uri="neo4j://db.example.org:7687", user="neo4j", database="neo4j"
    )
    assert done.stdout.startswith(f"{opened}&cmd=edit&arg=//+Collaboration+path")
