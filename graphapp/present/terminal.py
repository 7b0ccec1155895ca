"""Values -> pages for people: what `--format table` shows. Pure: nothing here asks the database or prints."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import singledispatch
from operator import itemgetter
from typing import Any, Final, TypeGuard

from rich.console import Console, RenderableType
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from graphapp import results
from graphapp.present.data import visible
from graphapp.results.answer import Answer, text_of_member

SHOWN_AUTHORS: Final = 8
"""A paper's line shows at most so many authors, the matched one always among them."""

Page = Iterator[RenderableType]
Column = tuple[str, Callable[[Any], object]]
"""A heading and what stands under it of an item."""


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
        console.print(part, crop=False, soft_wrap=isinstance(part, str))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def as_cypher(text: str, *, color: bool = False) -> str:
    """Cypher, highlighted where there is color; plain text is left as it is, to be copied."""
    if not color:
        return text
    out = io.StringIO()
    Console(file=out, force_terminal=True, width=max(map(len, text.splitlines()))).print(
        Syntax(text, "cypher", theme="ansi_dark", background_color="default"), soft_wrap=True
    )
    return out.getvalue()


@singledispatch
def _page(value: object) -> Page:
    """The parts of a page; a plain string among them is never wrapped."""
    yield _pairs(value)


@_page.register(list)
@_page.register(tuple)
def _list_page(values: Sequence[Any]) -> Page:
    if not values:
        yield "none"
    elif isinstance(values[0], results.LoadReport | results.Rekeying):
        for number, report in enumerate(values):
            if number:
                yield ""
            yield _pairs(report)
    else:
        yield _fields_table(values)


@_page.register(results.SchemaStatus)
@_page.register(results.Health)
def _items_page(answer: Answer) -> Page:
    yield _fields_table(answer.items)


@_page.register
def _cluster_page(cluster: results.NameCluster) -> Page:
    yield Text(visible(cluster.name), style="bold")
    yield Text(cluster.notice, style="dim")
    yield ""
    yield Text(f"{_count(cluster.paper_count, 'paper')}, {_count(cluster.author_row_count, 'author row')}")
    yield ""
    yield _table(
        cluster.author_rows,
        ("author row", lambda row: row.author_id),
        ("source", lambda row: row.source),
        ("homonym", lambda row: row.homonym),
        ("papers", lambda row: row.paper_count),
    )
    for work in cluster.papers:
        yield ""
        yield Text(visible(work.title), style="bold")
        yield Text(_facts(work.venue, work.track, _year(work.year), work.type), style="cyan")
        yield _authors_line(work)
        others = sorted({row.source for row in work.rows if row.paper_id != work.paper_id})
        if others:
            yield Text(f"also stated by {', '.join(others)}", style="dim")
    if cluster.next is not None:
        yield ""
        # As a plain string it is never wrapped: a cursor is copied whole or not at all.
        yield f"More papers: --all, or --after {cluster.next}"


def _authors_line(work: results.Work) -> Text:
    matched = set(work.matched_author_ids)
    late = [author for author in work.authors[SHOWN_AUTHORS:] if author.author_id in matched]
    early = work.authors[: max(SHOWN_AUTHORS - len(late), 0)]
    line = Text()
    _add_authors(line, early, matched)
    if late:
        line.append(" … ")
        _add_authors(line, late, matched)
    shown = len(early) + len(late)
    if not shown:
        line.append("no authors")
    elif work.author_count is None:
        line.append(" and more" if len(work.authors) > shown else " and perhaps more")
    elif work.author_count > shown:
        line.append(f" and {work.author_count - shown:,} more")
    if not any(author.author_id in matched for author in work.authors):
        line.append(f" ({', '.join(visible(author_id) for author_id in work.matched_author_ids)} by another row)")
    return line


def _add_authors(line: Text, authors: Sequence[results.PaperAuthor], matched: set[str]) -> None:
    for number, author in enumerate(authors):
        line.append(", " if number else "")
        line.append(visible(author.name), style="bold" if author.author_id in matched else "")


@_page.register
def _neighborhood_page(found: results.CoauthorNeighborhood) -> Page:
    yield from _head(found.center)
    yield ""
    coauthors, *further = found.node_counts
    farther = zip(further, ("two", "three"), strict=False)
    counts = [_count(coauthors, "coauthor"), *(f"{count:,} {steps} steps away" for count, steps in farther)]
    yield Text(", ".join(counts))
    if found.skipped_papers:
        yield Text(f"{_count(found.skipped_papers, 'paper')} left out for having too many authors")
    if found.nodes:
        yield ""
        yield _table(
            found.nodes,
            ("name", lambda node: node.name),
            ("distance", lambda node: node.distance),
            ("joint papers", lambda node: node.joint_papers or None),
            ("weight", lambda node: node.weight),
            ("years", lambda node: _years(node.first_year, node.last_year)),
            ("author rows", lambda node: len(node.author_ids)),
        )
    names = {node.key: node.name for node in found.nodes} | {found.center.key: found.center.name}
    yield from _works_of_edges(found.edges, names)
    yield from _cut_off(found.truncated, len(found.nodes), sum(found.node_counts), "--all")


def _works_of_edges(edges: Iterable[results.CoauthorEdge], names: Mapping[str, str]) -> Page:
    for edge in edges:
        if edge.works is not None:
            yield ""
            yield Text(visible(f"{names[edge.a]} with {names[edge.b]}"), style="bold")
            yield from _works(edge.works)


@_page.register
def _path_page(found: results.CollaborationPath) -> Page:
    yield Text(visible(f"{found.a.name} and {found.b.name}"), style="bold")
    yield Text(results.NAMES_NOTICE if found.level == "name" else results.ROWS_NOTICE, style="dim")
    yield ""
    if found.distance is None:
        yield Text(f"no chain within {_count(found.k, 'step')}")
        return
    yield Text(f"{_count(found.distance, 'step')}, {_count(found.chain_count, 'shortest chain')}")
    for chain in found.chains:
        names = {
            key: node.name
            for node in chain.nodes
            for key in ((node.key,) if found.level == "name" else node.author_ids)
        }
        yield ""
        yield Text(visible(" - ".join(node.name for node in chain.nodes)), style="bold")
        for step in chain.steps:
            pooled = " (only as rows of one name are taken together)" if step.pooled else ""
            yield Text(visible(f"{names[step.a]} with {names[step.b]}{pooled}"))
            yield from _works(step.works)
            if step.papers > len(step.works):
                yield Text(f"  and {step.papers - len(step.works):,} more", style="dim")
    yield from _cut_off(found.truncated, len(found.chains), found.chain_count, "a greater --limit")


@_page.register
def _graph_page(found: results.CoauthorGraph) -> Page:
    names = {node.key: node.name for node in found.nodes}
    joined = {key for edge in found.edges for key in (edge.a, edge.b)}
    yield Text(
        f"{_count(len(found.nodes), 'name')}, {_count(len(found.edges), 'pair')} with joint papers", style="bold"
    )
    yield Text(results.NAMES_NOTICE, style="dim")
    if found.edges:
        yield ""
        yield _table(
            found.edges,
            ("name", lambda edge: names[edge.a]),
            ("with", lambda edge: names[edge.b]),
            ("joint papers", lambda edge: edge.papers),
            ("weight", lambda edge: edge.weight),
            ("years", lambda edge: _years(edge.first_year, edge.last_year)),
        )
    yield from _works_of_edges(found.edges, names)
    alone = [node.name for node in found.nodes if node.key not in joined]
    if alone:
        yield ""
        yield Text(visible(f"without a joint paper: {', '.join(alone)}"))


@_page.register
def _likely_page(found: results.LikelyCollaborators) -> Page:
    yield from _head(found.center)
    yield ""
    yield Text(f"{_count(found.candidate_count, 'name')} with coauthors in common and no joint paper")
    if found.candidates:
        yield ""
        yield _table(
            found.candidates,
            ("name", lambda candidate: candidate.name),
            ("score", lambda candidate: candidate.score),
            ("common coauthors", lambda candidate: candidate.common_coauthors),
            ("among them", lambda candidate: candidate.examples),
        )
    yield from _cut_off(found.truncated, len(found.candidates), found.candidate_count, "--all")


@_page.register
def _similar_page(found: results.SimilarNames) -> Page:
    yield Text(visible(found.name), style="bold")
    yield Text(f"{_count(len(found.author_ids), 'author row')} of this very name", style="dim")
    yield ""
    yield Text(f"{_count(found.similar_count, 'similar name')}, each a cluster of its own")
    if found.similar:
        yield ""
        yield _table(
            found.similar,
            ("name", lambda similar: similar.name),
            ("related by", lambda similar: similar.relation),
            ("papers", lambda similar: similar.paper_count),
            ("author rows", lambda similar: len(similar.author_ids)),
        )
    yield from _cut_off(found.truncated, len(found.similar), found.similar_count, "--all")


@_page.register
def _ambiguous_page(found: results.AmbiguousNames) -> Page:
    if not found.names:
        yield "none"
        return
    yield _table(
        found.names,
        ("name", lambda name: name.name),
        ("author rows", lambda name: name.author_row_count),
        ("papers", lambda name: name.paper_count),
    )


@_page.register
def _paper_page(paper: results.Paper) -> Page:
    for number, row in enumerate(paper.rows):
        if number:
            yield ""
        yield Text(visible(row.title), style="bold")
        yield Text(_facts(row.venue, row.track, _year(row.year), row.type), style="cyan")
        yield Text(visible(", ".join(author.name for author in row.authors)) or "no authors")
        if row.author_count is None:
            yield Text("The source may cut its list of authors.", style="dim")
        if row.editors:
            yield Text(visible(f"edited by {', '.join(editor.name for editor in row.editors)}"))
        identifiers = (row.doi and f"DOI {row.doi}", row.arxiv_id and f"arXiv {row.arxiv_id}", row.url)
        if any(identifiers):
            yield Text(_facts(*identifiers))
        yield Text(visible(f"{row.paper_id}, stated by {row.source}"), style="dim")
        if row.abstract:
            yield Text(visible(row.abstract))


@_page.register
def _venue_page(venue: results.VenuePage) -> Page:
    yield Text(visible(venue.name), style="bold")
    if venue.kind:
        yield Text(venue.kind, style="dim")
    yield Text(_count(venue.paper_count, "paper"))
    yield Text(", ".join(f"{_year(counted.year)}: {counted.papers:,}" for counted in venue.years), style="dim")
    if venue.papers:
        yield ""
        yield from _works(venue.papers)
    yield from _cut_off(venue.truncated, len(venue.papers), venue.paper_count, "--all")


@_page.register
def _work_page(work: results.WorkExplanation) -> Page:
    yield Text(visible(work.work_id), style="bold")
    yield Text(visible(f"shown by {work.shown_by}: {work.reason}"))
    yield ""
    yield from _stated_lines(work.rows)
    for evidence in work.joined:
        yield Text(visible(f"joined ({evidence.rule}): {' and '.join(evidence.paper_ids)}: {evidence.evidence}"))
    for evidence in work.apart:
        yield Text(visible(f"kept apart: {', '.join(evidence.paper_ids)}: {evidence.evidence}"))
    if work.others:
        yield ""
        yield Text("Rows of other works that share an identifier or the title:")
        yield from _stated_lines(work.others)


def _stated_lines(rows: Iterable[results.StatedRow]) -> Page:
    for row in rows:
        facts = _facts(
            row.venue,
            _year(row.year),
            row.doi,
            row.arxiv_id,
            "preprint" if row.preprint else None,
            None if row.complete else "authors may be cut",
        )
        yield Text(visible(f"{row.paper_id}  {facts}"))
        yield Text(visible(f"    {row.title}"), style="bold")


@_page.register
def _comparison_page(comparison: results.NameComparison) -> Page:
    if comparison.same_cluster:
        verdict = "one exact cluster"
    elif comparison.similar:
        verdict = "two exact clusters, one similar name"
    else:
        verdict = "two names"
    related = f" ({comparison.relation})" if comparison.relation else ""
    yield Text(f"{verdict}{related}", style="bold")
    yield ""
    yield _table(
        comparison.steps,
        ("step", lambda step: step.step),
        ("a", lambda step: step.a),
        ("b", lambda step: step.b),
        ("equal", lambda step: step.equal),
        ("why", lambda step: step.explanation),
    )


@_page.register
def _query_files_page(found: results.QueryFiles) -> Page:
    yield _table(
        found.queries,
        ("query", lambda query: query.name),
        ("title", lambda query: query.title),
        ("parameters", lambda query: ", ".join(parameter.name for parameter in query.parameters)),
    )


@_page.register
def _query_rows_page(found: results.QueryRows) -> Page:
    if not found.rows:
        yield "none"
        return
    yield _table(found.rows, *((name, itemgetter(name)) for name in found.columns))
    if found.truncated:
        yield ""
        yield Text(f"the first {len(found.rows):,} rows are shown; --all shows all")


def _head(center: results.NameNode) -> Page:
    yield Text(visible(center.name), style="bold")
    yield Text(results.NAMES_NOTICE, style="dim")


def _works(works: Iterable[results.JointWork]) -> Page:
    for work in works:
        facts = " · ".join(fact for fact in (_year(work.year), work.venue) if fact)
        yield Text(visible(f"  {work.title} ({facts})"))


def _cut_off(truncated: bool, shown: int, count: int, remedy: str) -> Page:
    if truncated:
        yield ""
        yield Text(f"{shown:,} of {count:,} are shown; {remedy} shows more")


def _facts(*facts: str | None) -> str:
    return visible(" · ".join(fact for fact in facts if fact))


def _year(year: int | None) -> str:
    return str(year) if year is not None else "no year"


def _years(first: int | None, last: int | None) -> str | None:
    return str(first) if first == last and first is not None else f"{first}-{last}" if first is not None else None


def _fields_table(items: Sequence[Any]) -> Table:
    names = [field.name for field in fields(items[0])]
    return _table(items, *((name.replace("_", " "), _field(name)) for name in names))


def _field(name: str) -> Callable[[Any], object]:
    return lambda item: getattr(item, name)


def _table(items: Sequence[Any], *columns: Column) -> Table:
    """A line an item; columns of numbers, which are counts and weights, stand to the right."""
    table = Table(box=None, pad_edge=False)
    values = [[value(item) for _, value in columns] for item in items]
    for (heading, _), column in zip(columns, zip(*values, strict=True), strict=True):
        numeric = all(value is None or _is_number(value) for value in column)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in values:
        table.add_row(*(Text(_number(value) if _is_number(value) else _text(value)) for value in row))
    return table


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(value: float) -> str:
    return f"{value:,.3f}" if isinstance(value, float) else f"{value:,}"


def _pairs(value: Any) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for field in fields(value):
        table.add_row(field.name.replace("_", " "), Text(_text(getattr(value, field.name))))
    return table


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        # Years and process ids read badly with a separator, and four digits do without.
        return f"{value:,}" if value >= 100_000 else str(value)
    if isinstance(value, list | tuple):
        return "; ".join(_text(item) for item in value)
    if is_dataclass(value):
        return ", ".join(f"{_text(getattr(value, field.name))} {field.name}" for field in fields(value))
    return visible(text_of_member(value))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
