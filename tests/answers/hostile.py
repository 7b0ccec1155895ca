"""Answers whose every text steers a terminal, ends a line and turns it."""

import re
import sys
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from graphapp.rules.steering import STEERING

STEERS: Final = re.compile(f"[{STEERING}]")
ALL: Final = "".join(STEERS.findall("".join(map(chr, range(sys.maxunicode + 1)))))
"""Every character that steers."""

_WORDS: Final = {"level", "match", "by", "kind", "rule", "relation", "step", "state", "answer", "attribution", "scale"}
"""Fields that hold one of a few words."""


def steering(value: Any) -> Any:
    """The value with all of these characters in the middle of each of its texts; equal texts stay equal."""
    if isinstance(value, str):
        return f"{value[:1]}{ALL}{value[1:]}"
    if isinstance(value, tuple | list):
        return type(value)(map(steering, value))
    if isinstance(value, dict):
        return {key: steering(inner) for key, inner in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        stated = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in _WORDS}
        return replace(value, **{name: steering(inner) for name, inner in stated.items()})
    return value
