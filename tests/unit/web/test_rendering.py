"""Templates with made-up answers: whatever a source states stays text."""

import gzip
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from markupsafe import escape

from graphapp.present.person_groups import several_and_single
from graphapp.results.names import NameCluster, SimilarNames
from graphapp.results.persons import PersonGroups
from graphapp.results.search import Mark
from graphapp.web.facets import label_of
from graphapp.web.questions import ExplainPersonsQuestion
from graphapp.web.rendering import (
    Renderer,
    author_line,
    beginning,
    chart_of,
    host_of,
    identifier_links,
    marked,
)
from tests.answers.persons import GROUPS, PERSON_REASONS, group, many_groups
from tests.unit.web.test_facets import author, cluster, work

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "'onmouseover='alert(1)",
    "&lt;b&gt;",
)


def page(found: NameCluster, **values: Any) -> str:
    """The page of a cluster."""
    shown: dict[str, Any] = {
        "path": "/name-cluster/x",
        "cluster": found,
        "years": [(1843, list(found.papers))],
        "shown_count": len(found.papers),
        "facets": [],
        "chosen": {},
        "persons": None,
        "perhaps_several": False,
        "attributions": {},
        "facet_link": lambda facet, value: "/",
        "page": 1,
        "page_count": 1,
        "next": None,
        "previous": None,
        "faceted": True,
        "per_year": [],
        "own": "x",
        "twin": "/name-cluster/x.json",
        "label_of": label_of,
        "most_downloaded": 10_000,
        "usual_in_json": 50,
        "similar": SimilarNames(name="", key="", author_ids=(), similar=(), similar_count=0, truncated=False),
    }
    return Renderer().render("name_cluster.html", **(shown | values))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_sources_state_stays_text(hostile: str) -> None:
    stated = work(
        1, title=hostile, venue=hostile, track=hostile, type=hostile, abstract=hostile, authors=(author(hostile),)
    )
    text = page(cluster(stated, name=hostile, key=hostile, notice=hostile), chosen={"venue": hostile})
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "onmouseover='" not in text
    assert "49" not in text
    assert text.count("<script") == 1, "the script of the suggestions alone"
    assert "<b>" not in text


def test_a_page_has_no_script_and_no_style_of_its_own() -> None:
    text = page(cluster(work(1, abstract="An abstract.")), per_year=[(1843, 1), (1844, 2)])
    assert " style=" not in text
    assert "<style" not in text
    assert " onclick" not in text
    assert 'src="http' not in text


def test_characters_that_steer_are_left_out() -> None:
    assert "\u202e" not in page(cluster(work(1, title="abc\u202edef")))


def test_a_page_says_whose_papers_these_are() -> None:
    text = page(cluster(work(1), work(2)))
    assert "2 papers" in text
    assert "1 author row<" in text
    assert '<html lang="en">' in text
    assert text.count("<h1") == 1


def test_all_matched_authors_are_shown_and_the_rest_opens() -> None:
    many = (*(author(f"Bo Li {number}") for number in range(450)), author("Ada Lovelace"))
    line = author_line(work(1, authors=many, author_count=451))
    assert len(line.first) == 7
    assert [one.name for one in line.matched] == ["Ada Lovelace"]
    assert len(line.first) + len(line.matched) + len(line.rest) == 451
    text = page(cluster(work(1, authors=many, author_count=451)))
    assert "and 443 more" in text
    assert all(f"Bo Li {number}</a>" in text for number in range(57))


def test_a_list_of_papers_leaves_the_hundredth_author_to_the_page_of_the_paper() -> None:
    many = (*(author(f"Bo Li {number}") for number in range(3_000)), author("Ada Lovelace"))
    text = page(cluster(*(work(number, authors=many, author_count=3_001) for number in range(50))))
    assert text.count('<a href="/paper/one:7">and 2,943 others</a>') == 1
    assert "Bo Li 57</a>" not in text
    assert len(text.encode()) < 400_000
    assert author_line(work(1, authors=many[:58]), is_whole=False).left == 0


def test_authors_that_a_source_cuts_off_are_mentioned() -> None:
    assert author_line(work(1, author_count=None)).note == "and perhaps more, whom the source does not list"
    assert author_line(work(1, author_count=12)).note == "and 10 more, whom the source does not list"
    assert author_line(work(1, authors=(), author_count=0)).note == "no authors"
    assert author_line(work(1)).note == ""


def test_rows_are_named_when_the_shown_authors_lack_the_name() -> None:
    assert author_line(work(1)).elsewhere == ()
    assert author_line(work(1, authors=(author("Bo Li"),))).elsewhere == ("one:Ada Lovelace",)


def test_a_chart_has_a_bar_for_each_year() -> None:
    chart = chart_of([(1843, 1), (1844, 0), (1845, 4)])
    assert chart is not None
    assert [(bar.year, bar.works, bar.height) for bar in chart.bars] == [(1843, 1, 16), (1844, 0, 0), (1845, 4, 64)]
    assert chart_of([(1843, 1)]) is None
    assert chart_of([(year, 1) for year in range(500)]) is None


@pytest.mark.parametrize("count", range(2, 121, 7))
def test_labels_of_a_chart_do_not_meet(count: int) -> None:
    chart = chart_of([(year, 1) for year in range(count)])
    assert chart is not None
    places = [bar.x for bar in chart.bars if bar.labelled]
    assert all(later - earlier >= 28 for earlier, later in pairwise(places) if count > 2)
    assert places[-1] == chart.bars[-1].x


@pytest.mark.parametrize("first", [-1002, 998, 2023])
def test_labels_of_a_chart_stay_in_its_drawing(first: int) -> None:
    text = page(cluster(work(1)), per_year=[(first + place, 1) for place in range(3)])
    left, width = (int(number) for number in re.findall(r'viewBox="(-?\d+) 0 (\d+) ', text)[0])
    for x, label in re.findall(r'<text x="(\d+)" y="\d+">(-?\d+)<', text):
        half = 0.28 * 9 * len(label)
        assert left <= int(x) - half
        assert int(x) + half <= left + width


def test_a_chart_that_would_be_too_wide_has_no_heading_either() -> None:
    assert "Works per year" in page(cluster(work(1)), per_year=[(1900 + year, 1) for year in range(120)])
    assert "Works per year" not in page(cluster(work(1)), per_year=[(1900 + year, 1) for year in range(121)])


def test_found_words_are_marked_and_the_text_is_escaped() -> None:
    assert marked("a <b> c", [Mark(start=2, end=5)]) == "a <mark>&lt;b&gt;</mark> c"
    assert marked("<i>", []) == "&lt;i&gt;"


def test_identifiers_are_links_to_who_resolves_them() -> None:
    [doi, arxiv] = identifier_links({"arxiv_id": "2305.14314", "doi": "10.1000/a<b>"})
    assert (doi.scheme, doi.address) == ("DOI", "https://doi.org/10.1000/a%3Cb%3E")
    assert arxiv.address == "https://arxiv.org/abs/2305.14314"


def test_a_long_abstract_begins_in_a_list_and_leads_to_the_whole() -> None:
    assert beginning("Short.") == ("Short.", True)
    shown, is_whole = beginning("many words " * 100)
    assert not is_whole
    assert shown.endswith(("many", "words"))
    assert 300 < len(shown) <= 320
    assert beginning("x" * 1_000) == ("x" * 320, False)
    assert beginning("摘要 " + "字" * 1_000) == ("摘要 " + "字" * 317, False)
    assert beginning("x" * 320 + " y") == ("x" * 320, False)
    text = page(cluster(work(1, abstract="many words " * 100)))
    assert '<a href="/paper/one:1">whole abstract</a>' in text
    assert "whole abstract" not in page(cluster(work(1, abstract="Short.")))


def test_a_page_of_fifty_papers_is_light() -> None:
    """With as much as papers usually state: eight authors, an abstract of 1,500 letters, a DOI and an address."""
    authors = tuple(author(f"Maximilian Lovelace {number}") for number in range(8))
    papers = [
        work(
            number,
            title="How names are printed: " + "a study of letters " * 4,
            authors=authors,
            track="Long Papers",
            type="Conference Paper",
            abstract="Word " * 300,
            identifiers={"doi": f"10.1000/conference.2024.{number}"},
            url=f"https://papers.example.org/conference/2024/{number}",
        )
        for number in range(50)
    ]
    assert len(page(cluster(*papers), per_year=[(1990 + year, 1) for year in range(30)]).encode()) < 100_000


def test_an_address_is_shown_by_its_host() -> None:
    assert host_of("https://www.example.org:8080/a?b") == "example.org"


def grouped_page(found: PersonGroups, **values: Any) -> str:
    """The page of a name by person."""
    several, single = several_and_single(found.groups)
    shown: dict[str, Any] = {
        "path": "/name-cluster/x",
        "found": found,
        "only": None,
        "whole": several,
        "single": single,
        "lines": (),
        "counted": 0,
        "papers_shown": None,
        "rows_shown": 10,
        "contradictions_shown": 20,
        "twin": None,
        "picture": None,
    }
    return Renderer().render("person_groups.html", **(shown | values))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_sources_state_stays_text_by_person(hostile: str) -> None:
    stated = replace(GROUPS.groups[0].papers[0], title=hostile, venue=hostile)
    reason = replace(GROUPS.comparisons[0].reasons[0], words=hostile)
    compared = replace(GROUPS.comparisons[0], reasons=(reason,), summary=hostile)
    found = replace(
        GROUPS,
        name=hostile,
        key=hostile,
        summary=hostile,
        groups=(
            replace(GROUPS.groups[0], papers=(stated,)),
            group(3, stated, coauthors=((hostile, 1),)),
        ),
        comparisons=(compared,),
        contradictions=(hostile,),
    )
    asked = ExplainPersonsQuestion(one=hostile, other=hostile)
    explained = replace(PERSON_REASONS, name=hostile, one=hostile, summary=hostile, reasons=(reason,))
    for text in (
        grouped_page(found),
        Renderer().render("explain_persons.html", path="/x", found=explained, asked=asked, twin="/x.json"),
    ):
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "onmouseover='" not in text
        assert ">49<" not in text
        assert "<b>" not in text


def test_each_paper_of_a_group_has_a_badge_that_says_how_it_was_attributed() -> None:
    text = grouped_page(GROUPS)
    papers = [paper for group in GROUPS.groups for paper in group.papers]
    listed = text[: text.index('id="between"')]
    assert listed.count('class="badge">') == len(papers) + GROUPS.groups[0].part_count
    assert "person&#39;s say" in listed


def test_the_plain_page_says_in_a_line_what_the_groups_say() -> None:
    address = '<a href="/name-cluster/ada%20lovelace?by=person">'
    assert address not in page(cluster(work(1)))
    assert f"{address}Papers by person</a>" in page(cluster(work(1), work(2)))
    said = page(cluster(work(1)), persons=GROUPS, attributions={"one:1": "name only"})
    assert f"{escape(GROUPS.summary)} {address}" in said
    assert '<span class="badge">name only</span>' in said
    assert f"may be by several people. {address}" in page(cluster(work(1)), perhaps_several=True)


def test_a_name_of_a_thousand_papers_in_groups_of_one_is_a_page_that_can_be_sent() -> None:
    many = many_groups(0, 1_000)
    text = grouped_page(many)
    assert [f"Paper {number}</a>" in text for number in (1, 1_000)] == [True, True]
    assert text.count('<span class="badge">name only') >= 1_000
    assert text.count(" and perhaps more") == sum(number % 6 == 5 for number in range(1, 1_001))
    assert len(text.encode()) < 550_000
    assert len(gzip.compress(text.encode(), 5)) < 50_000


def test_groups_that_are_not_shown_are_counted() -> None:
    many = many_groups(300, 0)
    text = grouped_page(many, whole=many.groups[:30], lines=many.groups[30:230], counted=70)
    assert "70 more groups" in text
    assert "Groups of one paper" not in text
