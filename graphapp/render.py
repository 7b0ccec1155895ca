"""Values -> text. Pure: nothing here asks the database or prints.

JSON has the fields of the results in their order. A table is for people. CSV and JSON Lines give one line an item: a
work of a cluster, a source, a finding.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from graphapp import results
from graphapp.names import NameComparison

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

SHOWN_AUTHORS: Final = 8
"""A paper's line shows at most so many authors, the matched one always among them."""

_STEERING: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What could steer a terminal or turn the order of what it shows; line feed and tab are not among them."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def as_json(value: object) -> str:
    """The value as indented JSON."""
    encoded = msgspec.json.encode(value, enc_hook=_encode)
    return _escaped(msgspec.json.format(encoded, indent=2).decode()) + "\n"


def as_jsonl(value: object) -> str:
    """The value's items, each as one line of JSON."""
    lines = (msgspec.json.encode(item, enc_hook=_encode).decode() for item in items_of(value))
    return "".join(_escaped(line) + "\n" for line in lines)


def as_csv(value: object) -> str:
    """The value's items as CSV with a header; lists are joined by `; `.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, which a spreadsheet does not show.
    Control characters other than line feed and tab are left out.
    """
    items = items_of(value)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if items:
        writer.writerow(name for name, _ in _columns(items[0]))
    for item in items:
        writer.writerow(_cell(cell) for _, cell in _columns(item))
    return out.getvalue()


def as_table(value: object, *, width: int = 80, color: bool = False) -> str:
    """The value as a page for people, at most `width` columns wide."""
    from rich.console import Console

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
    for part in _page_of(value):
        console.print(part, crop=False, soft_wrap=isinstance(part, str))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


FORMATS: Final[dict[str, Callable[[object], str]]] = {
    "table": as_table,
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
}


def items_of(value: object) -> Sequence[Any]:
    """What JSON Lines and CSV give a line each: the papers of a cluster, the items of a list, or the value itself."""
    match value:
        case results.NameCluster():
            return value.papers
        case results.SchemaStatus():
            return value.items
        case results.Health():
            return value.findings
        case results.WorkExplanation():
            return value.rows
        case NameComparison():
            return value.steps
        case list() | tuple():
            return value
        case _:
            return [value]


def visible(text: str) -> str:
    """The text without control characters, which could steer a terminal; a line break or tab becomes a space."""
    if text.isprintable():
        return text
    return _STEERING.sub("", re.sub(r"[\n\r\t]", " ", text))


def _page_of(value: object) -> Iterable["RenderableType"]:
    match value:
        case results.NameCluster():
            return _cluster_page(value)
        case results.WorkExplanation():
            return _work_page(value)
        case NameComparison():
            return _comparison_page(value)
        case list() | tuple() if not value:
            return ["none"]
        case list() | tuple() if not _is_report(value[0]):
            return [_table(value)]
        case results.SchemaStatus() | results.Health():
            return [_table(items_of(value))]
        case list() | tuple():
            return [part for report in value for part in ("", _pairs(report))][1:]
        case _:
            return [_pairs(value)]


def _is_report(item: object) -> bool:
    return isinstance(item, results.LoadReport | results.Rekeying)


def _cluster_page(cluster: results.NameCluster) -> Iterable["RenderableType"]:
    from rich.table import Table
    from rich.text import Text

    yield Text(visible(cluster.name), style="bold")
    yield Text(cluster.notice, style="dim")
    yield ""
    yield Text(f"{_count(cluster.paper_count, 'paper')}, {_count(cluster.author_row_count, 'author row')}")
    yield ""
    rows = Table(box=None, pad_edge=False)
    for heading in ("author row", "source", "homonym", "papers"):
        rows.add_column(heading, justify="right" if heading == "papers" else "left", overflow="fold")
    for row in cluster.author_rows:
        rows.add_row(
            Text(visible(row.author_id)), Text(row.source), Text(row.homonym or ""), Text(f"{row.paper_count:,}")
        )
    yield rows
    for work in cluster.papers:
        yield ""
        yield Text(visible(work.title), style="bold")
        yield Text(_head_line(work), style="cyan")
        yield _authors_line(work)
        others = sorted({row.source for row in work.rows if row.paper_id != work.paper_id})
        if others:
            yield Text(f"also stated by {', '.join(others)}", style="dim")
    if cluster.next is not None:
        yield ""
        # As a plain string it is never wrapped: a cursor is copied whole or not at all.
        yield f"More papers: --all, or --after {cluster.next}"


def _head_line(work: results.Work) -> str:
    parts = (work.venue, work.track, str(work.year) if work.year is not None else "no year", work.type)
    return visible(" · ".join(part for part in parts if part))


def _authors_line(work: results.Work) -> "Text":
    from rich.text import Text

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


def _add_authors(line: "Text", authors: Sequence[results.PaperAuthor], matched: set[str]) -> None:
    for number, author in enumerate(authors):
        line.append(", " if number else "")
        line.append(visible(author.name), style="bold" if author.author_id in matched else "")


def _work_page(work: results.WorkExplanation) -> Iterable["RenderableType"]:
    from rich.text import Text

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


def _stated_lines(rows: Iterable[results.StatedRow]) -> Iterable["Text"]:
    from rich.text import Text

    for row in rows:
        facts = (
            row.venue,
            str(row.year) if row.year is not None else "no year",
            row.doi,
            row.arxiv_id,
            "preprint" if row.preprint else None,
            None if row.complete else "authors may be cut",
        )
        yield Text(visible(f"{row.paper_id}  {' · '.join(fact for fact in facts if fact)}"))
        yield Text(visible(f"    {row.title}"), style="bold")


def _comparison_page(comparison: NameComparison) -> Iterable["RenderableType"]:
    from rich.table import Table
    from rich.text import Text

    if comparison.same_cluster:
        verdict = "one exact cluster"
    elif comparison.similar:
        verdict = "two exact clusters, one similar name"
    else:
        verdict = "two names"
    related = f" ({comparison.relation})" if comparison.relation else ""
    yield Text(f"{verdict}{related}", style="bold")
    yield ""
    steps = Table(box=None, pad_edge=False)
    for heading in ("step", "a", "b", "equal", "why"):
        steps.add_column(heading, overflow="fold")
    for step in comparison.steps:
        steps.add_row(
            step.step,
            Text(_text(step.a)),
            Text(_text(step.b)),
            "yes" if step.equal else "no",
            Text(visible(step.explanation)),
        )
    yield steps


def _table(items: Sequence[Any]) -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    names = _field_names(items[0])
    for name in names:
        values = [getattr(item, name) for item in items]
        numeric = all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
        table.add_column(name.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for item in items:
        table.add_row(*(Text(_text(getattr(item, name))) for name in names))
    return table


def _pairs(value: Any) -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name in _field_names(value):
        table.add_row(name.replace("_", " "), Text(_text(getattr(value, name))))
    return table


def _field_names(item: Any) -> list[str]:
    return [field.name for field in fields(item)]


def _columns(item: Any) -> Iterable[tuple[str, object]]:
    """Names and values of a line of CSV; a value with fields gives a column each: `authors_created`."""
    for name in _field_names(item):
        value = getattr(item, name)
        if is_dataclass(value):
            yield from ((f"{name}_{inner}", part) for inner, part in _columns(value))
        else:
            yield name, value


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
        return ", ".join(f"{_text(getattr(value, name))} {name}" for name in _field_names(value))
    return visible(str(value))


def _cell(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, tuple | list):
        value = "; ".join(_member(item) for item in value)
    text = value if isinstance(value, str) else str(value)
    return _STEERING.sub("", f"'{text}" if text.startswith(_FORMULA_STARTS) else text)


def _member(item: Any) -> str:
    """The text of an item of a list in a cell: an author by name, a paper row by its id."""
    for name in ("name", "paper_id"):
        if hasattr(item, name):
            return str(getattr(item, name))
    return str(item)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _escaped(encoded: str) -> str:
    """JSON whose texts hold what steers a terminal as escapes, which mean the same."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)


def _encode(value: object) -> object:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no JSON form")
