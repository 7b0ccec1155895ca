"""The file of a user's own venues."""

from pathlib import Path

from graphapp.errors import InvalidArgument
from graphapp.rules.own_venues import read_own_venues


def own_venues_of(path: Path) -> str:
    """The venues of a file in the form that `load` and `rekey` take.

    Raises InvalidArgument for a file that cannot be read, and for one that is no file of venues.
    """
    try:
        return read_own_venues(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InvalidArgument(f"{path} is not text in UTF-8") from error
    except ValueError as error:
        raise InvalidArgument(f"{path} is no file of venues: {error}") from error
    except OSError as error:
        raise InvalidArgument(f"cannot read {path}: {error.strerror}") from error
