// Author rows that an interrupted load created for paper rows that it did not create
//
// One row per author row that nothing states; none unless loads before the last one are not settled.
// :param since => 1
MATCH (source:Source)
WITH max(source.revision) AS revision
WHERE revision > $since
MATCH (author:Author)
WHERE author.author_id > "" AND author.person_ids IS NULL AND NOT EXISTS { (author)-[:AUTHORED]->() }
RETURN author.author_id AS author_id
ORDER BY author_id
