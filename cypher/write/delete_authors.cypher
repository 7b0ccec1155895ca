// Author rows that nothing states any more
//
// Rows: none.
// :param author_ids => ["dblp:Ada Lovelace"]
UNWIND $author_ids AS author_id
MATCH (author:Author {author_id: author_id})
WHERE author.person_ids IS NULL AND NOT EXISTS { (author)-[:AUTHORED]->() }
DELETE author
