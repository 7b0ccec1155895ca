"""Files that say who wrote which papers of a name: what `evaluate-groups` measures groups against.

JSON Lines: `{"name_key": "wei wang", "papers": {"dblp:1": "p1", "dblp:2": "p2"}}`, a name a line. `papers` has the
person of each paper that is known, a text or a whole number that only has to differ between the persons of the name.
Further keys are ignored.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike, fspath
from typing import IO, Any, Final

import msgspec

from graphapp.errors import SourceError
from graphapp.formats.syntax.lines import decode, lines
from graphapp.inputs.files import Input, open_input
from graphapp.records import Unfit
from graphapp.rules.names import LONGEST_NAME, clean, fold_key, is_too_long, loses_marks, name_key

_SHOWN: Final = 100
"""Characters of a text of the file that a sentence quotes."""


_EXPECTED: Final = 'a line is an object like {"name_key": "wei wang", "papers": {"dblp:1": "p1", "dblp:2": "p2"}}'


@dataclass(frozen=True, slots=True, kw_only=True)
class NameTruth:
    """What is known of the papers of one name."""

    place: str
    """`truth.jsonl:17`."""
    name: str
    """Its key, as `name_key` makes it from the text in the file."""
    papers: dict[str, str]
    """Paper -> person. Both are texts that only the file explains; papers that are not here are not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """An open file of known persons, which has been checked to its end."""

    count: int
    """The number of its names; at least one."""
    names: Iterator[NameTruth]
    """In the order of the file; it is read while it is asked for."""


@contextmanager
def open_truth(path: str | PathLike[str]) -> Iterator[Truth]:
    """Open a file of known persons, also one packed in gz, bz2, xz or zst; `-` is standard input.

    The whole file is checked, and copied to a temporary one, before the first name comes, so that whoever asks a
    database about each name does not find a damaged line at the end. Raises SourceError for a file that cannot be read,
    that has no name, or in which a line is damaged, has another shape, names a paper twice, or has the name of another.
    """
    with open_input(fspath(path)) as opened, tempfile.TemporaryFile() as checked:
        count = _copy(opened, checked)
        checked.seek(0)
        yield Truth(count=count, names=map(_decoder.decode, checked))


_decoder: Final = msgspec.json.Decoder(NameTruth)
_encoder: Final = msgspec.json.Encoder()


def _copy(opened: Input, checked: IO[bytes]) -> int:
    """Copy the checked names, a line each; how many there are."""
    seen: dict[str, int] = {}
    for number, line in lines(opened.stream, opened.place):
        if line.isspace():
            continue
        place = f"{opened.place}:{number}"
        try:
            truth = _truth_of(decode(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line), place)
            if truth.name in seen:
                raise Unfit(f"the name {truth.name[:_SHOWN]!r} stands in line {seen[truth.name]:,} already")
            checked.write(_encoder.encode(truth) + b"\n")
        except UnicodeEncodeError as error:
            raise SourceError(f"{place}: a text has half of a surrogate pair, which is no character") from error
        except ValueError as error:
            raise SourceError(f"{place}: {error}; {_EXPECTED}") from error
        seen[truth.name] = number
    if not seen:
        raise SourceError(f"{opened.place} is empty; {_EXPECTED}")
    return len(seen)


def _truth_of(line: str, place: str) -> NameTruth:
    """Raises Unfit or ValueError for a line that is no truth of a name."""
    try:
        # Objects become tuples of pairs: in a dictionary, the second of two equal keys would hide the first.
        found = json.loads(line, object_pairs_hook=tuple)
    except json.JSONDecodeError as error:
        raise Unfit(f"not JSON: {error.msg} at character {error.pos + 1:,}") from error
    except RecursionError as error:
        raise Unfit("JSON that is nested too deeply") from error
    if not isinstance(found, tuple):
        raise Unfit("not an object")
    name, papers = (_value(found, key) for key in ("name_key", "papers"))
    if not isinstance(name, str) or not clean(name):
        raise Unfit('"name_key" is not the text of a name')
    if len(name) > LONGEST_NAME:
        raise Unfit(f"a name of {len(name):,} characters; a name has at most {LONGEST_NAME:,}")
    key = name_key(name)
    if loses_marks(name) or is_too_long(key, fold_key(key)):
        raise Unfit(f"the name {name[:_SHOWN]!r}, which no record can have")
    if not isinstance(papers, tuple):
        raise Unfit('"papers" is not an object of paper ids and persons')
    persons: dict[str, str] = {}
    for paper, person in papers:
        if paper in persons:
            raise Unfit(f"the paper {paper[:_SHOWN]!r} stands twice; it can be in the group of one person only")
        if isinstance(person, bool) or not isinstance(person, str | int):
            raise Unfit(f"the person of the paper {paper[:_SHOWN]!r} is neither a text nor a whole number")
        persons[paper] = str(person)
    return NameTruth(place=place, name=key, papers=persons)


def _value(pairs: tuple[tuple[str, Any], ...], key: str) -> Any:
    values = [value for found, value in pairs if found == key]
    if len(values) != 1:
        raise Unfit(f'it has {"no" if not values else "more than one"} "{key}"')
    return values[0]
