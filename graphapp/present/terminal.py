"""Turns values into pages for people: what `--format table` shows. Pure: nothing here asks the database or prints.

To give a kind of answer its own page, write a function for it and register the function with `_page`.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from operator import itemgetter
from typing import Any

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.text import Text

from graphapp.present.cluster_lines import head_lines, printing_lines
from graphapp.present.coauthor_pages import coauthor_graph_page, likely_page, neighborhood_page, path_page
from graphapp.present.evaluation_page import evaluation_page
from graphapp.present.identities_page import identities_page
from graphapp.present.left_out import missing_numbers
from graphapp.present.paper_lines import authors_line, id_line, identifier_texts, work_lines
from graphapp.present.person_groups import groups_page, model_page, reasons_page
from graphapp.present.reading import tidy
from graphapp.present.search_pages import names_page, papers_page, resolution_page, venues_page
from graphapp.present.similar_names import similar_page
from graphapp.present.statement_pages import said_page, statement_page, statements_page
from graphapp.present.tables import cut_off, fields_table, pairs, table
from graphapp.present.text import MOST_OTHERS, count_text, facts_text, year_text
from graphapp.results.answer import Answer
from graphapp.results.coauthors import (
    CoauthorGraph,
    CoauthorNeighborhood,
    CollaborationPath,
    LikelyCollaborators,
)
from graphapp.results.evaluation import GroupsEvaluation
from graphapp.results.identities import Identities
from graphapp.results.inspection import Inspection
from graphapp.results.names import (
    AmbiguousNames,
    NameCluster,
    NameComparison,
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
    yield from map(Text, map(visible, missing_numbers(cluster)))
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
        yield Text(visible(tidy(work.title)), style="bold")
        yield Text(facts_text(work.venue, work.track, year_text(work.year), work.type), style="cyan")
        yield authors_line(work)
        yield id_line(facts_text(work.paper_id, *identifier_texts(work.identifiers)))
        others = sorted({row.source for row in work.rows if row.paper_id != work.paper_id})
        if others:
            yield Text(visible(f"also stated by {', '.join(others)}"), style="dim")
    if not cluster.papers and cluster.page is not None and cluster.page > 1:
        yield ""
        yield Text(f"There are no papers on page {cluster.page:,}: it is behind the last one.")
    if cluster.next is not None:
        yield ""
        # A plain string is never wrapped: a cursor must be copied whole.
        next_page = f"--after {visible(cluster.next)}" if cluster.page is None else f"--page {cluster.page + 1}"
        yield f"More papers: {next_page}, or --all"


@_page.register
def _similar_page(found: SimilarNames) -> Page:
    yield from similar_page(found)
    yield from cut_off(found.truncated, len(found.similar), found.similar_count, "--all")


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


_page.register(CoauthorNeighborhood)(neighborhood_page)
_page.register(CollaborationPath)(path_page)
_page.register(CoauthorGraph)(coauthor_graph_page)
_page.register(LikelyCollaborators)(likely_page)
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
        yield Text(visible(tidy(row.title)), style="bold")
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
    yield from cut_off(venue.truncated, len(venue.papers), venue.paper_count, "another --page, or --all")


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
        yield from _row_lines(work.others[:MOST_OTHERS])
        yield from cut_off(len(work.others) > MOST_OTHERS, MOST_OTHERS, len(work.others), "--format json")


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
        yield Text(visible(f"    {tidy(row.title)}"), style="bold")


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
