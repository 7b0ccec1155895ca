"""Standard input, output and error of a command: streams that are missing or full, and encodings that lack letters."""

import codecs
import errno
import os
import sys
from typing import Final, TextIO

import click

from graphapp.errors import GraphAppError
from graphapp.rules.steering import json_escape, visible

_ESCAPING: Final = "graphapp-escapes"
"""Name of the handler that writes what an encoding lacks as JSON writes it, so that JSON stays JSON."""


def open_missing_streams() -> None:
    """Open a device for each standard stream that the process was started without.

    Otherwise the next file or connection would get the number of the stream, and with it what is meant for the stream.
    Reading standard input and writing standard output fail; messages vanish.
    """
    # Each takes the smallest free number, which is its own.
    if sys.stdin is None:
        sys.stdin = open(os.open(os.devnull, os.O_WRONLY), encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        _silence_messages()


def _silence_messages() -> None:
    sys.stderr = open(os.open(os.devnull, os.O_RDWR), "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def say(sentence: str) -> None:
    """Write a message to standard error, which is for everything but results.

    Where nobody can read messages, the work goes on without them.
    """
    try:
        click.echo(_in_encoding_of(sys.stderr, sentence), err=True)
    except OSError:
        _silence_messages()


def write(result: str | bytes) -> None:
    """Write a result, or a piece of one, to standard output."""
    try:
        click.echo(result, nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise GraphAppError(output_failure(error)) from error


def show(text: str) -> None:
    """Write a text to standard output as it is; a message says so where its encoding lacks letters of the text."""
    written = _in_encoding_of(sys.stdout, text)
    write(written)
    if written != text:
        say(
            f"Standard output is in {sys.stdout.encoding}, which lacks some of these letters: they are written like "
            "\\u00e9. Set PYTHONIOENCODING=utf-8 for the letters themselves."
        )


def say_error(sentence: str) -> None:
    """Write an error to standard error. It may quote input or database: that text must not control the terminal."""
    say(visible(f"Error: {sentence}"))


def output_failure(error: OSError) -> str:
    """The sentence for an error of standard output, which is written to no more."""
    # What standard output did not take would fail once more when Python ends.
    sys.stdout = None
    return f"standard output cannot be written: {error.strerror or error}"


def system_failure(error: OSError) -> str:
    """The sentence for an error of the system: of a file, of standard output, or of standard input."""
    if error.filename:
        return f"{error.filename}: {error.strerror}"
    try:
        sys.stdout.flush()
    except OSError:
        # It did not take the help.
        return output_failure(error)
    reason = error.strerror or str(error)
    if error.errno != errno.EBADF:
        return reason
    try:
        os.read(sys.stdin.fileno(), 0)
    except OSError:
        return f"standard input cannot be read: {reason}"
    # Of a help longer than its buffer, standard output keeps nothing that a flush could fail on.
    return output_failure(error)


def _in_encoding_of(stream: TextIO | None, text: str) -> str:
    """The text with escapes for the letters that the encoding of a stream lacks."""
    # There is no stream where the process was started without it, and a stream in memory has no encoding.
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, _ESCAPING).decode(encoding)


def _escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json_escape(error.object[error.start : error.end]), error.end


codecs.register_error(_ESCAPING, _escape)
