// Author rows whose statements changed
//
// One row per author row.
// :param since => 1
MATCH (author:Author)
WHERE author.revision >= $since
RETURN author.author_id AS author_id
ORDER BY author.revision, author_id
