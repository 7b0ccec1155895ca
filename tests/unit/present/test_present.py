"""The list of output formats: every entry works for its kinds of answers, and none controls a terminal."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from graphapp.errors import InvalidArgument
from graphapp.present import FORMATS, formats_of
from tests.answers import ANSWERS, INSPECTION
from tests.answers.cluster import CLUSTER, REPORT
from tests.answers.hostile import STEERS, steering
from tests.answers.networks import NEIGHBORHOOD, NETWORKS

GOLDEN = Path(__file__).parents[2] / "golden"


TEXTS = [name for name in formats_of("network") if not FORMATS[name].is_bytes]


@pytest.mark.parametrize("name", TEXTS)
def test_every_format_of_text_writes_a_network(name: str) -> None:
    assert "Luigi Menabrea" in FORMATS[name].render(NEIGHBORHOOD)
    assert b"Luigi Menabrea" in FORMATS[name].encode(NEIGHBORHOOD)


@pytest.mark.parametrize(("name", "signature"), [("png", b"\x89PNG\r\n\x1a\n"), ("pdf", b"%PDF-")])
@pytest.mark.parametrize("kind", NETWORKS)
def test_every_format_of_bytes_writes_any_network(name: str, signature: bytes, kind: str) -> None:
    content = FORMATS[name].encode(NETWORKS[kind])
    assert content.startswith(signature)
    assert len(content) > 5_000
    with pytest.raises(InvalidArgument, match="writes no text"):
        FORMATS[name].render(NETWORKS[kind])


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_has_a_page_and_lines(name: str) -> None:
    text = FORMATS["table"].render(ANSWERS[name], width=80) + "\n" + FORMATS["csv"].render(ANSWERS[name])
    assert text == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", formats_of("any"))
@pytest.mark.parametrize("name", ANSWERS)
def test_no_answer_steers_a_terminal(name: str, form: str) -> None:
    assert "\x1b" not in FORMATS[form].render(ANSWERS[name])


@pytest.mark.parametrize("form", formats_of("any"))
@pytest.mark.parametrize("name", [*ANSWERS, "cluster", "reports", "inspections"])
def test_no_text_of_an_answer_steers_a_terminal_or_ends_or_turns_a_line(name: str, form: str) -> None:
    others = {"cluster": CLUSTER, "reports": [REPORT, REPORT], "inspections": [INSPECTION]}
    text = FORMATS[form].render(steering((ANSWERS | others)[name]), width=200)
    assert not STEERS.search(text)
    assert text.splitlines() == text.split("\n")[:-1]


@pytest.mark.parametrize("form", [name for name in TEXTS if name not in formats_of("any")])
@pytest.mark.parametrize("kind", NETWORKS)
def test_no_text_of_a_network_steers_a_terminal_or_ends_or_turns_a_line(kind: str, form: str) -> None:
    assert not STEERS.search(FORMATS[form].render(steering(NETWORKS[kind])))


@pytest.mark.parametrize("form", formats_of("any"))
def test_nothing_that_steers_a_terminal_reaches_it(form: str) -> None:
    text = FORMATS[form].render(CLUSTER)
    assert not set(text) & set("\x1b\x07\x9b\u202e")
    assert "[bold]markup[/bold]" in text


def test_width_and_color_are_for_people_alone() -> None:
    for name in TEXTS:
        form = FORMATS[name]
        plain, wide = form.render(NEIGHBORHOOD), form.render(NEIGHBORHOOD, width=200, color=True)
        assert (plain != wide) == form.for_people, name


@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.leads])
def test_names_and_papers_of_a_picture_lead_to_a_server(name: str, kind: str) -> None:
    leading = FORMATS[name].encode(NETWORKS[kind], links="http://localhost:8420/").decode()
    addresses = re.findall('href="([^"]*)"', leading)
    assert addresses
    assert all(address.startswith("http://localhost:8420/") for address in addresses)
    assert "localhost" not in FORMATS[name].render(NETWORKS[kind])


@pytest.mark.parametrize("name", [name for name in formats_of("network", "papers") if not FORMATS[name].leads])
def test_nothing_else_leads_to_a_server(name: str) -> None:
    with pytest.raises(InvalidArgument, match="take the format svg or html"):
        FORMATS[name].encode(NEIGHBORHOOD, links="http://localhost:8420")


def test_an_answer_has_the_formats_of_any_answer_and_those_of_its_kind() -> None:
    assert list(formats_of("any")) == ["table", "json", "jsonl", "csv"]
    assert list(formats_of("venues")) == [*formats_of("any"), "toml"]
    networks = ["edges", "svg", "png", "pdf", "html", "graphml", "gexf", "gml"]
    assert list(formats_of("network")) == [*formats_of("any"), *networks]
    assert list(formats_of("picture")) == [*formats_of("any"), "svg", "png", "pdf", "html"]


def test_no_library_is_imported_before_a_value_is_written() -> None:
    program = "import sys, graphapp.present; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"rich", "msgspec", "networkx", "numpy", "graphapp.results"} & set(loaded)
