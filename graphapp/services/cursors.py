"""Cursors: the position at which the next page of an answer begins, as one opaque word.

A cursor contains a fingerprint of its question, so that it cannot be used with another question.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b
from typing import Any, TypeVar

import msgspec

from graphapp.errors import InvalidArgument
from graphapp.limits import check_texts

Position = TypeVar("Position", bound=tuple[Any, ...])


def write_cursor(position: tuple[object, ...], question: tuple[object, ...]) -> str:
    """The cursor of a position in the answer to a question."""
    return _packed(_fingerprint(question), position)


def read_cursor(cursor: str, question: tuple[object, ...], into: type[Position]) -> Position:
    """The position in a cursor; raises InvalidArgument unless it is a cursor of this type for this question.

    A user can forge a cursor, so all values in it must have the expected types.
    """
    check_texts(after=cursor)
    try:
        packed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        fingerprint, position = msgspec.msgpack.decode(packed, type=tuple[bytes, into])  # type: ignore[valid-type]
    except (binascii.Error, ValueError) as error:
        raise InvalidArgument("the cursor is damaged; use the whole `next` of the previous page") from error
    if fingerprint != _fingerprint(question):
        raise InvalidArgument("the cursor belongs to another question; ask for the first page without one")
    return position


def moved(cursor: str, position: tuple[object, ...]) -> str:
    """The cursor of another position in the answer to the same question; `cursor` is one that `write_cursor` gave."""
    packed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    fingerprint, _ = msgspec.msgpack.decode(packed)
    return _packed(fingerprint, position)


def _packed(fingerprint: bytes, position: tuple[object, ...]) -> str:
    return urlsafe_b64encode(msgspec.msgpack.encode((fingerprint, position))).decode().rstrip("=")


def _fingerprint(question: tuple[object, ...]) -> bytes:
    return blake2b(msgspec.msgpack.encode(question), digest_size=8).digest()
