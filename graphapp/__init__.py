"""Author name clusters and coauthor neighbourhoods of bibliographic records, in Neo4j."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphapp.bibliography import connect

__version__ = "0.1.0"
__all__ = ["connect"]


def __getattr__(name: str) -> Any:
    """Import the front door when somebody knocks: the command line often needs no database driver."""
    if name == "connect":
        from graphapp.bibliography import connect

        return connect
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
