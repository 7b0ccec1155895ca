"""Names that may be other forms of a name, and whether the same person is meant, on a terminal."""

from rich.text import Text

from graphapp.present.left_out import missing_numbers
from graphapp.present.person_groups import WEIGHTS, Lines, reasons_table
from graphapp.present.tables import Column, table
from graphapp.present.text import count_text
from graphapp.results.names import SimilarName, SimilarNames
from graphapp.rules.steering import visible

_MEANING = (
    '"Same" says that somebody writes under both names, not that all papers of both are by one person. '
    "It is an estimate unless a hard fact says so."
)


def similar_page(found: SimilarNames) -> Lines:
    """The names as a table; where it was asked for, then for each of them why it is taken for the same person."""
    yield Text(visible(found.name), style="bold")
    yield Text(f"{count_text(len(found.author_ids), 'author row')} with exactly this name", style="dim")
    yield from map(Text, map(visible, missing_numbers(found)))
    yield ""
    yield Text(f"{count_text(found.similar_count, 'similar name')}, each with its own cluster")
    if found.similar:
        judged = any(similar.person is not None for similar in found.similar)
        yield ""
        yield table(
            found.similar,
            ("name", lambda similar: similar.name),
            ("related by", lambda similar: similar.relation),
            ("papers", lambda similar: similar.paper_count),
            ("author rows", lambda similar: len(similar.author_ids)),
            *(_ANSWER if judged else ()),
        )
        for similar in found.similar:
            yield from _evidence(similar)
        if judged:
            yield ""
            yield Text(_MEANING, style="dim")
            yield Text(WEIGHTS, style="dim")


def _answer(similar: SimilarName) -> str:
    return similar.person.answer if similar.person is not None else ""


_ANSWER: tuple[Column, ...] = (("person", _answer),)


def _evidence(similar: SimilarName) -> Lines:
    if similar.person is None:
        return
    yield ""
    yield Text(visible(similar.name), style="bold")
    yield Text(visible(f"{similar.person.summary[:1].upper()}{similar.person.summary[1:]}"))
    if similar.person.closest:
        yield Text(visible(f"The two closest papers: {' and '.join(similar.person.closest)}"), style="dim")
    if similar.person.reasons:
        yield reasons_table(similar.person.reasons)
