"""The graph as object-graph models of py2neo, for people who work with py2neo. The only module that imports it.

For nodes the models are py2neo's own: matching, ordering, counting and reading properties work as in its handbook. A
property that a row does not have is None. Relationships are read by query files instead of py2neo's `RelatedTo`:
`RelatedTo` keeps one relationship between two nodes, so an author whom a paper row names twice would appear once; it
takes four queries per relationship; and a push of a model whose relationships were read would write them again,
wrongly. They are read again at each access, so keep the list when you use it twice.

The models are for reading. py2neo allows a push, but the loader owns this graph: what a push changes in a row stays
until the row's record changes or its source is removed, since a load writes only rows whose record differs.
docs/py2neo.md says more, and lists what py2neo cannot do on Neo4j 5. Errors are py2neo's, except those of `connect`.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from py2neo import Graph
from py2neo.errors import ConnectionUnavailable
from py2neo.matching import IN
from py2neo.ogm import Model, Property

from graphapp.address import invalid_address
from graphapp.connection import find_address
from graphapp.errors import DatabaseUnavailable
from graphapp.queries import Query, load_query

_AUTHORED: Final = load_query("read/authored")
_PUBLISHED_AT: Final = load_query("read/published_at")

Properties = dict[str, Any]
"""All properties of a relationship; None for one that the record does not state."""


def connect(
    uri: str | None = None,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
) -> Graph:
    """py2neo's connection to the database that `graphapp.connect` would use with these arguments.

    Raises what `graphapp.connect` raises. py2neo's graphs have no `close`; call `graph.service.connector.close()`.
    """
    address = find_address(uri, user=user, password=password, database=database)
    try:
        # Connect at once, so that a wrong address or password is reported here.
        return Graph(address.uri, auth=(address.user, address.password), name=address.database, init_size=1)
    except ConnectionUnavailable as error:
        raise DatabaseUnavailable(
            f"no database answers to py2neo at {address.uri}, or it refuses the user {address.user!r}; start it, "
            "or check NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD"
        ) from error
    except ValueError as error:
        raise invalid_address(address.uri, error) from error


class Author(Model):  # type: ignore[misc] # py2neo publishes no types
    """An author row: one identity as one source states it, never a person."""

    __primarykey__ = "author_id"

    author_id: str = Property()
    name: str = Property()
    name_key: str = Property()
    fold_key: str = Property()
    family_key: str = Property()
    homonym: str | None = Property()
    source: str = Property()
    orcid: str | None = Property()
    person_id: str | None = Property()

    @property
    def papers(self) -> list[tuple[Paper, Properties]]:
        """The paper rows of this author, by paper_id, each with its AUTHORED; twice if the row names the author twice.

        The properties are position, printed_name, role and orcid.
        """
        return _related(self, Paper, _AUTHORED, role="author")

    @property
    def edited_papers(self) -> list[tuple[Paper, Properties]]:
        """The paper rows that this author edited, as in `papers`."""
        return _related(self, Paper, _AUTHORED, role="editor")


class Paper(Model):  # type: ignore[misc] # py2neo publishes no types
    """A paper row: one publication as one source states it. Rows that state one work share `work_id`."""

    __primarykey__ = "paper_id"

    paper_id: str = Property()
    title: str = Property()
    title_key: str | None = Property()
    abstract: str | None = Property()
    year: int | None = Property()
    type: str | None = Property()
    doi: str | None = Property()
    arxiv_id: str | None = Property()
    pmid: str | None = Property()
    url: str | None = Property()
    source: str = Property()
    author_count: int | None = Property()
    work_id: str = Property()
    preferred: bool = Property()

    @property
    def authors(self) -> list[tuple[Author, Properties]]:
        """The authors by position, those of unknown position last, each with its AUTHORED."""
        return _related(self, Author, _AUTHORED, role="author")

    @property
    def editors(self) -> list[tuple[Author, Properties]]:
        """The editors, as in `authors`."""
        return _related(self, Author, _AUTHORED, role="editor")

    @property
    def published_at(self) -> tuple[Venue, Properties] | None:
        """The venue with its PUBLISHED_AT; None for a paper row without a venue.

        The properties are year, track, type, printed_venue and venue_key.
        """
        return next(iter(_related(self, Venue, _PUBLISHED_AT)), None)

    @property
    def venue(self) -> Venue | None:
        """The venue; None for a paper row without one."""
        return published_at[0] if (published_at := self.published_at) else None


class Venue(Model):  # type: ignore[misc] # py2neo publishes no types
    """A venue under all its aliases."""

    __primarykey__ = "venue_id"

    venue_id: str = Property()
    name: str = Property()
    kind: str | None = Property()

    @property
    def papers(self) -> list[tuple[Paper, Properties]]:
        """The paper rows that appeared here, by paper_id, each with its PUBLISHED_AT."""
        return _related(self, Paper, _PUBLISHED_AT)


_Model = TypeVar("_Model", Author, Paper, Venue)


def _related(
    subject: Author | Paper | Venue, model: type[_Model], query: Query, **parameters: str
) -> list[tuple[_Model, Properties]]:
    """The models at the other ends of a query's relationships, in its order; empty for a model outside the graph."""
    graph = subject.__node__.graph
    if graph is None:
        return []
    asked = {"property": subject.__primarykey__, "id": subject.__primaryvalue__, **parameters}
    rows = graph.query(query.text, asked).data()
    key = model.__primarykey__
    models = model.match(graph).where(**{key: IN({row[key] for row in rows})})
    found = {related.__primaryvalue__: related for related in models}
    # A load may have deleted a row in between.
    return [(found[row[key]], row["properties"]) for row in rows if row[key] in found]
