"""Author name clusters and coauthor neighbourhoods of bibliographic records, in Neo4j."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphapp.bibliography import connect
    from graphapp.errors import GraphAppError, NotFound
    from graphapp.records import PaperRecord, PersonRecord

__version__ = "0.1.0"
__all__ = ["GraphAppError", "NotFound", "PaperRecord", "PersonRecord", "connect"]

_MODULES = {
    "connect": "bibliography",
    "GraphAppError": "errors",
    "NotFound": "errors",
    "PaperRecord": "records",
    "PersonRecord": "records",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: the command line often needs no database driver."""
    if name in _MODULES:
        return getattr(import_module(f"graphapp.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
