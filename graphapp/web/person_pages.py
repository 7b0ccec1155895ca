"""The papers of a name by person, in HTML: the groups, why two of them are apart, and what the evidence weighs."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from graphapp.errors import NotFound, Refused
from graphapp.present.person_groups import several_and_single
from graphapp.results.names import NameCluster
from graphapp.results.persons import PersonGroups
from graphapp.services import person_groups as persons
from graphapp.services import person_models
from graphapp.web import addresses, questions
from graphapp.web.page_pictures import picture_of
from graphapp.web.questions import read_question
from graphapp.web.site import Site, redirect, twin_of

MOST_FOR_LINE: Final = 50
"""Groups are computed for the plain page of a name of so many papers; one of more has a link to them."""
NO_GROUPS: Final[dict[str, Any]] = {"persons": None, "perhaps_several": False, "attributions": {}}
"""What the plain page says of persons when it says nothing."""
PAPERS_OF_GROUP: Final = 25
"""Papers of a group that the page of all groups shows."""
GROUPS_WITH_PAPERS: Final = 30
"""Groups of several papers that the page shows with them; those behind them have a line each."""
GROUPS_LISTED: Final = 200
"""Groups of several papers that have a line; the others are counted."""
ROWS_OF_GROUP: Final = 10
CONTRADICTIONS: Final = 20


def grouped(site: Site, request: Request) -> Response:
    """The papers of a name in groups by person; or one of the groups with all its papers."""
    asked = read_question(request.url.query, questions.GroupedPageQuestion)
    name = request.path_params["name"]

    def make() -> Response:
        found = persons.person_groups(site.graph, name=name, spellings=True)
        if found.key != name and found.missing_number is None:
            return redirect(request, addresses.cluster_address(found.key))
        own = found.key if found.missing_number is None else name
        several, single = several_and_single(found.groups)
        if asked.group is not None:
            several, single = [group for group in found.groups if group.number == asked.group], ()
            if not several:
                raise NotFound(f"there is no group {asked.group:,} here; the last one is {found.group_count:,}")
        lines = several[GROUPS_WITH_PAPERS:]
        return site.page(
            request,
            "person_groups.html",
            found=found,
            only=asked.group,
            whole=several[:GROUPS_WITH_PAPERS],
            lines=lines[:GROUPS_LISTED],
            counted=len(lines[GROUPS_LISTED:]),
            single=single,
            papers_shown=PAPERS_OF_GROUP if asked.group is None else None,
            rows_shown=ROWS_OF_GROUP,
            contradictions_shown=CONTRADICTIONS,
            picture=picture_of(found) if asked.group is None else None,
            # The answer in JSON has all groups.
            twin=twin_of(request, addresses.groups_address(own), "by") if asked.group is None else None,
        )

    return site.answer(request, make)


def moved(site: Site, request: Request) -> Response:
    """From the address of the answer in JSON, without its ending, to the page."""
    read_question(request.url.query, questions.Nothing)
    return redirect(request, addresses.with_query(addresses.cluster_address(request.path_params["name"]), by="person"))


def explained(site: Site, request: Request) -> Response:
    """The reasons between two groups, or two papers, of a name."""
    asked = read_question(request.url.query, questions.ExplainPersonsQuestion)
    name = request.path_params["name"]

    def make() -> Response:
        found = persons.explain_persons(site.graph, name=name, one=asked.one.strip(), other=asked.other.strip())
        if found.key != name:
            return redirect(request, addresses.reasons_address(found.key))
        twin = twin_of(request, addresses.reasons_address(found.key))
        return site.page(request, "explain_persons.html", found=found, asked=asked, twin=twin)

    return site.answer(request, make)


def model(site: Site, request: Request) -> Response:
    """How rare names are taken to be, and what each level of evidence weighs."""
    read_question(request.url.query, questions.Nothing)

    def make() -> Response:
        found = person_models.person_model(site.graph)
        return site.page(request, "person_model.html", found=found, twin=twin_of(request, "/person-model"))

    return site.answer(request, make)


def groups_of_few(site: Site, name: str) -> PersonGroups | None:
    """The groups of a name with few papers, for its plain page; None for others, and where nothing can be said."""
    try:
        return persons.few_person_groups(site.graph, name=name, most=MOST_FOR_LINE)
    except Refused:
        # Nothing was learned of the graph yet.
        return None


def values_of(cluster: NameCluster, found: PersonGroups | None) -> dict[str, Any]:
    """What the plain page of a name says of persons: in a line, and beside each paper.

    A name with many papers has a link alone, since its groups take longer than its page; one of few has their summary
    where there are several, and the graph can tell people apart or a fact does.
    """
    if cluster.paper_count > MOST_FOR_LINE:
        return NO_GROUPS | {"perhaps_several": True}
    if found is None or found.key != cluster.key:
        # Papers print the name of the cluster for rows that show another one.
        return NO_GROUPS
    says = found.group_count > 1 and (found.model.doubt is None or found.different_count > 0)
    return NO_GROUPS | {
        "persons": found if says else None,
        "attributions": {paper.work_id: paper.attribution for group in found.groups for paper in group.papers},
    }
