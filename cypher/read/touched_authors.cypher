// Author rows whose statements changed
//
// One row per author row, in no order: to sort them, the server would hold them all.
// :param since => 1
MATCH (author:Author)
WHERE author.revision >= $since
RETURN author.author_id AS author_id
