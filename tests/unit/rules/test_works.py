"""Which paper rows state one work: the rules and guards one by one, and all of them against a slow computation."""

import time
from itertools import combinations, islice, permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphapp.rules.identifiers import SCHEME_PROPERTIES
from graphapp.rules.joins import MOST_YEARS_OF_A_PREPRINT
from graphapp.rules.known_sources import known_traits
from graphapp.rules.work_rows import WorkRow
from graphapp.rules.works import find_works, why_preferred
from tests.properties import examples


def row(paper_id: str, **fields: object) -> WorkRow:
    stated: dict[str, object] = {
        "paper_id": paper_id,
        "source": paper_id.partition(":")[0],
        "title": "A title",
        "title_key": "a title",
        "year": 2020,
        "type": None,
        "complete": True,
        "venue_id": "icml",
        "venue_kind": "conference",
        "author_keys": ("ada lovelace",),
    }
    identifiers = {name: fields.pop(name) for name in SCHEME_PROPERTIES if name in fields}
    stated["identifiers"] = {name: value for name, value in identifiers.items() if value is not None}
    stated["source_rank"] = known_traits(paper_id.partition(":")[0]).rank
    return WorkRow(**(stated | fields))  # type: ignore[arg-type]


def preprint(paper_id: str, **fields: object) -> WorkRow:
    return row(paper_id, **({"venue_id": "corr", "venue_kind": "preprint server", "year": 2019} | fields))


def together(*rows: WorkRow) -> set[frozenset[str]]:
    """The works of more than one row."""
    works: dict[str, set[str]] = {}
    for paper_id, work_id in find_works(rows).work_of.items():
        works.setdefault(work_id, set()).add(paper_id)
    return {frozenset(ids) for ids in works.values() if len(ids) > 1}


ALL = {frozenset({"a:1", "b:1"})}


@pytest.mark.parametrize(
    ("a", "b", "joined"),
    [
        pytest.param({"doi": "10.1/x", "title_key": "one"}, {"doi": "10.1/x", "title_key": "two"}, True, id="DOI"),
        pytest.param({"arxiv_id": "1", "year": 1}, {"arxiv_id": "1", "year": 2}, True, id="arXiv id"),
        pytest.param({}, {}, True, id="title, year, venue and author"),
        pytest.param({}, {"title_key": "another"}, False, id="another title"),
        pytest.param({"title_key": None}, {"title_key": None}, False, id="no title"),
        pytest.param({}, {"year": 2021}, False, id="another year"),
        pytest.param({"year": None}, {"year": None}, False, id="no year"),
        pytest.param({}, {"venue_id": "neurips"}, False, id="another venue"),
        pytest.param({"venue_id": None}, {"venue_id": None}, False, id="no venue"),
        pytest.param({}, {"author_keys": ("wei wang",)}, False, id="no author in common"),
        pytest.param({"author_keys": ()}, {"author_keys": ()}, False, id="no authors"),
    ],
)
def test_two_rows_of_two_sources(a: dict[str, object], b: dict[str, object], joined: bool) -> None:
    assert together(row("a:1", **a), row("b:1", **b)) == (ALL if joined else set())


def test_two_rows_of_one_source_are_never_joined_by_title() -> None:
    assert not together(row("a:1"), row("a:2"))


@pytest.mark.parametrize("other", [{"title_key": "another"}, {"year": 2021}])
def test_the_doi_of_a_volume_joins_nothing(other: dict[str, object]) -> None:
    volume = [row("a:1", doi="10.1/v"), row("a:2", doi="10.1/v", **other), row("b:1", doi="10.1/v", title_key="x")]
    assert not together(*volume)


def test_what_a_source_states_twice_is_joined_with_nothing() -> None:
    assert not together(row("a:1"), row("a:2"), row("b:1"))


def test_a_group_with_two_rows_of_one_source_drops_its_joins_by_title() -> None:
    first, second = row("a:1", author_keys=("ada",)), row("a:2", author_keys=("wei",))
    both = row("b:1", author_keys=("ada", "wei"))
    assert not together(first, second, both)


def test_an_identifier_survives_where_joins_by_title_are_dropped() -> None:
    first = row("a:1", author_keys=("ada",), doi="10.1/x")
    second, both = row("a:2", author_keys=("wei",)), row("b:1", author_keys=("ada", "wei"))
    assert together(first, second, both, row("c:1", doi="10.1/x", year=1999)) == {frozenset({"a:1", "c:1"})}


@pytest.mark.parametrize(("years", "joined"), [(-1, False), (0, True), (1, True), (2, True), (3, False)])
def test_a_preprint_is_at_most_two_years_older(years: int, joined: bool) -> None:
    assert MOST_YEARS_OF_A_PREPRINT == 2
    assert bool(together(preprint("a:1", year=2019), row("a:2", year=2019 + years))) is joined


def test_a_preprint_that_may_be_of_two_works_is_of_none() -> None:
    assert not together(preprint("a:0"), row("a:1"), row("a:2", venue_id="neurips"))


def test_two_rows_of_one_work_are_one_candidate_of_a_preprint() -> None:
    assert together(preprint("a:0"), row("a:1"), row("b:1")) == {frozenset({"a:0", "a:1", "b:1"})}


NOWHERE: dict[str, object] = {"venue_id": None, "venue_kind": None}


@pytest.mark.parametrize(
    ("stated", "is_preprint", "is_published"),
    [
        pytest.param({"arxiv_id": "2305.14314"}, True, False, id="an arXiv id, as arXiv's own BibTeX has it"),
        pytest.param({"doi": "10.48550/arxiv.2305.14314", "type": "misc"}, True, False, id="the DOI of a preprint"),
        pytest.param({}, False, False, id="title, authors and year"),
        pytest.param({"pmid": "1"}, False, False, id="an identifier that no publisher gave"),
        pytest.param({"pmid": "1", "arxiv_id": "2305.14314"}, False, False, id="an arXiv id, and a PMID"),
        pytest.param({"doi": "10.1/x"}, False, True, id="a publisher's DOI"),
    ],
)
def test_a_row_without_a_venue_undoes_no_join_of_a_preprint_unless_it_is_published(
    stated: dict[str, object], is_preprint: bool, is_published: bool
) -> None:
    without_venue = row("c:1", **NOWHERE, **stated)
    assert (without_venue.preprint, without_venue.published) == (is_preprint, is_published)
    works = together(preprint("a:1", arxiv_id="2305.14314"), row("b:1"), without_venue)
    assert any({"a:1", "b:1"} <= work for work in works) is not is_published


def test_a_preprint_without_a_venue_joins_the_published_row() -> None:
    assert together(row("a:1", **NOWHERE, arxiv_id="1"), row("b:1")) == ALL


def test_a_preprint_is_recognised_by_its_type_too() -> None:
    assert together(row("a:0", type="Informal or Other Publications", year=2019), row("a:1")) == set()
    assert together(row("a:0", type="Preprint", year=2019), row("a:1")) == {frozenset({"a:0", "a:1"})}


@pytest.mark.parametrize(
    ("rows", "shown", "reason"),
    [
        ([row("a:1", complete=False), row("b:1")], "b:1", "whole author list"),
        ([preprint("a:1", doi="10.1/x"), row("b:1", doi="10.1/x")], "b:1", "no preprint"),
        ([row("arrow:1"), row("dblp:1")], "dblp:1", "fixed order of sources"),
        ([row("zeta:1"), row("alpha:1")], "alpha:1", "fixed order of sources"),
        ([row("a:2", doi="10.1/x"), row("a:1", doi="10.1/x")], "a:1", "smallest"),
        ([row("a:1")], "a:1", "only row"),
    ],
)
def test_the_row_that_shows_a_work_and_why(rows: list[WorkRow], shown: str, reason: str) -> None:
    works = find_works(rows)
    assert set(works.shown_by.values()) == {shown}
    [row] = [row for row in rows if row.paper_id == shown]
    assert reason in why_preferred(row, rows)


def test_a_work_is_named_by_its_smallest_row() -> None:
    assert set(find_works([row("b:1"), row("a:1")]).work_of.values()) == {"a:1"}


# --- Identifiers


@pytest.mark.parametrize(
    ("a", "b", "joined"),
    [
        pytest.param({"doi": "10.1/x"}, {"doi": "10.1/y"}, False, id="two DOIs"),
        pytest.param({"arxiv_id": "1"}, {"arxiv_id": "2"}, False, id="two arXiv ids"),
        pytest.param({"pmid": "1"}, {"pmid": "2"}, False, id="two PMIDs"),
        pytest.param({"pmid": "1", "type": "Preprint"}, {"pmid": "2"}, True, id="the PMID of a preprint"),
        pytest.param({"doi": "10.1/x"}, {}, True, id="one with a DOI, one without"),
        pytest.param({"doi": "10.1/x"}, {"arxiv_id": "1"}, True, id="identifiers of two kinds"),
        pytest.param(
            {"doi": "10.1/x", "arxiv_id": "1"}, {"doi": "10.1/x", "arxiv_id": "2"}, True, id="one kind agrees"
        ),
        pytest.param({"doi": "10.1/x"}, {"doi": "10.48550/arxiv.1"}, True, id="a DOI of arXiv"),
        pytest.param({"doi": "10.1/x"}, {"doi": "10.31234/osf.io/x"}, True, id="a DOI of the Open Science Framework"),
        pytest.param({"doi": "10.1101/1"}, {"doi": "10.1101/2"}, False, id="two DOIs of a preprint server"),
        pytest.param({"doi": "10.21203/rs.1/v1"}, {"doi": "10.21203/rs.1/v2"}, True, id="two versions of a preprint"),
        pytest.param({"doi": "10.1/x/v1"}, {"doi": "10.1/x/v2"}, False, id="what only looks like versions"),
    ],
)
def test_two_identifiers_of_one_kind_forbid_a_join_by_title(
    a: dict[str, object], b: dict[str, object], joined: bool
) -> None:
    assert together(row("a:1", **a), row("b:1", **b)) == (ALL if joined else set())


@pytest.mark.parametrize(
    ("preprinted", "printed", "joined"),
    [
        ({"arxiv_id": "1"}, {"arxiv_id": "2"}, False),
        ({"arxiv_id": "1"}, {"arxiv_id": "1"}, True),
        ({"arxiv_id": "1"}, {"doi": "10.1/y"}, True),
        ({"doi": "10.48550/arxiv.1"}, {"doi": "10.1/y"}, True),
        ({"doi": "10.9999/of-a-small-server"}, {"doi": "10.1/y"}, True),
        ({"doi": "10.1101/1", "arxiv_id": "1"}, {"doi": "10.1/y", "arxiv_id": "2"}, False),
        ({"doi": "10.1101/1", "pmid": "1"}, {"doi": "10.1/y", "pmid": "2"}, True),
    ],
)
def test_two_arxiv_ids_forbid_a_join_as_preprint_and_its_own_doi_and_pmid_do_not(
    preprinted: dict[str, object], printed: dict[str, object], joined: bool
) -> None:
    assert together(preprint("a:1", **preprinted), row("b:1", **printed)) == (ALL if joined else set())


def test_a_row_with_another_arxiv_id_is_no_candidate_of_a_preprint() -> None:
    other = row("c:1", arxiv_id="2", venue_id="neurips")
    assert together(preprint("a:1", arxiv_id="1"), row("b:1"), other) == ALL


ADA, WEI = ("ada lovelace",), ("wei wang",)


@pytest.mark.parametrize(
    ("a", "b", "joined"),
    [
        pytest.param({}, {"title_key": "other"}, True, id="retitled, an author in common"),
        pytest.param({}, {"title_key": "other", "author_keys": WEI}, False, id="another title and other authors"),
        pytest.param({}, {"author_keys": WEI}, True, id="one title, authors spelt in two ways"),
        pytest.param({}, {"author_keys": ()}, True, id="one title, one without authors"),
        pytest.param({}, {"title_key": "other", "author_keys": ()}, False, id="another title, one without authors"),
        pytest.param({}, {"title_key": None}, True, id="without a title, an author in common"),
        pytest.param(
            {"title_key": None}, {"title_key": None, "author_keys": WEI}, False, id="no titles, other authors"
        ),
        pytest.param({}, {"year": 1999, "venue_id": None}, True, id="one title, another year, no venue"),
    ],
)
@pytest.mark.parametrize("identifier", [{"doi": "10.1/x"}, {"arxiv_id": "1"}])
def test_an_identifier_joins_with_an_equal_title_or_an_author_in_common(
    a: dict[str, object], b: dict[str, object], joined: bool, identifier: dict[str, object]
) -> None:
    assert together(row("a:1", **a, **identifier), row("b:1", **b, **identifier)) == (ALL if joined else set())


def test_the_papers_of_a_volume_join_those_of_their_titles() -> None:
    volume = [row(f"a:{title}", doi="10.1/v", title_key=title) for title in "123"]
    assert together(*volume, row("b:1", doi="10.1/v", title_key="1")) == ALL
    assert not together(*volume, row("b:1", doi="10.1/v", title_key="other"))


def test_a_source_that_states_a_title_twice_by_an_identifier_loses_what_contradicts_itself_and_nothing_of_others() -> (
    None
):
    others = [row("a:1", doi="10.1/x"), row("b:1", doi="10.1/x", venue_id="letters", year=2021)]
    subtitle = [row("c:1", doi="10.1/x"), row("c:2", doi="10.1/x", title_key="a title a field study")]
    assert together(*others, *subtitle) == {frozenset({"a:1", "b:1", "c:1"})}
    years = [row("c:1", doi="10.1/x", year=2019), row("c:2", doi="10.1/x", year=2021)]
    assert together(*others, *years) == {frozenset({"a:1", "b:1", "c:2"})}
    both_years = [row("c:1", doi="10.1/x", year=2020), row("c:2", doi="10.1/x", year=2021)]
    assert together(*others, *both_years) == {frozenset({"a:1", "b:1", "c:1", "c:2"})}


def test_a_paper_of_a_conference_with_the_doi_of_its_later_article_is_another_work() -> None:
    conference, article = row("a:1", doi="10.1/x", year=2000), row("a:2", doi="10.1/x", year=2002, venue_id="mlj")
    assert not together(conference, article)
    assert together(conference, article, row("b:1", doi="10.1/x", year=2002)) == {frozenset({"a:2", "b:1"})}


def test_one_row_for_each_author_is_one_work_by_an_identifier_and_joins_nothing_by_title() -> None:
    exploded = [row("a:1", author_keys=ADA), row("a:2", author_keys=WEI)]
    whole = row("b:1", author_keys=(*ADA, *WEI))
    assert not together(*exploded, whole)
    identified = [row(f"a:{n}", author_keys=keys, doi="10.1/x") for n, keys in enumerate((ADA, WEI))]
    assert together(*identified, row("b:1", title_key="other", author_keys=WEI, doi="10.1/x")) == {
        frozenset({"a:0", "a:1", "b:1"})
    }


# --- Notes, parts, titles without content


@pytest.mark.parametrize(
    "title",
    [
        "Erratum: A title",
        "A title (Corrigendum)",
        "Retraction Note: A title",
        "Reply to “A title”",
        "A title: A Comment",
        "Editorial: A title",
        "A title, Part II",
        "A title. II. More",
    ],
)
def test_a_note_or_a_part_never_joins_the_article_whose_identifier_it_states(title: str) -> None:
    article, other = row("a:1", doi="10.1/x"), row("b:1", doi="10.1/x", title=title, title_key="other")
    assert not together(article, other)
    assert together(row("a:1", doi="10.1/x", title=title), other) == ALL


@pytest.mark.parametrize(
    ("title", "other", "joined"),
    [
        ("Hay II", "Hay II: A Survey", True),
        ("Hay II", "Hay II. A Survey", True),
        ("Hay II: Straw", "Hay III: Grass", False),
        ("Hay II", "Hay III: Grass", False),
    ],
)
def test_a_subtitle_behind_a_numeral_makes_no_other_part(title: str, other: str, joined: bool) -> None:
    rows = (
        row("a:1", doi="10.1/x", title=title, title_key=title),
        row("b:1", doi="10.1/x", title=other, title_key=other),
    )
    assert (together(*rows) == ALL) is joined


@pytest.mark.parametrize("type", ["Published Erratum", "Retraction of Publication", "Comment", "Editorial"])
def test_by_title_a_note_of_the_same_title_never_joins_the_article(type: str) -> None:
    assert not together(row("a:1"), row("b:1", type=type))
    assert not together(preprint("a:1"), row("b:1", type=type))
    assert together(row("a:1"), row("b:1", type=type), row("b:2")) == {frozenset({"a:1", "b:2"})}
    assert together(row("a:1", type=type), row("b:1", type=type)) == ALL
    assert together(row("a:1", doi="10.1/x"), row("b:1", type=type, doi="10.1/x")) == ALL


def test_a_title_without_content_joins_only_by_an_identifier() -> None:
    names_nothing = {"title": "Editorial", "title_key": "editorial"}
    assert not together(row("a:1", **names_nothing), row("b:1", **names_nothing))
    assert not together(preprint("a:1", **names_nothing), row("b:1", **names_nothing))
    assert together(row("a:1", doi="10.1/x", **names_nothing), row("b:1", doi="10.1/x", **names_nothing)) == ALL


# --- Chains


def gives_way(*rows: WorkRow) -> list[str]:
    return [barrier.reason for barrier in find_works(rows).barriers if "gives way" in barrier.reason]


def test_of_a_chain_between_two_identifiers_the_last_source_gives_way() -> None:
    chain = [row("a:1", doi="10.1/x"), row("b:1"), row("c:1", doi="10.1/y")]
    assert together(*chain) == ALL
    assert together(*chain[1:]) == {frozenset({"b:1", "c:1"})}
    [reason] = gives_way(*chain)
    assert "two DOIs, so c" in reason


def test_of_a_chain_between_two_rows_of_a_source_the_last_source_gives_way() -> None:
    first, second = row("a:1", author_keys=ADA), row("a:2", author_keys=WEI)
    b, c = row("b:1", author_keys=(*ADA, "bo")), row("c:1", author_keys=(*WEI, "bo"))
    assert together(first, second, b, c) == {frozenset({"a:1", "b:1"})}
    [reason] = gives_way(first, second, b, c)
    assert "two rows of a, so c" in reason


def test_of_a_chain_between_two_titles_of_a_volume_the_last_source_gives_way() -> None:
    a, b = row("a:1", doi="10.1/v", title_key="one"), row("b:1", doi="10.1/v", title_key="two")
    volume = [row("c:1", doi="10.1/v", title_key="one"), row("c:2", doi="10.1/v", title_key="two")]
    assert together(a, b, *volume) == ALL
    assert "two titles that c states with DOI 10.1/v, so c" in gives_way(a, b, *volume)[0]


def test_of_two_preprints_with_two_arxiv_ids_the_one_of_the_last_source_gives_way() -> None:
    first, second = preprint("a:1", arxiv_id="1"), preprint("c:1", arxiv_id="2")
    assert together(first, row("b:1"), second) == ALL
    assert not together(first, preprint("b:1", arxiv_id="2"), row("c:1"))


def test_a_preprint_that_identifiers_join_later_takes_the_place_of_no_other_preprint() -> None:
    published, follower = row("c:0", doi="10.1/y"), preprint("c:1", arxiv_id="2", year=2020)
    early, late = preprint("b:1", arxiv_id="1", year=2020), row("b:2", arxiv_id="1", venue_id="letters")
    both = row("d:0", doi="10.1/y", arxiv_id="1")
    assert frozenset({"c:0", "c:1"}) in together(published, follower, early, late)
    [work] = together(published, follower, early, late, both)
    assert {"c:0", "c:1"} <= work


def test_what_an_identifier_says_is_no_contradiction() -> None:
    proceedings, preprinted = row("a:1"), preprint("a:2", arxiv_id="1", year=2017)
    assert together(proceedings, preprinted, row("b:1", arxiv_id="1")) == {frozenset({"a:1", "a:2", "b:1"})}
    published, early = row("a:1", doi="10.1/x"), row("a:2", arxiv_id="1", year=2018)
    assert together(published, early, row("b:1", doi="10.1/x", arxiv_id="1")) == {frozenset({"a:1", "a:2", "b:1"})}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("a:1", doi="10.1/x"), row("b:1", doi="10.1/y")], "two DOIs: 10.1/x and 10.1/y"),
        (
            [row("a:1", doi="10.1/x"), row("b:1", doi="10.1/x", title_key="o", author_keys=WEI)],
            "no author is in common",
        ),
        ([row("a:1", doi="10.1/x"), row("b:1", doi="10.1/x", title_key="o", author_keys=())], "b:1 names no author"),
        ([row("a:1"), row("a:2"), row("b:1")], "a states this more than once"),
        ([row("a:1"), row("b:1", type="Erratum")], "a correction, reply or editorial is not its subject"),
        (
            [row(paper_id, title="Preface", title_key="preface") for paper_id in ("a:1", "b:1")],
            "many publications have the title 'Preface'",
        ),
        ([preprint("a:0"), row("a:1"), row("a:2", venue_id="x")], "more than one work may follow"),
        (
            [preprint("a:0", arxiv_id="1", author_keys=ADA + WEI), row("a:1", arxiv_id="2", author_keys=ADA + WEI)],
            "two arXiv ids: 1 and 2",
        ),
    ],
)
def test_what_keeps_rows_apart_is_said(rows: list[WorkRow], words: str) -> None:
    assert not together(*rows)
    [barrier] = find_works(rows).barriers
    assert words in barrier.reason
    assert set(barrier.paper_ids) <= {row.paper_id for row in rows}


@pytest.mark.parametrize(
    "crowd",
    [
        pytest.param([row(f"{source}:{n}") for source in "ab" for n in range(2_000)], id="one title"),
        pytest.param([row(f"{'ab'[n % 2]}:{n}", doi="10.1/x", title_key=f"t{n}") for n in range(4_000)], id="one DOI"),
        pytest.param(
            [row(f"a:{n}", doi="10.1/x", author_keys=(f"n{n}",)) for n in range(4_000)], id="one for an author"
        ),
        pytest.param([preprint(f"a:{n}", author_keys=(f"n{n}",)) for n in range(4_000)], id="preprints"),
    ],
)
def test_a_crowd_of_rows_that_share_something_is_settled_in_a_moment(crowd: list[WorkRow]) -> None:
    began = time.process_time()
    find_works(crowd)
    assert time.process_time() - began < 5


# --- Everything together


def rows_of(venues: list[str | None], types: list[str | None]) -> st.SearchStrategy[list[WorkRow]]:
    """Rows of three or four sources that share much and contradict each other often."""
    return st.lists(
        st.builds(
            lambda number, source, title, year, doi, arxiv_id, pmid, type, venue, authors: row(
                f"{source}:{number}",
                title_key=title,
                year=year,
                doi=doi,
                arxiv_id=arxiv_id,
                pmid=pmid,
                type=type,
                venue_id=venue,
                venue_kind="preprint server" if venue == "corr" else "conference",
                author_keys=tuple(sorted(authors)),
            ),
            st.integers(0, 3),
            st.sampled_from("abcd"),
            st.sampled_from(["x", "x", "y", "editorial", None]),
            st.sampled_from([2019, 2020, 2020, None]),
            st.sampled_from(["10.1/x", "10.1/y", None, None]),
            st.sampled_from(["2101.1", "2101.2", None, None, None]),
            st.sampled_from(["1", "2", None, None, None, None]),
            st.sampled_from(types),
            st.sampled_from(venues),
            st.sets(st.sampled_from(["ada", "wei"])),
        ),
        max_size=9,
        unique_by=lambda row: row.paper_id,
    )


rows = rows_of(["icml", "icml", "corr", None], [None, None, None, "Preprint", "Erratum"])
published = rows_of(["icml", "icml", None], [None, None, None, "Erratum"]).map(
    lambda rows: [row for row in rows if not row.preprint]
)


def groups_of(rows: list[WorkRow]) -> set[frozenset[str]]:
    works: dict[str, set[str]] = {}
    for paper_id, work_id in find_works(rows).work_of.items():
        works.setdefault(work_id, set()).add(paper_id)
    assert all(work_id == min(ids) for work_id, ids in works.items())
    return {frozenset(ids) for ids in works.values()}


@settings(max_examples=examples(100))
@given(rows)
def test_the_works_are_those_of_a_slow_computation_whatever_the_order(rows: list[WorkRow]) -> None:
    expected = slow_works(rows)
    for order in (rows, rows[::-1], *islice(permutations(rows), 1, 4)):
        assert groups_of(list(order)) == expected


def undone(rows: list[WorkRow], source: str) -> set[frozenset[str]]:
    """The works of all other sources that this source takes apart."""
    without = groups_of([row for row in rows if row.source != source])
    return {ids for ids in without if not any(ids <= others for others in groups_of(rows))}


@settings(max_examples=examples(150))
@given(published)
def test_neither_the_last_source_in_the_order_nor_one_of_two_undoes_a_join_of_others(rows: list[WorkRow]) -> None:
    assert not undone(rows, max((row.source for row in rows), default="a"))
    two = [row for row in rows if row.source in "ab"]
    assert not undone(two, "a")


@settings(max_examples=examples(150))
@given(rows, st.sampled_from("abcd"))
def test_a_join_is_undone_by_another_candidate_of_a_preprint_or_in_a_chain_of_three_sources(
    rows: list[WorkRow], source: str
) -> None:
    barriers = find_works(rows).barriers
    for ids in undone(rows, source):
        reasons = [barrier.reason for barrier in barriers if not ids.isdisjoint(barrier.paper_ids)]
        assert any("more than one work may follow" in reason or "gives way" in reason for reason in reasons)


def slow_works(rows: list[WorkRow]) -> set[frozenset[str]]:
    """The rules, pair by pair, on a NetworkX graph."""
    by_id = {row.paper_id: row for row in rows}
    groups, certain = nx.Graph(), nx.Graph()
    groups.add_nodes_from(by_id)
    certain.add_nodes_from(by_id)
    taken: dict[str, list[tuple[str, str]]] = {}
    for source in sorted({row.source for row in rows}):
        taken[source] = []
        for rule in (own_title, equal_title, common_author, title_pair):
            edges = last_of(source, [pair for pair in combinations(rows, 2) if rule(*pair, rows)])
            fitting = without_contradictions(groups, edges, certain, by_id, is_certain=rule is not title_pair)
            groups.add_edges_from(fitting)
            if rule is not title_pair:
                certain.add_edges_from(fitting)
            taken[source] += fitting
    links = preprint_links(rows, groups)
    groups = nx.Graph()
    groups.add_nodes_from(by_id)
    for source, edges in taken.items():
        groups.add_edges_from(edges)
        preprints = last_of(source, links)
        groups.add_edges_from(without_contradictions(groups, preprints, certain, by_id, only_arxiv=True))
    return {frozenset(group) for group in nx.connected_components(groups)}


def last_of(source: str, pairs: list[tuple[WorkRow, WorkRow]]) -> list[tuple[str, str]]:
    return [(a.paper_id, b.paper_id) for a, b in pairs if max(a.source, b.source) == source]


def without_contradictions(
    groups: nx.Graph,
    edges: list[tuple[str, str]],
    certain: nx.Graph,
    by_id: dict[str, WorkRow],
    *,
    is_certain: bool = False,
    only_arxiv: bool = False,
) -> list[tuple[str, str]]:
    joined, classes = groups.copy(), certain.copy()
    joined.add_edges_from(edges)
    if is_certain:
        classes.add_edges_from(edges)
    kept = []
    for ids in nx.connected_components(joined):
        rows = [by_id[paper_id] for paper_id in ids]
        inside = [edge for edge in edges if edge[0] in ids]
        if any(contradict(a, b, classes, only_arxiv=only_arxiv) for a, b in combinations(rows, 2)):
            inside = [(a, b) for a, b in inside if nx.has_path(groups, a, b)]
        kept += inside
    return kept


def contradict(a: WorkRow, b: WorkRow, certain: nx.Graph, *, only_arxiv: bool) -> bool:
    apart = not nx.has_path(certain, a.paper_id, b.paper_id)
    if only_arxiv:
        return apart and differ(a, b, "arxiv_id")
    same_source = a.source == b.source
    titles = same_source and bool(shared(a, b)) and bool(a.title_key and b.title_key) and a.title_key != b.title_key
    return titles or (
        apart
        and (
            (same_source and a.preprint == b.preprint)
            or differ(a, b, "arxiv_id")
            or (a.preprint == b.preprint and (differ(a, b, "doi") or differ(a, b, "pmid")))
        )
    )


def differ(a: WorkRow, b: WorkRow, name: str) -> bool:
    return len({a.identifiers.get(name), b.identifiers.get(name)} - {None}) == 2


def shared(a: WorkRow, b: WorkRow) -> list[str]:
    return [name for name, value in a.identifiers.items() if b.identifiers.get(name) == value]


def own_title(a: WorkRow, b: WorkRow, rows: list[WorkRow]) -> bool:
    return a.source == b.source and one_title(a, b, rows)


def equal_title(a: WorkRow, b: WorkRow, rows: list[WorkRow]) -> bool:
    return a.source != b.source and one_title(a, b, rows)


def one_title(a: WorkRow, b: WorkRow, rows: list[WorkRow]) -> bool:
    def years(source: str, name: str) -> set[int | None]:
        stating = [row for row in rows if row.source == source and row.title_key == a.title_key]
        return {row.year for row in stating if row.identifiers.get(name) == a.identifiers[name]} - {None}

    if not a.title_key or a.title_key != b.title_key:
        return False
    for name in shared(a, b):
        in_a, in_b = years(a.source, name), years(b.source, name)
        if len(in_a) < 2 and len(in_b) < 2:
            return True
        year_of_a = a.year if len(in_a) > 1 else next(iter(in_a), None)
        year_of_b = b.year if len(in_b) > 1 else next(iter(in_b), None)
        if year_of_a == year_of_b and (a.source == b.source or year_of_a is not None):
            return True
    return False


def common_author(a: WorkRow, b: WorkRow, rows: list[WorkRow]) -> bool:
    def steady(source: str, name: str) -> bool:
        stating = [row for row in rows if row.source == source and row.identifiers.get(name) == a.identifiers[name]]
        titles, years = {row.title_key for row in stating}, {row.year for row in stating}
        return len(titles - {None}) < 2 and len(years - {None}) < 2

    return (
        a.type in (b.type, None, "Preprint")
        and b.type in (a.type, None, "Preprint")
        and bool(set(a.author_keys) & set(b.author_keys))
        and (not a.title_key or a.title_key != b.title_key)
        and any(steady(a.source, name) and steady(b.source, name) for name in shared(a, b))
    )


def title_pair(a: WorkRow, b: WorkRow, rows: list[WorkRow]) -> bool:
    def like(a: WorkRow, b: WorkRow) -> bool:
        facts = (a.title_key, a.year, a.venue_id)
        return (
            None not in facts
            and a.title_key != "editorial"
            and facts == (b.title_key, b.year, b.venue_id)
            and (a.type == "Erratum") == (b.type == "Erratum")
            and bool(set(a.author_keys) & set(b.author_keys))
        )

    return (
        a.source != b.source
        and like(a, b)
        and not differ(a, b, "arxiv_id")
        and not (a.preprint == b.preprint and (differ(a, b, "doi") or differ(a, b, "pmid")))
        and sum(like(a, row) for row in rows if row.source == b.source) == 1
        and sum(like(b, row) for row in rows if row.source == a.source) == 1
    )


def preprint_links(rows: list[WorkRow], groups: nx.Graph) -> list[tuple[WorkRow, WorkRow]]:
    links: list[tuple[WorkRow, WorkRow]] = []
    components = [frozenset(group) for group in nx.connected_components(groups)]
    of = {paper_id: group for group in components for paper_id in group}
    by_id = {row.paper_id: row for row in rows}
    for group in components:
        members = [by_id[paper_id] for paper_id in group]
        pairs = [(a, b) for a in members for b in rows if a.preprint and b.published and follows(a, b)]
        candidates = {of[b.paper_id] for _, b in pairs}
        if any(member.published for member in members):
            candidates.add(group)
        if len(candidates) == 1 and candidates != {group}:
            links += pairs
    return links


def follows(a: WorkRow, b: WorkRow) -> bool:
    return (
        a.title_key not in (None, "editorial")
        and a.title_key == b.title_key
        and a.year is not None
        and b.year is not None
        and 0 <= b.year - a.year <= 2
        and (a.type == "Erratum") == (b.type == "Erratum")
        and bool(set(a.author_keys) & set(b.author_keys))
        and not differ(a, b, "arxiv_id")
    )
