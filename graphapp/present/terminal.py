"""Turns values into pages for people: what `--format table` shows. Pure: nothing here asks the database or prints.

To give a kind of answer its own page, write a function for it and register the function with `_page`.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import singledispatch
from operator import itemgetter
from typing import Any

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.text import Text

from graphapp.present.cluster_lines import head_lines, printing_lines
from graphapp.present.evaluation_page import evaluation_page
from graphapp.present.identities_page import identities_page
from graphapp.present.paper_lines import authors_line, id_line, identifier_texts, work_lines
from graphapp.present.person_groups import groups_page, model_page, reasons_page
from graphapp.present.search_pages import names_page, papers_page, resolution_page, venues_page
from graphapp.present.similar_names import similar_page
from graphapp.present.statement_pages import said_page, statement_page, statements_page
from graphapp.present.tables import fields_table, pairs, table
from graphapp.present.text import count_text, facts_text, number_text, year_text, years_text
from graphapp.results.answer import Answer
from graphapp.results.coauthors import (
    NAMES_NOTICE,
    ROWS_NOTICE,
    CoauthorEdge,
    CoauthorGraph,
    CoauthorNeighborhood,
    CollaborationPath,
    LikelyCollaborators,
    Neighbor,
)
from graphapp.results.evaluation import GroupsEvaluation
from graphapp.results.identities import Identities
from graphapp.results.inspection import Inspection
from graphapp.results.names import (
    AmbiguousNames,
    NameCluster,
    NameComparison,
    NameNode,
    SimilarNames,
)
from graphapp.results.papers import Paper, StatedRow, UnknownVenues, VenuePage, WorkExplanation
from graphapp.results.persons import PersonGroups, PersonModel, PersonReasons
from graphapp.results.queries import QueryFiles, QueryRows
from graphapp.results.search import FoundAuthors, FoundPapers, Resolution, Venues
from graphapp.results.statements import PersonStatement, Said, Statements
from graphapp.results.upkeep import Health, LoadReport, Rekeying, SchemaStatus, encoding_advice
from graphapp.rules.steering import visible

Page = Iterator[RenderableType]
"""The parts of a page, from top to bottom; a plain string among them is never wrapped."""


def as_table(value: object, *, width: int = 80, color: bool = False) -> str:
    """The value as a page for people, at most `width` columns wide."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=color,
        no_color=not color,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in _page(value):
        whole = isinstance(part, str) or (isinstance(part, Text) and part.no_wrap is True)
        console.print(part, crop=False, soft_wrap=whole)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@singledispatch
def _page(value: object) -> Page:
    """The page of a value; a value of a kind without its own page is shown field by field."""
    yield pairs(value)


@_page.register(list)
@_page.register(tuple)
def _list_page(values: Sequence[Any]) -> Page:
    if not values:
        yield "none"
    elif isinstance(values[0], LoadReport | Rekeying | Inspection):
        for number, report in enumerate(values):
            if number:
                yield ""
            yield from _page(report)
    else:
        yield fields_table(values)


@_page.register(SchemaStatus)
@_page.register(Health)
def _items_page(answer: Answer) -> Page:
    yield fields_table(answer.items)


@_page.register
def _cluster_page(cluster: NameCluster) -> Page:
    yield Text(visible(cluster.name), style="bold")
    yield Text(visible(cluster.notice), style="dim")
    yield ""
    yield Text(f"{count_text(cluster.paper_count, 'paper')}, {count_text(cluster.author_row_count, 'author row')}")
    if cluster.missing_number is not None:
        yield Text(visible(f"No author row of this name has the number {cluster.missing_number}."))
    if cluster.head is not None:
        yield ""
        yield from head_lines(cluster.head)
    yield ""
    yield table(
        cluster.author_rows,
        ("author row", lambda row: row.author_id),
        ("source", lambda row: row.source),
        ("homonym", lambda row: row.homonym),
        ("papers", lambda row: row.paper_count),
    )
    yield from printing_lines(cluster)
    for work in cluster.papers:
        yield ""
        yield Text(visible(work.title), style="bold")
        yield Text(facts_text(work.venue, work.track, year_text(work.year), work.type), style="cyan")
        yield authors_line(work)
        yield id_line(facts_text(work.paper_id, *identifier_texts(work.identifiers)))
        others = sorted({row.source for row in work.rows if row.paper_id != work.paper_id})
        if others:
            yield Text(visible(f"also stated by {', '.join(others)}"), style="dim")
    if cluster.next is not None:
        yield ""
        # A plain string is never wrapped: a cursor must be copied whole.
        next_page = f"--after {visible(cluster.next)}" if cluster.page is None else f"--page {cluster.page + 1}"
        yield f"More papers: {next_page}, or --all"


@_page.register
def _neighborhood_page(found: CoauthorNeighborhood) -> Page:
    yield Text(visible(found.label), style="bold")
    yield Text(found.notice, style="dim")
    yield from _which_person(found)
    yield ""
    coauthors, *further = found.node_counts
    farther = zip(further, ("two", "three"), strict=False)
    counts = [count_text(coauthors, "coauthor"), *(f"{count:,} {steps} steps away" for count, steps in farther)]
    yield Text(", ".join(counts))
    if found.skipped_papers:
        yield Text(f"{count_text(found.skipped_papers, 'paper')} skipped for too many authors")
    if found.ungrouped_papers:
        yield Text(f"{count_text(found.ungrouped_papers, 'older paper')} of the name not grouped, so not counted")
    if found.nodes:
        yield ""
        yield table(
            found.nodes,
            ("name", lambda node: node.label),
            *([("also as", _spellings)] if found.by == "person" else []),
            ("distance", lambda node: node.distance),
            ("joint papers", lambda node: node.joint_papers or None),
            ("weight", _weight),
            *([("strength", lambda node: node.strength)] if found.hops > 1 else []),
            ("years", lambda node: years_text(node.first_year, node.last_year)),
            ("author rows", lambda node: len(node.author_ids)),
        )
    names = {node.key: node.label for node in found.nodes} | {found.center.key: found.label}
    yield from _works_of_edges(found.edges, names)
    yield from _cut_off(found.truncated, len(found.nodes), sum(found.node_counts), "--all")


def _which_person(found: CoauthorNeighborhood) -> Page:
    """Which group of the name the centre is, and under which other names."""
    if found.person is None:
        return
    if found.person.group is not None and found.person.group_count != 1:
        yield Text(
            f"group {found.person.group:,} of {found.person.group_count:,}; --group N takes another, and person-groups "
            "lists them"
        )
    for each in found.person.spellings:
        yield Text(visible(f"also as {each.name}, {count_text(each.papers, 'paper')}: {each.why}"))


def _spellings(node: Neighbor) -> str | None:
    return None if node.person is None else ", ".join(each.name for each in node.person.spellings) or None


def _weight(joint: Neighbor | CoauthorEdge) -> float | str | None:
    if joint.weight is not None and joint.weight_at_most:
        return f"at most {number_text(joint.weight)}"
    return joint.weight


def _works_of_edges(edges: Iterable[CoauthorEdge], names: Mapping[str, str]) -> Page:
    for edge in edges:
        if edge.works is not None:
            yield ""
            yield Text(visible(f"{names[edge.a]} with {names[edge.b]}"), style="bold")
            yield from work_lines(edge.works)


@_page.register
def _path_page(found: CollaborationPath) -> Page:
    yield Text(visible(f"{found.a.name} and {found.b.name}"), style="bold")
    yield Text(NAMES_NOTICE if found.level == "name" else ROWS_NOTICE, style="dim")
    yield ""
    if found.distance is None:
        yield Text(f"no chain within {count_text(found.k, 'step')}")
        return
    yield Text(f"{count_text(found.distance, 'step')}, {count_text(found.chain_count, 'shortest chain')}")
    for chain in found.chains:
        names = {
            key: node.name
            for node in chain.nodes
            for key in ((node.key,) if found.level == "name" else node.author_ids)
        }
        yield ""
        yield Text(visible(" - ".join(node.name for node in chain.nodes)), style="bold")
        yield Text(f"strength {chain.strength:.3g}", style="dim")
        for step in chain.steps:
            pooled = " (only because rows of one name are taken together)" if step.pooled else ""
            crowded = f" ({names[step.a]} is a crowded name, perhaps of several people)" if step.crowded else ""
            yield Text(visible(f"{names[step.a]} with {names[step.b]}{pooled}{crowded}"))
            yield from work_lines(step.works)
            if step.papers > len(step.works):
                yield Text(f"  and {step.papers - len(step.works):,} more", style="dim")
    yield from _cut_off(found.truncated, len(found.chains), found.chain_count, "a greater --limit")


@_page.register
def _graph_page(found: CoauthorGraph) -> Page:
    names = {node.key: node.name for node in found.nodes}
    joined = {key for edge in found.edges for key in (edge.a, edge.b)}
    counts = (count_text(len(found.nodes), "name"), count_text(len(found.edges), "pair"))
    yield Text(f"{', '.join(counts)} with joint papers", style="bold")
    yield Text(NAMES_NOTICE, style="dim")
    if found.edges:
        yield ""
        yield table(
            found.edges,
            ("name", lambda edge: names[edge.a]),
            ("with", lambda edge: names[edge.b]),
            ("joint papers", lambda edge: edge.papers),
            ("weight", _weight),
            ("years", lambda edge: years_text(edge.first_year, edge.last_year)),
        )
    yield from _works_of_edges(found.edges, names)
    alone = [node.name for node in found.nodes if node.key not in joined]
    if alone:
        yield ""
        yield Text(visible(f"without a joint paper: {', '.join(alone)}"))


@_page.register
def _likely_page(found: LikelyCollaborators) -> Page:
    yield from _head(found.center)
    yield ""
    yield Text(f"{count_text(found.candidate_count, 'name')} with coauthors in common and no joint paper")
    if found.candidates:
        yield ""
        yield table(
            found.candidates,
            ("name", lambda candidate: candidate.name),
            ("score", lambda candidate: candidate.score),
            ("common coauthors", lambda candidate: candidate.common_coauthors),
            ("among them", lambda candidate: candidate.examples),
        )
    yield from _cut_off(found.truncated, len(found.candidates), found.candidate_count, "--all")


@_page.register
def _similar_page(found: SimilarNames) -> Page:
    yield from similar_page(found)
    yield from _cut_off(found.truncated, len(found.similar), found.similar_count, "--all")


@_page.register
def _ambiguous_page(found: AmbiguousNames) -> Page:
    if not found.names:
        yield "none"
        return
    yield table(
        found.names,
        ("name", lambda name: name.name),
        *([("expected persons", lambda name: round(name.expected_persons, 1))] if found.by == "persons" else []),
        ("author rows", lambda name: name.author_row_count),
        ("papers", lambda name: name.paper_count),
    )


_page.register(FoundAuthors)(names_page)
_page.register(FoundPapers)(papers_page)
_page.register(Venues)(venues_page)
_page.register(Resolution)(resolution_page)
_page.register(PersonGroups)(groups_page)
_page.register(PersonReasons)(reasons_page)
_page.register(PersonModel)(model_page)
_page.register(Statements)(statements_page)
_page.register(Said)(said_page)
_page.register(PersonStatement)(statement_page)
_page.register(GroupsEvaluation)(evaluation_page)
_page.register(Identities)(identities_page)


@_page.register
def _unknown_venues_page(found: UnknownVenues) -> Page:
    if not found.venues:
        yield "none"
        return
    yield table(
        found.venues,
        ("venue", lambda venue: venue.name),
        ("rows", lambda venue: venue.rows),
        ("also printed as", lambda venue: ", ".join(name for name in venue.printings if name != venue.name)),
    )


@_page.register
def _paper_page(paper: Paper) -> Page:
    for number, row in enumerate(paper.rows):
        if number:
            yield ""
        yield Text(visible(row.title), style="bold")
        yield Text(facts_text(row.venue, row.track, year_text(row.year), row.type), style="cyan")
        yield Text(visible(", ".join(author.name for author in row.authors)) or "no authors")
        if row.author_count is None:
            yield Text("The source may cut its list of authors.", style="dim")
        if row.editors:
            yield Text(visible(f"edited by {', '.join(editor.name for editor in row.editors)}"))
        if row.identifiers or row.url:
            yield Text(facts_text(*identifier_texts(row.identifiers), row.url))
        yield id_line(f"{row.paper_id}, stated by {row.source}")
        if row.abstract:
            yield Text(visible(row.abstract))


@_page.register
def _venue_page(venue: VenuePage) -> Page:
    yield Text(visible(venue.name), style="bold")
    if venue.kind:
        yield Text(venue.kind, style="dim")
    yield Text(count_text(venue.paper_count, "paper"))
    yield Text(", ".join(f"{year_text(counted.year)}: {counted.papers:,}" for counted in venue.years), style="dim")
    if venue.papers:
        yield ""
        yield from work_lines(venue.papers)
    yield from _cut_off(venue.truncated, len(venue.papers), venue.paper_count, f"--page {venue.page + 1}, or --all")


@_page.register
def _work_page(work: WorkExplanation) -> Page:
    yield Text(visible(work.work_id), style="bold")
    yield Text(visible(f"shown by {work.shown_by}: {work.reason}"))
    yield ""
    yield from _row_lines(work.rows)
    for evidence in work.joined:
        yield Text(visible(f"joined ({evidence.rule}): {' and '.join(evidence.paper_ids)}: {evidence.evidence}"))
    for evidence in work.apart:
        yield Text(visible(f"kept apart: {', '.join(evidence.paper_ids)}: {evidence.evidence}"))
    if work.others:
        yield ""
        yield Text("Rows of other works that share an identifier or the title:")
        yield from _row_lines(work.others)


def _row_lines(rows: Iterable[StatedRow]) -> Page:
    for row in rows:
        facts = facts_text(
            row.venue,
            year_text(row.year),
            *row.identifiers.values(),
            "preprint" if row.preprint else None,
            None if row.complete else "authors may be cut",
        )
        yield Text(visible(f"{row.paper_id}  {facts}"))
        yield Text(visible(f"    {row.title}"), style="bold")


@_page.register
def _comparison_page(comparison: NameComparison) -> Page:
    yield Text(visible(comparison.verdict), style="bold")
    yield ""
    yield table(
        comparison.steps,
        ("step", lambda step: step.step),
        ("a", lambda step: step.a),
        ("b", lambda step: step.b),
        ("equal", lambda step: step.equal),
        ("why", lambda step: step.explanation),
    )
    for step in comparison.steps:
        if step.a_code_points is not None:
            yield ""
            yield Text(f"{step.step}, a: {step.a_code_points}")
            yield Text(f"{step.step}, b: {step.b_code_points}")


@_page.register
def _query_files_page(found: QueryFiles) -> Page:
    yield table(
        found.queries,
        ("query", lambda query: query.name),
        ("title", lambda query: query.title),
        ("parameters", lambda query: ", ".join(parameter.name for parameter in query.parameters)),
    )


@_page.register
def _query_rows_page(found: QueryRows) -> Page:
    if not found.rows:
        yield "none"
        return
    yield table(found.rows, *((name, itemgetter(name)) for name in found.columns))
    if found.truncated:
        yield ""
        yield Text(f"the first {len(found.rows):,} rows are shown; --all shows all")


@_page.register
def _inspection_page(found: Inspection) -> Page:
    yield Text(visible(found.place), style="bold")
    how = {"content": "as its content says", "name": "as its name says"}.get(found.recognised_by, "as you say")
    yield Text(visible(f"{found.format}, {how}; its source would be {found.source}"))
    read = count_text(found.records, "record") if found.whole else f"the first {count_text(found.records, 'record')}"
    lost = f"{found.rejected:,} would be rejected, {count_text(found.warnings, 'part')} of records left out"
    yield Text(f"{read}: {lost}")
    for reason in found.reasons:
        yield Text(visible(f"  {reason.count:,} {reason.outcome}: {reason.reason} (first: {reason.first})"))
    if advice := encoding_advice(found.reasons):
        yield Text(f"  {advice}")
    for note in found.notes:
        # A plain string is never wrapped: names of columns are to be copied.
        yield escape(visible(note))
    for record in found.first:
        yield ""
        yield Text(visible(record.title or "a person"), style="bold")
        if record.title is not None:
            yield Text(facts_text(record.venue, year_text(record.year)), style="cyan")
        yield Text(visible(", ".join(record.authors)) or "no authors")
        if record.editors:
            yield Text(visible(f"edited by {', '.join(record.editors)}"))
        if record.identifiers:
            yield Text(facts_text(*identifier_texts(record.identifiers)))
        yield Text(facts_text(record.source_id, record.place), style="dim")


def _head(center: NameNode) -> Page:
    yield Text(visible(center.name), style="bold")
    yield Text(NAMES_NOTICE, style="dim")


def _cut_off(truncated: bool, shown: int, count: int, remedy: str) -> Page:
    if truncated:
        yield ""
        yield Text(f"{shown:,} of {count:,} are shown; {remedy} shows more")
