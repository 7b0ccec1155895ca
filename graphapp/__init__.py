"""Author name clusters and coauthor neighbourhoods of bibliographic records, in Neo4j."""

__version__ = "0.1.0"
