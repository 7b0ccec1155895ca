"""The pages in HTML: each asks a reading service and fills a template. All of them can be read without a script."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from graphapp.errors import InvalidArgument, NotFound
from graphapp.graph import Graph
from graphapp.results.names import AmbiguousName, SimilarNames
from graphapp.results.papers import Paper, Work
from graphapp.results.persons import PersonGroups
from graphapp.results.search import ResolvedThing
from graphapp.rules.names import name_key
from graphapp.services import (
    catalog,
    clusters,
    name_search,
    neighborhoods,
    paper_search,
    paths,
    resolving,
    venue_lists,
    works,
)
from graphapp.services import names as name_services
from graphapp.services.author_rows import readings_of
from graphapp.services.near_names import near_names
from graphapp.services.person_models import paper_rows, stored_model
from graphapp.services.resolving import BY_WORDS
from graphapp.services.source_records import source_records
from graphapp.web import addresses, person_pages, questions
from graphapp.web.description import openapi
from graphapp.web.facets import FACETS, facets_of, filtered, label_of, works_per_year, years_to_choose
from graphapp.web.near_links import NearLink, near_links
from graphapp.web.page_pictures import picture_of
from graphapp.web.problems import problem_of
from graphapp.web.questions import ClusterPageQuestion, Question, read_question
from graphapp.web.site import Site, redirect, same_page, twin_of
from graphapp.web.twins import MOST_DOWNLOADED, about, network

PAGE: Final = 50
"""Papers on one page."""
_USUAL: Final = 300
"""Works that are asked for at first; few names have more."""
MOST_FACETED: Final = 2_000
"""A cluster with more works has no facets, and its pages follow each other by cursors: they would take too long."""
_SIMILAR: Final = 10
_NAMES_FOUND: Final = 30
_PAPERS_FOUND: Final = 20
_NAMES_AT_HOME: Final = 12
_MOST_PAPER_ROWS_COUNTED: Final = 1_000_000
_SECONDS_PER_MILLION: Final = 2.2
"""What all counts of a million paper rows take for the page about what is loaded (docs/performance.md)."""


def home(site: Site, request: Request) -> Response:
    """The search box, and what is loaded."""
    _question(request, questions.Nothing)
    return site.answer(
        request,
        lambda: site.page(
            request,
            "home.html",
            is_empty=not source_records(site.graph),
            names=_crowded_names(site.graph),
        ),
    )


def _crowded_names(graph: Graph) -> list[AmbiguousName]:
    """Names of several author rows; none of a graph in which it would take seconds to find them."""
    if paper_rows(graph) > _MOST_PAPER_ROWS_COUNTED:
        return []
    found = name_services.ambiguous_names(graph, limit=_NAMES_AT_HOME)
    return [one for one in found.names if one.author_row_count > 1]


def name_cluster(site: Site, request: Request) -> Response:
    """The works of a name with all that is known of them, and what they can be filtered by; or by person."""
    if request.query_params.get("by") == "person":
        return person_pages.grouped(site, request)
    asked, name = _question(request, ClusterPageQuestion), request.path_params["name"]

    chosen = {facet: value for facet in FACETS if (value := getattr(asked, facet)) is not None}
    is_whole = asked.match == "exact" and asked.after is None and asked.page == 1 and not chosen

    def make() -> Response:
        # Asked for at the same time: all spellings of one name have the same similar names, and the same groups.
        with ThreadPoolExecutor(2) as beside:
            similar = beside.submit(name_services.similar_names, site.graph, name=name, limit=_SIMILAR)
            groups = beside.submit(person_pages.groups_of_few, site, name) if is_whole else None
            return cluster_page(similar.result, None if groups is None else groups.result)

    def cluster_page(similar: Callable[[], SimilarNames], groups: Callable[[], PersonGroups | None] | None) -> Response:
        # Filters need all works, and most names have few enough of them to ask once.
        length = _USUAL if asked.after is None else PAGE
        found = clusters.name_cluster(site.graph, name=name, match=asked.match, limit=length, after=asked.after)
        if asked.match == "exact" and found.key != name and found.missing_number is None:
            return redirect(request, addresses.cluster_address(found.key))
        # A number that no row has stays in the address, since the page and its answer in JSON mention it.
        own = found.key if found.missing_number is None else name
        if asked.after is None and found.next is not None:
            if found.paper_count > MOST_FACETED:
                found = clusters.shortened(found, PAGE)
            else:
                found = clusters.name_cluster(site.graph, name=name, match=asked.match, limit=MOST_FACETED)
        is_faceted = asked.after is None and found.next is None
        if not is_faceted and (chosen or asked.page > 1):
            raise InvalidArgument(
                f"this name has {found.paper_count:,} papers, which are too many to filter; "
                "follow the links to the next page, or take the JSON"
            )
        shown = filtered(found.papers, chosen) if is_faceted else found.papers
        page_count = max(-(-len(shown) // PAGE), 1) if is_faceted else 1
        if asked.page > page_count:
            raise NotFound(f"there is no page {asked.page:,} here; the last one is {page_count:,}")
        listed = shown[(asked.page - 1) * PAGE : asked.page * PAGE] if is_faceted else shown
        if is_faceted:
            per_year = years_to_choose(found.papers, chosen)
        else:
            per_year = works_per_year(found.head.years) if found.head else []
        here, given = addresses.same_address(request.scope["path"]), dict(request.query_params) | {"page": None}
        following = _following(request, asked, page_count, None if is_faceted else found.next)
        previous = same_page(request, page=asked.page - 1 if asked.page > 2 else None) if asked.page > 1 else None
        return site.page(
            request,
            "name_cluster.html",
            cluster=found,
            own=own,
            **(person_pages.NO_GROUPS if groups is None else person_pages.values_of(found, groups())),
            years=_by_year(listed),
            shown_count=len(shown),
            facets=facets_of(found.papers, chosen) if is_faceted else [],
            label_of=label_of,
            chosen=chosen,
            facet_link=lambda facet, value: addresses.with_query(here, **given | {facet: value}),
            # The answer in JSON has no filters, and its parts follow each other by cursors alone.
            twin=None if chosen or asked.page > 1 else twin_of(request, addresses.cluster_address(own), "page"),
            page=asked.page,
            page_count=page_count,
            next=following,
            previous=previous,
            faceted=is_faceted,
            per_year=per_year,
            similar=similar(),
            most_downloaded=MOST_DOWNLOADED,
            usual_in_json=questions.ClusterQuestion().limit,
        )

    return site.answer(request, make)


def search(site: Site, request: Request) -> Response:
    """The names, the papers and the things with an id that what was typed may mean."""
    asked = _question(request, questions.SearchQuestion)
    typed = asked.q.strip()

    def make() -> Response:
        if not typed:
            return site.page(request, "search.html", asked=asked, typed="", names=None, papers=None, things=(), near=())
        narrowed = {name: getattr(asked, name) for name in ("since", "until", "venue", "source", "type", "after")}
        names = papers = refusal = None
        things: tuple[ResolvedThing, ...] = ()
        # A text may be no name, or have no word of a title, and still be the other; an id is one word.
        with suppress(InvalidArgument):
            names = name_search.search_authors(site.graph, text=typed, limit=_NAMES_FOUND)
        try:
            papers = paper_search.search_papers(site.graph, text=typed, limit=_PAPERS_FOUND, **narrowed)
        except (NotFound, InvalidArgument) as error:
            # Of a text alone the other answers say enough; what papers are narrowed by is for them only.
            refusal = problem_of(error) if any(value is not None for value in narrowed.values()) else None
        with suppress(NotFound, InvalidArgument):
            found = resolving.resolve(site.graph, text=typed).things
            things = tuple(thing for thing in found if thing.found_by != BY_WORDS)
        following = None if papers is None or papers.next is None else same_page(request, after=papers.next)
        near: tuple[NearLink, ...] = ()
        if not ((names and names.names) or (papers and papers.papers) or things):
            with suppress(InvalidArgument):
                meant = near_names(site.graph, readings_of(typed)[0])
                near = tuple(NearLink(value=one, address=addresses.cluster_address(name_key(one))) for one in meant)
        return site.page(
            request,
            "search.html",
            asked=asked,
            typed=typed,
            names=names,
            papers=papers,
            things=things,
            near=near,
            refusal=refusal,
            near_of_papers=near_links(request, refusal.detail, refusal.near) if refusal else (),
            next=following,
        )

    return site.answer(request, make)


def venues(site: Site, request: Request) -> Response:
    """The venues, those with the most works first."""
    asked = _question(request, questions.VenuesQuestion)

    def make() -> Response:
        found = venue_lists.venues(site.graph, name=asked.name, limit=asked.limit, after=asked.after)
        following = None if found.next is None else same_page(request, after=found.next)
        twin = twin_of(request, "/venues")
        return site.page(request, "venues.html", found=found, asked=asked, twin=twin, next=following)

    return site.answer(request, make)


def coauthor_neighborhood(site: Site, request: Request) -> Response:
    """Who wrote with a name, as a picture and as a table."""
    asked, name = _question(request, questions.NeighborhoodQuestion), request.path_params["name"]

    def make() -> Response:
        # Only the links show who belongs together; for them all people would have to be told apart.
        wanted = msgspec.structs.asdict(asked) | {"with_links": asked.by == "name"}
        found = neighborhoods.coauthor_neighborhood(site.graph, name=name, **wanted)
        key = found.center.key if found.person is None else found.person.name_key
        missing = found.center.missing_number
        if asked.match == "exact" and key != name and missing is None:
            return redirect(request, addresses.neighborhood_address(key))
        return site.page(
            request,
            "coauthor_neighborhood.html",
            found=found,
            key=key,
            asked=asked,
            twin=twin_of(request, addresses.neighborhood_address(key if missing is None else name)),
            picture=picture_of(found) if asked.by == "name" else None,
            most=questions.MOST_NEIGHBORS,
            most_link=same_page(request, limit=questions.MOST_NEIGHBORS),
        )

    return site.answer(request, make)


def network_page(site: Site, request: Request) -> Response:
    """Who wrote with whom among the most active names, as a picture and as a table."""
    asked = _question(request, questions.NetworkQuestion)

    def make() -> Response:
        found = network(site.graph, **msgspec.structs.asdict(asked))
        sources = [source.name for source in source_records(site.graph)]
        return site.page(
            request,
            "network.html",
            found=found,
            asked=asked,
            picture=picture_of(found),
            sources=sources,
            twin=twin_of(request, "/network"),
        )

    return site.answer(request, make)


def collaboration_path(site: Site, request: Request) -> Response:
    """A form for two names, and the shortest chains between them."""
    asked = _question(request, questions.PathPageQuestion)

    def make() -> Response:
        found = None
        if asked.a and asked.b:
            found = paths.collaboration_path(
                site.graph, a=asked.a, b=asked.b, k=asked.k, limit=asked.limit, level=asked.level
            )
        twin = None if found is None else twin_of(request, "/collaboration-path")
        return site.page(
            request, "collaboration_path.html", found=found, asked=asked, picture=picture_of(found), twin=twin
        )

    return site.answer(request, make)


def paper(site: Site, request: Request) -> Response:
    """A work with every row that states it, and why these rows are one work."""
    _question(request, questions.Nothing)

    def make() -> Response:
        found = catalog.paper(site.graph, id=request.path_params["id"])
        explained = works.explain_work(site.graph, id=found.work_id)
        twin = twin_of(request, addresses.paper_address(found.work_id))
        return site.page(request, "paper.html", paper=found, explained=explained, authors=_as_work(found), twin=twin)

    return site.answer(request, make)


def venue(site: Site, request: Request) -> Response:
    """A venue, its works per year, and the newest ones."""
    asked = _question(request, questions.VenueQuestion)

    def make() -> Response:
        found = catalog.venue(site.graph, name=request.path_params["id"], year=asked.year, limit=asked.limit)
        if found.venue_id != request.path_params["id"]:
            return redirect(request, addresses.venue_address(found.venue_id))
        return site.page(
            request,
            "venue.html",
            venue=found,
            year=asked.year,
            per_year=works_per_year(found.years),
            most=questions.MOST_LISTED,
            twin=twin_of(request, addresses.venue_address(found.venue_id)),
        )

    return site.answer(request, make)


def ambiguous_names(site: Site, request: Request) -> Response:
    """The names with the most author rows, works or expected persons."""
    asked = _question(request, questions.CrowdedQuestion)

    def make() -> Response:
        found = name_services.ambiguous_names(site.graph, by=asked.by, limit=asked.limit)
        is_learned = stored_model(site.graph) is not None
        twin = twin_of(request, "/ambiguous-names")
        return site.page(request, "ambiguous_names.html", found=found, asked=asked, is_learned=is_learned, twin=twin)

    return site.answer(request, make)


def about_page(site: Site, request: Request) -> Response:
    """What is loaded, from where and when; a large graph is counted only on request."""
    asked = _question(request, questions.AboutQuestion)

    def make() -> Response:
        rows = paper_rows(site.graph)
        found = about(site.graph) if asked.count or rows <= _MOST_PAPER_ROWS_COUNTED else None
        return site.page(
            request,
            "about.html",
            counts=None if found is None else found.counts,
            sources=source_records(site.graph) if found is None else found.sources,
            paper_rows=rows,
            seconds=rows / 1_000_000 * _SECONDS_PER_MILLION,
            licences=site.licences,
            twin=twin_of(request, "/about", "count"),
        )

    return site.answer(request, make)


def docs(site: Site, request: Request) -> Response:
    """The description of the answers in JSON, for people."""
    _question(request, questions.Nothing)
    return site.page(request, "docs.html", described=openapi())


def _question(request: Request, into: type[Question]) -> Question:
    return read_question(request.url.query, into)


def _following(request: Request, asked: ClusterPageQuestion, page_count: int, cursor: str | None) -> str | None:
    if cursor is not None:
        return same_page(request, after=cursor, page=None)
    return same_page(request, page=asked.page + 1) if asked.page < page_count else None


def _by_year(listed: tuple[Work, ...]) -> list[tuple[int | None, list[Work]]]:
    """The works under their years, in their order."""
    groups: list[tuple[int | None, list[Work]]] = []
    for work in listed:
        if not groups or groups[-1][0] != work.year:
            groups.append((work.year, []))
        groups[-1][1].append(work)
    return groups


def _as_work(found: Paper) -> dict[str, Work]:
    """Each row by its paper_id as a work of its own, for a line of all its authors."""
    return {
        row.paper_id: Work(
            work_id=found.work_id,
            paper_id=row.paper_id,
            title=row.title,
            year=row.year,
            venue=row.venue,
            track=row.track,
            type=row.type,
            authors=row.authors,
            author_count=row.author_count,
            matched_author_ids=(),
            abstract=row.abstract,
            identifiers=row.identifiers,
            url=row.url,
            rows=(),
        )
        for row in found.rows
    }


Page = Callable[[Site, Request], Response]

PAGES: Final[dict[str, Page]] = {
    "/": home,
    "/search": search,
    "/name-cluster/{name:text}": name_cluster,
    "/person-groups/{name:text}": person_pages.moved,
    "/explain-persons/{name:text}": person_pages.explained,
    "/person-model": person_pages.model,
    "/coauthor-neighborhood/{name:text}": coauthor_neighborhood,
    "/network": network_page,
    "/collaboration-path": collaboration_path,
    "/paper/{id:text}": paper,
    "/venue/{id:text}": venue,
    "/venues": venues,
    "/ambiguous-names": ambiguous_names,
    "/about": about_page,
    "/docs": docs,
}
"""Path -> the page at it."""
