"""The answers in JSON: the same text as the command line's `--format json`, at the address of the page and `.json`.

`TWINS` is the one table of them: the application, the OpenAPI description and its page follow it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from graphapp.errors import InvalidArgument
from graphapp.graph import Graph
from graphapp.present import FORMATS
from graphapp.results.coauthors import CoauthorGraph, CoauthorNeighborhood, CollaborationPath
from graphapp.results.names import AmbiguousNames, NameCluster, SimilarNames
from graphapp.results.papers import GraphCounts, Paper, VenuePage, WorkExplanation
from graphapp.results.persons import PersonGroups, PersonModel, PersonReasons
from graphapp.results.search import FoundAuthors, FoundPapers, Resolution, Venues
from graphapp.results.upkeep import SourceState
from graphapp.services import (
    catalog,
    clusters,
    coauthor_graphs,
    name_search,
    neighborhoods,
    paper_search,
    paths,
    person_models,
    resolving,
    venue_lists,
    works,
)
from graphapp.services import names as name_services
from graphapp.services import person_groups as persons
from graphapp.services.export import cited_papers
from graphapp.web import addresses, questions
from graphapp.web.questions import read_question
from graphapp.web.site import Site, link_header, same_question

MOST_DOWNLOADED: Final = questions.MOST_OF_CLUSTER
"""Papers of a name in a file; JSON gives as many when it is asked for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is loaded."""

    counts: GraphCounts
    sources: tuple[SourceState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """One address that answers in JSON."""

    path: str
    """With `{name}` or `{id}` where a text stands in it."""
    summary: str
    question: type[msgspec.Struct]
    answer: Any
    """The type of the answer."""
    ask: Callable[..., Any]
    """The service, which takes the graph, then the text of the path and the parameters by their names."""
    page: Callable[[Any], str] | None = None
    """From an answer to the page of it, which takes the same parameters; None where no page shows just this."""

    @property
    def variable(self) -> str | None:
        """The name of the text in the path; None for none."""
        _, opening, rest = self.path.partition("{")
        return rest.partition("}")[0] if opening else None


def _paper(graph: Graph, *, id: str) -> Paper:
    return catalog.paper(graph, id=id)


def _venue(graph: Graph, *, id: str, year: int | None, limit: int) -> VenuePage:
    return catalog.venue(graph, name=id, year=year, limit=limit)


def _person_groups(graph: Graph, *, name: str) -> PersonGroups:
    return persons.person_groups(graph, name=name, spellings=True)


def _cluster_page(found: NameCluster | PersonGroups) -> str:
    return addresses.cluster_address(_typed(found.key, found.missing_number))


def _neighborhood_page(found: CoauthorNeighborhood) -> str:
    key = found.center.key if found.person is None else found.person.name_key
    return addresses.neighborhood_address(_typed(key, found.center.missing_number))


def _typed(key: str, missing_number: str | None) -> str:
    """The name with the number that no row has, which the page mentions too."""
    return key if missing_number is None else f"{key} {missing_number}"


def network(
    graph: Graph, *, source: str | None, venue: str | None, since: int | None, min_works: int, largest: int
) -> CoauthorGraph:
    """The network of the most active names; of all that is loaded when nothing narrows it."""
    return coauthor_graphs.coauthor_graph(
        graph,
        sources=() if source is None else (source,),
        venue=venue,
        since=since,
        everything=source is None and venue is None and since is None,
        min_works=min_works,
        largest=largest,
    )


def about(graph: Graph) -> About:
    """The sizes of the graph and its sources."""
    return About(counts=catalog.graph_counts(graph), sources=tuple(catalog.sources(graph)))


TWINS: Final = (
    Twin(
        path="/name-cluster/{name}.json",
        summary="The author rows of a name and their works, newest first",
        question=questions.ClusterQuestion,
        answer=NameCluster,
        ask=clusters.name_cluster,
        page=_cluster_page,
    ),
    Twin(
        path="/person-groups/{name}.json",
        summary="The papers of a name in groups by person, as far as the evidence goes",
        question=questions.Nothing,
        answer=PersonGroups,
        ask=_person_groups,
        page=lambda found: addresses.with_query(_cluster_page(found), by="person"),
    ),
    Twin(
        path="/explain-persons/{name}.json",
        summary="Why two papers or groups of a name are taken to be by one person, by two, or neither",
        question=questions.ExplainPersonsQuestion,
        answer=PersonReasons,
        ask=persons.explain_persons,
        page=lambda found: addresses.reasons_address(found.key),
    ),
    Twin(
        path="/person-model.json",
        summary="How rare names are, and what each level of evidence of one person weighs",
        question=questions.Nothing,
        answer=PersonModel,
        ask=person_models.person_model,
        page=lambda _: "/person-model",
    ),
    Twin(
        path="/coauthor-neighborhood/{name}.json",
        summary="Who wrote with a name, and who of them with each other",
        question=questions.NeighborhoodQuestion,
        answer=CoauthorNeighborhood,
        ask=neighborhoods.coauthor_neighborhood,
        page=_neighborhood_page,
    ),
    Twin(
        path="/similar-names/{name}.json",
        summary="Names that may be other forms of a name, each with the rule that relates it",
        question=questions.SimilarQuestion,
        answer=SimilarNames,
        ask=name_services.similar_names,
    ),
    Twin(
        path="/collaboration-path.json",
        summary="The shortest chains of joint works between two names",
        question=questions.PathQuestion,
        answer=CollaborationPath,
        ask=paths.collaboration_path,
        page=lambda _: "/collaboration-path",
    ),
    Twin(
        path="/network.json",
        summary="Who wrote with whom among the most active names, with their communities",
        question=questions.NetworkQuestion,
        answer=CoauthorGraph,
        ask=network,
        page=lambda _: "/network",
    ),
    Twin(
        path="/paper/{id}.json",
        summary="A work with all rows that state it",
        question=questions.Nothing,
        answer=Paper,
        ask=_paper,
        page=lambda found: addresses.paper_address(found.work_id),
    ),
    Twin(
        path="/explain-work/{id}.json",
        summary="What joined the rows of a work, and what kept others apart",
        question=questions.Nothing,
        answer=WorkExplanation,
        ask=works.explain_work,
    ),
    Twin(
        path="/venue/{id}.json",
        summary="A venue, its works per year, and the newest ones",
        question=questions.VenueQuestion,
        answer=VenuePage,
        ask=_venue,
        page=lambda found: addresses.venue_address(found.venue_id),
    ),
    Twin(
        path="/ambiguous-names.json",
        summary="The names with the most author rows or works",
        question=questions.CrowdedQuestion,
        answer=AmbiguousNames,
        ask=name_services.ambiguous_names,
        page=lambda _: "/ambiguous-names",
    ),
    Twin(
        path="/venues.json",
        summary="The venues, those with the most works first",
        question=questions.VenuesQuestion,
        answer=Venues,
        ask=venue_lists.venues,
        page=lambda _: "/venues",
    ),
    Twin(
        path="/search-authors.json",
        summary="Names with words that begin with the typed ones, in any order",
        question=questions.NameSearchQuestion,
        answer=FoundAuthors,
        ask=name_search.search_authors,
    ),
    Twin(
        path="/search-papers.json",
        summary="Works that have all words in title or abstract, the best ones first",
        question=questions.PaperSearchQuestion,
        answer=FoundPapers,
        ask=paper_search.search_papers,
    ),
    Twin(
        path="/resolve.json",
        summary="What an id names, in any spelling",
        question=questions.ResolveQuestion,
        answer=Resolution,
        ask=resolving.resolve,
    ),
    Twin(
        path="/about.json",
        summary="What is loaded: sizes and sources",
        question=questions.Nothing,
        answer=About,
        ask=about,
        page=lambda _: "/about",
    ),
)

DOWNLOADS: Final = {
    ".csl.json": ("csl-json", "application/vnd.citationstyles.csl+json"),
    ".csv": ("csv", "text/csv"),
    ".bib": ("bibtex", "application/x-bibtex"),
    ".ris": ("ris", "application/x-research-info-systems"),
}
"""Ending of the address of a cluster -> the output format and its media type."""


def twin_handler(site: Site, twin: Twin) -> Callable[[Request], Response]:
    """The handler of an address that answers in JSON."""

    def handle(request: Request) -> Response:
        asked = msgspec.structs.asdict(read_question(request.url.query, twin.question))

        def make() -> Response:
            found = twin.ask(site.graph, **request.path_params, **asked)
            return Response(
                FORMATS["json"].render(found), media_type="application/json", headers=_links(request, twin, found)
            )

        return site.answer(request, make)

    return handle


def _links(request: Request, twin: Twin, found: object) -> dict[str, str]:
    """The page that the answer is of, and the next part of the answer."""
    path = addresses.same_address(request.scope["path"])
    cursor = getattr(found, "next", None)
    following = addresses.with_query(path, **dict(request.query_params) | {"after": cursor})
    # Pages have lengths of their own, and a part of an answer in JSON is no part of a page.
    page = None if twin.page is None else same_question(request, twin.page(found), "limit", "after")
    return link_header(alternate=page, next=None if cursor is None else following)


def download_handler(site: Site, suffix: str) -> Callable[[Request], Response]:
    """The handler of all works of a cluster as a file."""
    format, media_type = DOWNLOADS[suffix]

    def handle(request: Request) -> Response:
        read_question(request.url.query, questions.Nothing)

        def make() -> Response:
            cluster = clusters.name_cluster(site.graph, name=request.path_params["name"], limit=MOST_DOWNLOADED)
            if cluster.next is not None:
                raise InvalidArgument(
                    f"this name has {cluster.paper_count:,} papers, and a download at most {MOST_DOWNLOADED:,}; "
                    f"use `graphapp name-cluster --all --format {format}`"
                )
            found = cluster if format == "csv" else cited_papers(site.graph, cluster)
            # The name is the reader's own; a header takes ASCII only.
            disposition = f'attachment; filename="papers{suffix}"'
            return Response(
                FORMATS[format].render(found), media_type=media_type, headers={"Content-Disposition": disposition}
            )

        return site.answer(request, make)

    return handle
