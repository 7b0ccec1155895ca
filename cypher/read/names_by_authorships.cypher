// The names with the most authorships, which are at least as many as their works
//
// One row per name. Every name is counted, in the order of the index, so that memory does not grow with the graph.
// `sources` are the sources whose author rows count, null for all.
// :param limit => 20
// :param sources => null
MATCH (author:Author)
WHERE author.name_key >= "" AND ($sources IS NULL OR author.source IN $sources)
WITH author.name_key AS key, sum(COUNT { (author)-[:AUTHORED]->() }) AS authorships
ORDER BY authorships DESC, key
LIMIT $limit
RETURN key, authorships
ORDER BY authorships DESC, key
