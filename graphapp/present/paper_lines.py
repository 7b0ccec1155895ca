"""Papers on a terminal: the author line of a paper, and lines for several papers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rich.text import Text

from graphapp.present.reading import tidy
from graphapp.present.text import facts_text, year_text
from graphapp.results.papers import JointWork, PaperAuthor, Work
from graphapp.rules.identifiers import SCHEMES
from graphapp.rules.steering import visible

_SCHEME_NAMES: Final = {scheme.property: scheme.name for scheme in SCHEMES}

_SHOWN_AUTHORS: Final = 8
"""Maximum number of authors in the line of a paper; the matched ones are always among them."""


def authors_line(work: Work) -> Text:
    """The authors of a work in one line, those with the requested name in bold."""
    matched = set(work.matched_author_ids)
    late = [author for author in work.authors[_SHOWN_AUTHORS:] if author.author_id in matched]
    early = work.authors[: max(_SHOWN_AUTHORS - len(late), 0)]
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


def _add_authors(line: Text, authors: Sequence[PaperAuthor], matched: set[str]) -> None:
    for number, author in enumerate(authors):
        line.append(", " if number else "")
        line.append(visible(author.name), style="bold" if author.author_id in matched else "")


def identifier_texts(identifiers: Mapping[str, str]) -> Iterator[str]:
    """`DOI 10.1000/182` for each identifier, given by its property."""
    return (f"{_SCHEME_NAMES[name]} {value}" for name, value in identifiers.items())


def id_line(text: str) -> Text:
    """A line that is never wrapped, since people copy from it."""
    return Text(visible(text), style="dim", no_wrap=True)


def work_lines(works: Iterable[JointWork]) -> Iterator[Text]:
    """Two lines for each work: its title, year and venue, then the id that `graphapp paper` takes."""
    for work in works:
        yield Text(visible(f"  {tidy(work.title)} ({facts_text(year_text(work.year), work.venue)})"))
        yield id_line(f"    {work.paper_id}")
