"""Values on their way to and from the server: what a database cannot hold, what JSON has, what a log shows."""

from typing import Any, Final

from neo4j import graph

_UNFIT: Final = {
    OverflowError: "a number of more than 64 bits",
    RecursionError: "lists and maps nested too deep",
    UnicodeEncodeError: "half of a surrogate pair, which is not a character",
}
"""The driver's error -> what it could not send."""


def unfit_value(error: Exception) -> str:
    """What a value is that the driver could not send, as the object of a sentence."""
    return f"a value that no database can hold: {_UNFIT.get(type(error), error)}"


def json_value(value: object) -> Any:
    """A value of Neo4j as one of JSON: nodes and relationships as maps, dates, durations, points and bytes as texts."""
    match value:
        case graph.Node():
            return {"labels": sorted(value.labels), "properties": json_value(dict(value))}
        case graph.Relationship():
            return {"type": value.type, "properties": json_value(dict(value))}
        case graph.Path():
            pairs = zip(value.nodes, value.relationships, strict=False)
            return [json_value(part) for pair in pairs for part in pair] + [json_value(value.end_node)]
        case dict():
            return {name: json_value(inner) for name, inner in value.items()}
        case list():
            return [json_value(inner) for inner in value]
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def quiet(value: object) -> object:
    """A parameter as it is sent; a log shows a list by its length alone.

    The driver writes out all parameters for its debug log, even when that log is off: a tenth of a load's time.
    """
    return _QuietList(value) if isinstance(value, list) else value


class _QuietList(list[Any]):
    def __repr__(self) -> str:
        return f"<{len(self):,} items>"
