"""The parameters of each question: their types, limits and meaning, from which requests are read and described.

A parameter that a question does not have is refused: left out in silence, it would let an answer look like another one.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Final, Literal, TypeVar
from urllib.parse import parse_qsl

import msgspec
from msgspec import Meta

from graphapp.errors import InvalidArgument
from graphapp.results.coauthors import Counting, Level
from graphapp.results.names import Crowding, Match

MOST_PARAMETERS: Final = 40
LONGEST_QUERY: Final = 4_000
_LONGEST_SHOWN: Final = 100
MOST_LISTED: Final = 1_000
"""Maximum number of items of one answer in JSON."""

MOST_OF_CLUSTER: Final = 10_000
"""Maximum number of papers of a name in one answer: as a file, or in JSON."""

MOST_NEIGHBORS: Final = 500
"""Maximum number of names of a neighbourhood: a page of more takes long to draw and to look at."""

Limit = Annotated[int, Meta(ge=1, le=MOST_LISTED, description="Maximum number of items.")]
Year = Annotated[int, Meta(ge=-9999, le=9999)]
Text = Annotated[str, Meta(max_length=1_000)]
Cursor = Annotated[str, Meta(max_length=3_000, description="The `next` of the previous page.")]

_YEAR_OF_FACET: Final = r"^(-?[0-9]{1,4}|none)$(?!\n)"
"""A dollar alone also stands before a last line break; `\\Z` is no word of JSON Schema."""
_WHOLE_NUMBER: Final = re.compile(r"-?[0-9]+")

Question = TypeVar("Question", bound=msgspec.Struct)


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question without parameters."""


class AboutQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The page of what is loaded."""

    count: Annotated[bool, Meta(description="Count works, names and rows also where it takes long.")] = False


class ClusterQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name cluster in JSON."""

    match: Match = "exact"
    limit: Annotated[int, Meta(ge=1, le=MOST_OF_CLUSTER, description="Maximum number of items.")] = 50
    after: Cursor | None = None


class ClusterPageQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page of a name cluster, whose papers may be filtered; a filter has the value of a facet (`facets.py`)."""

    match: Match = "exact"
    year: Annotated[str, Meta(pattern=_YEAR_OF_FACET, description="a year, or none")] | None = None
    venue: Text | None = None
    type: Text | None = None
    source: Text | None = None
    row: Text | None = None
    page: Annotated[int, Meta(ge=1, le=100_000)] = 1
    after: Cursor | None = None
    by: Literal["person"] | None = None


class GroupedPageQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The papers of a name by person; `group` is the number of the only group that is shown, with all its papers."""

    by: Literal["person"] = "person"
    group: Annotated[int, Meta(ge=1, le=100_000)] | None = None


class ExplainPersonsQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two groups, by their numbers, or two papers, by their ids."""

    one: Text
    other: Text


class NeighborhoodQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The coauthors of a name. Three hops are for the command line: they reach most names of a graph."""

    match: Match = "exact"
    by: Counting = "name"
    group: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    hops: Annotated[int, Meta(ge=1, le=2)] = 1
    since: Year | None = None
    until: Year | None = None
    venue: Text | None = None
    min_joint: Annotated[int, Meta(ge=1, le=1_000)] = 1
    max_authors: Annotated[int, Meta(ge=2, le=100_000)] | None = None
    limit: Annotated[int, Meta(ge=1, le=MOST_NEIGHBORS)] = 100
    with_links: bool = False


class PathQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shortest chains between two names."""

    a: Text
    b: Text
    k: Annotated[int, Meta(ge=1, le=8)] = 6
    limit: Annotated[int, Meta(ge=1, le=100)] = 10
    level: Level = "name"


class PathPageQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """As `PathQuestion`, for a form that may be empty."""

    a: Text = ""
    b: Text = ""
    k: Annotated[int, Meta(ge=1, le=8)] = 6
    limit: Annotated[int, Meta(ge=1, le=100)] = 10
    level: Level = "name"


class NetworkQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who wrote with whom among the most active names: of a source, of a venue, from a year on, or of all."""

    source: Text | None = None
    venue: Text | None = None
    since: Year | None = None
    min_works: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    largest: Annotated[int, Meta(ge=1, le=300, description="Maximum number of names.")] = 60


class VenueQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A venue and its newest papers."""

    year: Year | None = None
    limit: Limit = 50


class CrowdedQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The most crowded names."""

    by: Crowding = "rows"
    limit: Limit = 50


class SimilarQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names that may be other forms of a name."""

    limit: Limit = 50
    evidence: Annotated[bool, Meta(description="Say whether the same person is meant, and why.")] = False


class SearchQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is typed into the search box, and what the found papers must have."""

    q: Text = ""
    since: Year | None = None
    until: Year | None = None
    venue: Text | None = None
    source: Text | None = None
    type: Text | None = None
    after: Cursor | None = None


class NameSearchQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Beginnings of the words of a name."""

    text: Text
    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class PaperSearchQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of titles and abstracts."""

    text: Text
    since: Year | None = None
    until: Year | None = None
    venue: Text | None = None
    source: Text | None = None
    type: Text | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    after: Cursor | None = None


class ResolveQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An id in any spelling."""

    text: Text


class VenuesQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The venues, those with the most works first."""

    name: Text | None = None
    limit: Limit = 100
    after: Cursor | None = None


def read_question(query: str, into: type[Question]) -> Question:
    """The question that a query string asks. Raises InvalidArgument with a sentence for all that is not one."""
    if len(query) > LONGEST_QUERY:
        raise InvalidArgument(f"the parameters have more than {LONGEST_QUERY:,} characters; give shorter ones")
    try:
        pairs = parse_qsl(
            query, keep_blank_values=True, strict_parsing=bool(query), errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise InvalidArgument("the parameters are not UTF-8; write them in that encoding") from None
    except ValueError:
        raise InvalidArgument(
            f"the parameters cannot be read; write at most {MOST_PARAMETERS} of them, like ?limit=10&match=fold"
        ) from None
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            raise InvalidArgument(f"the parameter {name[:100]!r} is given twice; give it once")
        if "\0" in value:
            raise InvalidArgument(f"the parameter {name[:100]!r} has a zero character, which no text has; leave it out")
        if value or name in _MAY_BE_EMPTY:
            given[name] = value
    known = into.__struct_fields__
    if unknown := [name for name in given if name not in known]:
        listed = ", ".join(known) or "none"
        raise InvalidArgument(f"there is no parameter {unknown[0][:100]!r} here; those that exist: {listed}")
    for name in _whole_numbers(into) & given.keys():
        # msgspec takes 1e1 and 1.0 for whole numbers, which would give one page several addresses.
        if not _WHOLE_NUMBER.fullmatch(given[name]):
            raise InvalidArgument(_cannot_be(name, given[name], into))
    try:
        return msgspec.convert(given, into, strict=False)
    except msgspec.ValidationError as error:
        raise InvalidArgument(_sentence(str(error), given, into)) from None


_MAY_BE_EMPTY: Final = frozenset(("a", "b", "q"))
"""Others count as not given: a browser sends every field of a form."""


def _sentence(problem: str, given: dict[str, str], into: type[msgspec.Struct]) -> str:
    """What msgspec remarks, in our words: "Object missing required field `a`", "Expected `int` >= 1 - at `$.limit`"."""
    parameters = {one["name"]: one for one in parameters_of(into)}
    if missing := [name for name, one in parameters.items() if one["required"] and name not in given]:
        return f"the parameter {missing[0]!r} is missing; give {schema_text(parameters[missing[0]]['schema'])}"
    name = problem.partition(" - at `$.")[2].rstrip("`")
    return _cannot_be(name, given[name], into)


def _cannot_be(name: str, value: str, into: type[msgspec.Struct]) -> str:
    [schema] = [one["schema"] for one in parameters_of(into) if one["name"] == name]
    shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
    return f"the parameter {name!r} cannot be {shown!r}; give {schema_text(schema)}"


@cache
def _whole_numbers(into: type[msgspec.Struct]) -> frozenset[str]:
    """The parameters that are whole numbers."""
    schemas = {one["name"]: one["schema"] for one in parameters_of(into)}
    return frozenset(
        name
        for name, schema in schemas.items()
        if any(one.get("type") == "integer" for one in schema.get("anyOf", [schema]))
    )


def parameters_of(question: type[msgspec.Struct]) -> list[dict[str, Any]]:
    """The parameters as OpenAPI 3.1 describes them (https://spec.openapis.org/oas/v3.1.0#parameter-object)."""
    (schema,), _ = msgspec.json.schema_components([question])
    name = question.__name__
    _, components = msgspec.json.schema_components([question], ref_template="#/components/schemas/{name}")
    body = components.get(name, schema)
    required = body.get("required", [])
    return [
        {"name": field, "in": "query", "required": field in required, "schema": described}
        for field, described in body.get("properties", {}).items()
    ]


def schema_text(schema: Mapping[str, Any]) -> str:
    """The values that a parameter may have, in words; as JSON Schema of msgspec describes them."""
    values = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    return " or ".join(map(_value_text, values))


def _value_text(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    least, most = schema.get("minimum"), schema.get("maximum")
    words = {"integer": "a whole number", "boolean": "true or false", "string": "a text"}
    text = words[schema["type"]]
    if least is not None and most is not None:
        return f"{text} from {least:,} to {most:,}"
    if "pattern" in schema:
        return str(schema["description"])
    if "maxLength" in schema:
        return f"{text} of at most {schema['maxLength']:,} characters"
    return text
