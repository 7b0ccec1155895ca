"""Author name clusters and coauthor neighbourhoods of bibliographic records, in Neo4j."""
