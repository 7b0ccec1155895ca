"""YAML of lists, maps and texts alone, as people write lists of things.

PyYAML is used for its events alone: they make no objects, follow no alias and take a twelfth of the time of
ruamel.yaml.
"""

from typing import Final

import yaml

from graphapp.records import Unfit

_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Where PyYAML was built without its C library, the Python one, which gives the same in ten times the time."""

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


def plain_yaml(text: str) -> object:
    """The value in a YAML text, of lists, dictionaries and texts: which words are numbers is not asked.

    None for an empty text, and for several documents. Raises Unfit for text that is not YAML, and for what such files
    have not: aliases, tags, and a key that is there twice.
    """
    found, _ = _documents(text)
    return found[0] if len(found) == 1 else None


def items_with_lines(text: str) -> list[tuple[int, object]]:
    """The items of a list, which is the whole text, each with the number of the line on which it begins.

    Empty for a text without a value. Raises Unfit as `plain_yaml` does, with the line, and for anything but one list.
    """
    found, lines = _documents(text)
    if found in ([], [None]):
        return []
    if len(found) != 1 or not isinstance(found[0], list):
        raise Unfit("not one list")
    return list(zip(lines, found[0], strict=True))


def _documents(text: str) -> tuple[list[object], list[int]]:
    """The values of the documents, and on which line each part of them begins that is not within another part."""
    found: list[object] = []
    open_lists = [found]
    lines: list[int] = []
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            kind = type(event)
            if kind is yaml.AliasEvent:
                raise Unfit(f"the alias *{event.anchor}, which is not followed")
            if getattr(event, "tag", None) is not None:
                raise Unfit(f"the tag {event.tag}, which is not read")
            if len(open_lists) == 2 and kind in (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent):
                lines.append(event.start_mark.line + 1)
            if kind is yaml.ScalarEvent:
                is_null = event.implicit[0] and event.value in _NULLS
                open_lists[-1].append(None if is_null else event.value)
            elif kind in (yaml.SequenceStartEvent, yaml.MappingStartEvent):
                open_lists.append([])
            elif kind is yaml.SequenceEndEvent:
                ended = open_lists.pop()
                open_lists[-1].append(ended)
            elif kind is yaml.MappingEndEvent:
                ended = open_lists.pop()
                open_lists[-1].append(_mapping(ended))
    except yaml.YAMLError as error:
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "broken off"
        mark = getattr(error, "problem_mark", None)
        raise Unfit(f"not YAML: {problem}" + ("" if mark is None else f" (line {mark.line + 1})")) from error
    return found, lines


def _mapping(items: list[object]) -> dict[str, object]:
    mapping: dict[str, object] = {}
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, str):
            raise Unfit("a key that is no word")
        if key in mapping:
            raise Unfit(f"the key {key[:100]!r} twice")
        mapping[key] = value
    return mapping
