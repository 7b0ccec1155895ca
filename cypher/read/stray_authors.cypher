// Author rows that an interrupted load created for paper rows that it did not come to
//
// One row an author row that no paper row states; none unless loads before the last one are owed their settling.
// :param since => 1
MATCH (source:Source)
WITH max(source.revision) AS revision
WHERE revision > $since
MATCH (author:Author)
WHERE author.author_id > "" AND NOT EXISTS { (author)-[:AUTHORED]->() }
RETURN author.author_id AS author_id
ORDER BY author_id
