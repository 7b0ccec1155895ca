"""Unknown venues as entries of a user's file of venues."""

import json
import re
from typing import Final

from graphapp.errors import InvalidArgument
from graphapp.results.papers import UnknownVenue, UnknownVenues

_HEAD: Final = """\
# Delete the venues that you do not want, join those that are one, and write the kind where it is missing:
# "conference", "journal", "workshop" or "preprint server". Then, for a source that is loaded:
#   graphapp rekey --source SOURCE --venues THIS-FILE
# and for another one:
#   graphapp load FILE --venues THIS-FILE
"""
_KIND_WORDS: Final = {
    "workshop": re.compile(r"\bworkshops?\b", re.I),
    "journal": re.compile(r"\b(?:journal|transactions|letters|review|magazine|j\.|trans\.|lett\.)", re.I),
    "conference": re.compile(r"\b(?:conference|symposium|proceedings|congress|conf\.|symp\.|proc\.)", re.I),
}


def as_toml(answer: object) -> str:
    """A file for `--venues`. Its entries have a kind where the printed name says it.

    Raises InvalidArgument for an answer that has no unknown venues.
    """
    if not isinstance(answer, UnknownVenues):
        raise InvalidArgument("this answer has no unknown venues, so it cannot be a file of venues")
    return "\n".join([_HEAD, *map(_entry, answer.venues)])


def _entry(venue: UnknownVenue) -> str:
    kind = next((kind for kind, words in _KIND_WORDS.items() if words.search(venue.name)), None)
    aliases = [printed for printed in venue.printings if printed != venue.name]
    lines = [
        f"# {venue.rows:,} paper {'row' if venue.rows == 1 else 'rows'}",
        f"[{_id_of(venue.venue_id)}]",
        f"name = {_text(venue.name)}",
        "# kind = " if kind is None else f'kind = "{kind}"',
    ]
    if aliases:
        lines.append(f"aliases = [{', '.join(map(_text, aliases))}]")
    return "".join(f"{line}\n" for line in lines)


def _id_of(venue_id: str) -> str:
    joined = "".join(filter(str.isalnum, venue_id))
    return joined if joined.isascii() and joined else _text(joined or venue_id)


def _text(text: str) -> str:
    # TOML's basic strings are those of JSON, but for one character that JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
