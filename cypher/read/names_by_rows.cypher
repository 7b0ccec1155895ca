// The names that the most author rows carry
//
// One row per name. Every name is counted, in the order of the index, so that memory does not grow with the graph.
// graphapp reads only `key`; people read `author_row_count` in Neo4j Browser.
// `sources` are the sources whose author rows count, null for all.
// :param limit => 20
// :param sources => null
MATCH (author:Author)
WHERE author.name_key >= "" AND ($sources IS NULL OR author.source IN $sources)
WITH author.name_key AS key, count(*) AS author_row_count
ORDER BY author_row_count DESC, key
LIMIT $limit
RETURN key, author_row_count
ORDER BY author_row_count DESC, key
